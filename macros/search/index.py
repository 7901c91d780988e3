"""Writes the search index: static files of which a reader fetches the few that a query needs.

    manifest.json            the one constant name; names the others, and holds what every query needs
    vocabulary-HASH.json     every word, and in how many documents' heads it stands
    pairs-HASH.json          which words stand together, for decoding what was typed
    directory-HASH.json      the names of the shards of heads and of the cards
    body-HASH.json           the names of the shards of bodies
    facets-HASH.json         every document's day, and the documents of each unit and theme, for the results page
    terms/KEY-HASH.json      terms of titles, units, dates, summaries and facts, with the documents of each
    bodies/KEY-HASH.json     terms that stand in bodies only
    cards/N-HASH.json        what is shown of a result

A name holds a hash of the content, so a file never changes under its name and every cache may keep it for ever.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from macros.search import terms
from macros.search.documents import Document
from macros.search.normalise import Normaliser
from macros.search.numbering import LAST_YEAR, REGION, YEARS, kinds_of, number
from macros.search.shards import cut, postings, term_key
from macros.search.vocabulary import front_coded, level, pair_lists

FOLDERS = ("terms", "bodies", "cards")
CARDS_IN_A_FILE = 4
GROUP = 8  # files of cards under one hash: thousands of hashes would weigh more than the cards of a query
MENTIONED_ONE_IN = 2000  # documents; what is mentioned in fewer, or in one alone, is no pair that readers mistype
_MIX = 0x9E3779B1  # Knuth's multiplicative hash: the fraction of the golden ratio in 32 bits

Postings = defaultdict[str, list[int]]


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


def _collect(
    documents: list[Document], numbers: dict[str, int], normaliser: Normaliser
) -> tuple[list[Postings], Postings]:
    """Return the numbers of the documents of each term: by class in heads, and in bodies."""
    heads: list[Postings] = [defaultdict(list) for _ in range(terms.CLASSES)]
    bodies: Postings = defaultdict(list)
    extract = terms.Extractor(normaliser)
    for document in sorted(documents, key=lambda d: numbers[d.url]):
        n = numbers[document.url]
        head = extract.head(document)
        for term, class_ in head.items():
            heads[class_][term].append(n)
        for holders in map(bodies.__getitem__, extract.body(document).difference(head)):
            holders.append(n)
    return heads, bodies


def _head_entry(heads: list[Postings], term: str) -> str:
    """Return the JSON of a term's documents: each class that has any, then its posting list."""
    return f"[{','.join(f'{class_},{postings(lists[term])}' for class_, lists in enumerate(heads) if term in lists)}]"


def _write_shards(
    folder: _Folder, name: str, found: Iterable[str], entry: Callable[[str], str]
) -> dict[str, list[str]]:
    """Write the shards of the terms `found` and return where each starts, and its hash."""
    ordered = sorted((term_key(term), term) for term in found)
    directory: dict[str, list[str]] = {"keys": [], "hashes": []}
    for start, text in cut((key, f'"{term}":{entry(term)}') for key, term in ordered):
        directory["keys"].append(start)
        directory["hashes"].append(folder.write(f"{name}/{_file_stem(start)}", text))
    return directory


def _file_stem(key: str) -> str:
    """Return `key` as the start of a file name, different for different keys."""
    return key.replace(" ", "_").replace("/", "-")


def _write_cards(folder: _Folder, documents: list[Document], numbers: dict[str, int]) -> dict[str, object]:
    """Write what is shown of results, dealt by number, and return how to find a number's file."""
    bits = max((len(documents) // CARDS_IN_A_FILE).bit_length(), GROUP.bit_length() - 1)
    files: list[list[list[object]]] = [[] for _ in range(1 << bits)]
    for document in sorted(documents, key=lambda d: numbers[d.url]):
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
    return {"bits": bits, "group": GROUP, "hashes": " ".join(hashes)}


def _vocabulary(heads: list[Postings], bodies: Postings, documents: int) -> tuple[str, str]:
    """Return the vocabulary and the pairs of so many documents, as JSON."""
    counts: defaultdict[str, int] = defaultdict(int)
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for class_, lists in enumerate(heads):
        for term, numbers in lists.items():
            first, _, second = term_key(term).partition(" ")
            if not first[0].isalpha() or second and not second[0].isalpha():
                continue
            if not second:
                counts[first] += len(numbers)
            # Names are what readers mistype; of pairs that are only mentioned, the commoner ones do.
            elif class_ != terms.MENTION or len(numbers) > max(1, documents / MENTIONED_ONE_IN):
                pairs[first, second] += len(numbers)
    for term in bodies:
        if term[0].isalpha() and " " not in term:
            counts[term_key(term)] += 0
    words = sorted(counts)
    levels = "".join(format(min(level(counts[w]), 15), "x") for w in words)
    return _dump({"words": front_coded(words), "levels": levels}), _dump(pair_lists(words, pairs))


def _facets(documents: list[Document], numbers: dict[str, int]) -> str:
    """Return every document's number and day, and the name and numbers of each unit and theme, as JSON."""
    ordered = sorted(documents, key=lambda d: numbers[d.url])
    units: Postings = defaultdict(list)
    themes: Postings = defaultdict(list)
    names: dict[str, str] = {}
    for document in ordered:
        for lists, ids, shown in (
            (units, document.unit_ids, document.units),
            (themes, document.theme_ids, document.themes),
        ):
            names.update(zip(ids, shown, strict=True))
            for id_ in ids:
                lists[id_].append(numbers[document.url])

    def members(lists: Postings) -> str:
        return ",".join(f"{_dump(id_)}:[{_dump(names[id_])},{postings(lists[id_])}]" for id_ in sorted(lists))

    days = _dump([_day(d.date) for d in ordered])
    everything = postings([numbers[d.url] for d in ordered])
    return f'{{"all":{everything},"days":{days},"units":{{{members(units)}}},"themes":{{{members(themes)}}}}}'


def _day(date: str) -> int:
    """Return month × 32 + day, 0 for what is unknown."""
    _, month, day = (*date.split("-"), "0", "0")[:3]
    return int(month or 0) * 32 + int(day or 0)


def write_index(documents: Iterable[Document], abbreviations: dict[str, str], folder: Path) -> None:
    """Write the index of `documents` into `folder`; the same documents in any order give the same bytes.

    Args:
        abbreviations: what each stands for, such as `{"ANTT": "an ninh trật tự"}`.
    """
    documents = sorted(documents, key=lambda d: d.url)
    normaliser = Normaliser(abbreviations)
    numbers = number(documents)
    heads, bodies = _collect(documents, numbers, normaliser)
    out = _Folder(folder)
    vocabulary, pairs = _vocabulary(heads, bodies, len(documents))
    directory = {
        "terms": _write_shards(out, "terms", set().union(*heads), partial(_head_entry, heads)),
        "cards": _write_cards(out, documents, numbers),
    }
    manifest = {
        "count": len(documents),
        "kinds": kinds_of(documents),
        "region": REGION,
        "years": [YEARS, LAST_YEAR],
        "abbreviations": {short: " ".join(words) for short, words in sorted(normaliser.abbreviations.items())},
        "suggestions": [d.title for d in documents if d.kind == "theme"][:8],
        "vocabulary": out.write("vocabulary", vocabulary),
        "pairs": out.write("pairs", pairs),
        "directory": out.write("directory", _dump(directory)),
        "body": out.write("body", _dump(_write_shards(out, "bodies", bodies, lambda term: postings(bodies[term])))),
        "facets": out.write("facets", _facets(documents, numbers)),
    }
    out.write_as("manifest.json", _dump(manifest).encode())
    out.remove_others()
