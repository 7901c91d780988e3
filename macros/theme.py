"""What MkDocs makes of its themes' own files: it lists them without icons, nine in ten of Material's files, of which it leaves out all; and the
same sitemap whatever the day."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from macros.addresses.address import SITEMAP

OF_MATERIAL = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon")
"""What of Material's own is left out: `docs/assets/material.css` holds what is needed of its style."""


class _Templates(FileSystemLoader):
    """Finds templates in the theme's folders, and lists none whose name, or that of whose folder, begins with a dot."""

    def list_templates(self) -> list[str]:
        return sorted({path for top in self.searchpath for path in _seen_in(os.fspath(top))})


def _seen_in(top: str, below: str = "") -> Iterator[str]:
    """Yield the paths of the files in a folder that aren't hidden, with slashes, below `top`."""
    with os.scandir(os.path.join(top, below)) as found:
        entries = [entry for entry in found if not entry.name.startswith(".")]
    for entry in entries:
        if not entry.is_dir():
            yield below + entry.name
        elif not entry.is_symlink():
            yield from _seen_in(top, f"{below}{entry.name}/")


def pass_over_icons(theme: Theme) -> None:
    """From now on."""
    theme.get_env = partial(_env, theme)  # type: ignore[method-assign]


def _env(theme: Theme) -> Environment:
    env = Theme.get_env(theme)
    env.loader = _Templates(theme.dirs)
    return env


def undate_sitemap(site: Path) -> None:
    """Take the day of the build out of the packed sitemap, where MkDocs notes it: each day's site would be another."""
    packed = site / f"{SITEMAP.file}.gz"
    if packed.exists():
        with packed.open("r+b") as out:
            out.seek(4)  # RFC 1952: MTIME, of which zero says that there is none
            out.write(bytes(4))
