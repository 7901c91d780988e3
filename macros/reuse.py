"""The pages that need not be made again: all that they were made of is as it was.

A page is made of what is said of it (its `Page`), of what it asked the finder, and of what all pages have in common. It is kept with
its questions and digests of their answers; the next build asks each question once. A page of which one is answered
otherwise is made anew, and only such a page.
"""

import io
import pickle
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from macros.addresses.address import Address
from macros.catalogue.asked import Noted, Notes
from macros.files.kept import Kept, digest

_TABLE = digest("table")


class Page(Protocol):
    """A page, as what is said of it: plain values and records, of which a digest can be made."""

    @property
    def address(self) -> Address:
        """Where it lies."""


class _Made(NamedTuple):
    """A page as it was made: a digest of its `Page`, the key of its HTML, and its questions by their numbers."""

    page: bytes
    html: bytes
    questions: tuple[int, ...]


class Reuse:
    """The pages of the last build, and those of this one for the next. Where nothing can be kept, all is made anew.

    Args:
        folder: where they are kept; nothing else lies there.
        in_common: a digest of what all pages are made of.
        notes: the notes of what pages ask now.
    """

    def __init__(self, folder: Path, in_common: bytes, notes: Notes):
        self._store = Kept(folder, "pages", in_common)
        self._notes = notes
        self._asked: list[Noted] = []
        self._made: dict[str, _Made] = {}
        self._same: set[int] = set()
        self._others: set[int] = set()
        self._read()
        self._taken: dict[str, _Made] = {}
        self._anew: dict[str, _Made] = {}
        self._new: dict[Noted, int] = {}
        """What the pages asked that are made anew, with numbers of their own: each is held once."""

    def html(self, page: Page) -> bytes | None:
        """The file of a page, if it would be made the same again."""
        told = self.told(page)
        return self.kept(told) if told else None

    def told(self, page: Page) -> bytes | None:
        """A digest of it, in the same case; it is taken over, unless it is made anew."""
        made = self._made.get(str(page.address))
        if not made or made.page != self._notes.digest(page) or not self._answered_the_same(made.questions):
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
        return [self._asked[number] for number in self._taken[str(page.address)].questions]

    def made(self, page: Page, html: bytes, noted: list[Noted]) -> None:
        """Keep a page that was made: its file, and what it asked."""
        key = digest("html", html)
        if not self._store.keep(key):
            self._store.put(key, html)
        self._taken.pop(str(page.address), None)
        questions = tuple(self._new.setdefault(one, len(self._new)) for one in noted)
        self._anew[str(page.address)] = _Made(self._notes.digest(page), key, questions)

    def save(self) -> None:
        """Keep the pages of this build, and no others, for the next."""
        still = sorted(set().union(*(made.questions for made in self._taken.values())))
        numbers = {self._asked[number]: place for place, number in enumerate(still)}
        places = {number: place for place, number in enumerate(still)}
        made = {
            address: (page, html, tuple(map(places.__getitem__, questions)))
            for address, (page, html, questions) in self._taken.items()
        }
        places = {number: numbers.setdefault(one, len(numbers)) for one, number in self._new.items()}
        made |= {
            address: (page, html, tuple(map(places.__getitem__, questions)))
            for address, (page, html, questions) in self._anew.items()
        }
        self._store.put(_TABLE, pickle.dumps((list(numbers), made), protocol=5))
        self._store.save()

    def close(self) -> None:
        """Close its files; without `save`, what was made is not kept."""
        self._store.close()

    def _answered_the_same(self, questions: tuple[int, ...]) -> bool:
        """Whether these questions, by their numbers, have the answers that they had."""
        if self._same.issuperset(questions):  # as with most pages: what one asks, others ask too
            return True
        if not self._others.isdisjoint(questions):
            return False
        for number in questions:
            if number not in self._same:
                question, answer = self._asked[number]
                if self._notes.answer(question) != answer:
                    self._others.add(number)
                    return False
                self._same.add(number)
        return True

    def _read(self) -> None:
        kept = self._store.get(_TABLE)
        if kept is not None:
            self._asked, made = _Plain(io.BytesIO(kept)).load()
            self._made = {address: _Made(*one) for address, one in made.items()}


class _Plain(pickle.Unpickler):
    """Reads lists, tuples and bytes, and can call nothing."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")
