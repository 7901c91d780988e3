"""Reads what an index holds, for tests that ask whether something stands in it at all."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path


def cards(index: Path) -> list[list]:
    """Return what is shown of each document."""
    return [card for block in _blocks(index, "cards") for card in json.loads(block) if card]


def holds(index: Path, folder: str, form: str) -> bool:
    """Whether a term, as the index spells it, stands in a folder of packs."""
    entry = bytes([len(form.encode())]) + form.encode()
    return any(entry in block for block in _blocks(index, folder))


def _blocks(index: Path, folder: str) -> Iterator[bytes]:
    """The blocks of all packs in a folder. Each is deflated, and filled up to whole units."""
    unit = json.loads((index / "manifest.json").read_text(encoding="utf-8"))[folder]["unit"]
    for pack in (index / folder).iterdir():
        rest = pack.read_bytes()
        while rest:
            packed = zlib.decompressobj(wbits=-15)
            yield packed.decompress(rest)
            assert packed.eof
            taken = len(rest) - len(packed.unused_data)
            rest = rest[taken + -taken % unit :]
