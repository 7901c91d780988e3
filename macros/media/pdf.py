"""PDF files: whole, nothing before or behind, no programs or other files inside, no password; and whose name they carry.

A PDF's objects are read as text and, where they are packed, unpacked within bounds; what it draws is not looked into.
"""

import re
import zlib

from macros.media.seen import Remark, Unfit

_AGAIN = "Mở tệp rồi in lại ra PDF (Microsoft Print to PDF) và dùng tệp mới"
_MOST_UNPACKED = 64_000_000
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 2000  # bytes before a stream in which its dictionary stands
_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
_BEHIND = re.compile(rb"%%EOF")
_BLANK = b"\0 \t\r\n"
_TAIL = 2048
# Names of what runs, opens or hides something: (names, what it is).
_REFUSED = (
    ((b"/JavaScript", b"/ECMAScript"), "có chứa mã JavaScript"),
    ((b"/Launch",), "có lệnh mở chương trình trên máy người đọc"),
    ((b"/EmbeddedFile", b"/EmbeddedFiles"), "có tệp khác đính kèm bên trong"),
    ((b"/RichMedia",), "có phim, âm thanh hoặc chương trình nhúng bên trong"),
    ((b"/SubmitForm", b"/ImportData"), "có biểu mẫu gửi dữ liệu đi nơi khác"),
)
_AUTHOR = re.compile(rb"/Author\s*(\((?:\\.|[^\\()]){0,400}\)|<[0-9A-Fa-f\s]{0,1600}>)", re.DOTALL)
_XMP_AUTHOR = re.compile(rb"<dc:creator>.{0,300}?<rdf:li[^>]*>([^<]{1,300})</rdf:li>", re.DOTALL)


def look(content: bytes) -> tuple[Remark, ...]:
    """What a person has to judge in a PDF. Unfit if it isn't to be published."""
    if not content.startswith(b"%PDF-"):
        raise Unfit("có thứ khác đứng trước phần PDF", _AGAIN)
    ends = [found.end() for found in _BEHIND.finditer(content)]
    if not ends or b"startxref" not in content[-_TAIL - len(content) + ends[-1] :]:
        raise Unfit("là PDF bị đứt giữa chừng", "Chép hoặc tải lại tệp gốc")
    if content[ends[-1] :].strip(_BLANK):
        raise Unfit("có thứ khác đứng sau phần PDF", _AGAIN)
    told = _told(content)
    if re.search(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)", told):
        raise Unfit("là PDF có mật khẩu hoặc bị khóa", "Mở tệp, bỏ mật khẩu rồi lưu lại, hoặc in lại ra PDF")
    for names, what in _REFUSED:
        if any(re.search(re.escape(name) + rb"(?![A-Za-z0-9])", told) for name in names):
            raise Unfit(f"là PDF {what}", _AGAIN)
    author = _author(told)
    return (by_name(author),) if author else ()


def by_name(author: str) -> Remark:
    """That a paper carries somebody's name where readers don't look."""
    return Remark(
        f"trong thuộc tính tệp có tên người soạn '{author}'",
        "Tên cơ quan thì để; tên riêng thì xóa trong Tệp > Thông tin (File > Info) rồi lưu lại",
    )


def _told(content: bytes) -> bytes:
    """The file with what is packed of its objects behind it, names without escapes. Unfit if it can't be looked into."""
    parts, room = [content], _MOST_UNPACKED
    for start in _STREAM.finditer(content):
        head = content[max(0, start.start() - _HEAD) : start.start()]
        head = _plain(head[max(head.rfind(b" obj"), head.rfind(b"\nobj"), 0) :])
        if not _OBJECTS.search(head):
            continue
        filters = re.search(rb"/Filter\s*(\[[^\]]*\]|/[A-Za-z0-9]+)", head)
        named = re.findall(rb"/[A-Za-z0-9]+", filters[1]) if filters else []
        body = content[start.end() :]
        end = body.find(b"endstream")
        if named not in ([], [b"/FlateDecode"], [b"/Fl"]):
            raise Unfit("là PDF đóng gói lạ, không kiểm tra được", _AGAIN)
        if named:
            unpacked = _inflated(body, room)
            room -= len(unpacked)
            parts.append(unpacked)
        else:
            parts.append(body[:end])
    return _plain(b"\n".join(parts))


def _inflated(body: bytes, room: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        unpacked = reader.decompress(body, room + 1)
    except zlib.error:
        raise Unfit("là PDF hỏng, không đọc được", _AGAIN) from None
    if len(unpacked) > room:
        raise Unfit("là PDF nở ra quá lớn khi mở", _AGAIN)
    return unpacked


def _plain(text: bytes) -> bytes:
    """Without the escapes that names may have: `/J#61vaScript`."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text)


def _author(told: bytes) -> str:
    for found in _AUTHOR.findall(told):
        if found.startswith(b"<"):
            digits = re.sub(rb"\s", b"", found[1:-1])
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            raw = _unescaped(found[1:-1])
        if name := _text(raw):
            return name
    return next((name for found in _XMP_AUTHOR.findall(told) if (name := found.decode("utf-8", "replace").strip())), "")


def _unescaped(text: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        if found[1][:1].isdigit():
            return bytes([int(found[1], 8) & 255])
        return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b""}.get(found[1], found[1])

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)


def _text(raw: bytes) -> str:
    if raw.startswith(b"\xfe\xff"):
        text = raw[2:].decode("utf-16-be", "replace")
    elif raw.startswith(b"\xef\xbb\xbf"):
        text = raw[3:].decode("utf-8", "replace")
    else:
        text = raw.decode("latin-1")
    return "".join(letter for letter in text if letter.isprintable()).strip()
