"""Footnotes with the sources, which python-docx has no part for: a source is told in full where it is first named, and
further on by the number that it has there."""

from collections.abc import Callable, Iterable

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# What Word draws between the text and its notes, and above those that go on from the page before.
_RULES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    for kind, number, mark in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)
_MARK, _TEXT = "FootnoteReference", "FootnoteText"


class Notes:
    """The footnotes of one document.

    Args:
        document: whose they are.
        tell: what is said of a source, and its address if it has one.
    """

    def __init__(self, document: Document, tell: Callable[[str], tuple[str, str | None]]):
        self._tell = tell
        self._numbers: dict[str, int] = {}
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{_RULES}</w:footnotes>")
        main = document.part
        assert main.package
        self._part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, self._root, main.package)
        main.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)

    def cite(self, paragraph: Paragraph, sources: Iterable[str]) -> None:
        """Put the numbers of sources behind what a paragraph says so far, the lowest first."""
        for at, source in enumerate(sorted(sources, key=lambda one: self._numbers.get(one, len(self._numbers) + 1))):
            if at:
                paragraph._p.append(_run(_text(", ")))
            self._cite(paragraph, source)

    def _cite(self, paragraph: Paragraph, source: str) -> None:
        first = source not in self._numbers
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        mark = f"Nguon{number}"
        if not first:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), f" NOTEREF {mark} \\f \\h ")
            field.append(_run(_text(str(number))))
            paragraph._p.append(field)
            return
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for bound in (begin, end):
            bound.set(qn("w:id"), str(number))
        begin.set(qn("w:name"), mark)
        for element in (begin, _run(reference), end):
            paragraph._p.append(element)
        self._add(number, *self._tell(source))

    def _add(self, number: int, told: str, address: str | None) -> None:
        note, paragraph, style = OxmlElement("w:footnote"), OxmlElement("w:p"), OxmlElement("w:pStyle")
        note.set(qn("w:id"), str(number))
        style.set(qn("w:val"), _TEXT)
        properties = OxmlElement("w:pPr")
        properties.append(style)
        paragraph.append(properties)
        paragraph.append(_run(OxmlElement("w:footnoteRef")))
        paragraph.append(_run(_text(f" {told}{': ' if address else '.'}"), ""))
        if address:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            link.append(_run(_text(address), ""))
            paragraph.append(link)
        note.append(paragraph)
        self._root.append(note)


def _run(element: BaseOxmlElement, style: str = _MARK) -> BaseOxmlElement:
    run: BaseOxmlElement = OxmlElement("w:r")
    if style:
        properties, named = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
        run.append(properties)
    run.append(element)
    return run


def _text(text: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement("w:t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
