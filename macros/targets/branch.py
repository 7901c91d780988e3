"""A branch of a Git repository as a place for the site, as hosts of pages serve it. Git itself does the work, so it is all or nothing,
only what is new travels, and Git's own ways to log in are used. The branch keeps its history; what isn't ours in it stays."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from macros.publish import mark
from macros.publish.place import Refused
from macros.targets.manifest import Files
from macros.targets.reasons import CUT, DENIED, FULL, NO_HOST, NO_ROUTE, STRANGE, Reason, refused

_PATIENCE = 1800  # seconds
_REF = "refs/heads/site"
_TRAILER = "Dang-so"
_STAYS = ".nojekyll"
# What Git says, by words of it, and what that means.
_SAID: tuple[tuple[str, Reason], ...] = (
    (r"could not resolve host", NO_HOST),
    (r"connection refused|no route to host|failed to connect|network is unreachable|timed out", NO_ROUTE),
    (r"authentication failed|could not read username|invalid username|permission denied \(", (
        "kho Git không nhận tài khoản của máy này",
        "Chạy git push một lần trong cửa sổ lệnh để đăng nhập, hoặc thêm khóa SSH của máy vào kho",
    )),
    (r"does not appear to be a git repository|repository .*not found|not found: ", (
        "không có kho Git ở địa chỉ này", "Xem lại mục path trong site.yml",
    )),
    (r"\[rejected\]|fetch first|non-fast-forward|failed to update ref|cannot lock ref|incorrect old value", (
        "nhánh vừa có người khác gửi lên", "Chạy lại",
    )),
    (r"protected branch|pre-receive hook declined|\[remote rejected\]", (
        "kho Git không cho gửi lên nhánh này", "Bỏ bảo vệ nhánh ấy ở trang quản trị kho, hoặc đổi mục branch",
    )),
    (r"no space left|disk quota", FULL),
    (r"host key verification failed|remote host identification has changed", (
        "máy chủ Git có khóa chưa được máy này xác nhận", "Chạy ssh tới máy chủ ấy một lần, so dấu khóa rồi nhận",
    )),
    (r"permission denied", DENIED),
    (r"hung up|connection reset|early eof|broken pipe", CUT),
)  # fmt: skip


class Branch:
    """A branch of the repository at `address`; `repository` is a folder for what is known of it here."""

    def __init__(self, address: str, name: str, repository: Path, who: str):
        if not shutil.which("git"):
            raise Refused("Máy này chưa có Git. Cài từ https://git-scm.com/ rồi chạy lại, hoặc chọn cách đăng khác.")
        self.name, self._who = name, who
        self._address = address
        self._repository = repository
        if not (repository / "HEAD").exists():
            self._git("init", "--quiet", "--bare", str(repository), inside=False)
        there = self._git("ls-remote", self._address, f"refs/heads/{name}")
        self._last = ""
        if there.strip():
            self._git("fetch", "--quiet", "--no-tags", "--depth=1", self._address, f"+refs/heads/{name}:{_REF}")
            self._last = self._git("rev-parse", _REF).strip()
        said = self._git("log", "-1", "--format=%B", self._last) if self._last else ""
        found = re.search(rf"^{_TRAILER}: (\S+)$", said, re.MULTILINE)
        self.there = found[1] if found else ""

    def put(
        self,
        publication: str,
        what: str,
        files: Files,
        blob: Callable[[str], Path],
        told: Callable[[str, int, int], None],
        about: str = "",
    ) -> str:
        """Make a commit of the site, and of what isn't ours on the branch, and send it; return its id. `what` is its subject, `about`
        what more it says."""
        told("Ghi vào kho Git", 0, 0)
        paths = sorted(files)
        given = "".join(f"{blob(files[path][0]).resolve()}\n" for path in paths)
        ids = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=given).split()
        entries = {path: f"100644 {one}" for path, one in zip(paths, ids, strict=True)}
        stays = self._stays(files)
        if _STAYS not in entries and _STAYS not in stays:
            entries[_STAYS] = f"100644 {self._git('hash-object', '-w', '--stdin').strip()}"
        index = {"GIT_INDEX_FILE": str(self._repository / f"index-{os.getpid()}")}
        listed = "".join(f"{entry}\t{path}\0" for path, entry in sorted({**stays, **entries}.items()))
        try:
            self._git("read-tree", "--empty", own=index)
            self._git("update-index", "-z", "--index-info", given=listed, own=index)
            tree = self._git("write-tree", own=index).strip()
        finally:
            Path(index["GIT_INDEX_FILE"]).unlink(missing_ok=True)
        if self._last and self._git("rev-parse", f"{self._last}^{{tree}}").strip() == tree and self.there:
            return self._last
        parent = ("-p", self._last) if self._last else ()
        name = re.sub(r"[<>\n\0]", "", self._who).strip() or "manage.py publish"
        person = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", name), ("EMAIL", "publish@localhost"))
        }
        message = "\n\n".join(filter(None, (what or "Đăng trang", about, f"{_TRAILER}: {publication}\n")))
        commit = self._git("commit-tree", tree, *parent, "-F", "-", given=message, own=person).strip()
        told("Gửi lên kho Git", 0, 0)
        # Only if the branch is still what it was: somebody else may have sent something meanwhile.
        lease = f"--force-with-lease=refs/heads/{self.name}:{self._last}"
        self._git("push", "--quiet", lease, self._address, f"{commit}:refs/heads/{self.name}")
        self._git("update-ref", _REF, commit)
        return commit

    def _stays(self, files: Files) -> dict[str, str]:
        """What lies on the branch and isn't ours, by path. Refused if it stands where a file of the site has to be."""
        if not self._last:
            return {}
        there = {}
        for line in filter(None, self._git("ls-tree", "-r", "-z", self._last).split("\0")):
            about, _, path = line.partition("\t")
            mode, _, one = about.split()
            there[path] = f"{mode} {one}"
        known = mark.NAME in there
        ours = mark.listed(self._git("cat-file", "blob", there[mark.NAME].split()[1])) if known else None
        ours = ours | {mark.NAME} if ours is not None else frozenset()
        stays = {path: entry for path, entry in there.items() if path not in ours}
        if foreign := sorted(path for path in stays if path in files):
            raise Refused(
                f"Nhánh {self.name} đã có tệp không do chương trình ghi, trùng tên với tệp của trang: {', '.join(foreign[:5])}. "
                "Dùng một nhánh riêng cho trang, hoặc xóa các tệp ấy khỏi nhánh rồi chạy lại."
            )
        return stays

    def _git(self, *arguments: str, given: str = "", inside: bool = True, own: dict[str, str] | None = None) -> str:
        where = ("--git-dir", str(self._repository)) if inside else ()
        quiet = (
            "-c",
            "core.hooksPath=" + os.devnull,
            "-c",
            "gc.auto=0",
            "-c",
            "commit.gpgSign=false",
            "-c",
            "core.quotePath=false",
        )
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name.startswith("GIT_SSH")
        }
        environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **(own or {})}
        try:
            done = subprocess.run(
                ["git", *quiet, *where, *arguments],
                check=False, input=given, capture_output=True, encoding="utf-8", errors="replace", timeout=_PATIENCE, env=environment,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise refused(NO_ROUTE) from None
        if done.returncode:
            said = done.stderr.strip()
            reason = next((reason for words, reason in _SAID if re.search(words, said, re.IGNORECASE)), STRANGE)
            raise refused(reason, said.splitlines()[-1] if said else arguments[0])
        return done.stdout
