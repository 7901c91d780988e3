"""What a new model begins with that is made after another one: how it is done, to be told anew of its own place by its own sources."""

from typing import Any

from macros.files.yaml_text import Values, values_of
from macros.records import Model

TAKEN = ("themes", "steps", "in_order", "equipment", "operation", "meetings")
"""The fields that are taken from the other model, without their sources: these tell of the other place."""


def begun_like(model: Model) -> Values:
    """The values of a draft that follows `model`."""
    taken = {name: _unsourced(value) for name, value in values_of(model).items() if name in TAKEN}
    return {"draft": True, **taken, "follows": {"model": model.id}}


def _unsourced(value: Any) -> Any:
    if isinstance(value, list):
        return [_unsourced(one) for one in value]
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name != "source"}
    return value
