"""What changed in one record, in words: for whoever writes it, or asks whether to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.changes.change import Key
from macros.changes.compare import worth_telling
from macros.changes.edits import edits_of
from macros.changes.state import NOTHING, plain
from macros.changes.told import Done, lines_of
from macros.changes.words import SETTINGS, words
from macros.records import BY_FOLDER, Part, Record


def in_words(was: Part, now: Part, catalogue: Catalogue) -> list[str]:
    """The changes from one state of a record, or of the settings, to another, one a line; `catalogue` knows what others are called."""
    state = replace(NOTHING, names=_Names(catalogue), words=words())
    kind = now.folder if isinstance(now, Record) else SETTINGS
    return lines_of(worth_telling(edits_of(kind, plain(was), plain(now), state, state)))


def done(did: str, part: Part) -> Done:
    """What was done to a record, or to the settings."""
    return Done(did, part.noun, part.heading if isinstance(part, Record) else "")


class _Names(Mapping[Key, str]):
    """What the records of a catalogue are called."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue

    def __getitem__(self, key: Key) -> str:
        folder, record_id = key
        if folder not in BY_FOLDER:
            raise KeyError(key)
        return name_of(self._catalogue, self._catalogue.in_folder(folder)[record_id])

    def __iter__(self) -> Iterator[Key]:
        return ((record.folder, record.id) for record in self._catalogue)

    def __len__(self) -> int:
        return sum(1 for _ in self._catalogue)
