"""A file that somebody brings: looked into before it has a name here, then written whole, under a name that can be an address."""

import contextlib
from collections.abc import Iterable
from pathlib import Path, PurePath, PureWindowsPath

from macros.files.whole import write_new
from macros.language.text import slug
from macros.media.inspecting import looked_into
from macros.media.kinds import KINDS
from macros.media.seen import Fault, Seen, Unfit

_LONGEST = 60  # letters of a name
_UNNAMED = {"picture": "anh", "paper": "tai-lieu", "film": "phim"}
_MOST_TRIES = 10_000


def staged(content: bytes, name: str, folder: Path, taken: Iterable[str] = ()) -> tuple[str, Seen] | Fault:
    """Put what somebody brings into a folder; what it is called there, and what it is, or why it can't be used.

    Args:
        content: what the file holds.
        name: what it is called where it comes from, however that is written.
        folder: where it is to lie; it need not be there.
        taken: names that it can't have, beside those of the files there.

    What is there already with the same name and content is not written again. Raises OSError if it can't be written.
    """
    base = PurePath(PureWindowsPath(name).name)
    try:
        seen = looked_into(content, base.name)
    except Unfit as error:
        return error.fault
    kind = KINDS[seen.kind]
    stem, ending = slug(base.stem)[:_LONGEST].strip("-") or _UNNAMED[kind.group], kind.endings[0]
    held = {one.lower() for one in taken}
    for number in range(1, _MOST_TRIES):
        called = f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}"
        if called in held:
            continue
        file = folder / called
        with contextlib.suppress(FileExistsError):
            write_new(file, content)
            return called, seen
        if file.is_file() and file.read_bytes() == content:
            return called, seen
    return Fault("có quá nhiều tệp cùng tên", "Đặt tên khác cho tệp")
