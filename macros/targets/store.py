"""The last publications of a data folder: what each target was given, so that it can be given back.

    data/.desk/published/blobs/<2>/<62>             contents, by their digest: what several publications hold lies there once
    data/.desk/published/to/<target>/<number>.json  a publication: when, who, what changed, its files
    data/.desk/published/lock                       one at a time

Contents are written whole before a publication names them, and deleted when none does any more.
"""

import contextlib
import json
import os
import platform
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from macros.files.together import DESK
from macros.files.whole import write_whole
from macros.language.clock import moment
from macros.publish import mark
from macros.publish.lock import Lock
from macros.publish.place import Refused
from macros.targets.manifest import Files, digest_of, files_in

FOLDER = "published"
_BLOBS = "blobs"
_LONGEST = 100_000  # characters of what is told of one
MOST = 5
"""How many publications of a target are kept."""


class State(StrEnum):
    """What became of a publication."""

    BEGUN = "begun"
    THERE = "there"
    GOING = "going"
    """It is being taken back."""
    UNDONE = "undone"


@dataclass(frozen=True)
class Publication:
    """A site that was put on a target.

    Attributes:
        number: from 1, of the target.
        id: by which the target knows it.
        when: ISO 8601.
        who: who did it.
        what: what changed by it, in a line.
        files: what it is made of.
        snapshot: the digest of the records that it was made of, as they were packed; empty if they weren't.
        told: what changed by it, record by record.
    """

    number: int
    id: str
    when: str
    who: str
    what: str
    files: Files = field(repr=False)
    snapshot: str = ""
    state: State = State.BEGUN
    told: str = ""


class Store:
    """The publications of `data`; held by one process at a time, from its making until `close`, or only looked at if not `held`.

    Raises Refused, with who, if another process publishes."""

    def __init__(self, data: Path, held: bool = True):
        self.data = data
        desk = data / DESK
        self._top = desk / FOLDER
        if desk.is_symlink() or self._top.is_symlink():
            raise Refused(f"{self._top} là liên kết tới nơi khác. Xóa liên kết ấy rồi chạy lại.")
        self._to = self._top / "to"
        self._lock: Lock | None = None
        if not held:
            return
        self._to.mkdir(parents=True, exist_ok=True)
        if not (ignored := desk / ".gitignore").exists():
            write_whole(ignored, "*\n")
        try:
            self._lock = Lock(self._top / "lock", "")
        except Refused as error:
            if isinstance(error.__cause__, OSError):
                raise
            who = str(error).partition("(")[2].partition(")")[0]
            raise Refused(f"Một lần đăng khác của dữ liệu này đang chạy ({who}). Chờ xong rồi chạy lại.") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others in."""
        if self._lock:
            self._lock.release()

    @property
    def mark(self) -> str:
        """By which a target knows this data folder on this machine: a copy of it elsewhere, or in another machine's hands, is another."""
        file, told = self._top / "mark", ""
        with contextlib.suppress(OSError):
            told = file.read_text(encoding="utf-8").strip()
        if not told:
            write_whole(file, told := secrets.token_hex(8))
        return digest_of("\0".join((told, platform.node(), str(self.data.resolve()))).encode())[:16]

    @property
    def hosts_file(self) -> Path:
        """The keys of hosts that somebody has agreed to."""
        return self._top / "known_hosts"

    def own(self, target: str) -> Path:
        """A folder for what a kind of target keeps for itself."""
        (folder := self._to / target / "own").mkdir(parents=True, exist_ok=True)
        return folder

    def blob(self, digest: str) -> Path:
        """Where what has a digest lies, if it does."""
        return self._top / _BLOBS / digest[:2] / digest[2:]

    def take(self, site: Path) -> Files:
        """Keep all that the build wrote into `site`; return it. Refused if that is no site. OSError if there is no room."""
        if (listed := mark.read(site)) is None:
            raise Refused(f"{site} không có trang do lệnh build tạo. Chạy lại lệnh đăng.")
        files: Files = {}
        for path in sorted({*listed, mark.NAME}):
            content = (site / path).read_bytes()
            files[path] = (self.keep(content), len(content))
        return files

    def keep(self, content: bytes) -> str:
        """Keep some bytes; return their digest."""
        blob = self.blob(digest := digest_of(content))
        if not (blob.is_file() and blob.stat().st_size == len(content)):
            blob.parent.mkdir(parents=True, exist_ok=True)
            write_whole(blob, content)
        return digest

    def whole(self, files: Files) -> Iterator[str]:
        """Yield the paths of which the contents are not there any more."""
        for path, (digest, size) in files.items():
            blob = self.blob(digest)
            if not blob.is_file() or blob.stat().st_size != size:
                yield path

    def all(self, target: str) -> list[Publication]:
        """What was published there, the first first."""
        found = []
        with contextlib.suppress(OSError):
            for file in (self._to / target).glob("*.json"):
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    found.append(_unpacked(json.loads(file.read_bytes())))
        return sorted(found, key=lambda one: one.number)

    def there(self, target: str) -> list[Publication]:
        """Those that can be given back, the one that is there last."""
        return [one for one in self.all(target) if one.state in (State.THERE, State.GOING)]

    def begin(
        self, target: str, who: str, what: str, files: Files, snapshot: bytes | None, told: str = ""
    ) -> Publication:
        """Note that a site is about to be put on a target."""
        number = max((one.number for one in self.all(target)), default=0) + 1
        packed = self.keep(snapshot) if snapshot is not None else ""
        return self.note(
            target, Publication(number, secrets.token_hex(8), moment(), who, what, files, packed, told=told[:_LONGEST])
        )

    def note(self, target: str, one: Publication, state: State | None = None) -> Publication:
        """Note what became of a publication."""
        one = replace(one, state=state or one.state)
        (self._to / target).mkdir(exist_ok=True)
        write_whole(self._to / target / f"{one.number}.json", json.dumps(asdict(one), ensure_ascii=False, indent=0))
        return one

    def agree(self, target: str, publication: str | None) -> None:
        """Note what a target says to be there, where a kill kept it from being noted."""
        known = self.all(target)
        if here := next((one for one in known if one.id == publication), None):
            if here.state != State.THERE and here.state != State.GOING:
                self.note(target, here, State.THERE)
            for one in known:
                if one.number > here.number and one.state == State.GOING:
                    self.note(target, one, State.UNDONE)

    def tidy(self, target: str) -> None:
        """Forget what is older than the last publications, and all contents that no publication names."""
        there = self.there(target)
        last = {one.number for one in there[-MOST:]}
        for one in self.all(target):
            if one.number not in last and not (one.state == State.BEGUN and one.number > max(last, default=0)):
                (self._to / target / f"{one.number}.json").unlink(missing_ok=True)
        named: set[str] = set()
        for folder in os.listdir(self._to):
            for one in self.all(folder):
                named |= {digest for digest, _ in one.files.values()} | {one.snapshot}
        for file in (self._top / _BLOBS).glob("??/*"):
            if file.parent.name + file.name not in named:
                with contextlib.suppress(OSError):
                    file.unlink()


def _unpacked(told: dict[str, Any]) -> Publication:
    texts = {name: str(told[name]) for name in ("id", "when", "who", "what", "snapshot", "told") if name in told}
    return Publication(number=int(told["number"]), files=files_in(told["files"]), state=State(told["state"]), **texts)
