"""Everything that is listed stands in an order that readers can see, the same on every page."""

import re

import pytest

from macros.addresses import address
from macros.language.collation import alphabetical
from macros.pages.view import View
from macros.records import Event, EventKind, Model, Source, Term, Theme, Unit
from tests.by_hand import door, ids, made


@pytest.fixture(scope="module")
def view(real):
    return View(real)


def test_events_of_one_day_stand_in_one_order_everywhere():
    titles = {"z": "An", "y": "Ân", "x": "Ấn", "w": "Bình"}
    events = [made(Event, one, title=title, unit="con", models=["m"]) for one, title in titles.items()]
    units = made(Unit, "tren", kind="municipality"), made(Unit, "con", parent="tren")
    find = door(*events, *units, made(Model, "m", units=["con"]))
    order = ids(find.events())
    assert order == ["z", "y", "x", "w"]
    assert ids(find.held_below(units[0]).events) == ids(find.events_in(units[1])) == order
    assert (
        ids(find.related_events(events[3])) == order[:3] and ids(find.referring(find.get(Model, "m"), Event)) == order
    )


def test_units_that_another_was_made_of_and_their_names_stand_by_name(real, view):
    wrong = []
    for unit in real.all(Unit):
        names = view.page("index.md").former_names(unit)
        bare = (
            [re.sub(r"^(Phường|Xã|Thị trấn|Huyện|Đặc khu) ", "", name) for name in names.split(", ")] if names else []
        )
        made_of = [real.get(Unit, change.unit).name for change in real.formed_from(unit)]
        if any(sorted(found, key=alphabetical) != found for found in (bare, made_of)):
            wrong.append(unit.id)
    assert wrong == []
    unit = real.get(Unit, "phuong-phu-lien-hai-phong")
    text = str(view.page(address.page_of(unit).source).render("units", record=unit))
    assert re.findall(r"<th scope=\"row\">(?:<a[^>]*>)?(?:Phường|Xã|Thị trấn) (.*?) &#40;", text) == [
        real.get(Unit, change.unit).name for change in real.formed_from(unit)
    ]


def test_a_term_stands_where_its_first_word_on_the_page_is_looked_for(real):
    find = door(
        made(Term, "a", name="căn cước", abbreviation="CCCD"),
        made(Term, "b", name="công an", abbreviation="CAND"),
        made(Term, "c", name="cảnh báo"),
    )
    assert ids(find.glossary()) == ["b", "c", "a"]
    shown = [term.abbreviation or term.name for term in real.glossary()]
    assert shown == sorted(shown, key=alphabetical)


def test_units_of_one_name_stand_in_the_order_of_time(real):
    groups = [above for above, _ in real.former_units() if above and above.full_name == "Quận Hồng Bàng"]
    assert ids(groups) == ["quan-hong-bang-hai-phong-2024", "quan-hong-bang-hai-phong-2025"]
    named = [unit for unit in real.all(Unit) if unit in groups]
    assert named == groups


def test_no_number_of_records_reads_as_one_of_units(view):
    page = str(view.page("dia-ban/index.md").render("unit_index"))
    assert re.findall(r"<summary>[^<]*&#40;\d+&#41;|<summary>[^<]*\(\d+\)</summary>", page) == []


@pytest.mark.parametrize("template", ["event_index", "home"])
def test_what_has_no_year_is_not_among_the_newest(template):
    records = (
        made(Unit, "phuong"),
        made(Source, "bai"),
        made(EventKind, "ngay-hoi"),
        made(Theme, "linh-vuc"),
        made(Model, "m"),
    )
    undated = made(Event, "khong-ro", title="Không rõ", date="XXXX-09-27")
    dated = made(Event, "ro", title="Rõ năm")
    page = str(View(door(*records, undated, dated)).page("index.md").render(template))
    assert "Rõ năm" in page and ">Không rõ<" not in page
    page = str(View(door(*records, undated)).page("index.md").render(template))
    assert "Mới nhất" not in page and "Sự kiện gần đây" not in page
