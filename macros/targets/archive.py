"""A .zip of the site, to be uploaded and unpacked at a host's control panel. Same site, same bytes."""

from collections.abc import Callable, Iterator
from pathlib import Path

from macros.files.zips import holds, write_zip
from macros.publish import mark
from macros.targets.manifest import Files
from macros.targets.reasons import reason_here, refused


def is_site(path: Path) -> bool:
    """Whether a file is a site that was packed here."""
    return holds(path, mark.NAME)


def write_site(path: Path, files: Files, blob: Callable[[str], Path], done: Callable[[], None]) -> None:
    """Put a file that holds the whole site in the place of the one at `path`. Refused if it can't be."""

    def contents() -> Iterator[tuple[str, bytes]]:
        for name in sorted(files):
            yield name, blob(files[name][0]).read_bytes()
            done()

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_zip(path, contents())
    except OSError as error:
        raise refused(reason_here(error), error.filename or path) from None
