"""What an address is, and where everything on the site lies."""

import pytest

from macros.addresses import address
from macros.addresses.address import HOME, Address, address_of
from macros.addresses.moves import Move, copy_moved, moves
from macros.addresses.published import FILE, Published
from macros.catalogue.archive import Month
from macros.catalogue.cut import Group, cut, cut_flat
from macros.records import Event, EventKind, Model, Organisation, Result, Source, Term, Theme, Unit
from tests.by_hand import door, made


@pytest.mark.parametrize("path", ["/mo-hinh/", "..", "../x/", "mo-hinh/../x/", "mo-hinh/./x/", "mo-hinh\\x"])
def test_an_address_does_not_lead_out_of_the_site(path):
    with pytest.raises(ValueError, match="^có "):
        Address(path)


@pytest.mark.parametrize("path", ["", "x", "mo-hinh/", "mo-hinh/x..y/", "a.b/c.d"])
def test_dots_in_a_name_lead_nowhere(path):
    assert Address(path).path == path


@pytest.mark.parametrize(
    ("source", "file", "path"),
    [
        ("index.md", "index.html", ""),
        ("mo-hinh/index.md", "mo-hinh/index.html", "mo-hinh/"),
        ("mo-hinh/x.md", "mo-hinh/x/index.html", "mo-hinh/x/"),
        ("bai-index.md", "bai-index/index.html", "bai-index/"),
    ],
)
def test_a_page_lies_at_its_folder(source, file, path):
    page = Address(path)
    assert Address.of_source(source) == Address.of_file(file) == page
    assert page.is_page and page.file == file and page.rooted == f"/{path}" == f"/{page}"
    assert Address.of_source(page.source) == page


def test_a_file_lies_where_it_is():
    file = Address.of_file("du-lieu/models.csv")
    assert (file.path, file.file, file.is_page) == ("du-lieu/models.csv", "du-lieu/models.csv", False)
    assert Address.of_file("su-kien/myindex.html").path == "su-kien/myindex.html"


@pytest.mark.parametrize(
    ("here", "to", "link"),
    [
        (HOME, HOME, "./"),
        (HOME, Address("mo-hinh/"), "mo-hinh/"),
        (Address("mo-hinh/x/"), HOME, "../../"),
        (Address("mo-hinh/x/"), Address("mo-hinh/y/"), "../y/"),
        (Address("mo-hinh/x/"), Address("su-kien.xml"), "../../su-kien.xml"),
        (Address("mo-hinh/su-kien.xml"), Address("mo-hinh/y/", "z"), "y/#z"),
        (Address("su-kien.xml"), Address("mo-hinh/"), "mo-hinh/"),
        (Address("mo-hinh/x/"), Address("mo-hinh/x/", "z"), "./#z"),
    ],
)
def test_links_are_relative_to_where_they_stand(here, to, link):
    assert to.seen_from(here) == link


def test_a_whole_address_begins_with_the_site_s_own():
    assert Address("x/", "y").whole("https://mau.example/a/") == "https://mau.example/a/x/#y"
    assert Address("x/").whole(None) == "x/"


def test_where_records_are_told_of():
    unit, busy, event = made(Unit, "vang"), made(Unit, "phuong", name="Sen"), made(Event, "le")
    result, term = made(Result, "nam"), made(Term, "tu")
    find = door(unit, busy, event, result, term)
    assert address_of(find, event) == Address("su-kien/le/")
    assert address_of(find, busy) == address_of(find, result) == Address("dia-ban/phuong/")
    assert address_of(find, unit) == Address("dia-ban/", "muc-vang")
    assert address_of(find, term) == Address("thuat-ngu/", "muc-tu")
    assert address_of(find, made(EventKind, "ngay-hoi")) is None


def test_what_belongs_to_a_record_lies_below_its_page():
    model, theme, event = made(Model, "x"), made(Theme, "y"), made(Event, "z")
    assert address.kit_of(model).path == "mo-hinh/x/bo-tai-lieu/"
    assert address.feed_of(theme).path == "linh-vuc/y/su-kien.xml"
    assert address.calendar_of(event).path == "su-kien/z.ics"
    assert address.download("models.csv").path == "du-lieu/models.csv"
    assert address.year(2024).path == "nam/2024/"


def test_further_pages_of_a_list_lie_below_its_page_and_lead_to_it_when_they_are_no_more():
    second = cut_flat([1, 2, 3], 2).parts[0]
    _, third = [
        part
        for _, parts in cut([Group("A", "a", [1]), Group("Tỉnh X", "tinh-x", [1, 2, 3, 4, 5])], 3).beyond
        for part in parts
    ]
    theme = address.page_of(made(Theme, "y"))
    for there, rooted, home in (
        (address.part_of(theme, "models", second), "/linh-vuc/y/mo-hinh/2/", "/linh-vuc/y/"),
        (address.part_of(address.MODELS, "all_models", second), "/mo-hinh/trang/2/", "/mo-hinh/"),
        (address.part_of(address.UNITS, "units", third), "/dia-ban/trang/tinh-x/2/", "/dia-ban/"),
        (address.month(Month(2024, 8, [None] * 300), 2), "/nam/2024/thang-8/2/", "/nam/2024/"),
    ):
        assert (there.rooted, address.home_of(rooted)) == (rooted, home)
    assert address.home_of("/nam/2024/thang-8/") == "/nam/2024/"
    for other in ("/mo-hinh/x/", "/mo-hinh/x/bo-tai-lieu/", "/nam/2024/", "/su-kien/luu-tru/", "/dia-ban/van-ban/"):
        assert address.home_of(other) is None


def test_a_month_has_pages_only_where_it_is_busy():
    busy, quiet = Month(2024, 8, [None] * 300), Month(2024, 8, [])
    assert address.month(busy) == address.month(busy, 1) == Address("nam/2024/thang-8/")
    assert address.month(busy, 2) == Address("nam/2024/thang-8/2/")
    assert address.month(quiet) == Address("nam/2024/", "thang-8")


def test_a_kind_without_a_list_has_no_index():
    assert address.index_of(Organisation) == Address("co-quan/")
    with pytest.raises(KeyError, match="results"):
        address.index_of(Result)


# Moves


def published(folder, *lines) -> Published:
    (folder / FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Published(folder)


def test_a_move_names_the_file_that_asks_for_it(tmp_path):
    model = made(Model, "moi", aliases=["cu", "rat-cu"])
    listed = published(tmp_path, "/x/ -> /y/")
    assert moves(door(model), listed) == {
        "/x/": Move("/y/", listed.file),
        "/mo-hinh/cu/": Move("/mo-hinh/moi/", model.file),
        "/mo-hinh/rat-cu/": Move("/mo-hinh/moi/", model.file),
    }


def test_a_unit_that_lost_its_page_leads_on_only_if_that_page_was_published(tmp_path):
    unit = made(Unit, "vang", aliases=["cu"])
    assert moves(door(unit), published(tmp_path)) == {}
    assert {old: move.to for old, move in moves(door(unit), published(tmp_path, "/dia-ban/vang/")).items()} == {
        "/dia-ban/vang/": "/dia-ban/#muc-vang"
    }
    assert {old: move.to for old, move in moves(door(unit), published(tmp_path, "/dia-ban/cu/")).items()} == {
        "/dia-ban/cu/": "/dia-ban/#muc-vang"
    }


def test_what_lay_below_a_page_moves_with_it_unless_it_is_said_to_be_gone(tmp_path):
    model = made(Model, "moi", aliases=["cu"])
    lines = ["/mo-hinh/cu/", "/mo-hinh/cu/su-kien.xml", "/mo-hinh/cu/in/ gone", "/mo-hinh/khac/su-kien.xml"]
    found = moves(door(model), published(tmp_path, *lines))
    assert found["/mo-hinh/cu/su-kien.xml"] == Move("/mo-hinh/moi/su-kien.xml", model.file)
    assert set(found) == {"/mo-hinh/cu/", "/mo-hinh/cu/su-kien.xml"}


def test_what_lay_below_a_page_that_is_an_entry_now_does_not_move(tmp_path):
    unit = made(Unit, "vang")
    found = moves(door(unit), published(tmp_path, "/dia-ban/vang/", "/dia-ban/vang/su-kien.xml"))
    assert set(found) == {"/dia-ban/vang/"}


def test_only_files_that_are_there_are_copied(tmp_path):
    (tmp_path / "moi").mkdir()
    copy_moved(tmp_path, {"/moi/a.xml": Move("/moi/b.xml", tmp_path)}, tmp_path.joinpath)
    assert not (tmp_path / "moi/a.xml").exists()
    (tmp_path / "moi/b.xml").write_text("b", encoding="utf-8")
    copy_moved(tmp_path, {"/moi/a.xml": Move("/moi/b.xml", tmp_path)}, tmp_path.joinpath)
    assert (tmp_path / "moi/a.xml").read_text(encoding="utf-8") == "b"


# The list of what was published


def test_a_mark_stays_when_merging_leaves_the_address_twice(tmp_path):
    assert (
        published(tmp_path, "/a/ gone", "/a/").fates == published(tmp_path, "/a/", "/a/ gone").fates == {"/a/": "gone"}
    )


def test_what_moved_and_what_is_gone_are_told_apart(tmp_path):
    listed = published(tmp_path, "/a/", "/b/ gone", "/c/ -> /d/", "/e.csv gone")
    assert list(listed.forwards()) == [("/c/", "/d/")]
    assert listed.gone() == [Address("b/")]


def test_without_a_list_nothing_was_published(tmp_path):
    assert Published(tmp_path).fates == {}


def test_a_file_can_be_gone_but_not_move(tmp_path):
    assert published(tmp_path, "/a.csv gone").problems == []
    (problem,) = published(tmp_path, "/b/", "/a.csv -> /b/").problems
    assert (problem.line, problem.column, problem.field) == (2, 1, "")


def test_new_addresses_are_added_in_order_and_told(tmp_path):
    listed = published(tmp_path, "/z/ gone", "/y/ -> /x/")
    files = ["index.html", "x/index.html", "a.csv", "assets/a.json"]
    assert listed.record(files, writing=False).startswith("3 địa chỉ mới chưa ghi vào ")
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "/z/ gone\n/y/ -> /x/\n"
    assert listed.record(files, writing=True).startswith("Đã ghi 3 địa chỉ mới vào ")
    text = (tmp_path / FILE).read_bytes().decode()
    assert [line for line in text.split("\n") if not line.startswith("#")] == [
        "/", "/a.csv", "/x/", "/y/ -> /x/", "/z/ gone", ""]  # fmt: skip
    assert text.startswith("# Các địa chỉ đã đăng") and "\r" not in text
    assert listed.record(files, writing=True) == ""
    assert Published(tmp_path).problems == []


def test_letters_that_cannot_be_read_do_not_end_the_reading(tmp_path):
    (tmp_path / FILE).write_bytes(b"/a/\n\xff\xfe\n")
    (problem,) = Published(tmp_path).problems
    assert problem.line == 2


def test_a_lost_page_of_a_record_is_told_with_the_nearest_id(tmp_path):
    find = door(made(Model, "camera-nui"), made(Source, "bai"))
    listed = published(tmp_path, "/mo-hinh/camera-nuy/", "/mo-hinh/camera-nuy.csv", "/nguon/khac/")
    told = {problem.line: problem for problem in listed.vanished(["index.html"], find)}
    assert [problem.hint for problem in told.values()] == ["camera-nui", None, None]
    assert "không còn mô hình mang mã 'camera-nuy'" in told[1].what
    assert told[2].what == "/mo-hinh/camera-nuy.csv đã đăng mà nay không còn"
    assert "không còn nguồn mang mã 'khac'" in told[3].what
    assert (
        listed.vanished(["mo-hinh/camera-nuy/index.html", "mo-hinh/camera-nuy.csv", "nguon/khac/index.html"], find)
        == []
    )
