"""What documents say, kept from one index to the next: of a document that is as it was, no word is looked at again, and of a portion all of
whose documents are, none is made.

It lies in the store by the numbers of words, which stay as they are; a portion by itself, so that little is written anew where one changes.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from macros.files.kept import Kept, digest, joined, parted
from macros.search.documents import Document, Portion
from macros.search.encoding import Integers, dump
from macros.search.postings import CLASS_BITS, WORD, WORD_BITS, Numbers, Said, terms_of
from macros.search.terms import Reader

_WORDS = digest("words")
_KEY = len(digest())


class _Kept(NamedTuple):
    """What the last run kept of a portion: a digest of what its documents are made of, what else was read for them and a digest of that;
    the documents, as JSON; a digest of each, and what it says."""

    own: bytes
    followed: bytes
    state: bytes
    documents: bytes
    keys: bytes
    said: Said

    def of_each(self) -> dict[bytes, Integers]:
        """What each document says, by its digest."""
        keys = (self.keys[at : at + _KEY] for at in range(0, len(self.keys), _KEY))
        return dict(zip(keys, self.said.of_each(), strict=True))


class Recalled:
    """What documents say, as an earlier run kept it in `store`; which knows by itself of which abbreviations."""

    def __init__(self, store: Kept):
        self._store = store
        self._number_of = Numbers()
        kept = store.get(_WORDS)
        for word in kept.decode("utf-8", "surrogatepass").split("\n") if kept else ():
            self._number_of[word]  # which gives it its number
        self._words = len(self._number_of)
        self._said: list[Said] = []
        self._held: dict[Any, Any] = {}
        """Lists that many documents have, such as the names of units, each once."""

    @property
    def words(self) -> list[str]:
        """All words, by their numbers, from 1 on; some may be said by no document any more."""
        return [*self._number_of]

    def read(self, portions: Iterable[Portion], reader: Reader) -> Iterator[tuple[list[Document], Said]]:
        """Yield the documents of each portion, without what nobody needs any longer, such as their bodies; and what they say."""
        for portion in portions:
            place = digest("portion", portion.name)
            kept = self._kept(place) if self._words else None
            documents = self._as_they_were(portion, kept) if kept else None
            if not kept or documents is None:
                documents, said = self._made(portion, kept, place, reader)
            else:
                said = kept.said
            self._said.append(said)
            yield documents, said

    def keep(self) -> None:
        """Keep the words as long as half of them are said by a document; else all is begun anew the next time."""
        is_said = np.zeros(len(self._number_of) + 1, np.bool_)
        for said in self._said:
            is_said[said.terms >> WORD_BITS + CLASS_BITS] = True
        if 2 * np.count_nonzero(is_said) < len(self._number_of):
            self._store.put(_WORDS, b"")
        elif not self._words or self._words < len(self._number_of):
            self._store.put(_WORDS, "\n".join(self._number_of).encode("utf-8", "surrogatepass"))

    def _as_they_were(self, portion: Portion, kept: _Kept) -> list[Document] | None:
        """The documents of a portion, if they would be made the same again."""
        if not portion.own or portion.own != kept.own or not kept.state or portion.state(kept.followed) != kept.state:
            return None

        def held(value: Any) -> Any:
            if type(value) is not list:
                return value
            found = tuple(map(held, value))
            return self._held.setdefault(found, found)

        with suppress(ValueError, TypeError, RecursionError):  # else it is nothing that we keep
            told = json.loads(kept.documents.decode("utf-8", "surrogatepass"))
            documents = [Document(*map(held, values)) for values in told]
            return documents if len(documents) == len(kept.said.lengths) else None
        return None

    def _made(self, portion: Portion, kept: _Kept | None, place: bytes, reader: Reader) -> tuple[list[Document], Said]:
        made, followed = portion.made()
        keys = [digest(dump([*vars(document).values()])) for document in made]
        known = kept.of_each() if kept else {}
        new = terms_of(
            (reader.texts(document) for document, key in zip(made, keys, strict=True) if key not in known),
            self._number_of,
        )
        said = Said.of([known[key] if key in known else next(new) for key in keys])
        documents = [replace(document, asked_as=(), facts=(), body="") for document in made]
        state = portion.state(followed) if portion.own else b""
        now = _Kept(portion.own, followed, state, b"", b"".join(keys), said)
        if not kept or now[:3] + now[4:5] != kept[:3] + kept[4:5]:
            told = _told(documents) if portion.own else b""
            values = portion.own, followed, state, told, now.keys, said.lengths.tobytes(), said.terms.tobytes()
            self._store.put(place, joined(values))
        return documents, said

    def _kept(self, place: bytes) -> _Kept | None:
        """What is kept of a portion; None if nothing of the kind is."""
        try:
            own, followed, state, documents, keys, lengths, data = parted(self._store.get(place) or b"")
            said = Said(np.frombuffer(lengths, np.int64), np.frombuffer(data, np.int64))
        except ValueError:
            return None
        words = said.terms >> CLASS_BITS & WORD, said.terms >> CLASS_BITS + WORD_BITS
        if not all(0 <= word.min(initial=0) and word.max(initial=0) <= self._words for word in words):
            return None
        if (
            said.lengths.min(initial=0) < 0
            or len(keys) != _KEY * len(said.lengths)
            or said.lengths.sum() != len(said.terms)
        ):
            return None
        return _Kept(own, followed, state, documents, keys, said)


def _told(documents: list[Document]) -> bytes:
    return dump([[*vars(document).values()] for document in documents]).encode("utf-8", "surrogatepass")
