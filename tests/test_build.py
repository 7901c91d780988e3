"""What a build publishes: all or nothing, always the same, whole, and only what may be seen."""

import filecmp
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import cycle, pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError

from macros.language.clock import today
from macros.language.privacy import private_in
from macros.language.problems import DataError
from macros.load import load
from macros.publish import by_hand, mark
from macros.records import Model, Site, Unit
from macros.records.base import WEB_PATTERN
from tests.conftest import ROOT, SAMPLE, TODAY, build
from tests.html_pages import pages_of, target
from tests.ready import run

PROJECT = ("docs", "macros", "overrides", "mkdocs.yml", "pyproject.toml")


def contents(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def assert_same(one: Path, other: Path) -> None:
    """Both folders hold the same files, byte for byte."""
    names = {name for folder in (one, other) for name in contents(folder)}
    assert filecmp.cmpfiles(one, other, names, shallow=False)[1:] == ([], [])


@pytest.fixture
def project(tmp_path):
    """A copy of the project without its data."""
    top = tmp_path / "Dự án"
    for name in PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (top / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, top / name)
    return top


@pytest.fixture
def last(tmp_path, mini_site):
    """A site built earlier, at the place where the next build is to go."""
    return Path(shutil.copytree(mini_site, tmp_path / "ra" / "site"))


def assert_refused(done, last: Path, mini_site: Path, *said: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    for text in said:
        assert text in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert_same(last, mini_site)
    assert [file.name for file in last.parent.iterdir()] == ["site"]


def test_data_with_a_problem_changes_nothing(last, mini_site, tmp_path):
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    (data / "models/camera-nui.yml").write_text("nam: Camera\n", encoding="utf-8")
    done = build(data, last)
    assert_refused(done, last, mini_site, "camera-nui.yml:1:1: name: thiếu mục bắt buộc", "Có 4 lỗi trong 1 tệp.")


def test_a_site_put_aside_by_a_build_cut_off_is_put_back(last, mini_site, tmp_path):
    """Between two renames there is no published site; the next build, though refused, brings the last one back."""
    last.rename(last.with_name(".site.last"))
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    (data / "models/camera-nui.yml").write_text("nam: Camera\n", encoding="utf-8")
    assert_refused(build(data, last), last, mini_site, "Có 4 lỗi trong 1 tệp.")


BAD_CALLS = {
    "{{ khong_co() }}": "không có macro hay tên 'khong_co'.",
    '{{ evnt_list() }}': "không có macro hay tên 'evnt_list'. Xem trang hướng dẫn macro. (Có phải 'event_list'?)",
    '{{ link("models") }}': "link thiếu tham số 'record_id'. ",
    '{{ cite() }}': "cite thiếu tham số 'sources'. ",
    '{{ link("models", "ngo-tu-quan", folder="models") }}': "link có tham số thừa, hoặc ghi hai lần. ",
    '{{ model_list(limit="2") }}': "tham số 'limit' của model_list phải là số, không có dấu nháy. ",
    '{{ model_list(limit=0) }}': "limit phải từ 1 trở lên. ",
    '{{ event_list(coming="true") }}': "tham số 'coming' của event_list phải là true hoặc false, không có dấu nháy. ",
    '{{ show(home) }}': "tham số 'template' của show phải là chữ trong dấu nháy. ",
    '{{ show("models") }}': "không có mẫu trang 'models'. ",
    '{{ year_page(1999) }}': "không có trang mà year_page gọi tới. ",
    "{{ count }}": "tên macro 'count' viết thiếu ngoặc tròn. ",
    "{{ none }}": "giá trị này không phải chữ hay số để hiện ra. ",
    "{{ }}": "giữa hai dấu ngoặc nhọn không có gì. ",
    '{{ link("models", "x" ': "lời gọi macro mở ra mà chưa đóng. ",
    '{{ link("models", x y) }}': "lời gọi macro viết sai dấu nháy, dấu phẩy hoặc dấu ngoặc. ",
    '{{ link("models", "ngo-tu-quanh") }}': "không có mô hình mang mã 'ngo-tu-quanh'. Sửa trong lời gọi macro. (Có phải 'ngo-tu-quan'?)",
    '{{ event_list(uni="phuong-hoa") }}': "event_list không có tham số 'uni'. Sửa trong lời gọi macro. (Có phải 'unit'?)",
    '{{ count("modles") }}': "không có loại bản ghi 'modles'. Sửa trong lời gọi macro. (Có phải 'models'?)",
    '{{ show("hom") }}': "không có mẫu trang 'hom'. Sửa trong lời gọi macro. (Có phải 'home'?)",
    "{% if %}": "giữa hai dấu ngoặc nhọn không có gì. ",
    "{{ 1 / 0 }}": "lời gọi macro bị lỗi: division by zero.",
    '## {{ show("years") }}': "lời gọi macro ở chỗ không đặt được cả khối nội dung. ",
    'Lệnh `{{ show("years") }}`': "lời gọi macro ở chỗ không đặt được cả khối nội dung. ",
    '!!! note\n    **{{ show("years") }}**': "lời gọi macro ở chỗ không đặt được cả khối nội dung. ",
    "![](huong-dan/anh/ban-lam-viec.webp)": "ảnh 'ban-lam-viec.webp' chưa có lời tả. ",
    "![Lễ](anh/khong-co.webp)": "không có ảnh 'khong-co.webp'. ",
    "<IMG alt=Lễ src='anh/khong-co.webp'>": "không có ảnh 'khong-co.webp'. ",
    "![Lễ](https://vi-du.example/a.webp)": "ảnh 'https://vi-du.example/a.webp' ở nơi khác. ",
}  # fmt: skip
BAD_LINKS = {
    "[x](khong-co.md)": "liên kết 'khong-co.md' dẫn tới địa chỉ không có trong trang.",
    "[x](index.md#khong-co)": "liên kết '../#khong-co' dẫn tới chỗ '#khong-co' không có trên trang /.",
    "[x](mo-hinh/ngo-tu-quan.md#khong-co)": "liên kết '../mo-hinh/ngo-tu-quan/#khong-co' dẫn tới chỗ '#khong-co' không có trên trang /mo-hinh/ngo-tu-quan/.",
    "<p id='x'>a</p> <p id='x'>b</p>": "mã 'x' (thuộc tính id) có ở nhiều chỗ.",
}  # fmt: skip
ABSOLUTE = "[x](/mo-hinh/)"


def write_pages(project: Path, texts: Iterable[str]) -> dict[str, str]:
    """Write a page for each text; return the page that each stands on."""
    pages = {text: f"thu-{number}" for number, text in enumerate(texts)}
    for (text, name), end in zip(pages.items(), cycle(["---", "..."])):
        (project / f"docs/{name}.md").write_text(f"---\ntitle: Thử\n{end}\n\n# Thử\n\n{text}\n", encoding="utf-8")
    name_in_menu(project, *pages.values())
    return pages


def name_in_menu(project: Path, *names: str) -> None:
    menu = "".join(f"  - Trang {name}: {name}.md\n" for name in names)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("nav:\n", f"nav:\n{menu}"), encoding="utf-8")


def check(project: Path) -> tuple[int, str]:
    """What the check says of the sample site with the pages of a project, and its exit status."""
    done = run("check", "--data", SAMPLE, top=project)
    return done.returncode, done.stdout + done.stderr


def test_all_calls_that_fail_are_told_at_once_and_change_nothing(project, last, mini_site):
    pages = write_pages(project, BAD_CALLS)
    told = [
        f"docs/{page}.md:{8 if text[0] == '!' and text[1] == '!' else 7}:1: {BAD_CALLS[text]}"
        for text, page in pages.items()
    ]
    assert_refused(
        build(SAMPLE, last, top=project), last, mini_site, *told, f"Có {len(told)} lỗi trong {len(told)} tệp."
    )
    status, said = check(project)
    assert (status, [text for text in told if text not in said]) == (1, [])


def test_all_links_that_fail_are_told_at_once_and_change_nothing(project, last, mini_site):
    pages = write_pages(project, [*BAD_LINKS, ABSOLUTE])
    told = [f"docs/{page}.md: trang /{page}/: {BAD_LINKS[text]}" for text, page in pages.items() if text != ABSOLUTE]
    absolute = f"WARNING -  docs/{pages[ABSOLUTE]}.md: liên kết '/mo-hinh/' bắt đầu bằng dấu /"
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, *told, absolute)
    status, said = check(project)
    assert (status, [text for text in (*told, absolute) if text not in said]) == (1, [])


def test_what_mkdocs_would_warn_of_is_told_by_the_check_too(project):
    (project / "docs/quen.md").write_text("# Quên\n", encoding="utf-8")
    name_in_menu(project, "khong-co")
    status, said = check(project)
    assert status == 1
    assert "Trang chưa có trong mục nav của mkdocs.yml:\n  - quen.md" in said.replace("\n    - ", "\n  - "), said
    assert "Mục nav của mkdocs.yml dẫn tới trang không có: 'khong-co.md'" in said
    assert "Trong các trang tự soạn còn 2 chỗ phải sửa" in said


BAD_SETTINGS = {
    "nav: [": "mkdocs.yml:18:1: không đúng cách viết YAML.",
    "nav: 5\nkhac:": "mkdocs.yml: có mục viết sai, nêu ở các dòng ERROR trên.",
    "nav: \udcff": "mkdocs.yml:17:1: tệp không ở bảng mã UTF-8",
}


@pytest.mark.parametrize("written", BAD_SETTINGS)
def test_a_menu_that_cannot_be_understood_is_told_and_changes_nothing(written, project, last, mini_site):
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("\nnav:", f"\n{written}")
    settings.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, BAD_SETTINGS[written])
    status, said = check(project)
    assert (status, BAD_SETTINGS[written] in said, "Traceback" in said) == (1, True, False)


def test_links_of_pages_that_lead_somewhere_pass_the_check(project):
    write_pages(project, ["[a](index.md), [b](mo-hinh/ngo-tu-quan.md), [c](mo-hinh/ngo-tu-quan.md#ket-qua), [d](#thu)"])
    assert check(project)[0] == 0


def test_a_page_is_looked_through_again_only_when_it_changes_or_something_is_wrong_in_it(tmp_path, monkeypatch):
    page, looked = tmp_path / "trang.md", []
    monkeypatch.setattr(by_hand, "private_in", lambda text: looked.append(text) or private_in(text))

    def faults(text):
        page.write_text(text, encoding="utf-8")
        looked.clear()
        return len(by_hand.faults_in([page], tmp_path / "stores")), bool(looked)

    sound, private = "# Thử\n", "# Thử\n\nGọi 0912 345 678.\n"
    assert [faults(text) for text in (sound, sound, private, private, sound)] == [
        (0, True),
        (0, False),
        (1, True),
        (1, True),
        (0, True),
    ]
    monkeypatch.setattr(by_hand, "this_year", lambda: 2999)
    assert faults(sound) == (0, True)


HEADS = {
    "Hotline: 113\nXin chào\n": ":1:1: dòng đầu 'Hotline: 113' bị hiểu là thông tin về trang, sẽ không hiện",
    "---\ntitle: a: b\n---\n\n# Thử\n": ":2:1: phần đầu trang, giữa hai dòng ---, không đúng cách viết YAML",
    "---\nmột dòng\n---\n\n# Thử\n": ":1:1: phần đầu trang, giữa hai dòng ---, không có mục nào",
    "---\nsearched_as: liên hệ\n---\n\n# Thử\n": ":1:1: searched_as: phải là danh sách",
    "---\ndescription: Gọi 0912 345 678\n---\n\n# Thử\n": ":1:1: có số điện thoại di động: 091• ••• •78",
    "# Thử\n\nGọi 0912 345 678.\n": ":3:1: có số điện thoại di động: 091• ••• •78",
    "# Thử\n\nThường trú tại thôn Núi,\nsố nhà 7.\n": ":3:1: có địa chỉ nhà của một người",
    "# Thử\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> kia\n": ":7:1: hai người cùng sửa tệp này",
    "# Thử\n\nPhường\u202eHoa\n": ":3:7: ",
    "# Thử\n\nPh\ufffdường Hoa\n": ":3:3: ",
    "---\r\ntitle: a: b\r\n---\r\n\r\n# Thử\r\n": ":2:1: phần đầu trang",
    "---\nprivacy: x\n---\n\n# Thử\n": ":1:1: privacy: mỗi câu trả lời cần có text và reason",
}


def test_a_page_that_is_not_read_as_meant_or_tells_of_a_person_is_refused(project, last, mini_site):
    told = []
    for number, (text, expected) in enumerate(HEADS.items()):
        (project / f"docs/thu-{number}.md").write_bytes(text.encode())
        told.append(f"docs/thu-{number}.md{expected}")
    (project / "docs/cu.md").write_bytes("# Thử\n\nXã Núi".encode("utf-16"))
    (project / "docs/anh-0912345678.txt").write_text("", encoding="utf-8")
    told += [
        "docs/cu.md:1:1: tệp không ở bảng mã UTF-8",
        "docs/anh-0912345678.txt: tên tệp có số điện thoại di động: 091•••••78",
    ]
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, *told)
    status, said = check(project)
    assert (status, [text for text in told if text not in said]) == (1, [])


def test_an_editor_answers_for_a_page_in_its_head(project):
    page = project / "docs/gioi-thieu.md"
    page.write_text(
        "# Thử\n\nông Mẫu kể.\n\n## Trình duyệt {: #trinh-duyet }\n\n## Bằng chứng {: #bang-chung }\n", encoding="utf-8"
    )
    status, said = check(project)
    assert status == 0
    assert "docs/gioi-thieu.md:3:1: có thể là tên người không kèm chức vụ: ông Mẫu." in said
    page.write_text(
        "---\nprivacy:\n  - text: ông Mẫu\n    reason: Đã đồng ý.\n---\n\n" + page.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    assert "ông Mẫu" not in check(project)[1]
    page.write_text(page.read_text(encoding="utf-8").replace("ông Mẫu kể", "Người dân kể"), encoding="utf-8")
    assert "câu trả lời 'ông Mẫu' không còn ứng với chỗ nào cần hỏi" in check(project)[1]


def test_a_record_in_the_heading_of_a_hand_written_page_stays_text(project, tmp_path):
    """Where the menu gives no title, Material makes it of the heading, and takes the escapes off on the way."""
    data = Path(shutil.copytree(SAMPLE, project / "data"))
    model = data / "models/camera-nui.yml"
    name = "</title><script>window.pwned=1</script>"
    model.write_text(model.read_text(encoding="utf-8").replace("Camera xã Núi", name), encoding="utf-8")
    (project / "docs/gioi-thieu.md").write_text(
        '# Xem {{ link("models", "camera-nui") }}\n\n## Trình duyệt {: #trinh-duyet }\n\n## Bằng chứng {: #bang-chung }\n',
        encoding="utf-8",
    )
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Giới thiệu: ", ""), encoding="utf-8")
    assert build(data, tmp_path / "site", top=project).returncode == 0
    page = pages_of(tmp_path / "site")["/gioi-thieu/"]
    assert "<script>window" not in page.html
    assert page.text("h1") == f"Xem {name}"
    assert page.text("title").startswith(f"Xem {name}")


@pytest.mark.parametrize("file", ["ngo-tu-quan.md", "ngo-tu-quan/index.html"])
def test_what_lies_at_the_address_of_a_record_changes_nothing(file, project, last, mini_site):
    (place := project / "docs/mo-hinh" / file).parent.mkdir(exist_ok=True)
    place.write_text("# Thử\n", encoding="utf-8")
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, "trùng địa chỉ với trang của Ngõ tự quản về ANTT")


def test_a_new_build_takes_the_place_of_the_last(last, mini_site):
    (last / "cu").mkdir()
    (last / "cu/index.html").touch()
    listed = mark.read(last)
    mark.write(last, {*listed, "cu/index.html"})
    assert build(SAMPLE, last).returncode == 0
    assert_same(last, mini_site)
    assert [file.name for file in last.parent.iterdir()] == ["site"]


def test_the_mark_lists_the_site_and_nothing_else_does(mini_site):
    assert mark.read(mini_site) == contents(mini_site).keys() - {mark.NAME}
    naming = [name for name, content in contents(mini_site).items() if mark.NAME.encode() in content]
    assert [name for name in naming if not name.startswith("huong-dan/")] == []


# Run before all else by Python: folders are listed the other way round.
BACKWARDS = """
import os
_listdir, _scandir = os.listdir, os.scandir
class Backwards:
    def __init__(self, path):
        with _scandir(path) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def close(self):
        pass
os.listdir = lambda path=".": sorted(_listdir(path), reverse=True)
os.scandir = lambda path=".": Backwards(path) if isinstance(path, (str, bytes, os.PathLike)) else _scandir(path)
"""
ENVIRONMENTS = {
    "old files in another place, listed backwards, where the day begins": {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "1",
        "LC_ALL": "C",
        "PYTHONPATH": "trước",
    },
    "another user at another second, where the day ends": {
        "TZ": "Pacific/Midway",
        "PYTHONHASHSEED": "2",
        "LC_ALL": "tr_TR.UTF-8",
        "HOME": "nhà khác",
        "USER": "ai",
        "LOGNAME": "ai",
        "TMPDIR": "nhà khác",
        "SOURCE_DATE_EPOCH": str(int(TODAY) + 3_600),
        "PYTHONOPTIMIZE": "1",
    },
}


@pytest.mark.parametrize("case", ENVIRONMENTS)
def test_the_same_data_code_and_day_give_the_same_bytes_everywhere(case, tmp_path, mini_site, request):
    environment, top, data = dict(ENVIRONMENTS[case]), ROOT, SAMPLE
    for name in ("HOME", "TMPDIR", "PYTHONPATH"):
        if name in environment:
            (tmp_path / environment[name]).mkdir(exist_ok=True)
            environment[name] = str(tmp_path / environment[name])
    mask = os.umask(0o022)
    try:
        if case.startswith("another user"):
            os.umask(0o077)
        else:
            top = request.getfixturevalue("project")
            data = Path(shutil.copytree(SAMPLE, top / "dữ liệu của ta"))
            for file in data.rglob("*"):
                os.utime(file, (0, 0))
            (tmp_path / "trước/sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
        done = build(data, tmp_path / "ra/site", top=top, **environment)
    finally:
        os.umask(mask)
    assert done.returncode == 0, done.stderr
    assert_same(tmp_path / "ra/site", mini_site)


@pytest.mark.parametrize(("seconds", "day"), [("1756659599", "2025-08-31"), ("1756659600", "2025-09-01")])
def test_the_day_is_the_one_in_vietnam(seconds, day, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert str(today()) == day


def test_mkdocs_itself_builds_the_same(tmp_path, mini_site):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", tmp_path / "site"],
        check=False,
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": TODAY, "SHOWCASE_DATA": str(SAMPLE)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert_same(tmp_path / "site", mini_site)


def test_the_address_given_to_the_command_is_the_site_s(tmp_path):
    done = build(SAMPLE, tmp_path / "site", "--url", "https://khac.example/phong-trao")  # in a folder of its host
    assert done.returncode == 0, done.stdout
    pages = pages_of(tmp_path / "site")
    canonical = [a["href"] for a in pages["/mo-hinh/camera-nui/"].all("link") if a.get("rel") == "canonical"]
    assert canonical == ["https://khac.example/phong-trao/mo-hinh/camera-nui/"]
    assert "https://mau.example/" not in "".join(page.html for page in pages.values())


NO_ADDRESS = [
    "khac.example", "ftp://khac.example/", "https://khac.example/?x", "https://a.b/#x", "https://[/", "https://[::1]/", "https://a@b.c/",
    "https://a:b@c.d/", "https://a.b:x/", "https://a.b:99999/", "https://a.b:0/", "https://a.b:5෧/", 'https://a.b/"><script>/', "https://a.b/'x/", "https://a b/",
    "https://a.b/x y/", "https://a..b/", "https:///x/", "https://a⁇b.c/", "https://a℀b.c/", "https://a／b.c/", "https://a＠b.c/",
]  # fmt: skip


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_an_address_that_is_none_is_refused(url):
    site = Site(name="-", place="-", description="-")
    with pytest.raises(DataError, match="không phải địa chỉ của một trang web"):
        site.at(url)
    if url.endswith("/"):
        with pytest.raises(ValidationError):
            Site(name="-", place="-", description="-", url=url)


def test_whatever_is_taken_for_an_address_can_be_taken_apart():
    urls = (f"https://a{chr(code)}b.vn/" for code in range(0x10000))
    taken = [url for url in urls if re.fullmatch(WEB_PATTERN, url)]
    assert len(taken) > 50_000
    assert {urlsplit(url).scheme for url in taken} == {"https"}


@pytest.mark.parametrize(
    "url",
    [
        "https://a.b/",
        "http://a-b.c:8000/x/y.z/",
        "https://côngan.vn/phong-trào/",
        "http://localhost/",
        "https://a.b/%20x/~y/",
    ],
)
def test_an_address_is_taken(url):
    assert Site(name="-", place="-", description="-", url=url).at(url).url == url


@pytest.mark.parametrize("url", ["khac.example", "https://[/"])
def test_an_address_that_is_none_changes_nothing(url, last, mini_site):
    done = build(SAMPLE, last, "--url", url)
    assert_refused(done, last, mini_site, f"--url: '{url}' không phải địa chỉ của một trang web.")


def test_drafts_leave_no_trace(mini_site):
    """Two drafts of the sample site have this syllable in their id, title and text."""
    assert len([name for name, content in contents(SAMPLE).items() if "zqnhap" in name and b"zqnhap" in content]) == 2
    assert [name for name, content in contents(mini_site).items() if "zqnhap" in name or b"zqnhap" in content] == []


def test_an_old_address_leads_to_the_new_one(mini_site):
    pages = pages_of(mini_site)
    old = pages["/mo-hinh/ngo-tu-quan-cu/"]
    assert old.forwards
    assert {target(old, link) for link in old.links} == {("/mo-hinh/ngo-tu-quan/", ""), ("/assets/forward.js", "")}
    assert "/mo-hinh/ngo-tu-quan/" in pages


@pytest.fixture(scope="module", params=["real_site", "mini_site"])
def site(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def pages(site):
    return pages_of(site)


@pytest.fixture(scope="module")
def read(pages):
    """The pages that people read: neither those that forward nor the one for errors."""
    return [page for page in pages.values() if not page.forwards and page.address != "/404.html"]


def test_every_page_can_be_reached_from_the_first(pages, read):
    reached, new = set(), {"/"}
    while new:
        reached |= new
        found = (target(pages[address], link) for address in new for link in pages[address].links)
        new = {leads[0] for leads in found if leads and leads[0] in pages} - reached
    assert {page.address for page in read} <= reached


def test_every_page_has_one_heading_a_title_and_a_description(read):
    assert [page.address for page in read if len(page.all("h1")) != 1] == []
    assert [page.address for page in read if not page.text("title") or not page.meta("description")] == []
    titles = [page.text("title") for page in read]
    assert [title for title in titles if titles.count(title) > 1] == []


def test_every_page_but_the_first_says_where_it_is(read):
    without = [page.address for page in read if "Đường dẫn" not in {a.get("aria-label") for a in page.all("nav")}]
    assert without == ["/"]
    for page in read[1:] if read[0].address == "/" else read:
        way = page.html.split('aria-label="Đường dẫn"')[-1].split("</nav>")[0]
        steps = re.findall(r"(?:<a [^>]*>|<span[^>]*>)([^<]+)</", way)
        assert [one for one, after in pairwise(steps) if one == after] == [], page.address


@pytest.mark.parametrize(("folder", "site_name"), [(ROOT / "data", "real_site"), (SAMPLE, "mini_site")])
def test_what_states_anything_names_its_sources(folder, site_name, request):
    catalogue, pages = load(folder), pages_of(request.getfixturevalue(site_name))
    stating = [*catalogue.all(Model), *catalogue.events, *(u for u in catalogue.all(Unit) if u.facts or u.figures)]
    without = [r.id for r in stating if "nguon-1" not in pages[f"/{r.address}/{r.id}/"].ids]
    assert without == []
    assert len(stating) > 8


FLOORS = {
    "models": 17, "events": 6, "units": 623, "organisations": 26, "results": 2, "sources": 25, "documents": 9,
    "themes": 10, "event-kinds": 9, "terms": 31,
}  # fmt: skip


def test_the_real_data_is_faultless_and_not_less_than_it_was(real):
    assert {folder: n for folder, n in FLOORS.items() if real.count(folder) < n} == {}
    assert len([unit for unit in real.all(Unit) if real.has_page(unit)]) >= 31
    assert len([unit for unit in real.all(Unit) if real.successors(unit)]) >= 482


def test_a_page_beside_the_menu_leads_back_to_the_index_of_its_folder(real_site):
    archive = pages_of(real_site)["/su-kien/luu-tru/"]
    way = archive.html.split('aria-label="Đường dẫn"')[1].split("</nav>")[0]
    assert re.search(r'<a href="\.\./">\s*Sự kiện\s*</a>', way)
