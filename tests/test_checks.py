"""Rules between records, each on the few records that it takes to break it."""

from pathlib import Path

import pytest

from macros.catalogue import Catalogue, Unread, alone, checks, illustrations, sense
from macros.files.yaml_nodes import read_yaml
from macros.records import Event, Model, Organisation, Result, Site, Source, Term, Theme, Unit
from macros.records.walk import Reference
from tests.by_hand import made

SITE = Site(name="a", place="b", description="c")


def breaches(rule, *records, unread=None) -> list[str]:
    """What a rule says of these records, without lines, since they have no files."""
    return told(rule(Catalogue(SITE, records, Path("data"), unread)))


def told(problems) -> list[str]:
    return [str(problem).replace(":1:1:", ":") for problem in problems]


def change(unit, date="2025-07-01", **more):
    return {"unit": unit, "date": date, "share": "whole", "verification": "law_text", "sources": "bai"} | more


# Links

TERM = {"sources": "bai"}


def test_a_link_to_nothing_is_told_with_the_nearest_id_and_the_file_to_make():
    assert breaches(checks.links_lead_somewhere, made(Term, "t", **TERM), made(Source, "bai-1")) == [
        "data/terms/t.yml: sources.1: không có nguồn mang mã 'bai'. Sửa mã, hoặc tạo tệp data/sources/bai.yml. (Có phải 'bai-1'?)"
    ]
    assert breaches(checks.links_lead_somewhere, made(Term, "t", **TERM), made(Source, "bai")) == []


def test_a_link_that_can_be_no_id_cannot_be_made():
    assert breaches(checks.links_lead_somewhere, made(Term, "t", sources="Bài báo")) == [
        "data/terms/t.yml: sources.1: không có nguồn mang mã 'Bài báo'. Sửa mã."
    ]


def test_a_link_to_an_old_id_is_told_the_new_one():
    assert breaches(
        checks.links_lead_somewhere,
        made(Term, "t", **TERM),
        made(Source, "xyz", aliases=["bai"]),
        made(Source, "bai-1"),
    ) == ["data/terms/t.yml: sources.1: không có nguồn mang mã 'bai'. Sửa mã. (Có phải 'xyz'?)"]


def test_only_a_draft_links_to_a_draft():
    draft = made(Source, "bai", draft=True)
    assert breaches(checks.links_lead_somewhere, made(Term, "t", **TERM, draft=True), draft) == []
    assert breaches(checks.links_lead_somewhere, made(Term, "t", **TERM), draft) == [
        "data/terms/t.yml: sources.1: nguồn 'bai' còn là bản nháp. Bỏ draft ở bản ghi ấy, hoặc để bản ghi này cũng là bản nháp."
    ]


def test_links_to_and_in_files_that_cannot_be_read():
    unread = {("sources", "bai"): Unread(Path("data/sources/bai.yml"), []),
              ("terms", "u"): Unread(Path("data/terms/u.yml"), [Reference(("sources", 0), "sources", "khac"),
                                                                Reference(("sources", 1), "sources", "co"),
                                                                Reference(("sources", 2), "sources", "bai")])}  # fmt: skip
    assert breaches(checks.links_lead_somewhere, made(Term, "t", **TERM), made(Source, "co"), unread=unread) == [
        "data/terms/u.yml: sources.1: không có nguồn mang mã 'khac'. Sửa mã, hoặc tạo tệp data/sources/khac.yml."
    ]


# Statements and addresses


def test_units_of_an_event_and_of_its_sessions_existed_on_their_day():
    units = [made(Unit, "cu", name="Cũ", end="2024-12-31"), made(Unit, "moi", name="Mới", start="2025-01-01")]
    event = made(Event, "e", date="2024-12-01", end="2025-02-01", unit="cu", units=["moi"],
                 sessions=[{"units": ["cu", "moi"], "date": "2025-01-15"}, {"units": "moi"}])  # fmt: skip
    told = breaches(checks.events_take_place_in_units_that_exist, event, *units)
    assert [line.split(": ")[1] for line in told] == ["units.1", "sessions.1.units.1", "sessions.2.units.1"]


@pytest.mark.parametrize(
    ("session", "is_told"),
    [
        ({"date": "2024-06-20"}, False),
        ({"date": "2024-06"}, False),
        ({"date": "2024"}, False),
        ({"date": "XXXX-01-01"}, False),
        ({"name": "Khai mạc"}, False),
        ({"date": "2024-06-29", "end": "2024-06-30"}, False),
        ({"date": "2024-06-30", "end": "2024-07-01"}, True),
        ({"date": "2024-07-01"}, True),
        ({"date": "2024-05-31", "end": "2024-06-01"}, True),
    ],
)
def test_a_session_is_within_its_event(session, is_told):
    event = made(Event, "e", date="2024-06-10", end="2024-06-30", sessions=[{"name": "Lớp", **session}])
    told = breaches(checks.sessions_are_within_their_event, event)
    assert bool(told) == is_told and all(
        "sessions.1.date: buổi này" in line and line.endswith("Sửa ngày, hoặc ghi ngày cuối của sự kiện vào end.")
        for line in told
    )


def test_no_model_follows_itself():
    model = made(Model, "m", life=[{"stage": "renamed", "became": ["n", "m"]}])
    assert told(alone.no_model_follows_itself(model)) == [
        "data/models/m.yml: life.1.became.2: đây là mã của chính mô hình này. Đổi tên thì ghi tên cũ vào old_name."
    ]


def test_of_several_sources_each_statement_names_its_own():
    steps = ["Họp.", {"text": "Làm.", "source": "a"}]
    assert told(alone.statements_name_their_source(made(Model, "m", steps=steps, sources=["a", "b"]))) == [
        "data/models/m.yml: steps.1: chưa nói dựa vào nguồn nào, vì bản ghi có nhiều nguồn. Thêm dòng 'source: …', một trong: a, b."
    ]
    assert told(alone.statements_name_their_source(made(Model, "m", steps=steps, sources=["a"]))) == []
    assert told(alone.statements_name_their_source(made(Theme, "x"))) == []


def test_an_old_id_is_no_other_record_s_nor_its_own():
    def taken(alias, file):
        return f"mã cũ '{alias}' đang là mã của data/themes/{file}.yml. Bỏ mã này ở một trong hai bản ghi."

    one, other = made(Theme, "a", aliases=["x", "b", "a", "y"]), made(Theme, "b", name="A", aliases=["z", "x"])
    assert breaches(checks.addresses_are_unique, one, other) == [
        f"data/themes/a.yml: aliases.2: {taken('b', 'b')}",
        f"data/themes/a.yml: aliases.3: {taken('a', 'a')}",
        f"data/themes/b.yml: aliases.2: {taken('x', 'a')}",
    ]
    assert breaches(checks.addresses_are_unique, made(Theme, "a", aliases=["x"]), made(Term, "x", aliases=["a"])) == []


# Units


@pytest.mark.parametrize(
    ("date", "unit", "told"),
    [
        ("2025-06-30", "cu", None),
        ("2025-07-01", "moi", None),
        ("2025", "cu", None),
        (
            "2025-07-01",
            "cu",
            "Phường Cũ (đến 6/2025) không còn tồn tại vào ngày 1/7/2025. Chọn đơn vị có vào ngày ấy: hai, moi.",
        ),
        ("2025-06", "moi", "Phường Mới chưa có vào tháng 6/2025. Chọn đơn vị có vào ngày ấy: cu."),
        ("2020", "moi", "Phường Mới chưa có vào năm 2020. Chọn đơn vị có vào ngày ấy."),
        ("2025", "khong-co", None),
    ],
)
def test_an_event_takes_place_in_a_unit_of_its_day(date, unit, told):
    old = made(Unit, "cu", name="Cũ", start="2024", end="2025-06-30")
    new = [made(Unit, "moi", name="Mới", start="2025-07-01", formed_from=[change("cu")]),
           made(Unit, "hai", name="Hai", start="2025-07-01", formed_from=[change("cu")])]  # fmt: skip
    found = breaches(checks.events_take_place_in_units_that_exist, old, *new, made(Event, "e", date=date, unit=unit))
    assert found == ([f"data/events/e.yml: unit: {told}"] if told else [])


def test_a_unit_is_younger_than_what_it_was_formed_from():
    def told(start):
        old = made(Unit, "cu", start=start)
        return breaches(
            checks.units_follow_one_another, old, made(Unit, "moi", formed_from=[change("khong-co"), change("cu")])
        )

    where = "data/units/moi.yml: formed_from.2.unit: "
    assert told("2025-06-30") == told(None) == []
    assert told("2025-07-01") == [
        f"{where}đơn vị cũ bắt đầu 1/7/2025, không trước 1/7/2025. Xem lại ngày, hoặc chọn đơn vị khác trùng tên."
    ]
    assert told("2026") == [
        f"{where}đơn vị cũ bắt đầu năm 2026, không trước 1/7/2025. Xem lại ngày, hoặc chọn đơn vị khác trùng tên."
    ]


def circle(kind, **names):
    """Records whose `parent` is as given, and one at the end of whose line is a circle that it is no part of."""
    return [made(kind, one, parent=above) for one, above in names.items()]


def test_no_unit_and_no_organisation_is_above_itself():
    chain = {"a": "b", "b": "c", "c": "b", "d": "d", "e": "khong-co", "f": "e"}
    for rule, kind, what in (
        (checks.units_follow_one_another, Unit, "đơn vị cấp trên đi vòng về chính nó. Sửa mã đơn vị cấp trên."),
        (
            checks.organisations_have_an_order,
            Organisation,
            "cơ quan cấp trên đi vòng về chính nó. Sửa mã cơ quan cấp trên.",
        ),
    ):
        assert breaches(rule, *circle(kind, **chain)) == [
            f"data/{kind.folder}/{one}.yml: parent: {what}" for one in "bcd"
        ]


def test_no_unit_was_formed_from_itself():
    units = [made(Unit, one, formed_from=[change(before) for before in of]) for one, of in
             {"a": ["x", "b"], "b": ["y", "c"], "c": ["y", "b"], "d": []}.items()]  # fmt: skip
    what = "các đơn vị cũ đi vòng về chính nó. Sửa mã đơn vị cũ."
    assert breaches(checks.units_follow_one_another, *units) == [
        f"data/units/{one}.yml: formed_from: {what}" for one in "bc"
    ]


# What stands once


def test_a_unit_has_one_file_of_results_a_year():
    results = [made(Result, name, unit=unit, year=year) for name, unit, year in (("c", "u", 2024), ("a", "u", 2024), ("b", "u", 2024),
                                                                                ("d", "u", 2023), ("e", "v", 2024))]  # fmt: skip
    told = "kết quả của đơn vị này trong kỳ này đã có ở data/results/a.yml. Gộp hai bản ghi làm một."
    assert breaches(checks.a_unit_has_one_result_a_year, *results) == [
        f"data/results/{name}.yml: year: {told}" for name in "bc"
    ]


def test_an_abbreviation_has_one_meaning_and_none_is_none():
    terms = [
        made(Term, "b", abbreviation="A"),
        made(Term, "a", abbreviation="A"),
        made(Term, "c"),
        made(Term, "d"),
        made(Term, "e", abbreviation="B"),
    ]
    assert breaches(checks.an_abbreviation_means_one_thing, *terms) == [
        "data/terms/b.yml: abbreviation: chữ viết tắt này đã có ở data/terms/a.yml. Gộp hai bản ghi làm một."
    ]


# Private numbers


def test_a_breach_is_told_at_its_line(tmp_path):
    file = tmp_path / "t.yml"
    file.write_text("name: Thử\nmeaning: |\n  0912345678\n", encoding="utf-8")
    term = Term.model_validate(read_yaml(file)[0].value).placed(file)
    (problem,) = alone.nobody_is_exposed(term)
    assert (problem.line, problem.column, problem.field) == (2, 1, "meaning")


def test_every_rule_is_applied():
    """A rule that is written and not listed says nothing to anybody."""
    written = {**vars(alone), **vars(checks), **vars(sense), **vars(illustrations)}

    def over(what):
        return {n for n, one in written.items() if getattr(one, "__annotations__", {}).keys() == {what, "return"}}

    assert over("catalogue") == {rule.__name__ for rule in checks.RULES}
    assert over("record") == {rule.__name__ for rule in alone.ALONE}
