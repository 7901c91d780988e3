"""What is told to the search of a record."""

from macros.records import Event, EventKind, Unit
from macros.search.findable import documents
from tests.by_hand import door, made


def test_what_is_no_more_or_was_cancelled_counts_as_former():
    events = [made(Event, status, status=status) for status in ("as_planned", "postponed", "cancelled")]
    units = [made(Unit, "phuong"), made(Unit, "phuong-cu", end="2025-06-30")]
    find = door(*events, *units, made(EventKind, "ngay-hoi"))
    told = {document.url.rstrip("/").rsplit("/", 1)[-1]: document.former for document in documents(find)}
    assert told == {"as_planned": False, "postponed": False, "cancelled": True, "phuong": False, "#muc-phuong-cu": True}


def test_a_former_unit_of_which_nothing_is_known_today_says_nothing_of_it():
    lost = made(Unit, "phuong-cu", end="2025-06-30")
    (document,) = documents(door(lost))
    assert document.summary == ""
