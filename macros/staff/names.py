"""Which record staff mean by an id or by what it is called."""

from collections import defaultdict
from collections.abc import Iterable

from macros.catalogue import Catalogue
from macros.language.characters import told
from macros.language.text import near, nfc
from macros.records import BY_FOLDER, Unit
from macros.staff.columns import Refused

_SHOWN = 6  # how many of those that may be meant a message names


class Names:
    """The records of a catalogue by their ids and names: units also without what tells them apart, documents by their number."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue
        self._names: dict[str, dict[str, list[str]]] = {}
        self._guesses: dict[tuple[str, str], str | None] = {}

    def find(self, folder: str, text: str, beside: Iterable[str] = ()) -> str:
        """The id of the one record in `folder` that `text` stands for; `beside` are ids that it stands for elsewhere.

        Raises Refused if there is none, or more than one.
        """
        if text in self._catalogue.in_folder(folder):
            return text
        found = dict.fromkeys([*self._by_name(folder).get(same(text), []), *beside])
        noun = BY_FOLDER[folder].noun
        if len(found) == 1:
            return next(iter(found))
        if found:
            ids = ", ".join([*found][:_SHOWN]) + ("…" if len(found) > _SHOWN else "")
            raise Refused(f"có {len(found)} {noun} mang tên '{told(text)}'", f"Ghi mã, một trong: {ids}")
        what = f"không có {noun} mang mã hoặc tên '{told(text)}'"
        raise Refused(what, "Sửa lại, hoặc thêm vào dữ liệu trước", self._near(folder, text))

    def _by_name(self, folder: str) -> dict[str, list[str]]:
        if folder not in self._names:
            found: dict[str, list[str]] = defaultdict(list)
            for record_id, record in self._catalogue.in_folder(folder).items():
                names = {record.heading, getattr(record, "number", None)}
                names |= {self._catalogue.lineage.name(record)} if isinstance(record, Unit) else set()
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


def same(name: str) -> str:
    """A name for comparison: its letters and their signs count, how it is typed doesn't."""
    return " ".join(nfc(name).casefold().split())
