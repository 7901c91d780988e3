"""The theme's files as MkDocs lists them, without its icons: nine in ten of Material's files, of which MkDocs leaves out all; and what readers
fetch of our scripts and styles."""

import os
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.theme import Theme

from macros.addresses.address import STYLE
from macros.assets.scripts import lightened
from macros.assets.styles import together

_MATERIAL = "assets/material.css"  # whose rules ours come after


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


def lighten_files(files: Files, config: MkDocsConfig) -> None:
    """Put in the place of our scripts and styles what readers fetch."""
    own = {file.src_uri: file for file in files if file.src_dir == config.docs_dir}
    scripts = {path: file.content_string for path, file in own.items() if path.endswith(".js")}
    styles = [path for path in (_MATERIAL, *config.extra_css) if path in own]
    made = lightened(scripts, config.extra["build"].find.stores)
    made |= {STYLE.path: together(own[path].content_string for path in styles)}
    for path in (*scripts, *styles):
        files.remove(own[path])
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
