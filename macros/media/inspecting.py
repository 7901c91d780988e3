"""What a file is, told from what it holds; kept until it changes, so that nothing is read twice."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from macros.files import checked
from macros.files.kept import digest
from macros.files.makers import makers
from macros.language.numbers import shown_size
from macros.language.reasons import why
from macros.media import films, opened, packed, pdf
from macros.media.boxes import brand
from macros.media.kinds import (
    ACCEPTED,
    BEGINNINGS,
    CALLED,
    EMBEDDED_VECTOR,
    FILM,
    KINDS,
    MOST_BYTES,
    NOT_TAKEN,
    OF_ENDING,
    PICTURE,
    WEB_PAGE,
)
from macros.media.seen import Fault, Remark, Seen, Unfit

_DIGITS = 20
_KEPT = "media"
_START = 1024
_HEAVIEST = max(MOST_BYTES, key=MOST_BYTES.__getitem__)


def inspect(file: Path, stores: Path | None) -> Seen | Fault:
    """What `file` is, or why it can't be used; what was told of it before as long as it is the same, from the folder `stores`."""
    try:
        state = file.stat()
    except OSError as error:
        return Fault(f"không mở được: {why(error)}", "Chép lại tệp vào chỗ ấy")
    told = json.dumps([makers().hex(), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino])
    kept = stores / _KEPT / _name(file) if stores else None
    if kept and (found := _kept(kept, told)):
        return found
    found = _inspected(file, state.st_size)
    if kept:
        checked.keep(kept, json.dumps([told, isinstance(found, Seen), asdict(found)]).encode())
    return found


def forget(stores: Path, files: Iterable[Path]) -> None:
    """Let go what is kept of others than these files, but for a few."""
    checked.sweep(stores / _KEPT, [*map(_name, files)])


def _name(file: Path) -> str:
    return f"{digest(str(file.absolute())).hex()}.json"


def _kept(kept: Path, told: str) -> Seen | Fault | None:
    try:
        of, usable, values = json.loads(checked.kept(kept) or "")
        if of != told:
            return None
        if not usable:
            return Fault(**values)
        return Seen(**values | {"remarks": tuple(Remark(**one) for one in values["remarks"])})
    except (ValueError, TypeError, KeyError):
        return None


def _inspected(file: Path, size: int) -> Seen | Fault:
    try:
        ending = file.suffix.lower()
        group = OF_ENDING[ending].group if ending in OF_ENDING else _HEAVIEST
        if size > MOST_BYTES[group]:
            raise _too_heavy(size, group)
        with file.open("rb") as opened_file:
            content = opened_file.read(MOST_BYTES[group] + 1)
        return looked_into(content, file.name)
    except Unfit as error:
        return error.fault
    except OSError as error:
        return Fault(f"không đọc được: {why(error)}", "Chép lại tệp vào chỗ ấy")


def looked_into(content: bytes, name: str) -> Seen:
    """What a file of this name is that holds `content`. Unfit if it can't be used."""
    if not content:
        raise Unfit("trống rỗng (0 byte)", "Chép lại tệp gốc")
    kind = _kind(content)
    remarks: tuple[Remark, ...] = ()
    width = height = 0
    if kind in ("docx", "xlsx", "odt", "ods", "zip"):
        kind, remarks = packed.look(content)
    _fits_its_ending(kind, name)
    group = KINDS[kind].group
    if len(content) > MOST_BYTES[group]:
        raise _too_heavy(len(content), group)
    if group == PICTURE:
        width, height = opened.look(content, kind)
    elif group == FILM:
        films.look(content, kind)
    elif kind == "pdf":
        remarks = pdf.look(content)
    return Seen(hashlib.sha256(content).hexdigest()[:_DIGITS], kind, len(content), width, height, remarks)


def _kind(content: bytes) -> str:
    """The kind by the first bytes; "zip" for a package. Unfit if it is none that is taken."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if kind_in_boxes := brand(content):
        if kind_in_boxes == "sequence":
            raise Unfit("là ảnh động", "Chọn một hình đứng yên; cần chuyển động thì đăng thành phim")
        return kind_in_boxes
    if content[4:12] == b"ftypqt  ":
        raise Unfit("là phim MOV", "Xuất phim ra MP4 (H.264) rồi dùng tệp ấy")
    for beginning, what, todo in NOT_TAKEN:
        if content.startswith(beginning):
            raise Unfit(what, todo)
    start = content[:_START].lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    if b"<svg" in start:
        raise Unfit(*EMBEDDED_VECTOR)
    if start.startswith((b"<", b"#!")) or b"<?php" in start or b"<script" in start:
        raise Unfit(*WEB_PAGE)
    if any(sign in content[:_START] for sign in (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n", b"PK\x03\x04")):
        raise Unfit("có thứ khác đứng trước phần ảnh hoặc PDF", "Mở tệp, lưu thành tệp mới rồi dùng tệp mới")
    raise Unfit("không phải loại tệp nhận được", f"Nhận {ACCEPTED}")


def _fits_its_ending(kind: str, name: str) -> None:
    ending = Path(name).suffix.lower()
    if ending in KINDS[kind].endings:
        return
    right = KINDS[kind].endings[0]
    what = (
        f"có đuôi {ending} mà bên trong là {kind.upper()}" if ending else f"không có đuôi, bên trong là {kind.upper()}"
    )
    raise Unfit(what, f"Đổi đuôi thành {right}, ở cả bản ghi; nếu lạ thì kiểm tra lại nơi gửi")


def _too_heavy(size: int, group: str) -> Unfit:
    smaller = (
        "Đăng phim ở trang xem phim rồi ghi địa chỉ (url)"
        if group == FILM
        else "Thu nhỏ hoặc nén tệp rồi dùng tệp nhỏ ấy"
    )
    return Unfit(f"nặng {shown_size(size)}, {CALLED[group]} chỉ được đến {shown_size(MOST_BYTES[group])}", smaller)
