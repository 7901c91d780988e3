"""The way back from a save: every file as it was, to the byte, where nobody has touched it since; else field by field, and where
one field was changed by both, nothing, and what differs is shown."""

import tempfile
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.desk.safety import Refusal
from macros.desk.saving import Saving
from macros.desk.wire import KINDS, Wire, from_wire, to_wire
from macros.desk.writing import Writing, key_of
from macros.files.reader import read_record
from macros.files.together import Change, Move, content_of
from macros.files.writer import text_with
from macros.language.clock import today
from macros.records import Part, Record, Site
from macros.records.fields import fields_of
from macros.records.media import FOLDER
from macros.records.posting import dated
from macros.records.walk import named_files

_OURS = ("posted", "changed", "seal")


def undo(saving: Saving, sent: Any) -> Wire:
    """Undo the save `{entry}`. Raises Refusal: 404 if it is not known any more, 409 with the fields that somebody has changed since,
    422 if the catalogue can't be so, as when others now refer to what would go."""
    entry_id = sent.get("entry") if isinstance(sent, dict) else None
    with saving.changing() as (catalogue, before):
        known = saving.history.changes(entry_id) if isinstance(entry_id, str) else None
        if known is None:
            raise Refusal(404, "lần ghi này không còn được giữ để hoàn tác", "Sửa lại bằng biểu mẫu")
        changes, moves, about = known
        writing, conflicts = Writing(), []
        for change in changes:
            conflicts += _back(writing, catalogue, change)
        if conflicts:
            raise Refusal(409, "sau lần ghi ấy đã có thay đổi khác ở cùng chỗ nên không hoàn tác được", "Sửa lại bằng biểu mẫu", conflicts=conflicts)  # fmt: skip
        media = catalogue.data / FOLDER
        kept = {media / named.name for record in writing.then(catalogue) for named in named_files(record)}
        writing.moves = [
            Move(target, source) for source, target in reversed(moves) if target.exists() and target not in kept
        ]
        if not writing.changes:
            raise Refusal(409, "lần ghi này đã được hoàn tác", "Tải lại trang", conflicts=[])
        writing.what = [{**one, "did": f"hoàn tác: {one['did']}"} for one in about["what"]]
        entry, warnings = saving.put(writing, catalogue, before, undoes=entry_id)
    return {"entry": entry and entry["entry"], "problems": warnings}


def _back(writing: Writing, catalogue: Catalogue, change: Change) -> list[Wire]:
    """Put into `writing` what makes a file as it was; return what stands against it."""
    file, was, now = change
    current, key = content_of(file), key_of(catalogue.data, file)
    if current == was:
        return []
    if current != now:
        if key is None:
            return _lines_back(writing, change, current)
        if current is None:
            what = "bản ghi đã đổi mã hoặc đã xóa sau đó, nên hoàn tác việc ấy trước"
            return [{"folder": key[0], "id": key[1], "fields": [], "what": what}]
        if was is None or now is None:
            return [{"folder": key[0], "id": key[1], "fields": []}]
        return _fields_back(writing, catalogue, change, current, key)
    writing.changes.append(Change(file, current, was))
    if key is None:
        return []
    if was is None:
        writing.gone.add(key)
        return []
    _as_it_will_be(writing, _parsed(was, KINDS[key[0]]), file)
    return []


def _fields_back(
    writing: Writing, catalogue: Catalogue, change: Change, current: bytes, key: tuple[str, str]
) -> list[Wire]:
    """Give the fields that a save changed their old values, where they still have those of the save."""
    kind = KINDS[key[0]]
    states = [_parsed(content, kind) for content in (change.was or b"", change.now or b"", current)]
    if any(state is None for state in states):
        return [{"folder": key[0], "id": key[1], "fields": []}]
    was, now, theirs = (to_wire(state) for state in states if state is not None)
    wanted, fields = dict(theirs), []
    for name, field in fields_of(kind).items():
        old, ours, here = was.get(name), now.get(name), theirs.get(name)
        if old == ours or here == old or name in _OURS:
            continue
        if here != ours:
            fields.append({"name": name, "label": field.label, "was": old, "now": ours, "theirs": here})
        elif old is None:
            wanted.pop(name)
        else:
            wanted[name] = old
    if fields:
        return [{"folder": key[0], "id": key[1], "fields": fields}]
    made, problems = from_wire(kind, wanted)
    if made is None:
        return [{"folder": key[0], "id": key[1], "fields": [], "what": problems[0].what}]
    if isinstance(made, Record):
        made = dated(made.placed(change.file), today(), catalogue.site.review)
    writing.changes.append(Change(change.file, current, text_with(change.file, made).encode("utf-8")))
    _as_it_will_be(writing, made, change.file)
    return []


def _lines_back(writing: Writing, change: Change, current: bytes | None) -> list[Wire]:
    """The same of a list that is no record: the lines that a save changed, where they still stand there."""
    lines = (current or b"").splitlines(keepends=True)
    for old, new in zip(
        (change.was or b"").splitlines(keepends=True), (change.now or b"").splitlines(keepends=True), strict=False
    ):
        if old != new and new in lines:
            lines[lines.index(new)] = old
    if (back := b"".join(lines)) != current:
        writing.changes.append(Change(change.file, current, back))
    return []


def _as_it_will_be(writing: Writing, part: Part | None, file: Path) -> None:
    if isinstance(part, Record):
        writing.records.append(part.placed(file))
    elif isinstance(part, Site):
        writing.site = part


def _parsed(content: bytes, kind: type[Part]) -> Part | None:
    """The record in what a file held."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.yml")
        file.write_bytes(content)
        return read_record(file, kind)[0]
