"""What the finder answers, on records made for the question."""

from datetime import date

import pytest

from macros.records import Document, Event, EventKind, Model, Organisation, Result, Source, Term, Theme, Unit
from macros.records.figure import rivals
from macros.records.source import newest_published_first
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
    find = door(
        old, new, other, made(Model, "m", units=["cu"]), made(Event, "e", unit="cu"), made(Event, "f", unit="khac")
    )
    assert ids(find.busiest_units(1)) == ["moi"]
    assert find.content_of_today() == {"moi": (1, 1), "khac": (0, 1)}


# Events


def test_events_by_what_is_wanted_of_them_newest_first():
    events = [
        made(Event, "a", date="2023", themes=["t"], organisers=["o"]),
        made(Event, "b", date="2024", models=["m"], kind="le"),
        made(Event, "c", date="2025", unit="khac", themes=["t", "s"]),
        made(Event, "d", date="XXXX-01-01"),
    ]
    units = [made(Unit, "phuong", parent="quan"), made(Unit, "khac"), made(Unit, "quan", kind="urban_district")]
    find = door(*events, *units, made(Model, "m", themes=["s"]), made(Theme, "t"), made(Theme, "s"))
    assert ids(find.events()) == ["c", "b", "a", "d"]
    for wanted, found in {
        ("theme", "t"): "ca", ("theme", "s"): "cb", ("kind", "le"): "b", ("year", 2023): "a", ("model", "m"): "b", ("organiser", "o"): "a",
        ("unit", "phuong"): "bad", ("unit", "quan"): "bad", ("unit", "khac"): "c", ("theme", "x"): "",
    }.items():  # fmt: skip
        assert ids(find.events(**dict([wanted]))) == list(found), wanted
    assert ids(find.events(theme="s", unit="khac")) == ["c"]
    assert ids(find.events(theme="t", year=2023)) == ["a"] and find.events(theme="s", year=2023) == []
    assert ids(find.events(theme=None, year=None)) == ["c", "b", "a", "d"]
    assert find.themes_of(events[1]) == ["s"] and find.themes_of(events[2]) == ["t", "s"]
    assert find.years == [2025, 2024, 2023]


def test_events_to_come_stand_with_the_next_first():
    events = [
        made(Event, name, date=date)
        for name, date in (("c", "2030-02"), ("b", "2030-01"), ("a", "2030-02"), ("d", "2020"))
    ]
    find = door(*events)
    assert ids(find.coming(events)) == ["b", "a", "c"]
    assert list(find.months) == [2030, 2020]


def test_related_events_are_the_latest_of_the_same_unit_or_models():
    events = [made(Event, f"e{n}", date=f"20{10 + n}") for n in range(6)]
    events += [made(Event, "m", date="2024", unit="khac", models=["x"]), made(Event, "n", date="2025", unit="xa")]
    event = made(Event, "le", date="2024", models=["x"])
    find = door(event, *events, made(Model, "x"), made(Unit, "phuong"))
    assert ids(find.related_events(event)) == ["m", "e5", "e4", "e3"]
    assert ids(find.related_events(event, limit=2)) == ["m", "e5"]
    same_day = [made(Event, name, date="2024") for name in "ab"]
    assert ids(
        door(event.model_copy(update={"models": []}), *same_day).related_events(event.model_copy(update={"models": []}))
    ) == ["a", "b"]


# Models


def test_models_by_what_is_wanted_newest_first_and_undated_by_name():
    models = [
        made(Model, "a", name="B", themes=["t"]),
        made(Model, "b", name="A", units=["khac"], themes=["t", "s"]),
        made(Model, "c", since=2023),
        made(Model, "d", life=[{"stage": "launched", "date": "2024"}], points=[{"unit": "khac"}]),
    ]
    find = door(*models, made(Unit, "phuong"), made(Unit, "khac"), made(Theme, "t"))
    assert ids(find.models()) == ["d", "c", "b", "a"]
    assert ids(find.models(theme="t")) == ["b", "a"] and ids(find.models(theme="s")) == ["b"]
    assert ids(find.models(year=2024)) == ["d"] and ids(find.models(year=2023)) == ["c"]
    assert ids(find.models(unit="khac")) == ["d", "b"] and ids(find.models(unit="phuong", theme="t")) == ["a"]
    assert ids(find.models_of(find.get(Unit, "khac"))) == ["d", "b"] and ids(find.models_of(find.get(Theme, "t"))) == [
        "b",
        "a",
    ]


def test_what_no_source_calls_a_model_is_none_nor_what_is_only_planned():
    ward = made(Unit, "phuong")
    models = (
        made(Model, "m"),
        made(Model, "to", called="tổ"),
        made(Model, "mai", life=[{"stage": "planned", "date": "2024"}]),
    )
    find = door(ward, *models)
    assert (find.count(Model), ids(find.models())) == (1, ["m", "mai", "to"])
    assert find.units_with_own_content() == [(ward, 1, 0)]
    assert find.content_of_today() == {"phuong": (1, 0)}
    assert find.uncounted(find.models()) == [("mô hình mới dự kiến thực hiện", 1), ("tổ (theo cách gọi của nguồn)", 1)]


@pytest.mark.parametrize(
    ("fields", "planned"),
    [
        ({}, False),
        ({"life": [{"stage": "planned"}]}, True),
        ({"life": [{"stage": "planned"}], "since": "2024"}, False),
        ({"life": [{"stage": "planned"}, {"stage": "launched"}]}, False),
    ],
)
def test_a_model_is_planned_as_long_as_nothing_else_is_known(fields, planned):
    assert made(Model, "m", **fields).is_planned is planned


def test_what_has_no_year_is_found():
    find = door(
        made(Event, "e"),
        made(Event, "f", date="XXXX-09-27"),
        made(Model, "m"),
        made(Model, "n", since="XXXX-01-01"),
        made(Model, "o", since="2023~"),
    )
    assert (ids(find.undated_events()), ids(find.undated_models())) == (["f"], ["n", "m"])


def test_the_fullest_models_are_those_that_can_be_copied_with_the_most_fields():
    models = [
        made(Model, "a", steps=["x"]),
        made(Model, "b", steps=["x"], cost="x", meetings="y"),
        made(Model, "c", steps=["x"], since=2024),
        made(Model, "d", steps=["x"], since=2025),
        made(Model, "e", since=2025, cost="x", meetings="y", conditions="z"),
    ]
    assert ids(door(*models).fullest_models(3)) == ["b", "d", "c"]
    assert ids(door(models[-1]).fullest_models(3)) == []


def test_related_models_are_of_the_same_themes_those_of_the_same_units_first():
    model = made(Model, "m", themes=["t", "s"], units=["a", "b"])
    others = [
        made(Model, "x", themes=["t"], units=["c"], since=2025),
        made(Model, "y", themes=["s"], units=["a"]),
        made(Model, "z", themes=["t"], units=["b", "a"]),
        made(Model, "w", themes=["khac"], units=["a"]),
    ]
    find = door(model, *others)
    assert ids(find.related_models(model)) == ["z", "y", "x"]
    assert ids(find.related_models(model, limit=1)) == ["z"]
    many = [made(Model, f"n{n}", themes=["t"]) for n in range(9)]
    assert len(door(model, *many).related_models(model)) == 4


def test_the_story_of_a_model_is_told_by_date_and_no_event_twice():
    model = made(
        Model, "m",
        life=[{"stage": "launched", "date": "2023", "event": "e"}, {"stage": "replicated"}, {"stage": "removed", "date": "XXXX-01-02"}],
        recognition=[{"level": "ward", "text": "Tốt.", "period": "2022"}],
    )  # fmt: skip
    events = [made(Event, "e", date="2023", models=["m"]), made(Event, "f", date="2024", models=["m"])]
    told = door(model, *events).story(model)
    assert [(what, date and str(date)) for what, date, _ in told] == [
        ("recognition", "2022"), ("step", "2023"), ("event", "2024"), ("step", None), ("step", "XXXX-01-02")]  # fmt: skip
    assert [one for *_, one in told] == [model.recognition[0], model.life[0], events[1], model.life[1], model.life[2]]


def test_a_year_alone_stands_at_its_year_behind_what_began_it():
    def told(*steps, **more):
        model = made(Model, "m", life=[{"stage": stage, "date": date} for stage, date in steps], **more)
        return [one.stage.value if what == "step" else what for what, _, one in door(model).story(model)]

    assert told(("replicated", "2024"), ("launched", "2024-01")) == ["launched", "replicated"]
    assert told(("interim_review", "2024-05"), ("launched", "2024")) == ["launched", "interim_review"]
    assert told(("launched", "2024"), ("planned", "2024-03"), ("interim_review", "2024-05")) == [
        "planned", "launched", "interim_review",
    ]  # fmt: skip
    assert told(("renamed", "2019"), ("launched", "2006"), ("removed", "2018-12-31")) == [
        "launched",
        "removed",
        "renamed",
    ]
    assert told(("paused", "2020-03"), ("launched", "2020-03"), ("resumed", "2020")) == [
        "launched",
        "paused",
        "resumed",
    ]
    recognised = [{"level": "ward", "text": "Tốt.", "period": "2024"}]
    assert told(("launched", "2024-11"), ("launched", None), recognition=recognised) == [
        "launched",
        "recognition",
        "launched",
    ]


def test_models_that_follow_one_another_are_linked_both_ways():
    old = made(Model, "old", life=[{"stage": "replaced", "date": "2019", "became": "new"}])
    new = made(Model, "new", life=[{"stage": "launched", "date": "2020"}])
    copy = made(Model, "copy", life=[{"stage": "replicated", "date": "2021", "came_from": "new"}])
    both = made(Model, "both", life=[{"stage": "merged", "date": "2022", "came_from": ["new", "copy"]}])
    find = door(old, new, copy, both)
    assert (ids(find.before(old)), ids(find.after(old))) == ([], ["new"])
    assert (ids(find.before(new)), ids(find.after(new))) == (["old"], ["both"])  # one that copies it doesn't follow it
    assert (ids(find.before(both)), ids(find.after(both))) == (["new", "copy"], [])
    told = [(what, str(when)) for what, when, _ in find.story(new)]
    assert told == [("before", "2019"), ("step", "2020"), ("after", "2021"), ("after", "2022")]


def test_what_both_models_tell_is_told_once_on_each():
    old = made(Model, "old", life=[{"stage": "replaced", "date": "2019", "became": "new"}])
    new = made(Model, "new", life=[{"stage": "replaced", "date": "2019", "came_from": "old"}])
    find = door(old, new)
    for model in (old, new):
        assert [what for what, *_ in find.story(model)] == ["step"]
    assert (ids(find.after(old)), ids(find.before(new))) == (["new"], ["old"])
    assert (find.standing(old), find.standing(new)) == ("Đã được thay thế", "")


def test_that_a_model_ended_is_known_from_either_record():
    old, gone = made(Model, "old"), made(Model, "gone", life=[{"stage": "removed"}])
    new = made(Model, "new", life=[{"stage": "merged", "came_from": ["old", "gone"]}])
    find = door(old, gone, new, made(Model, "copy", life=[{"stage": "replicated", "came_from": "new"}]))
    assert [find.standing(model) for model in (old, gone, new)] == ["Đã hợp nhất", "Đã thanh loại", ""]
    assert find.standings() == [("Đã hợp nhất", 1), ("Đã thanh loại", 1)]


def test_an_event_in_many_places_is_one_thing_that_says_how_many():
    units = [made(Unit, "tinh", kind="province", name="Mẫu"), made(Unit, "b", name="B", parent="tinh")]
    units += [made(Unit, name, kind="commune", name=name.upper(), parent="tinh") for name in ("d", "c")]
    units += [made(Unit, "khac", kind="rural_district", name="Khác")]

    def event(**fields):
        return made(Event, "e", **{"unit": "tinh", "units": ["d", "b", "c"]} | fields)

    def counted(**session):
        return event(sessions=[{"value": 76, "measure": "xã"} | session])

    whole = event()
    find = door(whole, *units)
    assert find.where(whole) == "Tỉnh Mẫu: 3 xã, phường" and ids(find.places(whole)) == ["b", "c", "d"]
    beside = event(units=["d", "khac"])
    assert find.where(beside) == "Tỉnh Mẫu và 2 xã, huyện khác"
    assert ids(find.places(beside)) == ["khac", "tinh", "d"]
    assert find.where(counted()) == find.where(counted(units=["c"])) == "Tỉnh Mẫu: 76 xã"
    assert find.where(counted(precision="over", measure="xã, phường")) == "Tỉnh Mẫu: hơn 76 xã, phường"
    assert find.where(event(units=[], sessions=[{"name": "Lễ"}])) == "Tỉnh Mẫu"
    for other in ({"measure": "lớp"}, {"online": True}, {"precision": "at_least"}, {"to": 80}, {"value": 2}):
        assert find.where(counted(**other)) == "Tỉnh Mẫu: 3 xã, phường"


def test_an_event_of_several_units_stands_with_each_and_its_figures_with_its_own():
    units = [made(Unit, name, name=name) for name in "abc"]
    event = made(Event, "e", unit="a", units="b", sessions=[{"units": "c"}], figures=[{"label": "Lớp", "value": 9}])
    find = door(event, *units)
    assert all(ids(find.events_in(unit)) == ids(find.events(unit=unit.id)) == ["e"] for unit in units)
    assert [ids(find.events_with_figures(unit)) for unit in units] == [["e"], [], []]
    assert find.where(event) == "Phường a và 2 phường khác" and find.where(made(Event, "f", unit="b")) == "Phường b"


def test_places_below_the_commune_stand_with_their_unit_once_each():
    def runs(name, *points):
        return made(Model, name, points=[{"unit": unit, "kind": "thon", "name": place} for unit, place in points])

    find = door(runs("a", ("u", "Đoài"), ("v", "Đoài"), ("u", "10")), runs("b", ("u", "đoài"), ("u", "Đoải"), ("u", "2")),
                made(Model, "c", points=[{"unit": "u", "kind": "thon"}, {"unit": "u"}]),
                made(Unit, "u"), made(Unit, "v"))  # fmt: skip
    spots = find.spots(find.get(Unit, "u"))
    assert [(spot.name, spot.mark, ids(spot.models)) for spot in spots] == [
        ("Thôn 2", "thon-2", ["b"]), ("Thôn 10", "thon-10", ["a"]),
        ("Thôn đoài", "thon-doai", ["b", "a"]), ("Thôn Đoải", "thon-doai-2", ["b"]),
    ]  # fmt: skip
    assert find.spots_by_kind() == [("Thôn", 5)]  # Thôn Đoài of two wards is two, of two models one
    assert (
        find.spot(find.get(Model, "a").points[1]).unit.id == "v" and find.spot(find.get(Model, "c").points[0]) is None
    )


def test_a_family_is_a_tree_while_it_is_small_and_only_counted_when_it_is_large():
    def follows(name, first, **more):
        return made(Model, name, follows={"model": first}, **more)

    find = door(made(Model, "a"), follows("b", "a", since="2024"), follows("c", "a", since="2023"), follows("d", "b"),
                follows("vong", "tron"), follows("tron", "vong"), follows("duoi", "tron"), made(Model, "rieng"),
                made(Model, "n-0"), *(follows(f"n-{n}", f"n-{n - 1}") for n in range(1, 900)))  # fmt: skip

    def family(name):
        return find.family(find.get(Model, name))

    assert all(family(name) == family("a") for name in "bcd") and family("rieng") is None
    assert (family("d").first.id, family("d").count, ids(family("d").tree.models)) == ("a", 4, ["a", "c", "b", "d"])
    assert sorted(ids(family("duoi").tree.models)) == ["duoi", "tron", "vong"]  # a circle, as a form may hold it
    assert (family("n-899").first.id, family("n-0").count, family("n-450").tree) == ("n-0", 900, None)
    assert ids(find.followers(find.get(Model, "n-7"))) == ["n-8"]


# Results, figures, sources


def test_years_are_those_of_events_and_results():
    events = made(Event, "e", date="2020"), made(Event, "f", date="XXXX-01-01")
    assert door(*events, made(Result, "r", year=2018), made(Model, "m", since=2022)).years == [2020, 2018]


def test_results_by_unit_and_year_newest_first():
    units = [made(Unit, "a"), made(Unit, "b")]
    results = [made(Result, f"{unit}{year}", unit=unit, year=year) for year in (2022, 2024, 2023) for unit in "ab"]
    find = door(*units, *results)
    assert ids(find.results(units[0])) == ["a2024", "a2023", "a2022"]
    assert ids(find.results(year=2023)) == ["a2023", "b2023"]
    assert ids(find.results(units[1], 2022)) == ["b2022"]
    assert [result.year for result in find.results()] == [2024, 2024, 2023, 2023, 2022, 2022]


def test_the_latest_figures_are_plain_ones_of_the_latest_year_that_has_any():
    def result(name, year, *figures):
        return made(
            Result, name, year=year, figures=[{"label": f"Số {n}"} | figure for n, figure in enumerate(figures)]
        )

    explained, in_words, plain = {"value": 1, "note": "Khác."}, {"as_written": "nhiều"}, {"value": 0}
    results = [
        result("a", 2025, explained, in_words),
        result("b", 2024, explained, *[plain] * 3),
        result("c", 2024, plain),
        result("d", 2023, plain),
    ]
    told = door(*results).latest_figures(2)
    assert [(one.id, len(figures)) for one, figures in told] == [("b", 2), ("c", 1)]
    assert all(figure.value == 0 for _, figures in told for figure in figures)


def test_awards_are_told_with_who_tells_of_them():
    award = {"by": "UBND", "form": "giấy khen", "collectives": 1}
    records = [made(Event, "e", awards=[award]), made(Event, "f"), made(Result, "r", awards=[award, award])]
    assert [(one.id, len(awards)) for one, awards in door(*records).awards()] == [("e", 1), ("r", 2)]


def test_rivals_are_figures_of_one_subject_that_differ():
    model = made(
        Model,
        "m",
        figures=[
            {"label": label, "value": value} for label, value in (("A", 1), ("a", 2), ("B", 1), ("b", 1), ("C", 3))
        ],
    )
    assert [[int(figure.value) for figure in group] for group in rivals(model.figures)] == [[1, 2]]


def test_sources_come_newest_first_and_the_undated_last():
    sources = [made(Source, "a"), made(Source, "b", published="2023"), made(Source, "c", published="2024-05")]
    assert ids(newest_published_first(sources)) == ["c", "b", "a"]


# Records


def test_records_are_listed_by_name_and_ids_by_letter():
    find = door(
        made(Theme, "a", name="Ớt"),
        made(Theme, "b", name="Đèn"),
        made(Theme, "c", name="An"),
        made(Theme, "d", name="An", draft=True),
    )
    assert ids(find.all(Theme)) == ids(find.all("themes")) == ["c", "d", "b", "a"]
    assert find.ids(Theme) == find.ids("themes") == ["a", "b", "c", "d"]
    assert find.count(Theme) == find.count("themes") == 4 and find.count(Model) == 0
    assert ids(find.published(Theme)) == ["a", "b", "c"]
    assert find.get("themes", "a") == find.get(Theme, "a")
    assert repr(find) == "Finder('data')"
    with pytest.raises(KeyError):
        find.get(Theme, "x")


def test_where_a_record_is_and_who_tells_of_it():
    unit, event, result = made(Unit, "phuong"), made(Event, "e"), made(Result, "r")
    model = made(Model, "m", points=[{"unit": "khac"}])
    other = made(Unit, "khac", parent="phuong")
    find = door(unit, other, event, result, model, made(Organisation, "o", unit="phuong"))
    assert find.located(event) == [unit] and find.located(model) == [unit, other] and find.located(result) == []
    assert find.told_with(unit) == [result] and find.told_with(other) == [] and find.told_with(event) == []
    assert find.holders(result) == [unit] and find.holders(event) == []
    assert find.referring(unit, Unit) == [other] and find.referring(unit, "results") == [result]
    assert find.name(unit) == "Phường Hoa" and find.name(event) == "Sự kiện"
    assert find.events_in(unit) == [event] and find.events_in(other) == []


def test_abbreviations_are_those_of_the_glossary():
    terms = [made(Term, "a", name="an ninh", abbreviation="AN"), made(Term, "b")]
    assert door(*terms).abbreviations == {"AN": "an ninh"}


def test_records_that_link_to_one_come_once_events_newest_first():
    events = [
        made(Event, name, date=date, models=["m", "m"]) for name, date in (("a", "2022"), ("b", "2024"), ("c", "2023"))
    ]
    model = made(Model, "m")
    find = door(model, *events)
    assert ids(find.referring(model, Event)) == ["b", "c", "a"]
    assert find.referring(model, Organisation) == []


# Units


def test_which_units_have_a_page():
    """Those with content, what came from or went into them, and what is above all these."""
    units = [
        made(Unit, "tinh", kind="province"), made(Unit, "tinh-cu", kind="province", end="2025-06-30"),
        made(Unit, "cu", parent="tinh-cu", end="2025-06-30"),
        made(Unit, "nay", parent="tinh", formed_from=[CHANGE | {"unit": "cu"}]),
        made(Unit, "vang", parent="tinh"), made(Unit, "xa", kind="commune", facts=["Có."]), made(Unit, "so", figures=[{"label": "Dân", "value": 1}]),
    ]  # fmt: skip
    find = door(*units, made(Organisation, "o", unit="nay"))
    assert {unit.id for unit in units if find.has_page(unit)} == {"tinh", "tinh-cu", "cu", "nay", "xa", "so"}
    assert {unit.id for unit in units if find.has_content(unit)} == {"nay", "xa", "so"}
    assert (
        find.has_page(made(Event, "e")) and not find.has_page(made(Term, "t")) and not find.has_page(made(Result, "r"))
    )
    assert ids(find.children_with_pages(units[0])) == ["nay"]
    assert ids(find.units_of_today()) == ["nay", "so", "vang", "tinh", "xa"]
    assert [(above and above.id, ids(below)) for above, below in find.former_units()] == [
        (None, ["tinh-cu"]),
        ("tinh-cu", ["cu"]),
    ]


CHANGE = {"date": "2025-07-01", "share": "whole", "verification": "law_text", "sources": "bai"}


def test_what_a_unit_holds_and_what_came_to_it():
    units = [
        made(Unit, "quan", kind="urban_district", end="2025-06-30", abolished={"date": "2025-07-01", "verification": "law_text", "sources": "bai"}),
        made(Unit, "cu", name="Cũ", parent="quan", end="2025-06-30"), made(Unit, "nua", name="Nửa", parent="quan", end="2025-06-30"),
        made(Unit, "nay", name="Nay", formed_from=[CHANGE | {"unit": "cu"}, CHANGE | {"unit": "nua", "share": "part"}]),
        made(Unit, "trong", name="Trong"),
    ]  # fmt: skip
    quan, cu, _, nay, trong = units
    records = [
        made(Model, "m", units=["cu"]),
        made(Event, "e", unit="quan"),
        made(Event, "f", unit="cu"),
        made(Event, "g", unit="nay"),
    ]
    find = door(*units, *records)
    assert [(kin.unit.id, ids(found)) for kin, found in find.inherited_models(nay)] == [("cu", ["m"])]
    assert [(kin.unit.id, ids(found)) for kin, found in find.inherited_events(nay)] == [("cu", ["f"])]
    assert find.districts_before(nay) == [quan] and find.districts_before(trong) == []
    assert [(unit.id, *counts) for unit, *counts in find.units_with_own_content()] == [
        ("cu", 1, 1),
        ("nay", 0, 1),
        ("quan", 0, 1),
    ]
    assert find.content_of_today() == {"nay": (1, 3)}
    assert [(title, ids(found)) for title, found in find.units_by_content()] == [
        ("Có mô hình, sự kiện", ["nay"]), ("Phường chưa có nội dung", ["trong"])]  # fmt: skip
    assert ids(find.below(quan)) == ["cu", "nua"] and find.above(cu) == [quan]
    assert [kin.unit.id for kin in find.successors(cu)] == ["nay"] and find.successors(nay) == []
    assert [kin.unit.id for kin in find.earlier(nay)] == ["cu", "quan", "nua"] and find.earlier(cu) == []


def test_what_is_held_below_a_unit():
    """By the units right below it; of a former one those of its days, of one of today also what came to them. What is planned, or
    not called a model, counts nowhere; what belongs to several is one."""
    gone = {"end": "2025-06-30", "abolished": {"date": "2025-07-01", "verification": "law_text", "sources": "bai"}}
    units = [
        made(Unit, "tp-cu", kind="municipality", end="2025-06-30"), made(Unit, "tp", kind="municipality"),
        made(Unit, "quan", kind="urban_district", parent="tp-cu", **gone), made(Unit, "cu", name="Cũ", parent="quan", end="2025-06-30"),
        made(Unit, "khac", kind="urban_district", parent="tp-cu", **gone),
        made(Unit, "nay", name="Nay", parent="tp", formed_from=[CHANGE | {"unit": "cu", "share": "part"}]),
        made(Unit, "day", name="Đây", parent="tp", formed_from=[CHANGE | {"unit": "cu", "share": "part"}]),
        made(Unit, "dat", name="Đất", parent="tp", formed_from=[CHANGE | {"unit": "cu", "share": "part_area_only"}]),
    ]  # fmt: skip
    records = [
        made(Model, "m", units=["cu"], since="2023"), made(Model, "n", units=["cu", "quan"], since="2024"), made(Model, "o", units=["nay"]),
        made(Model, "p", units=["nay"], life=[{"stage": "planned"}]), made(Model, "q", units=["nay"], called="phong trào"),
        made(Event, "e", unit="quan", date="2024"), made(Event, "f", unit="cu", date="2025"), made(Event, "g", unit="tp-cu"),
    ]  # fmt: skip
    find = door(*units, *records)
    by_id = {unit.id: unit for unit in units}

    def held(unit):
        below = find.held_below(by_id[unit])
        return below.counts, ids(below.models), ids(below.events)

    assert held("tp-cu") == ({"quan": (2, 2)}, ["n", "m"], ["f", "e"])
    assert held("quan") == ({"cu": (2, 1)}, ["n", "m"], ["f"])
    assert held("tp") == ({"nay": (3, 2), "day": (2, 2)}, ["n", "m", "o"], ["f", "e"])
    assert held("cu") == ({}, [], [])


def test_the_units_beside_one_are_those_of_its_days():
    units = [
        made(Unit, "quan", kind="urban_district"), made(Unit, "truoc", parent="quan", end="2024-12-31"),
        made(Unit, "sau", parent="quan", start="2025-01-01"), made(Unit, "suot", parent="quan"), made(Unit, "den", earlier_parents=["quan"]),
        made(Unit, "noi-khac", parent="den"),
    ]  # fmt: skip
    find = door(*units)
    assert sorted(ids(find.siblings(units[1]))) == ["den", "suot", "truoc"]
    assert sorted(ids(find.siblings(units[2]))) == ["den", "sau", "suot"]


def test_units_below_are_found_at_all_levels():
    units = [
        made(Unit, "a", kind="province"),
        made(Unit, "b", parent="a"),
        made(Unit, "c", parent="b"),
        made(Unit, "d"),
    ]
    find = door(*units)
    assert ids(find.below(units[0])) == ["b", "c"] and ids(find.above(units[2])) == ["b", "a"]


def test_events_of_one_day_and_results_of_one_year_stand_by_name():
    events = [
        made(Event, name, title=title, date="2030-02-01")
        for name, title in (("a", "Đặng Văn"), ("b", "Áo"), ("c", "An"))
    ]
    assert ids(door(*events).coming(events)) == ["c", "b", "a"]
    units = [made(Unit, name, name=title) for name, title in (("a", "Đặng Văn"), ("b", "Áo"), ("c", "An"))]
    results = [made(Result, f"r{unit.id}", unit=unit.id) for unit in units]
    assert ids(door(*units, *results).results()) == ["rc", "rb", "ra"]
