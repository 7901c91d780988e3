"""One way to put a site on any kind of target."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from macros.files.kept import ROOT
from macros.language.numbers import shown_number
from macros.publish.place import SITE, Refused, refuse_file, refuse_where, same
from macros.records.destination import BRANCH, Destination, DestinationKind
from macros.records.site import Site
from macros.targets.host import Host
from macros.targets.placing import Placing
from macros.targets.store import Publication, Store
from macros.targets.talk import Password, Talk


class Delivery(Protocol):
    """A target that was reached, and is held until `close`."""

    there: str | None
    """The id of the publication that lies there; empty if none of ours does, None if the target can't tell."""

    def put(self, one: Publication) -> str:
        """Put a site there; return what was done, in words. Refused if it can't be."""

    def close(self) -> None:
        """Leave it."""


def target_of(site: Site, name: str | None) -> Destination:
    """The target of a name; the only one, or the first, if none is named. Refused if there is none."""
    if not site.targets:
        raise Refused(
            "Chưa có nơi đăng nào trong site.yml. Thêm mục targets như trong hướng dẫn Đăng lên mạng, hoặc điền ở bàn làm việc."
        )
    for one in site.targets:
        if name in (None, one.id):
            return one
    names = ", ".join(one.id for one in site.targets)
    raise Refused(f"Không có nơi đăng '{name}'. Chọn một trong: {names}.")


def reach(target: Destination, store: Store, talk: Talk, who: str, new_host_key: bool = False) -> Delivery:
    """Connect to a target. Refused, in words, if it can't be reached, or somebody else is at work there."""
    if target.kind is DestinationKind.ZIP:
        return _Zip(target, store, talk)
    if target.kind is DestinationKind.GIT:
        return _Git(target, store, talk, who)
    host = _host(target, store, talk, new_host_key)
    try:
        return _OnHost(host, Placing(host, who, store.mark, talk.step), store)
    except BaseException:
        host.close()
        raise


def _host(target: Destination, store: Store, talk: Talk, new_host_key: bool) -> Host:
    # Each brings packages of its own, of which the others have no need.
    if target.kind is DestinationKind.FOLDER:
        from macros.targets.folder import Folder

        return Folder(str(_place(target.path, store)))
    assert target.host and target.user
    if target.kind is DestinationKind.SFTP:
        from macros.targets.sftp import Sftp

        account = f"sftp://{target.user}@{target.host}:{target.port or 22}"
        if target.key:
            target = target.model_copy(update={"key": str(_here(target.key, store))})
        return Sftp(target, Password(account, talk), talk, store.hosts_file, new_host_key)
    from macros.targets.ftp import Ftp

    return Ftp(target, Password(f"ftp://{target.user}@{target.host}:{target.port or 21}", talk))


class _OnHost:
    def __init__(self, host: Host, placing: Placing, store: Store):
        self._host, self._placing, self._store = host, placing, store
        self.there: str | None = placing.there.id

    def put(self, one: Publication) -> str:
        sent = self._placing.put(one.id, one.files, self._store.blob)
        return f"Đã gửi {shown_number(sent)} trong {shown_number(len(one.files))} tệp; các tệp khác không đổi."

    def close(self) -> None:
        try:
            self._placing.close()
        finally:
            self._host.close()


class _Zip:
    def __init__(self, target: Destination, store: Store, talk: Talk):
        from macros.targets.archive import is_site

        self.there: str | None = None
        self._path, self._store, self._talk = _here(target.path, store), store, talk
        with _by_settings():
            refuse_file(self._path, store.data, ROOT, is_site)

    def put(self, one: Publication) -> str:
        from macros.targets.archive import write_site

        write_site(self._path, one.files, self._store.blob, _counted(self._talk, "Đóng gói", len(one.files)))
        return f"Đã đóng gói {shown_number(len(one.files))} tệp vào {self._path}. Tải tệp ấy lên bảng điều khiển rồi giải nén."

    def close(self) -> None:
        """Nothing is held."""


class _Git:
    def __init__(self, target: Destination, store: Store, talk: Talk, who: str):
        from macros.targets.branch import Branch

        here = _here(target.path, store)
        self._branch = Branch(
            str(here) if here.is_dir() else target.path,
            target.branch or BRANCH,
            store.own(target.id) / "repository",
            who,
        )
        self.there: str | None = self._branch.there
        self._store, self._talk = store, talk

    def put(self, one: Publication) -> str:
        commit = self._branch.put(one.id, one.what, one.files, self._store.blob, self._talk.step, one.told)
        return f"Đã gửi lên nhánh {self._branch.name}: {commit[:10]}."

    def close(self) -> None:
        """Nothing is held."""


def _here(path: str, store: Store) -> Path:
    """A path of this machine as the settings have it: from the data folder on."""
    return Path(os.path.abspath(store.data / os.path.expanduser(path)))


def _place(path: str, store: Store) -> Path:
    """The same, where a site may be put. Refused where something else of ours lies."""
    place = _here(path, store)
    with _by_settings():
        if same(place, SITE):
            raise Refused(f"{place} là chỗ chương trình tạo trang trước khi đăng")
        refuse_where(place, store.data, ROOT)
    return place


@contextmanager
def _by_settings() -> Iterator[None]:
    """A place that is refused was not named at the command, but in the settings."""
    try:
        yield
    except Refused as error:
        raise Refused(f"{str(error).partition('. ')[0]}. Ghi nơi khác vào mục path của nơi đăng.") from None


def _counted(talk: Talk, what: str, of: int) -> Callable[[], None]:
    counted = iter(range(1, of + 1))
    return lambda: talk.step(what, next(counted, of), of)
