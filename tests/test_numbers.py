"""Every published number can be cited: by an address that stays when others come before it, or its value is corrected."""

import csv
import io
import re
from pathlib import Path

import pytest

from macros.addresses.figures import COUNTED, anchors
from macros.catalogue import Catalogue
from macros.catalogue.checks import a_unit_has_one_result_a_year
from macros.exports.open_data import downloads
from macros.exports.tables import tables
from macros.pages.charts import of_a_model
from macros.pages.listing import pages
from macros.pages.macros import MACROS
from macros.pages.view import View
from macros.records import Model, Result, Source, Unit
from tests.by_hand import door, made
from tests.conftest import ROOT, SAMPLE, finder

CASES = {"label": "Vụ việc", "value": 12, "measure": "vụ", "period": "2023"}
OTHERS = [
    CASES | {"period": "2024"},
    CASES | {"per": "tháng"},
    CASES | {"measure": "người"},
    CASES | {"average": True},
    {"label": "Tổ", "value": 3, "rows": [{"label": "Vụ việc", "value": 1}, {"label": "Khác", "value": 2}]},
]


def anchored(figures, kind=Model, **more):
    record = made(kind, "a", figures=figures, **more)
    found = anchors(record)
    return [found[id(figure)] for figure in record.figures]


def test_what_a_number_counts_is_its_anchor_not_its_place_or_value():
    (alone,) = anchored([CASES])
    assert re.fullmatch("so-vu-viec-[0-9a-f]{5}", alone.own) and not alone.shared
    assert anchored([*OTHERS, CASES | {"value": 15, "note": "Sửa", "source": "bai"}])[-1] == alone
    found = [anchor.own for anchor in anchored([CASES, *OTHERS])]
    assert len({*found}) == len(found)


def test_numbers_that_differ_share_an_anchor_and_have_each_their_own():
    rivals = [CASES | {"source": "bai"}, CASES | {"value": 15, "source": "khac"}]
    (alone,), first, turned = anchored([CASES]), anchored(rivals), anchored(rivals[::-1])
    assert [anchor.shared for anchor in first] == [anchor.shared for anchor in turned] == [alone.own, ""]
    assert [a.own for a in first] == [a.own for a in turned][::-1]
    assert len({alone.own, *(a.own for a in first)}) == 3
    again = anchored([*rivals, CASES | {"value": 16, "source": "khac"}])
    assert again[0].own == first[0].own, "a third, of the other's source"
    same = [anchor.own for anchor in anchored([CASES, CASES, *(CASES | {"value": value} for value in range(3000))])]
    assert len({*same}) == 3002


def test_results_of_one_page_are_told_apart():
    of = [anchored([CASES], Result, year=year)[0].own for year in (2023, 2024)]
    assert of[0].startswith("so-2023-vu-viec-") and of[1].startswith("so-2024-vu-viec-")


def test_charts_are_told_apart_by_what_they_count():
    figures = [CASES | {"period": str(year)} for year in (2021, 2022, 2023)]
    monthly = [CASES | {"period": f"2023-0{month}"} for month in (1, 2, 3)]
    record = made(Model, "a", figures=[*figures, *monthly])
    charts = of_a_model([(figure, ["bai"]) for figure in record.figures])
    turned = of_a_model([(figure, ["bai"]) for figure in record.figures[::-1]])
    assert len({chart.anchor for chart in charts}) == 2
    assert {chart.anchor for chart in charts} == {chart.anchor for chart in turned}


@pytest.mark.parametrize("data", [SAMPLE, ROOT / "data"], ids=["sample", "real"])
def test_each_address_in_the_open_data_is_that_of_one_element(data):
    assert_all_lead_somewhere(finder(data))


def test_also_where_the_results_of_a_unit_fill_further_pages():
    years = [made(Result, f"kq-{year}", year=year, figures=[CASES] * 30) for year in range(2010, 2022)]
    assert_all_lead_somewhere(door(made(Unit, "phuong"), made(Source, "bai"), *years))


def test_results_of_one_unit_and_time_stand_apart_or_are_told():
    def results(*told, start=0):
        return [made(Result, f"kq-{n}", year=2024, figures=[CASES] * 5, **one) for n, one in enumerate(told, start)]

    several = results({}, {"period": "2020/2024"}, *({"period": "2020/2024", "period_name": f"5 năm Đề án {n}"} for n in (1, 2)))  # fmt: skip
    find = door(made(Unit, "phuong"), made(Source, "bai"), *several)
    assert_all_lead_somewhere(find)
    assert list(a_unit_has_one_result_a_year(Catalogue(find.site, several, Path("data")))) == []
    for other in ({"period": "2024"}, {"period": "2020/2024", "period_name": "5 năm đề án 1"}):
        told = a_unit_has_one_result_a_year(Catalogue(find.site, [*several, *results(other, start=9)], Path("data")))
        assert len([*told]) == 1, other


def assert_all_lead_somewhere(find):
    cited = {file.table.name: file for file in downloads(find) if file.table and "address" in str(file()[:2000])}
    assert {*cited} == {part.table for part in COUNTED}
    assert not any(
        column.name == "address" for name, table in tables().items() if name not in cited for column in table.columns
    )
    view, told = View(find), {}
    for page in pages(find):
        text = str(MACROS[page.macro](view.page(page.address.source), *page.arguments))
        ids = re.findall(r'(?<=[" ])id="([^"]+)"', text)
        assert len({*ids}) == len(ids), page.address
        told[page.address.whole(find.site.url)] = text
    count = 0
    for file in cited.values():
        for row in csv.DictReader(io.StringIO(file().decode("utf-8-sig"))):
            page, _, anchor = row["address"].partition("#")
            if row["address"]:
                count += 1
                assert f' id="{anchor}"' in told[page], row["address"]
                assert f'<a class="at" href="#{anchor}" aria-label="Địa chỉ số này"></a>' in told[page]
    assert count >= 10
