"""Records taken away: what refers to them is said first, and nothing is left that leads nowhere."""

import re
from typing import Any

from macros.addresses.published import FILE, GONE
from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.changes.change import Did
from macros.desk.finding import hint_of
from macros.desk.held import asked_for, base_of
from macros.desk.safety import Refusal, not_understood
from macros.desk.saving import Saving
from macros.desk.wire import Wire
from macros.desk.writing import Writing, referring, relinked
from macros.files.together import Change, content_of
from macros.records import Record


def refers(saving: Saving, folder: str, record_id: str) -> list[Wire]:
    """The records that link to one."""
    asked_for(folder, record_id)
    return _told(saving.held.catalogue, folder, record_id)


def remove(saving: Saving, sent: Any) -> Wire:
    """Delete the record `{folder, id, base}`; what refers to it is a refusal, unless its links are to be taken out (`unlink`). An
    address that was published says from then on that it was taken down."""
    if not isinstance(sent, dict) or not all(isinstance(sent.get(name), str) for name in ("folder", "id", "base")):
        raise not_understood()
    folder, record_id = sent["folder"], sent["id"]
    asked_for(folder, record_id)
    with saving.changing() as (catalogue, before):
        record = catalogue.in_folder(folder).get(record_id)
        if record is None:
            raise Refusal(404, "không có bản ghi này", "Có thể đã đổi mã hoặc đã xóa; tìm lại từ bàn làm việc")
        if base_of(content_of(record.file) or b"") != sent["base"]:
            raise Refusal(409, "bản ghi đã được sửa ở nơi khác", "Mở lại để xem rồi hãy xóa", conflicts=[])
        others = _told(catalogue, folder, record_id)
        if others and sent.get("unlink") is not True:
            what = f"{len(others)} bản ghi khác dẫn tới bản ghi này"
            raise Refusal(422, what, "Bỏ các liên kết ấy trước, hoặc chọn bỏ cùng lúc", refers=others, problems=[])
        writing = Writing(gone={(folder, record_id)})
        writing.add(record, None, record.file, record.file, (folder, record_id), catalogue, Did.REMOVED)
        for other in referring(catalogue, [(folder, record_id)]):
            if other != record:
                relinked(writing, catalogue, other, {(folder, record_id): None})
        if taken_down := _taken_down(catalogue, record):
            writing.changes.append(taken_down)
        entry, _ = saving.put(writing, catalogue, before)
    return {"entry": entry and entry["entry"]}


def _told(catalogue: Catalogue, folder: str, record_id: str) -> list[Wire]:
    """The records that link to another one than themselves; those that can't be read by their file."""
    found = [
        {
            "folder": one.folder,
            "id": one.id,
            "name": name_of(catalogue, one),
            "noun": one.noun,
            "hint": hint_of(catalogue, one),
        }
        for one in referring(catalogue, [(folder, record_id)])
        if (one.folder, one.id) != (folder, record_id)
    ]
    for (kind, other), unread in catalogue.unread.items():
        if any((link.folder, link.target) == (folder, record_id) for link in unread.links):
            found.append({"folder": kind, "id": other, "name": unread.file.name, "noun": "tệp đang có lỗi", "hint": ""})
    return found


def _taken_down(catalogue: Catalogue, record: Record) -> Change | None:
    """The list of published addresses with those of a record marked as taken down; None if none of them stands there."""
    if not record.address:
        return None
    file = catalogue.data / FILE
    if (was := content_of(file)) is None:
        return None
    ids = "|".join(map(re.escape, (record.id, *record.aliases)))
    line = re.compile(rf"^(/{re.escape(record.address)}/(?:{ids})/\S*)[ \t]*(?=\r?$)".encode(), re.MULTILINE)
    now = line.sub(rb"\1 " + GONE.encode(), was)
    return Change(file, was, now) if now != was else None
