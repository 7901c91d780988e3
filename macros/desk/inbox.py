"""Word from the wards on the desk: files that were sent are looked into, told beside what is there, and made unfinished records of.

data/.desk/inbox/<mark>.zip   as it was sent, until it is thrown away
data/.desk/inbox/taken.json   by mark, when it came and what became of it: the same one again is known
"""

import contextlib
import json
import re
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.changes.single import in_words
from macros.desk.finding import hint_of
from macros.desk.safety import Refusal
from macros.desk.saving import Saving
from macros.desk.slip_file import Slip, read_slip
from macros.desk.unfinished import Unfinished
from macros.desk.wire import from_wire, to_wire
from macros.files.whole import write_whole
from macros.language.characters import told
from macros.language.clock import VIETNAM, moment
from macros.language.text import fold
from macros.records import Event, Model, Record, Unit

_MOST = 200
_LONGEST_TITLE = 200
_MARK = re.compile(r"[0-9a-f]{20}")
_NEW = "+1"
"""By which the record names its source, which is new too."""

Wire = dict[str, Any]


class Inbox:
    """What was sent to one data folder's editors."""

    def __init__(self, saving: Saving, unfinished: Unfinished):
        self._saving, self._unfinished = saving, unfinished
        self._history = saving.history
        self._folder = saving.history.folder / "inbox"
        self._lock = threading.Lock()

    def receive(self, content: bytes) -> Wire:
        """Look into a file and keep it. Refusal, which says why, if it is no slip."""
        slip = read_slip(content)
        with self._lock:
            known = self._known()
            if slip.mark not in known:
                if sum(1 for _ in self._folder.glob("*.zip")) >= _MOST:
                    raise Refusal(409, f"đang giữ {_MOST} tin chưa xem", "Xem hoặc bỏ bớt các tin đã có rồi thử lại")
                self._history.ready()
                self._folder.mkdir(exist_ok=True)
                write_whole(self._folder / f"{slip.mark}.zip", content)
                self._remember({**known, slip.mark: {"came": moment()}})
        return {"mark": slip.mark, "again": known.get(slip.mark, {}).get("came")}

    def all(self) -> list[Wire]:
        """What is kept, the newest first, each with what a person has to know to decide."""
        known = self._known()
        found = []
        for file in self._folder.glob("*.zip") if self._folder.is_dir() else ():
            with contextlib.suppress(OSError, Refusal):
                slip = read_slip(file.read_bytes())
                found.append({**self._told(slip), **known.get(slip.mark, {})})
        return sorted(found, key=lambda one: str(one.get("came")), reverse=True)

    def take(self, mark: str) -> Wire:
        """Make an unfinished record of a slip; it is published by nobody but who finishes it. Refusal if it isn't there."""
        with self._lock:
            slip = read_slip(self._file(mark).read_bytes())
            left_out = []
            for picture in slip.values.get("pictures", []):
                if (name := picture.pop("file", None)) is None:
                    continue
                try:
                    picture["file"] = self._saving.uploads.take(f"{self._stem(slip)}-{name}", slip.pictures[name])[
                        "file"
                    ]
                except Refusal as refusal:
                    left_out.append(f"{name}: {refusal.what}. {refusal.todo}")
            key = f"{slip.kind}--+tin-{mark}"
            self._unfinished.keep(key, self._body(slip))
            self._remember({**self._known(), mark: {**self._known().get(mark, {}), "taken": moment(), "key": key}})
        return {"key": key, "folder": slip.kind, "left_out": left_out}

    def drop(self, mark: str) -> Wire:
        """Throw a slip away, and with it who sent it; that it was here stays known."""
        with self._lock:
            self._file(mark).unlink()
        return {"mark": mark}

    def _told(self, slip: Slip) -> Wire:
        catalogue = self._saving.held.catalogue
        new, source = {"folder": slip.kind, "id": None, "key": "+0"}, self._source(slip)
        values = _without_files(slip.values)
        problems = self._saving.check(
            {
                "records": [
                    {**new, "values": {**values, "sources": [_NEW]}},
                    {"folder": "sources", "id": None, "key": _NEW, "values": source},
                ]
            }
        )
        return {
            "mark": slip.mark,
            "folder": slip.kind,
            "title": self._title(slip),
            "made": slip.made,
            "sender": {**slip.sender, "unit": self._unit(slip.sender.get("unit"))},
            "pictures": len(slip.pictures),
            "left_out": slip.left_out,
            "problems": [one for one in problems if one["folder"] == slip.kind and not _is_of_a_file(one)],
            "alike": [self._differing(catalogue, one, slip) for one in _alike(catalogue, slip)],
        }

    def _differing(self, catalogue: Catalogue, record: Record, slip: Slip) -> Wire:
        """A record that may tell of the same, and what of it the slip tells otherwise."""
        was = to_wire(record)
        values = {name: value for name, value in slip.values.items() if name != "pictures"}
        values |= {name: {**was.get(name, {}), **value} for name, value in values.items() if isinstance(value, dict)}
        then, _ = from_wire(type(record), {**was, **values})
        return {
            "id": record.id,
            "name": name_of(catalogue, record),
            "hint": hint_of(catalogue, record),
            "changes": in_words(record, then, catalogue) if then else [],
        }

    def _body(self, slip: Slip) -> Wire:
        """As a form keeps what can't be saved yet: the record, and its source, which is the slip."""
        others = [[_NEW, {"folder": "sources", "values": self._source(slip)}]]
        at = int(datetime.now(VIETNAM).timestamp() * 1000)
        values = {**slip.values, "sources": [_NEW]}
        return {"folder": slip.kind, "id": None, "base": None, "values": values, "was": {}, "others": others, "place": [],
                "title": self._title(slip), "at": at}  # fmt: skip

    def _source(self, slip: Slip) -> Wire:
        """The slip as the source of what it tells."""
        office = " ".join(filter(None, [_line(slip.sender.get("office")), self._unit(slip.sender.get("unit"))]))
        values = {"title": f"Tin do {office or 'cơ sở'} gửi: {self._title(slip)}"[:_LONGEST_TITLE], "kind": "other", "kind_name": "Tin từ cơ sở",
                  "untitled": True, "publisher": office[:_LONGEST_TITLE]}  # fmt: skip
        with contextlib.suppress(ValueError, OverflowError):
            values["published"] = datetime.fromisoformat(slip.made).astimezone(VIETNAM).date().isoformat()
        return {name: value for name, value in values.items() if value}

    def _title(self, slip: Slip) -> str:
        return _line(slip.values.get("title") or slip.values.get("name")) or slip.part.noun

    def _unit(self, unit_id: Any) -> str:
        """The name of a unit; nothing where there is none of that id."""
        catalogue = self._saving.held.catalogue
        unit = catalogue.by_id(Unit).get(unit_id) if isinstance(unit_id, str) else None
        return catalogue.lineage.name(unit) if unit else ""

    def _stem(self, slip: Slip) -> str:
        """What the names of its pictures begin with: where they were taken, and when it was sent."""
        unit = slip.sender.get("unit")
        there = isinstance(unit, str) and unit in self._saving.held.catalogue.by_id(Unit)
        return f"{unit if there else 'tin'}-{slip.mark[:4]}"

    def _file(self, mark: str) -> Path:
        file = self._folder / f"{mark}.zip"
        if not _MARK.fullmatch(mark) or not file.is_file():
            raise Refusal(404, "không còn giữ tin này", "Tải lại trang")
        return file

    def _known(self) -> dict[str, Wire]:
        with contextlib.suppress(OSError, ValueError):
            known = json.loads((self._folder / "taken.json").read_text(encoding="utf-8"))
            if isinstance(known, dict):
                return known
        return {}

    def _remember(self, known: dict[str, Wire]) -> None:
        write_whole(self._folder / "taken.json", json.dumps(known, ensure_ascii=False))


def _line(text: Any) -> str:
    return told(text.strip(), _LONGEST_TITLE) if isinstance(text, str) else ""


def _without_files(values: Wire) -> Wire:
    """The values with a name in the place of each picture's, which is only given when it is taken in."""
    pictures = [{**one, "file": "anh-gui-den.jpg"} if "file" in one else one for one in values.get("pictures", [])]
    return {**values, "pictures": pictures} if pictures else values


def _is_of_a_file(problem: Wire) -> bool:
    """Pictures have their names, and are looked into, only when a slip is taken in."""
    return bool(problem["place"]) and problem["place"][-1] == "file"


def _alike(catalogue: Catalogue, slip: Slip) -> list[Record]:
    """The records that may tell of the same: events in the same unit on the same day, models of the same name."""
    if slip.part is Event:
        unit, day = slip.values.get("unit"), slip.values.get("date")
        return [one for one in catalogue.all(Event) if unit in one.all_units and str(one.date) == day]
    name = fold(_line(slip.values.get("name")))
    return [one for one in catalogue.all(Model) if name and name in map(fold, (one.name, *one.other_names))]
