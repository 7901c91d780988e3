"""What the finder answers, on records made for the question."""

from datetime import date

import pytest

from macros.records import Document, Event, EventKind, Model, Organisation, Result, Source, Term, Theme, Unit
from tests.by_hand import door, ids, made


@pytest.mark.parametrize(
    ("when", "is_past"),
    [
        ({"date": "2025-08-31"}, True),
        ({"date": "2025-09-01"}, False),
        ({"date": "2025-08-31", "end": "2025-09-01"}, False),
        ({"date": "2025-08-30", "end": "2025-08-31"}, True),
        ({"date": "2025-09"}, False),
        ({"date": "2025-08"}, True),
        ({"date": "2025"}, False),
        ({"date": "XXXX-12-31"}, True),
    ],
)
def test_an_event_is_past_from_the_day_after_its_last(when, is_past):
    event = made(Event, "le", **when)
    find = door(event, day=date(2025, 9, 1))
    assert find.is_past(event) is is_past
    assert ids(find.past([event])) == (["le"] if is_past else [])
    assert ids(find.coming([event])) == ([] if is_past else ["le"])


def test_every_kind_that_can_link_to_a_source_stands_on_its_page():
    source, other = made(Source, "bai"), made(Source, "khac")
    resting = [
        made(Model, "m", sources="khac", steps=[{"text": "Họp.", "source": "bai"}]),
        made(Event, "e"),
        made(Unit, "u", sources="khac", area={"km2": 1, "source": "bai"}),
        made(Organisation, "o"),
        made(Result, "r"),
        made(Document, "d"),
        made(Term, "t", sources="bai"),
    ]
    find = door(source, other, made(Theme, "linh-vuc"), made(EventKind, "ngay-hoi"), *resting)
    assert find.resting_on(source) == [(type(record), [record]) for record in resting]
    assert [kind for kind, _ in find.resting_on(other)] == [Model, Unit]


def test_every_kind_that_can_link_to_a_document_stands_on_its_page():
    law = made(Document, "luat")
    resting = [
        made(Model, "m", documents=["luat"]),
        made(Event, "e", documents=["luat"]),
        made(Unit, "u", abolished={"date": "2025-07-01", "documents": ["luat"], "verification": "law_text", "sources": "bai"}),
        made(Result, "r", documents=["luat"]),
    ]  # fmt: skip
    assert door(law, *resting).resting_on(law) == [(type(record), [record]) for record in resting]


def test_the_busiest_units_are_those_with_the_most_by_name():
    units = [made(Unit, "a", name="An"), made(Unit, "b", name="Bình"), made(Unit, "c", name="Chi")]
    models = [made(Model, f"m{n}", units=["c"]) for n in range(3)]
    events = [made(Event, f"e{n}", unit="b") for n in range(2)]
    find = door(*units, *models, *events, made(Event, "e", unit="a"))
    assert ids(find.busiest_units(2)) == ["b", "c"]
    assert ids(find.busiest_units(1)) == ["c"]
    assert ids(find.busiest_units(9)) == ["a", "b", "c"]


def test_what_former_units_on_their_ground_had_makes_units_of_today_busy():
    old = made(Unit, "cu", name="Cũ", end="2025-06-30")
    new = made(Unit, "moi", name="Mới", formed_from=[
        {"unit": "cu", "date": "2025-07-01", "share": "whole", "verification": "law_text", "sources": "bai"}])  # fmt: skip
    other = made(Unit, "khac", name="Khác")
    find = door(old, new, other, made(Model, "m", units=["cu"]), made(Event, "e", unit="cu"), made(Event, "f", unit="khac"))
    assert ids(find.busiest_units(1)) == ["moi"]
    assert find.content_of_today() == {"moi": (1, 1), "khac": (0, 1)}
