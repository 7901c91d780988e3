"""The door for mkdocs-macros: what a page in `docs/` can call. Everything it shows comes from the view."""

from __future__ import annotations

from typing import Any

from macros.page_macros import page_macros


def define_env(env: Any) -> None:
    """Offer the macros to pages; called by mkdocs-macros with its environment, once a build."""
    for name, macro in page_macros(env.variables["view"]).items():
        env.macro(macro, name)


def on_pre_page_macros(env: Any) -> None:
    """Begin a page: links are relative to it, and its citations start at 1."""
    env.variables["view"].start_page(env.page.file.src_uri)


def on_post_page_macros(env: Any) -> None:
    """End a page with the list of the sources it cited."""
    env.markdown += env.variables["view"].sources_section()
