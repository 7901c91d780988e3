"""Writes the search index: static files of which a reader fetches the parts that a query needs.

    manifest.json            the one constant name; holds what every query needs, and says where everything else lies
    terms/KEY-HASH.bin       packs: terms of titles, units, dates, summaries and facts, with the documents of each
    common/N-HASH.bin        packs: those of these terms that many documents have, each by itself
    cards/N-HASH.bin         packs: what is shown of a result
    bodies/KEY-HASH.bin      packs: terms that stand in bodies only
    places/0-HASH.bin        a pack: for each of these, where its blocks lie
    facets-HASH.json         every document's day, and the documents of each unit and theme, for the results page

A name holds a hash of the content, so a file never changes under its name and every cache may keep it for ever. What is
worked out of one document, its texts as words and its card, depends on that document and the abbreviations alone.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import log2
from pathlib import Path
from typing import NamedTuple

from macros.files.kept import Kept, joined, parted
from macros.search.documents import Document, DocumentKind, Portion, wholes
from macros.search.encoding import dump, number_bits, number_text
from macros.search.entries import entries, merged, named
from macros.search.facets import facets
from macros.search.initials import of_initials
from macros.search.normalise import Normaliser
from macros.search.numbering import number
from macros.search.packs import cut
from macros.search.postings import Spelled, said_by
from macros.search.recalled import Recalled
from macros.search.terms import Reader
from macros.search.vocabulary import front_coded, vocabulary

SUGGESTED = 8  # queries for an empty box: the commonest themes
PACK = 3.5  # a pack of terms has the bytes of all to the power of 3/4, by this: a small index comes in small parts
BLOCKS_OF_COMMON = 16  # to a pack
FEW = 4096  # documents
UNIT_OF_PLACES = 8
_MEMORY = 6  # of what compresses: with the usual 8 a block takes three times as long, and is no shorter


class _Sizes(NamedTuple):
    """How an index is cut."""

    unit: int  # bytes, of which a block of terms has a whole number
    unit_of_cards: int  # the same of cards
    unit_of_bodies: int
    cards: int  # numbers to a block
    numbers: int  # to a pack of cards
    blocks: int  # in a pack of terms, beside those of what is heavy
    blocks_of_bodies: int


# Among few, results lie near each other, and a pack is asked for once; among many, a long directory weighs more. Where blocks of bodies
# lie, a reader learns of those packs alone that are asked for, so they may be small.
OF_FEW = _Sizes(unit=32, unit_of_cards=128, unit_of_bodies=32, cards=16, numbers=256, blocks=32, blocks_of_bodies=32)
OF_MANY = _Sizes(unit=64, unit_of_cards=256, unit_of_bodies=16, cards=4, numbers=256, blocks=32, blocks_of_bodies=64)


class _Folder:
    """Writes content-named files below `path`, and removes what an earlier index left there."""

    def __init__(self, path: Path, store: Kept):
        self.path = path
        self._store = store
        self.earlier = {file.relative_to(path).as_posix() for file in path.rglob("*.*")}
        self.kept: set[str] = set()

    def write(self, stem: str, data: bytes, ending: str) -> str:
        """Write `data` under a name of `stem` and a hash, and return the hash."""
        digest = hashlib.sha256(data).hexdigest()[:6]
        self.write_as(f"{stem}-{digest}.{ending}", data)
        return digest

    def write_as(self, name: str, data: bytes) -> None:
        self.kept.add(name)
        path = self.path / name
        if name not in self.earlier or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def write_pack(self, stem: str, blocks: Sequence[bytes], units: list[int], unit: int) -> str:
        """Write blocks, each compressed and filled up to whole units, add how many units each has to `units`, and return the hash."""
        *sizes, pack = parted(self._store.made(lambda: _packed(blocks, unit), "pack", str(unit), *blocks))
        units += map(int, sizes)
        return self.write(stem, pack, "bin")

    def remove_others(self) -> None:
        for name in self.earlier - self.kept:
            (self.path / name).unlink()


def _write_terms(
    folder: _Folder, name: str, entries: Iterable[tuple[str, bytes]], total: int, blocks: int, unit: int
) -> tuple[dict[str, str | int], list[list[int]]]:
    """Write packs of terms, of `total` bytes, and return their directory: where each starts, its hash, and how many blocks it has beside
    those of what is heavy; and for each what says where its blocks lie: how many have their own, which hashes these are, the units of each block."""
    size = 1 << round(log2((total or 1) ** 0.75 / PACK + 1))
    starts, hashes, rows = [], [], []
    for start, pack, own in cut(entries, size, blocks):
        units: list[int] = []
        starts.append(start)
        hashes.append(folder.write_pack(f"{name}/{_file_stem(start)}", pack, units, unit))
        rows.append([len(own), *own, *units])
    return {"keys": front_coded(starts, ","), "hashes": "".join(hashes), "blocks": blocks, "unit": unit}, rows


def _write_blocks(
    folder: _Folder, name: str, blocks: list[bytes], together: int, unit: int, *, are_small: bool = False
) -> dict[str, str | int]:
    """Write packs of so many blocks, and return their directory: the hash of each, and the units of each of its blocks; of blocks of but
    a few units each those of two as one number, to a base, as most of their pairs are some of a few."""
    units: list[int] = []
    hashes = [
        folder.write_pack(f"{name}/{start // together:x}", blocks[start : start + together], units, unit)
        for start in range(0, len(blocks), together)
    ]
    directory: dict[str, str | int] = {"hashes": "".join(hashes), "blocks": together, "unit": unit}
    if not are_small:
        return {**directory, "units": number_text(units)}
    base = max(units, default=0) + 1
    pairs = [first + base * second for first, second in zip_longest(units[::2], units[1::2], fillvalue=0)]
    return {**directory, "units": number_text(pairs), "base": base}


def _packed(blocks: Sequence[bytes], unit: int) -> bytes:
    """Return the blocks of a pack, compressed, behind how many units each has."""
    packed = [deflated(block) if block else b"" for block in blocks]
    filled = [block + bytes(-len(block) % unit) for block in packed]
    return joined([*(b"%d" % (len(block) // unit) for block in filled), b"".join(filled)])


def _file_stem(key: str) -> str:
    """Return `key` as the start of a file name, different for different keys."""
    return key.replace(" ", "_").replace("/", "-")


def card(document: Document) -> str:
    """Return what is shown of a document as a result, as JSON."""
    unit = document.units[0] if document.units else ""
    state = [document.state] if document.state else []
    return dump([document.url, document.title, unit, document.date, document.summary, *state])


def _blocks_of_cards(cards: dict[int, str], size: int) -> Iterator[bytes]:
    """Yield blocks of the cards of `size` numbers each; 0 for a number that no document has."""
    for start in range(0, max(cards, default=-1) + 1, size):
        numbers = range(start, start + size)
        text = f"[{','.join(cards.get(n, '0') for n in numbers)}]"
        yield text.encode() if any(n in cards for n in numbers) else b""


def deflated(data: bytes) -> bytes:
    """Return compressed `data`, without header and checksum."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15, _MEMORY)
    return compressor.compress(data) + compressor.flush()


def write_index(
    portions: Iterable[Portion],
    kinds: Sequence[DocumentKind],
    abbreviations: dict[str, str],
    folder: Path,
    stores: Path | None = None,
) -> None:
    """Write the index of the documents of all `portions` into `folder`; the same documents in any order give the same bytes.

    Args:
        kinds: what kinds of document there are, in the order of equally good results.
        abbreviations: what each stands for, such as `{"ANTT": "an ninh trật tự"}`.
        stores: where what it is made of is kept for the next one; None: nothing is.
    """
    with Kept(stores, "index", dump(abbreviations)) as store:
        _write_index(portions, kinds, abbreviations, folder, store)


def _write_index(
    portions: Iterable[Portion],
    kinds: Sequence[DocumentKind],
    abbreviations: dict[str, str],
    folder: Path,
    store: Kept,
) -> None:
    normaliser = Normaliser(abbreviations)
    recalled = Recalled(store)
    read = [*recalled.read(portions, Reader(normaliser))]
    documents = sorted((d for some, _ in read for d in some), key=lambda d: d.url)
    numbers, regions = number(documents, [kind.name for kind in kinds])
    cards = {numbers[d.url]: card(d) for d in documents}
    parts = wholes(documents)
    said = [said for _, said in read]
    of_each = [[-1 if d.url in parts else numbers[d.url] for d in some] for some, _ in read]
    documents = sorted((d for d in documents if d.url not in parts), key=lambda d: numbers[d.url])
    common_themes = Counter(theme for document in documents for theme in document.themes).most_common(SUGGESTED)
    spelled = Spelled(recalled.words)
    heads, bodies = (
        entries(said_by(said, of_each, spelled.ranks, in_bodies), spelled, len(documents))
        for in_bodies in (False, True)
    )
    known = vocabulary(heads, bodies, spelled)
    by_initials = named(of_initials(documents, numbers))
    blocks_of_common = heads.of(known.common)
    total = len(heads.data) + sum(map(len, by_initials.values()))
    terms_of_heads = merged(heads.but(known.common, spelled), by_initials)
    sizes = OF_FEW if len(cards) < FEW else OF_MANY
    blocks_of_cards = list(_blocks_of_cards(cards, sizes.cards))
    out = _Folder(folder, store)
    of_terms, rows_of_terms = _write_terms(
        out, "terms", terms_of_heads, total - sum(map(len, blocks_of_common)), sizes.blocks, sizes.unit
    )
    of_bodies, rows_of_bodies = _write_terms(
        out, "bodies", bodies.but((), spelled), len(bodies.data), sizes.blocks_of_bodies, sizes.unit_of_bodies
    )
    places = number_bits(rows_of_bodies)
    manifest = {
        "count": len(documents),
        "kinds": [kind.name for kind in kinds],
        "kindNames": {kind.name: kind.label for kind in kinds},
        "kindWords": {words: kind.name for kind in kinds for words in kind.asked_as},
        "regions": [region if region.parts else region[:3] for region in regions],
        "abbreviations": {short: " ".join(words) for short, words in sorted(normaliser.abbreviations.items())},
        "suggestions": [theme for theme, _ in common_themes],
        # What is written with the same digits stands together, as the file is compressed as a whole.
        "places": _write_blocks(out, "places", places, max(1, len(places)), UNIT_OF_PLACES),
        "cards": {
            **_write_blocks(
                out, "cards", blocks_of_cards, sizes.numbers // sizes.cards, sizes.unit_of_cards, are_small=True
            ),
            "each": sizes.cards,
        },
        "bodies": of_bodies,
        "terms": {**of_terms, "rows": ",".join(map(number_text, rows_of_terms))},
        "common": _write_blocks(out, "common", blocks_of_common, BLOCKS_OF_COMMON, sizes.unit),
        "vocabulary": {"words": known.words, "levels": known.levels, "pairs": known.pairs, "bonds": known.bonds},
        "facets": out.write("facets", facets(documents, numbers).encode(), "json"),
    }
    out.write_as("manifest.json", dump(manifest).encode())
    out.remove_others()
    recalled.keep()
