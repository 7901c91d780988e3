"""LibreOffice, as a stand-in for Word: what it makes of a document, page by page. Installed by the tests if it isn't there."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.browser import installed_packages

_PROGRAMS = ("soffice", "pdftotext", "pdffonts", "pdfinfo")
_LETTER = "1eb3"  # ẳ, which not every version of a font that measures as Times New Roman does has


@dataclass(frozen=True)
class Printed:
    """A document as it is printed."""

    file: Path

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, as it lies there."""
        return _said("pdftotext", "-layout", self.file, "-").removesuffix("\f").split("\f")

    @property
    def fonts(self) -> set[str]:
        """The names of its fonts."""
        return {line.split()[0].partition("+")[2] for line in _said("pdffonts", self.file).splitlines()[2:]}

    @property
    def size(self) -> str:
        """What its pages are called by their size."""
        return re.search(r"^Page size:.*\((\w+)\)", _said("pdfinfo", self.file), re.MULTILINE)[1]


def printed(document: Path) -> Printed:
    """A document printed by LibreOffice. A missing one fails the test: a skipped test proves nothing."""
    assert installed_packages(["libreoffice-writer-nogui", "poppler-utils", "fonts-liberation2"], _whole), (
        "LibreOffice, poppler or a font in the place of Times New Roman can't be installed"
    )
    home = document.parent / "libreoffice"  # of its own, so that another one that runs is not asked
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", document.parent, document],
        check=False, timeout=300, capture_output=True, text=True,
    )  # fmt: skip
    file = document.with_suffix(".pdf")
    assert file.is_file(), done.stdout + done.stderr
    return Printed(file)


def _whole() -> bool:
    return all(map(shutil.which, (*_PROGRAMS, "fc-list"))) and bool(
        _said("fc-list", f"Liberation Serif:charset={_LETTER}")
    )


def _said(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
