"""Former units as people name them in a cell: `các phường A, B, xã C (huyện D) và một phần xã E`."""

import re
from dataclasses import dataclass, replace

from macros.catalogue import Catalogue
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
# How resolutions say it, in our fewer words.
_AS_IN_LAW = [
    (re.compile(shape, re.IGNORECASE), said)
    for shape, said in (
        (r"^(?:sắp xếp|nhập|sáp nhập|hợp nhất|thành lập từ)\s+", ""),
        (r"\s+sau khi (?:sắp xếp|điều chỉnh)\b.*?Điều này", ""),
        (r"\s+sau khi (?:sắp xếp|điều chỉnh)\b[^,;]*?(?=\s+(?:thành|và)\s|[,;]|$)", ""),
        (r"\s+thành\s+(?:phường|xã|đặc khu|tỉnh|thành phố)\s+(?:mới\b|có tên).*$", ""),
        (r"phần\s+diện tích(?: tự nhiên)?(?:(?:,| và) quy mô dân số)?\s+còn lại", "phần còn lại"),
        (r"(toàn bộ|một phần|phần còn lại)(?: của)?\s+diện tích(?: tự nhiên)?(?:,| và) quy mô dân số", r"\1"),
        (r"(toàn bộ|phần còn lại)(?: của)?\s+diện tích(?: tự nhiên)?", r"\1"),
        (r"một phần(?: của)? diện tích tự nhiên", "một phần diện tích"),
    )
]  # fmt: skip
_BETWEEN = {
    level: re.compile(rf"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?=(?:(?:{_HOW_MUCH})\s+(?:của\s+)?)?(?:các\s+)?(?:{words})\s)", re.IGNORECASE)
    for level, words in _LEVELS.items()
}  # fmt: skip
_FIRST = re.compile(rf"(?:(?:{_HOW_MUCH})\s+(?:của\s+)?)?(?:các\s+)?({_COMMUNES}|{_ABOVE})\s", re.IGNORECASE)
_AND = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+", re.IGNORECASE)
_SHARE = rf"(?:(?P<share>{_HOW_MUCH})\s+(?:của\s+)?)?"
_SEVERAL = re.compile(rf"{_SHARE}các\s+(?P<kind>{_COMMUNES}|{_ABOVE})\s+(?P<names>.+)", re.IGNORECASE)
_ONE = re.compile(
    rf"{_SHARE}(?P<kind>{_COMMUNES}|{_ABOVE})\s+(?P<name>[^,;()]+?)"
    rf"(?:\s*(?:[,(]|thuộc)\s*(?P<above_kind>{_ABOVE})\s+(?P<above_name>[^,;()]+?)\s*\)?)?",
    re.IGNORECASE,
)
_WITH_KIND = re.compile(rf"({_COMMUNES}|{_ABOVE})\s+(\S.*)", re.IGNORECASE)


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
    """A piece of what a cell names that is no unit."""


def formers_in(text: str) -> list[Former]:
    """The former units that a cell names. Raises Unclear with the first piece that names none."""
    found: list[Former] = []
    text = " ".join(nfc(text).split())
    for shape, said in _AS_IN_LAW:
        text = shape.sub(said, text)
    first = _FIRST.match(text)
    level = _WORDS[first[1].casefold()].level if first else "commune"  # those named beside the first are of its level
    for piece in filter(None, (one.strip(" .,;") for one in _BETWEEN[level].split(text))):
        if several := _SEVERAL.fullmatch(piece):
            beginning = f"{several['share'] or ''} {several['kind']}".strip()
            them = [_former(f"{beginning} {name}") for name in _AND.split(several["names"])]
            last = them[-1]
            found += [
                one if one.above else replace(one, above_kind=last.above_kind, above_name=last.above_name)
                for one in them
            ]
        else:
            found.append(_former(piece))
    return found


def _former(piece: str) -> Former:
    if not (one := _ONE.fullmatch(piece)):
        raise Unclear(piece)
    share = _SHARES[(one["share"] or "").casefold()]
    kind, above = (_WORDS[word.casefold()] if word else None for word in (one["kind"], one["above_kind"]))
    assert kind
    if above is UnitKind.MUNICIPALITY:
        above = UnitKind.CITY  # above a commune is no other
    return Former(share, kind, one["name"].strip(), above, one["above_name"])


def split(text: str) -> tuple[UnitKind, str] | None:
    """The kind and the name of a unit that is called so; None if it begins with no kind."""
    found = _WITH_KIND.fullmatch(" ".join(nfc(text).split()))
    return (_WORDS[found[1].casefold()], found[2]) if found else None


def in_words(catalogue: Catalogue, unit: Unit) -> str:
    """What a unit was formed from, as a cell says it."""
    units, told = catalogue.by_id(Unit), []
    for change in unit.formed_from:
        former = units[change.unit]
        above = units.get(former.parent or "")
        share = next(word for word, share in _SHARES.items() if share is change.share)
        name = f"{former.kind.label.lower()} {former.name}"
        district = f" ({above.kind.label.lower()} {above.name})" if above and above.kind.level == "district" else ""
        told.append(f"{share} {name}{district}".strip())
    return ", ".join(told)
