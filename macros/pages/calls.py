"""Whether a macro is called as it can be, looked at before it is: each argument there, known, and of the sort that it takes."""

from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, signature
from typing import Any, get_type_hints

from jinja2 import Undefined
from markupsafe import Markup

from macros.language.text import near
from macros.pages.macros import MacroError

_SORTS = (("", "chữ trong dấu nháy"), (0, "số, không có dấu nháy"), (False, "true hoặc false, không có dấu nháy"))


def arguments_of(macro: Callable[..., Markup], arguments: Sequence[Any], named: Mapping[str, Any]) -> tuple[Any, ...]:
    """The arguments of a call, but for the page, in the order in which the macro takes them.

    Raises:
        MacroError: it can't be called so.
    """
    name = macro.__name__
    how = signature(macro)
    taken = list(how.parameters.values())[1:]
    known = [one.name for one in taken]
    if unknown := next((one for one in named if one not in known), None):
        raise MacroError(f"{name} không có tham số '{unknown}'", near(unknown, known))
    given = {*named, *known[: len(arguments)]}
    if missing := next((one.name for one in taken if one.default is Parameter.empty and one.name not in given), None):
        raise MacroError(f"{name} thiếu tham số '{missing}'")
    try:
        bound = how.bind(None, *arguments, **named)
    except TypeError:
        raise MacroError(f"{name} có tham số thừa, hoặc ghi hai lần") from None
    sorts = get_type_hints(macro)
    for one in taken:
        value = bound.arguments.get(one.name)
        for each in value or () if one.kind is Parameter.VAR_POSITIONAL else [value] if one.name in given else []:
            _check(name, one.name, each, sorts[one.name])
    bound.apply_defaults()
    return tuple(bound.arguments.values())[1:]


def shown(value: Any) -> Any:
    """What a page shows of a value between its braces: text or a number; anything else is no content.

    Raises:
        MacroError: it is something else, such as the name of a macro without its brackets.
    """
    if isinstance(value, str | int | float | Undefined):  # what isn't defined says so itself
        return value
    if callable(value):
        raise MacroError(f"tên macro '{getattr(value, '__name__', '…')}' viết thiếu ngoặc tròn")
    raise MacroError("giá trị này không phải chữ hay số để hiện ra")


def _check(macro: str, name: str, value: Any, sort: Any) -> None:
    is_number = isinstance(0, sort)  # for Python true and false are numbers too
    if not isinstance(value, sort) or is_number and isinstance(value, bool):
        told = " hoặc ".join(told for one, told in _SORTS if isinstance(one, sort) and not (one is False and is_number))
        raise MacroError(f"tham số '{name}' của {macro} phải là {told}")
