"""Ways through a record: every value at its place, and every link, however deep."""

from macros.records import Event, Model
from macros.records.figure import Figure
from macros.records.parts import Account, Disagreement, Passage
from macros.records.walk import Reference, Value, references, references_in, statements, values
from tests.by_hand import made

EVENT = {
    "title": "Lễ",
    "kind": "ngay-hoi",
    "date": "2024-05-01",
    "unit": "phuong",
    "models": ["a", "b"],
    "content": [{"text": "Một."}, {"text": "Hai.", "source": ["x", "y"]}],
    "disagreements": [{"about": "Số", "accounts": [{"says": "1", "source": "x"}, {"says": "2", "source": "y"}]}],
    "sources": ["x", "y"],
}


def test_every_value_stands_at_its_place_a_part_before_what_is_in_it():
    found = [one for one in values(made(Event, "le", **EVENT)) if one.place[0] in ("models", "content", "unit")]
    assert [(one.place, one.field.name, type(one.holder), one.value if isinstance(one.value, str) else type(one.value)) for one in found] == [
        (("unit",), "unit", Event, "phuong"),
        (("models", 0), "models", Event, "a"),
        (("models", 1), "models", Event, "b"),
        (("content", 0), "content", Event, Passage),
        (("content", 0, "text"), "text", Passage, "Một."),
        (("content", 1), "content", Event, Passage),
        (("content", 1, "text"), "text", Passage, "Hai."),
        (("content", 1, "source", 0), "source", Passage, "x"),
        (("content", 1, "source", 1), "source", Passage, "y"),
    ]  # fmt: skip
    assert isinstance(found[0], Value)


def test_a_value_that_is_not_there_has_a_place_too():
    place = next(one.place for one in values(made(Event, "le")) if one.field.name == "note")
    assert place == ("note",)


def test_values_within_parts_within_parts_are_found():
    found = {one.place: one for one in values(made(Event, "le", **EVENT))}
    assert isinstance(found["disagreements", 0].value, Disagreement)
    assert found["disagreements", 0, "accounts", 1, "says"].value == "2"
    assert isinstance(found["disagreements", 0, "accounts", 1, "says"].holder, Account)


def test_statements_are_those_that_can_name_their_source():
    event = made(Event, "le", **EVENT, figures=[{"label": "Số", "value": 1}])
    found = [(place, type(statement)) for place, statement in statements(event)]
    assert found == [(("content", 0), Passage), (("content", 1), Passage), (("figures", 0), Figure)]


LINKS = {
    (("kind",), "event-kinds", "ngay-hoi"),
    (("unit",), "units", "phuong"),
    (("models", 0), "models", "a"),
    (("models", 1), "models", "b"),
    (("content", 1, "source", 0), "sources", "x"),
    (("content", 1, "source", 1), "sources", "y"),
    (("disagreements", 0, "accounts", 0, "source", 0), "sources", "x"),
    (("disagreements", 0, "accounts", 1, "source", 0), "sources", "y"),
    (("sources", 0), "sources", "x"),
    (("sources", 1), "sources", "y"),
}


def test_every_link_is_found_with_the_folder_that_it_leads_to():
    found = list(references(made(Event, "le", **EVENT)))
    assert set(found) == LINKS and len(found) == len(LINKS)
    assert all(isinstance(link, Reference) for link in found)


def test_the_same_links_are_found_in_what_cannot_be_read():
    broken = EVENT | {"date": "hôm qua", "khong-co": "x", "time": 25, "organisers": 5, "documents": None}
    written = {(place, folder, target) for place, folder, target in references_in(Event, broken)}
    # A single account's source may be written without a list; then it stands at its field.
    short = {(place[:-1], *rest) if place[:1] == ("disagreements",) else (place, *rest) for place, *rest in LINKS}
    assert written == short


def test_what_is_no_link_is_passed_over_in_what_cannot_be_read():
    written = {"themes": ["a", 5, None, ["b"]], "units": {"c": "d"}, "contact": "e", "points": ["f", {"unit": "g"}]}
    assert list(references_in(Model, written)) == [
        (("themes", 0), "themes", "a"),
        (("points", 1, "unit"), "units", "g"),
    ]
