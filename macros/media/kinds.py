"""What kinds of files records can have, how each begins and ends, and how large it may be."""

from dataclasses import dataclass

MB = 1024 * 1024
PICTURE, PAPER, FILM = "picture", "paper", "film"

MOST_BYTES = {PICTURE: 60 * MB, PAPER: 20 * MB, FILM: 50 * MB}
MOST_PIXELS = 66_000_000
"""Of a picture: phones take 12, 48, 50 and 64 million. What is larger isn't decoded at all."""
LONGEST_SIDE = 20_000  # pixels: a panorama of a phone has some 16,000
CALLED = {PICTURE: "ảnh", PAPER: "tài liệu", FILM: "phim"}
ACCEPTED = "ảnh JPEG, PNG, WebP, AVIF, HEIC, TIFF, GIF; tài liệu PDF, DOCX, XLSX, ODT, ODS; phim MP4, WebM"


@dataclass(frozen=True)
class Kind:
    """One kind: its name, what group it is of, the endings of its files (the first is the usual one)."""

    name: str
    group: str
    endings: tuple[str, ...]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("jpeg", PICTURE, (".jpg", ".jpeg", ".jfif", ".jpe")),  # as Windows names what is saved from a page
        Kind("png", PICTURE, (".png",)),
        Kind("webp", PICTURE, (".webp",)),
        Kind("avif", PICTURE, (".avif",)),
        Kind("heic", PICTURE, (".heic", ".heif", ".hif")),
        Kind("tiff", PICTURE, (".tif", ".tiff")),
        Kind("gif", PICTURE, (".gif",)),
        Kind("pdf", PAPER, (".pdf",)),
        Kind("docx", PAPER, (".docx",)),
        Kind("xlsx", PAPER, (".xlsx",)),
        Kind("odt", PAPER, (".odt",)),
        Kind("ods", PAPER, (".ods",)),
        Kind("mp4", FILM, (".mp4",)),
        Kind("webm", FILM, (".webm",)),
    )
}
OF_ENDING = {ending: kind for kind in KINDS.values() for ending in kind.endings}

# How files begin, and of which kind they then are; of several that fit, the first. "zip" and "bmff" are looked into.
BEGINNINGS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x1aE\xdf\xa3", "webm"),
)
# The brands of files in boxes (ISO 14496-12), of pictures before films; a sequence of pictures is no picture.
BRANDS = {
    b"avif": "avif", b"avis": "sequence", b"msf1": "sequence", b"hevc": "sequence", b"hevx": "sequence",
    b"heic": "heic", b"heix": "heic", b"heim": "heic", b"heis": "heic", b"mif1": "heic",
    b"isom": "mp4", b"iso2": "mp4", b"iso3": "mp4", b"iso4": "mp4", b"iso5": "mp4", b"iso6": "mp4", b"mp41": "mp4",
    b"mp42": "mp4", b"avc1": "mp4", b"M4V ": "mp4", b"MSNV": "mp4", b"3gp4": "mp4", b"3gp5": "mp4", b"dash": "mp4",
}  # fmt: skip
# What else people bring, how it begins, and what to do with it: (what it is, what to do).
NOT_TAKEN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "là tệp Word, Excel kiểu cũ (.doc, .xls) hoặc tệp Office có mật khẩu",
     "Mở bằng Word hoặc Excel, chọn Lưu thành (Save As) dạng DOCX, XLSX hoặc PDF, không đặt mật khẩu"),
    (b"BM", "là ảnh BMP", "Mở ảnh rồi lưu thành JPEG hoặc PNG"),
    (b"8BPS", "là tệp Photoshop", "Xuất ra JPEG hoặc PNG"),
    (b"MZ", "là chương trình chạy trên Windows", "Không dùng tệp này; quét mã độc trên máy tính"),
    (b"\x7fELF", "là chương trình", "Không dùng tệp này"),
    (b"Rar!", "là tệp nén RAR", "Giải nén rồi chọn từng ảnh, tài liệu trong đó"),
    (b"7z\xbc\xaf\x27\x1c", "là tệp nén 7z", "Giải nén rồi chọn từng ảnh, tài liệu trong đó"),
    (b"{\\rtf", "là tệp RTF", "Mở bằng Word rồi lưu thành DOCX hoặc PDF"),
)  # fmt: skip
EMBEDDED_VECTOR = "là ảnh vẽ SVG, có thể chứa mã chạy trên máy người xem", "Xuất hình ra PNG rồi dùng tệp PNG ấy"
WEB_PAGE = "là trang web hoặc mã chương trình, không phải ảnh hay tài liệu", "Chọn đúng tệp ảnh, tài liệu"

# What stands nowhere in a picture, in small letters: text that a browser or a server could take for a page or a program.
PROGRAMS = (b"<?php", b"<script", b"<html>", b"<html ", b"<!doctype html", b"<iframe", b"<svg xmlns", b"javascript:")
# How what is hidden behind a picture may begin.
HIDDEN = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"%PDF-", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
          b"\xca\xfe\xba\xbe", b"MZ\x90\0", b"#!/", b"<?xml")  # fmt: skip
