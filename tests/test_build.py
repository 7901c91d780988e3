"""What a build publishes: all or nothing, always the same, whole, and only what may be seen."""

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError

from macros.language.clock import today
from macros.language.problems import DataError
from macros.load import load
from macros.publish import mark
from macros.records import Model, Site, Unit
from macros.records.base import WEB_PATTERN
from tests.conftest import ROOT, SAMPLE, TODAY, build
from tests.html_pages import pages_of, target
from tests.ready import run
from tests.trees import assert_refused, assert_same, contents


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


@pytest.mark.parametrize("file", ["ngo-tu-quan.md", "ngo-tu-quan/index.html"])
def test_what_lies_at_the_address_of_a_record_changes_nothing(file, project, last, mini_site):
    (place := project / "docs/mo-hinh" / file).parent.mkdir(exist_ok=True)
    place.write_text("# Thử\n", encoding="utf-8")
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, "trùng địa chỉ với trang của Ngõ tự quản về ANTT")


def test_a_drawing_in_another_encoding_is_looked_into_too(project, last, mini_site):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text>Sân</text><g id="san"/><a href="khong-co.html"/></svg>'
    (project / "docs/assets/san.svg").write_bytes(drawing.encode("windows-1252"))
    (project / "docs/huong-dan/thu.md").write_text("# Thử\n\n[Sân](../assets/san.svg#san)\n", encoding="utf-8")
    said = "Có 1 lỗi trong 1 tệp."
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, "/assets/san.svg: liên kết 'khong-co.html'", said)
    checked = run("check", "--data", SAMPLE, top=project)
    assert checked.returncode == 1
    assert "/assets/san.svg: liên kết 'khong-co.html'" in checked.stderr


@pytest.mark.parametrize("file", ["docs/assets/page.js", "docs/assets/maps.css", "overrides/main.html"])
def test_a_script_a_style_or_a_template_in_another_encoding_is_named(file, project, last, mini_site):
    with (project / file).open("ab") as there:
        there.write("/* Sân */".encode("windows-1252"))
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, f"{file}:", "tệp không ở bảng mã UTF-8")
    checked = run("check", "--data", SAMPLE, top=project)
    assert checked.returncode == 1 and f"{file}:" in checked.stderr


def test_a_new_build_takes_the_place_of_the_last(last, mini_site):
    (last / "cu").mkdir()
    (last / "cu/index.html").touch()
    listed = mark.read(last)
    mark.write(last, {*listed, "cu/index.html"})
    assert build(SAMPLE, last).returncode == 0
    assert_same(last, mini_site)
    assert sorted(file.name for file in last.parent.iterdir()) == [".site.spare", "site"]


def test_no_folder_is_empty(mini_site):
    """The next build would not have it, as it takes files over from this one."""
    assert [folder for folder, *held in os.walk(mini_site) if not any(held)] == []


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
