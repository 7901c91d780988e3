"""One publication at a time on a target: a folder there that only one can make, with who has made it and when.

It is made beside and given its name at one stroke, so it never stands there without its holder. It ends with the publication. What
a killed one leaves, the same data folder on the same machine takes over at once; anybody else when it was not renewed for half an hour.
"""

import contextlib
import json
import secrets
import time
from datetime import datetime, timedelta
from typing import Any

from macros.language.clock import VIETNAM
from macros.publish.place import Refused
from macros.targets.host import Host, join
from macros.targets.manifest import put_whole

EXPIRES = 1800.0
"""Seconds after which one that is not renewed holds no more."""
_RENEWED = 60.0
_HOLDER = "holder.json"


class Hold:
    """Held from now until `release`. Refused, with who holds it and since when, if somebody else does.

    Args:
        host: whose files tell.
        folder: of ours, in which it lies.
        who: as others are told.
        mark: of this data folder on this machine, which holds a lock of its own: none other of this mark can be at work.
    """

    def __init__(self, host: Host, folder: str, who: str, mark: str):
        self._host, self._folder = host, join(folder, "lock")
        self._about = {"who": who, "mark": mark, "token": secrets.token_hex(8), "since": time.time()}
        self._renewed = time.time()
        made = join(folder, f"lock-{self._about['token']}")
        host.make_folder(made)
        host.write(join(made, _HOLDER), self._told())
        for _ in range(3):
            if host.take(made, self._folder):
                self._sweep(folder, mark)
                return
            holder = self._holder()
            if holder and holder.get("mark") != mark and time.time() - _when(holder) < EXPIRES:
                self._drop(made)
                raise Refused(_held_by(holder))
            aside = join(folder, f"gone-{self._about['token']}")
            if host.take(self._folder, aside):
                if (taken := self._holder(aside)) and taken.get("token") != (holder or {}).get("token"):
                    host.take(aside, self._folder)  # of somebody who was quicker
                self._drop(aside)
        self._drop(made)
        raise Refused("Nơi đăng đang được một máy khác dùng. Chờ máy ấy đăng xong rồi chạy lại.")

    def renew(self) -> None:
        """Tell that we are still at work, if it is time to. Refused if it was taken from us meanwhile."""
        if time.time() - self._renewed < _RENEWED:
            return
        holder = self._holder()
        if not holder or holder.get("token") != self._about["token"]:
            raise Refused("Máy khác đã bắt đầu đăng trong lúc máy này dừng quá lâu. Chờ máy ấy đăng xong rồi chạy lại.")
        self._renewed = time.time()
        put_whole(self._host, join(self._folder, _HOLDER), self._told())

    def release(self) -> None:
        """Let others in, if the host can still be reached."""
        with contextlib.suppress(Refused):
            holder = self._holder()
            if holder and holder.get("token") == self._about["token"]:
                self._drop(self._folder)

    def _sweep(self, folder: str, mark: str) -> None:
        """Drop what killed ones of our own left."""
        for name in self._host.names(folder):
            if name.endswith(".new"):  # of a file that was not written whole
                self._host.delete(join(folder, name))
            if name.startswith(("lock-", "gone-")):
                holder = self._holder(join(folder, name))
                if not holder or holder.get("mark") == mark or time.time() - _when(holder) > EXPIRES:
                    self._drop(join(folder, name))

    def _holder(self, folder: str = "") -> dict[str, Any] | None:
        with contextlib.suppress(ValueError):
            told = json.loads(self._host.read(join(folder or self._folder, _HOLDER)) or b"")
            return told if isinstance(told, dict) else None
        return None

    def _told(self) -> bytes:
        return json.dumps({**self._about, "renewed": time.time()}).encode()

    def _drop(self, folder: str) -> None:
        for name in self._host.names(folder):
            self._host.delete(join(folder, name))
        self._host.remove_folder(folder)


def _when(holder: dict[str, Any]) -> float:
    """When it was renewed; what says a moment to come says nothing."""
    told = holder.get("renewed")
    return float(told) if isinstance(told, int | float) and told < time.time() + EXPIRES else 0.0


def _held_by(holder: dict[str, Any]) -> str:
    since = datetime.fromtimestamp(float(holder.get("since") or 0), VIETNAM)
    until = datetime.fromtimestamp(_when(holder), VIETNAM) + timedelta(seconds=EXPIRES)
    return (
        f"Nơi đăng đang được {holder.get('who') or 'người khác'} dùng từ {since:%H:%M ngày %d/%m/%Y}. "
        f"Chờ xong rồi chạy lại; nếu lần đăng ấy đã bị ngắt, từ {until:%H:%M} chạy lại được."
    )
