"""Reads what an index holds, for tests that ask whether something stands in it at all."""

import json
import re
import zlib
from pathlib import Path

from macros.search.encoding import DIGITS


def cards(index: Path) -> list[list]:
    """Return what is shown of each document."""
    directory = json.loads((index / "manifest.json").read_text(encoding="utf-8"))["cards"]
    units = [_number(digits) for digits in re.findall(r"[W-Za-z:;]*[0-9A-V]", directory["units"])]
    found = []
    packs = sorted((index / "cards").iterdir(), key=lambda file: int(file.name.partition("-")[0], 16))
    for i, pack in enumerate(packs):
        data = pack.read_bytes()
        for size in units[i * directory["blocks"] : (i + 1) * directory["blocks"]]:
            length = size * directory["unit"]
            block, data = data[:length], data[length:]
            if block:
                cards = json.loads(zlib.decompressobj(wbits=-15).decompress(block))
                assert len(cards) == directory["each"]
                found += filter(None, cards)
        assert not data
    return found


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * 32 + DIGITS.index(digit) % 32
    return number


def holds(index: Path, folder: str, form: str) -> bool:
    """Whether a term, as the index spells it, stands in a folder of packs."""
    entry = bytes([len(form.encode())]) + form.encode()
    return any(entry in file.read_bytes() for file in (index / folder).iterdir())
