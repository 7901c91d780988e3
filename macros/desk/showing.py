"""The site within the desk: its pages as they are by the files of this moment, each with a bar that leads to the form of its record."""

import posixpath
import re
import threading
from collections.abc import Callable
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Self

from macros.current import Current
from macros.desk.held import Held, waiting_in
from macros.desk.live import Live
from macros.desk.safety import TOP, Refusal
from macros.language.text import upper_first
from macros.records import Event, Model, Organisation, Record, Result, Source, Unit
from macros.shown import told

_BODY = re.compile(rb"<body\b[^>]*>")
_ADDED = (Event, Model, Result, Organisation, Source, Unit)
_ON_THE_FIRST_PAGE = {"cho": "Viết dở, bản nháp", "loi": "Cần sửa"}
"""What else the bar leads to: parts of the desk's first page."""


class Showing:
    """The site of a data folder, begun as soon as there is one that can be shown: while data are wrong from the start, there is none.

    Args:
        begin: begins it. Raises what MkDocs raises if nothing can be shown.
        held: the data folder, whose changes are a reason to try again.
    """

    def __init__(self, begin: Callable[[], Current], held: Held):
        self._begin, self._held = begin, held
        self._lock = threading.Lock()
        self._running = ExitStack()
        self._site: Current | None = None
        self._tried: object = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @property
    def site(self) -> Current:
        """Raises Refusal, which says why, while nothing can be shown."""
        with self._lock:
            if self._site is None and self._tried != (state := self._held.state()):
                self._tried = state
                try:
                    self._site = self._running.enter_context(self._begin())
                except (Exception, SystemExit) as error:  # noqa: BLE001  # the desk goes on, and what is wrong is shown there
                    print(told(error), flush=True)
            if self._site is None:
                raise Refusal(
                    503,
                    "trang xem thử chưa tạo được vì dữ liệu có lỗi",
                    "Sửa các lỗi nêu ở bàn làm việc, trang sẽ hiện",
                )
            return self._site

    @property
    def live(self) -> Live:
        """What it would be with unsaved records."""
        return Live(self.site, waiting_in(self._held.data))

    def file(self, path: str) -> tuple[Path, Record | None, int]:
        """The file of the site at an address, made if need be, the record that it is the page of, and the status of HTTP."""
        wanted = _normal(path)
        name = posixpath.join(wanted, "index.html") if path.endswith("/") or not wanted else wanted
        if found := self.site.file(name):
            return found, self.site.record_at(name), 200
        return self.site.not_found(), None, 404

    def state_of(self, record: Record | None) -> str:
        """What keeps a record from being on the public site today, in words; empty where nothing does."""
        return self.site.build.find.withheld(record) if record else ""

    def leads_on(self, path: str) -> bool:
        """Whether an address without a final slash is that of a folder with a page."""
        wanted = _normal(path)
        is_page = bool(wanted) and not path.endswith("/")
        return is_page and self.site.file(posixpath.join(wanted, "index.html")) is not None


def _normal(path: str) -> str:
    """A path below the site's top, without steps upwards."""
    return posixpath.normpath(f"/{path}").lstrip("/")


def barred(page: bytes, record: Record | None, state: str = "", further: str = "") -> bytes:
    """A page of the site with the desk's bar on top, `further` in it, and what keeps its record from the public site: put in here, so the site's templates know nothing of it."""
    links = [f'<a href="{TOP}">Bàn làm việc</a>']
    if record is not None:
        links.append(f'<a href="{TOP}{record.folder}/{record.id}">Sửa {escape(record.noun)} này</a>')
        if state:
            links.append(f"<strong>{escape(upper_first(state))}</strong>")
    links += [f'<a href="{TOP}#{part}">{words}</a>' for part, words in _ON_THE_FIRST_PAGE.items()]
    added = "".join(f'<li><a href="{TOP}{kind.folder}/+">{escape(kind.noun)}</a></li>' for kind in _ADDED)
    bar = (
        f'<link rel="stylesheet" href="{TOP}static/bar.css"><script type="module" src="{TOP}static/bar.js"></script>'
        f'<nav class="desk-bar" aria-label="Bàn làm việc">{"".join(links)}'
        f"<details><summary>Thêm…</summary><ul>{added}</ul></details>{further}</nav>"
    )
    found = _BODY.search(page)
    return page[: found.end()] + bar.encode() + page[found.end() :] if found else page
