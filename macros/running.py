"""Runs MkDocs for our commands: to build and publish, to preview, and to find without building what a build would refuse."""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.address import NOT_FOUND, SITEMAP, Address
from macros.build import Build, Settings
from macros.builder import Builder
from macros.files.found import Seen
from macros.files.raw import decoded
from macros.generated import Maker, ShardMade, planned
from macros.hooks import warned_of
from macros.kept_by_hand import AskedFiles, KeptByHand, inside
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.language.reasons import told
from macros.markdown_tree import write_tree
from macros.mistakes import mistakes_of
from macros.publish.fleeting import Fleeting
from macros.publish.links import READ, files_of, only_ids, text_in
from macros.publish.place import Refused
from macros.sparing import spare
from macros.steps import Steps, say

if TYPE_CHECKING:
    from macros.current import Current

_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
CONFIG = Path(__file__).parents[1] / "mkdocs.yml"
# What MkDocs says of pages and menu that staff write, by how it begins.
_IN_VIETNAMESE = (
    (r"Config value '(?P<of>.*?)': (?P<why>.*)", "Mục {of} của mkdocs.yml viết sai: {why}"),
    (r"Error (?:reading|building) page '(?P<of>[^']*)':?", "Không tạo được trang từ docs/{of}; lý do ở dưới."),
    (
        r'The following pages exist in the docs directory, but are not included in the "nav" configuration:\s*(?P<of>.*)',
        "Trang chưa có trong mục nav của mkdocs.yml:\n  {of}\nThêm vào nav, hoặc vào not_in_nav nếu không để ở thực đơn.",
    ),
    (
        r"A reference to '(?P<of>.*)' is included in the 'nav' configuration, which is (?:not found|excluded)",
        "Mục nav của mkdocs.yml dẫn tới trang không có: '{of}'. Sửa tên tệp, hoặc xóa dòng ấy.",
    ),
    (
        r"An absolute path to '(?P<of>.*)' is included in the 'nav' configuration",
        "Mục nav của mkdocs.yml có địa chỉ '{of}'. Viết tên tệp trong docs/, không có dấu / ở đầu.",
    ),
    (
        r"Doc file '(?P<page>.*?)' contains an absolute link '(?P<of>.*?)', it was left as is\.(?: Did you mean '(?P<hint>.*)'\?)?",
        "docs/{page}: liên kết '{of}' bắt đầu bằng dấu /, sẽ sai khi trang nằm trong thư mục con. Viết đường dẫn từ trang này: {hint}",
    ),
)


def build(settings: Settings, steps: Steps, seen: Seen | None = None) -> tuple[int, str]:
    """Build and publish the site; return an exit status, and what was said of the site if nothing else was. `seen`: what was just seen of
    the data."""
    builder, unused = Builder(settings, steps, seen), None if settings.site else Fleeting("mot-phan-")
    shared: dict[str, Any] = {"builder": builder}
    try:
        builder.claim()  # before MkDocs looks at the place and says in English what it finds
        with _speaking_of_warnings(), steps:
            steps.begin("Mở MkDocs")
            config = _config(site_dir=str(unused.folder if unused else settings.site), extra=shared)
            shared = config.extra  # type: ignore[assignment]  # MkDocs has a class for it
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build.build(config)
            config.plugins.on_shutdown()
    except ShardMade:
        shard, of = settings.shard or (1, 1)
        print(f"Đã tạo phần {shard}/{of} của các trang, nằm trong {settings.shards}")
        return 0, ""
    except Refused as error:
        print(error, file=sys.stderr)
        return 1, ""
    except Abort as error:
        print(error.format_message(), file=sys.stderr)
        return 1, ""
    finally:
        _stop(shared)
        builder.abandon()
        if unused:
            unused.close()
    return 0, builder.said


def _stop(shared: dict[str, Any]) -> None:
    """End the processes of a build."""
    for begun in ("generated", "scripts"):
        if begun in shared:
            shared[begun].stop()


def build_to_look_at(settings: Settings, site: Path, steps: Steps) -> Build:
    """Make all pages in the folder `site`, those too that readers don't see yet. Raises Refused, which says why, if they can't be."""
    shared: dict[str, Any] = {"builder": Builder(replace(settings, site=None, review=True), steps=steps)}
    try:
        with _speaking_of_warnings(), steps:
            config = _config(site_dir=str(site), extra=shared)
            shared = config.extra  # type: ignore[assignment]  # as above
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build.build(config)
            config.plugins.on_shutdown()
    except Abort as error:
        raise Refused(error.format_message()) from None
    finally:
        _stop(shared)
    made: Build = shared["build"]
    return made


def write_markdown(settings: Settings) -> int:
    """Write the site as whole Markdown files into the place of the site; return an exit status. Raises DataError as `foresee`."""
    foresee(replace(settings, site=None))
    builder = Builder(settings)
    try:
        builder.claim("mkdocs.yml")
        with _speaking_of_warnings():
            config = _config(extra={"builder": builder})
            config.plugins.on_startup(command="build", dirty=False)
            config, files = _planned(config)
            made: Build = config.extra["build"]
            assert made.folder
            write_tree(made, config, files, made.folder)
        say(made.hand_over(files_of(made.folder)))
    except (Refused, OSError) as error:
        print(error if isinstance(error, Refused) else f"{told(error)} Chưa ghi gì.", file=sys.stderr)
        return 1
    finally:
        builder.abandon()
    return 0


def preview(settings: Settings, port: int) -> int:
    """Serve the site on this machine until it is stopped, as it is by the files of each moment."""
    # And with it a server, and what watches files, of no use to other commands.
    from macros.previewing import Preview, address_at

    try:
        with _speaking_of_warnings(), current(settings, address_at(port)) as site:
            Preview(site, port).run()
    except Abort as error:
        print(error.format_message(), file=sys.stderr)
        return 1
    return 0


def current(settings: Settings, url: str) -> "Current":
    """The site as it is by the files of each moment, to be served at `url`. Raises Abort, which says why, if nothing can be shown."""
    from macros.current import Current  # as for the preview

    builder = Builder(settings)

    def configured(site: str) -> MkDocsConfig:
        config = _config(site_dir=site, site_url=url, extra={"builder": builder})
        config.plugins.on_startup(command="serve", dirty=False)
        return config

    def watched(config: MkDocsConfig) -> list[Path]:
        templates = CONFIG.parent / "macros" / "pages" / "templates"
        return [settings.data, Path(config.docs_dir), Path(config.theme.custom_dir or ""), templates, CONFIG]

    return Current(builder, configured, watched)


def foresee(settings: Settings, steps: Steps | None = None, seen: Seen | None = None) -> tuple[Build, str]:
    """Return the build that `settings` ask for, and what to tell staff of MkDocs' warnings: nothing, if it has none. `seen` as in `build`.

    It goes the way of a build up to the pages; of these only those are made that are written by hand, or that a link leads
    into. Raises DataError with every problem.
    """
    with _speaking_of_warnings():
        config = _config(extra={"builder": Builder(settings, steps, seen)})
        config.plugins.on_startup(command="build", dirty=False)
        config, files = _planned(config)
        made: Build = config.extra["build"]
        made.view.is_read = False
        pages = {file.dest_uri: file for file in files if file.is_documentation_page() and _goes_out(file)}
        maker = Maker(config, files)
        kept_by_hand = KeptByHand(config, files, config.extra["nav"], made.kept_pages.with_name("site"))
        reuse, lent = kept_by_hand.reuse, kept_by_hand.lent
        mistakes: list[Problem] = []

        @cache
        def text_of(path: str) -> str:
            if not (file := pages.get(path)):
                return text_in(next(file for file in files if file.dest_uri == path).content_bytes)
            if not file.generated_by:
                if (kept := kept_by_hand.kept(file)) is not None:
                    return kept.decode()
                page = _populated(file.page, config, files)
                mistakes.extend(mistakes_of(page))
                kept_by_hand.made(page)
                return page.content or ""
            known = made.pages[Address.of_file(path)]
            if (kept := reuse.html(known)) is not None:
                return kept.decode()
            if lent and (html := lent.html(known)):
                reuse.take(known, (content := only_ids(inside(html.decode()))).encode(), lent)
                return content
            content, (wrong, noted) = maker.looked_into(file.src_uri)
            content = only_ids(content)
            mistakes.extend(wrong)
            if not wrong:
                reuse.made(known, content.encode(), reuse.numbers(noted))
            return content

        config.extra["by_hand"] = kept_by_hand
        by_hand = [path for path, file in pages.items() if not file.generated_by]
        with closing(reuse), closing(lent or reuse):
            for path in by_hand:
                text_of(path)
            there = {file.dest_uri for file in files if _goes_out(file)} | {NOT_FOUND.file, SITEMAP.file}
            own = {file.dest_uri for file in files if file.src_dir == config.docs_dir and file.dest_uri.endswith(READ)}
            read = [*by_hand, *sorted((own & there) - pages.keys())]
            problems = [*mistakes, *made.foreseen(read, text_of, there, config.site_url)]
            reuse.save()  # not what was stopped in the middle: no later check could read it
        warned = warned_of(config)
    if problems:
        raise DataError([*problems], made.to_judge)
    return made, warned


def _config(**options: Any) -> MkDocsConfig:
    """MkDocs' configuration, with what stands in the place of its own. Raises DataError if mkdocs.yml, in which staff write
    the menu, can't be understood."""
    if isinstance(text := decoded(CONFIG), Problem):
        raise DataError([text])
    spare()
    try:
        return load_config(str(CONFIG), **options)
    except ConfigurationError as error:
        line = re.search(r"line (\d+)", str(error))
        what, todo = (
            "không đúng cách viết YAML",
            "Xem dòng này và dòng ngay trên: dấu cách đầu dòng, dấu hai chấm, dấu nháy",
        )
        raise DataError([Problem(shown_path(CONFIG), int(line[1]) if line else 0, 1, "", what, todo)]) from None
    except Abort:
        what, todo = "có mục viết sai, nêu ở các dòng ERROR trên", "Sửa mục ấy, hoặc lấy lại bản trước của tệp"
        raise DataError([in_file(CONFIG, what, todo)]) from None


def _planned(config: MkDocsConfig) -> tuple[MkDocsConfig, AskedFiles]:
    """The files of the site, each page among them with its place in the menu. Raises DataError."""
    try:
        config, files, _ = planned(config)
        assert isinstance(files, AskedFiles)
        return config, files
    except Abort as error:
        raise (error.__cause__ if isinstance(error.__cause__, DataError) else error) from None


def _goes_out(file: File) -> bool:
    """Whether a file will be in the site."""
    return bool(file.generated_by) or file.inclusion not in _LEFT_OUT


def _populated(page: MkDocsPage | None, config: MkDocsConfig, files: Files) -> MkDocsPage:
    """A page that is written by hand, with all that stands between head and foot."""
    assert page
    mkdocs_build._populate_page(page, config, files)
    return page


class _Vietnamese(logging.Formatter):
    """A line that begins with its level, as MkDocs' own command shows it."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        for pattern, words in _IN_VIETNAMESE:
            if found := re.match(pattern, said, re.DOTALL):
                groups = {name: value or "" for name, value in found.groupdict().items()}
                said = words.format(**groups).rstrip(": ")
                break
        return f"{record.levelname} -  {said}"


@contextmanager
def _speaking_of_warnings() -> Iterator[None]:
    """Show what MkDocs warns of."""
    handler, log = logging.StreamHandler(), logging.getLogger("mkdocs")
    handler.setFormatter(_Vietnamese())
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
