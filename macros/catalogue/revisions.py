"""How often what the site tells of an event has changed: what feeds and calendars number and date its entry by.

Whoever follows a feed or a calendar sees a change only if the entry says that it is newer (RFC 4287, `updated`; RFC 5545,
SEQUENCE and LAST-MODIFIED). What could say so and can't: a clock, as the same data must give the same bytes; the sources alone,
as an hour is mended or an event called off without a new one; a digest, which has no order. So a count is kept beside the
records, in `revisions.txt`, one event a line: its id, the number, the day of its newest source, and a digest of what is told.

    2024-01-18-tong-ket-quan-hoa 2 2024-06-01 3f9ad0c1b2e4

An event whose digest is another than in its line has the next number; the line is written anew where addresses are recorded,
too, so the number grows by one from one published site to the next. An entry is dated by the newest source it ever had, or the day on which its
record was last changed, and so many seconds after that midnight as its number: later than before, whatever changed, and always the same of the same data and
list. What a field holds that is empty is in no digest, so a field that the code gains changes none.

A line stays under the id that the event had when it was first published, which is what programs know it by, whatever it is
called later. Merging two people's work may leave two lines of an event (`.gitattributes` keeps both): the number then is above
both, unless the newest alone is what is told.
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from macros.catalogue.finder import Finder
from macros.catalogue.updates import last_told, newest_source
from macros.files import kept
from macros.files.found import oddity, problem
from macros.files.kept import Kept
from macros.files.whole import write_whole
from macros.language.clock import VIETNAM
from macros.language.problems import Problem, shown_path
from macros.language.reasons import why
from macros.records import Event, EventKind
from macros.records.posting import content

FILE = "revisions.txt"

_LINE = re.compile(r"([a-z0-9-]+) (\d{1,9}) (\d{4}-\d\d-\d\d) ([0-9a-f]{12})")
_HEADER = """\
# Số lần thay đổi của từng sự kiện, do lệnh build ghi để người theo dõi bản tin cập nhật (Atom) và lịch biết có gì mới.
# Gửi tệp này cùng dữ liệu, không sửa tay. Xem docs/huong-dan/bien-tap.md.
"""


@dataclass(frozen=True, order=True)
class Revision:
    """How often what is told of an event has changed, the day of its newest source, and a digest of what is told."""

    number: int
    day: date
    digest: str

    @property
    def moment(self) -> datetime:
        """What its entry is dated by, in Vietnam's time: later for each further number."""
        return datetime.combine(self.day, time(), VIETNAM) + timedelta(seconds=self.number)

    @property
    def moment_in_utc(self) -> datetime:
        return self.moment.astimezone(UTC)


def read(file: Path) -> tuple[dict[str, list[Revision]], list[Problem]]:
    """Return the lines of a list by id, several where two people's work was merged, and what can't be understood in it."""
    lines: dict[str, list[Revision]] = {}
    problems: list[Problem] = []
    if os.path.lexists(file) and (odd := oddity(file)):
        return lines, [problem(file, *odd)]
    try:
        text = file.read_text(encoding="utf-8-sig", errors="replace") if file.is_file() else ""
    except OSError as error:
        return lines, [problem(file, f"không đọc được tệp ({why(error)})", "Kiểm tra quyền đọc tệp này")]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            id_, count, day, digest = _LINE.fullmatch(line.strip()).groups()  # type: ignore[union-attr]
            lines.setdefault(id_, []).append(Revision(int(count), date.fromisoformat(day), digest))
        except (AttributeError, ValueError):
            todo = "Tệp do chương trình ghi: xóa dòng này. Nếu là dấu gộp của Git thì giữ các dòng của cả hai bên"
            problems.append(Problem(shown_path(file), number, 1, "", f"không hiểu dòng '{line.strip()[:60]}'", todo))
    return lines, problems


class Revisions:
    """The revision of every event of a site: as listed, or the next where something has changed since."""

    def __init__(self, find: Finder):
        self._find = find
        self.file = find.data / FILE
        self._lines, _ = read(self.file)
        with Kept(find.stores, "revisions") as store:
            self._now = {event.id: self._revise(event, store) for event in find.events()}

    def of(self, event: Event) -> Revision:
        """The revision of an event as it stands."""
        return self._now[event.id]

    def first_id(self, event: Event) -> str:
        """The id under which the event was first published; where none is listed, its oldest, which `aliases` begins with."""
        if event.id in self._lines:
            return event.id
        return next((alias for alias in event.aliases if alias in self._lines), [*event.aliases, event.id][0])

    def record(self, writing: bool) -> str:
        """Write the list anew if it has changed and `writing`; return what to tell staff, if it can't be written."""
        told = {self.first_id(event): self._now[event.id] for event in self._find.published(Event)}
        there, _ = read(self.file)  # another build may have written since this one began
        lines = {id_: max(known) for id_, known in there.items()} | told
        text = _HEADER + "".join(f"{id_} {r.number} {r.day} {r.digest}\n" for id_, r in sorted(lines.items()))
        try:
            if writing and lines and not (self.file.is_file() and self.file.read_text(encoding="utf-8") == text):
                write_whole(self.file, text)
        except UnicodeError:
            return f"Không ghi được {shown_path(self.file)} (tệp không ở bảng mã UTF-8)."
        except OSError as error:
            return f"Không ghi được {shown_path(self.file)} ({why(error)})."
        return ""

    def _revise(self, event: Event, store: Kept) -> Revision:
        known, digest = self._lines.get(self.first_id(event), []), _digest(self._find, event, store)
        changed = [event.changed.first] if event.changed and event.changed.first else []
        if not known:
            return Revision(0, max([last_told(self._find, event), *changed]), digest)
        days = [*(one.day for one in known), *changed]
        if day := newest_source(self._find, event):  # what is dated by nothing of its own stays as it was first dated
            days.append(day)
        number = max(one.number for one in known)
        is_told = {one.digest for one in known if one.number == number} == {digest}
        return Revision(number if is_told else number + 1, max(days), digest)


@lru_cache(maxsize=1)  # feeds and calendars ask for the same
def revisions(find: Finder) -> Revisions:
    """The revisions of all events."""
    return Revisions(find)


def _digest(find: Finder, event: Event, store: Kept) -> str:
    """Of all that the event's file tells, and of the names that an entry takes from elsewhere."""
    names = [*(find.name(unit) for unit in find.located(event)), find.get(EventKind, event.kind).heading]

    def anew() -> str:
        told = json.dumps([content(event), names], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    as_read = find.digest(event)
    return str(store.told(as_read and kept.digest(as_read, *names), anew))
