"""Vietnamese text: one form of Unicode, folding for comparison, ascii names and near matches."""

import difflib
import re
import unicodedata
from collections.abc import Iterable


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC, the form that TCVN 6909:2001 prescribes."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` as it is typed without diacritics: lower case, no marks, đ as d.

    đ is a letter of its own in Unicode and does not decompose, so NFD alone would keep it.
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").replace("đ", "d")


def slug(text: str) -> str:
    """Return `text` as an ascii name for files and addresses: `Lễ ra mắt… Đồng Khê` → `le-ra-mat-dong-khe`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def near(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `word` most likely stands for, or None if none is close.

    Case, diacritics and separators don't count: `Hội-nghị tổng kết` is near `hoi-nghi-tong-ket`.
    """
    by_slug = {slug(k): k for k in known}
    found = difflib.get_close_matches(slug(word), by_slug, n=1, cutoff=0.6)
    return by_slug[found[0]] if found else None
