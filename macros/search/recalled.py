"""What documents say, kept from one index to the next: of a document that is as it was, no word is looked at again.

It lies in the store by the numbers of words, which stay as they are; together with few others', so that little is written anew
where one changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from zlib import crc32

import numpy as np

from macros.files.kept import Kept, digest, joined, parted
from macros.search.documents import Document
from macros.search.encoding import Integers, dump
from macros.search.postings import CLASS_BITS, WORD, WORD_BITS, Numbers, Text, terms_of
from macros.search.terms import Reader

_WORDS = digest("words")
_PARTS = 64
_KEY = len(digest())


class Recalled:
    """What documents say, as an earlier run kept it in `store`; which knows by itself of which abbreviations."""

    def __init__(self, store: Kept):
        self._store = store
        self._number_of = Numbers()
        kept = store.get(_WORDS)
        for word in kept.decode("utf-8", "surrogatepass").split("\n") if kept else ():
            self._number_of[word]  # which gives it its number
        self._words = len(self._number_of)
        parts = [self._read(part) if kept else {} for part in range(_PARTS)]
        self._known = parts
        self._now: list[dict[bytes, Integers]] = [{} for _ in parts]

    @property
    def words(self) -> list[str]:
        """All words, by their numbers, from 1 on; some may be said by no document any more."""
        return [*self._number_of]

    def read(self, documents: Iterable[Document], reader: Reader) -> tuple[list[Document], list[Integers]]:
        """Return documents, without their facts and their bodies, which nobody needs any longer; and what each says."""
        read: list[Document] = []
        said: list[Integers] = []
        new: list[tuple[int, int, bytes]] = []

        def unknown() -> Iterator[Iterable[Text]]:
            for document in documents:
                part, key = crc32(document.url.encode()) % _PARTS, digest(dump([*vars(document).values()]))
                known = self._known[part].get(key)
                read.append(replace(document, facts=(), body=""))
                said.append(self._now[part].setdefault(key, known) if known is not None else np.zeros(0, np.int64))
                if known is None:
                    new.append((len(said) - 1, part, key))
                    yield reader.texts(document)

        for at, terms in enumerate(terms_of(unknown(), self._number_of)):
            place, part, key = new[at]
            said[place] = self._now[part][key] = terms
        return read, said

    def keep(self) -> None:
        """Keep what these documents say, and the words as long as half of them are said by one; else all is begun anew the next time."""
        is_said = np.zeros(len(self._number_of) + 1, np.bool_)
        for terms in (terms for now in self._now for terms in now.values()):
            is_said[terms >> WORD_BITS + CLASS_BITS] = True
        if 2 * np.count_nonzero(is_said) < len(self._number_of):
            self._store.put(_WORDS, b"")
            return
        if not self._words or self._words < len(self._number_of):
            self._store.put(_WORDS, "\n".join(self._number_of).encode("utf-8", "surrogatepass"))
        for part, (now, known) in enumerate(zip(self._now, self._known, strict=True)):
            if now.keys() == known.keys():
                self._store.keep(_place(part))
            else:
                lengths = np.array([*map(len, now.values())], np.int64)
                values = b"".join(now), lengths.tobytes(), b"".join(terms.tobytes() for terms in now.values())
                self._store.put(_place(part), joined(values))

    def _read(self, part: int) -> dict[bytes, Integers]:
        """What some documents say, by their keys; nothing if nothing of the kind is kept."""
        try:
            keys, lengths, data = parted(self._store.get(_place(part)) or b"")
            ends = np.cumsum(np.frombuffer(lengths, np.int64))
            terms = np.frombuffer(data, np.int64)
        except ValueError:
            return {}
        words = terms >> CLASS_BITS & WORD, terms >> CLASS_BITS + WORD_BITS
        if not all(0 <= word.min(initial=0) and word.max(initial=0) <= self._words for word in words):
            return {}
        if not len(ends) or len(keys) != _KEY * len(ends) or ends[-1] != len(terms):
            return {}
        return {keys[at * _KEY : (at + 1) * _KEY]: one for at, one in enumerate(np.split(terms, ends[:-1]))}


def _place(part: int) -> bytes:
    return digest("terms", str(part))
