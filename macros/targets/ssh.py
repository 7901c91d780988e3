"""Logging in by SSH. The key of a host is asked for once, with its fingerprint, and refused when it changes; whoever has a key file
or an agent needs no password."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncssh

from macros.files.whole import write_whole
from macros.records.destination import Destination
from macros.targets import reasons
from macros.targets.reasons import refused
from macros.targets.talk import Password, Talk

_PATIENCE = 30  # seconds to connect in


class Ssh:
    """The way to the host of `target`. `hosts_file` holds the keys that somebody has agreed to; `new_key`: another key may be
    agreed to."""

    def __init__(self, target: Destination, password: Password, talk: Talk, hosts_file: Path, new_key: bool = False):
        self._target, self._password, self._talk = target, password, talk
        self._hosts_file, self._new_key = hosts_file, new_key
        self._port = target.port or asyncssh.DEFAULT_PORT
        logging.getLogger("asyncssh").setLevel(logging.CRITICAL)

    async def connected(self) -> asyncssh.SSHClientConnection:
        """A connection of somebody who is logged in. Refused, or what the line says, if there is none."""
        try:
            await self._agree_on_key()
            return await self._logged_in()
        except asyncssh.HostKeyNotVerifiable:
            raise refused(reasons.NEW_KEY, self._target.host) from None
        except asyncssh.PermissionDenied:
            raise refused(reasons.WRONG_PASSWORD, self._target.user) from None
        except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
            raise refused(reasons.NO_KEY_FILE, self._target.key) from None
        except (asyncssh.KeyExchangeFailed, asyncssh.ProtocolNotSupported):
            known = f"{self._name} " in self._known()  # of which it has no key any more
            raise refused(reasons.NEW_KEY if known else reasons.NO_TERMS, self._target.host) from None

    def _known(self) -> str:
        with suppress(OSError):
            return self._hosts_file.read_text(encoding="utf-8")
        return ""

    @property
    def _name(self) -> str:
        return f"[{self._target.host}]:{self._port}"

    async def _agree_on_key(self) -> None:
        """Ask for the key of a host that nobody knows yet, and remember it."""
        known = self._known()
        has_key = any(line.startswith(f"{self._name} ") for line in known.splitlines())
        if has_key and not self._new_key:
            return
        key = await asyncio.wait_for(
            asyncssh.get_server_host_key(str(self._target.host), self._port, config=None), _PATIENCE
        )
        if key is None:
            raise refused(reasons.NO_TERMS, self._target.host)
        told = f"{self._name} {key.export_public_key('openssh').decode().strip()}"
        if told in known.splitlines():
            return
        question = (
            f"Lần đầu nối tới {self._target.host}. Dấu khóa của máy chủ ({key.get_algorithm()}): {key.get_fingerprint()}. "
            "So với dấu do nhà cung cấp báo. Đúng thì nối tiếp?"
        )
        if not await asyncio.to_thread(self._talk.agrees, question):
            raise refused(reasons.UNKNOWN_KEY, self._target.host)
        others = [line for line in known.splitlines() if not line.startswith(f"{self._name} ")]
        write_whole(self._hosts_file, "\n".join([*others, told, ""]))

    async def _logged_in(self) -> asyncssh.SSHClientConnection:
        lines = [line for line in self._known().splitlines() if line.startswith(f"{self._name} ")]
        keys = [asyncssh.import_public_key(line.partition(" ")[2]) for line in lines]
        options: dict[str, Any] = {
            "host": str(self._target.host), "port": self._port, "username": self._target.user, "config": None,
            "known_hosts": (keys, [], []), "server_host_key_algs": sorted(_algorithms(keys)), "connect_timeout": _PATIENCE,
            "login_timeout": _PATIENCE * 2, "keepalive_interval": 15, "keepalive_count_max": 4,
        }  # fmt: skip
        if self._target.key:
            if not (key := Path(self._target.key)).is_file():
                raise refused(reasons.NO_KEY_FILE, key)
            options["client_keys"] = [str(key)]
            options["passphrase"] = lambda name: self._talk.password(str(name))
            options["agent_path"] = None
        try:
            return await asyncssh.connect(**options)  # by a key, of a file or of the agent
        except asyncssh.PermissionDenied:
            if not (password := await asyncio.to_thread(self._password.get)):
                raise
        options |= {"password": password, "client_keys": None, "agent_path": None}
        try:
            connection = await asyncssh.connect(**options)
        except asyncssh.PermissionDenied:
            await asyncio.to_thread(self._password.was_wrong)
            raise
        await asyncio.to_thread(self._password.was_right)
        return connection


def _algorithms(keys: Iterable[asyncssh.SSHKey]) -> set[str]:
    """By which a host shows the very keys that are known: it may have several."""
    return {name.decode() for key in keys for name in key.sig_algorithms}
