"""A review opens from the disk, tells what isn't public yet, and publishes nothing; what comes back of it is taken with care."""

import hashlib
import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from macros.load import load
from macros.publish.links import with_links
from macros.records import Theme
from macros.review.numbers import Numbers, read
from macros.review.unserved import LONGEST, short
from tests.conftest import SAMPLE, TODAY
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
    assert "url(data:font/woff2;base64," in (opened / "trang/assets/site.css").read_text(encoding="utf-8")


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


@pytest.mark.parametrize("name", ["khac.zip", "thu-muc"])
def test_nothing_else_is_written_over(tmp_path, name):
    there = tmp_path / name
    if there.suffix:
        with zipfile.ZipFile(there, "w") as other:
            other.writestr("a.txt", "a")
    else:
        there.mkdir()
        (there / "a.txt").write_text("a")
    before = digests(tmp_path)
    done = review("--data", SAMPLE, "--out", there)
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
