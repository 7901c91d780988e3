"""The finder as pages are given it: it notes what is asked, so that it is known what a page depends on.

What a question and its answer were is kept as bytes, from one run to the next (`encoded.py`), with what was read for it (`watched.py`):
where nothing of that has changed, the answer has not either, and need not be asked for.

What is long to ask for and of which a page tells little is a `question` of its own: then the page depends on its answer alone.
"""

import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property, wraps
from inspect import getattr_static
from itertools import chain
from typing import Any, Concatenate, ParamSpec, TypeVar

from macros.catalogue.encoded import PLAIN, by_content, decoded, encoded, is_plain, question_of
from macros.catalogue.finder import Finder
from macros.catalogue.records import behind, day_of
from macros.catalogue.watched import (
    BORDERS,
    DAY,
    KIND,
    OUTSIDE,
    RECORD,
    REFERRING,
    SITE,
    Read,
    Reads,
    at,
    at_large,
    index,
    keyed,
    note,
    watching,
)
from macros.files.kept import digest
from macros.records import BY_FOLDER, Record

Noted = tuple[bytes, bytes, tuple[bytes, ...]]
"""A question, a digest of its answer, and what was read for it, each as the question that asks for it."""
_KINDS, _LISTS, _PLAIN = frozenset(BY_FOLDER.values()), frozenset((list, tuple)), frozenset((*PLAIN, type(None)))
_MOST_READ = 200  # things; a question that reads more depends on the whole kinds of records

P = ParamSpec("P")
R = TypeVar("R")
_WORKED_OUT: dict[str, Callable[..., Any]] = {}
_NOTED: set[str] = set()


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


def noted_question(work: Callable[Concatenate[Finder, P], R]) -> Callable[Concatenate[Finder, P], R]:
    """The same of one that remembers nothing from one call to the next but what is `Worked`: so it is known what is read for its answer.
    That of any other is always asked."""
    _NOTED.add(work.__name__)
    return question(work)


class Notes:
    """Notes of what is asked through `asked`, which answers as `find` does; between `begin` and `taken`, as noting takes its time."""

    def __init__(self, find: Finder):
        self.asked: Finder = _Asked(find, self._note)
        self.find = find
        self._known: dict[Any, tuple[Noted, Any]] = {}
        self._lists: dict[int, Noted] = {}
        """Which question each list is the answer to, by its place in memory; it is held as known."""
        self._keys = _Keys()
        self._page: dict[Noted, None] | None = None
        self._contents: dict[int, tuple[Record, bytes]] = {}
        self._kinds: dict[str, bytes] = {}

    def begin(self) -> None:
        """Begin a page."""
        self._page = {}

    def taken(self) -> list[Noted]:
        """What was asked since a page was begun, each question once; the page is over."""
        page, self._page = self._page or {}, None
        return list(page)

    def answer(self, question: bytes) -> bytes | None:
        """A digest of what a question is answered now; None if it can't be asked of the records that there are."""
        return found[1] if (found := self.again(question)) else None

    def again(self, question: bytes) -> Noted | None:
        """A question as it is answered now; None in the same case. It may be one for what was read, too."""
        try:
            with watching() as reads:
                name, arguments, named = decoded(question, self.find, _ask)
                answer = None if name.startswith("_") else _ask(self.find, name, arguments, named)
            if name.startswith("_"):
                told, reads = self._read(name, arguments)
            else:
                told = self.digest(answer)
            return question, told, self._as_questions(reads)
        except (LookupError, ValueError, AttributeError, TypeError, pickle.UnpicklingError, EOFError):
            return None

    def followed(self, reads: Reads, but: Iterable[Record] = ()) -> bytes:
        """What was read, so that `state` tells of it in another run; without some records, and those whose whole kinds were read."""
        left_out = {(RECORD, record.folder, record.id) for record in but}
        told = (read for read in reads if read not in left_out and not (read[0] == RECORD and (KIND, read[1]) in reads))
        return b"[%s]" % b",".join(map(self._keys.__getitem__, told))

    def state(self, followed: bytes) -> bytes:
        """A digest of all that was `followed` as it is now; empty if a record isn't there any more, or if that is nothing of the kind."""
        try:
            return digest(*(self._state(*question) for question in json.loads(followed.decode())))
        except (LookupError, ValueError, AttributeError, TypeError):
            return b""

    def digest(self, value: Any) -> bytes:
        """A digest of a value, records by all that is in them. Most are lists of records, or plain."""
        kind = type(value)
        if kind in _LISTS:
            kinds = {*map(type, value)}
            if kinds <= _KINDS:
                return digest(f"{kind} of records", b"".join(map(self._content, value)))
            if kinds <= _PLAIN:
                return digest("plain", repr(value))
            if kinds <= _LISTS:
                return digest(f"{kind} of lists", *map(self.digest, value))
        if isinstance(value, Record):
            return digest("record", self._content(value))
        if kind in _PLAIN:
            return digest("plain", repr(value))
        return digest("value", encoded(value, self._by_content))

    def digest_of_page(self, page: Any) -> bytes:
        """A digest of what is said of a page: its fields are records, and what tells by its `repr` all that it is."""
        told = (getattr(page, one.name) for one in fields(page))
        return digest(*(self._content(one) if isinstance(one, Record) else repr(one) for one in told))

    def _note(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if self._page is None:
            return _ask(self.find, name, arguments, named)
        if any(map(_ITERATES.__getitem__, map(type, arguments))):
            arguments = tuple(list(one) if isinstance(one, Iterator) else one for one in arguments)
        key: Any = (name, arguments, *named.items())
        answers: dict[int, Noted] = {}
        try:
            known = self._known.get(key)
        except TypeError:  # a list among them, which is told by how the page came by it, if that is known
            lists = ((id(one), self._lists.get(id(one))) for one in (*arguments, *named.values()))
            answers = {place: noted for place, noted in lists if noted and noted in self._page}
            known = self._known.get(key := question_of(name, arguments, named, _questions(answers)))
        if known is None:
            with watching() as reads:
                question = question_of(name, arguments, named, _questions(answers))
                answer = _ask(self.find, name, arguments, named)
            read = dict.fromkeys(chain(self._as_questions(reads), *(noted[2] for noted in answers.values())))
            known = self._known[key] = (question, self.digest(answer), tuple(read)), answer
            if is_plain(question) and read and type(answer) is list:
                self._lists[id(answer)] = known[0]
        self._page[known[0]] = None
        return known[1]

    def _as_questions(self, reads: Reads) -> tuple[bytes, ...]:
        if len(reads) > _MOST_READ:
            reads = at_large(reads)
        return tuple(map(self._keys.__getitem__, reads))

    def _state(self, name: str, of: list[Any], _: object) -> bytes:
        if name == KIND:  # which is long, and read for much
            if of[0] not in self._kinds:
                self._kinds[of[0]] = self._read(name, (of[0],))[0]
            return self._kinds[of[0]]
        meant = (self.find.get(*one.popitem()) if isinstance(one, dict) else one for one in of)
        return self._read(name, tuple(meant))[0]

    def _read(self, name: str, of: tuple[Any, ...]) -> tuple[bytes, Reads]:
        """A digest of what was read, and what that follows from. Raises KeyError if that is never known."""
        catalogue = behind(self.find)
        if name == RECORD:
            folder, record_id = of
            return self.digest(catalogue.in_folder(folder).get(record_id)), {(KIND, folder): None}
        if name == KIND:
            return self.digest([*catalogue.in_folder(*of).values()]), {}
        if name == REFERRING:
            folder, record_id, by = of
            return self.digest(catalogue.referring_to(folder, record_id, BY_FOLDER[by])), {(KIND, by): None}
        if (name,) == DAY:
            return self.digest(day_of(self.find).isoformat()), {}
        if (name,) == SITE:
            return self.digest(catalogue.site), {}
        if (name,) == BORDERS:
            return catalogue.borders.digest, {}
        worked, key = _KEYED[name].worked(self.find), of[0] if len(of) == 1 else of
        return self.digest(at(worked.value, key)), worked.reads

    def _by_content(self, record: Record) -> tuple[Any, ...]:
        return by_content(record, self._content(record))

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


def _questions(answers: Mapping[int, Noted]) -> dict[int, bytes]:
    return {place: question for place, (question, _, _) in answers.items()}


def _ask(find: Finder, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
    if work := _WORKED_OUT.get(name):
        if name not in _NOTED:
            note(OUTSIDE)
        return work(find, *arguments, **named)
    asked = getattr(find, name)
    return asked(*arguments, **named) if callable(asked) else asked


def _hand_on(name: str, of: object) -> Any:
    if isinstance(of, property | cached_property | index):
        return property(lambda self: self._note(name, (), {}))
    return lambda self, *arguments, **named: self._note(name, arguments, named)


_KEYED: dict[str, keyed[Any]] = {}
for _name in dir(Finder):
    _of = getattr_static(Finder, _name)
    if isinstance(_of, keyed):
        _KEYED[_name] = _of
    if not _name.startswith("_") and not isinstance(_of, staticmethod):  # these know nothing but what they are given
        setattr(_Asked, _name, _hand_on(_name, _of))


class _Iterates(dict[type, bool]):
    """Whether things of a kind are used up when they are looked through."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = made = issubclass(kind, Iterator)
        return made


_ITERATES = _Iterates()


class _Keys(dict[Read, bytes]):
    """What was read as questions."""

    def __missing__(self, read: Read) -> bytes:
        name, *of = read
        if name in (RECORD, KIND, REFERRING):  # as `question_of` would have it
            made = ('["%s",["%s"],{}]' % (name, '","'.join(of))).encode()  # noqa: UP031  # it has braces
        else:
            made = question_of(name, of[0] if of and type(of[0]) is tuple else tuple(of), {})
        self[read] = made
        return made
