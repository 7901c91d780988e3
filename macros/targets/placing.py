"""Puts a site in its place on a host, in an order in which a kill or a lost line at any moment leaves a whole site for readers.

Where the host can change sites at one stroke, the next one is made beside the last one (what is the same is linked, not sent), and
takes its place. Elsewhere:

    1. next.json tells what is going to be there
    2. all that has to travel goes into a folder of ours, where nobody looks; so far the old site is as it was
    3. from there files are renamed into their places: those with a digest in their name first, then those that are new, then styles
       and scripts, then pages, and what leads to them last
    4. manifest.json tells what is there
    5. what is no more is deleted: pages first; what `still_asked_for` names stays for one more publication
    6. next.json goes

The next run ends what a kill left, whatever it is to publish itself.
"""

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from macros.addresses.address import SEARCH_INDEX, SITEMAP
from macros.publish import mark
from macros.publish.place import Refused
from macros.targets.hold import Hold
from macros.targets.host import Found, Host, join
from macros.targets.manifest import (
    DENY,
    HASHED,
    MANIFEST,
    NEXT,
    OWN,
    Files,
    Manifest,
    after,
    manifest_in,
    put_whole,
    still_asked_for,
    unpacked,
)  # fmt: skip

Told = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and of how many."""

_SITE = f"{OWN}/"
_LAST = (SEARCH_INDEX.below("manifest.json").file, SITEMAP.file, "sw.js", "index.html")
_NAMED = 5


class Placing:
    """Puts sites on `host`.

    Args:
        host: where.
        who: who does it, for others that want to at the same time.
        mark: of the data folder on this machine, see `Hold`.
        told: hears what is being done.
    """

    def __init__(self, host: Host, who: str, mark: str, told: Told = lambda *_: None):
        self._host, self._told = host, told
        self._beside = host.beside()
        self._control = self._beside or join(host.top, OWN)
        if not self._beside:
            host.make_folder(host.top)
            host.make_folder(self._control)
            if not host.read(join(self._control, DENY[0])):
                host.write(join(self._control, DENY[0]), DENY[1])
        self._hold = Hold(host, self._control, who, mark)
        try:
            if self._beside:
                host.settle()
            self._site = host.current()
            last = manifest_in(host, self._site)
            self._begun = unpacked(host.read(join(self._control, NEXT)))
            self.there = last or Manifest()
            """What is there, as far as the last publication that ended tells."""
            self._ours = (last if self._beside else after(last, self._begun)) or Manifest(
                stray=self._marked(self._site)
            )
        except BaseException:
            self._hold.release()
            raise

    def put(self, publication: str, files: Files, blob: Callable[[str], Path]) -> int:
        """Make the site be of `files`; `blob` tells where what has a digest lies on this machine. Return how many files travelled.

        Raises Refused, with the reason in words."""
        found = self._look(files)
        self._refuse_foreign(files, found)
        present = {
            path: one
            for path, one in self._ours.all.items()
            if not self._seen(path) or ((there := found.get(path)) and there.size == one[1])
        }
        same = self.there.files == files
        asked_for = still_asked_for(files, self.there.kept if same else present)
        kept = {path: one for path, one in asked_for.items() if path in present}
        if same and not self._begun and all(present.get(path) == one for path, one in files.items()):
            return 0
        # What an earlier one that was cut off may have put there stays in doubt until this one has ended.
        stray = self._ours.stray | (self._ours.paths - files.keys() - kept.keys())
        now = Manifest(publication, files, kept, stray)
        if self._beside:
            return self._swapped(now, present, found, blob)
        put_whole(self._host, join(self._control, NEXT), now.packed())
        return self._in_place(now, present, found, blob)

    def close(self) -> None:
        """Let others in."""
        self._hold.release()

    # What is there

    def _marked(self, site: str) -> frozenset[str]:
        """The files of a site that was put there by hand: the build's own list of them lies with them."""
        content = self._host.read(join(site, mark.NAME))
        listed = mark.listed(content.decode("utf-8", "replace")) if content else None
        return listed | {mark.NAME} if listed else frozenset()

    def _look(self, files: Files) -> dict[str, Found]:
        """What lies there; where looking takes long, in the folders in which something is to change."""
        self._told("Xem nơi đăng", 0, 0)
        self._folders: set[str] | None = None
        if not self._host.sees_all:
            known = self._ours.all
            changed = (path for path, one in files.items() if known.get(path) != one)
            self._folders = {"", *map(posixpath.dirname, changed)}
        return self._tree()

    def _tree(self) -> dict[str, Found]:
        found = self._host.tree(self._site, self._folders)
        return {path: one for path, one in found.items() if not f"{path}/".startswith(_SITE)}

    def _seen(self, path: str) -> bool:
        return self._folders is None or posixpath.dirname(path) in self._folders

    def _refuse_foreign(self, files: Files, found: dict[str, Found]) -> None:
        """What isn't ours is never written over."""
        ours = self._ours.paths
        foreign = sorted(
            {path for one in files for path in _with_above(one) if _bars(path, one, found) and path not in ours}
        )
        if foreign:
            more = f" và {len(foreign) - _NAMED} tệp khác" if len(foreign) > _NAMED else ""
            raise Refused(
                f"Ở nơi đăng đã có tệp không do chương trình ghi, trùng tên với tệp của trang: {', '.join(foreign[:_NAMED])}{more}. "
                "Xóa hoặc đổi tên các tệp ấy ở bảng điều khiển của máy chủ rồi chạy lại."
            )

    # Within the folder of the site

    def _in_place(self, now: Manifest, present: Files, found: dict[str, Found], blob: Callable[[str], Path]) -> int:
        host, up = self._host, join(self._control, "up")
        needed = [path for path, one in now.files.items() if present.get(path) != one]
        host.make_folder(up)
        staged = {path: _staged(path, now.files[path][0]) for path in needed}
        there = host.names(up)
        whole = {path for path, name in staged.items() if name in there and there[name].size == now.files[path][1]}
        host.delete_all([join(up, name) for name in there.keys() - {staged[path] for path in whole}], lambda: None)
        missing = [path for path in needed if path not in whole]
        host.upload(
            [(blob(now.files[path][0]), join(up, staged[path])) for path in missing], self._step("Gửi", missing)
        )
        folders = dict.fromkeys(folder for path in sorted(needed) for folder in reversed(list(_above(path))))
        host.make_folders(join(self._site, one) for one in folders if not ((it := found.get(one)) and it.is_folder))
        self._hold.renew()
        known = self._ours.paths | found.keys()
        step = self._step("Thay", needed)
        for rank in sorted({_rank(path, known) for path in needed}):
            of_rank = sorted(path for path in needed if _rank(path, known) == rank)
            host.rename_all([(join(up, staged[path]), join(self._site, path)) for path in of_rank], step)
        put_whole(host, join(self._control, MANIFEST), Manifest(now.id, now.files, now.kept).packed())
        self._hold.renew()
        gone = sorted(
            now.stray - now.files.keys() - now.kept.keys(),
            key=lambda path: (bool(HASHED.fullmatch(path)), not path.endswith(".html"), path),
        )
        host.delete_all([join(self._site, path) for path in gone], self._step("Dọn", gone))
        self._remove_folders(self._site, {folder for path in gone for folder in _above(path)} - {"", *_folders_of(now)})
        host.remove_folder(up)
        host.delete(join(self._control, NEXT))
        return len(missing)

    # By a site beside it

    def _swapped(self, now: Manifest, present: Files, found: dict[str, Found], blob: Callable[[str], Path]) -> int:
        host = self._host
        if self._begun and self._begun.id == self.there.id:
            self._carry_over()
            found = self._tree()
        spare = host.spare()
        half = {path: one for path, one in host.tree(spare).items() if path != OWN}
        begun = self._begun.all if self._begun else {}
        wanted = {**now.kept, **now.files}
        made = {
            path for path, one in half.items()
            if path in wanted and begun.get(path) == wanted[path] and one.size == wanted[path][1]
        }  # fmt: skip
        host.delete_all(
            [join(spare, p) for p, one in half.items() if not one.is_folder and p not in made], lambda: None
        )
        put_whole(host, join(self._control, NEXT), Manifest(now.id, now.files, now.kept).packed())
        foreign = {path: one for path, one in found.items() if path not in self._ours.paths}
        alien = [path for path, one in foreign.items() if not one.is_folder]
        same = [path for path, one in wanted.items() if path not in made and present.get(path) == one]
        sent = [path for path, one in wanted.items() if path not in made and present.get(path) != one]
        held = {folder for path in (*wanted, *alien) for folder in _above(path)}
        of_ours = {folder for path in self._ours.paths for folder in _above(path)}
        held |= {path for path, one in foreign.items() if one.is_folder and path not in of_ours}
        host.make_folder(spare)
        host.make_folders(join(spare, one) for one in sorted(held) if one not in half)
        step = self._step("Giữ lại", [*same, *alien])
        host.link([(join(self._site, path), join(spare, path)) for path in (*same, *alien)], step)
        host.upload([(blob(wanted[path][0]), join(spare, path)) for path in sent], self._step("Gửi", sent))
        for folder in sorted((one for one, it in half.items() if it.is_folder and one not in held), reverse=True):
            host.remove_folder(join(spare, folder))
        host.make_folder(join(spare, OWN))
        put_whole(host, join(spare, f"{OWN}/{DENY[0]}"), DENY[1])
        put_whole(host, join(spare, f"{OWN}/{MANIFEST}"), Manifest(now.id, now.files, now.kept).packed())
        self._hold.renew()
        host.swap()
        self._site = host.current()
        self._carry_over()
        host.delete(join(self._control, NEXT))
        return len(sent)

    def _carry_over(self) -> None:
        """Take what isn't ours from the last site to the one that is there, and delete the rest of it, the list of what is ours last."""
        host, spare = self._host, self._host.spare()
        last = manifest_in(host, spare)
        ours = last.paths if last else self._marked(spare)
        tree = host.tree(spare)
        files = [path for path, one in tree.items() if not one.is_folder and path != f"{OWN}/{MANIFEST}"]
        mine = [path for path in files if path in ours or path.startswith(_SITE) or path == mark.NAME]
        alien = sorted(set(files) - set(mine))
        host.make_folders(join(self._site, one) for one in sorted({f for path in alien for f in _above(path)}))
        host.rename_all([(join(spare, path), join(self._site, path)) for path in alien], lambda: None)
        host.delete_all(
            [join(spare, path) for path in alien], lambda: None
        )  # of one file by two names a rename does nothing
        mine.sort(key=lambda path: path == mark.NAME)
        host.delete_all([join(spare, path) for path in mine], self._step("Dọn", mine))
        host.delete(join(spare, f"{OWN}/{MANIFEST}"))
        self._remove_folders(spare, {path for path, one in tree.items() if one.is_folder})
        host.remove_folder(spare)
        self._begun = None

    def _remove_folders(self, top: str, folders: Iterable[str]) -> None:
        for folder in sorted(folders, key=lambda one: one.count("/"), reverse=True):
            self._host.remove_folder(join(top, folder))

    def _step(self, what: str, things: list[str]) -> Callable[[], None]:
        of = len(things)
        counted = iter(range(1, of + 1))

        def done() -> None:
            self._told(what, next(counted, of), of)
            self._hold.renew()

        return done


def _staged(path: str, digest: str) -> str:
    return hashlib.sha256(f"{path}\0{digest}".encode()).hexdigest()[:24]


def _rank(path: str, known: frozenset[str]) -> int:
    """When a file goes to its place: what others lead to before these."""
    if HASHED.fullmatch(path):
        return 0
    if path in _LAST:
        return 4
    if path not in known:
        return 1
    return 2 if path.startswith("assets/") else 3


def _above(path: str) -> Iterator[str]:
    """The folders in which a path lies, the innermost first."""
    while path := posixpath.dirname(path):
        yield path


def _with_above(path: str) -> Iterator[str]:
    yield path
    yield from _above(path)


def _bars(path: str, file: str, found: dict[str, Found]) -> bool:
    """Whether something stands where the file, or a folder that it lies in, has to be."""
    there = found.get(path)
    return there is not None and not (there.is_folder and path != file)


def _folders_of(now: Manifest) -> set[str]:
    return {folder for path in (*now.files, *now.kept) for folder in _above(path)}
