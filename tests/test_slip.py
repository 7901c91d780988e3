"""The page for word from the wards: written on a telephone without a network, sent as one file by hand."""

import io
import json
import re
import zipfile
from functools import partial

import pytest
from PIL import Image, ImageOps

from macros.exports.slip_form import slip_form
from macros.forms.slips import MOST_PICTURES, SENDER, only_asked, slip_forms
from macros.records import Event, Model
from macros.records.base import FieldType
from macros.records.fields import fields_of
from macros.records.slip import SlipKind
from tests.conftest import ROOT
from tests.desk import contents, copy_of_the_site, served

ORIENTATION, GPS = 0x0112, 0x8825
RED, BLUE = (220, 20, 20), (20, 20, 220)


def photograph(turned=6, size=(3000, 2000)):
    """A JPEG as a telephone writes it: lying, with the way up and the place beside it; red where it is up."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif[GPS] = {1: "N", 2: (20.0, 51.0, 3.0)}
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif)
    return written.getvalue()


def write(page, origin):
    """Fill in what has to be said of an event with a picture."""
    page.goto(f"{origin}/gui-tin/")
    text = partial(page.get_by_role, "textbox")
    text(name="Tên sự kiện").fill("Ngày hội Toàn dân bảo vệ an ninh Tổ quốc")
    page.get_by_role("combobox", name="Loại sự kiện").fill("ngay")
    page.get_by_role("option").first.click()
    text(name="Ngày").first.fill("19/8/2026")
    text(name="Tóm tắt").fill("Nhân dân dự ngày hội ở nhà văn hóa.")
    page.get_by_role("combobox", name="Phường, xã, đặc khu").fill("dong hoa")
    page.get_by_role("option").first.click()
    text(name="Cơ quan, đoàn thể").fill("Công an phường Hoa")
    text(name="Chức vụ").fill("Cán bộ phụ trách phong trào")
    page.locator("input[type=file][multiple]").set_input_files(
        {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.get_by_text("Đã nhận “IMG_1.JPG”").wait_for()
    text(name="Trong ảnh có gì").fill("Sân nhà văn hóa có cờ và hoa")
    page.get_by_label("Không nhận ra được ai").check()
    text(name="Người chụp").fill("Công an phường Hoa")
    page.get_by_label("Cơ quan mình chụp").check()


def taken(page):
    """The file that the page makes."""
    page.get_by_role("button", name="Tạo tệp để gửi").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp về máy").click()
    return download.value.path().read_bytes(), download.value.suggested_filename


@pytest.fixture(scope="module")
def telephone(browser, serve, mini_site):
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    context.set_default_timeout(60_000)
    yield context, serve(mini_site)
    context.close()


@pytest.fixture(scope="module")
def slip(telephone):
    """The file of a slip that was written without a network."""
    context, origin = telephone
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{origin}/gui-tin/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function(
        "async () => (await caches.match(document.querySelector('[data-slip]').dataset.form ? new URL(document.querySelector('[data-slip]').dataset.form, location).href : '')) !== undefined"
    )
    context.set_offline(True)
    try:
        write(page, origin)
        page.reload()  # as a telephone does that had to make room for its camera
        page.get_by_text("Đã đưa lại phần viết lần trước").wait_for()
        content, name = taken(page)
        assert faults == []
        yield content, name
        page.get_by_role("button", name="Đã gửi, xóa phần viết trên máy này").click()
        page.get_by_text("Đã xóa phần viết trên máy này").wait_for()
        assert page.evaluate(
            "[Object.keys(localStorage).filter((key) => key.startsWith('gui-tin')).length, document.querySelector('[data-slip] input[type=text]').value]"
        ) == [0, ""]
    finally:
        context.set_offline(False)
        page.close()


def test_a_slip_is_written_without_a_network_and_is_a_plain_zip(slip):
    content, name = slip
    assert name.startswith("tin-phuong-hoa-") and name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.namelist() == ["doc-toi.txt", "phieu.json", "anh-1.jpg"]
        assert zipped.testzip() is None
        told = json.loads(zipped.read("phieu.json"))
        text = zipped.read("doc-toi.txt").decode("utf-8-sig")
    assert told["kind"] == "events" and told["values"]["date"] == "2026-08-19"
    assert told["values"]["unit"] == told["sender"]["unit"] == "phuong-hoa"
    assert told["values"]["pictures"][0]["people"] == "nobody"
    assert "Người trong ảnh: Không nhận ra được ai" in text and "Công an phường Hoa" in text


def test_pictures_are_upright_smaller_and_without_what_the_camera_wrote(slip):
    with zipfile.ZipFile(io.BytesIO(slip[0])) as zipped:
        picture = Image.open(io.BytesIO(zipped.read("anh-1.jpg")))
    assert picture.size == (1600, 2400) and not picture.getexif()
    red, blue = picture.getpixel((800, 200)), picture.getpixel((800, 2200))
    assert red[0] > 180 and blue[2] > 180  # what lay left is up


def test_every_way_that_a_camera_can_be_held_is_put_upright(browser, serve):
    """Pillow is asked what upright is."""
    page = browser.new_page()
    page.goto(f"{serve(ROOT / 'docs/assets/form')}/pictures.js")
    for turned in range(1, 9):
        picture = Image.new("RGB", (64, 48), BLUE)
        picture.paste(RED, (0, 0, 32, 24))
        exif = Image.Exif()
        exif[ORIENTATION] = turned
        written = io.BytesIO()
        picture.save(written, "JPEG", exif=exif, quality=95)
        upright = ImageOps.exif_transpose(Image.open(io.BytesIO(written.getvalue())))
        corners = page.evaluate(
            """async (bytes) => {
                const { reduced } = await import("/pictures.js");
                const { blob, width, height } = await reduced(new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), 1e7);
                const bitmap = await createImageBitmap(blob), canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [width, height];
                const pen = canvas.getContext("2d");
                pen.drawImage(bitmap, 0, 0);
                return [[4, 4], [width - 5, 4], [4, height - 5], [width - 5, height - 5]].map(([x, y]) => pen.getImageData(x, y, 1, 1).data[0] > 120);
            }""",
            list(written.getvalue()),
        )
        w, h = upright.size
        wanted = [upright.getpixel(at)[0] > 120 for at in ((4, 4), (w - 5, 4), (4, h - 5), (w - 5, h - 5))]
        assert corners == wanted, turned
    page.close()


def test_what_is_missing_is_said_at_its_field_and_nothing_is_made(browser, telephone):
    _, origin = telephone
    page = browser.new_page()  # with nothing kept
    page.goto(f"{origin}/gui-tin/")
    page.get_by_role("button", name="Tạo tệp để gửi").click()
    said = page.locator(".field--fault .label").all_inner_texts()
    assert [text.split("\n")[0].replace("bắt buộc", "").strip() for text in said] == [
        "Tên sự kiện", "Loại sự kiện", "Ngày", "Diễn ra ở phường, xã nào", "Tóm tắt", "Phường, xã, đặc khu", "Cơ quan, đoàn thể, tổ",
        "Chức vụ, việc đang làm",
    ]  # fmt: skip
    assert page.locator(".slip__ready").is_hidden()
    page.locator("input[type=file][multiple]").set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload=alert(1)>"}
    )
    page.get_by_text("đây không phải ảnh").wait_for()
    # Where it was follows the sender who corrects theirs, until it is said otherwise.
    for words in ("sen", "dong hoa"):
        page.get_by_role("combobox", name="Phường, xã, đặc khu").fill(words)
        page.get_by_role("option").first.click()
        there = page.get_by_role("combobox", name="Diễn ra ở phường, xã nào").input_value()
        assert there == page.get_by_role("combobox", name="Phường, xã, đặc khu").input_value() != ""
    page.close()


def _some(field):
    one = {} if field.part else True if field.type is FieldType.FLAG else "x"
    return [one] if field.many else one


def test_only_what_is_asked_is_asked():
    forms = slip_forms(SlipKind)
    assert list(forms["kinds"]) == [SENDER, "events", "models"]
    for kind, part in (("events", Event), ("models", Model)):
        asked = forms["kinds"][kind]["first"]
        assert set(asked) <= set(fields_of(part)) and "sources" not in asked
        never = {"draft", "aliases", "posted", "changed", "seal", "privacy", "films", "papers"}
        assert never.isdisjoint(asked)
        everything = {name: _some(field) for name, field in fields_of(part).items()}
        kept, others = only_asked(part, everything)
        assert list(kept) == [name for name in everything if name in asked] and never <= set(others)
    given = {"pictures": [{"file": "a.jpg", "lead": True, "source": ["x"]}], "summary": {"text": "a", "source": ["x"]}}
    assert only_asked(Event, given) == (
        {"pictures": [{"file": "a.jpg"}], "summary": {"text": "a"}},
        ["lead", "source", "source"],
    )
    odd = {"title": ["x"], "place": 3, "pictures": "x", "summary": "x", "content": [{"text": True}, "x"]}
    assert only_asked(Event, odd) == ({"content": [{}]}, ["title", "place", "pictures", "summary", "text", "content"])


def test_where_nobody_takes_word_there_is_no_page(real_site, mini_site, find):
    assert not (real_site / "gui-tin").exists() and not (real_site / "assets/form").exists()
    assert (mini_site / "gui-tin/index.html").is_file()
    told = json.loads(dict(slip_form(find)).popitem()[1]())
    assert json.loads((mini_site / "assets/form/slip.json").read_text(encoding="utf-8")) == told
    assert told["most"]["pictures"] == MOST_PICTURES and all(
        not unit[0].endswith("-2024") for unit in told["choices"]["units"]
    )


def test_the_very_file_goes_into_the_desk_and_is_published(slip, tmp_path, browser):
    """On the real server: what the telephone made is dropped, taken, and published by an editor who adds nothing."""
    content, name = slip
    data = copy_of_the_site(tmp_path)
    before = contents(data)
    with served(data) as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(server.start)
        section = page.locator("section", has=page.get_by_role("heading", name="Tin gửi đến"))
        chooser = section.locator("input[type=file]")
        chooser.set_input_files({"name": "x.zip", "mimeType": "application/zip", "buffer": b"x"})
        section.get_by_text("không phải tệp tin gửi đến").wait_for()
        dropped = {"name": name, "mimeType": "application/zip", "buffer": content}
        chooser.set_input_files(dropped)
        section.get_by_text(f"Đã nhận “{name}”").wait_for()
        section.get_by_text("gửi bởi Công an phường Hoa").wait_for()
        chooser.set_input_files(dropped)
        section.get_by_text("tin này đã nhận lúc").wait_for()
        told = section.inner_text()
        assert "không lấy" not in told and contents(data) == before, told
        section.get_by_role("button", name="Đưa vào viết dở").click()
        page.get_by_role("textbox", name="Tên sự kiện").wait_for()
        assert contents(data) == before
        page.get_by_role("button", name="Đăng", exact=True).click()
        page.get_by_text("Đã đăng").first.wait_for()
        page.close()
    made = {name: content for name, content in contents(data).items() if name not in before}
    assert {name: content for name, content in contents(data).items() if name in before} == before
    (event,) = (made[name].decode() for name in made if name.startswith("events/"))
    (media,) = (name for name in made if name.startswith("media/"))
    assert "draft" not in event and f"file: {media.removeprefix('media/')}" in event
    assert sorted(name.partition("/")[0] for name in made) == ["events", "media", "sources"]
    picture = Image.open(io.BytesIO(made[media]))
    assert picture.size == (1600, 2400) and not picture.getexif()


def test_the_form_knows_nothing_of_the_desk_and_sends_nothing():
    """The site has the form without the desk: it loads what lies beside it, and asks for nothing but its own fields."""
    folder = ROOT / "docs/assets/form"
    asked = []
    for file in folder.glob("*.js"):
        script = file.read_text(encoding="utf-8")
        for named in re.findall(r"""\b(?:from|import)\s*\(?\s*["'`]([^"'`]*)["'`]""", script):
            assert re.fullmatch(r"\./[a-z]+\.js", named) and (folder / named).is_file(), (file.name, named)
        assert not re.search(
            r"ban-lam-viec|/api|XMLHttpRequest|WebSocket|EventSource|sendBeacon|x-desk", script, re.IGNORECASE
        ), file.name
        asked += re.findall(r"\bfetch\(([^)]*)\)", script)
    assert asked == ["place.dataset.form"]
