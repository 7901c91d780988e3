"""Making what is made of pictures, by their recipe, and keeping it by name: what is there isn't made again."""

import io
import threading
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PIL import Image, ImageFilter

from macros.files import checked
from macros.files.kept import digest
from macros.language.problems import DataError, in_file
from macros.media.opened import BROKEN, pixels
from macros.media.recipe import FOLDER, Rendition, renditions
from macros.media.seen import Fault, Seen, Unfit
from macros.workers import Workers

Wanted = tuple[Path, Seen]

_MAKING = ("making", "recipe", "opened", "boxes", "colours")
_MOST_AT_ONCE = 2
"""Processes: a picture of 64 million pixels takes some 400 MB while it is read."""
# Of each ending: what it is written with, and the qualities that are tried until it is light enough.
_WRITTEN: dict[str, tuple[str, dict[str, Any], tuple[int, ...]]] = {
    "avif": ("AVIF", {"speed": 9, "max_threads": 1}, (52, 44, 36, 28, 20, 12, 4, 0)),
    "webp": ("WEBP", {"method": 1}, (68, 58, 48, 38, 28, 18, 8, 0)),
    "jpg": ("JPEG", {"optimize": True, "progressive": True}, (78, 68, 58, 48, 38, 28, 18, 8, 1)),
}
# How a picture is cut to the form of social pictures: the least share of its height that has to stay, and how much of what goes
# is taken from the top, where heads are. A higher one is shown whole, on a ground made of itself.
_LEAST_STAYS, _FROM_TOP = 0.65, 0.25
_GROUND_WIDTH, _BLUR, _DIM = 60, 2, 0.55


@cache
def made_by() -> bytes:
    """A digest of what makes them: this code and that which it uses to read pictures, and the packages."""
    code = (Path(__file__).with_stem(module).read_bytes() for module in _MAKING)
    return digest(version("pillow"), version("pillow-heif"), *code)


def write_renditions(site: Path, wanted: Iterable[Wanted], kept: Path, names: Collection[str] | None = None) -> None:
    """Put what is made of pictures into the folder of a site.

    Args:
        site: the folder of the site.
        wanted: the files with what was seen of them.
        kept: where it is kept, by name.
        names: of these only; None for all.

    Raises DataError, with each picture of which nothing can be made, and OSError where the site can't be written.
    """
    there = site / FOLDER
    asked: list[tuple[Path, Seen, list[str]]] = []
    for file, seen in {seen.digest: (file, seen) for file, seen in wanted}.values():
        there.mkdir(parents=True, exist_ok=True)
        own = [name for name in renditions(seen).names if names is None or name in names]
        if missing := [name for name in own if not _put(kept / name, there / name)]:
            asked.append((file, seen, missing))
    problems = []
    # A fork of a process with threads has their locks, and nobody who opens them.
    most = 1 if threading.active_count() > 1 else _MOST_AT_ONCE
    for (file, _, _), made in zip(asked, Workers(_ready, asked, most, at_once=1).results(), strict=True):
        if isinstance(made, Fault):
            problems.append(in_file(file, made.what, made.todo))
            continue
        for name, content in made:
            (there / name).write_bytes(content)
            checked.keep(kept / name, content, made_by())
    if problems:
        raise DataError(problems)


def _put(stored: Path, there: Path) -> bool:
    """Whether a picture was kept, and is in its place now."""
    if (content := checked.kept(stored, made_by())) is None:
        return False
    there.write_bytes(content)
    return True


def _ready() -> Any:
    return _made


def _made(asked: tuple[Path, Seen, list[str]]) -> list[tuple[str, bytes]] | Fault:
    """The named renditions of a picture, of which it is read once."""
    file, seen, names = asked
    try:
        return list(make(file.read_bytes(), seen, names))
    except Unfit as error:
        return error.fault
    except BROKEN:
        return Fault("là ảnh không xử lý được", "Mở ảnh, lưu thành JPEG rồi dùng tệp mới")


def make(content: bytes, seen: Seen, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The named renditions of a picture that holds `content`, each with its name. Unfit if it can't be read."""
    made = renditions(seen)
    widest = max(made.all[:-1], key=lambda one: one.width)
    base = pixels(content, seen.kind, widest.width, widest.height)
    sized = {(base.width, base.height): base}
    for one in made.all:
        if one.name not in names:
            continue
        if one == made.social:
            yield one.name, _written(_social(base, one), one)
            continue
        size = one.width, one.height
        if size not in sized:
            sized[size] = base.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        yield one.name, _written(sized[size], one)


def _written(image: Image.Image, one: Rendition) -> bytes:
    kind, options, qualities = _WRITTEN[one.name.rpartition(".")[2]]
    for quality in qualities:
        file = io.BytesIO()
        image.save(file, kind, quality=quality, **options)
        if file.tell() <= one.most:
            break
    return file.getvalue()


def _social(image: Image.Image, one: Rendition) -> Image.Image:
    """A picture in the form of social pictures, never enlarged."""
    wide, high = one.width, one.height
    width, height = image.size
    cut_height = width * high / wide
    if width >= wide and cut_height <= height * 1.0001 and cut_height >= _LEAST_STAYS * height:
        top = (height - cut_height) * _FROM_TOP
        return image.resize((wide, high), Image.Resampling.LANCZOS, (0, top, width, min(height, top + cut_height)))
    cut_width = height * wide / high
    if height >= high and cut_width <= width:
        left = (width - cut_width) / 2
        return image.resize((wide, high), Image.Resampling.LANCZOS, (left, 0, left + cut_width, height))
    small = image.resize((_GROUND_WIDTH, round(_GROUND_WIDTH * high / wide)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.GaussianBlur(_BLUR)).point(_dimmed)
    ground = ground.resize((wide, high), Image.Resampling.BICUBIC)
    scale = min(wide / width, high / height, 1)
    whole = image.resize((max(1, round(width * scale)), max(1, round(height * scale))), Image.Resampling.LANCZOS)
    ground.paste(whole, ((wide - whole.width) // 2, (high - whole.height) // 2))
    return ground


def _dimmed(level: int) -> int:
    return round(level * _DIM)
