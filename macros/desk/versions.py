"""The history of the data folder in Git, where it lies in a repository: each save is a commit of the files that it wrote.

Nothing else of the repository is touched. The commit is made beside the user's index, of the last commit and our files alone; in the
index only those entries follow that were as in the last commit, so what somebody has staged stays staged. While Git is in the middle
of something, a merge or a rebase, nothing is committed. Where Git is not there, or fails, the desk's own history is all there is.
"""

import getpass
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from macros.files.git import Git, NoGit, parted
from macros.language.characters import told, without_wrong

_IN_THE_MIDDLE = (
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "BISECT_LOG",
    "rebase-merge",
    "rebase-apply",
    "sequencer",
)


class Versions:
    """The repository that `data` lies in, if it does."""

    def __init__(self, data: Path):
        self._git = Git(data)

    def keep(self, files: Iterable[Path], message: str, who: str) -> str:
        """Commit these files as they are, or are no more; return the commit's id, or of the last one if nothing of them differs.

        Raises NoGit if there is no repository that takes them, or Git can't."""
        top = Path(self._git("rev-parse", "--show-toplevel").strip())
        if any((top / self._git("rev-parse", "--git-path", name, top=top).strip()).exists() for name in _IN_THE_MIDDLE):
            raise NoGit("in the middle of a merge")
        paths = [file.resolve().relative_to(top.resolve()).as_posix() for file in files]
        ignored = self._git(
            "check-ignore",
            "--stdin",
            "-z",
            top=top,
            given="\0".join(paths),
            may=(0, 1),
            own={"GIT_LITERAL_PATHSPECS": "0"},
        )
        paths = [path for path in paths if path not in ignored.split("\0")]
        if not paths:
            raise NoGit("ignored")
        head = self._git("rev-parse", "--quiet", "--verify", "HEAD^{commit}", top=top, may=(0, 1)).strip()
        before = self._entries(top, head, paths)
        entries = {path: self._entry(top, path, before.get(path)) for path in paths}
        entries = {path: entry for path, entry in entries.items() if entry != before.get(path)}
        if not entries:
            return head
        made = self._committed(top, head, entries, message, who)
        # The index first: if another program holds it, nothing is committed, and the next commit of the user undoes nothing.
        staged = self._staged(top, list(entries))
        follow = {path: entry for path, entry in entries.items() if staged.get(path) == before.get(path)}
        if follow:
            self._git("update-index", "-z", "--index-info", top=top, given=_listed(follow, len(made)))
        self._git(
            "update-ref",
            "-m",
            f"ban-lam-viec: {message.splitlines()[0]}",
            "HEAD",
            made,
            head or "0" * len(made),
            top=top,
        )
        return made

    def _committed(self, top: Path, head: str, entries: dict[str, str | None], message: str, who: str) -> str:
        """A commit of the last one and these entries, made beside the user's index."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            if head:
                self._git("read-tree", head, top=top, own=index)
            size = len(head) or len(self._git("hash-object", "--stdin", top=top, given=""))
            self._git("update-index", "-z", "--index-info", top=top, given=_listed(entries, size), own=index)
            tree = self._git("write-tree", top=top, own=index).strip()
        name = (
            _name(who)
            or _name(self._git("config", "user.name", top=top, may=(0, 1)))
            or _name(user())
            or "bàn làm việc"
        )
        address = self._git("config", "user.email", top=top, may=(0, 1)).strip() or "ban-lam-viec@localhost"
        person = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", address))
        }
        parent = ("-p", head) if head else ()
        return self._git(
            "commit-tree", tree, *parent, "-F", "-", top=top, given=without_wrong(message) + "\n", own=person
        ).strip()

    def _entry(self, top: Path, path: str, before: str | None) -> str | None:
        """What a tree holds of a file: its mode and the digest of its content; None if it isn't there."""
        if not (top / path).is_file():
            return None
        content = self._git("hash-object", "-w", f"--path={path}", "--", path, top=top).strip()
        return f"{before.split()[0] if before else '100644'} {content}"

    def _entries(self, top: Path, head: str, paths: list[str]) -> dict[str, str]:
        if not head:
            return {}
        listed = self._git("ls-tree", "-z", head, "--", *paths, top=top)
        return {path: f"{mode} {content}" for mode, _, content, path in map(parted, filter(None, listed.split("\0")))}

    def _staged(self, top: Path, paths: list[str]) -> dict[str, str]:
        listed = self._git("ls-files", "-z", "--stage", "--", *paths, top=top)
        found = [parted(line) for line in listed.split("\0") if line]
        return {path: f"{mode} {content}" if stage == "0" else "unmerged" for mode, content, stage, path in found}


def user() -> str:
    """What the system calls whoever is at work; empty if it can't tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _name(text: str) -> str:
    """A name as a commit can hold it."""
    return told(re.sub(r"[<>\n\0]", "", without_wrong(text)).strip(), 80)


def _listed(entries: dict[str, str | None], size: int) -> str:
    return "".join(f"{entry or '0 ' + '0' * size}\t{path}\0" for path, entry in entries.items())
