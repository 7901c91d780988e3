"""The finder as pages are given it: it notes what is asked, so that it is known what a page depends on.

What a question and its answer were is kept as bytes, from one run to the next. A record in a question is its folder and id, so that
the same can be asked again of other data; in an answer it is a digest of all that is in it, so that no matter what a page
reads of it, a change is noticed.

What is long to ask for and of which a page tells little is a `question` of its own: then the page depends on its answer alone.
"""

import io
import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache, cached_property, wraps
from inspect import getattr_static
from typing import Any, Concatenate, ParamSpec, TypeVar

from macros.catalogue.finder import Finder
from macros.files.kept import digest
from macros.records import BY_FOLDER, Part, Record

Noted = tuple[bytes, bytes]
"""A question, and a digest of its answer."""
_PLAIN = (str, int, bool)
_PLAINLY_ASKED = {*_PLAIN, type(None)}

P = ParamSpec("P")
R = TypeVar("R")
_WORKED_OUT: dict[str, Callable[..., Any]] = {}


def question(work: Callable[Concatenate[Finder, P], R]) -> Callable[Concatenate[Finder, P], R]:
    """Make a function that works something out of a finder's answers a question like those of the finder. `work` is given the finder
    itself, so what it asks isn't noted; its other arguments are plain values."""
    _WORKED_OUT[work.__name__] = work

    @wraps(work)
    def ask(find: Finder, /, *arguments: P.args, **named: P.kwargs) -> R:
        answer: R = (
            find._note(work.__name__, arguments, named) if isinstance(find, _Asked) else work(find, *arguments, **named)
        )
        return answer

    return ask


class Notes:
    """Notes of what is asked through `asked`, which answers as `find` does; between `begin` and `taken`, as noting takes its time."""

    def __init__(self, find: Finder):
        self.asked: Finder = _Asked(find, self._note)
        self.find = find
        self._known: dict[Any, tuple[Noted, Any]] = {}
        self._page: dict[Noted, None] | None = None
        self._contents: dict[int, tuple[Record, bytes]] = {}

    def begin(self) -> None:
        """Begin a page."""
        self._page = {}

    def taken(self) -> list[Noted]:
        """What was asked since a page was begun, each question once; the page is over."""
        page, self._page = self._page or {}, None
        return list(page)

    def answer(self, question: bytes) -> bytes | None:
        """A digest of what a question is answered now; None if it can't be asked of the records that there are."""
        try:
            name, arguments, named = _decoded(question, self.find)
            return self.digest(_ask(self.find, name, arguments, named))
        except (LookupError, ValueError, AttributeError, TypeError, pickle.UnpicklingError, EOFError):
            return None

    def digest(self, value: object) -> bytes:
        """A digest of a value, records by all that is in them. Most are lists of records, or plain."""
        if type(value) is list and all(isinstance(one, Record) for one in value):
            return digest("records", b"".join(map(self._content, value)))
        if isinstance(value, Record):
            return digest("record", self._content(value))
        if value is None or type(value) in _PLAIN:
            return digest("plain", repr(value))
        return digest("value", _encoded(value, self._by_content))

    def _note(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if self._page is None:
            return _ask(self.find, name, arguments, named)
        if any(map(_ITERATES.__getitem__, map(type, arguments))):
            arguments = tuple(list(one) if isinstance(one, Iterator) else one for one in arguments)
        key: Any = (name, arguments, *named.items())
        try:
            known = self._known.get(key)
        except TypeError:  # a list among them
            key = question = _question(name, arguments, named)
            known = self._known.get(key)
        else:
            question = b""
        if known is None:
            answer = _ask(self.find, name, arguments, named)
            question = question or _question(name, arguments, named)
            known = self._known[key] = (question, self.digest(answer)), answer
        self._page[known[0]] = None
        return known[1]

    def _by_content(self, record: Record) -> tuple[Any, ...]:
        return _named, (record.folder, record.id, self._content(record))

    def _content(self, record: Record) -> bytes:
        """A digest of a record with its id; by its place in memory, as two of one id count as equal."""
        if not (known := self._contents.get(id(record))):
            content = self.find.digest(record) or self.digest((type(record), tuple(record.__dict__.items())))
            known = self._contents[id(record)] = record, digest(record.folder, record.id, content)
        return known[1]


class _Asked(Finder):
    """Has nothing of a finder but its questions, and hands each on. Whoever keeps by finder what is made of all records finds
    it by either of the two."""

    def __init__(self, find: Finder, note: Callable[[str, tuple[Any, ...], dict[str, Any]], Any]):
        self._note = note
        self._is = {find}

    def __eq__(self, other: object) -> bool:
        return other is self or other in self._is

    def __hash__(self) -> int:
        return hash(*self._is)

    def __repr__(self) -> str:
        return "Finder"


def _ask(find: Finder, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
    if work := _WORKED_OUT.get(name):
        return work(find, *arguments, **named)
    asked = getattr(find, name)
    return asked(*arguments, **named) if callable(asked) else asked


def _hand_on(name: str, of: object) -> Any:
    if isinstance(of, property | cached_property):
        return property(lambda self: self._note(name, (), {}))
    return lambda self, *arguments, **named: self._note(name, arguments, named)


for _name in dir(Finder):
    _of = getattr_static(Finder, _name)
    if not _name.startswith("_") and not isinstance(_of, staticmethod):  # these know nothing but what they are given
        setattr(_Asked, _name, _hand_on(_name, _of))


class _Iterates(dict[type, bool]):
    """Whether things of a kind are used up when they are looked through."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = made = issubclass(kind, Iterator)
        return made


_ITERATES = _Iterates()


# As bytes


def _question(name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> bytes:
    """A question as bytes: as JSON if it holds nothing but plain values and records, as nearly all do, which takes a fifth of the time."""
    plain = [_plainly(one) for one in arguments], {key: _plainly(one) for key, one in named.items()}
    if _NOT_PLAIN in plain[0] or _NOT_PLAIN in plain[1].values():
        return _encoded((name, arguments, named), _by_name)
    return json.dumps([name, *plain], separators=(",", ":")).encode()


_NOT_PLAIN = object()


def _plainly(value: Any) -> Any:
    if type(value) in _PLAINLY_ASKED:
        return value
    return {value.folder: value.id} if isinstance(value, Record) else _NOT_PLAIN


def _decoded(question: bytes, find: Finder) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    """What was asked, of the records that there are now. Raises KeyError if one of them isn't there, and others if that is no question."""
    if question[:1] != b"[":
        asked: tuple[str, tuple[Any, ...], dict[str, Any]] = _Decoder(question, find).load()
        return asked

    def meant(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        ((folder, record_id),) = value.items()
        return find.get(BY_FOLDER[folder], record_id)

    name, arguments, named = json.loads(question.decode())
    return name, tuple(map(meant, arguments)), {key: meant(one) for key, one in named.items()}


def _named(folder: str, record_id: str, content: bytes = b"") -> Any:
    """Stands in the bytes for a record; `_Decoder` puts its own in its place."""
    raise NotImplementedError


def _part(kind: type[Part], values: Iterable[tuple[str, Any]]) -> Part:
    return kind.model_construct(**dict(values))


def _made(kind: Callable[..., Any], *values: Any) -> Any:
    return kind(*values)


def _by_name(record: Record) -> tuple[Any, ...]:
    return _named, (record.folder, record.id)


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


def _encoded(value: object, of_record: Callable[[Record], tuple[Any, ...]]) -> bytes:
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
