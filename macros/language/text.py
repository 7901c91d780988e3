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
    found = difflib.get_close_matches(slug(word), by_slug, n=3, cutoff=0.6)
    return next((by_slug[one] for one in found if _is_slip(slug(word), one)), None)


def _is_slip(written: str, meant: str) -> bool:
    """Whether what sets two names apart is a slip, not another name: `cong-an-quan-le-chan` is not `cong-an-quan-ngo-quyen`."""
    ours, theirs = written.split("-"), meant.split("-")
    here, there = [w for w in ours if w not in theirs], [w for w in theirs if w not in ours]
    if len(ours) == 1 or len(theirs) == 1:
        return True
    if len(ours) < 3 and len(theirs) < 3:  # of so few words none is common to many names
        return difflib.SequenceMatcher(None, written, meant).ratio() >= 0.7
    if not here or not there:
        return len(here) + len(there) <= max(len(ours), len(theirs)) / 2
    one, other = "".join(here), "".join(there)
    match = difflib.SequenceMatcher(None, one, other)
    alike = sum(block.size for block in match.get_matching_blocks())
    return match.ratio() >= 0.7 or alike >= max(len(one), len(other)) - 1
