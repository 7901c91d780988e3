"""Watching folders that may be away for a moment: moved and moved back, or taken from Git anew.

MkDocs' server gives a folder up for good when it isn't there as it looks, and nobody is told.
"""

import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_PAUSE = 0.5  # seconds between two looks, as MkDocs' own


def keep_watching(server: Any, folders: Iterable[Path]) -> None:
    """Have MkDocs' server watch `folders`, and again whenever it has given one up; what has come or gone is built anew."""
    watched = [Path(folder).absolute() for folder in folders]
    for folder in watched:
        server.watch(str(folder))
    threading.Thread(target=_look_after, args=(server, watched), daemon=True).start()


def _look_after(server: Any, folders: list[Path]) -> None:
    away: set[Path] = set()
    while True:
        time.sleep(_PAUSE)
        given_up = {Path(one.watch.path) for one in server.observer.emitters if not one.is_alive()}
        if not server.observer.is_alive():  # not begun yet, or at its end
            continue
        for folder in folders:
            if folder in given_up and folder.is_dir():
                server.unwatch(str(folder))
                server.watch(str(folder))
                away.discard(folder)
                _build(server)
            elif not folder.is_dir() and folder not in away:
                away.add(folder)
                _build(server)


def _build(server: Any) -> None:
    """Ask for a new build, as the server's own watching does."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()
