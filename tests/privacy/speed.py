"""How long the gate takes: on the records of a country, and on texts made to take long."""

from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from macros.catalogue.privacy import exposures
from macros.language.privacy import private_in
from macros.load import load
from macros.records.base import Part

ROOT = Path(__file__).parents[2]
LONG = 20_000

_HARD = {
    "digits": "0912345678",
    "digits and spaces": "0 9 1 ",
    "spaces": " ",
    "dashes": "09-",
    "brackets": "[(0",
    "links": "[](0 ",
    "open links": "[0](" + "a" * 40,
    "tags": "<b",
    "comments": "<!--0",
    "marks": "*0_`",
    "references": "&#4",
    "at": "a@",
    "dots": "a.b@c.",
    "word": "a0",
    "dates": "1/1/2024 ",
    "zero width": "0\u200b9",
    "lines": "\n0 ",
    "names": "ông Nguyễn ",
    "births": "sinh năm sinh ngày 1",
    "homes": "số nhà trú tại nhà ",
    "words of context": "stk cmnd mst bhxh hộ chiếu ",
    "spoken": "không chín một ",
    "octets": "1.1.1.",
    "hex": "a1b2",
    "percent": "https://%30%",
    "plates": "15A-123",
    "coordinates": "20.85612 ",
    "keyword and digits": "stk 1 ",
    "combining": "0\u0301",
    "capitals": "Nguyễn Văn ",
}
HOSTILE = {name: (text * LONG)[:LONG] for name, text in _HARD.items()}


def of_a_country() -> list[Part]:
    """As many records as a country may have: those of the site with contents, many times over, among its units."""
    catalogue = list(load(ROOT / "data"))
    told = [record for record in catalogue if record.folder != "units"]
    units = [record for record in catalogue if record.folder == "units"]
    return [*islice(cycle(told), 2_500), *islice(cycle(units), 2_500)]


def time_of(what: Iterable[Part | str]) -> float:
    """Seconds of the processor that it takes to look at records or texts."""
    begun = process_time()
    for one in what:
        if isinstance(one, str):
            private_in(one)
        else:
            list(exposures(one))
    return process_time() - begun
