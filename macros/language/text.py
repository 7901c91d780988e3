"""Vietnamese text: one form of Unicode, folding for comparison, ascii names and near matches."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

_MARKS = re.compile("[\u0300-\u036f]+")  # all of Vietnamese, and of nearly all else


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC, the form that TCVN 6909:2001 prescribes."""
    return unicodedata.normalize("NFC", text)


def upper_first(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]


def fold(text: str) -> str:
    """Return `text` as it is typed without diacritics: lower case, no marks, đ as d.

    đ is a letter of its own in Unicode and does not decompose, so NFD alone would keep it.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")
    return plain if plain.isascii() else "".join(c for c in plain if unicodedata.category(c) != "Mn")


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


# Words of which no two stand for each other, however alike they are written; and what turns a word into its opposite.
_APART = (
    {"dong", "tay", "nam", "bac"}, {"tren", "duoi"}, {"trong", "ngoai"}, {"noi", "ngoai"}, {"truoc", "sau"}, {"thuong", "trung", "ha"},
    {"tang", "giam"}, {"cu", "moi"}, {"lon", "nho"}, {"dau", "cuoi"}, {"over", "under"}, {"above", "below"}, {"before", "after"},
    {"start", "end"}, {"first", "last"}, {"rise", "fall", "same"}, {"least", "most"}, {"more", "less"}, {"met", "missed"}, {"old", "new"},
)  # fmt: skip
_NOT = ("un", "in", "im", "ir", "dis", "non", "khong", "chua", "vo", "bat", "phi")


def _is_slip(written: str, meant: str) -> bool:
    """Whether what sets two names apart is a slip, not another name: `cong-an-quan-le-chan` is not `cong-an-quan-ngo-quyen`,
    `renamed` is not `removed`."""
    ours, theirs = written.split("-"), meant.split("-")
    here, there = [w for w in ours if w not in theirs], [w for w in theirs if w not in ours]
    if any(_are_apart(one, other) for one in here for other in there):
        return False
    if len(ours) == 1 or len(theirs) == 1:
        return _is_slip_of_a_word("".join(ours), "".join(theirs))
    if len(ours) < 3 and len(theirs) < 3:  # of so few words none is common to many names
        return difflib.SequenceMatcher(None, written, meant).ratio() >= 0.7
    if not here or not there:
        return len(here) + len(there) <= max(len(ours), len(theirs)) / 2
    one, other = "".join(here), "".join(there)
    match = difflib.SequenceMatcher(None, one, other)
    alike = sum(block.size for block in match.get_matching_blocks())
    return match.ratio() >= 0.7 or alike >= max(len(one), len(other)) - 1


def _are_apart(one: str, other: str) -> bool:
    """Whether two words mean opposite or different things: directions, `over` and `under`, `inactive` and `active`, 1 and 2."""
    if one.isdecimal() and other.isdecimal():
        return len(one) < 4 or len(other) < 4  # years are mixed up, numbers of wards are names
    if any({one, other} <= group for group in _APART):
        return True
    return any(longer == prefix + shorter for prefix in _NOT for longer, shorter in ((one, other), (other, one)))


def _is_slip_of_a_word(written: str, meant: str) -> bool:
    """Whether one word is another cut short, or with a slip or two: one letter left out, put in, changed or swapped each."""
    if min(len(written), len(meant)) > 3 and (meant.startswith(written) or written.startswith(meant)):
        return True
    return _slips(written, meant) <= (2 if len(meant) > 5 else 1)


def _slips(written: str, meant: str) -> int:
    """The distance of Damerau and Levenshtein."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(written, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(meant, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and (letter, written[i - 2]) == (meant[j - 2], other):
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def visible(text: str) -> str:
    """A text without characters that nobody sees, such as the marks of the desk."""
    return "".join(filter(str.isprintable, text))
