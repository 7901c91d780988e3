"""Reports in Word and texts for Zalo: of published records alone, each with its sources, in the form of the decree."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from macros.catalogue import Finder
from macros.catalogue.records import behind
from macros.language.problems import DataError
from macros.records import Event, EventKind, Model, Source, Unit
from macros.records.event import EventStatus
from macros.records.figure import Figure
from macros.records.life import Milestone
from macros.records.parts import Account, Award, Disagreement, Passage
from macros.records.rating import Grade, Rating
from macros.reports import zalo
from macros.reports.decree import INDENT, LANGUAGE, MARGINS, STYLES
from macros.reports.looks import style_id
from macros.reports.prose import blocks
from macros.reports.scope import Scope
from macros.reports.span import Span
from macros.reports.wanted import Wanted
from tests.conftest import DAY, SAMPLE, URL, located
from tests.office import printed
from tests.ready import run

LE_CHAN = "quan-le-chan-hai-phong-2025"
WARD = "phuong-le-chan-hai-phong"
# What stands in what order, of the elements that are made here (ECMA-376, part 1, transitional).
_ORDER = {
    "pPr": "pStyle keepNext keepLines pBdr spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs caps highlight sz szCs vertAlign lang",
    "tblPr": "tblStyle tblW jc tblLayout tblInd tblBorders tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW",
    "sectPr": "headerReference pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol listSeparator",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "r": "rPr t br tab drawing footnoteReference footnoteRef separator continuationSeparator",
}


def opened(content):
    return docx.Document(io.BytesIO(content))


def report(find, unit=LE_CHAN, time="năm 2023", issuer=None):
    return Wanted(find, DAY).unit_report(unit, time, issuer)[1]


def texts(document):
    """What stands in a document, its tables too, in their order."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"), qn("w:br"))) for p in document.element.body.iter(qn("w:p"))]


def notes(content):
    """The footnotes by their numbers."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        root = docx.oxml.parse_xml(parts.read("word/footnotes.xml"))
    return {int(n.get(qn("w:id"))): "".join(t.text for t in n.iter(qn("w:t"))) for n in root if not n.get(qn("w:type"))}


def cited_in(element):
    """The numbers of the footnotes that an element cites, first named or named again."""
    again = [int(re.search(r"NOTEREF Nguon(\d+) ", f.get(qn("w:instr")))[1]) for f in element.iter(qn("w:fldSimple"))]
    return {*again, *(int(one.get(qn("w:id"))) for one in element.iter(qn("w:footnoteReference")))}


def marked(document):
    """What is marked by a colour."""
    runs = (run for run in document.element.body.iter(qn("w:r")) if run.find(f".//{qn('w:highlight')}") is not None)
    return ["".join(t.text for t in run.iter(qn("w:t"))) for run in runs]


@pytest.fixture(scope="module")
def of_2023(real):
    return report(real, issuer="ubnd-quan-le-chan")


@pytest.mark.parametrize(
    ("written", "first", "last", "name"),
    [
        ("6 tháng đầu năm 2025", (2025, 1, 1), (2025, 6, 30), "6 tháng đầu năm 2025"),
        ("6 tháng cuối năm 2024", (2024, 7, 1), (2024, 12, 31), "6 tháng cuối năm 2024"),
        ("quý II/2025", (2025, 4, 1), (2025, 6, 30), "quý II năm 2025"),
        ("2024", (2024, 1, 1), (2024, 12, 31), "năm 2024"),
        ("năm 2024", (2024, 1, 1), (2024, 12, 31), "năm 2024"),
        ("2023 - 2024", (2023, 1, 1), (2024, 12, 31), "2023–2024"),
        ("từ 1/3/2025 đến 15/8/2025", (2025, 3, 1), (2025, 8, 15), "từ 1/3/2025 đến 15/8/2025"),
        ("2025-01/2025-06", (2025, 1, 1), (2025, 6, 30), "6 tháng đầu năm 2025"),
        ("Sáu tháng đầu năm 2025", (2025, 1, 1), (2025, 6, 30), "6 tháng đầu năm 2025"),
        ("nửa cuối năm 2024", (2024, 7, 1), (2024, 12, 31), "6 tháng cuối năm 2024"),
        ("Q3/2025", (2025, 7, 1), (2025, 9, 30), "quý III năm 2025"),
        ("từ ngày 01/01/2025 đến hết ngày 30/6/2025", (2025, 1, 1), (2025, 6, 30), "6 tháng đầu năm 2025"),
        ("15/11/2024 - 14/5/2025", (2024, 11, 15), (2025, 5, 14), "từ 15/11/2024 đến 14/5/2025"),
    ],
)
def test_a_time_is_read_as_offices_write_it(written, first, last, name):
    assert Span.of(written) == Span(date(*first), date(*last), name)


@pytest.mark.parametrize("written", ["kỳ này", "../2024", "2024/..", "XXXX-09-27", "2024~", "31/2/2025 - 1/3/2025", ""])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(DataError):
        Span.of(written)


def test_the_table_keeps_to_the_decree():
    for chosen, least, most in MARGINS.values():
        assert least <= chosen <= most
    for style in STYLES.values():
        assert style.sizes[0] <= style.size <= style.sizes[1], style
        assert style.where
    assert INDENT in (10, 12.7)


def test_the_page_is_that_of_the_decree(of_2023):
    document = opened(of_2023)
    (page,) = document.sections
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert 20 <= round(page.top_margin.mm) <= 25 and 20 <= round(page.bottom_margin.mm) <= 25
    assert 30 <= round(page.left_margin.mm) <= 35 and 15 <= round(page.right_margin.mm) <= 20
    assert page.different_first_page_header_footer and not "".join(p.text for p in page.first_page_header.paragraphs)
    assert " PAGE " in page.header._element.xml
    by_id = {style.style_id: style for style in document.styles}
    for name, rule in STYLES.items():
        style = by_id[style_id(name)]
        assert (style.font.name, style.font.size, bool(style.font.bold)) == (
            "Times New Roman",
            Pt(rule.size),
            rule.bold,
        )
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == LANGUAGE
    about = document.core_properties
    assert about.title.startswith("Báo cáo kết quả phong trào") and about.language == LANGUAGE


def test_the_parts_of_the_form_stand_in_their_order(of_2023):
    said = " ".join(texts(opened(of_2023)))
    parts = [
        "Ủy ban nhân dânquận Lê Chân", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số:", "/BC-", "Quận Lê Chân, ngày",
        "BÁO CÁO", "Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc của quận Lê Chân, năm 2023", "Kính gửi:", "I. ", "II. ", "III. ", "IV. ", "V. ",
        "./.", "Nơi nhận:", "Như trên", "Lưu: VT", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    ]  # fmt: skip
    at = 0
    for part in parts:
        at = said.index(part, at) + len(part)


def test_headings_go_down_by_a_level_and_tables_repeat_their_heads(of_2023):
    document = opened(of_2023)
    levels = [int(p.style.style_id[-1]) for p in document.paragraphs if p.style.style_id.startswith("Heading")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    tables = [table for table in document.tables if table._tbl.tblPr.style == "TableGrid"]
    assert tables and all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in tables)


def test_every_figure_stands_with_its_sources(real, of_2023):
    """Those of the source that tells it, not of the record as a whole."""
    told = notes(of_2023)
    rows = {
        row.cells[1].text.rstrip("0123456789, "): row
        for table in opened(of_2023).tables
        for row in table.rows
        if len(row.cells) == 5
    }
    (result,) = (one for one in real.results(real.get(Unit, LE_CHAN)) if one.year == 2023)
    assert len(result.figures) > 10
    for figure in result.figures:
        cells = rows[figure.label].cells
        assert cells[2].text == figure.shown and cells[3].text == figure.when
        said = {told[number] for number in cited_in(rows[figure.label]._tr)}
        wanted = {real.get(Source, one).title for one in figure.source}
        assert len(said) == len(wanted) and all(
            any(note.strip().startswith(title) for note in said) for title in wanted
        )


def test_sources_that_differ_are_shown_to_differ(real, of_2023):
    said = "\n".join(texts(opened(of_2023)))
    (result,) = (one for one in real.results(real.get(Unit, LE_CHAN)) if one.year == 2023)
    for one in result.disagreements:
        assert one.about in said
        assert all(account.says.rstrip(".") in said for account in one.accounts)


def test_records_that_differ_are_shown_to_differ_too(find):
    """The result of a year and an event that tells of it: neither is chosen."""
    result, event = find.results(find.get(Unit, "quan-hoa-2025"))[0], find.get(Event, "2024-01-18-tong-ket-quan-hoa")
    other = result.figures[0].model_copy(update={"value": Decimal(41), "source": ["bai-hai"]})
    both = changed(find, (event, event.model_copy(update={"figures": [other]})))
    document = opened(report(both, "quan-hoa-2025", "2023/2024"))
    (line,) = (p for p in document.paragraphs if p.text.startswith("Các nguồn nêu khác nhau về “Mô hình”"))
    assert result.figures[0].shown in line.text and "41 mô hình" in line.text and len(cited_in(line._p)) == 2


def test_what_no_record_tells_is_blank_and_marked(real):
    """A time of which there is nothing: no number is made up, and every heading waits for its content."""
    document = opened(report(real, LE_CHAN, "năm 2021"))
    blanks = [text for text in marked(document) if text.startswith("[cần bổ sung: ")]
    for needed in ("kết quả", "các hoạt động", "khen thưởng", "ưu điểm", "phương hướng", "đề xuất", "ký", "nơi nhận"):
        assert any(needed in text for text in blanks), needed
    body = texts(document)
    assert not [line for line in body if re.search(r"\b0 (mô hình|sự kiện|hoạt động)", line)]
    assert all("[" not in line or any(text in line for text in marked(document)) for line in body)


def test_a_time_that_crosses_a_reform_tells_of_the_units_of_its_days(real):
    said = "\n".join(texts(opened(report(real, WARD, "2023 - 2025"))))
    assert "Phường Lê Chân bắt đầu hoạt động từ ngày 1/7/2025" in said
    (rest,) = re.findall("^- Phần còn lại sau khi sắp xếp: .*$", said, re.MULTILINE)
    assert "phường Lạch Tray (quận Ngô Quyền, địa giới đến 12/2024)" in rest
    assert "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2024 phường Lạch Tray" in said
    assert "Việc do cấp quận, huyện cũ làm" in said and "33.786" not in said  # the district's own number


def test_a_unit_that_ended_in_the_time_says_so_and_tells_nothing_of_later(real):
    said = "\n".join(texts(opened(report(real, LE_CHAN, "2025"))))
    (ended,) = re.findall("^Quận Lê Chân hoạt động đến hết ngày 30/6/2025.*$", said, re.MULTILINE)
    assert "phường Lê Chân" in ended and "phường An Biên" in ended
    with pytest.raises(DataError, match="chưa có hoặc không còn"):
        report(real, "quận Lê Chân", "quý III/2025")


def test_of_units_of_one_name_it_is_the_last_of_the_time(real):
    assert (
        Wanted(real, DAY)
        .unit_text("lê chân", "quý III/2025")
        .startswith("Phong trào Toàn dân bảo vệ an ninh Tổ quốc, Phường Lê Chân")
    )
    assert (
        Wanted(real, DAY)
        .unit_text("Lê Chân", "2024")
        .startswith("Phong trào Toàn dân bảo vệ an ninh Tổ quốc, Quận Lê Chân")
    )
    assert (
        Wanted(real, DAY).unit_report("Thành phố Hải Phòng", "2023/2025")[0]
        == "bao-cao-thanh-pho-hai-phong-2023-2025.docx"
    )
    assert (
        Wanted(real, DAY).unit_report("Thành phố Hải Phòng", "2024")[0]
        == "bao-cao-thanh-pho-hai-phong-2025-nam-2024.docx"
    )


def test_numbers_of_several_units_say_whose_they_are(real):
    """A wider unit's report holds those of the units below it: none stands there without its own."""
    document = opened(report(real, "thanh-pho-hai-phong-2025", "2023/2024"))
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert len([text for text in captions if text.startswith("Số liệu công bố cùng sự kiện: ")]) > 1
    assert all(re.search("Phường|Quận|mô hình", text) for text in captions if text.startswith("Số liệu"))
    awards = [
        row.cells[4].text
        for table in document.tables
        for row in table.rows[1:]
        if table.rows[0].cells[1].text.startswith("Cơ quan, người")
    ]
    assert awards and all(text.startswith(("Phường", "Quận")) for text in awards)


def changed(find, *records):
    for old, new in records:
        new.placed(old.file)
    return Finder(behind(find).with_records(new for _, new in records), DAY)


def test_what_others_give_to_a_unit_is_told_in_its_report(find):
    event = find.get(Event, "2024-01-18-tong-ket-quan-hoa")
    award = Award(by="Chủ tịch UBND quận Hoa", form="giấy khen", to_units=["phuong-dong-hoa-2024"], period="2024-01-18")
    now = changed(
        find,
        (event, event.model_copy(update={"awards": [award], "unit": "quan-hoa-2025", "units": [], "sessions": []})),
    )
    said = "\n".join(texts(opened(report(now, "phuong-dong-hoa-2024", "quý I/2024"))))
    assert f"chủ tịch UBND quận Hoa tặng giấy khen, 18/1/2024 ({event.title})." in said
    assert "tặng giấy khen" not in "\n".join(texts(opened(report(now, "phuong-dong-hoa-2024", "quý II/2024"))))


def test_models_are_told_by_what_happened_in_the_time(find):
    model = find.get(Model, "ngo-tu-quan")
    steps = [
        {"stage": "launched", "date": "2023-05-01"},
        {"stage": "replicated", "date": "2024-03-02", "note": "Thêm hai tổ"},
        {"stage": "ended", "date": "2024-12"},
    ]
    life = [Milestone.model_validate(step) for step in steps]
    now = changed(find, (model, model.model_copy(update={"life": life, "since": None})))

    def told(time):
        said = texts(opened(report(now, "quan-hoa-2025", time)))
        return "\n".join(said), said[said.index(next(line for line in said if line.startswith(model.name))) + 3] if any(
            line.startswith(model.name) for line in said
        ) else ""

    said, row = told("2023")
    assert "trong kỳ có 1 mô hình bắt đầu" in said and row.startswith("Mô hình mới")
    said, row = told("6 tháng đầu năm 2024")
    assert "1 mô hình được nhân rộng" in said and row.startswith("Nhân rộng, 2/3/2024, Thêm hai tổ")
    assert "Kết thúc hoạt động" in told("2024")[1]
    assert told("6 tháng đầu năm 2025")[1] == "" and told("2022")[1] == ""  # ended, and not yet begun


def test_events_that_did_not_take_place_are_told_apart_and_not_counted(find):
    event = find.get(Event, "2024-01-18-tong-ket-quan-hoa")
    off = event.model_copy(update={"status": EventStatus.POSTPONED})
    said = "\n".join(texts(opened(report(changed(find, (event, off)), "quan-hoa-2025", "quý I/2024"))))
    kind = find.get(EventKind, event.kind).name
    assert f"Đã hoãn: {event.title}" in said.split("Đã hoãn, đã hủy")[1] and f"{kind}: 1" not in said


def test_numbers_of_another_time_are_named_and_left_out(real):
    said = "\n".join(texts(opened(report(real, LE_CHAN, "6 tháng đầu năm 2023"))))
    assert "nên không đưa vào: năm 2023, Quận Lê Chân" in said and "33.786" not in said
    assert "Nguồn không ghi đủ ngày, có thể trong kỳ" in said


def test_only_what_is_published_is_told(find):
    said = " ".join(texts(opened(report(find, "quan-hoa-2025", "2025"))))
    assert "zqnhap" not in said.casefold()
    done = run("report", "--data", SAMPLE, "--model", "zqnhap")
    assert done.returncode == 1 and "không có mô hình mang mã 'zqnhap'" in done.stderr


def test_the_same_records_give_the_same_bytes(real, of_2023):
    assert report(real, issuer="ubnd-quan-le-chan") == of_2023
    with zipfile.ZipFile(io.BytesIO(of_2023)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if name.endswith((".bin", ".jpeg")) or "theme" in name]


def test_nothing_leads_out_but_to_sources(real, of_2023):
    for content in (of_2023, report(real, WARD, "2025")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            relations = [docx.oxml.parse_xml(parts.read(name)) for name in parts.namelist() if name.endswith(".rels")]
        led = {r.get("Target") for root in relations for r in root if r.get("TargetMode") == "External"}
        assert led <= {source.url for source in real.all(Source)}


def hostile(find):
    """The sample site with texts in it that no record may hold, or that are long, run the other way or look like markup."""
    bad = "\x00\x0b\x1b\ud800\ufffe\u202e]]>&<w:p/>{{ 7*7 }}<script>"
    rtl, long = "مرحبا שלום", "Tổ dân phố " * 1500
    result = find.results(find.get(Unit, "quan-hoa-2025"))[0]
    figures = [
        Figure.model_construct(**{**result.figures[0].__dict__, "label": f"Chỉ tiêu {bad}{n}", "note": rtl})
        for n in range(80)
    ]
    model = find.get(Model, "ngo-tu-quan")
    bad_ones = [
        result.model_copy(update={
            "summary": Passage.model_construct(text=f"Mở đầu {bad}\n\n- ý **đậm {rtl}**\n- {long}\n\n| a | b |\n|---|---|\n| 1 | {bad} |", source=[]),
            "figures": figures, "ratings": [Rating(about="Phong trào", grades=[Grade(grade="đạt", other_places=[f"Tổ dân phố số {n}" for n in range(900)])])],
            "disagreements": [Disagreement.model_construct(about=bad, accounts=[Account.model_construct(says=rtl, source=["bai-mot"])], comment=bad)],
        }),
        model.model_copy(update={"name": f"Mô hình {bad}{rtl}", "difficulties": Passage.model_construct(text=long, source=[])}),
        find.all(Source)[0].model_copy(update={"title": f"Nguồn {bad}", "publisher": long[:400]}),
    ]  # fmt: skip
    return changed(find, *zip((result, model, find.all(Source)[0]), bad_ones, strict=True))


@pytest.fixture(scope="module")
def of_hostile(find):
    return Wanted(hostile(find), DAY).unit_report("quan-hoa-2025", "2023/2024")[1]


def test_hostile_texts_are_text(of_hostile):
    said = "\n".join(texts(opened(of_hostile)))
    assert "]]>&<w:p/>{{ 7*7 }}<script>" in said and "مرحبا שלום" in said
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\ufffe]", said)


def test_what_is_written_is_in_the_order_that_the_format_wants(find, of_2023, of_hostile):
    """Word refuses a file as damaged where LibreOffice is lenient."""
    for content in (of_2023, of_hostile, Wanted(find, DAY).paper(Model, "ngo-tu-quan")[1]):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            roots = [
                docx.oxml.parse_xml(parts.read(name))
                for name in parts.namelist()
                if name.startswith("word/") and name.endswith(".xml")
            ]
        for element in (one for root in roots for one in root.iter()):
            if order := _ORDER.get(element.tag.rpartition("}")[2]):
                names = [child.tag.rpartition("}")[2] for child in element]
                assert [name for name in names if name not in order.split()] == [], element.tag
                if element.tag != qn("w:r"):
                    places = [order.split().index(name) for name in names]
                    assert places == sorted(places), (element.tag, names)


def test_printed_by_an_office_program_it_has_the_form(of_hostile, tmp_path):
    """One document with all that there is: figures over several pages, texts of all kinds, the form above and below."""
    file = tmp_path / "báo cáo.docx"
    file.write_bytes(of_hostile)
    paper = printed(file)
    assert paper.size == "A4"
    serif = {name.partition("-")[0] for name in paper.fonts}
    assert "LiberationSerif" in serif and serif - {"LiberationSerif"} <= {name for name in serif if "Serif" not in name}
    first, *further = paper.pages
    assert 5 < len(further) < 40
    assert not first.lstrip().startswith("1\n") and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert [page.split()[0] for page in further] == [str(number) for number in range(2, len(further) + 2)]
    said = " ".join("".join(paper.pages).split())
    assert all(f"phố số {number}" in said for number in (0, 450, 899))  # of a row longer than a page
    with_figures = [page for page in paper.pages if page.count("Chỉ tiêu ") > 3]
    assert len(with_figures) > 2 and all("So sánh" in page for page in with_figures)  # heads on every page
    assert "Nơi nhận:" in paper.pages[-1] and "Trên đây là báo cáo" in paper.pages[-1]


def test_a_model_s_kit_and_an_event_s_summary_tell_all_that_pages_tell(find):
    wanted = Wanted(find, DAY)
    model = find.get(Model, "ngo-tu-quan")
    name, content = wanted.paper(Model, model.id)
    said = " ".join(texts(opened(content)))
    assert name == "mo-hinh-ngo-tu-quan.docx"
    for passages in (model.steps, model.equipment, [model.cost] if model.cost else []):
        assert all(block.pieces[0].text in said for passage in passages for block in blocks(passage.text))
    assert all(figure.label in said and figure.shown in said for figure in model.figures)
    assert all(paper.title in said for paper in model.papers)
    (shape,) = opened(content).inline_shapes
    assert shape._inline.docPr.get("descr") == model.lead.shows and f"Ảnh: {model.lead.credit}" in said
    with zipfile.ZipFile(io.BytesIO(content)) as parts, Image.open(parts.open("word/media/image1.jpg")) as image:
        assert image.format == "JPEG" and not image.getexif() and wanted.paper(Model, model.id)[1] == content
    event = find.get(Event, "2024-01-18-tong-ket-quan-hoa")
    name, content = wanted.paper(Event, event.id)
    said = " ".join(texts(opened(content)))
    assert name == "su-kien-2024-01-18-tong-ket-quan-hoa.docx" and event.title in said
    assert all(award.form in said for award in event.awards)
    assert all(person.named in said for person in event.people)


def test_passages_keep_their_parts():
    found = blocks(
        "Một **đậm** và *nghiêng*, [trang](https://a.example/)\n\n1. một\n2. hai\n    - ba\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n> lời"
    )
    assert [(block.mark, "".join(piece.text for piece in block.pieces).strip()) for block in found if not block.rows] == [
        ("", "Một đậm và nghiêng, trang (https://a.example/)"), ("1. ", "một"), ("2. ", "hai"), ("- ", "ba"), ("", "lời"),
    ]  # fmt: skip
    assert [
        [["".join(p.text for p in cell) for cell in row] for row in block.rows] for block in found if block.rows
    ] == [[["A", "B"], ["1", "2"]]]
    assert next(piece for piece in found[0].pieces if piece.bold).text == "đậm"


def test_a_text_for_zalo_is_short_plain_and_leads_to_the_page(mini):
    find = located(mini, URL)
    long = find.get(Model, "ngo-tu-quan").model_copy(
        update={"summary": Passage.model_construct(text="**Câu** " * 20 + "dài. " + "Câu nữa. " * 300, source=[])}
    )
    for record in (*find.all(Model), *find.all(Event), long):
        text = zalo.of_record(find, record)
        assert len(text) <= zalo.LONGEST + 1 and "**" not in text
        assert text.splitlines()[-1] == f"{URL}{record.address}/{record.id}/" or record is long
    cancelled = next(event for event in find.all(Event) if event.status.label)
    assert zalo.of_record(find, cancelled).startswith(cancelled.status.label)
    unit = find.get(Unit, "quan-hoa-2025")
    text = zalo.of_unit(find, Scope(find, unit, Span.of("2024")))
    assert "năm 2024" in text and text.endswith(f"{URL}dia-ban/quan-hoa-2025/\n")


def test_the_command_writes_a_new_file_and_says_what_is_wrong(tmp_path):
    file = tmp_path / "bc.docx"
    done = run("report", "quận Hoa", "6 tháng đầu năm 2024", "--data", SAMPLE, "--out", file)
    assert (done.returncode, done.stderr) == (0, "") and opened(file.read_bytes())
    done = run("report", "quận Hoa", "2024", "--data", SAMPLE, "--out", file)
    assert done.returncode == 1 and "đã có tệp này" in done.stderr
    for arguments, said in (
        (("--model", "ngo-tu-qan"), "Có phải 'ngo-tu-quan'?"),
        (("quận Hoa",), "chưa nói báo cáo về gì"),
        (("quận Hoa", "2024", "--event", "x"), "chưa nói báo cáo về gì"),
        (("quận Hoa", "năm nay"), "không phải kỳ báo cáo"),
        (("quận Hoa", "2024", "--out", tmp_path / "bc.pdf"), "báo cáo là tệp Word"),
        (("quận Hoa", "2024", "--by", "khong-co"), "không có cơ quan, đoàn thể"),
    ):
        done = run("report", "--data", SAMPLE, *arguments)
        assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr, arguments
    done = run("report", "quận Hoa", "2024", "--data", SAMPLE, "--zalo")
    assert done.returncode == 0 and done.stdout.startswith("Phong trào Toàn dân bảo vệ an ninh Tổ quốc")
