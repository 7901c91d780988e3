"""A page written by hand that a command has read as Markdown is not read again by another, as long as the tests run: most sites are
built with the same twenty such pages, which takes a fifth of a build and a quarter of a check.

Of a page is kept what MkDocs' `render` made of it, by all that decides it: its file, its text behind the macros, `mkdocs.yml`. What it asked
of the site's files beside that is kept with it and asked again. A page that the log tells anything of is read each time.
"""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from macros.files.kept import digest

_MADE = ("content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors")
_render = Page.render


class _Asked:
    """The files of a site, and what a page asked of them."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.answers: dict[str, object] = {}

    def get_file_from_path(self, path: str) -> Any:
        found = self._files.get_file_from_path(path)
        self.answers[path] = _answer(found)
        return found


def _answer(found: Any) -> object:
    return found and (found.url, found.inclusion.name)


def keep_rendered(folder: Path) -> None:
    """From now on, in a folder that goes with the tests."""
    Page.render = _kept_in(folder)  # type: ignore[method-assign]


def _kept_in(folder: Path) -> Callable[[Page, MkDocsConfig, Files], None]:
    def render(page: Page, config: MkDocsConfig, files: Files) -> None:
        if page.file.generated_by or "warnings" not in config.extra:
            return _render(page, config, files)
        settings = Path(config.config_file_path).read_bytes()
        file = folder / digest(page.file.src_uri, page.file.url, page.markdown or "", settings).hex()
        if file.exists():
            answers, made = pickle.loads(file.read_bytes())
            if all(_answer(files.get_file_from_path(path)) == answer for path, answer in answers.items()):
                vars(page).update(made)
                return None
        asked, told = _Asked(files), config.extra["warnings"].get_counts()
        _render(page, config, asked)  # type: ignore[arg-type]
        if told == config.extra["warnings"].get_counts():
            page.links_to_anchors = None  # nobody follows them: mkdocs.yml has `anchors: ignore`
            (beside := file.with_suffix(f".{os.getpid()}")).write_bytes(
                pickle.dumps((asked.answers, {name: vars(page).get(name) for name in _MADE}))
            )
            os.replace(beside, file)
        return None

    return render
