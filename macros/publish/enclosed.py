"""The files of records on their way into a site: what is made of pictures, and papers and films as they are. Only what is named by the
records that the site tells of goes out; an original never does."""

import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from macros.addresses.address import PICTURES, file_of
from macros.catalogue import Finder
from macros.media import Seen, renditions, write_renditions
from macros.records import RECORDS
from macros.records.walk import named_files

_KEPT = Path(__file__).parents[2] / ".cache" / "media"


@lru_cache(maxsize=1)  # for the files, and for each that a preview asks for
def enclosed(find: Finder) -> Mapping[str, Seen]:
    """The files that the records name, by name."""
    named = (one.name for kind in RECORDS for record in find.all(kind) for one in named_files(record))
    return {name: find.media(name) for name in named}


def enclosed_files(find: Finder) -> set[str]:
    """The files of the site that they will be."""
    return {file for name, seen in enclosed(find).items() for file in _files(find, name, seen)}


def enclose(find: Finder, site: Path, wanted: str | None = None) -> None:
    """Put them into the site; if a file of the site is `wanted`, only that."""
    held = {name: seen for name, seen in enclosed(find).items() if not wanted or wanted in _files(find, name, seen)}
    pictures = [(find.file(name), seen) for name, seen in held.items() if seen.is_picture]
    write_renditions(site, pictures, _KEPT, [wanted.removeprefix(PICTURES.path)] if wanted else None)
    for name, seen in held.items():
        if not seen.is_picture:
            there = file_of(find, name).within(site)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(find.file(name), there)


def _files(find: Finder, name: str, seen: Seen) -> set[str]:
    """The files of the site that one of them will be."""
    if seen.is_picture:
        return {PICTURES.below(made).file for made in renditions(seen).names}
    return {file_of(find, name).file}
