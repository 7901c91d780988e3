"""Former units as people name them in a cell: `các phường A, B, xã C (huyện D) và một phần xã E`."""

import re
from dataclasses import dataclass, replace

from macros.catalogue import Catalogue
from macros.language.characters import told
from macros.language.text import nfc
from macros.records import Unit
from macros.records.unit import Share, UnitKind

_WORDS = {kind.label.casefold(): kind for kind in reversed(UnitKind)}  # `Thành phố` alone is a municipality's
_LEVELS = {
    level: "|".join(word for word, kind in _WORDS.items() if kind.level == level)
    for level in ("commune", "district", "province")
}
_LEVELS["district"] += "|thành phố"  # which may be a province's too
_COMMUNES, _ABOVE = _LEVELS["commune"], f"{_LEVELS['district']}|{_LEVELS['province']}"
_WITH_KIND = re.compile(rf"({_COMMUNES}|{_ABOVE})\s+(\S.*)", re.IGNORECASE)
_SHARES = {
    "": Share.WHOLE,
    "toàn bộ": Share.WHOLE,
    "một phần": Share.PART,
    "một phần diện tích": Share.PART_AREA_ONLY,
    "phần còn lại": Share.REMAINDER,
}
_HOW_MUCH = "|".join(sorted(filter(None, _SHARES), key=len, reverse=True))
_LAW = re.compile(r"^sắp xếp\b|diện tích tự nhiên|quy mô dân", re.IGNORECASE)
# How resolutions say it, in our fewer words.
_CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x1EFA)) if letter.isupper())}]"
# Spaces that were lost on the way from a PDF file; capitals tell where a name begins.
_GLUED = [
    (re.compile(shape), said)
    for shape, said in (
        (r"(?<=[\w)])(và|sau khi|của)(?=\b|các|xã|phường|thị trấn|phần|một phần)", r" \1"),
        (rf"\b(và|của|các)(?=(?:các|xã|phường|thị trấn|đặc khu|phần|một phần)\b|các(?:xã|phường)|{_CAPITAL})", r"\1 "),
        (rf"\b(các|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)(?={_CAPITAL}|(?:xã|phường)\b)", r"\1 "),
        (r"(?<=\w)(thành (?:xã|phường|đặc khu) (?:mới|có tên))", r" \1"),
        (r"\bcủa của\b", "của"),
        (r"\((?:thuộc|của) ", "("),
    )
]
_AS_IN_LAW = [
    (re.compile(shape, re.IGNORECASE), said)
    for shape, said in (
        (r"^(?:sắp xếp|nhập|sáp nhập|hợp nhất|thành lập từ)\s+", ""),
        (r"\s+sau khi (?:thực hiện )?(?:sắp xếp|điều chỉnh)\b.*?Điều này", ""),
        (r"\s+sau khi (?:thực hiện )?(?:sắp xếp|điều chỉnh)\b[^,;]*?(?=\s+(?:thành|và)\s|[,;]|$)", ""),
        (r"\s+thành\s+(?:phường|xã|đặc khu|tỉnh|thành phố)\s+(?:mới\b|có tên).*$", ""),
                (r"một phần diện tích(?: tự nhiên)?,? (?:và )?toàn bộ quy mô dân(?: số)?", "một phần"),
        (r"phần\s+diện tích(?: tự nhiên)?(?:(?:,| và) quy mô dân(?: số)?)?\s+còn lại", "phần còn lại"),
        (r"(toàn bộ|một phần|phần còn lại)(?: của)?\s+diện tích(?: tự nhiên)?(?:,| và) quy mô dân(?: số)?", r"\1"),
        (r"toàn bộ quy mô dân(?: số)?", "toàn bộ"),
        (r"(toàn bộ|phần còn lại)(?: của)?\s+diện tích(?: tự nhiên)?", r"\1"),
        (r"một phần(?: của)? diện tích tự nhiên", "một phần diện tích"),
    )
]  # fmt: skip
_BETWEEN = {
    level: re.compile(rf"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?=(?:(?:{_HOW_MUCH})\s+(?:của\s+)?)?(?:các\s+)?(?:{words})\s)", re.IGNORECASE)
    for level, words in _LEVELS.items()
}  # fmt: skip
_FIRST = re.compile(rf"(?:(?:{_HOW_MUCH})\s+(?:của\s+)?)?(?:các\s+)?({_COMMUNES}|{_ABOVE})\s", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:và|toàn bộ|một phần|phần còn|diện tích|quy mô|của các|theo quy|sau khi|có tên|Điều này|xã|phường|thị trấn)\b"
)
_AND = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+", re.IGNORECASE)
_SHARE = rf"(?:(?P<share>{_HOW_MUCH})\s+(?:của\s+)?)?"
_SEVERAL = re.compile(rf"{_SHARE}các\s+(?P<kind>{_COMMUNES}|{_ABOVE})\s+(?P<names>.+)", re.IGNORECASE)
_ONE = re.compile(
    rf"{_SHARE}(?P<kind>{_COMMUNES}|{_ABOVE})\s+(?P<name>[^,;()]+?)"
    rf"(?:\s*(?:[,(]|thuộc)\s*(?P<above_kind>{_ABOVE})\s+(?P<above_name>[^,;()]+?)\s*\)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Former:
    """A former unit that a cell names: how much of it went over, its kind and name, and those of the one above it."""

    share: Share
    kind: UnitKind
    name: str
    above_kind: UnitKind | None = None
    above_name: str | None = None

    @property
    def called(self) -> str:
        """Its name as a table's cell says it: `Xã B, Huyện C`."""
        return f"{self.kind.label} {self.name}" + (f", {self.above}" if self.above else "")

    @property
    def above(self) -> str:
        """The name of the one above it; empty where that isn't said."""
        return f"{self.above_kind.label} {self.above_name}" if self.above_kind else ""


class Unclear(Exception):
    """A piece of what a cell names can't be told: what is wrong, and what to do."""

    def __init__(self, what: str, todo: str):
        super().__init__(what)
        self.what, self.todo = what, todo


def formers_in(text: str) -> list[Former]:
    """The former units that a cell names, in a resolution's words or in fewer.

    In a resolution's words how much of one goes over holds for those after it too; in other words each has to say it once one did.
    Raises Unclear with the first piece that can't be told.
    """
    found: list[Former] = []
    text = " ".join(nfc(text).split())
    is_law = bool(_LAW.search(text))
    for shape, said in (*_GLUED, *_AS_IN_LAW):
        text = shape.sub(said, text)
    first = _FIRST.match(text)
    level = _WORDS[first[1].casefold()].level if first else "commune"  # those named beside the first are of its level
    share = Share.WHOLE
    for piece in filter(None, (one.strip(" .,;") for one in _BETWEEN[level].split(text))):
        one = _SEVERAL.fullmatch(piece) or _ONE.fullmatch(piece)
        if not one:
            raise _unclear(piece)
        if one["share"] is None and not is_law and share is not Share.WHOLE:
            raise Unclear(
                f"không rõ '{told(piece)}' nhập toàn bộ hay một phần",
                f"Ghi rõ: toàn bộ {told(piece)}, hoặc một phần {told(piece)}",
            )
        if one["share"]:
            share = _SHARES[one["share"].casefold()]
        if "names" in one.groupdict():
            them = [_former(f"{one['kind']} {name}", share) for name in _AND.split(one["names"])]
            of_all = them[-1] if "thuộc" in one["names"] else None
            found += (
                [replace(each, above_kind=of_all.above_kind, above_name=of_all.above_name) for each in them]
                if of_all
                else them
            )
        else:
            found.append(_former(piece, share))
    return found


def _former(piece: str, share: Share) -> Former:
    one = _ONE.fullmatch(piece)
    if not one or _NO_NAME.search(one["name"]):
        raise _unclear(piece)
    kind, above = (_WORDS[word.casefold()] if word else None for word in (one["kind"], one["above_kind"]))
    assert kind
    if above is UnitKind.MUNICIPALITY:
        above = UnitKind.CITY  # above a commune is no other
    return Former(share, kind, one["name"].strip(), above, one["above_name"])


def _unclear(piece: str) -> Unclear:
    todo = "Ghi loại rồi đến tên, cách nhau bằng dấu phẩy: phường A, xã B (huyện C), một phần xã D"
    return Unclear(f"không rõ '{told(piece)}' là đơn vị nào", todo)


def split(text: str) -> tuple[UnitKind, str] | None:
    """The kind and the name of a unit that is called so; None if it begins with no kind."""
    found = _WITH_KIND.fullmatch(" ".join(nfc(text).split()))
    return (_WORDS[found[1].casefold()], found[2]) if found else None


def in_words(catalogue: Catalogue, unit: Unit) -> str:
    """What a unit was formed from, as a cell says it."""
    units, called, last = catalogue.by_id(Unit), [], Share.WHOLE
    for change in unit.formed_from:
        former = units[change.unit]
        above = units.get(former.parent or "")
        words = [word for word, share in _SHARES.items() if share is change.share]
        share = words[0] if last is Share.WHOLE else words[-1]
        name = f"{former.kind.label.lower()} {former.name}"
        district = f" ({above.kind.label.lower()} {above.name})" if above and above.kind.level == "district" else ""
        called.append(f"{share} {name}{district}".strip())
        last = change.share
    return ", ".join(called)
