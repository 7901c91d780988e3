"""Ways into the values of a record, as a file holds them."""

from typing import Any

from macros.files.yaml_text import Values
from macros.records.walk import Place
from macros.tables.marks import plain


def follow(values: Any, way: Place) -> Any:
    """What stands at the end of a way; None if nothing."""
    for step in way:
        if isinstance(step, int):
            values = values[step] if values and step < len(values) else None
        else:
            values = values.get(step) if values else None
    return values


def holds(item: Values, part: Values) -> bool:
    """Whether an item tells all that `part` tells."""
    return all(
        holds(item.get(name) or {}, value) if isinstance(value, dict) else _plain(item.get(name)) == _plain(value)
        for name, value in part.items()
    )


def _plain(value: Any) -> Any:
    return [plain(one) for one in value] if isinstance(value, list) else plain(value)


def put(values: Values, way: tuple[str, ...], value: Any) -> None:
    """Put a value at the end of a way, or take away what is there."""
    name, *further = way
    if further:
        inner = values.setdefault(name, {})
        put(inner, tuple(further), value)
        if not inner:
            del values[name]
    elif value is None:
        values.pop(name, None)
    else:
        values[name] = value


def list_at(values: Any, way: Place) -> list[Values]:
    """The list at the end of a way, made where there is none."""
    for step, after in zip(way, (*way[1:], 0), strict=True):
        values = (
            values[step] if isinstance(step, int) else values.setdefault(step, [] if isinstance(after, int) else {})
        )
    found: list[Values] = values
    return found
