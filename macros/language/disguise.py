"""What a reader sees of a text, however it is written: without marks, references, look-alikes and invisible characters.

A number that is searched for may stand in full-width digits, be split by Markdown, by a tag or by a character that nobody
sees, or be percent-encoded in a link: all of it ends in the same plain digits here.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

BREAK = "\n"
"""Between what doesn't belong together: paragraphs, items of a list, what stood around a link."""

# Invisible in print (Unicode: default ignorable code points), the keycap of emoji digits, and the fillers.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SEEN = str.maketrans(
    {c: "-" for c in "‐‑‒–—―⁃−⸺⸻﹘﹣－ー─"}
    | {c: "." for c in "·•․‧∙⋅。｡・"}
    | {c: "/" for c in "⁄∕⧸"}
    | {c: " " for c in "\u2800\u3164\uffa0"}
    | {c: "'" for c in "’‘′ʼ"}
    | {c: '"' for c in "”“″"}
)
_DIGIT = re.compile(r"(?![0-9])\d")
_OVERSTRUCK = re.compile(r"(?<=\d)[\u0300-\u036f]+")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\(([^()\s]{0,2000})(?:[ \t][^()\n]{0,200})?\)")
_BARE = re.compile(r"<?\b(?:https?://|www\.|tel:|sms:|mailto:|callto:)[^\s<>]{1,2000}>?", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>@]{0,300}>")
_ITEM = re.compile(r"\n[ \t]*(?:[-+*]|\d{1,3}[.)])[ \t]+|\n[ \t]*\n\s*")
_MARK = re.compile(r"[*`\\~]+|__+|(?<![0-9])_|_(?![0-9])")
_SPACES = re.compile(r"[^\S\n]+")
# Letters that stand for digits: O beside digits, l and I between them (Latin, Cyrillic and Greek look alike).
_ZERO = re.compile(r"(?<![^\W\d_])[oOоОοΟ](?=[ .-]?\d{2})|(?<=\d)[oOоОοΟ](?=\d)")
_ONE = re.compile(r"(?<=\d)[lI](?=\d)")
_PLAIN = re.compile(
    r"[^\x20-\x7e\u00c0-\u01b0\u1ea0-\u1ef9]|[&%\[<*`\\~_]|[oOlI]\d|\n|www\.|://|tel:|sms:|mailto:|callto:"
)
_WORDS = {"không": "0", "một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9"}  # fmt: skip
_WORD = "|".join(_WORDS)
_SPOKEN = re.compile(rf"\b(?:{_WORD})(?:[ ,.-]{{1,3}}(?:{_WORD})){{8,14}}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """A text as it is seen, and the addresses that stand in it or lie behind its links."""

    text: str
    links: tuple[str, ...] = ()


def seen(text: str) -> Seen:
    """What a reader sees of a text, whether it is shown as it is or read as Markdown."""
    if not _PLAIN.search(text):  # most texts: nothing in them to look behind
        return Seen(_told(text))
    text = (html.unescape(text) if "&" in text else text).replace("%40", "@")
    text = _clear(text)
    links: list[str] = []

    def shown(link: re.Match[str]) -> str:
        links.append(link[2])
        return link[1]

    def apart(link: re.Match[str]) -> str:
        links.append(link[0].strip("<>"))
        return BREAK

    text = _without_comments(text) if "<!--" in text else text
    if "](" in text:
        text = _LINK.sub(shown, text)
    text = _BARE.sub(apart, text)
    text = _TAG.sub("", text)
    text = _ITEM.sub("\x1f", text).replace("\n", " ").replace("\x1f", BREAK) if "\n" in text else text
    text = _SPACES.sub(" ", _MARK.sub("", text).replace("_", " "))
    return Seen(_told(_ONE.sub("1", _ZERO.sub("0", text))), tuple(links))


def seen_address(address: str) -> str:
    """The same of the address of a page."""
    address = html.unescape(address) if "&" in address else address
    return _clear(unquote(address, errors="replace") if "%" in address else address)


def squeezed(text: str) -> str:
    """What a text is known by again, however it is spaced and marked: its letters and digits, as seen and as written."""
    return BREAK.join("".join(filter(str.isalnum, form.casefold())) for form in (seen_address(text), seen(text).text))


def _without_comments(text: str) -> str:
    """The text without what HTML keeps from view; found by hand, since a pattern would look for each end anew."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _clear(text: str) -> str:
    if text.isascii():
        return text
    text = _OVERSTRUCK.sub("", _UNSEEN.sub("", text))
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_SEEN)
    return _DIGIT.sub(lambda m: str(unicodedata.digit(m[0])), text)


def _told(text: str) -> str:
    """Digits that are spelled out, one word each, as digits."""
    if "hông" not in text and "HÔNG" not in text:
        return text
    return _SPOKEN.sub(lambda m: "".join(_WORDS[w] for w in re.findall(_WORD, m[0].lower())), text)
