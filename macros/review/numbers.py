"""Short numbers of records, for paper: "Số 7K3M". What was seen under a number has a mark of its own: "7K3M-Q4D".

A number is the beginning of a digest of the record's folder and the id that it had first, which `aliases` begins with: it survives
renaming, as long as the old ids are kept. It has so many letters that no other record's begins so; where a later record's does,
both have one more, and the shorter one is still understood as far as its mark tells which is meant. No sign looks like another
in anybody's hand.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from macros.records import Record

_SIGNS = "234679ACDEFHJKLMNPQRTVWXY"
_FEWEST, _MOST, _MARK = 4, 16, 3


class Written(NamedTuple):
    """What somebody wrote: the number, and the mark behind it if there is one."""

    number: str
    mark: str


class Numbers:
    """The numbers of all these records."""

    def __init__(self, records: Iterable[Record]):
        found = list(records)
        first = Counter(_first(one) for one in found)
        self._whole = {
            one: _spelled(_first(one) if first[_first(one)] == 1 else f"{one.folder}/{one.id}") for one in found
        }
        self._begun = Counter(whole[:length] for whole in self._whole.values() for length in range(_FEWEST, _MOST + 1))

    def of(self, record: Record) -> str:
        """The number of one of them."""
        whole = self._whole[record]
        return next((whole[:n] for n in range(_FEWEST, _MOST) if self._begun[whole[:n]] == 1), whole)

    def meant(self, number: str) -> list[Record]:
        """The records that a number may mean: one, unless it is none's, or too short by now."""
        return [one for one, whole in self._whole.items() if len(number) >= _FEWEST and whole.startswith(number)]


def mark(seen: str) -> str:
    """The mark of a digest of what was seen."""
    return _spelled(seen)[:_MARK]


def read(text: str) -> Written:
    """What was written, in whatever case: `7k3m-q4d`."""
    number, _, of = "".join(text.split()).upper().partition("-")
    return Written(number, of)


def _first(record: Record) -> str:
    return f"{record.folder}/{[*record.aliases, record.id][0]}"


def _spelled(text: str) -> str:
    number, signs = int.from_bytes(hashlib.sha256(text.encode()).digest()[:12]), ""
    for _ in range(_MOST):
        number, at = divmod(number, len(_SIGNS))
        signs += _SIGNS[at]
    return signs
