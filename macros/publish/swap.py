"""A site that is replaced whole: the new one is made beside it, then takes its place at one stroke, or not at all.

    site → .site.last        from here until the next step there is no site; the next build begins by putting it back
    .site.building → site    the new site is there
    .git, CNAME … → site     what stays; the next build goes on with it if this was cut off
    .site.last → .site.deleting, of which the files that a build listed are deleted

What is in none of the lists is never deleted: it is kept in a folder beside the site, which staff are told of.

Of a large site most files stay as they are. So that an edit makes and deletes a few names instead of all, a second tree of names for
the files of the site lies beside it, from the first build on, and both follow from one build to the next:

    .site.spare → .site.next      what is no longer in the site is taken out, what is new comes in from .site.building
    .site.next → site             instead of .site.building, as above
    .site.last → .site.next       the same is taken out, and what is new gets a second name
    .site.next → .site.spare

A tree that is cut off on the way is deleted. One that is not as it was left is not used (`left.py`), and all goes as above. A folder of
the image of a container, which can't get another name, is copied and deleted instead.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from macros.language.problems import shown_path
from macros.language.reasons import why
from macros.publish import mark
from macros.publish.left import Left
from macros.publish.links import files_of
from macros.publish.lock import Lock
from macros.publish.place import Refused, refuse_what, refuse_where
from macros.publish.tree import follow

_SECOND = f"{mark.NAME}.2"


class Swap:
    """The next state of `final`, to be made in `building`, a folder beside it so that renaming is enough.

    `told` is what staff must know of what was found in the old site. Raises Refused, before anything is changed, if there
    must be no site of this data at `final`, or if another build is at work there; so if what a build put there has no file `sign`.
    What is known of the last site is kept in the folder `stores`.
    """

    def __init__(self, final: Path, data: Path, project: Path, sign: str = "", stores: Path | None = None):
        refuse_where(final, data, project)
        self.final = final
        self.told: list[str] = []
        self.building, self._next, self._last, self._deleting, self._spare = (
            final.with_name(f".{final.name}.{state}") for state in ("building", "next", "last", "deleting", "spare")
        )
        self._made = [folder for folder in final.parents if not folder.exists()]
        self._lock: Lock | None = None
        self._begun = False
        self._fresh: set[str] = set()
        """The files that were made anew."""
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(final.with_name(f".{final.name}.lock"), shown_path(final))
            self._recover()
            self.left = Left(final, stores, self._spare)
            refuse_what(final, sign, is_whole=self.left.is_whole())
            self.building.mkdir()
            self._begun = True
            mark.write(self.building, ())  # so that what a kill leaves is known as ours
        except OSError as error:
            self.abandon()
            raise Refused(f"Không ghi được vào {error.filename or final.parent}: {why(error)}. Chưa đăng gì.") from None
        except Refused:
            self.abandon()
            raise

    def finish(self, files: Collection[str]) -> None:
        """Put the new state, of `files`, in the place of the last one. OSError if it cannot be; the last one is then still there."""
        mark.write(self.building, files)
        made = self._with_taken(files)
        try:
            if self.final.exists():
                _set_aside(self.final, self._last)
            made.rename(self.final)
        except BaseException:  # whoever stops it here would have no site until the next build
            if self._last.exists() and not self.final.exists():
                self._last.rename(self.final)
            raise
        try:
            _clear(self.building)  # if what it held is in another tree now
            self._settle(files)
        except OSError as error:
            stuck = next((one for one in (self._last, self._deleting, self._next) if one.exists()), self.building)
            again = f"Chạy lại lệnh build để dọn nốt {shown_path(stuck)}"
            self.told.append(f"Trang mới đã có, nhưng còn vướng {error.filename or 'tệp cũ'}: {why(error)}. {again}.")

    def abandon(self) -> None:
        """Leave nothing half-made behind, and let others in."""
        if self._begun:
            for folder in (self.building, self._next):
                with contextlib.suppress(OSError):
                    _clear(folder)
            self._begun = False
        if self._lock:
            self._lock.release()
            self._lock = None
        for folder in self._made:
            with contextlib.suppress(OSError):  # a site lies in it
                folder.rmdir()

    def _recover(self) -> None:
        """Go on where a build that was cut off had come to. Refused if what lies beside the site is not a build's."""
        for folder in (self.building, self._next, self._last, self._deleting, self._spare):
            ours = not os.path.lexists(folder) or (folder.is_dir() and not folder.is_symlink())
            if not ours or (folder.exists() and not _of_a_build(folder)):
                raise Refused(
                    f"Lệnh build cần dùng tên {folder}, mà ở đó có thứ khác. Chuyển nó đi nơi khác rồi chạy lại."
                )
        for folder in (self.building, self._next):
            _clear(folder)
        if self._last.exists():
            with contextlib.suppress(OSError):  # it has files, or isn't there
                self.final.rmdir()
            if not self.final.exists():
                self._last.rename(self.final)
        self._settle()

    def _with_taken(self, files: Collection[str]) -> Path:
        """The folder in which all these files lie, those too that are taken over from the last site. OSError if they can't."""
        if not self.left.taken:
            return self.building
        self._fresh = files_of(self.building) | {mark.NAME}
        if not self.left.spare_has_all_names():
            self.left.is_linked_anew = True
            taken, site = sorted(self.left.taken - self._fresh), str(self.final)
            follow(self.building, (), taken, lambda path, there: os.link(f"{site}/{path}", there))
            return self.building
        _set_aside(self._spare, self._next)
        # Our mark stays there too, so that the folder is known as ours until it is deleted.
        os.link(self.building / mark.NAME, self.building / _SECOND)
        os.replace(self.building / _SECOND, self._next / mark.NAME)
        fresh = self._fresh - {mark.NAME}
        follow(self._next, self.left.gone(files), fresh, lambda path, there: os.replace(self.building / path, there))
        return self._next

    def _settle(self, files: Collection[str] = ()) -> None:
        """Carry over to the new site what stays there, and be rid of the last one. If these are the `files` of the new one, it has a second
        tree from then on, where the next build can know of it."""
        self._delete()
        if files and self._spare.exists():  # it was of no use
            _set_aside(self._spare, self._deleting)
            self._delete()
        if self._last.exists():
            self._carry_over("", mark.read(self._last) or frozenset())
            if files and self.left.taken and self.left.has_all_names(self._last):
                self._last.rename(self._next)
                self._second_tree(self.left.gone(files), self._fresh)
                return
            self._last.rename(self._deleting)
            self._delete()
        if files and self.left.tells_the_next():  # and make the tree now, as somebody waits after an edit
            self.left.is_linked_anew = True
            self._second_tree((), {*files, mark.NAME})

    def _second_tree(self, gone: Collection[str], fresh: Collection[str]) -> None:
        """Make what lies at `_next`, if anything does, the second tree of the new site: without what is `gone`, and with what is `fresh`. If
        that can't be, there is none."""

        def put(path: str, there: str) -> None:
            os.link(self.final / path, self._next / _SECOND)  # put in place at one stroke: the mark is never missing
            os.replace(self._next / _SECOND, there)

        try:
            if not self._next.exists():
                self._next.mkdir()
                mark.write(self._next, ())
            follow(self._next, gone, fresh, put)
            self._next.rename(self._spare)
            self.left.has_spare = True
        except OSError:
            _clear(self._next)

    def _carry_over(self, below: str, ours: frozenset[str]) -> None:
        for entry in sorted(os.scandir(self._last / below), key=lambda entry: entry.name):
            path, there = f"{below}{entry.name}", self.final / below / entry.name
            if path in ours or path == mark.NAME or not (below or mark.KEPT.fullmatch(entry.name)):
                continue
            if not os.path.lexists(there):
                if not any(file.startswith(f"{path}/") for file in ours):
                    _bring(entry, there)
                    continue
                there.mkdir()
            if entry.is_dir(follow_symlinks=False) and there.is_dir() and not there.is_symlink():
                self._carry_over(f"{path}/", ours)

    def _delete(self) -> None:
        """Delete what a build had written; what else there is goes into a folder that stays."""
        if not self._deleting.exists():
            return
        ours, is_anothers = mark.read(self._deleting) or frozenset(), False
        for is_folder, path, is_link in list(mark.entries(self._deleting)):
            file = os.path.join(self._deleting, path)
            if is_folder:
                with contextlib.suppress(OSError):  # not empty
                    os.rmdir(file)
            elif not is_link and (path in ours or os.path.basename(path) in mark.LITTER):
                try:
                    os.unlink(file)
                except PermissionError:
                    if os.name == "nt":  # a program has it open, and will let it go
                        raise
                    is_anothers = True
        if os.listdir(self._deleting) in ([mark.NAME], []):
            # Last: without it, nothing here would be known as ours.
            (self._deleting / mark.NAME).unlink(missing_ok=True)
            self._deleting.rmdir()
            return
        number, aside = 1, self.final.with_name(f"{self.final.name}.cu")
        while os.path.lexists(aside):
            number += 1
            aside = self.final.with_name(f"{self.final.name}.cu-{number}")
        self._deleting.rename(aside)
        if is_anothers:
            why_not = "Trang cũ do tài khoản khác trên máy này ghi, như khi chạy bằng sudo, nên không xóa được"
            self.told.append(f"{why_not}; đã để ở {shown_path(aside)}. Nhờ tài khoản ấy xóa thư mục này.")
            return
        (aside / mark.NAME).unlink(missing_ok=True)  # no site any more
        todo = "Xem có gì cần giữ không, rồi xóa thư mục ấy"
        self.told.append(
            f"Trang cũ có tệp mà chương trình không biết có phải do mình ghi hay không; đã để ở {shown_path(aside)}. {todo}."
        )


def _set_aside(folder: Path, to: Path) -> None:
    """Give a folder another name. A container can't do that with one of the image that it began with: there it is copied, which is no one
    stroke: whoever is cut off leaves what the next build goes on with. OSError if that can't be."""
    try:
        folder.rename(to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        to.mkdir()
        mark.write(to, mark.read(folder) or ())  # first, as it is deleted last
        shutil.copytree(folder, to, symlinks=True, ignore=shutil.ignore_patterns(mark.NAME), dirs_exist_ok=True)
        _clear(folder)


def _bring(entry: os.DirEntry[str], there: Path) -> None:
    """Have there what stays; out of a folder that another account wrote, it is copied. OSError if that can't be."""
    try:
        os.rename(entry.path, there)
    except PermissionError:
        if entry.is_dir(follow_symlinks=False):
            shutil.copytree(entry.path, there, symlinks=True)
        else:
            shutil.copy2(entry.path, there, follow_symlinks=False)


def _clear(folder: Path) -> None:
    """Delete a folder of a build, if it is there. OSError if that can't be, which names the folder where it may not be."""
    if not folder.exists():
        return
    try:
        for entry in list(os.scandir(folder)):
            if entry.name != mark.NAME:
                shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
    except PermissionError as error:  # told of the last name alone
        raise PermissionError(error.errno, error.strerror, str(folder)) from None
    (folder / mark.NAME).unlink(missing_ok=True)  # last: without it, nothing here would be known as ours
    folder.rmdir()


def _of_a_build(folder: Path) -> bool:
    return mark.read(folder) is not None or mark.is_earlier(folder) or not os.listdir(folder)
