"""A review opens from the disk, tells what isn't public yet, and publishes nothing; what comes back of it is taken with care."""

import hashlib
import json
import posixpath
import re
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from markupsafe import escape
from playwright.sync_api import expect

from macros.addresses.address import Address
from macros.catalogue import Finder
from macros.changes.snapshot import pack
from macros.changes.state import state_of
from macros.desk.history import History
from macros.load import load
from macros.load import read as read_data
from macros.publish.links import with_links
from macros.records import Event, Model, Theme
from macros.records.standing import approval_holds, seal_of
from macros.review.items import Since, items
from macros.review.numbers import Numbers, mark, read
from macros.review.pages import Pages
from macros.review.remarks import MOST, MOST_REMARKS, Unreadable, read_remarks
from macros.review.unserved import LONGEST, short
from macros.targets.since import published
from macros.targets.store import State as Became
from macros.targets.store import Store
from tests.conftest import DAY, SAMPLE, TODAY
from tests.desk import contents, served
from tests.ready import run

START, SHEET = "Mo-xem-duyet.html", "Phieu-duyet.html"


def review(*options):
    return run("review", *options, SOURCE_DATE_EPOCH=TODAY)


def digests(folder):
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """The review of the sample site as one file, made twice, and into a folder with a long name; the data are as they were."""
    top = tmp_path_factory.mktemp("review")
    before = digests(SAMPLE)
    for out in ("one.zip", "two.zip"):
        done = review("--data", SAMPLE, "--out", top / out)
        assert done.returncode == 0, done.stderr
    assert digests(SAMPLE) == before
    return top / "one.zip"


@pytest.fixture(scope="module")
def opened(packed):
    """The folder into which somebody has unpacked it."""
    folder = packed.parent / "Thư đến (1)" / "xem duyệt"
    with zipfile.ZipFile(packed) as there:
        there.extractall(folder)
    return folder


def pages(folder):
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}


def test_the_same_data_give_the_same_bytes(packed):
    assert packed.read_bytes() == packed.with_name("two.zip").read_bytes()


def test_every_link_leads_to_a_file_beside_it(opened):
    files = {file.relative_to(opened).as_posix() for file in opened.rglob("*") if file.is_file()}
    lost = []
    for path, text in pages(opened).items():
        found = []
        with_links(text, lambda link, found=found: found.append(link) or link)
        for link in found:
            way = unquote(link.partition("#")[0])
            if way and not re.match(r"(https?|mailto|tel):", way):
                there = posixpath.normpath(posixpath.join(posixpath.dirname(path), way))
                lost += [] if there in files and not way.endswith("/") else [(path, link)]
    assert lost == []


def test_every_page_says_what_it_is_and_asks_nothing_of_a_server(opened):
    for path, text in pages(opened).items():
        if "<body>" not in text:  # it forwards an old address
            continue
        assert "Bản xem để duyệt, 1/9/2025." in text, path
        assert '<meta name="robots" content="noindex">' in text, path
        assert not re.search(r'type="module"|rel="(canonical|alternate|preload)"|property="og:|role="search"', text), (
            path
        )
        assert "style-src 'self' file:" in text, path
    assert not list(opened.rglob("sitemap*")) + list(opened.rglob("robots.txt")) + list(opened.rglob("*.woff2"))
    assert "url(data:font/woff2;base64," in (opened / "trang/assets/style.css").read_text(encoding="utf-8")


def test_what_waits_is_listed_and_marked_wherever_it_is_linked(opened):
    start, sheet = ((opened / name).read_text(encoding="utf-8") for name in (START, SHEET))
    page = (opened / "trang/mo-hinh/zqnhap/index.html").read_text(encoding="utf-8")
    numbers = Numbers(load(SAMPLE, drafts=True))
    drafts = [one for one in load(SAMPLE, drafts=True) if one.draft]
    for record in drafts:
        number = numbers.of(record)
        assert record.heading in start.partition(f'id="so-{number}"')[2]
        assert re.search(rf"<th scope=\"row\">{number}-\w{{3}}</th><td>{record.heading}", sheet)
    assert len(drafts) == 2
    assert f'id="y-kien-{numbers.of(drafts[0])}"' in page
    assert 'data-duyet-la="bản nháp">Sự kiện chưa duyệt zqnhap</a>' in page


def test_paths_are_as_short_as_a_mail_program_s_folder_on_windows_needs():
    longest = f"co-quan/{'a-' * 59}ab/van-ban/12/index.html"
    other = f"co-quan/{'a-' * 59}ac/van-ban/12/index.html"
    assert len(f"trang/{short(longest)}") <= LONGEST
    assert short(longest) != short(other)
    assert short("mo-hinh/x/index.html") == "mo-hinh/x/index.html"


def test_what_a_link_is_told_of_names_people_as_they_are_and_is_no_markup():
    by = '"><img src=x onerror=alert(1)> An'
    page, link = Address("mo-hinh/x/"), '<a href="../x/index.html">'
    item = SimpleNamespace(there=page, state=f"Đã sửa sau khi {by} duyệt")
    copy = SimpleNamespace(places={"mo-hinh/x/index.html": "trang/mo-hinh/x/index.html"})
    shown = Pages(copy, [item], [], None, DAY)
    told = shown._told("trang/mo-hinh/y/index.html", re.match(r'<a [^>]*?href="([^"]*)"[^>]*>', link))
    assert told == f'{link[:-1]} data-duyet-la="đã sửa sau khi {escape(by)} duyệt">' and "<img" not in told


@pytest.mark.parametrize("name", ["khac.zip", "thu-muc", "data/models/x.zip", "thu-muc.zip"])
def test_nothing_else_is_written_over(tmp_path, name):
    there = tmp_path / name
    (tmp_path / "data/models").mkdir(parents=True)
    (tmp_path / "data/site.yml").write_text("name: a")
    if name.startswith("data"):
        pass
    elif name == "khac.zip":
        with zipfile.ZipFile(there, "w") as other:
            other.writestr("a.txt", "a")
    else:
        there.mkdir()
        (there / "a.txt").write_text("a")
    before = digests(tmp_path)
    done = review("--data", tmp_path / "data", "--out", there)
    assert done.returncode == 1
    assert "--out" in done.stderr
    assert digests(tmp_path) == before


def themes(*names):
    return [Theme(name=name, aliases=old).placed(Path(f"{name}.yml")) for name, *old in names]


def test_a_number_survives_renaming_and_is_no_other_record_s():
    many = themes(*((f"chu-de-{n}",) for n in range(3000)))
    numbers = Numbers(many)
    assert len({numbers.of(one) for one in many}) == 3000
    assert all(numbers.meant(numbers.of(one)) == [one] for one in many)
    (renamed,) = themes(("ten-moi", "chu-de-7"))
    assert Numbers([renamed]).of(renamed) == Numbers(many[7:8]).of(many[7])
    longer = next(one for one in many if len(numbers.of(one)) > 4)
    assert longer in numbers.meant(numbers.of(longer)[:4])  # of paper from before there was the other
    assert len(numbers.meant(numbers.of(longer)[:4])) == 2
    assert read(" 7k3m - q4d ") == ("7K3M", "Q4D")


def test_what_differs_from_what_was_published_last_is_told(data):
    with (data / "site.yml").open("a") as file:
        file.write("targets:\n  - id: web\n    kind: folder\n    path: ../web\n")
    catalogue = read_data(data)[0]
    assert published(catalogue) is None
    state = state_of(catalogue)
    with Store(data) as store:
        store.note("web", store.begin("web", "A", "thêm", {}, pack(state)), Became.THERE)
    assert published(catalogue).state == state

    model = data / "models/camera-nui.yml"
    model.write_text(
        model.read_text().replace("Camera xã Núi", "Camera xã Đồi") + "privacy:\n  - {text: a, reason: b}\n"
    )
    (data / "terms/an-ninh-trat-tu.yml").unlink()
    find = Finder(read_data(data)[0], DAY)
    since = Since(find, state)
    told = {one.record.id: one for one in items(find, since, {("models", "zqnhap"): "Chị Mai, 1/9/2025"})}
    assert told["camera-nui"].state == "Sửa sau lần đăng trước"
    assert told["camera-nui"].news.lines == ["Tên mô hình: “Camera xã Núi” → “Camera xã Đồi”"]
    assert told["zqnhap"].news.said == "Chưa đăng lần nào"
    assert not told["zqnhap"].is_asked
    assert told["zqnhap"].asks == "Chị Mai, 1/9/2025"
    assert len(told) == 3
    assert since.gone == ["thuật ngữ “an ninh trật tự”"]
    find = Finder(read_data(SAMPLE)[0], DAY)
    assert {one.news for one in items(find, None, {})} == {None}


# What comes back


def returned(*remarks, **more):
    """A file as a review saves it."""
    said = [{"title": "x", "text": "", **one} for one in remarks]
    file = {"review": 1, "site": "x", "made": "2025-09-01", "by": {"name": "Nguyễn Văn A", "role": "Trưởng phòng"}}
    return json.dumps({**file, "remarks": said, **more}, ensure_ascii=False).encode()


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


def known(data):
    """The drafts of the sample by id: number and mark of each."""
    catalogue = read_data(data)[0]
    numbers = Numbers(catalogue)
    return {one.id: (numbers.of(one), seal_of(one, catalogue.album.digest)) for one in catalogue if "zqnhap" in one.id}


def taken(data, content):
    file = data.parent / "nhan-xet.json"
    file.write_bytes(content)
    return review("--data", data, "--take", file, "--yes")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"review": 1}',
        b'{"review": NaN, "by": {"name": "A"}, "remarks": []}',
        returned(by={"name": "\u202e \u200b"}),
        returned(by=["A"]),
        returned({"number": "7K3M", "verdict": "delete"}),
        returned({"number": ["7K3M"], "verdict": "approve"}),
        returned({"number": "../../x", "verdict": "approve"}),
        returned(*[{"number": "7K3M", "verdict": verdict} for verdict in ("approve", "revise")]),
        returned(*[{"number": f"A{n}", "verdict": "approve"} for n in range(MOST_REMARKS + 1)]),
        b" " * (MOST + 1),
        returned({"number": "7K3M", "verdict": "approve"}).replace(b"Nguy", b"\\ud800"),
    ],
)
def test_what_is_no_file_of_remarks_is_refused_in_words(content):
    with pytest.raises(Unreadable, match="đây không phải tệp nhận xét: "):
        read_remarks(content)


def test_remarks_are_kept_at_their_record_until_dealt_with_and_approvals_hold_for_what_was_seen(data):
    event, model = known(data)["2025-08-30-zqnhap"], known(data)["zqnhap"]
    text = "Sửa ngày.\n<script>alert(1)</script> {{ 7*7 }} \u202e\x00"
    file = returned(
        {"number": model[0], "seen": model[1], "verdict": "approve", "text": "Tốt"},
        {"number": event[0], "seen": event[1], "verdict": "revise", "text": text},
        {"number": "ZZZZ", "seen": "x", "verdict": "approve", "title": "Đã xóa"},
    )
    done = taken(data, file)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Số ZZZZ (Đã xóa): không có bản ghi nào mang số này" in done.stdout
    catalogue = read_data(data)[0]
    approved, revised = catalogue.by_id(Model)["zqnhap"], catalogue.by_id(Event)["2025-08-30-zqnhap"]
    assert not approved.draft
    assert approved.approval.by == "Nguyễn Văn A, Trưởng phòng"
    assert approval_holds(approved, catalogue.album.digest)
    assert [one.text for one in approved.remarks] == ["Tốt"]
    assert revised.draft
    assert [(one.verdict, one.text) for one in revised.remarks] == [
        ("revise", "Sửa ngày.\n<script>alert(1)</script> {{ 7*7 }}")
    ]
    assert known(data)["2025-08-30-zqnhap"] == event  # what is said of it is no part of what it tells

    before = revised.file.read_bytes()
    again = taken(data, file)  # the same file once more adds nothing
    assert again.stdout.count("(đã nhận trước đó)") == 2
    assert revised.file.read_bytes() == before

    revised.file.write_text(revised.file.read_text().replace("Sự kiện chưa duyệt", "Sự kiện đã đổi"))
    done = taken(data, returned({"number": event[0], "seen": event[1], "verdict": "approve"}))
    assert "nội dung đã sửa sau khi được xem" in done.stdout
    assert read_data(data)[0].by_id(Event)["2025-08-30-zqnhap"].draft


def test_what_is_approved_on_paper_is_what_was_seen_under_any_name(data):
    event, model = known(data)["2025-08-30-zqnhap"], known(data)["zqnhap"]
    by = ("--by", "Nguyễn Văn A, Trưởng phòng", "--yes")
    refused = review("--data", data, "--approve", event[0], *by)
    assert (refused.returncode, "thiếu phần sau dấu gạch" in refused.stdout) == (1, True)
    old = data / "models/zqnhap.yml"
    old.rename(old.with_stem("ten-moi"))
    old.with_stem("ten-moi").write_text("aliases: zqnhap\n" + old.with_stem("ten-moi").read_text())
    told = data / "events/2025/2025-08-30-zqnhap.yml"
    told.write_text(re.sub(r"(?m)^( *- model: |models: \[?| *- )zqnhap\b", r"\1ten-moi", told.read_text()))
    events = known(data)["2025-08-30-zqnhap"]
    done = review(
        "--data", data, "--approve", f"{model[0]}-{mark(model[1])}".lower(), f"{events[0]}-{mark(events[1])}", *by
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    catalogue = read_data(data)[0]
    renamed = catalogue.by_id(Model)["ten-moi"]
    assert not renamed.draft
    assert approval_holds(renamed, catalogue.album.digest)

    renamed.file.write_text(renamed.file.read_text().replace("Mô hình chưa duyệt", "Mô hình chưa duyêt"))
    done = review("--data", data, "--correct", model[0], "--what", "Sửa lỗi gõ", *by)
    assert done.returncode == 0, done.stdout
    catalogue = read_data(data)[0]
    corrected = catalogue.by_id(Model)["ten-moi"]
    assert approval_holds(corrected, catalogue.album.digest)
    assert [one.what for one in corrected.approval.corrections] == ["Sửa lỗi gõ"]
    assert review("--data", data, "--correct", model[0], "--what", "Sửa lỗi gõ", *by).returncode == 1


def test_from_the_disk_a_superior_s_remarks_become_one_file_that_is_taken(opened, data, browser):
    """Written on the page of a record and on the list, kept when the window is closed, saved as one file."""
    event, model = known(data)["2025-08-30-zqnhap"][0], known(data)["zqnhap"][0]
    window = browser.new_context(accept_downloads=True)
    page = window.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    # What a page still asks for as it is left is no fault.
    page.on("requestfailed", lambda request: "ABORTED" in request.failure or said.append(request.url))
    page.goto((opened / START).as_uri())
    page.get_by_role("link", name="Mô hình chưa duyệt zqnhap").click()
    page.get_by_label("Sửa lại").wait_for()
    page.wait_for_load_state()
    loaded = page.evaluate(
        "async () => (await document.fonts.load('16px \"Be Vietnam Pro\"')).map(({ status }) => status)"
    )
    assert loaded == ["loaded"]
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.get_by_label("Sửa lại").check()
    page.get_by_label("Nội dung").fill("Bổ sung nguồn.")
    page.get_by_role("button", name="Ghi ý kiến, về danh sách").click()
    expect(page.locator(f"[data-duyet-da='{model}']")).to_contain_text("đã ghi: Sửa lại")
    page.close()
    page = window.new_page()
    page.goto((opened / START).as_uri())
    page.locator(f"#y-kien-{event}").get_by_label("Nhận xét").check()
    page.get_by_label("Họ và tên").fill("Đỗ Thị B")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu ý kiến thành tệp").click()
    assert download.value.suggested_filename == "nhan-xet-2025-09-01-do-thi-b.json"
    content = Path(download.value.path()).read_bytes()
    window.close()
    assert said == []
    done = taken(data, content)
    assert done.returncode == 0
    assert f"Số {model}, mô hình “Mô hình chưa duyệt zqnhap”: Sửa lại: Bổ sung nguồn." in done.stdout


def test_the_desk_takes_remarks_and_approvals_and_keeps_them_through_a_save(data):
    with (data / "site.yml").open("a") as file:
        file.write("review: true\n")
    with served(data) as desk:
        desk.open()
        assert desk.get("kinds").json["needs_review"]
        waiting = {one["id"]: one for one in desk.get("review").json["items"]}
        assert "zqnhap" not in waiting  # a draft, which nobody was asked to approve
        source, model = waiting["bai-mot"], waiting["camera-nui"]
        file = returned(
            {"number": source["number"], "verdict": "approve", "seen": "khac"},
            {"number": model["number"], "verdict": "remark", "text": "Bổ sung."},
        )
        before = contents(data)
        seen = desk.post("review/take", file).json
        assert (seen["by"], seen["made"]) == ("Nguyễn Văn A, Trưởng phòng", "1/9/2025")
        assert [(one["refused"], one["writes"]) for one in seen["decided"]] == [(True, False), (False, True)]
        assert contents(data) == before
        assert len(desk.post("review/take?sure=1", file).json["left"]) == 1
        assert desk.post("review/take", b"{}").status == 422
        number = f"{source['number']}-{source['mark']}"
        assert desk.post("review/approve", {"numbers": [number], "by": "Lê B, Phó phòng"}).json["left"] == []
        assert "bai-mot" not in {one["id"] for one in desk.get("review").json["items"]}

        form = desk.get("record/sources/bai-mot").json
        form["values"] = {**form["values"], "title": "Bài mẫu khác", "approval": None, "remarks": []}
        assert desk.post("save", {"records": [form]}).status == 200
        changed = desk.get("review/sources/bai-mot").json
        assert changed["is_changed"]
        small = {"number": changed["number"], "by": "Đỗ C, cán bộ", "what": "Sửa lỗi gõ"}
        assert desk.post("review/correct", small).json["left"] == []
        assert not desk.get("review/sources/bai-mot").json["waits"]

        assert History(data).savers().keys() == {("sources", "bai-mot")}  # who judged it didn't write it
        form = desk.get("record/models/camera-nui").json
        form["values"] = {**form["values"], "name": "Camera xã Đồi", "remarks": []}
        assert desk.post("save", {"records": [form]}).status == 200
        (remark,) = desk.get("review/models/camera-nui").json["remarks"]
        assert (remark["verdict"], remark["text"]) == ("Nhận xét", "Bổ sung.")
        dealt = {"folder": "models", "id": "camera-nui", "at": 0}
        assert desk.post("review/dealt", dealt).status == 200
        assert desk.get("review/models/camera-nui").json["remarks"] == []
        assert desk.post("review/dealt", dealt).status == 404
