"""A festival that every ward tells of in a record of its own is told once, with its places; nothing else is taken for one."""

from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest
from icalendar import Calendar

from macros.addresses.address import Address
from macros.addresses.moves import moves
from macros.addresses.occasions import page_of_occasion
from macros.addresses.published import FILE, Published
from macros.catalogue.occasions import Occasion
from macros.exports.calendar_file import calendars
from macros.exports.entries import as_read, event_uuid, revision_of
from macros.exports.feed import feeds
from macros.pages.listing import pages
from macros.pages.macros import MACROS, event_list
from macros.pages.view import View
from macros.records import Event, EventKind, Model, Source, Theme, Unit
from tests.by_hand import door, made
from tests.conftest import by_path

FESTIVAL = made(EventKind, "ngay-hoi", told_as_one=True)
PROVINCE = made(Unit, "tinh", kind="province", name="Mẫu")
DISTRICT = made(Unit, "huyen", kind="rural_district", name="Đông", parent="tinh")
NAME = "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2024"
TITLES = ("{} {}", "{} tại {}", "{}, {}", "{} {}, huyện Đông", "{} của {}")


def ward(number, **more):
    kind = "ward" if number % 2 else "commune"
    return made(Unit, f"u{number}", kind=kind, name=f"An Ninh {number}", parent="huyen", **more)


def festival(number, **more):
    unit = ward(number)
    title = TITLES[number % len(TITLES)].format(NAME, f"{unit.kind.label.lower()} {unit.name}")
    return made(Event, f"e{number}", **({"title": title, "date": "2024-08-19", "unit": unit.id} | more))


def told(*events, numbers=(1, 2), kind=FESTIVAL):
    return door(PROVINCE, DISTRICT, kind, made(Source, "bai"), made(Theme, "linh-vuc"), *map(ward, numbers), *events)


@pytest.fixture(scope="module")
def whole():
    last_year = made(Event, "truoc", title=f"{NAME} xã An Ninh 0", date="2023-08-19", unit="u0", themes=["linh-vuc"])
    festivals = (festival(number, themes=["linh-vuc"]) for number in range(114))
    return told(*festivals, last_year, numbers=range(114))


def test_114_records_are_one_thing_with_114_places(whole):
    (occasion,) = whole.occasions()
    assert (occasion.title, len(occasion.events)) == (NAME, 114)
    assert occasion.where == "Huyện Đông: 114 phường, xã"
    once = whole.told_once(whole.events())
    assert [type(one) for one in once] == [Occasion, Event]
    assert [month.count for month in whole.months[2024]] == [1]
    assert (whole.count_once("events"), whole.count_once(Unit), whole.count(Event)) == (2, 116, 115)


def test_every_list_tells_it_once_and_its_page_leads_to_each(whole):
    view = View(whole)
    (occasion,) = whole.occasions()
    there = page_of_occasion(occasion)
    made_of = ((p.address, MACROS[p.macro](view.page(p.address.source), *p.arguments)) for p in pages(whole))
    texts = {address: unescape(text) for address, text in made_of}
    assert all(f'href="../../e{number}/"' in texts[there] for number in range(114))
    lists = [texts[Address(path)] for path in ("nam/2024/", "linh-vuc/linh-vuc/", "dia-ban/tinh/", "dia-ban/huyen/")]
    lists += [unescape(view.page("x/index.md").render(name)) for name in ("home", "event_index", "archive")]
    for text in lists:
        assert text.count(f">{NAME}</a>") == 1 and "Huyện Đông: 114 phường, xã" in text
        assert text.count(f">{NAME} ") <= 1  # that of the year before
    assert f">{NAME} phường An Ninh 5" in texts[Address("dia-ban/u5/")]
    assert there.seen_from(Address("su-kien/e1/")) in texts[Address("su-kien/e1/")]


def test_what_pages_tell_beside_other_things_is_told_once_too():
    model, other = (
        made(Model, "m", units=["u1"]),
        made(Event, "hop", title="Họp", date="2024-09-01", unit="u1", models=["m"]),
    )
    find = told(*(festival(n, models=["m"]) for n in range(1, 7)), other, model, numbers=range(1, 7))
    (occasion,) = find.occasions()
    assert [one for _, _, one in find.story(model)] == [occasion, other]
    assert find.related_events(other) == [occasion]
    assert find.related_events(occasion.events[0]) == [other]
    listed = unescape(event_list(View(find).page("x.md"), limit=2))
    assert listed.count("<li") == 2 and f">{NAME}</a>" in listed


def test_a_ward_that_was_several_counts_it_once_and_of_some_events_only_these():
    change = {"date": "2025-07-01", "share": "whole", "verification": "law_text", "sources": "bai"}
    now = made(
        Unit,
        "nay",
        name="Nay",
        parent="tinh",
        start="2025-07-01",
        formed_from=[change | {"unit": f"u{n}"} for n in (1, 2)],
    )
    before = [ward(n, end="2025-06-30") for n in (1, 2, 3)]
    events = [festival(n, themes=["linh-vuc"] if n == 3 else []) for n in (1, 2, 3)]
    find = told(*events, *before, now, numbers=())
    assert len(find.occasions()) == 1
    assert find.content_of_today() == {"nay": (0, 1)}
    assert find.content_of_today(events=find.events(theme="linh-vuc")) == {}
    assert find.held_below(find.get(Unit, "huyen")).counts == dict.fromkeys(("u1", "u2", "u3"), (0, 1))
    assert find.held_below(find.get(Unit, "tinh")).counts["nay"] == (0, 1)


def test_feeds_and_calendars_tell_it_once(whole):
    (occasion,) = whole.occasions()
    fed, dated = by_path(feeds(whole)), by_path(calendars(whole))
    for name in ("su-kien.xml", "dia-ban/tinh/su-kien.xml", "linh-vuc/linh-vuc/su-kien.xml"):
        assert fed[name].count("<entry>") == 2 and f"<title>{NAME}</title>" in fed[name]
    for name in ("su-kien.ics", "dia-ban/tinh/su-kien.ics", "linh-vuc/linh-vuc/su-kien.ics"):
        entries = [e for e in Calendar.from_ical(dated[name]).walk("VEVENT") if e["summary"] == NAME]
        assert [str(entry["location"]) for entry in entries] == [occasion.where]
    assert fed["dia-ban/u5/su-kien.xml"].count(f"<title>{NAME} phường An Ninh 5</title>") == 1


def test_its_entry_is_known_again_by_all_that_it_is_made_of(whole):
    def known(one, **other):
        return as_read(SimpleNamespace(digest=lambda event: other.get(event.id, event.id.encode())), one)

    (one,) = whole.occasions()
    last = one.events[-1].id
    others = [replace(one, title="Khác"), replace(one, where="Khác"), replace(one, events=one.events[:-1])]
    assert len({known(one), known(one, **{last: b"changed"}), *map(known, others)}) == 5
    assert known(one) == known(replace(one)) and not known(one, **{last: b""})


def test_the_place_in_the_files_does_not_matter(whole):
    (occasion,) = whole.occasions()
    turned = told(*(festival(number) for number in reversed(range(114))), numbers=reversed(range(114)))
    assert [one.key for one in turned.occasions()] == [occasion.key]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc phường An Ninh 2"},
        {"title": f"{NAME} phường An Ninh"},
        {"title": f"Sơ kết {NAME} xã An Ninh 2"},
        {"date": "2024-08-20"},
        {"date": "2024-08"},
        {"end": "2024-08-20"},
        {"status": "cancelled"},
        {"status": "postponed"},
        {"units": ["u1"]},
        {"unit": "u1", "title": f"{NAME} phường An Ninh 1"},
        {"unit": "huyen", "title": f"{NAME} huyện Đông"},
        {"kind": "khac"},
    ],
    ids=str,
)
def test_what_differs_in_anything_stays_another_event(other):
    find = told(festival(1), festival(2, **other), made(EventKind, "khac", told_as_one=True))
    assert find.occasions() == [] and len(find.told_once(find.events())) == 2


def test_two_levels_on_one_day_are_two_things():
    west = made(Unit, "tay", kind="rural_district", name="Tây", parent="tinh")
    of_districts = [festival(n, unit=u, title=f"{NAME} {t}") for n, u, t in ((3, "huyen", "huyện Đông"), (4, "tay", "huyện Tây"))]  # fmt: skip
    find = told(festival(1), festival(2), *of_districts, west)
    assert sorted(one.where for one in find.occasions()) == ["Huyện Đông: 2 phường, xã", "Tỉnh Mẫu: 2 huyện"]
    assert len(find.told_once(find.events())) == 2


@pytest.mark.parametrize("title", ["{0} ({1})", "{1}: {0}", "{0} - {1}", "{0} [tại {1}]", "{0} (do {1}, huyện Đông)"])
def test_what_is_left_of_a_title_is_one_by_itself(title):
    names = "phường An Ninh 1", "xã An Ninh 2"
    (occasion,) = told(*(festival(n, title=title.format(NAME, name)) for n, name in enumerate(names, 1))).occasions()
    assert occasion.title == NAME


def test_it_is_made_once_however_many_records_there_are(whole):
    (occasion,) = whole.occasions()
    assert whole.told_once(whole.events())[0] is occasion


def test_programs_take_a_further_record_for_news_of_the_same():
    two, three = told(festival(1), festival(2)), told(festival(1), festival(2), festival(3), numbers=(1, 2, 3))
    (before,), (after,) = two.occasions(), three.occasions()
    assert event_uuid(two, before) == event_uuid(three, after)
    assert revision_of(two, before).number < revision_of(three, after).number


def test_an_address_leads_on_when_its_records_are_fewer_or_say_something_else(tmp_path):
    (occasion,) = told(festival(1), festival(2)).occasions()
    here, further = page_of_occasion(occasion).rooted, page_of_occasion(occasion, 2).rooted
    (tmp_path / FILE).write_text(f"{here}\n{further}\n/su-kien/cung-ngay/1999-x-00000/\n", encoding="utf-8")

    def leads(*events):
        return {old: move.to for old, move in moves(told(*events), Published(tmp_path)).items()}

    assert leads(festival(1), festival(2)) == {further: here}
    assert leads(festival(1), festival(2, date="2024-08-20")) == dict.fromkeys((here, further), "/nam/2024/")


def test_kinds_that_do_not_say_so_are_never_one():
    meeting = made(EventKind, "ngay-hoi")
    assert told(festival(1), festival(2), kind=meeting).occasions() == []


def test_days_that_are_not_known_are_not_the_same():
    assert told(*(festival(number, date="2024-08") for number in (1, 2))).occasions() == []
    assert told(*(festival(number, date="XXXX-08-19") for number in (1, 2))).occasions() == []
