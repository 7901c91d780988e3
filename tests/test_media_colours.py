"""Pictures of other kinds than most: colours told by numbers and marks, inks, brighter screens, sequences, and what tells their turn."""

import io
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
from PIL import Image

from macros.media import Fault, Seen, renditions
from macros.media.opened import pixels
from tests.conftest import ROOT
from tests.test_media import LIE, PATCHES, exif, found, png16, shown, shows_corners, upright, written

# To the light of each space from that of sRGB, of primaries from their own standards: (numbers of H.273, red, green, blue by x and y).
WHITE = 0.3127, 0.3290
SRGB = (0.64, 0.33), (0.30, 0.60), (0.15, 0.06)
PRIMARIES = {
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),  # Display P3
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),  # BT.2020
    "adobe": ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)),
}
GAMMA = {"adobe": 2.19921875}


def to_xyz(primaries):
    def whole(x, y):
        return np.array((x / y, 1, (1 - x - y) / y))

    columns = np.stack([whole(*one) for one in primaries], 1)
    return columns * np.linalg.solve(columns, whole(*WHITE))


def in_space(space):
    """The patches, of which each has its known colour in sRGB, as numbers of another space."""
    light = [[v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in one] for one in PATCHES]
    light = (np.linalg.inv(to_xyz(PRIMARIES[space])) @ to_xyz(SRGB) @ np.array(light).T).T
    coded = light ** (1 / GAMMA[space]) if space in GAMMA else 1.055 * light ** (1 / 2.4) - 0.055
    image = Image.new("RGB", (500, 100))
    for number, colour in enumerate(coded):
        image.paste(tuple(round(v * 255) for v in colour), (number * 100, 0, number * 100 + 100, 100))
    return image


def farthest(image):
    """How far the patches are from what they are to be, at most."""
    return max(
        abs(a - b)
        for number, colour in enumerate(PATCHES)
        for a, b in zip(image.getpixel((number * 100 + 50, 50)), colour, strict=True)
    )


def with_numbers(content, primaries, transfer):
    """A HEIC, AVIF or PNG that says of its colours these numbers."""
    if content.startswith(b"\x89PNG"):
        told = b"cICP" + bytes((primaries, transfer, 0, 1))
        return content[:33] + struct.pack(">I", 4) + told + struct.pack(">I", zlib.crc32(told)) + content[33:]
    at = content.index(b"colrnclx") + 8
    return content[:at] + struct.pack(">HH", primaries, transfer) + content[at + 4 :]


NUMBERED = pytest.mark.parametrize(("kind", "name"), [("HEIF", "a.heic"), ("AVIF", "a.avif"), ("PNG", "a.png")])


@NUMBERED
@pytest.mark.parametrize("primaries", [12, 9])
def test_colours_told_by_numbers_look_as_they_were_taken(kind, name, primaries, tmp_path):
    image = in_space(primaries)
    assert farthest(image) > 8, "it pales without"
    content = with_numbers(written(image, kind, quality=95), primaries, 13)
    seen = found(tmp_path, name, content)
    assert farthest(pixels(content, seen.kind, 500, 100)) <= 8
    plain = with_numbers(content, 1, 13)
    assert farthest(pixels(plain, seen.kind, 500, 100)) > 8, "of sRGB's numbers nothing is changed"


def marked(index):
    """Exif that says that the colours aren't sRGB, and by which rules the file is written (DCF)."""
    tags = Image.Exif()
    tags.get_ifd(0x8769).update({0xA001: 0xFFFF, 0xA005: {1: index}})
    return tags.tobytes()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("HEIF", "a.heic")])
def test_a_cameras_mark_of_adobe_rgb_counts_without_a_profile(kind, name, tmp_path):
    image = in_space("adobe")
    assert farthest(image) > 8
    for index, near in (("R03", True), ("R98", False)):
        content = written(image, kind, quality=95, exif=marked(index))
        assert (farthest(pixels(content, found(tmp_path, name, content).kind, 500, 100)) <= 8) is near


def profile_of_inks(full):
    """A profile of four inks (ICC version 2, a table of two steps each): white paper, and one colour wherever there is cyan."""

    def lab(lightness, a, b):
        return bytes((round(lightness * 255 / 100), a + 128, b + 128))

    even = bytes(range(256))
    table = b"".join(lab(*full) if node & 8 else lab(100, 0, 0) for node in range(16))
    unit = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    change = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + unit + even * 4 + table + even * 3
    tags = [
        (b"desc", b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + bytes(78)),
        (b"cprt", b"text\0\0\0\0none"),
        (b"wtpt", b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061)),
        (b"A2B0", change),
    ]
    at, listed, body = 128 + 4 + 12 * len(tags), b"", b""
    for sign, value in tags:
        value += bytes(-len(value) % 4)
        listed += struct.pack(">4sII", sign, at + len(body), len(value))
        body += value
    rest = struct.pack(">I", len(tags)) + listed + body
    head = struct.pack(
        ">I4s4s4s4s4s12s4s", 128 + len(rest), bytes(4), b"\x02\x10\0\0", b"prtr", b"CMYK", b"Lab ", bytes(12), b"acsp"
    )
    head += bytes(28) + struct.pack(">iii", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + rest  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_inks_are_shown_by_their_profile(kind, name, tmp_path):
    """Where it says that its cyan is orange, orange is shown."""
    image = Image.new("CMYK", (64, 32), (0, 0, 0, 0))
    image.paste((255, 0, 0, 0), (32, 0, 64, 32))
    options = {"quality": 95} if kind == "JPEG" else {}
    for more, right in (
        ({"icc_profile": profile_of_inks((70, 50, 60))}, lambda r, g, b: r > 230 and 90 < g < 170 and b < 90),
        ({}, lambda r, g, b: r < 60 and g > 180 and b > 180),
        ({"icc_profile": profile_of_inks((70, 50, 60))[:300]}, lambda r, g, b: r < 60 and g > 180 and b > 180),
    ):
        content = written(image, kind, **options, **more)
        shown_as = pixels(content, found(tmp_path, name, content).kind, 64, 32)
        assert shown_as.mode == "RGB" and min(shown_as.getpixel((8, 16))) > 245
        assert right(*shown_as.getpixel((56, 16))), shown_as.getpixel((56, 16))


def test_what_a_newsroom_wrote_goes_out_no_more_than_what_a_camera_did(tmp_path):
    """IPTC by itself: the only one that stands in a file, between Photoshop's marks."""
    told = b"".join(
        b"\x1c\x02" + bytes((field,)) + struct.pack(">H", len(text)) + text
        for field, text in ((80, b"Nguyen Van Secret"), (90, b"Secret town"), (120, b"Secret caption"))
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(told)) + told + b"\0" * (len(told) % 2)
    segment = b"Photoshop 3.0\0" + resource
    plain = written(upright(), "JPEG")
    content = plain[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + plain[2:]
    assert "photoshop" in Image.open(io.BytesIO(content)).info
    _, made = shown("a.jpg", content, tmp_path)
    for name, rendered in made.items():
        assert b"Secret" not in rendered and b"8BIM" not in rendered and b"Photoshop" not in rendered, name


@NUMBERED
@pytest.mark.parametrize("transfer", [16, 18])
def test_pictures_for_brighter_screens_are_refused(kind, name, transfer, tmp_path):
    told = found(tmp_path, name, with_numbers(written(upright(), kind), 9, transfer))
    assert isinstance(told, Fault) and "HDR" in told.what and "SDR" in told.todo


def test_what_a_phone_adds_for_brighter_screens_is_left_behind(tmp_path):
    """A map of gains lies behind the picture, which is whole without it (Ultra HDR, MPO)."""
    file = io.BytesIO()
    upright().save(file, "MPO", save_all=True, append_images=[Image.new("L", (80, 60), 255)], quality=92)
    seen, made = shown("a.jpg", file.getvalue(), tmp_path)
    assert (seen.width, seen.height) == (320, 240)
    shows_corners(Image.open(io.BytesIO(made[renditions(seen).plain.name])))


@pytest.mark.parametrize(
    ("first", "others"), [(b"msf1", b"msf1mif1hevc"), (b"hevc", b"hevcmif1"), (b"avis", b"avisavif")]
)
def test_sequences_are_no_pictures(first, others, tmp_path):
    content = struct.pack(">I", 16 + len(others)) + b"ftyp" + first + bytes(4) + others + written(upright(), "HEIF")
    told = found(tmp_path, "a.heic", content)
    assert isinstance(told, Fault) and "ảnh động" in told.what


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_avif_is_turned_as_it_says_itself(orientation, tmp_path):
    lying = upright() if orientation == 1 else upright().transpose(LIE[orientation])
    content = written(lying, "AVIF", exif=exif(orientation), quality=90)
    assert (b"irot" in content or b"imir" in content) is (orientation != 1)
    seen, made = shown("a.avif", content, tmp_path)
    assert (seen.width, seen.height) == (320, 240)
    shows_corners(Image.open(io.BytesIO(made[renditions(seen).plain.name])))


def test_an_avif_is_not_turned_by_a_cameras_tag(tmp_path):
    """Browsers turn an AVIF by what it says itself and by nothing else: whoever published it has seen it so. Only in HEIC, which
    phones write and browsers don't show, does the tag count."""
    # A tag of the same form, which Pillow writes as it is; an orientation it would say in the file's own way.
    other, orientation = (struct.pack("<HHIHH", tag, 3, 1, 6, 0) for tag in (0x0107, 0x0112))
    tags = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + other + bytes(4)
    content = written(upright(), "AVIF", exif=tags, quality=90)
    assert content.count(other) == 1
    seen, made = shown("a.avif", content.replace(other, orientation), tmp_path)
    assert (seen.width, seen.height) == (320, 240)
    shows_corners(Image.open(io.BytesIO(made[renditions(seen).plain.name])))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(("kind", "name"), [("TIFF", "a.tif"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_other_kinds_are_turned_once(kind, name, orientation, tmp_path):
    lying = upright() if orientation == 1 else upright().transpose(LIE[orientation])
    content = written(lying, kind, exif=exif(orientation))
    seen = found(tmp_path, name, content)
    assert (seen.width, seen.height) == (320, 240)
    shows_corners(pixels(content, seen.kind, 320, 240))


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("WEBP", "a.webp"), ("AVIF", "a.avif")])
def test_what_xmp_says_of_the_turn_counts_as_little_as_in_browsers(kind, name, tmp_path):
    content = written(upright(), kind, xmp=b'<rdf:Description tiff:Orientation="6"/>')
    assert Image.open(io.BytesIO(content)).getexif()[0x0112] == 6
    seen = found(tmp_path, name, content)
    assert (seen.width, seen.height) == (320, 240)
    shows_corners(pixels(content, seen.kind, 320, 240))


@pytest.mark.parametrize(
    "tags", [b"", b"nothing of the kind", b"II*\0\xff\xff\xff\x7f", exif(6)[6:20], b"II*\0\x08\0\0\0\xff\xff"]
)
@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.jpg"), ("WEBP", "a.webp"), ("PNG", "a.png"), ("HEIF", "a.heic")]
)
def test_a_damaged_tag_is_no_damaged_picture(kind, name, tags, tmp_path):
    whole = exif()[6:]
    content = written(upright(), kind, exif=b"Exif\0\0" + (whole if kind == "HEIF" else tags))
    if kind == "HEIF":  # which is not written with a damaged one
        at = content.index(whole[:8])
        end = content.index(b"Secret", at)
        content = content[:at] + tags.ljust(end - at, b"\xee") + content[end:]
    seen = found(tmp_path, name, content)
    assert isinstance(seen, Seen) and (seen.width, seen.height) == (320, 240), seen
    shows_corners(pixels(content, seen.kind, 320, 240))


def test_what_is_clear_of_sixteen_bits_stands_on_white(tmp_path):
    content = png16([[0x4000], [0x4001]], 0)
    clear = struct.pack(">I4sH", 2, b"tRNS", 0x4000) + struct.pack(">I", zlib.crc32(b"tRNS\x40\0"))
    at = content.index(b"IDAT") - 4
    content = content[:at] + clear + content[at:]
    image = pixels(content, found(tmp_path, "a.png", content).kind, 40, 40)
    assert image.getpixel((5, 20)) == (255, 255, 255) and abs(image.getpixel((35, 20))[0] - 64) <= 2


MAKES = """
import hashlib, sys
from pathlib import Path
from macros.media import inspect, write_renditions
folder = Path(sys.argv[1])
wanted = [(file, inspect(file, None)) for file in sorted(folder.glob("a.*"))]
write_renditions(folder / sys.argv[2], wanted, folder / (sys.argv[2] + "-kept"))
for file in sorted((folder / sys.argv[2]).rglob("*.*")):
    print(file.name, hashlib.sha256(file.read_bytes()).hexdigest())
"""


def test_two_processes_that_know_nothing_of_each_other_make_the_same_bytes(tmp_path):
    chance = np.random.default_rng(17)
    rough = Image.fromarray(chance.integers(0, 256, (90, 120, 3), np.uint8)).resize(
        (600, 450), Image.Resampling.BICUBIC
    )
    (tmp_path / "a.jpg").write_bytes(written(rough, "JPEG", exif=exif(6)))
    (tmp_path / "a.heic").write_bytes(with_numbers(written(rough, "HEIF"), 12, 13))
    told = [
        subprocess.run([sys.executable, "-c", MAKES, tmp_path, turn], cwd=ROOT, check=True, capture_output=True).stdout
        for turn in ("one", "two")
    ]
    assert told[0] == told[1] and told[0].count(b"\n") >= 10
