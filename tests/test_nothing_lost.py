"""Nothing is lost between a file and its page: every value of every field of the samples, and of records written from the kinds of
report that other provinces make (`tests/reports/`), is found where the site tells of the record, or stands below with the reason.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from macros.addresses.address import address_of, spot_of
from macros.language.dates import PartialDate, Period, TimeOfDay
from macros.language.markup import plain
from macros.language.numbers import shown_number
from macros.load import read
from macros.records import RECORDS, Record, Unit
from macros.records.base import OTHER, FieldType
from macros.records.figure import Figure, Target
from macros.records.parts import Award
from macros.records.rating import Rating
from macros.records.session import Session
from macros.records.walk import Value, values
from macros.search.findable import documents
from tests.conftest import ROOT, built, finder
from tests.html_pages import HtmlPage, pages_of, target

FOLDERS = {"samples": ROOT / "docs/mau", "reports": ROOT / "tests/reports"}

# Field → why its value is found on no page. `Part.field` is one of that class, a name alone one of every part.
NOT_SHOWN = {
    "draft": "for staff alone",
    "publish_on": "for staff alone",
    "remove_on": "for staff alone",
    "Approval.by": "for staff alone",
    "Approval.date": "for staff alone",
    "Correction.by": "for staff alone",
    "Correction.date": "for staff alone",
    "Correction.what": "for staff alone",
    "Remark.by": "for staff alone",
    "Remark.date": "for staff alone",
    "Remark.verdict": "for staff alone",
    "Remark.text": "for staff alone",
    "seal": "for staff alone",
    "Answer.text": "for staff alone",
    "Answer.reason": "for staff alone",
    "Result.posted": "the page of its unit has dates of its own",
    "Result.changed": "the page of its unit has dates of its own",
    "Term.posted": "the glossary tells words, not when they came",
    "Term.changed": "the glossary tells words, not when they came",
    "Abolition.date": "the last day before it is told: it is there no more since 30/6/2025",
    "Overlap.area_share": "of a former district, of which its communes tell where its ground lies",
    "Theme.other_names": "what readers type, for the search",
    "searched_as": "the same",
    "Model.in_order": "whether the steps are numbered",
    "aliases": "old addresses, which lead on by themselves",
    "Picture.people": "for staff alone",
    "Film.people": "for staff alone",
    "consent": "for staff alone",
    "guardian_consent": "for staff alone",
    "Picture.file": "what is made of it has names of its own",
    "Film.still": "the same",
    "Picture.shows": "the words of the picture itself",
    "Picture.lead": "whether it stands first",
    "own": "nothing stands where the source of others does",
}
# Field → how its value stands on the page where it isn't shown as it is written.
SHOWN_AS = {
    "Figure.average": lambda average: "bình quân" if average else "",
    "Area.approximate": lambda approximate: "khoảng" if approximate else "",
    "Source.untitled": lambda untitled: "Chưa rõ tên gốc" if untitled else "",
    "Result.year": str,
    "Target.period": lambda period: period.shown.removeprefix("tính "),
    "EventKind.told_as_one": lambda told_as_one: "",  # events are then told once: see test_occasions
    "Session.online": lambda online: "trực tuyến" if online else "",
    "Partner.role": lambda role: role.label if role not in ("takes_part", OTHER) else "",
    "Point.kind": lambda kind: "",  # before its name, unless that says it already: see test_records
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """A function from the name of a folder to that of its site, built once."""
    return cache(lambda name: built(FOLDERS[name], tmp_path_factory.mktemp(name) / "site"))


@pytest.fixture(scope="module", params=FOLDERS)
def site(request, sites):
    """The door to a folder, and the pages of its site."""
    return finder(FOLDERS[request.param]), pages_of(sites(request.param))


@pytest.fixture
def reported(sites):
    """The pages of the site of the reports."""
    return pages_of(sites("reports"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def told_on(find, record: Record, pages: dict[str, HtmlPage]) -> Iterator[HtmlPage]:
    """The pages that tell of a record: its own, or that of the record that it is told with."""
    for holder in (record, *find.holders(record)):
        if address := address_of(find, holder):
            yield pages["/" + str(address).partition("#")[0].removesuffix("index.html")]
        elif not holder.told_by:  # a word that other records use
            yield from pages.values()


def shown(find, one: Value) -> str:
    """How a value stands on a page."""
    value = one.value
    if f"{type(one.holder).__name__}.{one.field.name}" in SHOWN_AS:
        return SHOWN_AS[f"{type(one.holder).__name__}.{one.field.name}"](value)
    if one.field.link:
        return find.name(find.get(one.field.link, value))
    if isinstance(value, PartialDate | Period | TimeOfDay):
        return value.shown
    if one.field.choices:
        words = getattr(one.holder, f"{one.field.name}_name", None)
        return words if value == OTHER and words else value.label
    if isinstance(value, bool):
        raise TypeError(f"{type(one.holder).__name__}.{one.field.name}: say how a flag is shown")
    if isinstance(value, int | Decimal):
        return shown_number(value)
    return plain(value) if one.field.type is FieldType.PROSE else value


def linked(record: Record, pages: list[HtmlPage]) -> bool:
    """Whether one of these pages leads to the page of a record."""
    there = f"/{record.address}/{record.id}/"
    return any((target(page, link) or ("",))[0] == there for page in pages for link in page.links)


def test_every_value_is_found_where_the_site_tells_of_its_record(site):
    find, pages = site
    lost = []
    for record in (record for kind in RECORDS for record in find.all(kind)):
        told = list(told_on(find, record, pages))
        texts = [squeezed(page.text("article")) + squeezed(" ".join(page.links)) for page in told]
        for one in values(record):
            name = f"{type(one.holder).__name__}.{one.field.name}"
            if one.field.part or one.value is None or {name, one.field.name} & set(NOT_SHOWN):
                continue
            if one.field.link and linked(find.get(one.field.link, one.value), told):
                continue
            if not any(squeezed(shown(find, one)) in text for text in texts):
                lost.append(f"{record.folder}/{record.id}: {name}: {shown(find, one)}")
    assert not lost, "\n".join(lost)


def test_what_belongs_together_stands_together(site):
    """A figure with its time, the change since an earlier one, its target and its rows; a rating, an award and a prize with their
    counts: whole, as a reader sees them."""
    find, pages = site
    lost = []
    for record in (record for kind in RECORDS for record in find.all(kind)):
        texts = [squeezed(page.text("article")) for page in told_on(find, record, pages)]
        for one in values(record):
            lost += [
                f"{record.folder}/{record.id}: {told}"
                for told in sentences(one.value)
                if not any(squeezed(told) in text for text in texts)
            ]
    assert not lost, "\n".join(lost)


def sentences(part) -> list[str]:
    if isinstance(part, Session):
        return [told for told in (part.shown, part.when) if told]
    if isinstance(part, Figure):
        rows = [
            f"{row.label or ''}{told}" if not row.unit and not row.note else told for row, told in part.told_by_rows()
        ]
        return [f"{part.shown}{''.join(part.remarks)}{part.when if not part.target else ''}", *rows]
    if isinstance(part, Target):
        return [f"{part.shown}{part.quoted}"]
    if isinstance(part, Rating):
        return [part.title, *(part.told(grade) for grade in part.grades)]
    return [part.shown, part.form_and_grade] if isinstance(part, Award) else []


# Texts that nobody looks for a record by.
NOT_SOUGHT = {"measure", "length", "per", "url", "phone", "email", "publisher", "Abolition.note"}


def test_every_text_is_in_the_search(site):
    find, _ = site
    sought = {document.url: squeezed(" ".join(filter(None, whole(document)))) for document in documents(find)}
    lost = []
    for record in (record for kind in RECORDS for record in find.all(kind)):
        holder = next(iter(find.holders(record)), record)
        text = sought.get(str(address_of(find, holder) or ""))
        for one in values(record) if text is not None else ():
            name = f"{type(one.holder).__name__}.{one.field.name}"
            if one.field.type not in (FieldType.LINE, FieldType.PROSE) or one.value is None or one.field.internal:
                continue
            if {one.field.name, name} & {*NOT_SOUGHT, *NOT_SHOWN} or squeezed(plain(one.value)) in text:
                continue
            lost.append(f"{record.folder}/{record.id}: {name}: {one.value}")
    assert not lost, "\n".join(lost)


def whole(document) -> tuple[str, ...]:
    return (document.title, *document.other_names, document.summary, *document.facts, document.body)


def test_every_place_below_the_commune_where_models_run_has_an_entry_of_its_own_and_every_other_is_found_with_its_ward(
    site,
):
    find, pages = site
    found = {document.url: document for document in documents(find)}
    for spot in (spot for unit in find.all(Unit) for spot in find.spots(unit)):
        address = spot_of(find, spot)
        assert [entry.get("id") for entry in pages[f"/{address.path}"].all("li")].count(address.anchor) == 1
        if spot.models:
            assert found[str(address)].title == spot.name and find.name(spot.unit) in found[str(address)].units
        else:  # found on the page of its ward
            ward = found[str(address_of(find, spot.unit))]
            text = squeezed(" ".join(filter(None, whole(ward))))
            assert str(address) not in found and all(squeezed(word) in text for word in spot.name.split())
        for model in spot.models:
            links = {target(pages[f"/mo-hinh/{model.id}/"], link) for link in pages[f"/mo-hinh/{model.id}/"].links}
            assert (f"/{address.path}", address.anchor) in links


def test_a_place_that_two_models_name_stands_once():
    find = finder(FOLDERS["reports"])
    spots = {spot.name: [model.name for model in spot.models] for spot in find.spots(find.get(Unit, "xa-mau-sau"))}
    assert spots["Thôn Đoài"] == ["Thôn bình yên Mẫu", "Tiếng kẻng an ninh Mẫu"]
    assert list(spots)[-3:] == ["Tổ dân phố số 2", "Tổ dân phố số 10", "Trường Tiểu học Mẫu"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("thôn Đoài", "dia-ban/xa-mau-sau/#diem-thon-doai"),
        ("thon doai", "dia-ban/xa-mau-sau/#diem-thon-doai"),
        ("tdp so 10", "dia-ban/xa-mau-sau/#diem-to-dan-pho-so-10"),
        ("giáo xứ mẫu xã mẫu năm", "co-quan/giao-xu-mau/"),
        ("thôn không có tội phạm", "mo-hinh/thon-binh-yen-mau/"),
    ],
)
def test_places_and_old_names_are_found(query, first, engine):
    assert engine(query)[0] == first


@pytest.fixture(scope="module")
def engine(browser, serve, sites):
    """A search in the reports: query → addresses, the best first."""
    page = browser.new_page()
    page.goto(serve(sites("reports")) + "/assets/search/engine.js")
    yield lambda query: page.evaluate(
        """async (query) => {
            const { open } = await import("/assets/search/engine.js");
            const engine = await open(new URL("/assets/search/index/", location.href).href);
            return (await engine.search(query)).results.map((result) => result.url);
        }""",
        query,
    )
    page.close()


def test_a_target_stands_beside_what_was_reached_and_never_among_figures(reported):
    find, pages = finder(FOLDERS["reports"]), reported
    plan = squeezed(pages["/van-ban/ke-hoach-tinh-mau-2024/"].text("article"))
    assert squeezed("Kết quả, 6 tháng đầu năm 2024: 91,2 %, vượt chỉ tiêu") in plan
    told = {figure.label for _, figures in find.latest_figures(99) for figure in figures}
    home = pages["/"].text("article")
    assert told and "Vụ cháy lớn" not in home and "ít nhất" not in home and "Hộ ký cam kết" not in home


def test_a_unit_and_an_organisation_tell_of_what_names_them(reported):
    page = reported["/dia-ban/huyen-mau-hai/"].text("article")
    assert "Phong trào Toàn dân bảo vệ an ninh Tổ quốc, năm 2023: xuất sắc" in page
    assert "Mô hình đang hoạt động theo huyện: 68 trong 70 mô hình (tính ra 97,1 %), năm 2023" in page
    assert "Chỉ tiêu: Hộ ký cam kết, 1.290 hộ" in page
    page = reported["/co-quan/cong-an-tinh-mau/"].text("article")
    assert "Chủ tịch nước tặng Huân chương Bảo vệ Tổ quốc hạng Nhì, năm 2023" in page
    assert "Tiêu chuẩn “An toàn về an ninh trật tự”, năm 2023: đạt" in page


def test_a_plan_is_told_by_its_unit_its_issuer_and_the_documents_around_it(reported):
    pages = reported
    programme, plan, old = (
        f"/van-ban/{one}/" for one in ("chuong-trinh-phoi-hop-mau", "ke-hoach-tinh-mau-2024", "ke-hoach-tinh-mau-2023")
    )

    def leads(here: str, there: str) -> bool:
        return any((target(pages[here], link) or ("",))[0] == there for link in pages[here].links)

    for unit, issuer in (("/dia-ban/tinh-mau/", "/co-quan/ubnd-tinh-mau/"),):
        for document in (programme, plan, old):
            for page in (unit, issuer):
                assert leads(page, document) and leads(document, page), (page, document)
    assert leads("/co-quan/cong-an-tinh-mau/", programme) and not leads("/co-quan/cong-an-tinh-mau/", plan)
    assert leads("/dia-ban/huyen-mau-moi/", old)  # nothing else tells of this unit
    for later, earlier in ((plan, programme), (old, programme), (plan, old)):
        assert leads(later, earlier) and leads(earlier, later), (later, earlier)
    told = pages["/dia-ban/tinh-mau/"].text("article")
    assert squeezed("Tỷ lệ điều tra, khám phá án") in squeezed(told) and "Chỉ tiêu: Hộ ký cam kết" not in told
    assert squeezed("Lê Thị Mẫu, Phó Chủ tịch") in squeezed(pages[plan].text("article"))
    found = {document.url: document for document in documents(finder(FOLDERS["reports"]))}
    assert "Tỉnh Mẫu" in found[plan.removeprefix("/")].units


def test_figures_of_an_organisation_stand_on_its_page_and_never_on_the_home_page(reported):
    pages = reported
    told = pages["/co-quan/bo-doi-bien-phong-dien-bien/"].text("article")
    assert squeezed("13,197 km") in squeezed(told) and "15 mốc" in told
    assert "1.723 hộ" in pages["/co-quan/giao-xu-mau/"].text("article")
    assert "Mốc quốc giới: 15 mốc" in pages["/dia-ban/tinh-dien-bien/"].text("article")
    assert not {"1.723", "13,197", "Mốc quốc giới"} & set(pages["/"].text("article").split())
    assert "Mốc quốc giới" not in pages["/"].text("article")


def test_a_giver_tells_what_it_gave(reported):
    pages = reported
    page = pages["/co-quan/bo-cong-an/"]
    assert squeezed("Cờ thi đua, 3 tập thể, 2020–2024") in squeezed(page.text("article"))
    places = {(target(page, link) or ("",))[0] for link in page.links}
    assert {"/dia-ban/tinh-mau/", "/dia-ban/xa-mau-sau/"} <= places
    told = pages["/co-quan/ubnd-tinh-mau/"].text("article")
    assert "bằng khen, gần 180 tập thể" in told and "Chủ tịch UBND tỉnh Mẫu:" in told
    assert "năm 2023: xuất sắc 16 trong 18 huyện, thành phố" in told


def test_a_result_and_the_models_that_it_names_lead_to_each_other(reported):
    pages = reported
    for model in ("/mo-hinh/thon-binh-yen-mau/", "/mo-hinh/xu-dao-binh-yen-mau/"):
        assert "Kết quả 6 tháng đầu năm 2024, Tỉnh Mẫu" in pages[model].text("article")
        assert any(
            (target(pages["/dia-ban/tinh-mau/"], link) or ("",))[0] == model
            for link in pages["/dia-ban/tinh-mau/"].links
        )
    assert "Kết quả có nêu mô hình" not in pages["/mo-hinh/tieng-keng-mau/"].text("article")


def test_every_reason_is_needed():
    """No value is said not to be shown, or to be shown otherwise, that is not there."""
    there = {
        name
        for folder in FOLDERS.values()
        for kind in RECORDS
        for record in finder(folder).all(kind)
        for one in values(record)
        for name in (one.field.name, f"{type(one.holder).__name__}.{one.field.name}")
        if one.value is not None
    }
    assert {*NOT_SHOWN, *SHOWN_AS} <= there


def test_the_reports_are_a_data_folder_without_a_fault_and_say_what_they_are():
    _, problems = read(FOLDERS["reports"])
    assert [str(problem) for problem in problems] == []
    for folder in ("results", "documents", "events", "models"):
        for file in (FOLDERS["reports"] / folder).rglob("*.yml"):
            assert file.read_text(encoding="utf-8").startswith(
                ("# Bịa hoàn toàn để thử", "# Viết lại bằng lời của mình")
            ), file
