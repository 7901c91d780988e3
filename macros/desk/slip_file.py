"""A slip from a ward as the file holds it that somebody sent: looked into as what an enemy may have made.

A plain .zip without folders, of a few files whose names and sizes are known before anything is unpacked. Of what it tells, only the
fields that the page asks for are taken; it has no say in ids, drafts, dates of posting or answers to the gate of personal data.
"""

import hashlib
import io
import json
import re
import struct
import zipfile
from dataclasses import dataclass, field
from typing import Any

from macros.desk.safety import Refusal
from macros.files.xlsx import BROKEN_PACKAGE
from macros.forms.slips import MOST_BYTES, MOST_IN_ALL, MOST_PICTURES, SENDER, VERSION, only_asked
from macros.language.characters import clean, told
from macros.language.text import nfc
from macros.records import BY_FOLDER, Part
from macros.records.slip import Sender, SlipKind

MOST = MOST_IN_ALL + 1_000_000
"""Bytes of a whole file."""
_TOLD, _READABLE = "phieu.json", "doc-toi.txt"
_MOST_TOLD = 300_000
_MOST_ITEMS = 100
_PICTURE = re.compile(r"anh-[0-9]{1,3}\.(jpg|jpeg|png|webp|avif|heic|heif)")
_END, _INDEX = 22, 20_000  # bytes: of the end of a .zip, and at most of its index

Wire = dict[str, Any]


@dataclass(frozen=True)
class Slip:
    """What somebody sent.

    Attributes:
        mark: the digest of what it tells and shows, however it was packed.
        kind: the folder of the record that it would be.
        made: when it was written, as its writer's device says.
        sender: who wrote it.
        values: of the record, as they travel between forms and the desk.
        pictures: their bytes, by the names that the values have for them.
        left_out: what of it is not taken, in words.
    """

    mark: str
    kind: str
    made: str
    sender: Wire
    values: Wire
    pictures: dict[str, bytes]
    left_out: list[str] = field(default_factory=list)

    @property
    def part(self) -> type[Part]:
        return BY_FOLDER[self.kind]


def read_slip(content: bytes) -> Slip:
    """The slip that a file holds. Refusal, which says why, if it is none."""
    files = _unpacked(content)
    if _TOLD not in files:
        raise _none("không có phieu.json")
    slip = _parsed(files.pop(_TOLD))
    files.pop(_READABLE, None)
    values, sender, kind = slip.get("values"), slip.get(SENDER), slip.get("kind")
    if (
        slip.get("phieu") != VERSION
        or kind not in list(SlipKind)
        or not isinstance(values, dict)
        or not isinstance(sender, dict)
    ):
        raise _none("không phải tin về sự kiện hay mô hình, hoặc do bản khác của trang tạo ra")
    if any(isinstance(one, list) and len(one) > _MOST_ITEMS for one in values.values()):
        raise _none("có nhiều mục hơn một tin")
    values, others = only_asked(BY_FOLDER[kind], values)
    sender, more = only_asked(Sender, sender)
    known = {"phieu", "site", "made", "kind", SENDER, "values"}
    others += more + [str(name) for name in slip if name not in known]
    left_out = [f"mục “{told(name, 60)}”" for name in dict.fromkeys(others)]
    named = []
    for picture in values.get("pictures", []):
        if (name := picture.pop("file", None)) is not None:
            if name in files and name not in named:
                picture["file"] = name
                named.append(name)
            else:
                left_out.append(f"ảnh “{told(name, 60)}” không có trong tệp")
    left_out += [f"ảnh {name} mà tin không nhắc tới" for name in files if name not in named]
    pictures = {name: files[name] for name in named}
    digests = [hashlib.sha256(one).hexdigest() for one in pictures.values()]
    whole = json.dumps([kind, values, sender, digests], sort_keys=True)
    mark = hashlib.sha256(whole.encode()).hexdigest()[:20]
    return Slip(mark, kind, str(slip.get("made", ""))[:40], sender, values, pictures, left_out)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The files in a .zip, by name: none larger than it may be, whatever the .zip says of itself."""
    if len(content) > MOST:
        raise _none("lớn hơn mọi tệp mà trang Gửi tin tạo ra")
    end = content[-_END:]
    if len(end) < _END or not end.startswith(b"PK\x05\x06"):
        raise _none("không phải tệp .zip nguyên vẹn")
    count, size = struct.unpack_from("<HI", end, 10)
    if count > MOST_PICTURES + 2 or size > _INDEX:
        raise _none("có nhiều tệp bên trong hơn một tin")
    found: dict[str, bytes] = {}
    left = MOST_IN_ALL
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for one in packed.infolist():
                if one.filename in found or not (
                    one.filename in (_TOLD, _READABLE) or _PICTURE.fullmatch(one.filename)
                ):
                    raise _none(f"có tệp lạ bên trong: “{told(one.filename, 60)}”")
                if one.flag_bits & 1 or one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise _none("bị đặt mật khẩu hoặc nén kiểu lạ")
                most = min(left, MOST_BYTES if _PICTURE.fullmatch(one.filename) else _MOST_TOLD)
                with packed.open(one) as file:
                    found[one.filename] = file.read(most + 1)
                if len(found[one.filename]) > most:
                    raise _none("bung ra lớn hơn một tin")
                left -= len(found[one.filename])
    except BROKEN_PACKAGE as error:
        raise _none("không phải tệp .zip nguyên vẹn") from error
    return found


def _parsed(content: bytes) -> Wire:
    try:
        slip = json.loads(content.decode("utf-8"), parse_float=str, parse_int=_number, parse_constant=str)
        json.dumps(slip, ensure_ascii=False).encode("utf-8")  # halves of letters are none
    except (ValueError, RecursionError):
        slip = None
    if not isinstance(slip, dict):
        raise _none("phieu.json không đọc được")
    return {nfc(clean(name)): value for name, value in slip.items()}


def _number(digits: str) -> int | str:
    """Whole numbers travel as text; the one that is none is the version, which is short."""
    return int(digits) if len(digits) < 4 else digits


def _none(why: str) -> Refusal:
    return Refusal(
        422, f"đây không phải tệp tin gửi đến: {why}", "Xin người gửi gửi lại nguyên tệp mà trang Gửi tin tạo ra"
    )
