"""Which record staff mean by an id or by what it is called."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from pydantic_core import PydanticCustomError

from macros.catalogue import Catalogue
from macros.language.characters import told
from macros.language.dates import PartialDate
from macros.language.text import near, nfc
from macros.records import BY_FOLDER, Unit
from macros.staff.columns import Refused

# How kinds of units are cut short in tables: `TP Hải Phòng`, `P. An Biên`; one letter with its dot only.
_KINDS = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "p": "phường",
    "x": "xã",
    "q": "quận",
    "h": "huyện",
    "t": "tỉnh",
}
_SHORT = re.compile(r"(^\s*|,\s*)(?:(?=[a-z]{2}[.\s]|[a-z]\.)(tp|tx|tt|p|x|q|h|t)[.\s]\s*)")
_SHOWN = 6  # how many of those that may be meant a message names


class Names:
    """The records of a catalogue by their ids and names: units also by name alone, or followed by those above them, documents by
    their number."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue
        self._names: dict[str, dict[str, list[str]]] = {}
        self._guesses: dict[tuple[str, str], str | None] = {}

    def find(
        self, folder: str, text: str, beside: Iterable[str] = (), stood: Callable[[Unit], bool] | None = None
    ) -> str:
        """The id of the one record in `folder` that `text` stands for; `beside` are ids that it stands for elsewhere, `stood` tells
        of several units called so those of the day that is meant.

        Raises Refused if there is none, or more than one.
        """
        if text in self._catalogue.in_folder(folder):
            return text
        found = dict.fromkeys([*self.called(folder, text), *beside])
        if len(found) > 1 and stood:
            units = self._catalogue.by_id(Unit)
            found = {id_: None for id_ in found if id_ not in units or stood(units[id_])} or found
        noun = BY_FOLDER[folder].noun
        if len(found) == 1:
            return next(iter(found))
        if found:
            ids = ", ".join([*found][:_SHOWN]) + ("…" if len(found) > _SHOWN else "")
            raise Refused(f"có {len(found)} {noun} mang tên '{told(text)}'", f"Ghi mã, một trong: {ids}")
        what = f"không có {noun} mang mã hoặc tên '{told(text)}'"
        raise Refused(what, "Sửa lại, hoặc thêm vào dữ liệu trước", self._near(folder, text))

    def called(self, folder: str, text: str) -> list[str]:
        """The ids of the records in `folder` that are called so."""
        return self._by_name(folder).get(same(text), [])

    def _by_name(self, folder: str) -> dict[str, list[str]]:
        if folder not in self._names:
            found: dict[str, list[str]] = defaultdict(list)
            for record_id, record in self._catalogue.in_folder(folder).items():
                names = [record.heading, getattr(record, "number", None)]
                if isinstance(record, Unit):
                    chain = [record, *self._catalogue.lineage.above(record)]
                    names += [
                        ", ".join(unit.full_name for unit in chain[:length]) for length in range(2, len(chain) + 1)
                    ]
                    names.append(self._catalogue.lineage.name(record))
                for name in {same(name) for name in names if name}:
                    found[name].append(record_id)
            self._names[folder] = found
        return self._names[folder]

    def _near(self, folder: str, text: str) -> str | None:
        if (folder, text) not in self._guesses:
            names = self._by_name(folder)
            meant = near(text, names)
            self._guesses[folder, text] = names[meant][0] if meant else self._catalogue.near(folder, text)
        return self._guesses[folder, text]


def stood(unit: Unit, field: str, end: str | None, change: str | None) -> bool:
    """Whether a unit stood on the day that a field of another one means: the one above on its last day `end`, or today; one that
    it was formed from on the day before the `change`; one in which its ground lies now, today."""
    if field == "parent" and (last := date_of(end)):
        return unit.existed(last)
    if field == "formed_from":
        day = date_of(change)
        first, ended = day.first if day else None, unit.end.last if unit.end else None
        return not first or bool(ended and (first - ended).days == 1)
    return field not in ("parent", "now_in") or not unit.is_former


def date_of(text: str | None) -> PartialDate | None:
    """The date that is written; None if none is, or one that the record's own rules refuse."""
    try:
        return PartialDate.parse(text or "")
    except PydanticCustomError:
        return None


def same(name: str) -> str:
    """A name for comparison: its letters and their signs count, how it is typed and how a kind of unit is cut short don't."""
    name = _SHORT.sub(lambda found: f"{found[1]}{_KINDS[found[2]]} ", nfc(name).casefold())
    return " ".join(name.split())
