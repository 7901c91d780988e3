"""What is told to the search of a record, and of a page written by hand."""

from macros.addresses.address import address_of
from macros.records import Event, EventKind, Model, Unit
from macros.search.by_hand import documents_by_hand
from macros.search.findable import documents
from tests.by_hand import door, made


def test_what_is_no_more_or_was_cancelled_counts_as_former():
    events = [made(Event, status, status=status) for status in ("as_planned", "postponed", "cancelled")]
    units = [made(Unit, "phuong"), made(Unit, "phuong-cu", end="2025-06-30")]
    find = door(*events, *units, made(EventKind, "ngay-hoi"))
    told = {document.url.rstrip("/").rsplit("/", 1)[-1]: document.former for document in documents(find)}
    assert told == {
        "2024": False,
        "as_planned": False,
        "postponed": False,
        "cancelled": True,
        "phuong": False,
        "#muc-phuong-cu": True,
    }


def test_a_former_unit_of_which_nothing_is_known_today_says_nothing_of_it():
    lost = made(Unit, "phuong-cu", end="2025-06-30")
    (document,) = documents(door(lost))
    assert document.summary == ""


def test_a_model_is_found_by_its_numbers_as_they_are_said():
    def names(name, *others):
        find = door(
            made(Model, "m", name=name, other_names=list(others), units=["phuong"], themes=[]), made(Unit, "phuong")
        )
        return next(one.other_names for one in documents(find) if one.kind == "model")

    assert names("5 không, 3 sạch") == ("năm không, ba sạch",)
    assert names("Ngày thứ 7 tình nguyện", "Thứ 7 xanh") == ("Thứ 7 xanh", "Ngày thứ bảy tình nguyện", "Thứ bảy xanh")
    assert names("Camera giai đoạn 2021 - 2027, 1.5 km, 24/7, 19-8, 365") == ()


def test_a_year_with_events_is_found_as_its_page():
    find = door(made(Event, "hop", status="as_planned"), made(Unit, "phuong"), made(EventKind, "ngay-hoi"))
    (year,) = (one for one in documents(find) if one.kind == "page")
    assert (year.url, year.title, "số sự kiện năm 2024" in year.other_names) == ("nam/2024/", "Năm 2024", True)


def test_a_page_written_by_hand_is_found_by_what_its_head_and_its_headings_say(tmp_path):
    texts = {
        "ban-do/index.html": "---\ntitle: Bản đồ\nsearched_as: [bản đồ số]\ndescription: Trên bản đồ.\n---\n\n# Khác\n\nMột chữ.\n",
        "khong-dau/index.html": "# Không có đầu\n\n```\n# x\n## Trong mã\n```\n\n## Đề mục `y` { #de-muc }\n\n### Nhỏ\n",
        "tim/index.html": "---\ntitle: Tìm\nsearch: { exclude: true }\n---\n",
        "index.html": "{{ show('home') }}\n",
    }
    written = {}
    for number, (file, text) in enumerate(texts.items()):
        written[file] = tmp_path / f"{number}.md"
        written[file].write_text(text, encoding="utf-8")
    told = [
        (one.url, one.title, one.other_names, one.summary, one.facts, one.body)
        for one in documents_by_hand(written, "Tỉnh Mẫu")
    ]
    # The place of the site is that of each page: `bản đồ tỉnh Mẫu`.
    assert {one.asked_as for one in documents_by_hand(written, "Tỉnh Mẫu")} == {("Tỉnh Mẫu",)}
    assert told == [
        ("ban-do/", "Bản đồ", ("bản đồ số",), "Trên bản đồ.", (), ""),
        ("khong-dau/", "Không có đầu", (), "", ("Đề mục ",), ""),
    ]


def test_a_printed_kit_is_found_beside_its_model(real):
    kits = {d.url: d for d in documents(real) if d.url.endswith("/bo-tai-lieu/")}
    copied = [model for model in real.all(Model) if model.can_be_copied]
    assert len(kits) == len(copied) > 0
    for model in copied:
        kit = kits[f"{address_of(real, model)}bo-tai-lieu/"]
        assert model.name in kit.title and real.name(real.get(Unit, model.units[0])) in kit.units
        assert (kit.kind, kit.summary, kit.body) == ("page", "", "")  # the rest is the model's
