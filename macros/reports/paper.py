"""One document while it is written: lines of the decree's styles, tables, blanks that wait to be filled in, and sources as notes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from macros.catalogue import Finder
from macros.exports.workbook import uncompressed
from macros.language.characters import without_wrong
from macros.records import Part, Record, Source
from macros.reports.decree import STYLES, WIDTH
from macros.reports.looks import blank_document, style_id
from macros.reports.notes import Notes
from macros.reports.prose import Piece, blocks

_MM = 1440 / 25.4  # twentieths of a point
_PICTURE = 110, 80  # millimetres that a picture may be wide and high
_LETTER = 0.42, 0.7  # of the type's size, how wide a letter is about: small, capital


@dataclass(frozen=True)
class Cited:
    """The sources of what stands before."""

    sources: tuple[str, ...]


def blank(what: str) -> Piece:
    """What has to be filled in by hand: marked by a colour, and by words for whoever doesn't see it."""
    return Piece(f"[cần bổ sung: {what}]", blank=True)


def cited(statement: Part | None, record: Record) -> Cited:
    """The sources that a statement of a record rests on: its own, or else the record's."""
    return Cited(tuple(getattr(statement, "source", ()) or getattr(record, "sources", ())))


Content = str | Piece | Cited
Cell = str | Sequence[Content]


class Paper:
    """A document of what `find` knows, which is called `title` and made on `day`."""

    def __init__(self, find: Finder, title: str, day: date):
        self._find, self._day = find, day
        self._document = blank_document()
        self._notes = Notes(self._document, self._told)
        self._title = title

    def line(self, style: str, *content: Content, within: _Cell | None = None) -> Paragraph:
        """Add a paragraph of a style, in a cell of a table if it is to stand there."""
        paragraph = within.add_paragraph() if within else self._document.add_paragraph()
        return self._fill(paragraph, style, content)

    def heading(self, level: int, text: str) -> None:
        """Add a heading."""
        self.line(f"Heading {level}", text)

    def text(self, *content: Content) -> None:
        """Add a paragraph of what is said."""
        self.line("Body Text", *content)

    def item(self, *content: Content) -> None:
        """Add one point of several."""
        self.line("Body Text", "- ", *content)

    def closing(self, *content: Content) -> None:
        """Add the last paragraph: it stays on one page with the signature, which is never alone on one."""
        self.line("Body Text", *content).paragraph_format.keep_with_next = True

    def blank(self, what: str) -> None:
        """Add a paragraph that has to be filled in."""
        self.text(blank(what))

    def passage(self, text: str, sources: Cited | None, mark: str = "") -> None:
        """Add what a record tells in prose: its paragraphs, the points of its lists, its tables; the sources behind the last."""
        found = blocks(text)
        for at, block in enumerate(found):
            behind: tuple[Content, ...] = (sources,) if sources and at == len(found) - 1 else ()
            if block.rows:
                width = WIDTH / len(block.rows[0])
                heads, *rows = [[tuple(cell) for cell in row] for row in block.rows]
                self.table([tuple(head) for head in heads], [width] * len(heads), rows)
                if behind:
                    self.text(*behind)
            else:
                self.line("Body Text", mark if at == 0 else "", block.mark, *block.pieces, *behind)

    def table(
        self,
        heads: Sequence[Cell],
        widths: Sequence[float],
        rows: Iterable[Sequence[Cell]],
        caption: str = "",
    ) -> None:
        """Add a table of so many columns, `widths` in millimetres; its heads are told again on every page."""
        if caption:
            self.line("Caption", caption)
        table = self._grid(widths)
        table._tbl.tblPr.style = "TableGrid"
        for at, row in enumerate([heads, *rows]):
            added = table.add_row()  # type: ignore[no-untyped-call]
            properties = added._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if at == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, width, told in zip(added.cells, widths, row, strict=True):
                cell.width = Mm(width)
                content = (told,) if isinstance(told, str) else told
                self._fill(cell.paragraphs[0], "Đầu cột" if at == 0 else "Ô bảng", content)
        self._document.add_paragraph()._p.style = style_id("Dòng kẻ")

    def picture(self, jpeg: bytes, size: tuple[int, int], shows: str, caption: str) -> None:
        """Add a picture of so many pixels, with what is to be seen in it for whoever doesn't see it, and what stands below it."""
        wide, high = size
        width = min(_PICTURE[0], _PICTURE[1] * wide / high)
        paragraph = self.line("Ảnh")
        drawn = paragraph.add_run().add_picture(io.BytesIO(jpeg), width=Mm(width))
        about = drawn._inline.docPr
        about.set("name", "Ảnh")
        about.set("descr", without_wrong(shows))
        self.line("Chú thích ảnh", caption)

    def columns(self, *widths: float) -> Sequence[_Cell]:
        """Add columns side by side without lines, `widths` in millimetres; each begins empty."""
        table = self._grid(widths)
        cells: Sequence[_Cell] = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
            cell._tc.remove(cell.paragraphs[0]._p)
        return cells

    def rule(self, under: str, style: str, share: float, width: float, within: _Cell | None = None) -> None:
        """Add a line below a text of a style, of that share of its length, in the middle of `width` millimetres."""
        used = STYLES[style]
        letters = sum(_LETTER[used.capitals or letter.isupper()] for letter in under)
        long = min(letters * used.size * 25.4 / 72, width) * share
        paragraph = self.line("Dòng kẻ", within=within)
        properties = paragraph._p.get_or_add_pPr()
        border, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "auto")):
            below.set(qn(f"w:{name}"), value)
        border.append(below)
        indents = OxmlElement("w:ind")
        for side in ("left", "right"):
            indents.set(qn(f"w:{side}"), str(round((width - long) / 2 * _MM)))
        properties.append(border)
        properties.append(indents)

    def content(self) -> bytes:
        """The whole file: the same bytes for the same records and day."""
        about, day = self._document.core_properties, datetime.combine(self._day, time(), UTC)
        about.title, about.language = without_wrong(self._title), "vi-VN"
        about.author = about.last_modified_by = without_wrong(self._find.site.name)
        about.created = about.modified = day
        about.comments = about.keywords = about.subject = ""
        about.revision = 1
        out = io.BytesIO()
        self._document.save(out)
        return uncompressed(out)

    def _grid(self, widths: Sequence[float]) -> Table:
        table: Table = self._document.add_table(0, len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def _fill(self, paragraph: Paragraph, style: str, content: Iterable[Content]) -> Paragraph:
        paragraph._p.style = style_id(style)
        for one in content:
            if isinstance(one, Cited):
                self._notes.cite(paragraph, one.sources)
                continue
            piece = one if isinstance(one, Piece) else Piece(one)
            if text := without_wrong(piece.text):
                run = paragraph.add_run(text)
                run.bold, run.italic = piece.bold or None, piece.italic or None
                if piece.blank:
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        return paragraph

    def _told(self, source_id: str) -> tuple[str, str | None]:
        """What a note says of a source, and its address."""
        source = self._find.get(Source, source_id)
        when = source.published.shown if source.published else ""
        found = "" if source.url else source.found or ""
        told = ", ".join(filter(None, (source.title, source.publisher, when, found)))
        return without_wrong(told).rstrip("."), source.url
