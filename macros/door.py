"""The door for mkdocs-macros: what a page in `docs/` can call, with the page it stands on put before its arguments."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from macros.pages.macros import MACROS

PAGE = "page_view"


def define_env(env: Any) -> None:
    """Offer the macros to pages; called by mkdocs-macros with its environment, once a build."""
    for name, macro in MACROS.items():
        env.macro(_on_its_page(env, macro), name)


def on_pre_page_macros(env: Any) -> None:
    """Begin a page: links are relative to it, and its citations start at 1."""
    env.variables[PAGE] = env.variables["view"].page(env.page.file.src_uri)


def on_post_page_macros(env: Any) -> None:
    """End a page with the list of the sources it cited."""
    env.markdown += env.variables[PAGE].sources_section()


def _on_its_page(env: Any, macro: Callable[..., Markup]) -> Callable[..., Markup]:
    return lambda *arguments, **named: macro(env.variables[PAGE], *arguments, **named)
