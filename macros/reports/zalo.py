"""Short texts to pass on in Zalo: plain, of a length that is read whole on a phone, with the address of the page if the site has one."""

from macros.addresses.address import address_of
from macros.catalogue import Finder
from macros.language.characters import without_wrong
from macros.language.markup import plain
from macros.language.numbers import shown_number
from macros.records import Event, Model, Record
from macros.reports.phrases import joined, sentence
from macros.reports.scope import Scope

LONGEST = 700
"""Characters of a whole text; Zalo takes 2,000, and a phone shows about 700 at once."""
_TITLE, _LIST = 200, 3  # characters of a title, and how many names of a list are told


def of_record(find: Finder, record: Model | Event) -> str:
    """The text of a model or an event."""
    if isinstance(record, Event):
        head = [record.told_as, joined(record.when, record.place, find.where(record), by="; ")]
    else:
        where = "; ".join(map(find.name, find.located(record)[:_LIST]))
        more = len(record.all_units) - _LIST
        head = [f"Mô hình {record.name}", where + (f" và {more} địa bàn khác" if more > 0 else "")]
        head.append(find.standing(record))
    body = plain(record.summary.text) if record.summary else ""
    return _put_together(find, record, head, body)


def of_unit(find: Finder, scope: Scope) -> str:
    """The text of a unit and a time."""
    new = sum(bool(scope.is_new(model)) for model in scope.models)
    counts = joined(
        f"{shown_number(len(scope.models))} mô hình" if scope.models else "",
        f"{shown_number(new)} mô hình mới trong kỳ" if new else "",
        f"{shown_number(len(scope.events))} sự kiện" if scope.events else "",
    )
    head = [f"Phong trào Toàn dân bảo vệ an ninh Tổ quốc, {find.name(scope.unit)}, {scope.span.name}"]
    body = f"Trang thông tin ghi được {counts}." if counts else "Trang thông tin chưa ghi mô hình, sự kiện nào."
    names = [event.told_as for event in reversed(scope.events)][:_LIST]
    body = " ".join([body, *map(sentence, names)])
    return _put_together(find, scope.unit, head, body)


def _put_together(find: Finder, record: Record, head: list[str], body: str) -> str:
    address = address_of(find, record) if find.site.url else None
    end = address.whole(find.site.url) if address else ""
    first = [_cut(line, _TITLE) for line in head if line]
    room = LONGEST - sum(len(line) + 1 for line in (*first, end))
    return without_wrong("\n".join(filter(None, [*first, _cut(" ".join(body.split()), room), end]))) + "\n"


def _cut(text: str, room: int) -> str:
    """A text that fits: whole sentences if there are any, else whole words and what shows that there is more."""
    if len(text) <= room:
        return text
    kept = text[: max(room - 1, 0)]
    if (end := max(kept.rfind(f"{stop} ") for stop in ".!?…")) > room // 3:
        return kept[: end + 1]
    return f"{kept.rpartition(' ')[0] or kept}…"
