"""MkDocs' events as steps of a `Build`.

What an event needs of an earlier one travels in MkDocs' own configuration, under `extra`: nothing is remembered here.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Any

import click
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

ROOT = Path(__file__).parents[1]
# The team behind Material prints a notice about MkDocs' future at each start; staff can do nothing with it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
if str(ROOT) not in sys.path:  # MkDocs loads this file by its path, so the package around it is not yet known
    sys.path.insert(0, str(ROOT))

from macros.addresses import address
from macros.addresses.address import Address
from macros.build import Build, Settings
from macros.builder import Builder
from macros.generated import Generated, ShardMade, file_of
from macros.hand_written import refuse_odd, refuse_undecoded, trail_of, with_blocks, with_pictures
from macros.kept_by_hand import AskedFiles, KeptByHand, keeping, taken_over
from macros.language.blocks import Blocks
from macros.language.markup import explain_abbreviations, lighten, open_tables
from macros.language.notices import Notices
from macros.language.numbers import shown_number
from macros.language.problems import DataError
from macros.language.reasons import told, why
from macros.language.text import slug
from macros.lightening import lighten_files
from macros.made import MadeFile, file_made_by, let_go
from macros.mistakes import mistakes_of
from macros.once import Once
from macros.pages import lost
from macros.pages.compiled import Compiled
from macros.pages.listing import CONTENT_SECURITY_POLICY
from macros.pages.share import take_along
from macros.pages.structured import structured
from macros.publish.enclosed import enclose
from macros.publish.links import files_of
from macros.publish.place import Refused
from macros.steps import Steps, say
from macros.theme import OF_MATERIAL, pass_over_icons, undate_sitemap


def on_startup(command: str, dirty: bool) -> None:
    """Keep MkDocs' own chatter from staff: warnings and errors only."""
    # What mkdocs-macros says of a failed macro, `mistakes.py` says better.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.ERROR)
    for handler in logging.getLogger("mkdocs").handlers:
        handler.setLevel(logging.WARNING)


@event_priority(100)  # before mkdocs-macros, which needs the view
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check all data; with a single problem nothing is built and the last site stays as it was."""
    if "builder" not in config.extra:
        config.extra["builder"] = Builder(_plain_settings(config))
    try:
        made: Build = config.extra["builder"].begin()
    except Refused as error:
        raise Abort(str(error)) from None
    except DataError as error:
        raise Abort(error.report()) from error
    if made.report:  # the preview goes on with the last good data, and says so on every page
        print(made.report, flush=True)
    if made.folder:
        config.site_dir = str(made.folder)
    site = made.find.site
    config.site_name, config.site_description, config.site_author = site.name, site.description, site.owner
    config.site_url = config.site_url or site.url
    config.extra.update(build=made, warnings=CountHandler(level=logging.WARNING))
    logging.getLogger("mkdocs").addHandler(config.extra["warnings"])
    pass_over_icons(config.theme)
    config.markdown_extensions += [Blocks(), Notices()]  # type: ignore[list-item]  # Python-Markdown takes them as well as names
    config.mdx_configs.setdefault("toc", {})["slugify"] = lambda text, separator: slug(text)
    if made.settings.preview:  # MkDocs' server answers nothing while a build fails: there mistakes are shown instead
        config.strict = False
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the pages that forward, and the exports; take out what Material adds in vain, and the page
    for word from the wards where nobody takes any."""
    made: Build = config.extra["build"]
    refuse_odd(files)
    refuse_undecoded(files, config)
    unused = [*OF_MATERIAL, *([] if made.find.site.slips else [address.FORM.path, address.SLIP.source])]
    for file in list(files):
        if file.src_uri.startswith(tuple(unused)):
            files.remove(file)
    written = {file.dest_uri: Path(file.abs_src_path or "") for file in files.documentation_pages()}
    there = {file.dest_uri for file in files if file.inclusion is not InclusionLevel.EXCLUDED}
    steps: Steps = config.extra["builder"].steps
    try:
        with steps.step("Xếp các trang"):
            pages = made.lay_out(written, there)
    except DataError as error:
        raise Abort(error.report()) from error
    if made.notice:
        say(made.notice)
    for page in pages:
        files.append(file_of(page, config))
    for path, make in made.other_files(there):
        files.append(file_made_by(make, path, config))
    lighten_files(files, config)
    steps.begin("Xem những trang nào phải tạo lại")
    return AskedFiles(files)


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    """Keep the menu for the generated pages, and take over pages written by hand that would be made the same again."""
    config.extra.update(nav=nav, files=files, by_hand=taken_over(config, files, nav))
    config.extra["builder"].steps.begin("Tạo các trang tự soạn", len(files.documentation_pages()))


@event_priority(100)  # before mkdocs-macros
def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
    """Begin a page written by hand."""
    if by_hand := keeping(page, config):
        by_hand.read(page, markdown)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Shed the character references that only Markdown needed, finish what is written by hand, and explain abbreviations."""
    made: Build = config.extra["build"]
    html = open_tables(lighten(html))
    if not page.file.generated_by:
        html = with_pictures(with_blocks(html, page, config), page, files)
        config.extra["builder"].steps.one_done()
    html = explain_abbreviations(html, made.find.abbreviations)
    if made.report:
        stale = "Dữ liệu đang có lỗi nên trang xem thử chưa cập nhật. Sửa xong, trang sẽ tự tải lại."
        html = f'<div class="draft" role="alert"><p>{stale}</p><pre>{escape(made.report)}</pre></div>\n{html}'
    if by_hand := keeping(page, config):
        by_hand.end(page)
    return html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Make the texts safe that templates print as they are, and have the generated pages made.

    MkDocs' templates run without autoescape, and `striptags` turns `&lt;` back into `<`. All pages in the menu are parsed by now
    and none is rendered, so titles set here reach no macro.
    """
    made: Build = config.extra["build"]
    by_hand: KeptByHand | None = config.extra["by_hand"]
    pages = [(file, file.page) for file in files.documentation_pages() if file.page]
    mistakes = [mistake for _, page in pages for mistake in mistakes_of(page)]
    if mistakes and not made.settings.preview:
        raise Abort(DataError(mistakes).report())
    env.bytecode_cache = Compiled()
    strip = env.filters["striptags"]
    env.filters.update(vietnamese=shown_number, striptags=lambda value: escape(strip(value)))
    env.globals.update(
        lost=lost,
        at=address,
        find=made.view.find,
        preview=made.settings.preview,
        policy=CONTENT_SECURITY_POLICY,
        once=Once(by_hand.pages if by_hand else files.documentation_pages()),
    )
    for _, page in pages:
        _make_safe(page)
    config.site_name, config.site_description = escape(config.site_name), escape(config.site_description)
    config.site_author = config.site_author and escape(config.site_author)
    if not config.extra.get("one_by_one"):
        config.extra["generated"] = generated = Generated(config, files, config.extra["nav"], env)
        if made.settings.shard:
            if mistakes := generated.finish():
                raise Abort(DataError(mistakes).report())
            raise ShardMade
    count = len(pages) + sum(isinstance(file, MadeFile) for file in files)
    config.extra["builder"].steps.begin("Ghi trang tự soạn, dữ liệu mở, lịch và nguồn tin", count)
    return env


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give the sitemap the pages that were taken over or generated, which MkDocs doesn't count among its own."""
    made: Build = config.extra["build"]
    if by_hand := config.extra["by_hand"]:
        context["pages"] = by_hand.pages
    context["generated"] = [page for page in made.pages.values() if page.listed] if config.site_url else []
    return context


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give the template what goes with the page: structured data for its head, and what a reader can take along."""
    made: Build = config.extra["build"]
    if by_hand := keeping(page, config):
        by_hand.begin()
    here = Address.of_file(page.file.dest_uri)
    known, find = made.pages.get(here), made.view.find
    if known:
        page.meta.update(title=known.title, description=known.description)
        page.meta["trail"] = [(escape(text), there) for text, there in known.trail]
    elif not page.is_homepage:
        page.meta["trail"] = trail_of(page, config)
    _make_safe(page)
    trail = [(Markup(text).striptags(), there) for text, there in page.meta.get("trail", ())]
    if not page.is_homepage:
        trail.append((Markup(page.title).striptags(), here))
    context.update(find=find, structured=structured(find, here, tuple(trail), known), picture=made.picture(known, find))
    if not (page.is_homepage or page.meta.get("template")):
        context["take"] = take_along(find, here, known.record if known else None)
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> None:
    """Keep a page written by hand."""
    if not page.file.generated_by:
        config.extra["builder"].steps.one_done()
    if by_hand := keeping(page, config):
        by_hand.end(page)
        by_hand.made(page, output.encode("utf-8", errors="xmlcharrefreplace"))  # as MkDocs writes it


def _make_safe(page: MkDocsPage) -> None:
    page.title = escape(page.meta.get("title") or Markup(page.title).striptags())  # a heading may hold links
    for key in ("title", "description", "author"):
        if isinstance(page.meta.get(key), str):
            page.meta[key] = escape(page.meta[key])


@event_priority(-100)  # after all plugins, when the site is whole
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site and look it over, then publish it."""
    made: Build = config.extra["build"]
    site, steps = Path(config.site_dir), config.extra["builder"].steps
    steps.end()
    let_go(config.extra["files"])
    if mistakes := config.extra["generated"].finish():
        raise Abort(DataError(mistakes).report())
    with steps.step("Vẽ hình"):
        made.finish(site, lambda drawn, count: steps.each("Vẽ hình", drawn, count))
        undate_sitemap(site)
    with steps.step("Thu nhỏ ảnh"):  # in processes of its own, so behind the pages
        enclose(made.find, site, made.left)
    files = files_of(site) | made.left.taken
    problems = made.faults(
        site, files, config.site_url, lambda pages: steps.each("Soát các liên kết", pages, len(pages))
    )
    faults = [DataError(problems).report()] if problems else []
    if (warned := warned_of(config)) and config.strict:
        faults.append(warned)
    if made.settings.preview:
        print("\n".join(faults), end="\n" if faults else "", flush=True)
        return
    if faults:
        raise Abort("\n".join([*faults, "Chưa đăng gì."]))
    if made.settings.review:
        return
    try:
        with steps.step("Thay trang cũ bằng trang mới"):
            said = made.publish(files)
        say(said)
        if made.is_plain and not warned:
            config.extra["builder"].said = "\n".join(filter(None, [made.notice, said]))
    except OSError as error:
        todo = "Đóng các cửa sổ và chương trình đang mở thư mục ấy rồi chạy lại"
        raise Abort(f"Không thay được {made.settings.site} ({why(error)}). {todo}.") from None


def on_build_error(error: Exception) -> None:
    """Say in words what keeps the site from being written, such as a full disk; the last site is still there."""
    if isinstance(error, OSError):
        raise Abort(f"{told(error)} Chưa đăng gì; trang lần trước vẫn còn nguyên.") from None


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Have a plain `mkdocs serve` watch data and templates too."""
    for folder in (config.extra["build"].settings.data, ROOT / "macros" / "pages" / "templates"):
        server.watch(str(folder))
    return server


def _plain_settings(config: MkDocsConfig) -> Settings:
    """The settings of a plain `mkdocs build` or `mkdocs serve`, which know of our own only what stands in mkdocs.yml."""
    serving = getattr(click.get_current_context(silent=True), "info_name", "") == "serve"
    return Settings(ROOT / config.extra["data"], Path(config.site_dir), preview=serving)


def warned_of(config: MkDocsConfig) -> str:
    """What to tell staff of the warnings that MkDocs gave up to now, the end; nothing, if there was none."""
    logging.getLogger("mkdocs").removeHandler(config.extra["warnings"])
    count = sum(count for _, count in config.extra["warnings"].get_counts())
    return f"Trong các trang tự soạn còn {count} chỗ phải sửa, nêu ở các dòng WARNING trên." if count else ""
