"""An address that was published stays, leads on, or says that its page was taken down."""

import errno
import ntpath
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.addresses.address import Address
from macros.addresses.moves import Move, copy_moved, moves
from macros.addresses.published import FILE, Published, lasting
from macros.build import Build, Settings
from macros.catalogue import Catalogue, Finder, Notes
from macros.language.problems import DataError
from macros.load import read
from macros.pages.listing import forwarding, gone_pages, pages
from macros.publish.links import files_of
from macros.publish.place import SITE
from tests.conftest import DAY, ROOT, SAMPLE, build
from tests.html_pages import pages_of, target


@pytest.fixture
def data(tmp_path):
    """A copy of the sample site's data, with a list that says nothing."""
    copy = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    (copy / FILE).write_text("", encoding="utf-8")
    return copy


def listing(folder, *lines) -> Published:
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Published(folder)


def test_what_lasts_are_pages_feeds_calendars_and_downloads():
    files = {
        "index.html": "/", "mo-hinh/x/index.html": "/mo-hinh/x/", "su-kien.xml": "/su-kien.xml", "su-kien.ics": "/su-kien.ics",
        "dia-ban/x/su-kien.xml": "/dia-ban/x/su-kien.xml", "du-lieu/models.csv": "/du-lieu/models.csv",
        "404.html": None, "sitemap.xml": None, "sitemap.xml.gz": None, "assets/search/x.json": None, "mau/site.yml": None,
        "robots.txt": None, "su-kien/2024-ngay-hoi.ics": None,
    }  # fmt: skip
    assert lasting(files) == set(filter(None, files.values()))


def test_the_list_is_read_whatever_editors_and_merges_leave_in_it(tmp_path):
    (tmp_path / FILE).write_bytes("\ufeff# Chú thích\r\n\r\n/a/\r\n /b/ gone \n/b/\n/c/  ->  /a/#muc\n".encode())
    published = Published(tmp_path)
    assert published.problems == []
    assert published.fates == {"/a/": "", "/b/": "gone", "/c/": "/a/#muc"}


WRONG = {
    "/su-kien/goi-0912-345-678/ gone": "1:1: địa chỉ có số điện thoại di động: 091•-•••-•78, mà địa chỉ nào ghi ở đây cũng thành một trang. Xóa dòng này.",
    "mo-hinh/x/": "1:1: không hiểu dòng 'mo-hinh/x/'. Viết '/địa-chỉ/', '/cũ/ -> /mới/' hoặc '/địa-chỉ/ gone'.",
    "/mo-hinh/x/ da go": "1:1: không hiểu dòng '/mo-hinh/x/ da go'. Viết",
    "/x/ -> y/": "1:1: không hiểu dòng '/x/ -> y/'. Viết",
    "<<<<<<< HEAD": "1:1: hai người cùng sửa tệp này, Git chưa gộp được. Xóa các dòng <<<<<<<, ======= và >>>>>>>, giữ",
    ">>>>>>> main": "1:1: hai người cùng sửa tệp này",
    "/x/ gone\n/x/ -> /": "2:1: /x/ đã có ở dòng 1 với ý khác. Giữ một trong hai dòng.",
    "/x.csv -> /y.csv": "1:1: /x.csv là một tệp, mà chỉ trang mới chuyển được. Viết '/x.csv gone'.",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_is_wrong_is_told_by_the_checker(line, data):
    (data / FILE).write_text(line, encoding="utf-8")
    (problem,) = read(data)[1]
    assert f"{FILE}:{WRONG[line]}" in str(problem)


# No line of the list may lead a write out of the site, or to where no file system keeps it apart from another file.
OUTSIDE = {
    "//tmp/x/www/ -> /mo-hinh/": "có hai dấu / liền nhau", "/../../x/ gone": "có tên '..'", "/a/../../x/ gone": "có tên '..'",
    "/./ gone": "có tên '.'", "/a//b/ gone": "có hai dấu / liền nhau", r"/..\..\x/ gone": "có ký tự \\", r"/\\may\x/ gone": "có ký tự \\",
    "/%2e%2e/x/ gone": "có ký tự %", "/..%2fx/ gone": "có ký tự %", "/C:/x/ gone": "có ký tự :", "/x:y/ gone": "có ký tự :",
    "/a\0b/ gone": "có ký tự không thấy được U+0000", "/a\x1b[2J/ gone": "U+001B", "/a\x85b/ gone": "U+0085",
    "/a\u202eb/ gone": "U+202E", "/a\u200bb/ -> /": "U+200B", "/" + "a" * 151 + "/ gone": "có một tên dài quá",
    "/" + "ạ" * 51 + "/ gone": "có một tên dài quá", "/" + "ab/" * 140 + " gone": "dài quá", "/con/ gone": "có tên 'con' dành riêng cho hệ thống",
    "/mo-hinh/NUL.x/ gone": "dành riêng cho hệ thống", "/com1/x/ -> /": "dành riêng cho hệ thống", "/x./ gone": "kết thúc bằng dấu chấm",
    "/.git/x/ gone": "bắt đầu hoặc kết thúc", "/.site-files/ gone": "bắt đầu hoặc kết thúc", "/.../ gone": "bắt đầu hoặc kết thúc",
    "/a*/ gone": "có ký tự *", "/a?b/ gone": "có ký tự ?", "/a|b/ gone": "có ký tự |", '/a"b/ gone': 'có ký tự "', "/<x>/ gone": "có ký tự <",
    "/a/#b/ gone": "có ký tự #", "/su-kien.xml/ gone": "là đuôi của một tệp", "/index.html/x/ -> /": "là đuôi của một tệp",
    "/x/ -> //khac.example/": "có hai dấu / liền nhau", "/x/ -> /../y/": "có tên '..'", "/x/ -> /a/#b\x1b": "sau dấu #",
    "//x.csv": "có hai dấu / liền nhau", "/../x.csv gone": "có tên '..'",
}  # fmt: skip


@pytest.mark.parametrize("line", OUTSIDE)
def test_a_line_that_leads_out_of_the_site_is_told_and_never_followed(line, data):
    (data / FILE).write_text(f"# Chú thích\n{line}\n", encoding="utf-8")
    (problem,) = read(data)[1]
    said = str(problem)
    assert f"{FILE}:2:1: " in said and OUTSIDE[line] in said and "không phải địa chỉ trong trang" in said
    assert said.isprintable() and len(said) < 400
    assert Published(data).fates == {}


@pytest.mark.parametrize(
    "path", ["/x", "//x", "../x", "a/../../x", "a\\x", "C:/x", "a/\0", ".git/x/", "a//b", "nul/", "a%2fb", "a\nb"]
)
def test_there_is_no_address_outside_the_site(path):
    with pytest.raises(ValueError, match="có "):
        Address(path)


def test_whatever_an_address_is_its_file_lies_in_the_site(tmp_path):
    chance = random.Random(12)
    parts = [
        "..",
        ".",
        "/",
        "\\",
        "a",
        "ạ",
        "%2e",
        ":",
        "\0",
        " ",
        "con",
        ".html",
        "~",
        "#",
        "-",
        "C",
        "\u2024",
        "．．",
        "／",
    ]
    made = 0
    for _ in range(20_000):
        path = "".join(chance.choices(parts, k=chance.randint(1, 6)))
        try:
            file = Address(path).within(tmp_path)
        except ValueError:
            continue
        made += 1
        assert tmp_path in Path(os.path.normpath(file)).parents
        assert tmp_path in Path(ntpath.normpath(file).replace("\\", "/")).parents
    assert made > 500


@pytest.mark.parametrize("command", ["build", "preview"])
def test_nothing_is_written_outside_even_if_the_list_changes_in_between(command, data, tmp_path, find):
    (data / FILE).write_text(f"/{tmp_path}/www/ -> /mo-hinh/\n/../../www/ gone\n/../www.xml\n", encoding="utf-8")
    made = Build(Settings(data, tmp_path / "site", preview=command == "preview"), Notes(find), None)
    pages = made.lay_out({}, set())
    assert [page.address.file for page in pages if "www" in page.address.file] == []
    assert [path for path, _ in made.other_files(set()) if "www" in path] == []


def test_a_page_that_is_gone_takes_no_other_s_place(data, find, tmp_path):
    """On Windows and macOS `Mo-hinh` is `mo-hinh`; and nowhere is a file's name also that of a folder."""
    (data / FILE).write_text("/Mo-Hinh/Camera-nui/ gone\n/CNAME/ gone\n/GIOI-THIEU/ -> /\n/x/ gone\n", encoding="utf-8")
    made = Build(Settings(data, tmp_path / "site"), Notes(find), None)
    there = {"CNAME", "gioi-thieu/index.html"}
    assert {page.address.file for page in made.lay_out({}, there)} - {p.address.file for p in pages(find)} == {
        "x/index.html"
    }
    assert "GIOI-THIEU/index.html" not in dict(made.other_files(there))


def test_a_file_in_docs_whose_name_cannot_be_an_address_is_told(find, data, tmp_path):
    made = Build(Settings(data, tmp_path / "site"), Notes(find), None)
    with pytest.raises(DataError, match=r"docs/a%b\.pdf: tên tệp có ký tự %"):
        made.lay_out({}, {"a%b.pdf", "assets/x.css"})


UNREADABLE = {
    "a folder": (lambda file: file.mkdir(), "là thư mục mà mang tên của một tệp"),
    "a link": (lambda file: file.symlink_to("site.yml"), "là liên kết tới nơi khác"),
    "a dangling link": (lambda file: file.symlink_to("khong-co"), "là liên kết tới nơi khác"),
    "a pipe": (os.mkfifo, "không phải tệp thường"),
    "UTF-16": (lambda file: file.write_bytes("/a/\n".encode("utf-16")), "1:1: tệp không ở bảng mã UTF-8"),
    "a broken letter": (lambda file: file.write_bytes(b"/a/\n/b\xe1/\n"), "2:1: tệp không ở bảng mã UTF-8"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_list_that_is_not_read_is_told(case, data):
    make, said = UNREADABLE[case]
    (data / FILE).unlink()
    make(data / FILE)
    (problem,) = read(data)[1]
    assert FILE in str(problem) and said in str(problem)


def test_what_people_wrote_into_the_list_stays(data):
    published = listing(data, "# Hỏi chị Hoa trước khi xóa", "/b/ gone", "/a/")
    (data / FILE).write_text(
        "# Hỏi chị Hoa trước khi xóa\n/b/ gone\n/a/\n/c/ gone\n", encoding="utf-8"
    )  # during the build
    assert published.record(["x/index.html"], writing=True).startswith("Đã ghi 1 địa chỉ mới")
    assert (data / FILE).read_text(encoding="utf-8").split("\n")[2:] == [
        "# Hỏi chị Hoa trước khi xóa", "/a/", "/b/ gone", "/c/ gone", "/x/", ""]  # fmt: skip
    (data / FILE).write_text("hỏng\n", encoding="utf-8")
    assert "vừa bị sửa sai" in published.record(["y/index.html"], writing=True)
    assert (data / FILE).read_text(encoding="utf-8") == "hỏng\n"


def test_two_people_each_add_a_record_and_git_merges_them(data):
    """The data is a repository of its own; both builds list what is new, and the list of addresses grows at the same place."""

    def git(*arguments):
        who = ["-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", *who, *arguments], cwd=data, check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def add_and_list(*names):
        for name in names:
            (data / f"models/{name}.yml").write_text(f"name: {name}\n", encoding="utf-8")
        there = [f"mo-hinh/{file.stem}/index.html" for file in (data / "models").glob("*.yml")]
        said = Published(data).record(there, writing=True)
        git("add", "-A")
        git("commit", "-q", "--allow-empty", "-m", "x")
        return said

    git("init", "-q")
    add_and_list()
    git("branch", "khac")
    add_and_list("camera-doi")
    git("checkout", "-q", "khac")
    add_and_list("camera-dao")
    git("merge", "-q", "main")
    assert "merge=union" in (data / ".gitattributes").read_text(encoding="utf-8")
    before = (data / FILE).read_bytes()
    assert not add_and_list() and (data / FILE).read_bytes() == before
    published = Published(data)
    assert not published.problems and {"/mo-hinh/camera-doi/", "/mo-hinh/camera-dao/"} < published.fates.keys()


GONE = "Nếu phải gỡ hẳn, thêm ' gone' vào cuối dòng này; nếu địa chỉ chưa từng lên mạng, xóa dòng này."
VANISHED = {
    "/mo-hinh/ngo-tu-qua/": f"/mo-hinh/ngo-tu-qua/ đã đăng mà nay không còn mô hình mang mã 'ngo-tu-qua'. Nếu tệp đã đổi tên, ghi 'ngo-tu-qua' vào aliases của tệp mang tên mới. {GONE} (Có phải 'ngo-tu-quan'?)",
    "/mo-hinh/zqnhap/": f"vì mô hình 'zqnhap' đang ở trạng thái “bản nháp”. Bỏ draft, duyệt hoặc sửa ngày lên trang ở bản ghi ấy. {GONE}",
    "/nam/1999/": f"/nam/1999/ đã đăng mà nay không còn. Nếu trang đã chuyển, thêm ' -> /địa-chỉ-mới/' vào cuối dòng này. {GONE}",
    "/du-lieu/cu.csv": "/du-lieu/cu.csv đã đăng mà nay không còn. Nếu trang",
}  # fmt: skip


@pytest.mark.parametrize("address", VANISHED)
def test_an_address_that_vanished_is_told(address, tmp_path, find, mini_site):
    shutil.copytree(SAMPLE / "models", tmp_path / "models")
    published = listing(tmp_path, "# Chú thích", "/mo-hinh/ngo-tu-quan/", address)
    (problem,) = published.vanished(files_of(mini_site), find)
    assert f"{FILE}:3:1: " in str(problem)
    assert VANISHED[address] in str(problem)


def test_marked_addresses_are_not_missed(tmp_path, find, mini_site):
    published = listing(tmp_path, "/a/ gone", "/b/ -> /", "/c.csv gone")
    assert published.vanished(files_of(mini_site), find) == []
    assert [page.address.file for page in gone_pages(published)] == ["a/index.html"]


def test_what_moved(tmp_path, find):
    published = listing(
        tmp_path,
        "/ve-chung-toi/ -> /gioi-thieu/",
        "/dia-ban/dac-khu-dao/",
        "/dia-ban/xa-nui/",
        "/dia-ban/khong-co/",
        "/mo-hinh/ngo-tu-quan-cu/su-kien.xml",
        "/mo-hinh/ngo-tu-quan-cu/in/",
    )
    assert {old: move.to for old, move in moves(find, published).items()} == {
        "/ve-chung-toi/": "/gioi-thieu/",
        "/mo-hinh/ngo-tu-quan-cu/": "/mo-hinh/ngo-tu-quan/",
        "/mo-hinh/ngo-tu-quan-cu/su-kien.xml": "/mo-hinh/ngo-tu-quan/su-kien.xml",
        "/mo-hinh/ngo-tu-quan-cu/in/": "/mo-hinh/ngo-tu-quan/in/",
        "/dia-ban/dac-khu-dao/": "/dia-ban/#muc-dac-khu-dao",
    }


@pytest.mark.parametrize(
    ("old", "new", "href"),
    [("/a/", "/b/", "../b/"), ("/a/b/", "/", "../../"), ("/a/b/", "/a/#x", "../#x"), ("/a/", "/b.csv", "../b.csv")],
)
def test_pages_lead_on_by_relative_links(old, new, href):
    path, _, anchor = new[1:].partition("#")
    html = forwarding(Address(old[1:]), Address(path, anchor))
    assert f'<a href="{href}">' in html
    assert f'content="0; url={href}"' in html
    assert re.search(r'<script src="(\.\./)+assets/forward\.js">', html)


@pytest.fixture(scope="module")
def moved(serve, tmp_path_factory):
    """A site in a folder of a server, of which one page has moved to an entry of another; its address."""
    top = tmp_path_factory.mktemp("moved")
    for address, html in (
        (Address("cu/mot/"), forwarding(Address("cu/mot/"), Address("moi/", "muc"))),
        (Address("moi/"), "<!doctype html><title>Trang mới</title>"),
    ):
        file = top / "trang" / address.file
        file.parent.mkdir(parents=True)
        file.write_text(html, encoding="utf-8")
    (top / "trang/assets").mkdir()
    shutil.copy(ROOT / "docs/assets/forward.js", top / "trang/assets")
    return f"{serve(top)}/trang"


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", "#muc"), ("?a=1&b=%22", "?a=1&b=%22#muc"), ("#khac", "#khac"), ("?q=an+ninh#su-kien", "?q=an+ninh#su-kien")],
)
def test_what_stands_behind_the_old_address_stands_behind_the_new(asked, found, moved, browser):
    with browser.new_context() as window:
        page = window.new_page()
        page.goto(f"{moved}/cu/mot/{asked}")
        page.wait_for_url(f"{moved}/moi/**")
        page.wait_for_timeout(300)  # nothing overtakes it
        assert page.url == f"{moved}/moi/{found}"
    with browser.new_context(java_script_enabled=False) as window:
        page = window.new_page()
        page.goto(f"{moved}/cu/mot/{asked}")
        page.wait_for_url(f"{moved}/moi/#muc")


def test_a_feed_stays_where_it_was(tmp_path):
    for path in ("moi/su-kien.xml", "cu/index.html", "co/su-kien.xml"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(path, encoding="utf-8")
    move = Move("/moi/su-kien.xml", tmp_path)
    copy_moved(tmp_path, dict.fromkeys(("/cu/su-kien.xml", "/co/su-kien.xml", "/cu/"), move), tmp_path.joinpath)
    assert (tmp_path / "cu/su-kien.xml").read_text(encoding="utf-8") == "moi/su-kien.xml"
    assert (tmp_path / "co/su-kien.xml").read_text(encoding="utf-8") == "co/su-kien.xml"


def test_a_build_holds_the_list_and_adds_to_it(data, tmp_path):
    (data / FILE).write_text("/b/ gone\n/a/ -> /gioi-thieu/\n/mo-hinh/mat/\n", encoding="utf-8")
    refused = build(data, tmp_path / "site", "--record")
    assert refused.returncode == 1
    assert "/mo-hinh/mat/ đã đăng mà nay không còn mô hình mang mã 'mat'" in refused.stderr
    assert not (tmp_path / "site").exists()
    listed = (data / FILE).read_bytes()

    (data / FILE).write_text("/b/ gone\n/a/ -> /gioi-thieu/\n", encoding="utf-8")
    tried = build(data, tmp_path / "site")
    assert tried.returncode == 0, tried.stdout
    assert "địa chỉ mới chưa ghi vào" in tried.stdout
    assert (data / FILE).read_text(encoding="utf-8") == "/b/ gone\n/a/ -> /gioi-thieu/\n"

    done = build(data, tmp_path / "site", "--record")
    assert "địa chỉ mới vào" in done.stdout
    published, there = Published(data), lasting(files_of(tmp_path / "site"))
    assert set(published.fates) == there
    assert list(published.fates) == sorted(published.fates)
    assert {address: fate for address, fate in published.fates.items() if fate} == {
        "/a/": "/gioi-thieu/",
        "/b/": "gone",
    }
    assert not [address for address in there if "zqnhap" in address]

    listed = (data / FILE).read_bytes()
    again = build(data, tmp_path / "site", "--record")
    assert "địa chỉ mới" not in again.stdout
    assert (data / FILE).read_bytes() == listed

    pages = pages_of(tmp_path / "site")
    assert {target(pages["/a/"], link) for link in pages["/a/"].links} == {
        ("/gioi-thieu/", ""),
        ("/assets/forward.js", ""),
    }
    assert pages["/b/"].text("h1") == "Trang này đã được gỡ"
    assert pages["/b/"].meta("robots") == "noindex"


@pytest.mark.parametrize(
    ("asked", "place", "automatic", "writes"),
    [
        (None, SITE, False, True),  # `build`
        (None, SITE, True, False),  # the same where a server makes the site by itself
        (None, ROOT / "elsewhere", False, False),  # `build --site-dir`
        (True, ROOT / "elsewhere", True, True),  # `build --record`: what that server does
        (True, SITE, False, True),
        (False, SITE, False, False),  # `mkdocs build`, shares of a site
    ],
)
def test_who_writes_the_list_is_one_rule(asked, place, automatic, writes, data, mini):
    site = mini.site.model_copy(update={"automatic": automatic})
    find = Finder(Catalogue(site, list(mini), data), DAY)
    build = Build(Settings(data, place, recording=asked), Notes(find), None)
    assert build.records is writes
    (said,) = [one for one in build._note({"mo-hinh/moi/index.html"}) if one]
    assert (data / FILE).read_text(encoding="utf-8").endswith("/mo-hinh/moi/\n") is writes
    assert ("máy chủ tự ghi" in said) is (automatic and not writes)


def test_a_page_that_is_there_again_needs_no_mark(data, tmp_path):
    (data / FILE).write_text("/mo-hinh/camera-nui/ gone\n/gioi-thieu/ -> /\n", encoding="utf-8")
    assert build(data, tmp_path / "site").returncode == 0
    pages = pages_of(tmp_path / "site")
    assert pages["/mo-hinh/camera-nui/"].text("h1") == "Camera xã Núi"
    assert not pages["/gioi-thieu/"].forwards


def test_a_list_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    published = listing(tmp_path / "data", "/a/")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    said = published.record(["b/index.html"], writing=True)
    assert said.startswith("Không ghi được 1 địa chỉ mới vào ") and said.endswith("(đĩa đã đầy).")
    assert os.listdir(tmp_path / "data") == [FILE]
    assert (tmp_path / "data" / FILE).read_text(encoding="utf-8") == "/a/\n"


def test_the_list_of_the_real_site_is_up_to_date(real_site):
    """`python3 manage.py build` adds what is new; it is committed with the data."""
    published = Published(ROOT / "data")
    assert sorted(lasting(files_of(real_site)) - published.fates.keys()) == []
