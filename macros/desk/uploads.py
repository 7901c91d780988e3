"""Pictures, films and papers that a form brings: kept in `data/.desk/media/` until a save names them, and shown small meanwhile."""

import contextlib
import re
from collections.abc import Iterable
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any

from macros.addresses.address import RESERVED
from macros.desk.held import waiting_in
from macros.desk.history import History
from macros.desk.safety import Refusal
from macros.files.found import oddity
from macros.files.together import Move
from macros.files.whole import write_among
from macros.forms.wording import told_in_forms
from macros.language.numbers import shown_size
from macros.language.text import slug
from macros.media import Fault, Seen, inspect, renditions, staged
from macros.media.kinds import MOST_BYTES
from macros.media.making import make
from macros.media.seen import Unfit
from macros.records import Part
from macros.records.media import FILE_PATTERN, FOLDER
from macros.records.walk import named_files

MOST = max(MOST_BYTES.values())
_MOST_WAITING = 1_000
_RENDITION = re.compile(r"[0-9a-f]{20}-\d+-\w+\.[a-z]+")
_SMALL = 600  # small pictures that are kept

Wire = Any


class Uploads:
    """The files of one data folder's records, and those that wait to be some."""

    def __init__(self, data: Path, history: History, stores: Path | None = None):
        self._media, self._history, self._stores = data / FOLDER, history, stores
        self.waiting = waiting_in(data)
        """Where files lie that no saved record names yet."""
        self._small = history.folder / "small"

    def take(self, name: str, content: bytes) -> Wire:
        """Look into a file and keep it. Refusal, which says why, if it can't be used."""
        self._history.ready()
        if len(self._names(self.waiting)) >= _MOST_WAITING:
            raise Refusal(409, "đang giữ quá nhiều tệp chưa dùng", "Lưu các bản ghi đang viết dở rồi thử lại")
        if slug(PurePath(PureWindowsPath(name).name).stem) in RESERVED:
            name = f"tep-{PureWindowsPath(name).name}"
        called, seen = self._known(content) or self._staged(content, name)
        return {
            "file": called,
            "kind": seen.kind,
            "width": seen.width,
            "height": seen.height,
            "bytes": seen.bytes,
            "digest": seen.digest,
            "remarks": [{"what": one.what, "todo": one.todo} for one in seen.remarks],
        }

    def _staged(self, content: bytes, name: str) -> tuple[str, Seen]:
        found = staged(content, name, self.waiting, self._names(self._media))
        if isinstance(found, Fault):
            raise _unfit(found.what, found.todo)
        return found

    def _known(self, content: bytes) -> tuple[str, Seen] | None:
        """The file that holds just this already: the same picture under two names would be refused."""
        for folder in (self._media, self.waiting):
            for file in sorted(folder.rglob("*")):
                name = file.relative_to(folder).as_posix()
                if (
                    not self._is_there(folder, name)
                    or file.stat().st_size != len(content)
                    or file.read_bytes() != content
                ):
                    continue
                if isinstance(seen := inspect(file, self._stores), Seen):
                    return name, seen
        return None

    def small(self, name: str, width: int) -> tuple[bytes, str]:
        """A picture at about a width in pixels, and its type. Refusal if there is none of that name."""
        file = self._file(name)
        seen = inspect(file, self._stores) if file else None
        if file is None or not isinstance(seen, Seen) or not seen.is_picture:
            raise Refusal(404, "không có ảnh này", "Chọn lại ảnh")
        kind, made = renditions(seen).sources[-1]
        wanted = next((one for one in made if one.width >= width), made[-1])
        kept = self._small / wanted.name
        with contextlib.suppress(OSError):
            return kept.read_bytes(), kind
        try:
            ((_, content),) = make(file.read_bytes(), seen, [wanted.name])
        except Unfit as error:
            raise Refusal(404, error.fault.what, error.fault.todo) from error
        with contextlib.suppress(OSError):  # made again next time
            write_among(kept, content, _SMALL)
        return content, kind

    def rendition(self, name: str) -> bytes | None:
        """What is made of a picture that waits, by its name on the site; None if none is called so."""
        if not _RENDITION.fullmatch(name):
            return None
        for called in self._names(self.waiting):
            seen = inspect(self.waiting / called, self._stores) if self._is_there(self.waiting, called) else None
            if isinstance(seen, Seen) and seen.is_picture and name in renditions(seen).names:
                with contextlib.suppress(Unfit):
                    return next(content for _, content in make((self.waiting / called).read_bytes(), seen, [name]))
        return None

    def moves(self, parts: Iterable[Part]) -> list[Move]:
        """The files that records name and that wait, on their way to those of the records."""
        names = dict.fromkeys(one.name for part in parts for one in named_files(part))
        return [
            Move(self.waiting / name, self._media / name)
            for name in names
            if self._is_there(self.waiting, name) and not (self._media / name).exists()
        ]

    def _file(self, name: str) -> Path | None:
        """Where a file lies: among those of the records, or those that wait."""
        return next((folder / name for folder in (self._media, self.waiting) if self._is_there(folder, name)), None)

    @staticmethod
    def _is_there(folder: Path, name: str) -> bool:
        """Whether a file can be of that name and is a plain one, below folders that are plain too."""
        if not re.fullmatch(FILE_PATTERN.strip("^$"), name):
            return False
        file = folder / name
        above = [one for one in file.parents if one.is_relative_to(folder)]
        return file.exists() and not any(one.is_symlink() for one in above) and oddity(file) is None

    @staticmethod
    def _names(folder: Path) -> list[str]:
        with contextlib.suppress(OSError):
            return [file.name for file in folder.iterdir()]
        return []


def too_large(most: int) -> Refusal:
    """What to say of a file that is larger than any can be."""
    return _unfit(f"nặng hơn {shown_size(most)}", "Thu nhỏ hoặc nén tệp rồi dùng tệp nhỏ ấy")


def _unfit(what: str, todo: str) -> Refusal:
    todo = told_in_forms(todo)
    said = f"tệp {what}"
    return Refusal(422, said, todo, problems=[{"place": [], "what": said, "todo": todo}])
