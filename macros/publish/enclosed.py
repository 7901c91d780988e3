"""The files of records on their way into a site: what is made of pictures, and papers and films as they are. Only what is named by the
records that the site tells of goes out; an original never does."""

import shutil
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from macros.addresses.address import PICTURES, file_of
from macros.catalogue import Finder
from macros.files.checked import sweep
from macros.files.kept import digest
from macros.media import Seen, forget, made_by, renditions, write_renditions
from macros.publish.left import Left
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


def enclose(find: Finder, site: Path, left: Left) -> None:
    """Put them into the site, but for those that are taken over of what is `left` of the last one."""
    files = [(path, name, seen) for name, seen in enclosed(find).items() for path in _files(find, name, seen)]
    # What is in such a file follows from its name, from what was seen of the file of the record, and from what makes it.
    told = [digest(path, seen.digest, made_by() if seen.is_picture else b"") for path, _, seen in files]
    _put(find, site, [one for one, of in zip(files, told, strict=True) if not left.put(one[0], of, site)])
    sweep(_KEPT, [path.removeprefix(PICTURES.path) for path, _, _ in files])
    if find.stores:
        forget(find.stores, map(find.file, enclosed(find)))


def enclose_one(find: Finder, site: Path, wanted: str) -> None:
    """Put the one of them into the site that lies there at a path, if any does."""
    held = enclosed(find).items()
    _put(find, site, [(wanted, name, seen) for name, seen in held if wanted in _files(find, name, seen)])


def _put(find: Finder, site: Path, files: Collection[tuple[str, str, Seen]]) -> None:
    """Put files of the site into it, each told by its path there, the name of the file of a record and what that is."""
    pictures: list[tuple[Path, Seen]] = []
    for path, name, seen in files:
        if seen.is_picture:
            pictures.append((find.file(name), seen))
            continue
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(find.file(name), site / path)
    write_renditions(site, pictures, _KEPT, {path.removeprefix(PICTURES.path) for path, _, _ in files})


def _files(find: Finder, name: str, seen: Seen) -> set[str]:
    """The files of the site that one of them will be."""
    if seen.is_picture:
        return {PICTURES.below(made).file for made in renditions(seen).names}
    return {file_of(find, name).file}
