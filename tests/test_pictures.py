"""The pictures that other sites show beside a link: drawn from the record, the same everywhere, kept for the next build."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from PIL import Image

from macros import workers
from macros.addresses.address import CARDS
from macros.assets import cards as pictures
from macros.assets.cards import HEIGHT, WIDTH, Picture, draw, picture_of, write_pictures
from macros.records import Organisation, Source
from macros.records.media import Illustrated
from tests.conftest import ROOT, URL
from tests.html_pages import pages_of
from tests.ready import PROCESSES

EVENT = Picture("Sự kiện · 19/8/2024", "Ngày hội phường Mẫu", "Phường Mẫu", "Trang mẫu")


def image(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(draw(picture)))


DRAWN = {
    ("models", "ngo-tu-quan"): ("Mô hình", "Ngõ tự quản về ANTT", "Phường Đông, Phường Tây"),
    ("models", "camera-nui"): ("Mô hình", "Camera xã Núi", "Xã Núi, Huyện Sen"),
    ("events", "2024-06-tap-huan"): ("Sự kiện · tháng 6/2024", "Tập huấn mẫu", "Phường Tây, Quận Hoa"),
    ("events", "khong-ro-nam-09-27-so-ket"): ("Sự kiện", "Sơ kết mẫu không rõ năm", "Xã Núi, Huyện Sen"),
    ("units", "phuong-hoa"): ("Địa bàn", "Phường Hoa", "Thành phố Mẫu"),
    ("units", "xa-nui-sen-2025"): ("Địa bàn", "Xã Núi", "Huyện Sen, Thành phố Mẫu · đến 30/6/2025"),
    ("themes", "camera"): ("Lĩnh vực", "Camera", "Thành phố Mẫu"),
}


@pytest.mark.parametrize("record", DRAWN)
def test_what_stands_on_the_picture_of_a_record(record, find):
    of = find.get(*record)
    if isinstance(of, Illustrated):
        of = of.model_copy(update={"pictures": []})
    assert picture_of(find, of) == Picture(*DRAWN[record], find.site.name)


def test_other_pages_share_the_picture_of_the_site(find):
    shared = Picture("", find.site.name, find.site.description, "")
    assert {picture_of(find, record) for record in (None, *find.all(Source), *find.all(Organisation))} == {shared}


def test_a_unit_without_anything_to_read_shares_it_too(find):
    assert picture_of(find, find.get("units", "dac-khu-dao")).title == find.site.name
    assert picture_of(find, find.get("units", "phuong-hoa")).title == "Phường Hoa"


TITLES = ["2 cùng", "Ngày thứ 7 tình nguyện", "Ễ Ộ Ữ Ặ " * 12, "Nâng cao hiệu quả công tác " * 9, "Nghiêng" * 20]


@pytest.mark.parametrize("title", TITLES)
def test_pictures_are_small_and_nothing_reaches_the_edge(title):
    drawn = image(replace(EVENT, title=title, note=title))
    assert drawn.size == (WIDTH, HEIGHT)
    assert len(draw(replace(EVENT, title=title))) <= 32_000
    box = drawn.convert("RGB").convert("L").point([0] * 110 + [255] * 146).getbbox()  # all that is not ground or ring
    assert box[0] >= 76
    assert box[2] <= WIDTH - 76
    assert box[3] <= HEIGHT - 60


def lines(title):
    return pictures._fitted(title)


def test_a_title_is_set_as_large_as_fits_in_lines_of_like_length():
    short, font = lines("2 cùng")
    assert (short, font.size) == (["2 cùng"], 104)
    balanced, _ = lines("Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2024 phường Lạch Tray")
    assert balanced == ["Ngày hội Toàn dân bảo", "vệ an ninh Tổ quốc năm", "2024 phường Lạch Tray"]


def test_a_title_that_does_not_fit_ends_in_an_ellipsis_after_a_word():
    cut, font = lines(TITLES[3])
    assert font.size == 50
    assert len(cut) == 4
    assert TITLES[3].startswith(" ".join(cut).removesuffix("…") + " ")


def test_marks_above_capitals_are_not_cut_off():
    def top(title):
        white = image(Picture("", title, "", "")).convert("RGB").convert("L").point([0] * 250 + [255] * 6)
        return white.getbbox()[1]

    assert top("Ễ") < top("Ê") - 8


def test_the_same_bytes_in_another_process():
    code = (
        "import hashlib; from macros.assets.cards import *;"
        f"print(hashlib.sha256(draw({EVENT!r})).hexdigest(), {EVENT!r}.address.path)"
    )
    run = [sys.executable, "-X", "utf8", "-c", code]
    said = subprocess.run(run, check=True, cwd=ROOT, capture_output=True, encoding="utf-8").stdout.split()
    assert said == [hashlib.sha256(draw(EVENT)).hexdigest(), EVENT.address.path]


def test_the_same_bytes_on_every_machine(golden):
    """Pillow and FreeType come from the locked wheels; if this fails on one system alone, they draw differently there."""
    golden(ROOT / "tests/golden/picture.sha256", hashlib.sha256(draw(EVENT)).hexdigest() + "\n")


def test_the_name_changes_with_what_is_drawn():
    others = [replace(EVENT, **{name: "khác"}) for name in ("label", "title", "note", "site")]
    assert len({picture.address.path for picture in (EVENT, *others)}) == 5


def test_a_picture_is_drawn_once_and_kept(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    write_pictures(tmp_path / "one", {EVENT}, kept)
    monkeypatch.setattr(pictures, "draw", lambda _: pytest.fail("drawn again"))
    write_pictures(tmp_path / "two", {EVENT}, kept)
    assert (tmp_path / "two" / EVENT.address.path).read_bytes() == (tmp_path / "one" / EVENT.address.path).read_bytes()


def test_one_that_is_damaged_is_drawn_again_and_one_that_is_taken_over_is_not_put_there(tmp_path):
    kept = tmp_path / "kept"
    write_pictures(tmp_path / "one", {EVENT}, kept)
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    write_pictures(tmp_path / "two", {EVENT}, kept)
    assert (tmp_path / "two" / EVENT.address.path).read_bytes() == draw(EVENT)
    write_pictures(tmp_path / "three", {EVENT}, kept, lambda path, _: path == EVENT.address.file)
    assert not (tmp_path / "three").exists()


def test_one_that_was_drawn_by_other_code_or_fonts_is_not_taken_over(tmp_path, monkeypatch):
    kept, told = tmp_path / "kept", []

    def noted(_, what):
        told.append(what)

    write_pictures(tmp_path / "one", {EVENT}, kept, noted)
    fonts = tmp_path / "fonts"
    shutil.copytree(pictures.letters.FONTS, fonts)
    (fonts / "signs-700.woff2").write_bytes(b"another")
    monkeypatch.setattr(pictures.letters, "FONTS", fonts)
    pictures._drawn_by.cache_clear()
    monkeypatch.setattr(pictures, "draw", lambda _: b"drawn")
    write_pictures(tmp_path / "two", {EVENT}, kept, noted)
    pictures._drawn_by.cache_clear()
    assert (tmp_path / "two" / EVENT.address.path).read_bytes() == b"drawn"
    assert len({*told}) == 2


@pytest.mark.skipif(not workers.FORKING, reason="another process would draw in earnest")
def test_many_are_drawn_by_all_processors_and_it_is_told_how_many_there_are(tmp_path):
    process = PROCESSES.Process(
        target=draw_many, args=(tmp_path,)
    )  # one without threads of other tests, which is not forked
    process.start()
    process.join()
    assert not process.exitcode


def draw_many(folder):
    workers.processors = lambda: 2
    pictures.draw = lambda picture: f"{picture.title} {os.getpid()}".encode()
    many, counts = [replace(EVENT, title=str(number)) for number in range(100)], []

    def counted(drawn, count):
        counts.append(count)
        return drawn

    write_pictures(folder / "site", many, folder / "kept", each=counted)
    said = [(folder / "site" / picture.address.path).read_text().split() for picture in many]
    assert [title for title, _ in said] == [picture.title for picture in many] and counts == [100]
    assert str(os.getpid()) not in {process for _, process in said}


def test_where_nothing_can_be_kept_it_is_drawn_all_the_same(tmp_path):
    (tmp_path / "kept").touch()
    write_pictures(tmp_path / "site", {EVENT}, tmp_path / "kept")
    assert (tmp_path / "site" / EVENT.address.path).is_file()


@pytest.fixture(scope="module")
def pages(real_site):
    return {
        address: page for address, page in pages_of(real_site).items() if not page.forwards and address != "/404.html"
    }


def og(page, name):
    return [a["content"] for a in page.all("meta") if a.get("property") == f"og:{name}"]


def test_every_page_has_a_picture_a_title_and_a_description(pages, real_site):
    for address, page in pages.items():
        (picture,) = og(page, "image")
        assert (real_site / picture.removeprefix(URL)).is_file(), address
        assert og(page, "url") == [URL + address[1:]]
        assert all(og(page, name)[0] for name in ("title", "description", "site_name", "image:alt"))
        assert [og(page, name) for name in ("locale", "image:width", "image:height")] == [["vi_VN"], ["1200"], ["630"]]
        assert page.meta("twitter:card") == "summary_large_image"
    assert len({og(page, "image")[0] for page in pages.values()}) > 40
    assert len(list((real_site / CARDS.path).iterdir())) == len({og(page, "image")[0] for page in pages.values()})


def test_the_words_are_those_of_the_page(pages):
    page = pages["/mo-hinh/an-toan-pccc-le-chan/"]
    assert og(page, "title") == [page.text("h1")]
    assert og(page, "description") == [page.meta("description")]
    assert page.text("h1") in og(page, "image:alt")[0]
    assert og(pages["/"], "type") == ["website"]
