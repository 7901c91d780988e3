"""A site that is replaced whole: the new one is made beside it, then takes its place at one stroke, or not at all.

    site → .site.last        from here until the next step there is no site; the next build begins by putting it back
    .site.building → site    the new site is there
    .git, CNAME … → site     what stays; the next build goes on with it if this was cut off
    .site.last → .site.deleting, of which the files that a build listed are deleted

What is in none of the lists is never deleted: it is kept in a folder beside the site, which staff are told of.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from macros.language.problems import shown_path
from macros.language.reasons import why
from macros.publish import mark
from macros.publish.lock import Lock
from macros.publish.place import Refused, refuse_what, refuse_where


class Swap:
    """The next state of `final`, to be made in `building`, a folder beside it so that renaming is enough.

    `told` is what staff must know of what was found in the old site. Raises Refused, before anything is changed, if there
    must be no site of this data at `final`, or if another build is at work there; so if what a build put there has no file `sign`.
    """

    def __init__(self, final: Path, data: Path, project: Path, sign: str = ""):
        refuse_where(final, data, project)
        self.final = final
        self.told: list[str] = []
        self.building, self._last, self._deleting = (
            final.with_name(f".{final.name}.{state}") for state in ("building", "last", "deleting")
        )
        self._made = [folder for folder in final.parents if not folder.exists()]
        self._lock: Lock | None = None
        self._begun = False
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(final.with_name(f".{final.name}.lock"), shown_path(final))
            self._recover()
            refuse_what(final, sign)
            self.building.mkdir()
            self._begun = True
            mark.write(self.building, ())  # so that what a kill leaves is known as ours
        except OSError as error:
            self.abandon()
            raise Refused(f"Không ghi được vào {error.filename or final.parent}: {why(error)}. Chưa đăng gì.") from None
        except Refused:
            self.abandon()
            raise

    def finish(self, files: Iterable[str]) -> None:
        """Put the new state, of `files`, in the place of the last one. OSError if it cannot be; the last one is then still there."""
        mark.write(self.building, files)
        try:
            if self.final.exists():
                self.final.rename(self._last)
            self.building.rename(self.final)
            self._begun = False
        except OSError:
            if self._last.exists() and not self.final.exists():
                self._last.rename(self.final)
            raise
        try:
            self._settle()
        except OSError as error:
            again = f"Chạy lại lệnh build để chuyển nốt từ {shown_path(self._last)}"
            self.told.append(f"Trang mới đã có, nhưng còn vướng {error.filename or 'tệp cũ'}: {why(error)}. {again}.")

    def abandon(self) -> None:
        """Leave nothing half-made behind, and let others in."""
        if self._begun:
            shutil.rmtree(self.building, ignore_errors=True)
            self._begun = False
        if self._lock:
            self._lock.release()
            self._lock = None
        for folder in self._made:
            with contextlib.suppress(OSError):  # a site lies in it
                folder.rmdir()

    def _recover(self) -> None:
        """Go on where a build that was cut off had come to. Refused if what lies beside the site is not a build's."""
        for folder in (self.building, self._last, self._deleting):
            ours = not os.path.lexists(folder) or (folder.is_dir() and not folder.is_symlink())
            if not ours or (folder.exists() and not _of_a_build(folder)):
                raise Refused(
                    f"Lệnh build cần dùng tên {folder}, mà ở đó có thứ khác. Chuyển nó đi nơi khác rồi chạy lại."
                )
        if self.building.exists():
            shutil.rmtree(self.building)
        if self._last.exists() and not self.final.exists():
            self._last.rename(self.final)
        self._settle()

    def _settle(self) -> None:
        """Carry over to the new site what stays there, and be rid of the last one."""
        self._delete()
        if self._last.exists():
            self._carry_over("", mark.read(self._last) or frozenset())
            self._last.rename(self._deleting)
            self._delete()

    def _carry_over(self, below: str, ours: frozenset[str]) -> None:
        for entry in sorted(os.scandir(self._last / below), key=lambda entry: entry.name):
            path, there = f"{below}{entry.name}", self.final / below / entry.name
            if path in ours or path == mark.NAME or not (below or mark.KEPT.fullmatch(entry.name)):
                continue
            if not os.path.lexists(there):
                if not any(file.startswith(f"{path}/") for file in ours):
                    os.rename(entry.path, there)
                    continue
                there.mkdir()
            if entry.is_dir(follow_symlinks=False) and there.is_dir() and not there.is_symlink():
                self._carry_over(f"{path}/", ours)

    def _delete(self) -> None:
        """Delete what a build had written; what else there is goes into a folder that stays."""
        if not self._deleting.exists():
            return
        ours = mark.read(self._deleting) or frozenset()
        for is_folder, path, is_link in list(mark.entries(self._deleting)):
            file = os.path.join(self._deleting, path)
            if is_folder:
                with contextlib.suppress(OSError):  # not empty
                    os.rmdir(file)
            elif not is_link and (path in ours or os.path.basename(path) in mark.LITTER):
                os.unlink(file)
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
        (aside / mark.NAME).unlink(missing_ok=True)  # no site any more
        todo = "Xem có gì cần giữ không, rồi xóa thư mục ấy"
        self.told.append(
            f"Trang cũ có tệp mà chương trình không biết có phải do mình ghi hay không; đã để ở {shown_path(aside)}. {todo}."
        )


def _of_a_build(folder: Path) -> bool:
    return mark.read(folder) is not None or mark.is_earlier(folder) or not os.listdir(folder)
