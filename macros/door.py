"""The door for mkdocs-macros: what a page in `docs/` can call, with the page it stands on put before its arguments."""

import sys
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache, wraps
from types import FrameType
from typing import Any, NamedTuple

from markupsafe import Markup

from macros.language.insets import mark, placed
from macros.pages.calls import arguments_of, shown
from macros.pages.listing import Page
from macros.pages.macros import INLINE, MACROS, OF_PAGES, MacroError
from macros.pages.view import PageView

PAGE = "page_view"
_BLOCKS = "blocks"


class Block(NamedTuple):
    """What a macro made, and the line of the page's text, without its head, in which it was called."""

    markdown: str
    line: int


def blocks_of(meta: MutableMapping[str, Any]) -> dict[int, Block]:
    """What macros made of whole blocks on a page, by the number that stands in their marks."""
    found: dict[int, Block] = meta.setdefault(_BLOCKS, {})
    return found


def define_env(env: Any) -> None:
    """Offer the macros to pages; called by mkdocs-macros with its environment, once a build."""
    for name, macro in MACROS.items():
        env.macro(_on_its_page(env, macro, name not in INLINE), name)
    env.macro(lambda: _this_page(env), "this_page")


def on_pre_page_macros(env: Any) -> None:
    """Begin a page: links are relative to it, and its citations start at 1."""
    if not hasattr(
        env.env.from_string, "cache_info"
    ):  # which compiles the source of all generated pages for each of them
        env.env.from_string = lru_cache(maxsize=2)(env.env.from_string)
        env.env.finalize = shown
    env.variables["view"] = view = _build(env).view
    env.variables[PAGE] = view.page(env.page.file.src_uri)


def on_post_page_macros(env: Any) -> None:
    """End a page with the list of the sources it cited."""
    view: PageView = env.variables[PAGE]
    blocks = blocks_of(env.page.meta)
    env.markdown = placed(env.markdown, lambda number: blocks[number].markdown) + view.sources_section()
    view.parts.let_go()


def _this_page(env: Any) -> Markup:
    """The whole of a generated page, by its address."""
    view: PageView = env.variables[PAGE]
    page: Page = _build(env).pages[view.here]
    return MACROS[page.macro](view, *page.arguments)


def _build(env: Any) -> Any:
    """The build of which a page is made."""
    return env.conf.extra["build"]


def _on_its_page(env: Any, macro: Callable[..., Markup], is_block: bool) -> Callable[..., Markup]:
    @wraps(macro)
    def call(*arguments: Any, **named: Any) -> Markup:
        told = arguments_of(macro, arguments, named)
        if macro.__name__ in OF_PAGES:
            _check_page(env, macro.__name__, told)
        made = macro(env.variables[PAGE], *arguments, **named)
        if not is_block or not made.strip():
            return made
        blocks = blocks_of(env.page.meta)
        blocks[len(blocks)] = Block(str(made), _line())
        return Markup(mark(len(blocks) - 1))

    return call


def _check_page(env: Any, macro: str, arguments: tuple[Any, ...]) -> None:
    pages: Mapping[Any, Page] = _build(env).pages
    if not any(one.macro == macro and tuple(one.arguments) == arguments for one in pages.values()):
        raise MacroError(f"không có trang mà {macro} gọi tới")


def _line() -> int:
    """The line of the template that is at work; 0 if none is."""
    frame: FrameType | None = sys._getframe(1)
    while frame and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return int(frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno)) if frame else 0
