"""Git, where a folder lies in a repository: run quietly, in bounds of time, and with nothing of the user's by our side."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_PATIENCE = 20  # seconds
# Nothing of the user's runs by our commands: no hook, no watcher, no signing program that asks for a password.
_QUIET = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "commit.gpgSign=false",
    "-c",
    "gc.auto=0",
    "-c",
    f"core.hooksPath={os.devnull}",
)
# What of the environment leads Git elsewhere than to the folder that it stands in.
_LEADS_AWAY = re.compile(
    r"GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_.*|COMMON_DIR|NAMESPACE|PREFIX|CEILING_.*|AUTHOR_.*|COMMITTER_.*)"
)


class NoGit(Exception):
    """There is no repository, or Git can't: why, for whoever looks after the machine."""


class Git:
    """Git in `folder`, which may be any of a repository or none."""

    def __init__(self, folder: Path):
        self._folder = folder

    def __call__(
        self,
        *arguments: str,
        top: Path | None = None,
        given: str | None = None,
        may: tuple[int, ...] = (0,),
        own: Mapping[str, str] | None = None,
    ) -> str:
        """What a command says, its bytes as `surrogateescape` has them; `top` is where it runs, `given` what it reads, `may` with
        which status it may end, `own` its own environment. Raises NoGit if it doesn't."""
        environment = {name: value for name, value in os.environ.items() if not _LEADS_AWAY.fullmatch(name)}
        environment |= {
            "LC_ALL": "C",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_LITERAL_PATHSPECS": "1",
            **(own or {}),
        }
        try:
            done = subprocess.run(
                ["git", *_QUIET, *arguments],
                cwd=top or self._folder,
                env=environment,
                input=(given or "").encode("utf-8", "surrogateescape"),
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise NoGit(str(error)) from error
        if done.returncode not in may:
            raise NoGit(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}: {done.returncode}")
        return done.stdout.decode("utf-8", "surrogateescape")

    def files(self, commit: str, folder: Path) -> dict[str, str]:
        """The files that lie in `folder` in a commit: their paths below it, and the ids of what they hold. Raises NoGit."""
        listed = self("ls-tree", "-r", "-z", "--full-tree", f"{commit}:{self._below(folder)}")
        found = {}
        for mode, kind, content, path in map(parted, filter(None, listed.split("\0"))):
            if kind == "blob" and mode != "120000":
                found[path] = content
        return found

    def differing(self, commit: str, folder: Path) -> set[str]:
        """The paths below `folder` of the files of a commit that are now otherwise, or gone. Raises NoGit."""
        listed = self(
            "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", commit, "--", ".", top=folder
        )
        return {*filter(None, listed.split("\0"))}

    def contents(self, ids: Iterable[str]) -> Iterator[bytes]:
        """What the repository holds under these ids, in their order. Raises NoGit."""
        wanted = [*ids]
        said = self("cat-file", "--batch", given="".join(f"{one}\n" for one in wanted)).encode(
            "utf-8", "surrogateescape"
        )
        at = 0
        for _ in wanted:
            end = said.index(b"\n", at)
            size = int(said[at:end].split()[2])
            yield said[end + 1 : end + 1 + size]
            at = end + size + 2

    def _below(self, folder: Path) -> str:
        """A folder as a commit names it."""
        return self("rev-parse", "--show-prefix", top=folder).strip("\n").rstrip("/")


def parted(line: str) -> list[str]:
    """A line of `ls-tree` or `ls-files --stage`: what stands before the path, and that."""
    about, _, path = line.partition("\t")
    return [*about.split(), path]
