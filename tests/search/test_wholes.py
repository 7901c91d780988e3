"""A festival that every ward tells of in a record of its own is one result, found by each of its places, and by filters counted once."""

from dataclasses import replace

import pytest

from macros.addresses.occasions import page_of_occasion
from macros.records import Event, EventKind, Source, Theme, Unit
from macros.search.findable import documents, kinds
from macros.search.index import write_index
from macros.search.numbering import number
from tests.by_hand import door, made
from tests.search.corpus import answers, record_id
from tests.search.portions import portioned

NAMES = ("An Biên", "Lê Chân", "Đông", "Hồng Bàng", "Kênh Dương", "Trại Cau", "Vĩnh Niệm", "Nghĩa Xá")
NAME = "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2024"
UNITS = (
    made(Unit, "hai-phong", kind="city", name="Hải Phòng"),
    made(Unit, "quan", kind="urban_district", name="Lê Chân", parent="hai-phong"),
    made(Unit, "huyen", kind="rural_district", name="An Lão", parent="hai-phong"),
)


def festival(place, name, **more):
    told = {"summary": "Có văn nghệ.", "themes": ["linh-vuc"]} if place in (1, 2) else {}
    title = f"{NAME} phường {name}" if place % 2 else NAME
    return made(Event, f"e{place}", **{"title": title, "date": "2024-08-19", "unit": f"u{place}", **told, **more})


def wards():
    for place, name in enumerate(NAMES):
        yield made(Unit, f"u{place}", kind="ward", name=name, parent="huyen" if place > 4 else "quan")


@pytest.fixture(scope="module")
def find():
    kinds_of_event = made(EventKind, "ngay-hoi", name="Ngày hội", told_as_one=True), made(EventKind, "hop", name="Họp")
    review = made(Event, "so-ket", title="Sơ kết ngày hội", kind="hop", date="2024-09-20", unit="u7")
    before = (made(Event, f"s{n}", title=NAME.replace("2024", "2023"), date="2023-08-19", unit=f"u{n}") for n in (0, 1))
    festivals = map(festival, range(8), NAMES)
    return door(
        *UNITS, *wards(), *kinds_of_event, made(Source, "bai"), made(Theme, "linh-vuc"), review, *before, *festivals
    )


@pytest.fixture(scope="module")
def ask(find, tmp_path_factory):
    """What is shown of queries: the id of a record, or the year of a festival; with how many places were found, and in all."""
    folder = tmp_path_factory.mktemp("index")
    write_index(portioned(documents(find)), kinds(), {}, folder)
    years = {str(page_of_occasion(one)): one.date.year for one in find.occasions()}

    def shown(result):
        return years.get(result["url"], record_id(result["url"])), result.get("found"), result.get("places")

    return lambda asked: [
        (answer.total, [shown(one) for one in answer.results], answer.counts) for answer in answers(folder, asked)
    ]


WANTED = {
    NAME: [(2024, 8, 8)],
    "ngày hội 19/8/2024": [(2024, 8, 8)],
    "ngay hoi toan dan": [(2024, 8, 8), (2023, 2, 2)],
    "ngày hội 2024 phường Trại Cau": [("e5", 1, 8)],
    "ngay hoi kenh duong 2024": [("e4", 1, 8)],
    "ngày hội toàn dân 2024 lê chân": [("e1", 5, 8)],  # the ward of that name; the others are in its old district
    "ngày hội toàn dân 2024 quận lê chân": [(2024, 5, 8)],
    "ngày hội 2024 phường Đông": [("e2", 1, 8)],
    "ngày hội toàn dân an lão": [(2024, 3, 8)],
    "ngày hội văn nghệ": [(2024, 2, 8)],
}


def test_it_is_one_result_and_where_the_query_names_a_place_that_of_the_place(ask):
    found = ask([(query, {}) for query in WANTED])
    assert {query: shown for query, (_, shown, _) in zip(WANTED, found, strict=True)} == WANTED
    assert [total for total, _, _ in found] == [len(shown) for shown in WANTED.values()]


def test_the_archive_lists_and_counts_it_once_with_the_places_that_filters_leave(ask, find):
    def archive(**filters):
        return "", {"filters": {"kind": "event", "time": "past"} | filters, "counts": True, "limit": 20}

    every, of_theme, of_district, of_ward = ask(
        [archive(), archive(theme="linh-vuc"), archive(unit="huyen"), archive(unit="u5")]
    )
    assert every[:2] == (3, [("so-ket", None, None), (2024, 8, 8), (2023, 2, 2)])
    assert every[0] == len(find.told_once(find.past(find.events())))
    assert of_theme[:2] == (1, [(2024, 2, 8)])
    assert of_district[:2] == (2, [("so-ket", None, None), (2024, 3, 8)])
    assert of_ward[:2] == (1, [("e5", 1, 8)])
    # Each choice says what it leaves.
    counts = every[2]
    assert (counts["theme"], counts["event_kind"]) == ({"linh-vuc": 1}, {"hop": 1, "ngay-hoi": 2})
    assert (counts["year"], counts["unit"]["huyen"]) == ({"2024": 2, "2023": 1}, 2)


def test_a_further_place_leaves_all_other_numbers_as_they_were(find):
    told = list(documents(find))
    names = [kind.name for kind in kinds()]
    further = replace(next(one for one in told if one.url.endswith("/e3/")), url="su-kien/e8/", unit_ids=("u8",))
    before, after = number(told, names), number([*told, further], names)
    festival = {one.url for one in told if one.date == "2024-08-19"}
    assert {url for url in before.numbers if before.numbers[url] != after.numbers[url]} <= festival
    assert [region.parts for region in after.regions if region.parts] == [9, 2]


def test_a_table_takes_each_record(ask):
    ((total, shown, _),) = ask([("", {"filters": {"kind": "event"}, "each": True, "limit": 20})])
    assert total == 11 and {f"e{n}" for n in range(8)} < {record for record, _, _ in shown}
