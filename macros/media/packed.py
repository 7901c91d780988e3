"""Papers that are packages (DOCX, XLSX, ODT, ODS): within bounds, no macros, nothing fetched from elsewhere, no other files inside;
and whose name they carry."""

import io
import re
import zipfile

from macros.files.xlsx import BROKEN_PACKAGE
from macros.media.pdf import by_name
from macros.media.seen import Remark, Unfit

_SAVE = "Mở bằng Word hoặc Excel, chọn Lưu thành (Save As) dạng DOCX, XLSX không có macro, hoặc xuất ra PDF"
_FETCHES = (
    "lấy nội dung từ nơi khác khi mở (liên kết ngoài)",
    "Trong Word: Tệp > Thông tin > Sửa liên kết (trong LibreOffice: Sửa > Liên kết), cắt liên kết rồi lưu lại",
)
_MOST_PARTS, _MOST_UNPACKED, _MOST_READ, _MOST_PACKED = 5000, 300_000_000, 16_000_000, 200
# The kind of a package by what its list of contents says of its main part.
_MAIN = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
# Parts by the shape of their name, in small letters: (shape, what it is).
_REFUSED = (
    (
        re.compile(r"vbaproject\.bin$|vbadata\.xml$|^basic/|^scripts/|(^|/)macrosheets/"),
        "có macro (chương trình) bên trong",
    ),
    (re.compile(r"activex/"), "có thành phần ActiveX (chương trình) bên trong"),
    (re.compile(r"/embeddings/|^object ?\d|oleobject"), "có tệp khác nhúng bên trong"),
)
# A value may hold ">", never "<".
_OUTSIDE = re.compile(rb"<(?:[\w.-]+:)?Relationship\b[^<]*")
_TARGET_MODE = re.compile(rb"""TargetMode\s*=\s*["']External["']""")
_LINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""")
# Of OpenDocument: what is packed under a password, and what is shown from elsewhere (links to click are no such thing).
_ODF_LIST = "META-INF/manifest.xml"
_ODF_LOCKED = re.compile(rb"<(?:\w+:)?encryption-data\b")
_ODF_PARTS = ("content.xml", "styles.xml")
_ODF_OUTSIDE = re.compile(
    rb"<(?:[\w.-]+:)?(?:image|fill-image|object|object-ole|plugin|floating-frame|applet|section-source|table-source|cell-range-source)\b"
    rb"""[^<]*?\bhref\s*=\s*["']\s*(?:[a-zA-Z&][\w+.&#;-]*:|/|\.\./|&)|<(?:[\w.-]+:)?dde-source\b"""
)
_NAMES = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)>([^<]{1,300})<")
_CORE = ("docprops/core.xml", "meta.xml")


def look(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The kind of a package, and what a person has to judge in it. Unfit if it isn't to be published."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _look(package, content)
    except BROKEN_PACKAGE:
        raise Unfit(
            "là tệp nén hoặc tệp Office bị hỏng, không mở được", "Chép lại tệp gốc, hoặc mở rồi lưu lại"
        ) from None


def _look(package: zipfile.ZipFile, content: bytes) -> tuple[str, tuple[Remark, ...]]:
    parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise Unfit("nở ra quá lớn khi mở", "Thu nhỏ ảnh trong tài liệu, hoặc xuất ra PDF")
    if any(part.file_size > 1_000_000 and part.file_size > _MOST_PACKED * part.compress_size for part in parts):
        raise Unfit(
            "nén quá chặt, có thể là tệp phá hoại", "Mở tệp gốc rồi lưu lại; tệp nhận từ người lạ thì đừng dùng"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit("có mật khẩu", "Bỏ mật khẩu rồi lưu lại")
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise Unfit("có hai phần trùng tên bên trong", _SAVE)
    _whole(package, parts, content)
    kind = _kind(package)
    if kind in _ODF.values():
        _check_odf(package)
    for part in parts:
        for shape, what in _REFUSED:
            if shape.search(part.filename.lower()):
                raise Unfit(what, _SAVE)
        if part.filename.lower().endswith(".rels"):
            _check_relations(_read(package, part))
    told = [_read(package, part) for part in parts if part.filename.lower() in _CORE]
    names = dict.fromkeys(found.decode("utf-8", "replace").strip() for text in told for found in _NAMES.findall(text))
    return kind, tuple(by_name(name) for name in names if name)


def _whole(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], content: bytes) -> None:
    """The package begins with its first part and ends with its list, so that it is nothing else too."""
    if min((part.header_offset for part in parts), default=0) or not content.startswith(b"PK\x03\x04"):
        raise Unfit("có thứ khác đứng trước phần tài liệu", _SAVE)
    at = content.rfind(b"PK\x05\x06")
    if package.comment or content[at + 22 :].strip(b"\0"):
        raise Unfit("có thứ khác đứng sau phần tài liệu", _SAVE)


def _kind(package: zipfile.ZipFile) -> str:
    named = set(package.namelist())
    if "mimetype" in named and (kind := _ODF.get(_read(package, package.getinfo("mimetype")).strip())):
        return kind
    if "[Content_Types].xml" not in named:
        raise Unfit("là tệp nén ZIP", "Giải nén rồi chọn từng ảnh, tài liệu trong đó")
    types = _read(package, package.getinfo("[Content_Types].xml"))
    if b"macroEnabled" in types:
        raise Unfit("có macro (chương trình) bên trong", _SAVE)
    for mark, kind in _MAIN:
        if mark in types:
            return kind
    raise Unfit("là tệp Office không phải Word hay Excel", "Xuất ra PDF")


def _check_relations(text: bytes) -> None:
    for relation in _OUTSIDE.findall(text):
        if _TARGET_MODE.search(relation) and not _LINK.search(relation):
            raise Unfit(*_FETCHES)


def _check_odf(package: zipfile.ZipFile) -> None:
    held = set(package.namelist())
    if _ODF_LIST in held and _ODF_LOCKED.search(_read(package, package.getinfo(_ODF_LIST))):
        raise Unfit("có mật khẩu", "Bỏ mật khẩu rồi lưu lại")
    for name in _ODF_PARTS:
        if name in held and _ODF_OUTSIDE.search(_read(package, package.getinfo(name))):
            raise Unfit(*_FETCHES)


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """What a part holds. ValueError if that is more than such a part has."""
    with package.open(part) as file:
        text = file.read(_MOST_READ + 1)
    if len(text) > _MOST_READ:
        raise ValueError("a part too large")
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16").encode()
    return text
