"""The state that a data folder was in: as a file kept it, or as a version in Git holds it."""

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.addresses.published import FILE as ADDRESSES
from macros.catalogue import Catalogue, Unread
from macros.catalogue.album import Album
from macros.catalogue.borders import ENDING
from macros.catalogue.borders import FOLDER as BORDERS
from macros.changes.snapshot import unpack
from macros.changes.state import DOCS, PAGES, State, digest_of_page, is_told_of, state_of
from macros.files.found import read_regular
from macros.files.git import Git, NoGit
from macros.files.reader import read_record
from macros.language.clock import VIETNAM
from macros.language.problems import DataError, Problem, shown_path
from macros.load import UNREAD_SITE, misplaced
from macros.media.inspecting import looked_into
from macros.media.seen import Fault, Seen, Unfit
from macros.records import BY_FOLDER, Record, Site
from macros.records.media import FOLDER as MEDIA
from macros.records.site import SETTINGS

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)|(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})")
_SHOWN = 10  # digits of a version


class Since(NamedTuple):
    """A state of before, and what it is called: `phiên bản 1a2b3c4d5e ngày 19/8/2024`."""

    state: State
    called: str


def kept_in(file: Path) -> Since:
    """The state that a file holds. Raises DataError if it holds none."""
    return Since(unpack(read_regular(file), shown_path(file)), f"tệp {shown_path(file)}")


def is_in_git(data: Path) -> bool:
    """Whether the data folder lies in a repository that has a version of it."""
    try:
        return bool(Git(data)("rev-parse", "--quiet", "--verify", "HEAD^{commit}", may=(0, 1)))
    except NoGit:
        return False


def in_git(catalogue: Catalogue, now: State, asked: str, docs: Path = DOCS) -> Since:
    """The state of the data folder in a version that Git knows by `asked`, or before the day that this is. `catalogue` and its
    state `now` are those of today, from which what has not changed is taken. Raises DataError if there is none."""
    git = Git(catalogue.data)
    if not is_in_git(catalogue.data):
        raise _refused(
            "thư mục dữ liệu không nằm trong kho Git nào", "Ghi sau --since tên tệp đã lưu bằng --save"
        ) from None
    try:
        version = _version(git, asked)
        told = datetime.fromisoformat(git("show", "-s", "--format=%cI", version).strip()).astimezone(VIETNAM)
        state = _Then(git, version, catalogue, now, docs).state(told.date())
    except NoGit:
        what = f"kho Git không có phiên bản '{asked}' của dữ liệu"
        raise _refused(what, "Xem lại mã phiên bản, hoặc ghi một ngày như 2026-11-20") from None
    return Since(state, f"phiên bản {version[:_SHOWN]} ngày {told.day}/{told.month}/{told.year}")


def _version(git: Git, asked: str) -> str:
    """The id of a version. Raises NoGit if there is none."""
    if found := _DAY.fullmatch(asked):
        year, month, day = (
            (found["year"], found["month"], found["day"]) if found["year"] else (found["y"], found["m"], found["d"])
        )
        try:
            begin = datetime(int(year), int(month), int(day), tzinfo=VIETNAM)
        except ValueError as error:
            raise NoGit(asked) from error
        if version := git("rev-list", "-1", f"--before={begin.isoformat()}", "HEAD").strip():
            return version
        raise _refused(f"trước ngày {asked} kho Git chưa có phiên bản nào", "Ghi một ngày muộn hơn")
    if asked.startswith("-"):
        raise NoGit(asked)
    return git("rev-parse", "--quiet", "--verify", f"{asked}^{{commit}}").strip()


class _Then:
    """A data folder as it was in a version."""

    def __init__(self, git: Git, version: str, catalogue: Catalogue, now: State, docs: Path):
        self._git, self._version, self._catalogue, self._now, self._docs = git, version, catalogue, now, docs
        self._files = git.files(version, catalogue.data)
        differing = git.differing(version, catalogue.data)
        self._other = {path for path in self._files if path in differing}

    def state(self, day: date) -> State:
        """All that it held, as it stood on a day."""
        with tempfile.TemporaryDirectory() as folder:
            state = state_of(self._catalogue_in(Path(folder)), Path(folder, "docs"), day)
        return replace(state, pages=self._pages())

    def _catalogue_in(self, folder: Path) -> Catalogue:
        """The records of then, those that have not changed as they were read of today; `folder` holds the files of the others."""
        records: list[Record] = []
        unread = {}
        anew = [path for path in sorted(self._files) if self._is_read_anew(path)]
        for path, content in zip(anew, self._contents(anew), strict=True):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for path in sorted(self._files):
            file = folder / path
            if "/" not in path or path.startswith(f"{MEDIA}/") or misplaced(file, *path.split("/")):
                continue
            kind = BY_FOLDER[path.partition("/")[0]]
            if not file.exists():
                records.append(self._catalogue.in_folder(kind.folder)[file.stem])
            elif record := read_record(file, kind)[0]:
                records.append(record.placed(file))
            else:
                unread[kind.folder, file.stem] = Unread(file, [])
        site = read_record(folder / SETTINGS, Site)[0] if SETTINGS in self._files else None
        return Catalogue(site or UNREAD_SITE, records, folder, unread, album=_Album(folder, self._look))

    def _is_read_anew(self, path: str) -> bool:
        """Whether a file is read as it was then: it has changed since, or what it held is not known of today."""
        if path in (SETTINGS, ADDRESSES):
            return True
        folder, _, name = path.partition("/")
        if folder not in BY_FOLDER:
            return False
        return path in self._other or Path(name).stem not in self._catalogue.in_folder(folder)

    def _contents(self, paths: list[str]) -> list[bytes]:
        return [*self._git.contents(self._files[path] for path in paths)]

    def _look(self, name: str) -> Seen | Fault | None:
        """What a picture, film or paper was."""
        path = f"{MEDIA}/{name}"
        if path not in self._files:
            return None
        if path not in self._other:
            return self._catalogue.album.look(name)
        (content,) = self._git.contents([self._files[path]])
        try:
            return looked_into(content, name)
        except Unfit as error:
            return error.fault

    def _pages(self) -> Mapping[str, str]:
        """The borders, and the hand-written pages where they lie in the same repository; else those of today, of which nothing else is
        known."""
        drawn = [path for path in self._files if path.startswith(f"{BORDERS}/") and path.endswith(ENDING)]
        borders = {path: digest_of_page(content) for path, content in zip(drawn, self._contents(drawn), strict=True)}
        try:
            there = {
                path: one for path, one in self._git.files(self._version, self._docs).items() if is_told_of(Path(path))
            }
        except NoGit:
            return {path: one for path, one in self._now.pages.items() if path.startswith(f"{PAGES}/")} | borders
        contents = self._git.contents(there.values())
        pages = {f"{PAGES}/{path}": digest_of_page(content) for path, content in zip(there, contents, strict=True)}
        return {path: pages[path] for path in sorted(pages)} | borders


class _Album(Album):
    """The files as they were then."""

    def __init__(self, data: Path, look: Callable[[str], Seen | Fault | None]):
        super().__init__(data)
        self.look = cache(look)  # type: ignore[method-assign]


def _refused(what: str, todo: str) -> DataError:
    return DataError([Problem("--since", 0, 0, "", what, todo)])
