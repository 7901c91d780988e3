"""What lies on a target, as the last publication left it: a file of ours there, which names nothing that isn't published anyway.

.site-publish/manifest.json   the files that are there, with their digests and sizes; written when all of them are
next.json                     the same of a publication that was begun; taken away when it is ended
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.targets.host import Host, join

OWN = ".site-publish"
"""The folder of ours in a site, on a target."""
MANIFEST, NEXT = "manifest.json", "next.json"
# Of a publication that was cut off within the folder of the site itself, nothing is to be read by others.
DENY = ".htaccess", b"Require all denied\n"

HASHED = re.compile(r"(?:.*/)?[^/]*-[0-9a-f]{6,}\.(?!html$)[a-z0-9]+")
"""Files whose name tells what they hold: what is there by such a name is never changed."""
CODE = (".js", ".mjs", ".css", ".woff2")
"""What of them tells nothing of any record."""

Files = dict[str, tuple[str, int]]
"""Path in the site → digest (SHA-256, hexadecimal) and size of what it holds."""


@dataclass(frozen=True)
class Manifest:
    """A state of a target.

    Attributes:
        id: of the publication.
        files: what the site is made of.
        kept: files of the one before that pages which readers have open may still ask for.
        stray: paths that may hold files of ours besides, whatever is in them.
    """

    id: str = ""
    files: Files = field(default_factory=dict)
    kept: Files = field(default_factory=dict)
    stray: frozenset[str] = frozenset()

    @property
    def paths(self) -> frozenset[str]:
        """All that is ours, or may be."""
        return self.stray.union(self.files, self.kept)

    @property
    def all(self) -> Files:
        """All whose contents are known."""
        return {path: one for path, one in {**self.kept, **self.files}.items() if path not in self.stray}

    def packed(self) -> bytes:
        """As it is kept on the target. Same state, same bytes."""
        told = {"id": self.id, "files": self.files, "kept": self.kept, "stray": sorted(self.stray)}
        return (json.dumps(told, indent=0, sort_keys=True) + "\n").encode()


def unpacked(content: bytes | None) -> Manifest | None:
    """The state that was packed; None if it is none, or damaged."""
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        told: dict[str, Any] = json.loads(content or b"")
        return Manifest(
            str(told["id"]), files_in(told["files"]), files_in(told["kept"]), frozenset(map(str, told["stray"]))
        )
    return None


def after(last: Manifest | None, begun: Manifest | None) -> Manifest | None:
    """What may lie on a target on which the publication `begun` came to no end: the paths in which it differs from the last one may
    hold either, so what is in them counts for nothing."""
    if not begun:
        return last
    last = last or Manifest()
    if last.id == begun.id:
        return Manifest(last.id, last.files, last.kept, begun.stray - begun.files.keys() - begun.kept.keys())
    ours = {**last.kept, **last.files}, {**begun.kept, **begun.files}
    unsure = {path for path in ours[0].keys() | ours[1].keys() if ours[0].get(path) != ours[1].get(path)}
    return Manifest(last.id, last.files, last.kept, last.stray | begun.stray | unsure)


def still_asked_for(files: Files, there: Files) -> Files:
    """What of all that is `there` stays though it isn't among the new `files`: the scripts, styles and fonts that pages which readers
    have open load by names with digests. Of a record that was taken back or put right neither pictures nor words stay; the search opens
    its index anew."""
    return {
        path: one for path, one in there.items() if HASHED.fullmatch(path) and path.endswith(CODE) and path not in files
    }


def digest_of(content: bytes) -> str:
    """The digest by which contents are known."""
    return hashlib.sha256(content).hexdigest()


def put_whole(host: Host, path: str, content: bytes) -> None:
    """Write a file so that it holds the old or the new, at any moment."""
    host.write(f"{path}.new", content)
    host.rename(f"{path}.new", path)


def manifest_in(host: Host, site: str) -> Manifest | None:
    """What a site says of itself."""
    return unpacked(host.read(join(site, f"{OWN}/{MANIFEST}")))


def files_in(told: Mapping[str, Any]) -> Files:
    """The files that JSON tells of. Raises ValueError or TypeError where it tells of none."""
    return {str(path): (str(digest), int(size)) for path, (digest, size) in told.items()}
