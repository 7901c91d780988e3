"""Every link of a built site leads somewhere, or the site is not published."""

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.publish.links import _read, dead_links, files_of, ids_in, only_ids
from macros.publish.sound import is_sound, led
from tests.conftest import SAMPLE, build

URL = "https://vi-du.example/phong-trao/"


def told(
    site: Path, pages: dict[str, str], url: str | None = None, sources: dict[str, Path] | None = None
) -> list[str]:
    """What is said of a site of these files."""
    for path, text in pages.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    files = files_of(site)
    text_of = lambda path: (site / path).read_text(encoding="utf-8")
    content_of = lambda path: (site / path).read_bytes()
    problems = dead_links(files, text_of, files, url, sources or {})
    stores = site.with_name("stores")
    for _ in range(2):  # the second time by what was kept
        assert is_sound(content_of, files, url, {}, stores, {}) == (not problems)
    digests = {path: text.encode() for path, text in pages.items()}
    known = {path: led(path, url, text) for path, text in pages.items()}
    others_of = lambda path: pytest.fail(f"{path} is read again") if path in known else content_of(path)
    assert is_sound(others_of, files, url, digests, None, known) == (not problems)
    return [str(problem) for problem in problems]


OTHERS = {
    "index.html": "<h1 id='dau'>Trang chủ</h1>",
    "mo-hinh/x/index.html": '<h1 id="Cách-làm">X</h1>',
    "su-kien.xml": '<feed><link href="mo-hinh/x/"/></feed>',
    "assets/hinh.svg": '<svg><g id="sao"/></svg>',
}
HERE = "mo-hinh/day/index.html"
LOST = "dẫn tới địa chỉ không có trong trang. Sửa liên kết, hoặc tạo trang ấy."

DEAD = {
    '<a href="../y/">': f"liên kết '../y/' {LOST}",
    '<a href="/mo-hinh/y/">': f"liên kết '/mo-hinh/y/' {LOST}",
    "<A\n HREF = ../y/ >": f"liên kết '../y/' {LOST}",
    "<a title='a > b' href='../y/?a=1&amp;b=2'>": f"liên kết '../y/?a=1&b=2' {LOST}",
    '<a href="../X/">': f"liên kết '../X/' {LOST} (Có phải '/mo-hinh/x/'?)",
    '<a href="../../../../">': f"liên kết '../../../../' {LOST}",
    '<a href="../x">': "liên kết '../x' thiếu dấu / ở cuối. Viết /mo-hinh/x/.",
    '<a href="http://[x/">': f"liên kết 'http://[x/' {LOST}",
    '<img src="a.png" alt="">': f"liên kết 'a.png' {LOST}",
    '<img srcset="../../assets/hinh.svg 1x, b.png 2x" alt="">': f"liên kết 'b.png' {LOST}",
    '<form action="/tim/">': f"liên kết '/tim/' {LOST}",
    '<button formaction="/tim/">': f"liên kết '/tim/' {LOST}",
    '<script src="a.js"></script>': f"liên kết 'a.js' {LOST}",
    '<meta content="0; url=../y/" http-equiv="refresh">': f"liên kết '../y/' {LOST}",
    '<svg><use xlink:href="../../assets/sao.svg#sao"/></svg>': f"liên kết '../../assets/sao.svg#sao' {LOST}",
    '<svg><use href="../../assets/hinh.svg#hoa"/></svg>': "liên kết '../../assets/hinh.svg#hoa' dẫn tới chỗ '#hoa' không có trên trang /assets/hinh.svg. Sửa phần sau dấu #, hoặc đặt mã ấy cho đúng chỗ.",
    '<a href="#dau-tran">': "liên kết '#dau-tran' dẫn tới chỗ '#dau-tran' không có trên trang ấy. Sửa phần sau dấu #, hoặc đặt mã ấy cho đúng chỗ. (Có phải 'dau-trang'?)",
    '<a href="../x/#cach-lam">': "liên kết '../x/#cach-lam' dẫn tới chỗ '#cach-lam' không có trên trang /mo-hinh/x/. Sửa phần sau dấu #, hoặc đặt mã ấy cho đúng chỗ. (Có phải 'Cách-làm'?)",
    '<p id="dau-trang">': "mã 'dau-trang' (thuộc tính id) có ở nhiều chỗ. Đặt cho mỗi chỗ một mã khác nhau.",
}  # fmt: skip


@pytest.mark.parametrize("markup", DEAD)
def test_each_kind_of_dead_link_is_told(markup, tmp_path):
    (said,) = told(tmp_path, {**OTHERS, HERE: f'<body id="dau-trang">{markup}</body>'})
    assert said.startswith(f"/mo-hinh/day/: {DEAD[markup]}")


ALIVE = [
    '<a href="">', '<a href="#">', '<a href="#top">', '<a href="#dau-trang">', '<a href=".">', '<a href="?q=1">',
    '<a href="../x/#C%C3%A1ch-l%C3%A0m">', '<a href="../x/#Cách-làm">', '<a href="/.">', '<a href="../..">',
    '<a href="../../su-kien.xml">', '<a href="../../su-kien.xml#page=2">', '<use href="/assets/hinh.svg#sao"/>',
    '<a href="mailto:a@vi-du.example">', '<a href="tel:0225">', '<a href="//noi-khac.example/x">',
    '<a href="https://noi-khac.example/x">', '<img src="data:image/gif;base64,R0lGODlhAQ" alt="">',
    '<!-- <a href="../y/"> -->', '<script>let a = "<a href=../y/>"</script>', '<title><a href="../y/"></title>',
    '<textarea><a href="../y/"></textarea>', "&lt;a href='../y/'&gt;", '<a title="href=../y/" href="../x/">',
]  # fmt: skip


@pytest.mark.parametrize("markup", ALIVE)
def test_what_is_no_dead_link_is_not_told(markup, tmp_path):
    assert told(tmp_path, {**OTHERS, HERE: f'<body id="dau-trang">{markup}</body>'}) == []


IN_FULL = {
    f'<link rel="canonical" href="{URL}mo-hinh/x/">': None,
    f'<link rel="canonical" href="{URL}mo-hinh/y/">': f"{URL}mo-hinh/y/",
    f'<meta property="og:image" content="{URL}assets/y.gif">': f"{URL}assets/y.gif",
    f'<script type="application/ld+json">{{"url":"{URL}mo-hinh/y/"}}</script>': f"{URL}mo-hinh/y/",
    f'<script type="application/ld+json">{{"url":"{URL}?q={{q}}"}}</script>': None,
    f'<a href="{URL}#dau">': None,
    f'<a href="{URL}#cuoi">': f"{URL}#cuoi",
    '<a href="/phong-trao/mo-hinh/x/">': None,
    '<a href="/phong-trao/mo-hinh/y/">': "/phong-trao/mo-hinh/y/",
    '<a href="/trang-khac-cua-may-chu/">': None,
    '<a href="../../../phong-trao/">': "../../../phong-trao/",
}


@pytest.mark.parametrize("markup", IN_FULL)
def test_addresses_in_full_and_in_a_folder_of_the_host(markup, tmp_path):
    said = told(tmp_path, {**OTHERS, HERE: markup}, URL)
    assert [line.split("'")[1] for line in said] == [IN_FULL[markup]] * bool(IN_FULL[markup])


def test_feeds_are_followed_too(tmp_path):
    assert told(tmp_path, {**OTHERS, "su-kien.xml": '<link href="mo-hinh/y/"/>'}) == [f"/su-kien.xml: liên kết 'mo-hinh/y/' {LOST} (Có phải '/mo-hinh/x/'?)"]  # fmt: skip


def test_the_file_to_mend_is_named_where_it_is_known(tmp_path):
    (said,) = told(tmp_path, {**OTHERS, HERE: '<a href="../y/">'}, sources={HERE: Path("data/models/day.yml")})
    assert said.startswith("data/models/day.yml: trang /mo-hinh/day/: liên kết '../y/' dẫn tới địa chỉ không có")


def test_a_mistake_on_every_page_is_told_three_times_and_counted(tmp_path):
    pages = {f"{n}/index.html": '<a href="/y/"><a href="#z">' for n in range(9)}
    said = told(tmp_path, pages)
    assert len(said) == 6
    assert sum("(6 trang khác cũng vậy)" in line for line in said) == 2


class Reference(HTMLParser):
    """The same ids and links, read by the standard library's parser."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src", "action"):
                self.links.append(value.strip())
            elif name == "srcset":
                self.links += [one.split()[0] for one in value.split(",")]

    handle_startendtag = handle_starttag


@pytest.mark.parametrize("built", ["real_site", "mini_site"])
def test_pages_are_read_as_a_whole_parser_reads_them(built, request):
    site = request.getfixturevalue(built)
    read = 0
    for file in site.rglob("*.html"):
        reference, document = (read(file.read_text(encoding="utf-8")) for read in (Reference, lambda t: _read(t, None)))
        assert document.ids == reference.ids
        assert [link for link in document.links if link not in reference.links] == []
        assert set(reference.links) <= set(document.links)
        read += len(document.links)
    assert read > 1000


def test_what_is_kept_of_a_page_for_its_ids_has_them_all():
    page = """<p id=a><a href='#x' id='b "c"'>d</a><td id="&lt;e&gt; &amp;f" class='g'><title id="h">i</title><svg id="ơ"/>"""
    assert ids_in(page) == ids_in(only_ids(page)) == {"a", 'b "c"', "<e> &f", "h", "ơ"}


def test_a_dead_link_in_a_record_is_not_published(tmp_path):
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    model = data / "models/camera-nui.yml"
    with model.open("a", encoding="utf-8") as file:
        file.write("summary: Xem [trang kia](../khong-co/).\n")
    done = build(data, tmp_path / "site")
    assert done.returncode == 1
    assert "camera-nui.yml: trang /mo-hinh/camera-nui/: liên kết '../khong-co/' dẫn tới địa chỉ không có" in done.stderr
    assert "Chưa đăng gì." in done.stderr
    assert not (tmp_path / "site").exists()


def test_of_pages_that_are_told_of_together_each_is_looked_at_anew_when_it_has_changed(tmp_path):
    pages = {f"{number}/index.html": f'<h1 id="h"></h1><a href="../{(number + 1) % 10}/#h">' for number in range(10)}
    read: list[str] = []

    def sound(pages: dict[str, str]) -> bool:
        read.clear()

        def content_of(path: str) -> bytes:
            read.append(path)
            return pages[path].encode()

        return is_sound(content_of, {*pages}, None, {path: text.encode() for path, text in pages.items()}, tmp_path, {})

    assert sound(pages)
    assert sound(pages)
    assert not read
    assert sound(pages | {"5/index.html": '<h1 id="h"></h1>'})
    assert {*read} == {"5/index.html"}
    assert not sound(pages | {"5/index.html": '<h1 id="h"></h1><a href="../3/#k">'})
    assert not sound(pages | {"5/index.html": '<h1 id="k"></h1>'})
    assert not sound({path: text for path, text in pages.items() if path != "5/index.html"})
    assert sound(pages)
