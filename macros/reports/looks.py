"""The styles, settings and page of a document, made of the table of the decree."""

from docx import Document as new_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from macros.reports.decree import FONT, INDENT, LANGUAGE, MARGINS, NUMBER_FROM_TOP, PAPER, STYLES, Style

_OF_PACKAGE = {"officeDocument", "core-properties"}  # of what python-docx's own template brings along
_KEPT = {"styles", "settings", "fontTable"}
_ALIGNED = {"centre": "center", "justified": "both", "left": "left"}
_FONTS = "".join(f' w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
_SETTINGS = """
<w:settings {spaces}>
  <w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
  <w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>
"""
_FONT_TABLE = """
<w:fonts {spaces}><w:font w:name="{font}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>
<w:pitch w:val="variable"/></w:font></w:fonts>
"""
_DEFAULTS = """
<w:docDefaults>
  <w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:sz w:val="28"/><w:szCs w:val="28"/>
    <w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
"""
_FURTHER = """
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
  <w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
  <w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
  </w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
  {borders}</w:tblBorders></w:tblPr></w:style>
"""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def blank_document() -> Document:
    """A document without a word, as the decree wants its pages: A4, with their numbers from the second on."""
    document = new_document()
    _drop_what_the_template_brings(document)
    spaces = nsdecls("w")
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    inner = _DEFAULTS.format(fonts=_FONTS, language=LANGUAGE) + "".join(map(_style, STYLES.values()))
    inner += _FURTHER.format(borders=_BORDERS)
    for child in list(parse_xml(f"<w:styles {spaces}>{inner}</w:styles>")):
        styles.append(child)
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for child in list(parse_xml(_SETTINGS.format(spaces=spaces, language=LANGUAGE))):
        settings.append(child)
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation.target_part._blob = _FONT_TABLE.strip().format(spaces=spaces, font=FONT).encode()
    _lay_out(document)
    return document


def style_id(name: str) -> str:
    """What a style is called within the file: its name in letters of ASCII without blanks."""
    known = {style: f"Kieu{at}" for at, style in enumerate(STYLES)}
    return name.replace(" ", "") if name.isascii() else known[name]


def _style(style: Style) -> str:
    based = "" if style.name == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if style.name == "Normal" else ""
    parts = "<w:keepNext/>" * ("together" in style.parts) + "<w:keepLines/>" * ("closed" in style.parts)
    above, below = (20 * points for points in style.gaps)
    parts += f'<w:spacing w:before="{above}" w:after="{below}"/>'
    parts += f'<w:ind w:firstLine="{round(INDENT * 1440 / 25.4)}"/>' if "indented" in style.parts else ""
    parts += f'<w:jc w:val="{next(_ALIGNED[part] for part in style.parts if part in _ALIGNED)}"/>'
    parts += f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    looks = "<w:b/><w:bCs/>" * style.bold + "<w:i/><w:iCs/>" * style.italic + "<w:caps/>" * style.capitals
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id(style.name)}"><w:name w:val="{_own_name(style.name)}"/>{based}<w:qFormat/>'
        f'<w:pPr>{parts}</w:pPr><w:rPr><w:rFonts{_FONTS}/>{looks}<w:sz w:val="{2 * style.size}"/><w:szCs w:val="{2 * style.size}"/>'
        "</w:rPr></w:style>"
    )


def _own_name(name: str) -> str:
    """What Word itself calls a style within the file."""
    return name.lower() if name.startswith(("Heading", "Caption", "Header", "Footnote")) else name


def _drop_what_the_template_brings(document: Document) -> None:
    """Without them the parts themselves are left out: a picture, a theme of other fonts, styles for lists."""
    package, part = document.part.package, document.part
    for rels in (package.rels, part.rels):
        for key, relation in list(rels.items()):
            kind = relation.reltype.rpartition("/")[2]
            if kind not in (_OF_PACKAGE if rels is package.rels else _KEPT):
                del rels[key]


def _lay_out(document: Document) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = map(Mm, PAPER)
    for side, (chosen, *_) in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(chosen))
    section.header_distance = section.footer_distance = Mm(NUMBER_FROM_TOP)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number._p.style = style_id("Header")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    number._p.append(field)
