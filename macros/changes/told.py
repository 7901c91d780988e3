"""Changes in words, for the terminal, for the history of the desk and as the text of a commit: a subject, and a line for each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from macros.changes.change import Address, Change, Changes, Did, Edit, Page
from macros.language.characters import told
from macros.language.text import upper_first
from macros.records.standing import Standing

EMPTY = "(trống)"
NONE = "Không có gì thay đổi"
_LONGEST = 120  # letters of a value on a line
_LONGEST_NAME = 60
_CONTEXT = 4  # words that stay around what differs
_MOST = 40  # lines of one record
_LONGEST_PAIR = 100
_GROUPS = 4  # of a subject


class Done(NamedTuple):
    """What was done to one thing: the verb, what its kind is called, and its name."""

    did: str
    noun: str
    name: str


def subject_of(done: Sequence[Done]) -> str:
    """What was done, in one line: to which thing, or which two, or how many there are of each kind."""
    if not done:
        return NONE
    named = _listed([(one.did, titled(one)) for one in done[:2]])
    if len(done) <= 2 and (len(done) == 1 or len(named) <= _LONGEST_PAIR):
        return upper_first(named)
    verbs = list(dict.fromkeys(one.did for one in done))
    counts = Counter((one.did, one.noun) for one in sorted(done, key=lambda one: verbs.index(one.did)))
    has_name = {(one.did, one.noun) for one in done if one.name}
    groups = [(key[0], f"{count} {key[1]}" if key in has_name else key[1]) for key, count in counts.items()]
    if len(groups) > _GROUPS:
        rest = sum([*counts.values()][_GROUPS - 1 :])
        groups = [*groups[: _GROUPS - 1], ("thay đổi", f"{rest} chỗ khác")]
    return upper_first(_listed(groups))


def _listed(groups: Sequence[tuple[str, str]]) -> str:
    """What was done to what: `sửa 2 mô hình, 1 sự kiện và xóa 1 nguồn`."""
    texts = [f"{did} {what}" if not at or groups[at - 1][0] != did else what for at, (did, what) in enumerate(groups)]
    return f"{', '.join(texts[:-1])} và {texts[-1]}" if len(texts) > 1 else texts[0]


def named_in_words(one: Done) -> str:
    """What was done to one thing: `sửa mô hình “…”`."""
    return f"{one.did} {titled(one)}"


def titled(one: Done) -> str:
    """Which thing it is: `mô hình “…”`."""
    return f"{one.noun} “{told(one.name, _LONGEST_NAME)}”" if one.name else one.noun


def subject(changes: Changes) -> str:
    """All changes in one line."""
    done = [Done(one.did, one.noun, one.name) for one in changes.records]
    done += [Done(one.did, one.noun, one.path) for one in changes.pages]
    return subject_of([*done, *(Done("sửa", "địa chỉ đã đăng", one.old) for one in changes.addresses)])


def body(changes: Changes) -> str:
    """All changes, one a line, under each record that they belong to; empty if there are none."""
    return "\n\n".join([*map(_record, changes.records), *_rest(changes)])


def by_who_sees(changes: Changes) -> str:
    """The same, what readers see before what only staff do."""
    seen = [*map(_record, changes.seen()), *_rest(changes)]
    unseen = [*map(_record, changes.unseen())]
    groups = (("Người đọc sẽ thấy:", seen), ("Chỉ trong nội bộ, không hiện trên trang:", unseen))
    return "\n\n".join(text for title, parts in groups if parts for text in (title, *parts))


def message(changes: Changes) -> str:
    """All changes as the text of a commit."""
    return "\n\n".join(filter(None, (subject(changes), body(changes)))) + "\n"


def heading(one: Change) -> str:
    """What became of a record, and which it is: `Sửa mô hình “…” (models/x)`."""
    place = "/".join(dict.fromkeys(one.key))
    if one.was and one.was != one.key:
        place = f"{one.was[0]}/{one.was[1]} → {place}"
    said = [place]
    before, now = one.standing
    if now is not Standing.PUBLIC and one.did is not Did.REMOVED:
        said.append(now.value)
    elif one.did is Did.APPEARED and before:
        said.append(f"trước đó {before.value}")
    return f"{upper_first(named_in_words(Done(one.did, one.noun, one.name)))} ({', '.join(said)})"


def lines_of(edits: Iterable[Edit], did: Did = Did.CHANGED) -> list[str]:
    """The changes within a record, one a line; of one that is new or gone none, as its heading says it all."""
    if did in (Did.ADDED, Did.REMOVED):
        return []
    lines = [line_of(edit) for edit in edits]
    return lines[:_MOST] + ([f"và {len(lines) - _MOST} chỗ khác"] if len(lines) > _MOST else [])


def line_of(edit: Edit) -> str:
    """One change within a record: `Số liệu 2, Giá trị: 12 → 15`."""
    internal = " (nội bộ)" if edit.internal else ""
    return f"{told(edit.label, _LONGEST)}{internal}: {_what(edit)}"


def page_line(page: Page) -> str:
    """What became of a hand-written page, or a file of borders."""
    return f"{upper_first(page.did)} {page.noun} {told(page.path, _LONGEST)}"


def address_line(one: Address) -> str:
    """What is said of a published address now."""
    said = {"": "trở lại như thường", "gone": "đã gỡ"}.get(one.now, f"chuyển sang {told(one.now, _LONGEST)}")
    return f"Địa chỉ {told(one.old, _LONGEST)}: {said}"


def _record(one: Change) -> str:
    return "\n".join([heading(one), *(f"- {line}" for line in lines_of(one.edits, one.did))])


def _rest(changes: Changes) -> list[str]:
    lines = [*map(page_line, changes.pages), *map(address_line, changes.addresses)]
    return ["\n".join(lines)] if lines else []


def _what(edit: Edit) -> str:
    if edit.is_order:
        return f"đổi thứ tự, {told(edit.new or '', _LONGEST * 3)}"
    if edit.is_item:
        return f"thêm {_quoted(edit, edit.new)}" if edit.old is None else f"bỏ {_quoted(edit, edit.old)}"
    old, new = edit.old, edit.new
    if edit.is_text and old is not None and new is not None and max(len(old), len(new)) > _LONGEST:
        old, new = _around(old, new)
    return f"{_quoted(edit, old)} → {_quoted(edit, new)}"


def _quoted(edit: Edit, text: str | None) -> str:
    if text is None:
        return EMPTY
    return f"“{told(text, _LONGEST)}”" if edit.is_text else told(text, _LONGEST)


def _around(old: str, new: str) -> tuple[str, str]:
    """Two long texts without what is the same before and behind, but for some words."""
    one, other = old.split(), new.split()
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    behind = 0
    while behind < min(len(one), len(other)) - same and one[-behind - 1] == other[-behind - 1]:
        behind += 1
    if same == len(one) == len(other):  # only blanks differ
        return old, new
    return _cut(one, same, behind), _cut(other, same, behind)


def _cut(words: list[str], same: int, behind: int) -> str:
    begin, end = max(same - _CONTEXT, 0), len(words) - max(behind - _CONTEXT, 0)
    return "… " * (begin > 0) + " ".join(words[begin:end]) + " …" * (end < len(words))
