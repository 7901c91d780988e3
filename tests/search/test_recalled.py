"""What an index takes over from the last one is what it would make: after any edit it has the bytes of one made from nothing."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from macros.files.kept import Kept, digest, joined, parted
from macros.search import Document, recalled
from macros.search.documents import Portion
from macros.search.encoding import dump
from macros.search.findable import kinds
from macros.search.index import write_index
from macros.search.normalise import Normaliser
from macros.search.recalled import Recalled
from macros.search.terms import Reader
from tests.search import synthetic
from tests.search.portions import portioned

SHORT = {"ANTT": "an ninh trật tự"}


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.*")}


@pytest.fixture
def indexed(tmp_path):
    """Indexes documents anew, and with the stores of the last time; returns the files of both."""
    number = 0

    def index(documents, short=SHORT):
        nonlocal number
        number += 1
        anew, again = tmp_path / f"anew-{number}", tmp_path / f"again-{number}"
        write_index(portioned(documents), kinds(), short, anew)
        write_index(portioned(documents), kinds(), short, again, tmp_path / "stores")
        return files_in(anew), files_in(again)

    return index


def edited(documents: list[Document], chance: random.Random) -> list[Document]:
    at = chance.randrange(len(documents))
    one, other = documents[at], chance.choice(documents)
    ways = [
        lambda: replace(one, body=f"{one.body} Đội {chance.choice(['xung kích', 'dân phòng'])} số {chance.randrange(99)}"),
        lambda: replace(one, title=other.title),
        lambda: replace(one, date=other.date),
        lambda: replace(one, facts=(*one.facts, f"Công trình thứ {chance.randrange(99)}")),
        lambda: replace(one, url=f"{one.url}moi-{chance.randrange(99)}/"),
        lambda: None,
    ]  # fmt: skip
    changed = chance.choice(ways)()
    added = [replace(other, url=f"them/{chance.randrange(9**9)}/")] * chance.randrange(2)
    return [*documents[:at], *([changed] if changed else []), *documents[at + 1 :], *added]


def test_after_any_edit_it_is_as_one_made_from_nothing(indexed):
    chance = random.Random(20261127)
    documents = list(synthetic.documents(40))
    for _ in range(25):
        anew, again = indexed(documents, chance.choice([SHORT, SHORT, SHORT, {}]))
        assert anew == again
        documents = edited(documents, chance)


def test_of_a_document_that_is_as_it_was_no_word_is_looked_at(indexed, monkeypatch):
    documents = list(synthetic.documents(40))
    indexed(documents)
    read = []
    texts = Reader.texts
    changed = [*documents[:7], replace(documents[7], body="Một chữ khác."), *documents[8:]]
    monkeypatch.setattr(Reader, "texts", lambda self, document: read.append(document.url) or texts(self, document))
    indexed(changed)
    assert sorted(read[len(documents) :]) == [documents[7].url]


def test_what_is_damaged_is_made_anew(indexed, tmp_path):
    documents = list(synthetic.documents(30))
    chance = random.Random(7)
    for _ in range(12):
        anew, again = indexed(documents)
        assert anew == again
        file = chance.choice(sorted((tmp_path / "stores").iterdir()))
        content = bytearray(file.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)


ODD = {
    "nothing": lambda told, keys, lengths, terms: b"",
    "text": lambda told, keys, lengths, terms: b"null",
    "no documents": lambda told, keys, lengths, terms: joined([b""] * 7),
    "half a length": lambda told, keys, lengths, terms: joined([*told, keys, lengths.tobytes()[:-3], terms.tobytes()]),
    "a key less": lambda told, keys, lengths, terms: joined([*told, keys[16:], lengths.tobytes(), terms.tobytes()]),
    "terms less": lambda told, keys, lengths, terms: joined([*told, keys, lengths.tobytes(), terms[1:].tobytes()]),
    "lengths below 0": lambda told, keys, lengths, terms: joined(
        [*told, keys, (lengths + [-999, 999, *[0] * (len(lengths) - 2)]).tobytes(), terms.tobytes()]
    ),
    "no such word": lambda told, keys, lengths, terms: joined(
        [*told, keys, lengths.tobytes(), (terms | 1 << 43).tobytes()]
    ),
    "no such second word": lambda told, keys, lengths, terms: joined(
        [*told, keys, lengths.tobytes(), (terms | 1 << 23).tobytes()]
    ),
    "words below 0": lambda told, keys, lengths, terms: joined(
        [*told, keys, lengths.tobytes(), (terms | -1 << 63).tobytes()]
    ),
} | {
    f"documents that are {odd}": lambda told, keys, lengths, terms, odd=odd: joined(
        [*told[:3], odd, keys, lengths.tobytes(), terms.tobytes()]
    )
    for odd in (b"", b"null", b"[]", b"[1]", b"[[1]]", b"\xff")
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_is_whole_and_not_ours_is_made_anew(odd, tmp_path):
    documents = list(synthetic.documents(5))
    portion = Portion("some", b"as read", lambda: (documents, b"others"), lambda others: b"as they were")
    made = []
    for number in range(3):
        write_index([portion], kinds(), SHORT, tmp_path / str(number), tmp_path / "stores")
        made.append(files_in(tmp_path / str(number)))
        with Kept(tmp_path / "stores", "index", dump(SHORT)) as store:
            store.keep(recalled._WORDS)
            place = digest("portion", portion.name)
            *told, keys, lengths, terms = parted(store.get(place))
            assert told[:3] == [b"as read", b"others", b"as they were"]
            store.put(place, odd(told, keys, *(np.frombuffer(array, np.int64) for array in (lengths, terms))))
    assert made[0] == made[1] == made[2]


def test_of_a_portion_all_of_which_is_as_it_was_nothing_is_made(tmp_path):
    documents = list(synthetic.documents(20))
    times = []

    def index(own=b"as read", state=b"as they were", others=b"others"):
        portion = Portion("some", own, lambda: times.append(1) or (documents, others), lambda told: told and state)
        for at, stores in (("anew", None), ("again", tmp_path / "stores")):
            times.clear()
            write_index([portion], kinds(), SHORT, tmp_path / at, stores)
        assert files_in(tmp_path / "anew") == files_in(tmp_path / "again")
        return len(times)

    assert [index(), index(), index()] == [1, 0, 0]
    documents[3] = replace(documents[3], title="Tên khác")
    assert [index(own=b"read anew"), index(own=b"read anew")] == [1, 0]
    documents[4] = replace(documents[4], title="Tên khác nữa")
    assert [index(b"read anew", b"one is another"), index(b"read anew", b"one is another")] == [1, 0]
    assert [index(b""), index(b""), index(), index()] == [1, 1, 1, 0]  # without a digest, who knows
    assert [index(state=b""), index(state=b"")] == [1, 1]  # one that was read is there no more
    assert [index(others=b""), index(others=b"")] == [1, 1]


def test_words_that_few_say_any_more_are_let_go(tmp_path):
    with Kept(tmp_path, "index") as store:
        for number in range(9):
            words = " ".join(f"chữ{number}x{i}" for i in range(50))
            of_each = Recalled(store)
            [*of_each.read(portioned([Document("x/", "model", words)]), Reader(Normaliser({})))]
            of_each.keep()
            assert len(Recalled(store).words) <= 100


def test_what_is_begun_anew_is_kept_again(tmp_path):
    """After most words have gone, the run after the next remembers what the next said."""
    few = [Document("x/", "model", "một tên")]
    remembered = []
    for documents in ([Document("x/", "model", " ".join(f"chữ{i}" for i in range(500)))], few, few, few):
        with Kept(tmp_path, "index") as store:
            of_these = Recalled(store)
            remembered.append(len(of_these.words))
            [*of_these.read(portioned(documents), Reader(Normaliser({})))]
            of_these.keep()
    assert remembered[1] >= 500
    assert remembered[2] == 0
    assert 0 < remembered[3] < 20
