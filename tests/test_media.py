"""Picture, film and paper files: what is told of each, and what is made of pictures. The files are made here."""

import io
import random
import struct
import time
import zipfile
import zlib

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageDraw

from macros.language.problems import DataError
from macros.media import Fault, Seen, inspect, inspecting, making, renditions, staged, write_renditions
from macros.media.kinds import MOST_BYTES, PAPER
from macros.media.making import make
from macros.media.opened import pixels
from macros.media.recipe import SOCIAL

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

CORNERS = ((220, 40, 40), (40, 170, 60), (50, 70, 210), (230, 210, 60))  # from the upper left, as the page is read
PLACE = b"20 51 54 N 106 41 04 E"
# How the pixels lie in a file whose orientation tag has this number, so that it shows upright.
_T = Image.Transpose
LIE = {
    1: None, 2: _T.FLIP_LEFT_RIGHT, 3: _T.ROTATE_180, 4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE, 6: _T.ROTATE_90, 7: _T.TRANSVERSE, 8: _T.ROTATE_270,
}  # fmt: skip


def upright(width=320, height=240):
    image = Image.new("RGB", (width, height))
    canvas = ImageDraw.Draw(image)
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * width // 2, number // 2 * height // 2
        canvas.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return image


def written(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif(orientation=1):
    tags = Image.Exif()
    tags[0x0112], tags[0x010F], tags[0x013B] = orientation, "Made Camera", "Nguyen Van Secret"
    tags.get_ifd(0x8825).update({1: "N", 2: (20.0, 51.0, 54.0), 3: "E", 4: (106.0, 41.0, 4.0), 0x1B: PLACE})
    return tags.tobytes()


JPEG = written(upright(), "JPEG", quality=92, exif=exif())


def found(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    return inspect(file, None)


def shows_corners(image, tolerance=40):
    width, height = image.size
    for number, colour in enumerate(CORNERS):
        x, y = (width // 4, 3 * width // 4)[number % 2], (height // 4, 3 * height // 4)[number // 2]
        seen = image.convert("RGB").getpixel((x, y))
        assert max(abs(a - b) for a, b in zip(seen, colour, strict=True)) <= tolerance, (number, seen, colour)


def shown(name, content, tmp_path):
    """What was seen of a file, and all that is made of it."""
    seen = found(tmp_path, name, content)
    assert isinstance(seen, Seen), seen
    return seen, dict(make(content, seen, renditions(seen).names))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_jpeg_is_turned_as_its_camera_says(orientation, tmp_path):
    lying = upright() if orientation == 1 else upright().transpose(LIE[orientation])
    seen, made = shown("a.jpg", written(lying, "JPEG", exif=exif(orientation)), tmp_path)
    assert (seen.width, seen.height) == (320, 240)
    for one in renditions(seen).all[:-1]:
        image = Image.open(io.BytesIO(made[one.name]))
        assert image.size == (one.width, one.height)
        shows_corners(image)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_heic_is_turned_once(orientation, tmp_path):
    lying = upright() if orientation == 1 else upright().transpose(LIE[orientation])
    content = written(lying, "HEIF", exif=exif(orientation), quality=90)
    seen, made = shown("a.heic", content, tmp_path)
    assert (seen.width, seen.height) == (320, 240)
    shows_corners(Image.open(io.BytesIO(made[renditions(seen).plain.name])))


def with_tag(content, orientation):
    """A HEIC with the camera's orientation tag set, as the file keeps it beside its own turning."""
    at = content.index(b"\x12\x01\x03\x00\x01\x00\x00\x00") if b"\x12\x01\x03\x00\x01\x00\x00\x00" in content else None
    if at is not None:
        return content[: at + 8] + struct.pack("<H", orientation) + content[at + 10 :]
    at = content.index(b"\x01\x12\x00\x03\x00\x00\x00\x01")
    return content[: at + 8] + struct.pack(">H", orientation) + content[at + 10 :]


@pytest.mark.parametrize("orientation", [3, 6, 8, 2, 5])
def test_a_heic_that_says_nothing_itself_is_turned_by_the_cameras_tag(orientation, tmp_path):
    content = with_tag(written(upright().transpose(LIE[orientation]), "HEIF", exif=exif(1), quality=90), orientation)
    assert b"irot" not in content and b"imir" not in content
    seen, made = shown("a.heic", content, tmp_path)
    assert (seen.width, seen.height) == (320, 240)
    shows_corners(Image.open(io.BytesIO(made[renditions(seen).plain.name])))


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.jpg"), ("HEIF", "a.heic"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("TIFF", "a.tif")]
)
def test_nothing_but_the_picture_goes_out(kind, name, tmp_path):
    """Neither where nor by whom it was taken: looked for as bytes and read out."""
    options = (
        {"xmp": b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Secret place</x:xmpmeta>'}
        if kind in ("JPEG", "WEBP", "HEIF")
        else {}
    )
    if kind == "JPEG":
        options["comment"] = b"Secret comment"
    content = written(upright(), kind, exif=exif(), **options)
    assert b"Secret" in content
    _, made = shown(name, content, tmp_path)
    for one, rendered in made.items():
        assert not any(
            sign in rendered
            for sign in (b"Exif", b"Secret", b"GPS", b"http", b"ICC_PROFILE", b"xmp", b"Made Camera", PLACE)
        ), one
        image = Image.open(io.BytesIO(rendered))
        assert not image.getexif() and not {"xmp", "exif", "icc_profile", "comment", "photoshop"} & set(image.info), one


def profile(name):
    """A profile made of primaries and a curve: ICC version 2, white D65 adapted to D50."""
    primaries, gamma = {
        "p3": (((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407)), 2.2),
        "adobe": (((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)), 2.2),
    }[name]

    def xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + bytes(78)
    tags = [
        (b"desc", text), (b"cprt", b"text\0\0\0\0none"), (b"wtpt", xyz((0.9642, 1, 0.8249))),
        *((sign + b"XYZ", xyz(one)) for sign, one in zip((b"r", b"g", b"b"), primaries, strict=True)),
        *((sign + b"TRC", curve) for sign in (b"r", b"g", b"b")),
    ]  # fmt: skip
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for sign, value in tags:
        value += bytes(-len(value) % 4)
        table += struct.pack(">4sII", sign, at + len(body), len(value))
        body += value
    rest = struct.pack(">I", len(tags)) + table + body
    head = struct.pack(
        ">I4s4s4s4s4s12s4s", 128 + len(rest), b"\0" * 4, b"\x02\x10\0\0", b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp"
    )
    head += bytes(28) + struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    return head.ljust(128, b"\0") + rest


PATCHES = ((200, 90, 60), (90, 160, 80), (70, 90, 180), (128, 128, 128), (210, 180, 150))


@pytest.mark.parametrize("name", ["p3", "adobe"])
@pytest.mark.parametrize(("kind", "file"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("HEIF", "a.heic")])
def test_colours_look_as_they_were_taken(name, kind, file, tmp_path):
    """Patches of known sRGB, put into a wider space: they come out as they were."""
    own = ImageCms.ImageCmsProfile(io.BytesIO(profile(name)))
    image = Image.new("RGB", (500, 100))
    for number, colour in enumerate(PATCHES):
        image.paste(colour, (number * 100, 0, number * 100 + 100, 100))
    wide = ImageCms.profileToProfile(image, ImageCms.createProfile("sRGB"), own, outputMode="RGB")
    assert max(abs(a - b) for a, b in zip(wide.getpixel((50, 50)), PATCHES[0], strict=True)) > 8, "it pales without"
    options = {} if kind == "PNG" else {"quality": 95}
    content = written(wide, kind, icc_profile=profile(name), **options)
    seen, made = shown(file, content, tmp_path)
    for one in renditions(seen).all[:-1]:
        rendered = Image.open(io.BytesIO(made[one.name])).convert("RGB")
        for number, colour in enumerate(PATCHES):
            at = (number * 100 + 50) * rendered.width // 500, rendered.height // 2
            assert max(abs(a - b) for a, b in zip(rendered.getpixel(at), colour, strict=True)) <= 9, (one.name, number)


def png16(values, colour_type):
    """A PNG of 16 bits a channel, of one row of pixels repeated."""
    rows = np.repeat(np.array(values, ">u2")[None], 40, axis=0)
    raw = b"".join(b"\0" + row.tobytes() for row in np.repeat(rows, 20, axis=1))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", len(values) * 20, 40, 16, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def test_sixteen_bits_keep_their_brightness(tmp_path):
    greys = [[0], [0x4000], [0x8000], [0xC000], [0xFFFF]]
    for content, name in (
        (png16(greys, 0), "grey.png"),
        (png16([grey * 3 for grey in greys], 2), "colour.png"),
        (
            written(Image.fromarray(np.repeat(np.repeat(np.array(greys, np.uint16).T, 40, 0), 20, 1)), "TIFF"),
            "grey.tif",
        ),
    ):
        image = pixels(content, found(tmp_path, name, content).kind, 100, 40)
        for number, level in enumerate((0, 64, 128, 192, 255)):
            assert abs(image.getpixel((number * 20 + 10, 20))[0] - level) <= 2, (name, number)


def test_every_mode_is_shown_and_what_is_clear_stands_on_white(tmp_path):
    red = Image.new("RGB", (64, 64), (200, 30, 30))
    clear = red.convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 32, 64))
    for name, content, left in (
        ("cmyk.jpg", written(red.convert("CMYK"), "JPEG", quality=95), (200, 30, 30)),
        ("grey.jpg", written(red.convert("L"), "JPEG", quality=95), (81, 81, 81)),
        ("clear.png", written(clear, "PNG"), (255, 255, 255)),
        ("clear.webp", written(clear, "WEBP", lossless=True), (255, 255, 255)),
        ("palette.png", written(clear.quantize(8), "PNG"), (255, 255, 255)),
        ("one.gif", written(red, "GIF"), (200, 30, 30)),
        ("bits.png", written(red.convert("1"), "PNG"), None),
        ("clear.tif", written(clear, "TIFF"), (255, 255, 255)),
    ):
        seen, made = shown(name, content, tmp_path)
        image = Image.open(io.BytesIO(made[renditions(seen).plain.name]))
        assert image.mode == "RGB"
        if left:
            assert max(abs(a - b) for a, b in zip(image.getpixel((16, 32)), left, strict=True)) <= 14, (
                name,
                image.getpixel((16, 32)),
            )


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


TYPES = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
WORD = {"[Content_Types].xml": TYPES, "word/document.xml": "<w/>"}
CORE = {"docProps/core.xml": "<cp:coreProperties><dc:creator>Trần Thị B</dc:creator></cp:coreProperties>"}
ODF = "application/vnd.oasis.opendocument."
LOCKED = '<manifest:manifest><manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
WEBM = (
    b"\x1aE\xdf\xa3\x87\x42\x82\x84webm" + b"\x18S\x80g\x01\0\0\0\0\0\0\x09" + b"\x1f\x43\xb6\x75\x84\xe7\x82\x03\xe8"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def open_document(kind="text", **parts):
    return packed({"mimetype": ODF + kind, "content.xml": "<office:document-content/>"} | parts)


def external(kind):
    return f'<Relationships><Relationship Type="http://x/{kind}" Target="http://far/x" TargetMode="External"/></Relationships>'


def frames(kind, **options):
    return written(upright(), kind, save_all=True, append_images=[upright().transpose(_T.ROTATE_180)], **options)


def hidden_in_objects(text):
    body = zlib.compress(text)
    stream = b"2 0 obj<</Type/ObjStm/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (len(body), body)
    return PDF.replace(b"trailer", stream + b"trailer")


def bomb_of_png():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


# What people and attackers bring: its name, what it holds, and a part of what is said of it.
BAD = {
    "empty": ("a.jpg", b"", "trống"),
    "text": ("a.jpg", b"hello there, no picture at all", "không phải loại"),
    "another ending": ("a.png", JPEG, "đuôi .png"),
    "cut": ("a.jpg", JPEG[: len(JPEG) * 2 // 3], "đứt"),
    "cut at the very end": ("a.jpg", JPEG[:-2], "đứt"),
    "cut png": ("a.png", written(upright(), "PNG")[:-20], "đứt"),
    "damaged png": ("a.png", written(upright(), "PNG").replace(b"IDAT", b"IDAT" + b"\1", 1), "đứt"),
    "cut webp": ("a.webp", written(upright(), "WEBP")[:-100], "đứt"),
    "cut heic": ("a.heic", written(upright(), "HEIF")[:-100], "đứt"),
    "cut tiff": ("a.tif", written(upright(), "TIFF")[:-3000], "hỏng"),
    "zip behind": ("a.jpg", JPEG + packed({"a": "b"}), "ZIP"),
    "zip behind png": ("a.png", written(upright(), "PNG") + packed({"a": "b"}), "ZIP"),
    "jar behind gif": ("a.gif", written(upright(), "GIF") + packed({"META-INF/MANIFEST.MF": "x"}), "ZIP"),
    "page behind": ("a.jpg", JPEG + b"<html><body>hello</body></html>", "mã chương trình"),
    "php inside": ("a.jpg", written(upright(), "JPEG", comment=b"<?php system($_GET[1]);?>"), "mã chương trình"),
    "script behind": ("a.jpg", JPEG + b"#!/bin/sh\nrm -rf /\n", "giấu"),
    "text behind": ("a.jpg", JPEG + b"what nobody sees " * 10, "giấu"),
    "program behind": ("a.jpg", JPEG + b"\x7fELF" + bytes(range(200)), "giấu"),
    "pdf behind": ("a.jpg", JPEG + PDF, "giấu"),
    "bytes behind webp": ("a.webp", written(upright(), "WEBP") + b"abc", "cuối"),
    "page before": ("a.jpg", b"<html>" + JPEG, "trang web"),
    "bytes before": ("a.jpg", b"abc" + JPEG, "đứng trước"),
    "svg": ("a.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "SVG"),
    "svg as png": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    "moving gif": ("a.gif", frames("GIF"), "động"),
    "moving webp": ("a.webp", frames("WEBP"), "động"),
    "moving png": ("a.png", frames("PNG"), "động"),
    "moving avif": ("a.avif", frames("AVIF"), "động"),
    "pages": ("a.tif", frames("TIFF"), "nhiều trang"),
    "bomb": ("a.png", bomb_of_png(), "điểm ảnh"),
    "old word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kiểu cũ"),
    "old word renamed": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kiểu cũ"),
    "only a zip": ("a.zip", packed({"a": "b"}), "ZIP"),
    "macros": ("a.docx", packed(WORD | {"word/vbaProject.bin": "x"}), "macro"),
    "macros by type": ("a.docx", packed(WORD | {"[Content_Types].xml": TYPES.replace("document.main", "document.macroEnabled.main")}), "macro"),
    "from elsewhere": ("a.docx", packed(WORD | {"word/_rels/settings.xml.rels": external("attachedTemplate")}), "nơi khác"),
    "from elsewhere, told in an odd way": ("a.docx", packed(WORD | {"word/_rels/settings.xml.rels": external("attachedTemplate").replace("far/x", "far/>")}), "nơi khác"),
    "other files": ("a.docx", packed(WORD | {"word/embeddings/oleObject1.bin": "x"}), "nhúng"),
    "zip bomb": ("a.docx", packed(WORD | {"word/media/x.xml": bytes(30_000_000)}), "nén"),
    "cut docx": ("a.docx", packed(WORD)[:-30], "hỏng"),
    "bytes before docx": ("a.docx", b"MZ" + packed(WORD), "chương trình"),
    "macros of odt": ("a.odt", open_document(**{"Basic/Standard/Module1.xml": "x"}), "macro"),
    "scripts of ods": ("a.ods", open_document("spreadsheet", **{"Scripts/python/x.py": "x"}), "macro"),
    "other files of odt": ("a.odt", open_document(**{"Object 1": "x"}), "nhúng"),
    "odt locked": ("a.odt", open_document(**{"META-INF/manifest.xml": LOCKED}), "mật khẩu"),
    "odt with a picture from elsewhere": ("a.odt", open_document(**{"content.xml": '<draw:frame><draw:image xlink:type="simple" xlink:href="https://far/x.png"/></draw:frame>'}), "nơi khác"),
    "ods with a table from elsewhere": ("a.ods", open_document("spreadsheet", **{"content.xml": "<table:table-source xlink:href='file:///C:/x.ods'/>"}), "nơi khác"),
    "ods that asks another program": ("a.ods", open_document("spreadsheet", **{"content.xml": '<office:dde-source office:dde-application="soffice"/>'}), "nơi khác"),
    "odt with a picture from elsewhere, in disguise": ("a.odt", open_document(**{"content.xml": '<d:image title=">" x:href="h&#116;tps://far/x.png"/>'}), "nơi khác"),
    "ods called odt": ("a.odt", open_document("spreadsheet"), "đuôi .odt"),
    "presentation": ("a.odp", open_document("presentation"), "ZIP"),
    "pdf before": ("a.pdf", b"GIF89a" + PDF, ""),
    "pdf cut": ("a.pdf", PDF[:-10], "đứt"),
    "pdf with a zip behind": ("a.pdf", PDF + packed({"a": "b"}), "đứng sau"),
    "pdf with a program": ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "JavaScript"),
    "pdf with a program in disguise": ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/J#61vaScript/JS(x)>>"), "JavaScript"),
    "pdf with a packed program": ("a.pdf", hidden_in_objects(b"3 0 <</S/JavaScript/JS(x)>>"), "JavaScript"),
    "pdf that launches": ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/AA<</O<</S/Launch/F(cmd.exe)>>>>"), "mở chương trình"),
    "pdf with a file": ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 3 0 R>>"), "đính kèm"),
    "pdf locked": ("a.pdf", PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root"), "mật khẩu"),
    "pdf bomb": ("a.pdf", hidden_in_objects(bytes(80_000_000)), "quá lớn"),
    "webm cut": ("a.webm", WEBM[:-2], "đứt"),
    "another matroska": ("a.webm", WEBM.replace(b"webm", b"mkv "), "đứt"),
    "film cut": ("a.mp4", b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\x10\0moov", "đứt"),
    "film with its place": ("a.mp4", b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x24moov\0\0\0\x1cudta\0\0\0\x14\xa9xyz\0\x08\0\0+20+106/\0\0\0\x08mdat", "nơi quay"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cant_be_used_is_told_and_what_to_do(case, tmp_path):
    name, content, said = BAD[case]
    told = found(tmp_path, name, content)
    assert isinstance(told, Fault), told
    assert said in told.what
    assert told.todo


GOOD = {
    "paper": ("a.docx", packed(WORD), "docx"),
    "paper with a link": ("a.docx", packed(WORD | {"word/_rels/document.xml.rels": external("hyperlink")}), "docx"),
    "odt": ("a.odt", open_document(**{"content.xml": '<text:a xlink:href="https://far/x">link</text:a><draw:image xlink:href="Pictures/1.png"/>'}), "odt"),
    "ods": ("a.ods", open_document("spreadsheet", **{"META-INF/manifest.xml": "<manifest:manifest/>"}), "ods"),
    "pdf": ("a.pdf", PDF, "pdf"),
    "webm": ("a.webm", WEBM, "webm"),
    "webm as it is streamed": ("a.webm", WEBM[:13] + b"S\x80g\xff" + WEBM[24:], "webm"),
    "film": ("a.mp4", b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x08moov\0\0\0\x08mdat", "mp4"),
    "capitals": ("A.JPG", JPEG, "jpeg"),
    "a second picture behind, of a camera": ("a.jpg", JPEG + JPEG, "jpeg"),
    "a film behind, of a phone": ("a.jpg", JPEG + b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + random.Random(1).randbytes(500), "jpeg"),
    "avif": ("a.avif", written(upright(), "AVIF"), "avif"),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_what_people_have_is_taken(case, tmp_path):
    name, content, kind = GOOD[case]
    seen = found(tmp_path, name, content)
    assert isinstance(seen, Seen), seen
    assert (seen.kind, seen.bytes) == (kind, len(content))


@pytest.mark.parametrize(
    ("name", "content", "author"),
    [
        ("a.docx", packed(WORD | CORE), "Trần Thị B"),
        (
            "a.odt",
            open_document(**{"meta.xml": "<meta:initial-creator>Trần Thị B</meta:initial-creator>"}),
            "Trần Thị B",
        ),
        ("a.pdf", PDF.replace(b"trailer<<", b"trailer<</Author(Le Van C)"), "Le Van C"),
        ("a.pdf", PDF.replace(b"trailer<<", b"trailer<</Author<FEFF0110>"), "Đ"),
        ("a.pdf", hidden_in_objects(b"<</Author (Le Van C)>>"), "Le Van C"),
    ],
)
def test_whose_name_a_paper_carries_is_told(name, content, author, tmp_path):
    (remark,) = found(tmp_path, name, content).remarks
    assert f"'{author}'" in remark.what


def test_what_was_told_is_kept_until_the_file_changes(tmp_path, monkeypatch):
    file, stores = tmp_path / "a.docx", tmp_path / "stores"
    file.write_bytes(packed(WORD | CORE))
    first = inspect(file, stores)
    with monkeypatch.context() as patched:
        patched.setattr(inspecting, "_inspected", lambda *_: pytest.fail("read again"))
        assert inspect(file, stores) == first
    (kept,) = (stores / "media").iterdir()
    assert b'"width": 0' in kept.read_bytes()
    kept.write_bytes(kept.read_bytes().replace(b'"width": 0', b'"width": 1'))
    assert inspect(file, stores) == first
    file.write_bytes(b"")
    assert isinstance(inspect(file, stores), Fault)


def test_missing_and_too_heavy_files_are_told(tmp_path):
    assert isinstance(inspect(tmp_path / "none.jpg", None), Fault)
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(30_000_000)
    assert "28,6 MB" in inspect(tmp_path / "a.pdf", None).what


@pytest.mark.parametrize(
    "size", [(4000, 3000), (3000, 4000), (700, 500), (1, 1), (9000, 300), (300, 9000), (1600, 1200), (1, 5000)]
)
def test_renditions_are_never_larger_than_the_picture(size):
    made = renditions(Seen("0" * 20, "jpeg", 1, *size))
    for one in (*(one for _, sizes in made.sources for one in sizes), made.plain):
        assert 1 <= one.width <= size[0] and 1 <= one.height <= size[1]
        assert abs(one.width * size[1] - one.height * size[0]) <= max(size)  # half a pixel of the same form
    assert len(set(made.names)) == len(made.names)
    assert all(sorted(o.width for o in sizes) == [o.width for o in sizes] for _, sizes in made.sources)


def test_what_is_made_is_light_kept_and_the_same_again(tmp_path):
    """A picture of nothing but noise, the heaviest there can be."""
    noise = np.random.default_rng(1).integers(0, 256, (1200, 1700, 3), np.uint8)
    file = tmp_path / "a.jpg"
    file.write_bytes(written(Image.fromarray(noise), "JPEG", quality=85))
    seen = inspect(file, None)
    write_renditions(tmp_path / "one", [(file, seen)] * 2, tmp_path / "kept")
    made = {one.name: (tmp_path / "one" / "anh" / one.name).read_bytes() for one in renditions(seen).all}
    for one in renditions(seen).all:
        assert len(made[one.name]) <= one.most, one
    for place in ("two", "three"):
        write_renditions(tmp_path / place, [(file, seen)], tmp_path / "kept")
        assert {name: (tmp_path / place / "anh" / name).read_bytes() for name in made} == made
        damaged = next((tmp_path / "kept").glob("*-480.webp"))
        damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    write_renditions(tmp_path / "four", [(file, seen)], tmp_path / "kept")
    file.unlink()
    write_renditions(tmp_path / "five", [(file, seen)], tmp_path / "kept")  # nothing is read


def test_what_other_code_or_packages_made_is_made_anew(tmp_path, monkeypatch):
    file = tmp_path / "a.jpg"
    file.write_bytes(JPEG)
    seen = inspect(file, None)
    plain = renditions(seen).plain.name
    write_renditions(tmp_path / "one", [(file, seen)], tmp_path / "kept", [plain])
    made_by = making.made_by()
    monkeypatch.setattr(making, "version", lambda package: f"{package} of tomorrow")
    making.made_by.cache_clear()
    monkeypatch.setattr(making, "make", lambda *_: [(plain, b"made")])
    write_renditions(tmp_path / "two", [(file, seen)], tmp_path / "kept", [plain])
    assert (tmp_path / "two/anh" / plain).read_bytes() == b"made"
    assert making.made_by() != made_by
    making.made_by.cache_clear()


def test_a_picture_that_went_bad_is_told_by_name(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(JPEG)
    seen = inspect(file, None)
    file.write_bytes(JPEG[:500])
    with pytest.raises(DataError, match=r"a\.jpg"):
        write_renditions(tmp_path / "site", [(file, seen)], tmp_path / "kept")


@pytest.mark.parametrize("size", [(1600, 1200), (1200, 1600), (600, 400), (4000, 700), (300, 2000)])
def test_social_pictures_have_their_form_and_keep_the_top(size, tmp_path):
    width, height = size
    image = Image.new("RGB", size, (40, 90, 160))
    image.paste((230, 60, 60), (width // 3, height // 5, width * 2 // 3, height // 4 + 3))  # where heads are
    seen, made = shown("a.png", written(image, "PNG"), tmp_path)
    social = Image.open(io.BytesIO(made[renditions(seen).social.name]))
    assert social.size == SOCIAL
    red = sum(count for count, (r, g, b) in social.getcolors(1 << 24) if r > 180 and g < 110 and b < 110)
    assert red > 500


def test_uploads_get_names_that_can_be_addresses(tmp_path):
    folder = tmp_path / "media"
    assert staged(JPEG, "C:\\Ảnh\\Lễ Ra Mắt (1).JPEG", folder)[0] == "le-ra-mat-1.jpg"
    assert staged(JPEG, "Lễ ra mắt 1.jpg", folder)[0] == "le-ra-mat-1.jpg"
    another = written(upright(), "JPEG", quality=50)
    assert staged(another, "le-ra-mat-1.jpg", folder)[0] == "le-ra-mat-1-2.jpg"
    assert staged(another, "../../…….jpg", folder)[0] == "anh.jpg"
    assert staged(JPEG, "x.jpg", folder, taken=["x.jpg"])[0] == "x-2.jpg"
    assert staged(another, "Anh.JFIF", folder)[0] == "anh.jpg"  # as Windows names what is saved from a page
    assert staged(written(upright(64, 48), "HEIF"), "y.HIF", folder / "more")[0] == "y.heic"
    assert isinstance(staged(b"", "a.jpg", folder), Fault)
    assert "nặng" in staged(b"%PDF-1.4\n" + bytes(MOST_BYTES[PAPER]), "a.pdf", folder).what
    assert sorted(file.name for file in folder.glob("*.*")) == [
        "anh.jpg",
        "le-ra-mat-1-2.jpg",
        "le-ra-mat-1.jpg",
        "x-2.jpg",
    ]


SEEDS = [(name, content) for name, content, _ in GOOD.values()] + [
    (f"a.{ending}", written(upright(64, 48), kind))
    for kind, ending in (
        ("PNG", "png"),
        ("GIF", "gif"),
        ("WEBP", "webp"),
        ("TIFF", "tif"),
        ("HEIF", "heic"),
        ("JPEG", "jpg"),
    )
]


def test_whatever_a_file_holds_it_is_told(tmp_path):
    """Files with bytes changed, cut, doubled and taken from others: an answer, never anything else."""
    chance = random.Random(17)
    for turn in range(400):
        name, whole = chance.choice(SEEDS)
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(content) or 1)
            way = chance.randrange(5)
            if way == 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            elif way == 1:
                del content[at : at + chance.randint(1, 40)]
            elif way == 2:
                content[at:at] = chance.choice(SEEDS)[1][:80]
            elif way == 3:
                content[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
            else:
                content = content[: at + 1]
        began = time.process_time()
        told = found(tmp_path, name, bytes(content))
        assert isinstance(told, Seen | Fault)
        assert time.process_time() - began < 5, turn
