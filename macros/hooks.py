"""The one module that knows MkDocs: it loads the data, adds the pages, and publishes only a whole, faultless site."""

import logging
import os
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:  # MkDocs loads this file by its path, so the package around it is not yet known
    sys.path.insert(0, str(ROOT))

from mkdocs_macros.errors import format_error

from macros import open_data
from macros.calendar_file import calendars
from macros.feed import feeds
from macros.findable import abbreviations, documents
from macros.links import dead_links, files_of
from macros.load import load
from macros.markup import explain_abbreviations, lighten, open_tables
from macros.page_macros import MacroError
from macros.pages import CONTENT_SECURITY_POLICY, Page, forwarding, gone_pages, moves, pages, robots
from macros.pictures import Picture, picture_of, write_pictures
from macros.problems import DataError, in_file
from macros.published import Published, copy_moved
from macros.records.parts import shown_number
from macros.scripts import lightened
from macros.search import write_index
from macros.share import take_along
from macros.structured import structured
from macros.stylesheet import trimmed, words
from macros.swap import Swap
from macros.text import slug
from macros.view import TEMPLATES, View

VIETNAM = timezone(timedelta(hours=7))


class _Build:
    """What the hooks remember from one event of a build to the next."""

    command = "build"
    view: View
    report: str = ""
    mistakes: list[str]
    pictures: set[Picture]
    pages: dict[str, Page]
    published: Published
    moves: dict[str, tuple[str, Path]]
    sources: dict[str, Path]
    swap: Swap
    warnings: CountHandler


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a preview, and keep MkDocs' own chatter from staff: warnings and errors only."""
    _Build.command = command
    # What mkdocs-macros says of a failed macro, `_gather` says better.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.ERROR)
    logger = logging.getLogger("mkdocs")
    for handler in logger.handlers:
        handler.setLevel(logging.WARNING)
    _Build.warnings = CountHandler(level=logging.WARNING)
    logger.addHandler(_Build.warnings)


@event_priority(100)  # before mkdocs-macros, which needs the view
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check all data; with a single problem nothing is built and the last site stays as it was."""
    data = Path(os.environ.get("SHOWCASE_DATA") or ROOT / "data")
    previewing = _Build.command == "serve"
    _Build.mistakes, _Build.pictures = [], set()
    if not previewing:
        _Build.swap = Swap(Path(config.site_dir))
        config.site_dir = str(_Build.swap.building)
    try:
        catalogue = load(data, drafts=previewing)
        if url := os.environ.get("SHOWCASE_URL"):
            catalogue.site = catalogue.site.at(url)
        _Build.view, _Build.report = View(catalogue, today(), preview=previewing), ""
    except DataError as error:
        if not (previewing and hasattr(_Build, "view")):
            raise Abort(error.report()) from None
        _Build.report = error.report()  # the preview goes on with the last good data, and says so on every page
        print(_Build.report, flush=True)
    site = _Build.view.catalogue.site
    config.site_name, config.site_description, config.site_author = site.name, site.description, site.owner
    config.site_url = config.site_url or site.url
    config.extra.update(view=_Build.view, policy=CONTENT_SECURITY_POLICY)
    config.mdx_configs.setdefault("toc", {})["slugify"] = lambda text, separator: slug(text)
    if previewing:  # MkDocs' server answers nothing while a build fails, so in a preview mistakes are shown instead
        config.strict = False
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the pages that forward old addresses, feeds, calendars and open data; take out what Material
    adds in vain."""
    catalogue = _Build.view.catalogue
    _Build.pages = {page.source: page for page in pages(catalogue)}
    taken = [page for page in _Build.pages.values() if files.get_file_from_path(page.source)]
    if taken:
        todo = "Đổi tên một trong hai"
        raise Abort(DataError([in_file(Path(config.docs_dir, p.source), f"trùng địa chỉ với trang của {p.title}", todo)
                               for p in taken]).report())  # fmt: skip
    _Build.published = Published(catalogue.data)
    _Build.sources = {file.dest_uri: Path(file.abs_src_path) for file in files.documentation_pages()}
    for page in _Build.pages.values():
        _add(page, page.record and page.record.file, files, config)
    there = {file.dest_uri for file in files}
    for path, page in gone_pages(_Build.published).items():
        if path not in there:
            _Build.pages[page.source] = page
            _add(page, _Build.published.file, files, config)
    _Build.moves = moves(catalogue, _Build.published)
    for old, (new, source) in _Build.moves.items():
        if old.endswith("/") and (path := f"{old[1:]}index.html") not in there:
            files.append(File.generated(config, path, content=forwarding(old, new)))
            _Build.sources[path] = source
    _lighten_theme(files, config)
    _lighten_scripts(files, config)
    view = _Build.view
    for path, content in (*feeds(view), *calendars(view), *open_data.files(catalogue), *robots(catalogue.site)):
        files.append(File.generated(config, path, content=content))
    return files


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Explain abbreviations, and shed the character references that only Markdown needed."""
    html = explain_abbreviations(open_tables(lighten(html)), _Build.view.catalogue.abbreviations)
    if _Build.report:
        stale = "Dữ liệu đang có lỗi nên trang xem thử chưa cập nhật. Sửa xong, trang sẽ tự tải lại."
        html = f'<div class="draft" role="alert"><p>{stale}</p><pre>{escape(_Build.report)}</pre></div>\n{html}'
    return html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Make the texts safe that Material prints as they are: titles, descriptions, names.

    MkDocs' templates run without autoescape, and `striptags` turns `&lt;` back into `<`. All pages are parsed by now
    and none is rendered, so titles set here reach no macro.
    """
    if _Build.mistakes and _Build.command == "build":
        raise Abort("\n".join(_Build.mistakes))
    env.filters["vietnamese"] = shown_number
    strip = env.filters["striptags"]
    env.filters["striptags"] = lambda value: escape(strip(value))
    for file in files.documentation_pages():
        if (page := file.page) is None:
            continue
        if made := _Build.pages.get(file.src_uri):
            page.meta.update(title=made.title, description=made.description)
            page.meta["trail"] = [
                (escape(text), source and files.get_file_from_path(source)) for text, source in made.trail
            ]
        elif not page.is_homepage:
            sections = [(escape(section.title), None) for section in reversed(page.ancestors)]
            index = files.get_file_from_path(f"{file.src_uri.rpartition('/')[0]}/index.md")  # of a page beside the menu
            beside = [(escape(Markup(index.page.title).unescape()), index)] if index and index is not file else []
            page.meta["trail"] = sections or beside
        page.title = escape(page.meta.get("title") or Markup(page.title).striptags())  # a heading may hold links
        for key in ("title", "description", "author"):
            if isinstance(page.meta.get(key), str):
                page.meta[key] = escape(page.meta[key])
    config.site_name, config.site_description = escape(config.site_name), escape(config.site_description)
    config.site_author = config.site_author and escape(config.site_author)
    return env


def on_page_context(context: dict, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict:
    """Give the template what goes with the page: structured data for its head, and what a reader can take along."""
    made = _Build.pages.get(page.file.src_uri)
    way = [(Markup(text).striptags(), file.url if file else None) for text, file in page.meta.get("trail", ())]
    if not page.is_homepage:
        way.append((Markup(page.title).striptags(), page.url))
    context["structured"] = structured(_Build.view, page.url, way, made)
    if _Build.command == "build" and _Build.view.catalogue.site.url:
        context["picture"] = picture_of(_Build.view.catalogue, made.record if made else None)
        _Build.pictures.add(context["picture"])
    if not (page.is_homepage or page.meta.get("template")):
        context["take"] = take_along(_Build.view, page.url, made.record if made else None)
    return context


@event_priority(-100)  # after all plugins, when the site is whole
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index and look the site over, then put it in the place of the last one, at one stroke."""
    catalogue = _Build.view.catalogue
    write_index(documents(catalogue), abbreviations(catalogue), Path(config.site_dir, "assets", "search", "index"))
    write_pictures(Path(config.site_dir), _Build.pictures, ROOT / ".cache" / "pictures")
    copy_moved(Path(config.site_dir), _Build.moves)
    files = files_of(Path(config.site_dir))
    faults = _faults(files, config)
    if _Build.command != "build":
        print(faults, end="\n" if faults else "", flush=True)
        return
    if faults:
        raise Abort(f"{faults}\nChưa đăng gì.")
    try:
        _Build.swap.finish()
    except OSError as error:
        todo = "Đóng các cửa sổ và chương trình đang mở thư mục ấy rồi chạy lại"
        raise Abort(f"Không thay được {_Build.swap.final} ({error.strerror}). {todo}.") from None
    print(f"Đã tạo {len(_Build.pages)} trang từ dữ liệu, nằm trong {_Build.swap.final}")
    if not catalogue.site.url:
        print("Chưa có hình, liên kết chia sẻ, mã QR và sơ đồ trang, vì chưa biết địa chỉ trang: ghi url vào site.yml.")
    if said := _Build.published.record(files, writing=bool(os.environ.get("SHOWCASE_RECORD"))):
        print(said)


def _faults(files: set[str], config: MkDocsConfig) -> str:
    """All that is wrong with the finished site, told to staff; empty if nothing is."""
    problems = dead_links(Path(config.site_dir), files, config.site_url, _Build.sources)
    problems += _Build.published.vanished(files, _Build.view.catalogue)
    told = [DataError(problems).report()] if problems else []
    if config.strict and (counts := _Build.warnings.get_counts()):
        mistakes = sum(count for _, count in counts)
        told.append(f"Trong các trang viết tay còn {mistakes} chỗ phải sửa, nêu ở các dòng WARNING trên.")
    return "\n".join(told)


def on_build_error(error: Exception) -> None:
    """Leave nothing half-built behind."""
    if _Build.command == "build" and hasattr(_Build, "swap"):
        _Build.swap.abandon()


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Rebuild the preview when data or templates change, and say where it is."""
    for folder in (_Build.view.catalogue.data, ROOT / "macros" / "templates"):
        server.watch(str(folder))
    print(f"Trang xem thử: {server.url}  (nhấn Ctrl+C để dừng)", flush=True)
    return server


def _add(page: Page, source: Path | None, files: Files, config: MkDocsConfig) -> None:
    """Add a generated page; `source` is the file that staff would mend if something in it is wrong."""
    file = File.generated(config, page.source, content=page.body)
    file.inclusion = InclusionLevel.NOT_IN_NAV
    files.append(file)
    if source:
        _Build.sources[file.dest_uri] = source


def _lighten_theme(files: Files, config: MkDocsConfig) -> None:
    """Keep of Material's files only its stylesheet, without the rules that the site's own sources have no use for."""
    for file in list(files):
        if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon")):
            files.remove(file)
            if file.src_uri.startswith("assets/stylesheets/main.") and file.src_uri.endswith(".css"):
                whole = Path(file.abs_src_path).read_text(encoding="utf-8")
    docs, overrides = Path(config.docs_dir), Path(config.theme.custom_dir)
    written = (file for kind in ("md", "mjs", "js", "css") for file in docs.rglob(f"*.{kind}"))
    sources = [*written, *overrides.rglob("*.html"), *TEMPLATES.iterdir()]
    files.append(File.generated(config, "assets/material.css", content=trimmed(whole, words(sources))))


def _lighten_scripts(files: Files, config: MkDocsConfig) -> None:
    own = [file for file in files if file.src_uri.endswith((".mjs", ".js")) and file.src_dir == config.docs_dir]
    scripts = {file.src_uri: Path(file.abs_src_path).read_text(encoding="utf-8") for file in own}
    for file in own:
        files.remove(file)
    for address, script in lightened(scripts).items():
        files.append(File.generated(config, address, content=script))


def today() -> date:
    """The day in Vietnam; set SOURCE_DATE_EPOCH (seconds, UTC) to build the site of another day."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(stamp), UTC) if stamp else datetime.now(UTC)
    return now.astimezone(VIETNAM).date()


def _gather(error: Exception, markdown: str, page: MkDocsPage) -> str:
    """Keep what went wrong in a macro, without its traceback, and let it stand in the page for the preview."""
    if isinstance(error, MacroError):
        mistake = str(error)
    else:
        line = f"dòng {error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        mistake = f"docs/{page.file.src_uri}: lời gọi macro bị lỗi: {line}{error}. Xem trang hướng dẫn macro."
    _Build.mistakes.append(mistake)
    return f'<div class="draft" role="alert"><p>{escape(mistake)}</p></div>'


for _kind in (Exception, TemplateSyntaxError):  # the plugin has its own texts for both, in English
    format_error.register(_kind, _gather)
