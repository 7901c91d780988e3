"""Questions to the finder and their answers as bytes, from which nothing but values can be made again.

A record in a question is its folder and id, so that the same can be asked again of other data; in an answer it is a digest of all that
is in it, so that no matter what a page reads of it, a change is noticed.
"""

import io
import json
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from macros.catalogue.finder import Finder
from macros.catalogue.watched import RECORD, note
from macros.records import BY_FOLDER, Part, Record

PLAIN = (str, int, bool)
_PLAINLY_ASKED = {*PLAIN, type(None)}


def question_of(
    name: str, arguments: tuple[Any, ...], named: dict[str, Any], answers: Mapping[int, bytes] = MappingProxyType({})
) -> bytes:
    """A question as bytes: as JSON if it holds nothing but plain values, records, and what is the answer to another question, as nearly all
    do, which takes a fifth of the time. The records are noted as read.

    `answers` holds such questions by the place of their answers in memory: one that names a thousand events is told by how they were found.
    """
    plain = [_plainly(one, answers) for one in arguments], {key: _plainly(one, answers) for key, one in named.items()}
    if _NOT_PLAIN in plain[0] or _NOT_PLAIN in plain[1].values():
        return encoded((name, arguments, named), _by_name)
    return json.dumps([name, *plain], separators=(",", ":")).encode()


_NOT_PLAIN = object()


def is_plain(question: bytes) -> bool:
    """Whether a question is JSON, so that it may stand in another."""
    return question[:1] == b"["


def _plainly(value: Any, answers: Mapping[int, bytes]) -> Any:
    if type(value) in _PLAINLY_ASKED:
        return value
    if asked := answers.get(id(value)):
        return {"": json.loads(asked)}
    if not isinstance(value, Record):
        return _NOT_PLAIN
    note((RECORD, value.folder, value.id))
    return {value.folder: value.id}


Asked = tuple[str, tuple[Any, ...], dict[str, Any]]


def decoded(question: bytes, find: Finder, ask: Callable[..., Any]) -> Asked:
    """What was asked, of the records that there are now; what stands in it for an answer, `ask` is asked for. Raises KeyError if a record
    isn't there, and others if that is no question."""
    if not is_plain(question):
        asked: Asked = _Decoder(question, find).load()
        return asked

    def meant(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        ((folder, of),) = value.items()
        if folder:
            return find.get(BY_FOLDER[folder], of)
        if of[0].startswith("_"):  # pages ask for nothing private
            raise ValueError(of[0])
        return ask(find, *asked_in(of))

    def asked_in(told: Any) -> Asked:
        name, arguments, named = told
        return name, tuple(map(meant, arguments)), {key: meant(one) for key, one in named.items()}

    return asked_in(json.loads(question.decode()))


def _named(folder: str, record_id: str, content: bytes = b"") -> Any:
    """Stands in the bytes for a record; `_Decoder` puts its own in its place."""
    raise NotImplementedError


def _part(kind: type[Part], values: Iterable[tuple[str, Any]]) -> Part:
    return kind.model_construct(**dict(values))


def _made(kind: Callable[..., Any], *values: Any) -> Any:
    return kind(*values)


def _by_name(record: Record) -> tuple[Any, ...]:
    note((RECORD, record.folder, record.id))
    return _named, (record.folder, record.id)


def by_content(record: Record, content: bytes) -> tuple[Any, ...]:
    """What stands for a record of which that is a digest, for `encoded`."""
    return _named, (record.folder, record.id, content)


class _Encoder(pickle.Pickler):
    """The same values give the same bytes, whoever made them and whatever else they have worked out since."""

    def __init__(self, file: io.BytesIO, of_record: Callable[[Record], tuple[Any, ...]]):
        super().__init__(file, protocol=5)
        self.fast = True  # else it matters which of two equal texts are one in memory
        self._of_record = of_record

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Record):
            return self._of_record(value)
        if isinstance(value, Part):
            return _part, (type(value), tuple(value.__dict__.items()))
        kind: type = type(value)
        if (names := _fields_of(kind)) is not None:
            return _made, (type(value), *(getattr(value, name) for name in names))
        return NotImplemented


@cache
def _fields_of(kind: type) -> list[str] | None:
    """The names of the fields of a dataclass; None of what is none."""
    return [one.name for one in fields(kind)] if is_dataclass(kind) else None


def encoded(value: object, of_record: Callable[[Record], tuple[Any, ...]]) -> bytes:
    """A value as bytes, records as `of_record` tells them."""
    file = io.BytesIO()
    _Encoder(file, of_record).dump(value)
    return file.getvalue()


class _Decoder(pickle.Unpickler):
    """Reads a question, and calls nothing but what makes values again: whatever the bytes say, nothing else is run."""

    def __init__(self, question: bytes, find: Finder):
        super().__init__(io.BytesIO(question))
        self._find = find

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name in ("_part", "_made"):
            return globals()[name]
        if module == __name__ and name == "_named":
            return lambda folder, record_id: self._find.get(BY_FOLDER[folder], record_id)
        if module in ("datetime", "decimal") and name in ("date", "Decimal"):
            return super().find_class(module, name)
        if module.startswith(("macros.records.", "macros.language.dates")) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
