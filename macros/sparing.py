"""What mkdocs-macros gets ready each time it starts, and next to no page asks for, is got when one does."""

import sys
from collections import UserDict
from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from mkdocs_macros import context


class _Asked(UserDict[str, Any]):
    """What `get` returns, from the first question on."""

    def __init__(self, get: Callable[[], dict[str, Any] | None]):
        self._get = get

    @cached_property
    def data(self) -> dict[str, Any]:  # type: ignore[override]
        return self._get() or {}


class _Later(ModuleType):
    """Stands in the place of a package that isn't loaded yet, until something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def spare() -> None:
    """From now on: of Git, which is run twelve times for that, what it says of the last commit; of the web, the package that asks it. All
    that pages may name is not written out any more for whoever tests mkdocs-macros, which asked Git too."""
    context.get_git_info = _of_git
    sys.modules.setdefault("requests", _Later("requests"))
    from mkdocs_macros.plugin import MacrosPlugin  # which imports that

    if hasattr(MacrosPlugin, "on_pre_build"):
        del MacrosPlugin.on_pre_build


_ask_git = context.get_git_info


def _of_git() -> _Asked:
    return _Asked(_ask_git)
