"""Writes the search index: static files of which a reader fetches the few that a query needs.

    manifest.json            the one constant name; names the others, and holds what every query needs
    vocabulary-HASH.json     every word, and in how many documents' heads it stands
    pairs-HASH.json          which words stand together, for decoding what was typed
    directory-HASH.json      the names of the directories of shards, and of the cards
    facets-HASH.json         every document's day, and the documents of each unit and theme, for the results page
    files-HASH.json          the names of all the others, for who keeps the index to search without a network
    terms/KEY-HASH.json      terms of titles, units, dates, summaries and facts, with the documents of each
    bodies/KEY-HASH.json     terms that stand in bodies only
    …/in-KEY-HASH.json       the names of some of these shards
    cards/N-HASH.json        what is shown of a result

A name holds a hash of the content, so a file never changes under its name and every cache may keep it for ever.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log2
from pathlib import Path
from zlib import crc32

from macros.search.documents import Document, DocumentKind
from macros.search.encoding import MARKS, dump
from macros.search.facets import facets
from macros.search.normalise import Normaliser
from macros.search.numbering import LAST_YEAR, REGION, YEARS, number
from macros.search.postings import Postings, postings
from macros.search.shards import cut
from macros.search.terms import MENTION, Reader
from macros.search.vocabulary import front_coded, level, pair_lists

FOLDERS = ("terms", "bodies", "cards")
SHARDS_IN_A_DIRECTORY = 32
SUGGESTED = 8  # queries for an empty box: the commonest themes
CARDS_IN_A_FILE = 2
GROUP = 32  # files of cards under one hash: thousands of hashes would weigh more than the cards of a query
MENTIONED_ONE_IN = 2000  # documents; what is mentioned in fewer, or in one alone, is no pair that readers mistype
_MIX = 0x9E3779B1  # Knuth's multiplicative hash: the fraction of the golden ratio in 32 bits


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:6]


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


Spellings = list[tuple[str, str]]  # by a word's number, how it is typed without diacritics and how it is spelled


def _spelled(term: Postings, spellings: Spellings) -> tuple[str, str]:
    """Return what `term` is sorted and looked up by, and its words; a space sorts before any letter."""
    key, word = spellings[term.first]
    if not term.second:
        return key, word
    other_key, other = spellings[term.second]
    return f"{key} {other_key}", f"{word} {other}"


def _head_entries(heads: Iterable[Postings], spellings: Spellings) -> Iterator[tuple[str, str]]:
    """Yield each term's key and its JSON member: a mark for each class that has documents, then its list."""
    lists: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for term in heads:
        lists[_spelled(term, spellings)].append(MARKS[term.class_] + term.documents)
    for (key, words), texts in sorted(lists.items()):
        yield key, f'"{words}":"{"".join(texts)}"'


def _body_entries(bodies: Iterable[Postings], spellings: Spellings) -> Iterator[tuple[str, str]]:
    """Yield the key and the JSON member of each term that stands in bodies."""
    for (key, words), text in sorted((_spelled(term, spellings), term.documents) for term in bodies):
        yield key, f'"{words}":"{text}"'


def _write_shards(folder: _Folder, name: str, entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Write the shards of terms and the directories of a few shards each, and return the directory of these."""
    directories: list[list[tuple[str, str]]] = []
    for start, text in cut(entries):
        # As with shards, the key alone says where a directory ends.
        if not directories or crc32(start.encode()) % SHARDS_IN_A_DIRECTORY == 0:
            directories.append([])
        directories[-1].append((start, folder.write(f"{name}/{_file_stem(start)}", text)))
    return _directory(
        (shards[0][0], folder.write(f"{name}/in-{_file_stem(shards[0][0])}", dump(_directory(shards))))
        for shards in directories
    )


def _directory(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what a reader finds the file of a term by, from where each starts and its hash."""
    starts, digests = zip(*files, strict=True) if (files := list(files)) else ((), ())
    return {"keys": front_coded(starts, ","), "hashes": "".join(digests)}


def _file_stem(key: str) -> str:
    """Return `key` as the start of a file name, different for different keys."""
    return key.replace(" ", "_").replace("/", "-")


def _write_cards(folder: _Folder, documents: list[Document], numbers: dict[str, int]) -> dict[str, object]:
    """Write what is shown of results, dealt by number, and return how to find a number's file."""
    bits = max(round(log2(max(len(documents) / CARDS_IN_A_FILE, 1))), GROUP.bit_length() - 1)
    files: list[list[list[object]]] = [[] for _ in range(1 << bits)]
    for document in documents:
        n = numbers[document.url]
        card = [n, document.url, document.title, document.units[0] if document.units else "", document.date,
                document.summary, *([document.state] if document.state else [])]  # fmt: skip
        files[(n * _MIX & 0xFFFFFFFF) >> (32 - bits)].append(card)
    texts = [dump(cards) for cards in files]
    hashes = []
    for start in range(0, len(texts), GROUP):
        digest = _digest("".join(texts[start : start + GROUP]).encode())
        for i, text in enumerate(texts[start : start + GROUP], start):
            folder.write_as(f"cards/{i:x}-{digest}.json", text.encode())
        hashes.append(digest)
    return {"bits": bits, "group": GROUP, "hashes": "".join(hashes)}


def _vocabulary(heads: list[Postings], bodies: list[Postings], spellings: Spellings, documents: int) -> tuple[str, str]:
    """Return the vocabulary and the pairs of so many documents, as JSON."""
    keys = [key for key, _ in spellings]
    counts: defaultdict[str, int] = defaultdict(int)
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for term in heads:
        first, second = keys[term.first], keys[term.second]
        if not first[0].isalpha() or second and not second[0].isalpha():
            continue
        if not second:
            counts[first] += term.number
        # Names are what readers mistype; of pairs that are only mentioned, the commoner ones do.
        elif term.class_ != MENTION or term.number > max(1, documents / MENTIONED_ONE_IN):
            pairs[first, second] += term.number
    for term in bodies:
        if not term.second and keys[term.first][0].isalpha():
            counts[keys[term.first]] += 0
    words = sorted(counts)
    levels = "".join(format(min(level(counts[w]), 15), "x") for w in words)
    return dump({"words": front_coded(words, " "), "levels": levels}), dump(pair_lists(words, pairs))


def write_index(
    documents: Iterable[Document], kinds: Sequence[DocumentKind], abbreviations: dict[str, str], folder: Path
) -> None:
    """Write the index of `documents` into `folder`; the same documents in any order give the same bytes.

    Args:
        kinds: what kinds of document there are, in the order of equally good results.
        abbreviations: what each stands for, such as `{"ANTT": "an ninh trật tự"}`.
    """
    documents = sorted(documents, key=lambda d: d.url)
    normaliser = Normaliser(abbreviations)
    numbers = number(documents, [kind.name for kind in kinds])
    common_themes = Counter(theme for document in documents for theme in document.themes).most_common(SUGGESTED)
    documents.sort(key=lambda d: numbers[d.url])
    reader = Reader(normaliser)
    heads, bodies = postings(documents, [numbers[d.url] for d in documents], reader)
    spellings = reader.spellings()
    out = _Folder(folder)
    vocabulary, pairs = _vocabulary(heads, bodies, spellings, len(documents))
    directory = {
        "terms": _write_shards(out, "terms", _head_entries(heads, spellings)),
        "bodies": _write_shards(out, "bodies", _body_entries(bodies, spellings)),
        "cards": _write_cards(out, documents, numbers),
    }
    manifest = {
        "count": len(documents),
        "kinds": [kind.name for kind in kinds],
        "kindNames": {kind.name: kind.label for kind in kinds},
        "kindWords": {words: kind.name for kind in kinds for words in kind.asked_as},
        "region": REGION,
        "years": [YEARS, LAST_YEAR],
        "abbreviations": {short: " ".join(words) for short, words in sorted(normaliser.abbreviations.items())},
        "suggestions": [theme for theme, _ in common_themes],
        "vocabulary": out.write("vocabulary", vocabulary),
        "pairs": out.write("pairs", pairs),
        "directory": out.write("directory", dump(directory)),
        "facets": out.write("facets", facets(documents, numbers)),
    }
    manifest["files"] = out.write("files", dump(sorted(out.kept)))
    out.write_as("manifest.json", dump(manifest).encode())
    out.remove_others()
