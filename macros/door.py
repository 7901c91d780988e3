"""The door for mkdocs-macros: what a page in `docs/` can call, with the page it stands on put before its arguments."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from macros.pages.listing import Page
from macros.pages.macros import MACROS
from macros.pages.view import PageView

PAGE = "page_view"


def define_env(env: Any) -> None:
    """Offer the macros to pages; called by mkdocs-macros with its environment, once a build."""
    for name, macro in MACROS.items():
        env.macro(_on_its_page(env, macro), name)
    env.macro(lambda: _this_page(env), "this_page")


def on_pre_page_macros(env: Any) -> None:
    """Begin a page: links are relative to it, and its citations start at 1."""
    if not hasattr(
        env.env.from_string, "cache_info"
    ):  # which compiles the source of all generated pages for each of them
        env.env.from_string = lru_cache(maxsize=2)(env.env.from_string)
    env.variables["view"] = view = _build(env).view
    env.variables[PAGE] = view.page(env.page.file.src_uri)


def on_post_page_macros(env: Any) -> None:
    """End a page with the list of the sources it cited."""
    env.markdown += env.variables[PAGE].sources_section()


def _this_page(env: Any) -> Markup:
    """The whole of a generated page, by its address."""
    view: PageView = env.variables[PAGE]
    page: Page = _build(env).pages[view.here]
    return MACROS[page.macro](view, *page.arguments)


def _build(env: Any) -> Any:
    """The build of which a page is made."""
    return env.conf.extra["build"]


def _on_its_page(env: Any, macro: Callable[..., Markup]) -> Callable[..., Markup]:
    return lambda *arguments, **named: macro(env.variables[PAGE], *arguments, **named)
