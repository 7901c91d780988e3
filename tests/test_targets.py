"""A site on each kind of target, put there against a real server: what travels, what stays, what is refused and in which words."""

import ssl
import subprocess
from contextlib import ExitStack
from pathlib import Path

import keyring
import keyring.backend
import pytest

from macros.publish.place import Refused
from macros.records.destination import Destination
from macros.targets.folder import Folder
from macros.targets.ftp import Ftp
from macros.targets.manifest import OWN, Files, digest_of
from macros.targets.placing import Placing
from macros.targets.sftp import Sftp
from macros.targets.talk import Password
from tests import hosts

ONE = {
    "index.html": "một",
    "a/index.html": "a",
    "assets/x-aaaaaa.bin": "x",
    "gone/deep/index.html": "g",
    "assets/site.css": "c",
}
TWO = {
    "index.html": "hai",
    "a/index.html": "a",
    "assets/x-bbbbbb.bin": "y",
    "new/deep/index.html": "n",
    "assets/site.css": "c",
}
STAYS = {".well-known/x/y": "của máy chủ", "a/rieng.txt": "riêng"}


class Memory(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


@pytest.fixture(autouse=True)
def memory():
    before, made = keyring.get_keyring(), Memory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


class Person:
    """Says yes, or no, and the password."""

    def __init__(self, password=hosts.PASSWORD, agrees=True):
        self.said, self._password, self._agrees, self.asked = [], password, agrees, []

    def password(self, of):
        self.asked.append(of)
        return self._password

    def agrees(self, question):
        self.asked.append(question)
        return self._agrees

    def step(self, what, done, of):
        pass

    def say(self, text):
        self.said.append(text)


class Plain(Folder):
    """A folder whose sites can't change places."""

    def beside(self):
        return None


class Store:
    def __init__(self, folder: Path):
        self.folder = folder

    def files(self, site: dict[str, str]) -> Files:
        self.folder.mkdir(exist_ok=True)
        for text in site.values():
            (self.folder / digest_of(text.encode())).write_text(text, encoding="utf-8")
        return {path: (digest_of(text.encode()), len(text.encode())) for path, text in site.items()}

    def blob(self, digest: str) -> Path:
        return self.folder / digest


def contents(top: Path) -> dict[str, str]:
    return {
        file.relative_to(top).as_posix(): file.read_text(encoding="utf-8", errors="replace")
        for file in top.rglob("*")
        if file.is_file() and OWN not in file.parts
    }


def trusting(pem: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(pem))


@pytest.fixture(
    params=[
        "folder",
        "within a folder",
        "openssh",
        "openssh within a folder",
        "asyncssh",
        "vsftpd",
        "pyftpdlib",
        "pyftpdlib dos nomlsd private",
    ]
)
def target(request, tmp_path):
    """What opens the host, and where its site lies on this machine."""
    kind, top, site = request.param, tmp_path / "host", tmp_path / "host" / "public_html"
    top.mkdir()
    with ExitStack() as running:
        talk = Person()
        if kind in ("folder", "within a folder"):
            yield (lambda: (Folder if kind == "folder" else Plain)(str(site))), site
        elif "ssh" in kind:
            if "within" in kind:
                site.mkdir()
            key = hosts.key_file(tmp_path) if kind.startswith("openssh") else None
            port = running.enter_context(hosts.openssh(tmp_path) if key else hosts.python_ssh(top))
            user = subprocess.run(["id", "-un"], capture_output=True, encoding="utf-8", check=True).stdout.strip()
            about = (
                {"user": user, "key": str(key), "path": str(site)}
                if key
                else {"user": hosts.USER, "path": "public_html"}
            )
            it = Destination(id="web", kind="sftp", host="127.0.0.1", port=port, **about)
            yield (lambda: Sftp(it, Password("sftp", talk), talk, tmp_path / "known_hosts")), site
        else:
            pem = hosts.certificate(tmp_path)
            server = hosts.vsftpd if kind == "vsftpd" else hosts.python_ftp
            port = running.enter_context(
                server(top, pem, *((kind.partition(" ")[2],) if server is hosts.python_ftp else ()))
            )
            it = Destination(
                id="web",
                kind="ftp",
                host="localhost",
                port=port,
                path=str(site) if kind == "vsftpd" else "/public_html",
                user="ftp" if kind == "vsftpd" else hosts.USER,
            )
            yield (lambda: Ftp(it, Password("ftp", talk), trusting(pem))), site


def test_only_what_changed_travels_and_what_is_not_ours_stays(target, tmp_path):
    opened, site = target
    store = Store(tmp_path / "blobs")

    def put(name, files):
        with opened() as host:
            placing = Placing(host, "Chị Mai", "m")
            try:
                return placing.put(name, store.files(files), store.blob)
            finally:
                placing.close()

    assert put("1", ONE) == 5
    assert contents(site) == ONE
    for path, text in STAYS.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    assert put("2", TWO) == 3
    assert contents(site) == {**TWO, **STAYS, "assets/x-aaaaaa.bin": "x"}  # for pages that readers have open
    assert put("3", TWO) == 0
    assert put("4", ONE) == 2
    assert contents(site) == {**ONE, **STAYS, "assets/x-bbbbbb.bin": "y"}
    modes = {file.stat().st_mode & 0o777 for path in ONE for file in (site / path,)}
    assert modes == {0o644}
    assert {(site / path).parent.stat().st_mode & 0o777 for path in ("a/index.html", "gone/deep/index.html")} == {0o755}
    (site / "index.html").write_text("x", encoding="utf-8")  # somebody has changed what is ours
    assert put("5", ONE) == 1
    (site / "them.html").write_text("của người khác", encoding="utf-8")
    with pytest.raises(Refused, match=r"trùng tên với tệp của trang: them\.html"):
        put("6", {**ONE, "them.html": "của trang"})
    assert contents(site)["them.html"] == "của người khác"
