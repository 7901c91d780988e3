"""Whoever gives the order to publish: asked what only they know, and told what is being done. Passwords come from the system's
keyring or from them, and go nowhere else than to the host and, if they want it, into the keyring."""

from typing import Protocol

_SERVICE = "toan-dan"


class Talk(Protocol):
    """A person at a terminal, or at the desk."""

    def password(self, of: str) -> str | None:
        """The password of an account; None if they won't say it."""

    def agrees(self, question: str) -> bool:
        """Whether they say yes."""

    def step(self, what: str, done: int, of: int) -> None:
        """Hear what is being done, how much of it, of how many (0: it isn't known)."""


class Password:
    """The password of `account`, as `ftp://user@host`, from the keyring or asked of `talk`."""

    def __init__(self, account: str, talk: Talk):
        self._account, self._talk = account, talk
        self._asked: str | None = None

    def get(self) -> str | None:
        """The one that is kept, else what the person says; None if they don't."""
        if kept := _kept(self._account):
            return kept
        self._asked = self._talk.password(self._account)
        return self._asked

    def was_right(self) -> None:
        """The host took it: keep it if the person wants that and the system has a keyring."""
        if self._asked and _has_keyring() and self._talk.agrees("Giữ mật khẩu trong kho mật khẩu của máy này?"):
            _keep(self._account, self._asked)
        self._asked = None

    def was_wrong(self) -> None:
        """The host refused it: forget it."""
        self._asked = None
        _forget(self._account)


def _kept(account: str) -> str | None:
    import keyring  # takes long, and a folder needs none
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, account)
    except KeyringError:  # none on this machine, or locked
        return None


def _has_keyring() -> bool:
    import keyring
    from keyring.backends import fail

    return not isinstance(keyring.get_keyring(), fail.Keyring)


def _keep(account: str, password: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, account, password)
    except KeyringError:
        return


def _forget(account: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, account)
    except KeyringError:
        return
