"""The prose of the data is in words of our own: it shares no 12 syllables in a row with the press articles that it rests on.

The articles are not ours to publish, so `articles.digests` holds a digest of every 12 syllables of them; with the articles at hand
(`shared/articles` beside the project), `python -m tests.test_own_words` writes it anew. Names, titles and quotations keep their words.
"""

import base64
import hashlib
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.language.text import slug
from macros.records import RECORDS, Event, Model, Organisation, Source, Unit
from macros.records.base import FieldType
from macros.records.walk import values
from tests.by_hand import made

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared/articles"
DIGESTS = Path(__file__).with_name("articles.digests")
SYLLABLES, BYTES = 12, 5
NAMES = {"name", "title", "other_names", "office", "by"}
# Written out in full, so that writing ANTT in other letters is no change of words.
SHORT = {
    "antt": "an-ninh-trat-tu",
    "antq": "an-ninh-to-quoc",
    "anct": "an-ninh-chinh-tri",
    "ttatxh": "trat-tu-an-toan-xa-hoi",
    "ttxh": "trat-tu-xa-hoi",
    "pccc": "phong-chay-chua-chay",
    "cand": "cong-an-nhan-dan",
    "catp": "cong-an-thanh-pho",
    "ubnd": "uy-ban-nhan-dan",
    "mttq": "mat-tran-to-quoc",
    "cccd": "can-cuoc-cong-dan",
}
_APART = re.compile("“[^”]*”|\n\n")


def syllables(text: str) -> list[str]:
    """The syllables of a text without marks and capitals, abbreviations written out."""
    words = slug(text).split("-")
    return [one for word in words for one in SHORT.get(word, word).split("-") if one]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = syllables(text)
    yield from (tuple(found[at : at + SYLLABLES]) for at in range(len(found) - SYLLABLES + 1))


def digest(run: tuple[str, ...]) -> bytes:
    return hashlib.sha256("-".join(run).encode()).digest()[:BYTES]


def of_the_articles() -> set[bytes]:
    """The digests of every run in the articles at hand."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(ARTICLES.glob("*.txt"))]
    return {digest(run) for text in texts for run in runs(text)}


def kept() -> set[bytes]:
    """Those that the repository holds."""
    whole = base64.b64decode("".join(DIGESTS.read_text(encoding="ascii").split()))
    return {whole[at : at + BYTES] for at in range(0, len(whole), BYTES)}


def written(digests: set[bytes]) -> str:
    return "\n".join(textwrap.wrap(base64.b64encode(b"".join(sorted(digests))).decode(), 120)) + "\n"


def copied(record, names: list[str], digests: set[bytes]) -> Iterator[str]:
    """What a record has word for word, and in which field."""
    for place, field, _, value in values(record):
        if field.type not in (FieldType.LINE, FieldType.PROSE) or field.name in NAMES or not value:
            continue
        for piece in _APART.split(value):
            hit = stretch(piece, names, digests)
            if hit:
                yield f"{record.folder}/{record.id}: {'.'.join(map(str, place))}: {' '.join(hit)}"


def stretch(piece: str, names: list[str], digests: set[bytes]) -> list[str]:
    """The first stretch that is taken whole. A name in it is nobody's words, so it neither counts nor breaks the stretch."""
    parts = re.split("(" + "|".join(map(re.escape, names)) + ")", piece) if names else [piece]
    told = [(one, at % 2 == 0) for at, part in enumerate(parts) for one in syllables(part)]
    found = list(runs(piece))
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and digest(found[end]) in digests:
            end += 1
        taken = told[start : end + SYLLABLES - 1] if end > start else []
        if sum(own for _, own in taken) >= SYLLABLES:
            return [one for one, _ in taken]
        start = end + 1
    return []


def names_in(records) -> list[str]:
    """What records are called, the longest first; a name of a few syllables hides nothing."""
    called = {name for one in records for name in (one.heading, *getattr(one, "other_names", []))}
    return sorted((name for name in called if len(syllables(name)) >= 8), key=len, reverse=True)


def test_no_prose_of_the_data_is_copied(real):
    records = [record for kind in RECORDS for record in real.all(kind)]
    names, digests = names_in(records), kept()
    assert [fault for record in records for fault in copied(record, names, digests)] == []


def test_the_settings_of_the_site_are_not_copied(real):
    assert [run for run in runs(real.site.about or "") if digest(run) in kept()] == []


def test_the_digests_are_those_of_the_articles():
    """Where these are at hand; elsewhere their digests guard the data as well."""
    assert not ARTICLES.is_dir() or kept() == of_the_articles()


def test_digests_of_all_articles_are_kept():
    assert len(kept()) > 4000


TAKEN = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai"


@pytest.fixture
def taken():
    """The digests of a made-up article."""
    return {digest(run) for run in runs(TAKEN)}


@pytest.mark.parametrize("text", [TAKEN, f"Mở đầu. {TAKEN.upper()}, rồi thôi.", TAKEN.replace(" ", " – ")])
def test_copied_words_are_found(text, taken):
    assert list(copied(made(Event, "e", note=text), [], taken)) == [
        "events/e: note: mot hai ba bon nam sau bay tam chin muoi muoi mot muoi hai"
    ]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Event, {"title": TAKEN}),
        (Model, {"name": TAKEN, "other_names": [TAKEN]}),
        (Source, {"title": TAKEN}),
        (Event, {"note": f"Bài báo ghi “{TAKEN}”."}),
        (Event, {"note": TAKEN.replace("bảy", "“7”")}),
        (Organisation, {"facts": [f"Thực hiện {TAKEN}."], "other_names": [TAKEN]}),
    ],
)
def test_names_titles_and_quotations_keep_their_words(kind, fields, taken):
    record = made(kind, "x", **fields)
    assert list(copied(record, names_in([record]), taken)) == []


def test_a_name_amid_copied_words_does_not_break_them():
    name = "Tổ bảo vệ an ninh, trật tự cơ sở phường Mẫu"
    article = f"{TAKEN} {name} {TAKEN}"
    digests = {digest(run) for run in runs(article)}
    half = " ".join(TAKEN.split()[-7:])
    note = f"{half} {name} {' '.join(TAKEN.split()[:7])}"
    assert list(copied(made(Event, "e", note=note), [name], digests))
    assert not list(copied(made(Event, "e", note=f"{half} {name} khác hẳn"), [name], digests))


def test_abbreviations_change_no_words():
    assert syllables("Bảo đảm ANTT") == syllables("bảo đảm an ninh, trật tự")


def test_a_unit_is_looked_at_too(taken):
    assert list(copied(made(Unit, "u", facts=[TAKEN]), [], taken))


if __name__ == "__main__":
    if not ARTICLES.is_dir():
        raise SystemExit(f"no articles in {ARTICLES}")
    DIGESTS.write_text(written(of_the_articles()), encoding="ascii")
