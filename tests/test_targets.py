"""A site on each kind of target, put there against a real server: what travels, what stays, what is refused and in which words."""

import errno
import os
import random
import shutil
import ssl
import subprocess
import time
import zipfile
from contextlib import ExitStack
from pathlib import Path

import asyncssh
import keyring
import keyring.backend
import pytest

from macros.publish import mark
from macros.publish.place import SITE, Refused
from macros.records.destination import Destination, DestinationKind
from macros.targets import folder, hold
from macros.targets import sftp as sftp_host
from macros.targets.archive import write_site
from macros.targets.branch import Branch
from macros.targets.delivery import _host, reach
from macros.targets.folder import Folder
from macros.targets.ftp import Ftp
from macros.targets.listing import of_line
from macros.targets.manifest import OWN, Files, digest_of
from macros.targets.placing import Placing
from macros.targets.sftp import Sftp
from macros.targets.store import Store as PublicationStore
from macros.targets.talk import Password
from tests import hosts, interrupted

ONE = {
    "index.html": "một",
    "a/index.html": "a",
    "assets/x-aaaaaa.js": "x",
    "gone/deep/index.html": "g",
    "assets/site.css": "c",
}
TWO = {
    "index.html": "hai",
    "a/index.html": "a",
    "assets/x-bbbbbb.js": "y",
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
    assert contents(site) == {**TWO, **STAYS, "assets/x-aaaaaa.js": "x"}  # for pages that readers have open
    assert put("3", TWO) == 0
    assert put("4", ONE) == 2
    assert contents(site) == {**ONE, **STAYS, "assets/x-bbbbbb.js": "y"}
    modes = {file.stat().st_mode & 0o777 for path in ONE for file in (site / path,)}
    assert modes == {0o644}
    assert {(site / path).parent.stat().st_mode & 0o777 for path in ("a/index.html", "gone/deep/index.html")} == {0o755}
    (site / "index.html").write_text("x", encoding="utf-8")  # somebody has changed what is ours
    assert put("5", ONE) == 1
    with opened() as one, opened() as other:
        placing = Placing(one, "Chị Mai", "máy một")
        with pytest.raises(Refused, match="đang được Chị Mai dùng"):
            Placing(other, "Anh Ba", "máy hai")
        placing.close()
    (site / "them.html").write_text("của người khác", encoding="utf-8")
    with pytest.raises(Refused, match=r"trùng tên với tệp của trang: them\.html"):
        put("6", {**ONE, "them.html": "của trang"})
    assert contents(site)["them.html"] == "của người khác"


@pytest.mark.parametrize("kind", ["beside", "in place"])
def test_of_a_record_that_was_taken_back_no_picture_and_no_words_stay(tmp_path, kind):
    (top := tmp_path / "web").mkdir()
    if kind == "in place":
        (tmp_path / "link").symlink_to(top)
    host, store = Folder(str(tmp_path / "link" if kind == "in place" else top)), Store(tmp_path / "blobs")
    code = {"assets/ma-aaaaaa.js": "c"}
    loaded = {"anh/nguoi-aaaaaa.jpg": "a", "assets/tim-aaaaaa.bin": "b", **code}
    put(host, {"index.html": "1", "x/index.html": "x", **loaded}, store, "1")
    put(host, {"index.html": "2", "x/index.html": "gỡ"}, store, "2")
    assert contents(top) == {"index.html": "2", "x/index.html": "gỡ", **code}


def ftp(port, pem, talk, **about):
    target = {
        "id": "web",
        "kind": "ftp",
        "host": "localhost",
        "port": port,
        "user": hosts.USER,
        "path": "/web",
        **about,
    }
    return Ftp(Destination(**target), Password("ftp", talk), trusting(pem))


def put(host, files, store, name="1", mark="m", who="Chị Mai"):
    placing = Placing(host, who, mark)
    try:
        return placing.put(name, store.files(files), store.blob)
    finally:
        placing.close()


@pytest.mark.parametrize(
    ("how", "about", "password", "said"),
    [
        ("", {"host": "khong-co.invalid"}, "", "Không tìm thấy máy chủ"),
        ("", {"port": 1}, "", "Không nối được tới máy chủ"),
        ("", {"host": "127.0.0.1"}, "", "Chứng chỉ của máy chủ không hợp lệ hoặc không đúng tên"),
        ("open", {}, "", "Máy chủ FTP không nhận kết nối có mã hóa"),
        ("", {}, "sai", "Máy chủ không nhận tên đăng nhập hoặc mật khẩu"),
        ("full", {}, "", "Máy chủ đã hết chỗ chứa"),
        ("readonly", {}, "", "Máy chủ không cho ghi vào chỗ này"),
        ("unlisted", {}, "", "Máy chủ không cho ghi vào chỗ này"),
        ("cut", {}, "", "Kết nối bị đứt giữa chừng"),
    ],
)
def test_what_an_ftp_server_refuses_is_said_in_words(tmp_path, how, about, password, said):
    (top := tmp_path / "host").mkdir()
    pem, store = hosts.certificate(tmp_path), Store(tmp_path / "blobs")
    many = {f"trang-{n}/index.html": f"{n}" for n in range(40)}
    about = dict(about)
    with (
        hosts.python_ftp(top, pem, how) as port,
        pytest.raises(Refused, match=said) as refused,
        ftp(about.pop("port", port), pem, Person(password or hosts.PASSWORD), **about) as host,
    ):
        put(host, many, store)
    assert hosts.PASSWORD not in str(refused.getrepr(showlocals=False))
    if how == "cut":  # the next run sends the rest
        with hosts.python_ftp(top, pem) as port, ftp(port, pem, Person()) as host:
            assert 0 < put(host, many, store) <= 40  # what had arrived may not have been noted yet
        assert contents(top / "web") == many


def test_a_password_is_kept_in_the_keyring_if_it_was_right_and_wanted(tmp_path, memory):
    (top := tmp_path / "host").mkdir()
    pem = hosts.certificate(tmp_path)
    with hosts.python_ftp(top, pem) as port:
        with pytest.raises(Refused):
            ftp(port, pem, Person("sai"))
        assert memory.kept == {}
        ftp(port, pem, first := Person()).close()
        assert memory.kept == {("toan-dan", "ftp"): hosts.PASSWORD}
        ftp(port, pem, second := Person(None)).close()
        assert len(first.asked) == 2 and second.asked == []
        memory.kept = {("toan-dan", "ftp"): "cũ"}
        with pytest.raises(Refused, match="không nhận tên đăng nhập"):
            ftp(port, pem, Person())
        assert memory.kept == {}
    assert not any(hosts.PASSWORD.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_the_key_of_a_host_is_agreed_to_once_and_refused_when_it_changes(tmp_path):
    hosts.key_file(tmp_path)
    user = subprocess.run(["id", "-un"], capture_output=True, encoding="utf-8", check=True).stdout.strip()

    def reach(port, talk, new_key=False):
        about = {
            "host": "127.0.0.1",
            "port": port,
            "user": user,
            "key": str(tmp_path / "key"),
            "path": str(tmp_path / "web"),
        }
        Sftp(
            Destination(id="web", kind="sftp", **about), Password("sftp", talk), talk, tmp_path / "known", new_key
        ).close()

    with hosts.openssh(tmp_path) as port:
        with pytest.raises(Refused, match="Chưa ai xác nhận khóa của máy chủ"):
            reach(port, Person(agrees=False))
        reach(port, first := Person())
        reach(port, second := Person())
    assert len(first.asked) == 1 and "SHA256:" in first.asked[0] and second.asked == []
    with hosts.openssh(tmp_path, "another_key", port) as port:
        with pytest.raises(Refused, match="Khóa của máy chủ khác lần trước"):
            reach(port, third := Person())
        assert third.asked == []
        reach(port, Person(), new_key=True)
        reach(port, Person(agrees=False))


def test_one_publishes_at_a_time_and_who_was_killed_or_fell_asleep_bars_nobody_for_ever(tmp_path, monkeypatch):
    host = Plain(str(tmp_path / "web"))
    held = Placing(host, "Chị Mai", "máy một")
    with pytest.raises(Refused, match=r"Nơi đăng đang được Chị Mai dùng từ \d\d:\d\d ngày") as refused:
        Placing(host, "Anh Ba", "máy hai")
    assert "chạy lại được" in str(refused.value)
    Placing(host, "Chị Mai", "máy một").close()  # the one of before was killed: a lock of this machine says so
    assert list((tmp_path / "web" / OWN).glob("lock*")) == []
    held = Placing(host, "Chị Mai", "máy một")
    later = hold.time.time() + hold.EXPIRES + 1
    monkeypatch.setattr(hold.time, "time", lambda: later)
    other = Placing(host, "Anh Ba", "máy hai")
    with pytest.raises(Refused, match="Máy khác đã bắt đầu đăng"):
        held._hold.renew()
    held.close()  # and takes nothing from the other
    assert "Anh Ba" in (tmp_path / "web" / OWN / "lock/holder.json").read_text(encoding="utf-8").encode().decode(
        "unicode_escape"
    )
    other.close()


def test_a_copy_of_a_data_folder_is_another_as_is_one_that_two_machines_share(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    with PublicationStore(tmp_path / "data") as store:
        first = store.mark
        assert store.mark == first
    with PublicationStore(Path(shutil.copytree(tmp_path / "data", tmp_path / "ban-sao"))) as store:
        assert store.mark != first
    monkeypatch.setattr("platform.node", lambda: "may-khac")
    with PublicationStore(tmp_path / "data") as store:
        assert store.mark != first


def test_a_site_that_was_put_there_by_hand_is_known_by_its_list(tmp_path):
    site, store = tmp_path / "web", Store(tmp_path / "blobs")
    marked = {**ONE, mark.NAME: "\n".join([mark._SIGNATURE, "", *ONE])}
    for path, text in {**marked, **STAYS}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    new = {**TWO, mark.NAME: "\n".join([mark._SIGNATURE, "", *TWO])}
    for host in (Plain(str(site)), Folder(str(site))):
        put(host, new, store, type(host).__name__)
        assert contents(site) == {**new, **STAYS}


class Dying(Plain):
    """Dies after so many renames."""

    left = 0

    def rename(self, old, new):
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        super().rename(old, new)


def test_what_two_publications_cut_off_left_is_in_doubt_until_one_ends(tmp_path):
    store, host = Store(tmp_path / "blobs"), Dying(str(tmp_path / "web"))
    host.left = 99
    put(host, {"a.html": "1", "b.html": "1"}, store, "1")
    for files, left in (({"a.html": "2", "b.html": "2"}, 2), ({"a.html": "1", "b.html": "3"}, 1)):
        host.left = left
        with pytest.raises(KeyboardInterrupt):
            put(host, files, store, files["b.html"])
    assert contents(tmp_path / "web") == {"a.html": "2", "b.html": "1"}
    host.left = 99
    put(host, {"a.html": "1", "b.html": "3"}, store, "4")
    assert contents(tmp_path / "web") == {"a.html": "1", "b.html": "3"}


def test_a_folder_that_a_web_server_holds_is_changed_file_by_file(tmp_path, monkeypatch):
    site, store = tmp_path / "web", Store(tmp_path / "blobs")
    put(Folder(str(site)), ONE, store, "1")

    def held(one, other):
        raise PermissionError(13, "denied", other)

    monkeypatch.setattr(folder, "_exchanged", held)
    with pytest.raises(Refused, match="đang được máy chủ web mở"):
        put(Folder(str(site)), TWO, store, "2")
    assert contents(site) == ONE
    assert put(Folder(str(site)), TWO, store, "3") == 3
    assert contents(site) == {**TWO, "assets/x-aaaaaa.js": "x"}


def test_a_branch_takes_what_changed_and_keeps_what_is_not_ours(tmp_path):
    store, bare, own = Store(tmp_path / "blobs"), tmp_path / "kho.git", tmp_path / "own"

    def git(*arguments):
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@x", "--git-dir", str(bare), *arguments]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    with pytest.raises(Refused, match="Không có kho Git ở địa chỉ này"):
        Branch(str(bare), "pages", own, "Chị Mai")
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)

    def published(name, files, clone=own):
        files = {**files, mark.NAME: "\n".join([mark._SIGNATURE, "", *sorted(files)])}
        branch = Branch(str(bare), "pages", clone, "Chị Mai")
        about = f"Sửa mô hình “A” (models/a)\n- Tên: “{name}”"
        return branch.there, branch.put(name, f"Bản {name}", store.files(files), store.blob, lambda *_: None, about)

    def there():
        return {path: git("show", f"pages:{path}") for path in git("ls-tree", "-r", "--name-only", "pages").split()}

    assert published("1", ONE)[0] == ""
    assert {path: text for path, text in there().items() if path != mark.NAME} == {**ONE, ".nojekyll": ""}
    subprocess.run(["git", "clone", "-q", "-b", "pages", str(bare), str(tmp_path / "work")], check=True)
    (tmp_path / "work/CNAME").write_text("vi-du.vn\n", encoding="utf-8")
    for arguments in (
        ["add", "CNAME"],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"],
        ["push", "-q"],
    ):
        subprocess.run(["git", *arguments], cwd=tmp_path / "work", check=True)
    assert published("2", TWO, tmp_path / "elsewhere")[0] == ""  # a commit of somebody else's lies there
    assert {path: text for path, text in there().items() if path != mark.NAME} == {
        **TWO,
        ".nojekyll": "",
        "CNAME": "vi-du.vn\n",
    }
    assert published("3", TWO)[0] == "2"
    assert "\n\nSửa mô hình “A” (models/a)\n- Tên: “2”\n\n" in git("log", "-1", "--format=%B", "pages")
    assert git("log", "--format=%s by %an", "pages").splitlines()[::2] == ["Bản 2 by Chị Mai", "Bản 1 by Chị Mai"]
    late = Branch(str(bare), "pages", own, "Anh Ba")
    published("4", ONE, tmp_path / "elsewhere")
    with pytest.raises(Refused, match="Nhánh vừa có người khác gửi lên"):
        late.put("5", "x", store.files({**TWO, "index.html": "muộn"}), store.blob, lambda *_: None)
    git("update-ref", "-d", "refs/heads/pages")  # somebody has deleted it, to be rid of what it remembers
    published("6", ONE)
    assert git("log", "--format=%s", "pages").split() == ["Bản", "6"]


@pytest.mark.parametrize(
    ("kind", "path", "said"),
    [
        (DestinationKind.FOLDER, str(SITE), "là chỗ chương trình tạo trang"),
        (DestinationKind.FOLDER, "site", "nằm trong thư mục dữ liệu"),
        (DestinationKind.ZIP, "trang.zip", "nằm trong thư mục dữ liệu"),
        (DestinationKind.ZIP, "../ho-so.zip", "đã có và không do chương trình tạo"),
        (DestinationKind.ZIP, "../thu-muc.zip", "đã có và không do chương trình tạo"),
    ],
)
def test_a_place_that_is_for_something_else_is_refused_by_what_stands_in_the_settings(tmp_path, kind, path, said):
    (tmp_path / "data").mkdir()
    (tmp_path / "thu-muc.zip").mkdir()
    with zipfile.ZipFile(tmp_path / "ho-so.zip", "w") as other:
        other.writestr("a.txt", "a")
    before = (tmp_path / "ho-so.zip").read_bytes()
    target = Destination(id="web", kind=kind, path=path)
    with PublicationStore(tmp_path / "data") as store, pytest.raises(Refused, match=f"{said}.*mục path") as refused:
        reach(target, store, Person(), "Chị Mai")
    assert "--" not in str(refused.value)
    assert (tmp_path / "ho-so.zip").read_bytes() == before


def test_a_zip_holds_the_site_and_is_the_same_for_the_same_site(tmp_path):
    store, made = Store(tmp_path / "blobs"), tmp_path / "trang.zip"
    write_site(made, store.files(ONE), store.blob, lambda: None)
    first = made.read_bytes()
    with zipfile.ZipFile(made) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == ONE
        assert {one.external_attr >> 16 for one in archive.infolist()} == {0o100644}
    os.utime(tmp_path / "blobs" / store.files(ONE)["index.html"][0], (0, 0))
    write_site(made, dict(reversed(store.files(ONE).items())), store.blob, lambda: None)
    assert made.read_bytes() == first and list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("drwxr-xr-x    2 ftp      ftp          4096 Nov 26 15:31 thư mục", ("thư mục", (None, 0o755, True))),
        ("-rw-------    1 1000     1000           12 Jan  3  2024 a  b.html", ("a  b.html", (12, 0o600, False))),
        ("lrwxrwxrwx    1 0        0               5 Nov 26 15:31 web -> /srv", ("web", (None, 0o777, False))),
        ("-rw-r--r--    1 owner         1024 Nov 26 15:31 x", ("x", (1024, 0o644, False))),
        ("11-26-26  03:31PM       <DIR>          anh", ("anh", (None, None, True))),
        ("11-26-2026  15:31              1234 index.html", ("index.html", (1234, None, False))),
        ("drwxr-xr-x    2 ftp      ftp          4096 Nov 26 15:31 ..", None),
        ("total 8", None),
    ],
)
def test_lists_of_old_servers_are_read(line, found):
    assert of_line(line) == found


@pytest.mark.parametrize("kind", ["folder", "within a folder", "SFTP", "FTP (vsftpd)"])
def test_a_publication_killed_at_any_moment_leaves_a_whole_site(kind, tmp_path):
    assert interrupted.killed(kind, tmp_path, 3, random.Random(kind)) == []


class Failing(asyncssh.SFTPServer):
    """Refuses what it is to, after some files."""

    error: Exception | None = None

    def __init__(self, channel, chroot=None):
        super().__init__(channel, chroot)
        self._channel, self._left = channel, 20

    def open(self, path, pflags, attrs):
        if pflags & asyncssh.FXF_WRITE:
            self._left -= 1
            if self._left < 0 and self.error:
                raise self.error
            if self._left < 0:
                self._channel.get_connection().abort()
        return super().open(path, pflags, attrs)


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "Ổ đĩa"), (errno.EACCES, "Máy này"), (errno.EIO, "Ổ đĩa có lỗi")]
)
def test_what_this_machine_refuses_is_told_without_a_server(number, said, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folder.shutil, "copyfile", full)
    with pytest.raises(Refused, match=said) as refused:
        put(Folder(str(tmp_path / "web")), {"index.html": "1"}, Store(tmp_path / "blobs"))
    assert "máy chủ" not in str(refused.value).lower()


def test_a_key_is_looked_for_from_the_data_folder_on(tmp_path):
    (tmp_path / "data").mkdir()
    target = Destination(id="web", kind="sftp", path="x", host="127.0.0.1", port=1, user="a", key="../khoa")
    seen = []
    with PublicationStore(tmp_path / "data") as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sftp_host, "Sftp", lambda it, *_: seen.append(it.key))
        _host(target, store, Person(), False)
    assert seen == [str(tmp_path / "khoa")]


@pytest.mark.parametrize(
    ("error", "about", "password", "said"),
    [
        (None, {"host": "khong-co.invalid"}, "", "Không tìm thấy máy chủ"),
        (None, {"port": 1}, "", "Không nối được tới máy chủ"),
        (None, {}, "sai", "Máy chủ không nhận tên đăng nhập hoặc mật khẩu"),
        (None, {"key": "khong-co"}, "", "Không đọc được tệp khóa SSH"),
        (asyncssh.SFTPFailure("Failure"), {}, "", "Máy chủ không ghi được mà không nói vì sao"),
        (asyncssh.SFTPPermissionDenied("no"), {}, "", "Máy chủ không cho ghi vào chỗ này"),
        (None, {}, "", "Kết nối bị đứt giữa chừng"),
    ],
)
def test_what_an_sftp_server_refuses_is_said_in_words(tmp_path, monkeypatch, error, about, password, said):
    (top := tmp_path / "host").mkdir()
    store, talk = Store(tmp_path / "blobs"), Person(password or hosts.PASSWORD)
    many = {f"trang-{n}/index.html": f"{n}" for n in range(40)}
    monkeypatch.setattr(Failing, "error", error)
    with hosts.python_ssh(top, Failing) as port:
        told = {"host": "127.0.0.1", "port": port, "user": hosts.USER, "path": "web", **about}
        with pytest.raises(Refused, match=said), sftp(told, talk, tmp_path) as host:
            put(host, many, store)
    if not error and not about and not password:
        with hosts.python_ssh(top) as port, sftp({**told, "port": port}, talk, tmp_path) as host:
            assert 0 < put(host, many, store) <= 40  # what had arrived may not have been noted yet
        assert contents(top / "web") == many


def sftp(about, talk, folder):
    it = Destination(id="web", kind="sftp", **about)
    return Sftp(it, Password("sftp", talk), talk, folder / "known", new_key=True)


def test_an_agent_logs_in(tmp_path, monkeypatch):
    key, socket = hosts.key_file(tmp_path), tmp_path / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    try:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        for _ in range(3000):
            if socket.exists():
                break
            time.sleep(0.02)
        subprocess.run(["ssh-add", "-q", str(key)], check=True)
        user = subprocess.run(["id", "-un"], capture_output=True, encoding="utf-8", check=True).stdout.strip()
        with hosts.openssh(tmp_path) as port:
            talk = Person(None)
            sftp(
                {"host": "127.0.0.1", "port": port, "user": user, "path": str(tmp_path / "web")}, talk, tmp_path
            ).close()
        assert not any("sftp" in one for one in talk.asked)  # no password
    finally:
        agent.terminate()
        agent.wait()
