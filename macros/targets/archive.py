"""A .zip of the site, to be uploaded and unpacked at a host's control panel. Same site, same bytes."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from macros.publish import mark
from macros.targets.host import OPEN
from macros.targets.manifest import Files
from macros.targets.reasons import reason_of, refused

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first that the format knows
_UNIX = 3


def is_site(path: Path) -> bool:
    """Whether a file is a site that was packed here."""
    try:
        with zipfile.ZipFile(path) as archive:
            return mark.NAME in archive.namelist()
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


def write_zip(path: Path, files: Files, blob: Callable[[str], Path], done: Callable[[], None]) -> None:
    """Put a file that holds the whole site in the place of the one at `path`. Refused if it can't be."""
    made = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(made, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for name in sorted(files):
                    about = zipfile.ZipInfo(name, _WHEN)
                    about.external_attr, about.create_system = (0o100000 | OPEN) << 16, _UNIX
                    archive.writestr(about, blob(files[name][0]).read_bytes(), zipfile.ZIP_DEFLATED)
                    done()
            out.flush()
            os.fsync(out.fileno())
        os.replace(made, path)
    except OSError as error:
        raise refused(reason_of(error), error.filename or path) from None
    finally:
        made.unlink(missing_ok=True)
