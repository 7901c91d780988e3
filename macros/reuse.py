"""The pages that need not be made again: all that they were made of is as it was.

A page is made of what is said of it (its `Page`), of what it asked the finder, and of what all pages have in common. It is kept with
its questions and digests of their answers; the next build asks each question once, if something was read for it that has changed. A
page of which one is answered otherwise is made anew, and only such a page.
"""

import json
from array import array
from collections.abc import Iterable
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import NamedTuple, Protocol

from macros.addresses.address import Address
from macros.catalogue.asked import Noted, Notes
from macros.catalogue.facts import SIZE, Facts, Lent, numbers_in
from macros.files.kept import Kept, digest, headed, parted

_TABLE, _FACTS = digest("table"), digest("facts")


class Page(Protocol):
    """A page, as what is said of it: plain values and records, of which a digest can be made."""

    @property
    def address(self) -> Address:
        """Where it lies."""


class _Made(NamedTuple):
    """A page as it was made: a digest of its `Page`, the key of its HTML, and its questions by their numbers."""

    page: bytes
    html: bytes
    questions: "array[int]"


class Reuse:
    """The pages of the last build, and those of this one for the next. Where nothing can be kept, all is made anew.

    Args:
        folder: where they are kept; nothing else lies there.
        in_common: a digest of what all pages are made of.
        notes: the notes of what pages ask now.
        lent: whether another command keeps them, of which few are asked for and none are saved.
    """

    def __init__(self, folder: Path, in_common: bytes, notes: Notes, lent: bool = False):
        self._store = Kept(folder, "pages", in_common)
        self._notes, self._facts_of = notes, Lent if lent else Facts
        self._made: dict[str, _Made] = {}
        self._facts = self._read()
        self._taken: dict[str, _Made] = {}
        self._anew: dict[str, _Made] = {}
        self.was_empty = not self._made
        """Whether nothing of the last run can be used."""

    def html(self, page: Page) -> bytes | None:
        """The file of a page, if it would be made the same again."""
        told = self.told(page)
        return self.kept(told) if told else None

    def told(self, page: Page) -> bytes | None:
        """A digest of it, in the same case; it is taken over, unless it is made anew."""
        made = self._made.get(str(page.address))
        if (
            not made
            or made.page != self._notes.digest_of_page(page)
            or not self._facts.are_as_they_were(made.questions)
        ):
            return None
        if not self._store.keep(made.html):
            return None
        self._taken[str(page.address)] = made
        return made.html

    def kept(self, told: bytes) -> bytes | None:
        """The file of which that is the digest; None if it is not whole any more, so that its page has to be made."""
        return self._store.get(told)

    def digest(self, page: Page) -> bytes:
        """A digest of the file of a page that was taken over or made."""
        address = str(page.address)
        return self._taken[address].html if address in self._taken else self._anew[address].html

    def noted(self, page: Page) -> list[Noted]:
        """What a page asked that was taken over."""
        return [*map(self._facts.noted, self._taken[str(page.address)].questions)]

    def asks(self, page: Page, what: bytes) -> bool:
        """Whether a page, as it is kept, asked a question that begins so."""
        made = self._made.get(str(page.address))
        return made is not None and any(self._facts.question(one).startswith(what) for one in made.questions)

    def numbers(self, noted: Iterable[Noted]) -> "array[int]":
        """The numbers of what was asked."""
        return array("I", map(self._facts.number, noted))

    def made(self, page: Page, html: bytes, questions: "array[int]") -> None:
        """Keep a page that was made: its file, and what it asked, by numbers."""
        key = digest("html", html)
        if not self._store.keep(key):
            self._store.put(key, html)
        self._taken.pop(str(page.address), None)
        self._anew[str(page.address)] = _Made(self._notes.digest_of_page(page), key, questions)

    def take(self, page: Page, html: bytes, lender: "Reuse") -> None:
        """Keep `html` of a page that was taken over from another's, with what it asked there."""
        questions = lender._taken[str(page.address)].questions
        self.made(page, html, self._facts.taken_from(lender._facts, questions))

    def save(self) -> bool:
        """Keep the pages of this build, and no others, for the next; whether they can be."""
        made = self._taken | self._anew
        if found := self._facts.of_use(chain.from_iterable(one.questions for one in made.values())):
            self._facts, numbers = found
            for address, one in made.items():
                made[address] = one._replace(questions=array("I", map(numbers.__getitem__, one.questions)))
        addresses = json.dumps([*made]).encode()
        told = b"".join(one.page + one.html for one in made.values())
        lengths = array("I", [len(one.questions) for one in made.values()]).tobytes()
        questions = b"".join(one.questions.tobytes() for one in made.values())
        is_told = self._store.put(_TABLE, *headed([addresses, told, lengths, questions]))
        is_told &= self._store.put(_FACTS, *self._facts.packed())
        return self._store.save() and is_told

    def close(self) -> None:
        """Close its files; without `save`, what was made is not kept."""
        self._store.close()

    def _read(self) -> Facts:
        kept, facts = self._store.get(_TABLE), self._store.get(_FACTS)
        if kept is None or facts is None:
            return self._facts_of(self._notes)
        addresses, told, lengths, questions = parted(kept)
        asked = numbers_in(questions)
        ends = [0, *accumulate(numbers_in(lengths))]
        for number, (address, (begin, end)) in enumerate(zip(json.loads(addresses), pairwise(ends), strict=True)):
            page, html = (told[at : at + SIZE] for at in (2 * SIZE * number, 2 * SIZE * number + SIZE))
            self._made[address] = _Made(page, html, asked[begin:end])
        return self._facts_of(self._notes, facts)
