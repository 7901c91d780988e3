"""A passage of a record as the paragraphs, points and tables of a document: read from the same safe HTML that pages have of it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from macros.language.characters import without_wrong
from macros.language.markup import prose


@dataclass(frozen=True)
class Piece:
    """Some words, and how they look; `blank` is what has to be filled in."""

    text: str
    bold: bool = False
    italic: bool = False
    blank: bool = False


@dataclass
class Block:
    """A paragraph, or a point of a list with its mark before it, or the rows of a table."""

    mark: str = ""
    pieces: list[Piece] = field(default_factory=list)
    rows: list[list[list[Piece]]] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The blocks of a passage; none is empty."""
    reader = _Reader()
    reader.feed(prose(without_wrong(text)))
    reader.close()
    return [block for block in reader.blocks if block.pieces or block.rows]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [Block()]
        self._open: list[str] = []
        self._lists: list[int | None] = []  # the next number of each list that is open; None where it has none
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        match tag:
            case "br":
                self._open.pop()
                self._add("\n")
            case "ul" | "ol":
                self._lists.append(1 if tag == "ol" else None)
            case "li":
                number = self._lists[-1] if self._lists else None
                self.blocks.append(Block("- " if number is None else f"{number}. "))
                if number is not None:
                    self._lists[-1] = number + 1
            case "p" if self.blocks[-1].pieces or self.blocks[-1].rows:
                self.blocks.append(Block())
            case "table":
                self.blocks.append(Block())
            case "tr":
                self.blocks[-1].rows.append([])
            case "td" | "th":
                self.blocks[-1].rows[-1].append([])
            case "a":
                self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in ("ul", "ol", "table", "blockquote"):
            self.blocks.append(Block())
        if tag == "a" and self._link:  # in ink there is nothing to follow
            said = "".join(piece.text for piece in self._here()[-1:])
            if self._link not in said:
                self._add(f" ({self._link.removeprefix('mailto:')})")
            self._link = ""

    def handle_data(self, data: str) -> None:
        if data.strip() or self._here():
            self._add(" ".join(data.split("\n")))

    def _add(self, text: str) -> None:
        if {"table", "tr", "thead", "tbody"}.intersection(self._open[-1:]) or self._open[-1:] in (["ul"], ["ol"]):
            return  # what stands between the parts of a table or list
        bold = bool({"strong", "th"}.intersection(self._open))
        self._here().append(Piece(text, bold, "em" in self._open or "blockquote" in self._open))

    def _here(self) -> list[Piece]:
        block = self.blocks[-1]
        return block.rows[-1][-1] if block.rows and block.rows[-1] else block.pieces
