"""The site as whole Markdown files with an `mkdocs.yml` of its own, which MkDocs with Material and Zensical build without any of us.

What a site built of them has otherwise stands in docs/developers/markdown.md.
"""

import json
import posixpath
import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from macros.build import Build
from macros.hand_written import in_one_line
from macros.language.markup import inert
from macros.language.problems import DataError
from macros.language.text import slug
from macros.mistakes import mistakes_of
from macros.pages.listing import Page
from macros.pages.macros import MACROS

_HOME = "home.html"
_SEARCH = "assets/search/"
# What our own template reads in the head of a page, and no other.
_OURS = ("template", "search_kind", "searched_as", "robots")
_HEADING = re.compile(r"(#{1,6} +(.+?)) *(?:\{: *([^#}]*)\})? *")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LINK = re.compile(r"(?<=\]\()(?![a-z][a-z+.-]*:|[#/])([^)\s#]+)", re.IGNORECASE)
_EXTENSIONS: list[Any] = [
    "admonition",
    "attr_list",
    "tables",
    {"footnotes": {"BACKLINK_TITLE": "Về chỗ có chú thích {}"}},
    "pymdownx.details",
    "pymdownx.superfences",
    {"pymdownx.highlight": {"use_pygments": False}},
    {"toc": {"title": "Trong trang này", "toc_depth": "2-3"}},
]


def write_tree(made: Build, config: MkDocsConfig, files: Files, top: Path) -> None:
    """Write the tree into the folder `top`. Raises DataError if a macro of a page fails."""
    docs = top / "docs"
    for path, text in _pages(made, config, files):
        _write(docs / path, text)
    for file in files:
        if not file.is_documentation_page() and _is_taken(file, config):
            _write(docs / file.src_uri, file.content_bytes)
    for style in _styles(config):
        _write(docs / style, Path(config.docs_dir, style).read_bytes())
    _write(top / "mkdocs.yml", _settings(made, config))


def _is_taken(file: File, config: MkDocsConfig) -> bool:
    """Whether a file goes along that is no page: ours, but for the scripts of our own templates."""
    if file.generated_by:
        return not file.src_uri.endswith((".js", ".css")) or file.src_uri == "assets/forward.js"
    return file.src_dir == config.docs_dir and file.inclusion is not InclusionLevel.EXCLUDED


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def _pages(made: Build, config: MkDocsConfig, files: Files) -> Iterator[tuple[str, str]]:
    """Yield (path, whole text) of every page, the macros in it called."""
    mistakes = []
    for file in files.documentation_pages():
        if file.generated_by or not (page := file.page):
            continue
        page = config.plugins.on_pre_page(page, config=config, files=files) or page
        page.read_source(config)
        text = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files) or ""
        text = in_one_line(text, page, config)
        mistakes += mistakes_of(page)
        head = {name: value for name, value in page.meta.items() if name not in _OURS and isinstance(value, str | list)}
        if page.meta.get("template") == _HOME:
            text = f"# {inert(made.find.site.name)}\n\n{inert(made.find.site.description)}\n\n{text}"
        yield _place(file.src_uri), _whole(head, _LINK.sub(partial(_link, file.src_uri), text))
    if mistakes:
        raise DataError(mistakes)
    for generated in made.pages.values():
        yield _place(generated.address.source), _whole(_head(generated), _text(made, generated))


def _place(source: str) -> str:
    """Where the page that lies at `source` under `docs/` lies in the tree: in a folder of its own, so that what its links are
    seen from is the same for the file and for the page. MkDocs takes those in HTML as seen from the page, Zensical from the file."""
    return source if source.rpartition("/")[2] == "index.md" else f"{source.removesuffix('.md')}/index.md"


def _link(source: str, target: re.Match[str]) -> str:
    """A link of Markdown on the page at `source` to another file, as it is seen from the page's place in the tree."""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(source), target[1]))
    there = _place(whole) if whole.endswith(".md") else whole
    return posixpath.relpath(there, posixpath.dirname(_place(source)) or ".")


def _head(page: Page) -> dict[str, Any]:
    head: dict[str, Any] = {"title": page.title, "description": page.description}
    return head if page.listed else {**head, "search": {"exclude": True}}


def _text(made: Build, page: Page) -> str:
    view = made.view.page(page.address.source)
    return str(MACROS[page.macro](view, *page.arguments)) + view.sources_section()


def _whole(head: dict[str, Any], text: str) -> str:
    """A page with its head, in which JSON is YAML, and an id at every heading: other builders make others of them."""
    lines = [f"{name}: {json.dumps(_safe(value), ensure_ascii=False)}" for name, value in head.items()]
    return "\n".join(["---", *lines, "---", "", *_with_ids(text.split("\n"))])


def _safe(value: Any) -> Any:
    """A text as HTML that shows it: the templates of other builders print those of a page's head as they are."""
    return str(escape(value)) if isinstance(value, str) else value


def _with_ids(lines: list[str]) -> Iterator[str]:
    fence, taken = "", {""}
    for line in lines:
        if found := _FENCE.match(line):
            fence = "" if fence == found[1] else fence or found[1]
        elif not fence and (heading := _HEADING.fullmatch(line)) and not heading[1].endswith("}"):
            name = stem = slug(unescape(re.sub(r"<[^>]*>|\[|\]\([^)]*\)|[`*_]", "", heading[2])))
            number = 0
            while name in taken:
                number += 1
                name = f"{stem}_{number}"
            taken.add(name)
            line = f"{heading[1]} {{: #{name} {heading[3] or ''}}}"
        yield line


def _menu(nav: Any) -> Any:
    """The menu, with the places that pages have in the tree."""
    if isinstance(nav, list):
        return [_menu(one) for one in nav]
    if isinstance(nav, dict):
        return {name: _menu(one) for name, one in nav.items()}
    return _place(nav) if nav.endswith(".md") else nav


def _styles(config: MkDocsConfig) -> list[str]:
    """Our stylesheets, which readers of our site get with others as one, but for the search's."""
    return [str(style) for style in config.extra_css if not str(style).startswith(_SEARCH)]


def _settings(made: Build, config: MkDocsConfig) -> str:
    """The tree's own `mkdocs.yml`: our names, menu and extensions, and nothing that is code of ours."""
    site = made.find.site
    settings: dict[str, Any] = {
        "site_name": _safe(site.name),
        "site_description": _safe(site.description),
        "site_url": config.site_url or None,
        "docs_dir": "docs",
        "site_dir": ".site",
        "use_directory_urls": True,
        "theme": {"name": "material", "language": "vi", "font": False, "favicon": "assets/favicon.svg"},
        "extra_css": _styles(config),
        "nav": _menu(config.nav),
        "plugins": ["search"],
        "markdown_extensions": _EXTENSIONS,
    }
    kept = {name: value for name, value in settings.items() if value is not None}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=120)
