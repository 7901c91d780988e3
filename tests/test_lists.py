"""Lists that grow with the data: cut one way, nothing lost, no page without end, every entry found where its address says."""

import posixpath
import re

import pytest

from macros.addresses import address
from macros.addresses.address import Address, address_of, spot_of
from macros.addresses.moves import moves
from macros.addresses.published import Published
from macros.catalogue import Notes
from macros.catalogue.cut import Group, cut, cut_flat
from macros.language.markup import lighten
from macros.pages import lists
from macros.pages.listing import pages
from macros.pages.macros import MACROS, show
from macros.pages.view import View
from macros.records import (
    RECORDS,
    Document,
    Event,
    EventKind,
    Model,
    Organisation,
    Result,
    Source,
    Term,
    Theme,
    Unit,
)
from tests.by_hand import door, made
from tests.test_pages import LISTS

# On which much hangs.
BUSY = {
    "xa-1",
    "xa-2",
    "xa-moi",
    "cu-1",
    "tinh-1",
    "hoi-0",
    "camera",
    "ke-hoach-0",
    "bai",
    "bai-1",
    "linh-vuc",
    "khap-noi",
}
MOST = 188_000  # bytes of what stands in a page; around it come some 12,000
FIGURES = [
    {"label": f"Chỉ số {n}", "value": n + 1, "measure": "vụ", "period": "2024", "source": "bai-1"} for n in range(3)
]


def named(found) -> list[list[int]]:
    return [list(part.items) for part in found]


def test_a_short_list_is_not_cut():
    whole = cut([Group("A", "a", [1, 2]), Group("B", "b", []), Group("C", "c", [3])], 3)
    assert (named(whole.here), whole.parts, whole.first, whole.count) == ([[1, 2], [3]], [], [1, 2, 3], 3)
    assert cut_flat([], 3).first == []


def test_one_without_groups_begins_on_its_page():
    found = cut_flat([1, 2, 3, 4, 5], 2)
    assert (named(found.here), named(found.parts)) == ([[1, 2]], [[3, 4], [5]])
    assert [part.names for part in found.parts] == [("2",), ("3",)]
    assert found.part_with(1) is None and found.part_with(5) is found.parts[1]


def test_of_one_with_groups_the_large_ones_have_pages_of_their_own():
    found = cut([Group("A", "a", [1, 2, 3, 4, 5]), Group("B", "b", [6]), Group("C", "c", [7, 8])], 3)
    assert (named(found.here), named(found.parts)) == ([[6]], [[1, 2, 3], [4, 5], [7, 8]])
    assert [part.names for part in found.parts] == [("a",), ("a", "2"), ("c",)]
    assert [(group.name, len(parts)) for group, parts in found.beyond] == [("a", 2), ("c", 1)]


def test_what_weighs_more_takes_more_room_and_nothing_is_left_out():
    found = cut_flat([3, 1, 9, 1, 1], 4, weigh=lambda weight: weight)
    assert [*named(found.here), *named(found.parts)] == [[3, 1], [9], [1, 1]]


@pytest.fixture(scope="module")
def crowd():
    """A country in which everything that may be many hangs on one ward, one organisation, one model, one document."""
    units = [made(Unit, f"tinh-{n}", kind="province", name=f"Tỉnh {n}") for n in range(20)]
    units += [made(Unit, f"xa-{n}", kind="commune", name=f"Xã {n}", parent=f"tinh-{n % 20}", centroid={"latitude": 9 + n % 13, "longitude": 104 + n / 900, "source": f"bai-{n % 900}"}, places=[{"name": f"Phố {n}", "kind": "street"} for n in range(350 if n == 1 else 0)]) for n in range(900)]  # fmt: skip
    units += [made(Unit, f"cu-{n}", kind="commune", name=f"Cũ {n}", parent="tinh-1", end="2025-06-30") for n in range(720)]  # fmt: skip
    change = {"share": "whole", "date": "2025-07-01", "verification": "inferred", "sources": "bai-1"}
    units += [
        made(
            Unit,
            "xa-moi",
            kind="commune",
            name="Xã mới",
            parent="tinh-1",
            start="2025-07-01",
            formed_from=[{"unit": f"cu-{n}", **change} for n in range(20)],
        )
    ]
    bodies = [
        made(Organisation, f"hoi-{n}", name=f"Hội {n}", unit="xa-1", parent="hoi-0" if n else None) for n in range(850)
    ]
    award = {"by": "Hội 0", "organisation": "hoi-0", "form": "Bằng khen", "collectives": 1, "to_units": ["xa-1"]}
    events = [made(Event, f"ngay-{n}", title=f"Ngày hội {n}", date=f"2024-{n % 12 + 1:02}-01", unit="xa-1", organisers=["hoi-0"], figures=FIGURES, awards=[award], models=["camera"], documents=["ke-hoach-0"], sources=[f"bai-{n}"]) for n in range(400)]  # fmt: skip
    events += [made(Event, f"khong-{n}", title=f"Không rõ {n}", date="XXXX-05-01", unit="xa-2") for n in range(250)]
    events += [made(Event, f"cu-{n}", title=f"Ngày cũ {n}", date="2020-05-01", unit=f"cu-{n % 20}") for n in range(300)]
    events += [made(Event, "khap-noi", title="Khắp nơi", unit="xa-1", units=[f"xa-{n}" for n in range(2, 700)])]
    models = [made(Model, "camera", name="Camera", themes=["linh-vuc"], units=["xa-1"], points=[{"unit": "xa-1", "name": f"Thôn {n}", "kind": "thon"} for n in range(400)])]  # fmt: skip
    models += [made(Model, f"to-{n}", name=f"Tổ {n}", themes=["linh-vuc"], units=["xa-1"], leads=["hoi-0"], since="2024", follows={"model": "camera"}) for n in range(130)]  # fmt: skip
    papers = [made(Document, f"ke-hoach-{n}", title=f"Kế hoạch {n}", kind="plan", units=["xa-1"], issuers=["hoi-0"], based_on=["ke-hoach-0"] if n else [], targets=[{"label": f"Chỉ tiêu {n} {i}", "value": i + 1, "measure": "vụ"} for i in range(3)]) for n in range(550)]  # fmt: skip
    results = [made(Result, f"ket-qua-{n}", unit=f"xa-{n}", year=2024, figures=FIGURES) for n in range(3, 700)]
    results += [
        made(
            Result,
            f"nam-{n}",
            unit="xa-1",
            year=1990 + n // 12,
            period=f"{1990 + n // 12}-{n % 12 + 1:02}",
            figures=FIGURES,
        )
        for n in range(120)
    ]
    words = [made(Term, f"tu-{n}", name=f"Từ {n}", meaning="Nghĩa của từ. " * 30) for n in range(200)]
    words += [
        made(Theme, "linh-vuc", name="Lĩnh vực"),
        *(made(Theme, f"viec-{n}", name=f"Việc {n}", summary="Mô tả. " * 40) for n in range(250)),
    ]
    sources = [made(Source, f"bai-{n}", title=f"Bài {n}", published=f"20{n % 20 + 5:02}") for n in range(900)]
    return door(
        *units,
        *bodies,
        *events,
        *models,
        *papers,
        *results,
        *words,
        *sources,
        made(Source, "bai"),
        made(EventKind, "ngay-hoi"),
    )


def test_a_list_is_only_looked_at_where_what_links_to_its_holder_tells_more_than_a_page_holds(crowd):
    """Else it has no further pages, as it tells nothing but these records and lines of them."""
    long = set()
    linking = {name: one for name, one in lists.LISTS.items() if one.linking}
    for name, one in linking.items():
        for record in (record for kind in one.on for record in crowd.all(kind)):
            found, lines = one.cut(crowd, record), crowd.told_by_linking(record)
            assert sum(len(group.items) for group in found.groups) <= lines, (name, record)
            assert lines > one.linking or not found.parts, (name, record)
            long |= {name} if found.parts else set()
    assert long == linking.keys()


@pytest.fixture(scope="module")
def texts(crowd):
    """Address → what stands in it: of every page of that country but those of records on which nothing hangs, where it is
    empty, and of every list that is written by hand."""
    view = View(crowd)
    found = {}
    for page in pages(crowd):
        found[page.address] = ""
        if page.record and page.record.id not in BUSY:
            continue
        own = view.page(page.address.source)
        found[page.address] = lighten(str(MACROS[page.macro](own, *page.arguments)) + own.sources_section())
    for name, source in LISTS.items():
        own = view.page(source)
        found[Address.of_source(source)] = lighten(str(show(own, name)) + own.sources_section())
    return found


AWARD = {"by": "UBND", "form": "Bằng khen", "collectives": 1}


def noted_of(changed: int | None) -> Notes:
    """70 events with an award in two months, of which one may have another title."""
    events = [
        made(
            Event,
            f"ngay-{n}",
            title=f"Hội {n}{' mới' * (n == changed)}",
            date=f"2024-{5 + n % 2:02}-01",
            themes=["linh-vuc"],
            figures=FIGURES[:1],
            awards=[AWARD],
        )
        for n in range(70)
    ]
    units = made(Unit, "phuong", parent="tinh"), made(Unit, "tinh", kind="province", name="Tỉnh Mẫu")
    sources = made(Source, "bai"), made(Source, "bai-1")
    result = made(Result, "nam-2024", unit="phuong", year=2024, figures=FIGURES)
    return Notes(door(*units, made(Theme, "linh-vuc"), made(EventKind, "ngay-hoi"), *sources, *events, result))


@pytest.mark.parametrize("call", [("list_page", "awards", 0, None, None), ("month_page", 2024, 5, 1)])
def test_a_further_page_depends_on_what_stands_on_it_and_on_nothing_else_of_the_list(call):
    """Else one edit of an event would have all of them made anew."""
    macro, *arguments = call
    notes = noted_of(None)
    notes.begin()
    text = MACROS[macro](
        View(notes.asked).page("trang.md" if macro == "month_page" else "thong-ke/khen-thuong/2.md"), *arguments
    )
    asked = notes.taken()
    told = {n for n in range(70) if f"/ngay-{n}/" in text}
    assert 20 < len(told) < 40
    for n in range(70):
        other = noted_of(n)
        assert all(other.answer(question) == answer for question, answer, _ in asked) == (n not in told), n


@pytest.mark.parametrize(
    ("call", "few"),
    [
        (("show", "home"), 3),
        (("show", "map"), 0),
        (("show", "event_index"), 20),
        (("show", "archive"), 20),
        (("show", "statistics"), 30),
        (("show", "theme_index"), 0),
        (("record_page", "themes", "linh-vuc"), 30),
        (("record_page", "units", "tinh"), 4),
    ],
)
def test_a_page_that_tells_a_few_of_all_events_depends_on_these_alone(call, few, monkeypatch):
    """And on how many they are, where and when: the other titles are not on it."""
    monkeypatch.setattr("macros.pages.few.FEW_FIGURES", 0)  # else the statistics tell all
    macro, *arguments = call
    notes = noted_of(None)
    notes.begin()
    text = MACROS[macro](View(notes.asked).page("trang.md"), *arguments)
    asked = notes.taken()
    told = {n for n in range(70) if f"/ngay-{n}/" in text}
    assert len(told) == few
    for n in (0, 1, 2, 3, 30, 68, 69):
        in_sheet = call[1] == "event_index" and n % 2  # the calendar counts its month's events of each day
        other = noted_of(n)
        same = all(other.answer(question) == answer for question, answer, _ in asked)
        assert same == (n not in told) or in_sheet, n


def test_no_page_is_without_end(texts):
    assert {str(there): size for there, text in texts.items() if (size := len(text.encode())) > MOST} == {}


def test_what_leads_on_is_told_apart_and_no_heading_is_skipped(texts):
    for there, text in texts.items():
        labels = re.findall(r'<nav[^>]* aria-label="([^"]*)"', text)
        assert len(labels) == len(set(labels)), there
        levels = [
            len(found[1] or "") or int(found[2]) for found in re.finditer(r"^(?:(#+) |<h([1-6])\b)", text, re.MULTILINE)
        ]
        if address.home_of(there.rooted):
            assert all(later <= level + 1 for level, later in zip([0, *levels], levels, strict=False)), there


def links(there: Address, text: str) -> set[str]:
    """The addresses to which the links of a page lead, as far as they are pages of the site."""
    hrefs = re.findall(r'href="([^":?#]*/|\.)(#[^"]*)?"', text)
    return {
        posixpath.normpath(posixpath.join("/", there.path, way)).rstrip("/") + "/" + anchor for way, anchor in hrefs
    }


def test_every_further_page_is_led_to_and_every_link_leads_to_a_page(texts):
    written = {one.rooted for one in texts} | {"/", "/gioi-thieu/", "/du-lieu/", "/tim-kiem/"}
    led = {link for there, text in texts.items() for link in links(there, text)}
    assert {link for link in led if link.partition("#")[0] not in written} == set()
    further = {one.rooted for one in texts if address.home_of(one.rooted)}
    assert len(further) > 100 and further - {link.partition("#")[0] for link in led} == set()
    for link in led:
        rooted, _, anchor = link.partition("#")
        if anchor and (text := texts.get(Address.of_rooted(rooted))):
            assert f'id="{anchor}"' in text or f"{{: #{anchor} }}" in text, link


def test_every_record_is_led_to_by_the_list_of_its_kind_and_every_entry_stands_where_its_address_says(crowd, texts):
    for kind in RECORDS:
        if not kind.index or kind is Event:
            continue
        home = address.index_of(kind).rooted
        lists = {
            there: text
            for there, text in texts.items()
            if there.rooted == home or address.home_of(there.rooted) == home
        }
        led = {link for there, text in lists.items() for link in links(there, text)}
        for record in crowd.all(kind):
            there = address_of(crowd, record)
            if there.anchor:
                assert f'id="{there.anchor}"' in texts[Address(there.path)], there
            else:
                assert there.rooted in led, there
    for spot in crowd.spots(crowd.get(Unit, "xa-1")):
        there = spot_of(crowd, spot)
        assert f'id="{there.anchor}"' in texts[Address(there.path)], there


def test_a_page_that_a_shorter_list_has_no_more_leads_to_the_list(crowd, tmp_path):
    (tmp_path / "published.txt").write_text(
        "/mo-hinh/trang/99/\n/dia-ban/trang/tinh-1/77/\n/nam/2020/thang-8/\n", encoding="utf-8"
    )
    found = moves(crowd, Published(tmp_path))
    assert {old: move.to for old, move in found.items()} == {"/mo-hinh/trang/99/": "/mo-hinh/", "/dia-ban/trang/tinh-1/77/": "/dia-ban/", "/nam/2020/thang-8/": "/nam/2020/"}  # fmt: skip


def test_a_single_province_with_very_many_units_goes_on_over_numbered_pages():
    units = [made(Unit, f"xa-{n}", kind="commune", name=f"Xã {n}", parent="tinh") for n in range(800)]
    view = View(door(made(Unit, "tinh", kind="province", name="Tỉnh"), *units))
    home = lighten(str(show(view.page("dia-ban/index.md"), "unit_index")))
    assert "Trang 1 trong 2" in home and "Theo tỉnh" not in home
    (page,) = (page for page in pages(view.find) if page.address.path == "dia-ban/trang/tinh/2/")
    rest = lighten(str(MACROS[page.macro](view.page(page.address.source), *page.arguments)))
    for unit in units:
        assert (f'id="muc-{unit.id}"' in home) != (f'id="muc-{unit.id}"' in rest)
