"""Writes the search index: static files of which a reader fetches the few that a query needs.

    manifest.json            the one constant name; names the others, and holds what every query needs
    vocabulary-HASH.json     every word, and in how many documents' heads it stands
    pairs-HASH.json          which words stand together, for decoding what was typed
    directory-HASH.json      the names of the shards of heads and of the cards
    body-HASH.json           the names of the directories of the shards of bodies
    facets-HASH.json         every document's day, and the documents of each unit and theme, for the results page
    terms/KEY-HASH.json      terms of titles, units, dates, summaries and facts, with the documents of each
    directories/KEY-HASH.json  the names of some shards of bodies
    bodies/KEY-HASH.json     terms that stand in bodies only
    cards/N-HASH.json        what is shown of a result

A name holds a hash of the content, so a file never changes under its name and every cache may keep it for ever.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from macros.search import terms
from macros.search.documents import Document
from macros.search.facets import facets
from macros.search.normalise import Normaliser
from macros.search.numbering import LAST_YEAR, REGION, YEARS, kinds_of, number
from macros.search.shards import MARKS, cut, postings
from macros.search.vocabulary import front_coded, level, pair_lists

FOLDERS = ("terms", "directories", "bodies", "cards")
SHARDS_IN_A_DIRECTORY = 32
CARDS_IN_A_FILE = 4
GROUP = 8  # files of cards under one hash: thousands of hashes would weigh more than the cards of a query
# What is mentioned in more than one document of so many, and in more than so many at all, is not listed.
MENTIONED_SHARE, MENTIONED_LEAST = 10, 400
MENTIONED_ONE_IN = 2000  # documents; what is mentioned in fewer, or in one alone, is no pair that readers mistype
_MIX = 0x9E3779B1  # Knuth's multiplicative hash: the fraction of the golden ratio in 32 bits


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:6]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Folder:
    """Writes content-named files below `path`, and removes what an earlier index left there."""

    def __init__(self, path: Path):
        self.path = path
        self.earlier = {file.relative_to(path).as_posix() for file in path.rglob("*.json")}
        self.kept: set[str] = set()
        for name in FOLDERS:
            (path / name).mkdir(parents=True, exist_ok=True)

    def write(self, stem: str, text: str) -> str:
        """Write `text` under a name of `stem` and a hash, and return the hash."""
        data = text.encode()
        digest = _digest(data)
        self.write_as(f"{stem}-{digest}.json", data)
        return digest

    def write_as(self, name: str, data: bytes) -> None:
        self.kept.add(name)
        path = self.path / name
        if name not in self.earlier or path.read_bytes() != data:
            path.write_bytes(data)

    def remove_others(self) -> None:
        for name in self.earlier - self.kept:
            (self.path / name).unlink()


class _Postings:
    """The numbers of the documents of each term: by class in heads, and in bodies."""

    def __init__(self, documents: list[Document], numbers: dict[str, int], normaliser: Normaliser):
        self.heads: defaultdict[int, list[int]] = defaultdict(list)  # by term × CLASSES + class
        self.bodies: defaultdict[int, list[int]] = defaultdict(list)
        extract = terms.Extractor(normaliser)
        for document in documents:
            n = numbers[document.url]
            head = extract.head(document)
            for term, class_ in head.items():
                self.heads[term * terms.CLASSES + class_].append(n)
            for holders in map(self.bodies.__getitem__, extract.body(document).difference(head)):
                holders.append(n)
        self._words = extract.spelled()
        self._most = max(MENTIONED_LEAST, len(documents) // MENTIONED_SHARE)

    def spelled(self, term: int) -> tuple[str, str]:
        """Return what `term` is sorted and looked up by, and its words; a space sorts before any letter."""
        first, second = terms.words_of(term)
        word, key = self._words[first]
        if not second:
            return key, word
        other, other_key = self._words[second]
        return f"{key} {other_key}", f"{word} {other}"

    def head_entries(self) -> Iterator[tuple[str, str]]:
        """Yield each term's key and its JSON member: a mark for each class that has documents, then its list."""
        lists: defaultdict[int, list[str]] = defaultdict(list)
        for coded in sorted(self.heads):
            term, class_ = divmod(coded, terms.CLASSES)
            lists[term].append(MARKS[class_] + self._listed(self.heads[coded], class_))
        for (key, words), term in sorted((self.spelled(term), term) for term in lists):
            yield key, f'"{words}":"{"".join(lists[term])}"'

    def body_entries(self) -> Iterator[tuple[str, str]]:
        """Yield the key and the JSON member of each term that stands in bodies."""
        for (key, words), term in sorted((self.spelled(term), term) for term in self.bodies):
            yield key, f'"{words}":"{self._listed(self.bodies[term])}"'

    def _listed(self, numbers: list[int], class_: int = terms.MENTION) -> str:
        """Return the posting list, empty for what so many documents mention that it tells none from another."""
        return "" if class_ == terms.MENTION and len(numbers) > self._most else postings(numbers)


def _write_shards(folder: _Folder, name: str, entries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Write the shards of the terms and return where each starts, and its hash."""
    return [(start, folder.write(f"{name}/{_file_stem(start)}", text)) for start, text in cut(entries)]


def _directory(shards: list[tuple[str, str]]) -> dict[str, str]:
    """Return what a reader finds a term's shard by."""
    return {"keys": front_coded((key for key, _ in shards), ","), "hashes": "".join(digest for _, digest in shards)}


def _write_directories(folder: _Folder, name: str, shards: list[tuple[str, str]]) -> dict[str, str]:
    """Write directories of a few shards each, for a reader who seldom needs more than one, and return that of them."""
    parts: list[list[tuple[str, str]]] = []
    for key, digest in shards:
        if not parts or crc32(key.encode()) % SHARDS_IN_A_DIRECTORY == 0:
            parts.append([])
        parts[-1].append((key, digest))
    return _directory(
        [(part[0][0], folder.write(f"{name}/{_file_stem(part[0][0])}", _dump(_directory(part)))) for part in parts]
    )


def _file_stem(key: str) -> str:
    """Return `key` as the start of a file name, different for different keys."""
    return key.replace(" ", "_").replace("/", "-")


def _write_cards(folder: _Folder, documents: list[Document], numbers: dict[str, int]) -> dict[str, object]:
    """Write what is shown of results, dealt by number, and return how to find a number's file."""
    bits = max((len(documents) // CARDS_IN_A_FILE).bit_length(), GROUP.bit_length() - 1)
    files: list[list[list[object]]] = [[] for _ in range(1 << bits)]
    for document in documents:
        n = numbers[document.url]
        card = [n, document.url, document.title, document.units[0] if document.units else "", document.date,
                document.summary, *([1] if document.former else [])]  # fmt: skip
        files[(n * _MIX & 0xFFFFFFFF) >> (32 - bits)].append(card)
    texts = [_dump(cards) for cards in files]
    hashes = []
    for start in range(0, len(texts), GROUP):
        digest = _digest("".join(texts[start : start + GROUP]).encode())
        for i, text in enumerate(texts[start : start + GROUP], start):
            folder.write_as(f"cards/{i:x}-{digest}.json", text.encode())
        hashes.append(digest)
    return {"bits": bits, "group": GROUP, "hashes": "".join(hashes)}


def _vocabulary(found: _Postings, documents: int) -> tuple[str, str]:
    """Return the vocabulary and the pairs of so many documents, as JSON."""
    counts: defaultdict[str, int] = defaultdict(int)
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for coded, numbers in found.heads.items():
        term, class_ = divmod(coded, terms.CLASSES)
        first, _, second = found.spelled(term)[0].partition(" ")
        if not first[0].isalpha() or second and not second[0].isalpha():
            continue
        if not second:
            counts[first] += len(numbers)
        # Names are what readers mistype; of pairs that are only mentioned, the commoner ones do.
        elif class_ != terms.MENTION or len(numbers) > max(1, documents / MENTIONED_ONE_IN):
            pairs[first, second] += len(numbers)
    for term in found.bodies:
        key = found.spelled(term)[0]
        if key[0].isalpha() and " " not in key:
            counts[key] += 0
    words = sorted(counts)
    levels = "".join(format(min(level(counts[w]), 15), "x") for w in words)
    return _dump({"words": front_coded(words, " "), "levels": levels}), _dump(pair_lists(words, pairs))


def write_index(documents: Iterable[Document], abbreviations: dict[str, str], folder: Path) -> None:
    """Write the index of `documents` into `folder`; the same documents in any order give the same bytes.

    Args:
        abbreviations: what each stands for, such as `{"ANTT": "an ninh trật tự"}`.
    """
    documents = sorted(documents, key=lambda d: d.url)
    normaliser = Normaliser(abbreviations)
    numbers = number(documents)
    suggestions = [d.title for d in documents if d.kind == "theme"][:8]
    documents.sort(key=lambda d: numbers[d.url])
    found = _Postings(documents, numbers, normaliser)
    out = _Folder(folder)
    vocabulary, pairs = _vocabulary(found, len(documents))
    directory = {
        "terms": _directory(_write_shards(out, "terms", found.head_entries())),
        "cards": _write_cards(out, documents, numbers),
    }
    bodies = _write_directories(out, "directories", _write_shards(out, "bodies", found.body_entries()))
    manifest = {
        "count": len(documents),
        "kinds": kinds_of(documents),
        "region": REGION,
        "years": [YEARS, LAST_YEAR],
        "abbreviations": {short: " ".join(words) for short, words in sorted(normaliser.abbreviations.items())},
        "suggestions": suggestions,
        "vocabulary": out.write("vocabulary", vocabulary),
        "pairs": out.write("pairs", pairs),
        "directory": out.write("directory", _dump(directory)),
        "body": out.write("body", _dump(bodies)),
        "facets": out.write("facets", facets(documents, numbers)),
    }
    out.write_as("manifest.json", _dump(manifest).encode())
    out.remove_others()
