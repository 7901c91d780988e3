"""Questions with their answers and what was read for these, as they are kept from one run to the next: which of them are answered
otherwise now is found by asking only those for which something was read that has changed.

What was read is told by questions too, in three layers, of which each reads of those before it alone: all records of a kind, the day and
their like; single records, and what stands in an index; what pages ask. So one pass through them tells of all.
"""

from array import array
from collections.abc import Iterable, Sequence
from zlib import crc32

from macros.catalogue.asked import Noted, Notes
from macros.catalogue.watched import WIDEST
from macros.files.kept import Buffer, headed, parted

SIZE = 16
"""Bytes of a digest."""
_UNKNOWN = bytes(SIZE)  # of what can't be asked, or was not asked again: whoever meets it asks
_WIDEST = tuple(f'["{name}"'.encode() for name in WIDEST)
_READ, _PAGES = 1, 2  # the layers behind the widest
_MOST_WASTE = 1.3  # times what was used when that was looked at last


class Facts:
    """What was noted in the last run, brought up to date with `notes`, and what is noted now, by numbers. What nobody notes any more
    stays until there is too much of it.

    Args:
        notes: of this run.
        kept: what `packed` returned in the last one; ValueError if it is nothing of the kind.
    """

    def __init__(self, notes: Notes, kept: bytes | None = None):
        self._notes = notes
        clean, *parts = parted(kept) if kept else [bytes(4), *[b""] * 8]
        self._clean, *_ = numbers_in(clean)
        self._texts, self._told, self._layers = (bytearray(part) for part in parts[:3])
        self._text_ends, self._begins, self._ends, self._reads, self._table = map(numbers_in, parts[3:])
        if not len(self._told) == SIZE * len(self._layers) == SIZE * len(self._ends) == SIZE * len(self._begins):
            raise ValueError("another length")
        self.asked: set[int] = set()
        """The numbers of those that were asked again."""
        self.changed: set[int] = set()
        """The numbers of those that are answered otherwise now."""
        self._dead: set[int] = set()
        self._update()

    def __len__(self) -> int:
        return len(self._layers)

    def number(self, noted: Noted) -> int:
        """The number of what a page asked in this run."""
        question, told, reads = noted
        number = self._number_of(question)
        if number is None:
            return self._add(noted, _PAGES)
        if number in self._dead:
            self._dead.remove(number)
            self._put(number, told, reads)
        return number

    def question(self, number: int) -> bytes:
        """What was asked, of what has a number."""
        return bytes(self._texts[self._text_ends[number - 1] if number else 0 : self._text_ends[number]])

    def noted(self, number: int) -> Noted:
        """What was noted under a number."""
        return self.question(number), self._answer(number), tuple(map(self.question, self._reads_of(number)))

    def packed(self) -> list[Buffer]:
        """All of it, for the next run, in parts, as among many pages there is hardly room for it twice."""
        clean = array("I", [self._clean or self._size])
        arrays = self._text_ends, self._begins, self._ends, self._reads, self._table
        numbers = (memoryview(one).cast("B") for one in arrays)
        return headed([clean.tobytes(), self._texts, self._told, self._layers, *numbers])

    def of_use(self, used: Iterable[int]) -> "tuple[Facts, array[int]] | None":
        """Nothing but what is `used` and was read for it, and its numbers there by those here; None as long as there is little else."""
        if self._size <= _MOST_WASTE * (self._clean or self._size):
            return None
        found, numbers, needed = Facts(self._notes), numbers_in(bytes(4 * len(self))), [*set(used)]
        for number, there in zip(needed, found.taken_from(self, needed), strict=True):
            numbers[number] = there
        return found, numbers

    def taken_from(self, other: "Facts", numbers: Sequence[int]) -> "array[int]":
        """The numbers here of what has these `numbers` in another, where all is told as it is answered now; it is taken over with what was
        read for it."""
        needed = set(numbers)
        for layer in (_PAGES, _READ):
            for number in [number for number in needed if other._layers[number] == layer]:
                needed.update(other._reads_of(number))
        here: dict[int, int] = {}
        for number in sorted(needed, key=other._layers.__getitem__):
            known = self._number_of(question := other.question(number))
            if known is None:
                known = self._append(question, other._layers[number])
                self._set(known, other._answer(number), array("I", map(here.__getitem__, other._reads_of(number))))
            here[number] = known
        return array("I", map(here.__getitem__, numbers))

    def are_as_they_were(self, numbers: Iterable[int]) -> bool:
        """Whether those with these numbers are answered as they were in the last run."""
        return self.changed.isdisjoint(numbers)

    @property
    def _size(self) -> int:
        return len(self) + len(self._reads)

    def _update(self) -> None:
        """Ask what may be answered otherwise, layer by layer."""
        for layer in range(_PAGES + 1):
            for number in [number for number, of in enumerate(self._layers) if of == layer]:
                reads = self._reads_of(number)
                if not reads or not self.changed.isdisjoint(reads):
                    self._ask(number, layer)

    def _ask(self, number: int, layer: int) -> None:
        if layer == _PAGES and self._answer(number) == _UNKNOWN:  # nobody noted it in the last run
            self.changed.add(number)
            self._dead.add(number)
            return
        self.asked.add(number)
        question, before = self.question(number), self._answer(number)
        _, told, reads = self._notes.again(question) or (question, _UNKNOWN, ())
        if told == _UNKNOWN or told != before:
            self.changed.add(number)
            if layer == _PAGES:  # which will ask it anew, or nobody will
                self._dead.add(number)
                told, reads = _UNKNOWN, ()
        self._put(number, told, reads)

    def _add(self, noted: Noted, layer: int) -> int:
        question, told, reads = noted
        number = self._append(question, layer)
        self._put(number, told, reads)
        return number

    def _append(self, question: bytes, layer: int) -> int:
        slot, number = self._slot(question), len(self)
        self._table[slot] = number + 1
        self._texts += question
        self._text_ends.append(len(self._texts))
        self._told += _UNKNOWN
        self._layers.append(layer)
        self._begins.append(0)
        self._ends.append(0)
        return number

    def _put(self, number: int, told: bytes, reads: tuple[bytes, ...]) -> None:
        is_known = (
            tuple(map(self.question, self._reads_of(number))) == reads
        )  # then their numbers need not be looked up
        self._set(number, told, None if is_known else array("I", map(self._read, reads)))

    def _set(self, number: int, told: bytes, reads: "array[int] | None") -> None:
        """Note an answer, and the numbers of what was read for it, if these are others."""
        self._told[number * SIZE : number * SIZE + SIZE] = told
        if reads is not None:
            self._begins[number] = len(self._reads)
            self._reads += reads
            self._ends[number] = len(self._reads)

    def _read(self, question: bytes) -> int:
        number = self._number_of(question)
        if number is None:
            noted = self._notes.again(question) or (question, _UNKNOWN, ())
            number = self._add(noted, 0 if question.startswith(_WIDEST) else _READ)
        return number

    def _reads_of(self, number: int) -> "array[int]":
        return self._reads[self._begins[number] : self._ends[number]]

    def _answer(self, number: int) -> bytes:
        return bytes(self._told[number * SIZE : number * SIZE + SIZE])

    def _number_of(self, question: bytes) -> int | None:
        slot = self._slot(question)
        return self._table[slot] - 1 if self._table[slot] else None

    def _slot(self, question: bytes) -> int:
        """Where in the table the number of a question stands, from 1 on, or is to be put. As a dictionary, it would take more room than
        all questions; it is kept with them, as an edit looks up a few."""
        if len(self._table) <= 2 * len(self):
            self._table = array("I", bytes(4 << (2 * len(self)).bit_length()))
            for number in range(len(self)):
                self._table[self._slot(self.question(number))] = number + 1
        last = len(self._table) - 1
        slot = crc32(question) & last
        while (number := self._table[slot]) and self.question(number - 1) != question:
            slot = slot + 1 & last
        return slot


class Lent(Facts):
    """What another command keeps, of which little is looked at: only that is brought up to date, and nothing is kept of it."""

    def _update(self) -> None:
        self._looked_at: set[int] = set()

    def are_as_they_were(self, numbers: Iterable[int]) -> bool:
        """As of all facts."""
        self._look_at(numbers)
        return super().are_as_they_were(numbers)

    def _look_at(self, numbers: Iterable[int]) -> None:
        for number in set(numbers) - self._looked_at:
            if number in self._looked_at:  # it was read for one before it
                continue
            self._looked_at.add(number)
            reads = self._reads_of(number)
            self._look_at(reads)
            if not reads or not self.changed.isdisjoint(reads):
                self._ask(number, self._layers[number])
                self._look_at(self._reads_of(number))  # which may be others now


def numbers_in(kept: bytes) -> "array[int]":
    """The numbers of an array that was put into bytes. ValueError if these are none."""
    numbers = array("I")
    numbers.frombytes(kept)
    return numbers
