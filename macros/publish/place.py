"""Where a site may be put: a folder that is not there, is empty, or was made by an earlier build. All else is refused by name."""

import contextlib
import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from macros.language.problems import shown_path
from macros.language.reasons import why
from macros.publish import mark

SITE = Path(__file__).parents[2] / "site"
"""The usual place of a site."""
# Folders of the project, in which a site would be taken for pages, records or code.
_OF_THE_PROJECT = ("data", "docs", "macros", "overrides", "tests", "node_modules")
_NAMED = 5
_ELSEWHERE = "Chọn nơi khác sau --site-dir (--markdown, --out, --shards): một thư mục chưa có, hoặc còn trống"


class Refused(Exception):
    """A build that must not begin; the text is for staff."""


def refuse_where(site: Path, data: Path, project: Path) -> None:
    """Raise Refused if a site at `site` would lie in, or in the place of, something else: told by where it is alone."""
    real = site.parent.resolve() / site.name
    if real.parent == real:
        raise Refused(f"{site} là gốc của ổ đĩa, không phải chỗ cho trang. {_ELSEWHERE}.")
    if site.is_symlink() or getattr(os.path, "isjunction", lambda _: False)(site):
        raise Refused(
            f"{site} là liên kết tới nơi khác. Gọi thẳng tên thư mục thật, hoặc chọn nơi khác sau --site-dir."
        )
    if os.path.lexists(site) and not site.is_dir():
        raise Refused(f"Ở chỗ đặt trang đã có một tệp: {site}. {_ELSEWHERE}.")
    held = {
        "thư mục dữ liệu": data,
        "thư mục của dự án": project,
        "thư mục riêng của bạn": Path(os.path.expanduser("~")),
    }
    for what, folder in held.items():
        if same(real, folder):
            raise Refused(f"{site} là {what}, không phải chỗ cho trang. {_ELSEWHERE}.")
    for what, folder in held.items():
        if _within(folder, real):
            raise Refused(f"{site} chứa {what} ({folder}). {_ELSEWHERE}.")
    refuse_inside(site, data, project)


def refuse_file(file: Path, data: Path, project: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raise Refused if a file at `file` would lie in something else, or in the place of one that isn't ours."""
    refuse_inside(file, data, project)
    if os.path.lexists(file) and not (file.is_file() and is_ours(file)):
        raise Refused(f"{file} đã có và không do chương trình tạo. {_ELSEWHERE}.")


def same(one: Path, other: Path) -> bool:
    """Whether both are one folder, whatever the case of the letters and the links on the way."""
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them isn't there
        return os.path.normcase(one) == os.path.normcase(other.resolve())


def refuse_inside(place: Path, data: Path, project: Path) -> None:
    """Raise Refused if `place` lies in a folder that is for something else."""
    real = place.parent.resolve() / place.name
    if _within(real, data):
        raise Refused(f"{place} nằm trong thư mục dữ liệu {data}. {_ELSEWHERE}.")
    for top in (above for way in (place, real) for above in (way, *way.parents) if same(above.parent, project)):
        if top.name.lower() in _OF_THE_PROJECT or top.name.startswith("."):
            raise Refused(f"{place} nằm trong {top.name}, thư mục của dự án. {_ELSEWHERE}.")
    if ".git" in (part.lower() for part in real.parts):
        raise Refused(f"{place} nằm trong một thư mục .git. {_ELSEWHERE}.")
    for above in real.parents:
        with contextlib.suppress(OSError):  # a folder that may not be looked into
            if mark.read(above) is not None:
                raise Refused(f"{place} nằm trong một trang khác ({above}). {_ELSEWHERE}.")


def refuse_what(site: Path, sign: str = "", *, is_whole: bool = False) -> None:
    """Raise Refused if `site` holds what the build did not write and what would not stay there, or what it wrote of another kind
    than that with the file `sign`: a review, with what isn't public, in the place that readers look at. `is_whole`: it is known that
    there is nothing that the build did not write."""
    if not site.exists():
        return
    try:
        ours = mark.read(site)
        if ours is not None:
            if sign and ours and sign not in ours:
                raise Refused(
                    f"{site} giữ thứ khác do chương trình tạo: trang, bản Markdown hay bản xem để duyệt. {_ELSEWHERE}."
                )
            if not is_whole and (foreign := list(mark.foreign(site, ours))):
                todo = "Chuyển đi nơi khác rồi chạy lại; tệp cần có trên trang thì để trong docs/"
                raise Refused(f"{shown_path(site)} có tệp không do lệnh build viết: {_listed(foreign)}. {todo}.")
        elif not mark.is_earlier(site) and (there := sorted(os.listdir(site))):
            raise Refused(
                f"{site} không phải thư mục trang do lệnh build tạo; trong đó có {_listed(there)}. {_ELSEWHERE}."
            )
    except OSError as error:
        raise Refused(f"Không xem được {error.filename or site}: {why(error)}. {_ELSEWHERE}.") from None


def _listed(names: list[str]) -> str:
    more = f" và {len(names) - _NAMED} tệp khác" if len(names) > _NAMED else ""
    return ", ".join(name if name.isprintable() else ascii(name) for name in islice(names, _NAMED)) + more


def _within(inner: Path, outer: Path) -> bool:
    """Whether `inner` lies in the folder `outer`, or is it."""
    real = inner.resolve()
    return any(same(above, outer) for above in (real, *real.parents))
