"""Characters that nobody sees or nobody meant: what is taken out, what is refused by name, and text in old encodings."""

import re
import unicodedata
from collections.abc import Iterator

from macros.language.text import nfc

# Letters of scripts that need joiners and breaks of no width: Thai, Lao, Khmer, Chăm, and pictures made of several.
_NEEDING = "\u0e00-\u0eff\u1780-\u17ff\u19e0-\u19ff\uaa00-\uaa5f\u2600-\u27bf\ufe0f\U0001f300-\U0001faff"
_NEVER_NEEDED, _JOINERS = "\u00ad\u180e\u200e\u200f\u061c\u2060-\u2064\ufeff", "\u200b-\u200d"
# This and what follows is searched for in every text: it begins with the letters that are looked for, which is ten times as fast as to
# look at each place for what stands before them.
_HARMLESS = re.compile(
    rf"[{_NEVER_NEEDED}{_JOINERS}](?:(?<=[{_NEVER_NEEDED}])|(?<![{_NEEDING}].)|(?![{_NEEDING}]))", re.DOTALL
)
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_NEVER = re.compile(
    f"[{_CONTROLS}\u202a-\u202e\u2066-\u206f\ufff9-\ufffd\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\U0001fffe\U0001ffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_NAMES = (
    (re.compile(f"[{_CONTROLS}]"), "ký tự điều khiển", "Xóa ký tự đó rồi gõ lại"),
    (re.compile("[\u202a-\u202e\u2066-\u206f]"), "ký tự ẩn đổi chiều chữ", "Xóa cả đoạn quanh đó rồi gõ lại"),
    (re.compile("\ufffd"), "chữ đã bị lỗi khi sao chép (ký tự \ufffd)", "Xem lại bản gốc rồi gõ lại chữ đó"),
    (re.compile("[\ue000-\uf8ff]"), "ký hiệu của riêng một phông chữ, máy khác không hiện được",
     "Xóa rồi gõ lại; dấu đầu dòng thì viết '- '"),
    (re.compile("."), "ký tự không dùng được", "Xóa ký tự đó rồi gõ lại"),
)  # fmt: skip
# Category of blanks and marks apart, these letters are drawn as nothing.
_BLANK_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")
_OF_TEXT = re.compile(rf"[{_CONTROLS}\u2028\u2029\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufffe\uffff\n\t]")

# TCVN3 (ABC) writes its letters with signs of Latin-1: `C«ng an ph­êng`. No language puts these between letters.
_SIGNS = "\u00a1-\u00a9\u00ab\u00ac\u00ae\u00af\u00b1\u00b4-\u00b6\u00b8-\u00be"
_TCVN3 = re.compile(
    rf"[{_SIGNS}\u00adÐÑÖØÛÜÞ](?:(?<=[A-Za-z\u00ad][{_SIGNS}])(?=[a-z\u00c0-\u00ff\u00ad])|(?<=[§®])(?<!\w.)[a-z\u00b0-\u00ff]"
    r"|(?<=[a-z]\u00ad)[\u00b5-\u00ff]|(?<=[a-z][ÐÑÖØÛÜÞ])(?![A-Z]))"
)
# VNI writes a mark as a letter of its own: `Coâng an phöôøng`. One of the first, or two of the second, and it is that.
_VNI_SURE = re.compile(
    r"[âÂôÔøØùÙûÛõÕïÏåÅäÄ](?:(?<=[aeoAEO][âÂ])|(?<=[öÖ][ôÔøØùÙûÛõÕïÏ])|(?<=[ôÔ][øØûÛïÏ])|(?<=[aA][øØûÛåÅäÄ]))"
)
_VNI = re.compile(
    r"[âÂøØùÙûÛïÏåÅäÄêéèüúÊÉÈÜÚ](?:(?<=[aeoAEO][âÂøØùÙûÛïÏåÅäÄ])|(?<=[aA][êéèüúÊÉÈÜÚ])|(?<=[uyUY][øØûÛïÏ]))"
)
# UTF-8 that was read as Windows-1252: `CÃ´ng an phÆ°á»ng`.
_TAIL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_TWICE = re.compile(rf"Ã[{_TAIL}]|Æ[°¡¯\u00a0]|Ä[‘\u0090\u0091\u00a9\u00a8]|á[º»][{_TAIL}]|â€[{_TAIL}]|ï»¿|Å©")


def clean(text: str) -> str:
    """`text` in NFC, without the characters of no width and no meaning that come along when text is copied."""
    return _HARMLESS.sub("", nfc(text))


def wrong_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (place, what is wrong, what to do) for every character that no text may hold."""
    for found in _NEVER.finditer(text):
        name, todo = next((name, todo) for kind, name, todo in _NAMES if kind.match(found[0]))
        yield found.start(), f"có {name} U+{ord(found[0]):04X}", todo


def without_wrong(text: str) -> str:
    """`text` without the characters that no text may hold."""
    return _NEVER.sub("", text)


def is_visible(text: str) -> bool:
    """Whether there is anything to see in `text`."""
    return any(unicodedata.category(c)[0] not in "ZCM" and c not in _BLANK_LETTERS for c in text)


def old_encoding(text: str) -> str | None:
    """The name of the encoding that `text` was made in, if it is not Unicode's letters that it holds."""
    if text.isascii():
        return None
    if _TWICE.search(text):
        return "UTF-8 đọc nhầm"
    if _TCVN3.search(text):
        return "TCVN3 (ABC)"
    if _VNI_SURE.search(text) or len(_VNI.findall(text)) > 1:
        return "VNI"
    return None


def told(text: str, longest: int = 80) -> str:
    """`text` as a message may hold it: on one line, nothing hidden in it, and cut in the middle where it is long."""
    text = _OF_TEXT.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩" if found[0] not in "\n\t" else " ", text)
    if len(text) <= longest:
        return text
    return f"{text[: longest * 2 // 3]}…{text[-longest // 4 :]}"
