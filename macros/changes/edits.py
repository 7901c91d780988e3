"""The values of one record before and after, field by field, to what was changed in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from macros.changes.aligned import aligned
from macros.changes.change import Edit, Key
from macros.changes.state import State, Values
from macros.changes.values import TEXTS, first_text, in_order, shown, unknown
from macros.changes.words import Word
from macros.language.characters import told
from macros.records.base import FieldType

_LONGEST = 60  # letters by which an item is named
_MOST_MOVED = 5
_QUOTED = (*TEXTS, FieldType.PART)


def edits_of(
    kind: str, old: Values, new: Values, before: State, after: State, moved: Mapping[Key, Key] | None = None
) -> list[Edit]:
    """What was changed in a record of `kind`, or in the settings, whose values lie in states of these words and names. `moved` are
    the records that have another id now: a link to one of them that follows is no change."""
    return list(_Compared(before, after, moved or {}).parts(_Place((), (), False), kind, old, new))


@dataclass(frozen=True)
class _Place:
    """The fields that lead to a value, what they are called, and whether one of them is internal."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    internal: bool

    def field(self, name: str, word: Word) -> "_Place":
        return _Place((*self.names, name), (*self.labels, word.label), self.internal or word.internal)

    def item(self, at: int, of: int) -> "_Place":
        return replace(self, labels=(*self.labels[:-1], f"{self.labels[-1]} {at + 1}")) if of > 1 else self

    def edit(self, old: str | None, new: str | None, **more: bool) -> Edit:
        return Edit(self.names, ", ".join(self.labels), old, new, internal=self.internal, **more)


@dataclass(frozen=True)
class _Compared:
    before: State
    after: State
    moved: Mapping[Key, Key]

    def parts(self, place: _Place, kind: str, old: Values, new: Values) -> Iterator[Edit]:
        """The changes within one part."""
        said_then = self.before.words[kind].fields if kind in self.before.words else {}
        said_now = self.after.words[kind].fields if kind in self.after.words else {}
        called = {
            was: now
            for was in old
            for now in new
            if was not in said_now and now not in said_then and old[was] == new[now] and was not in new
        }  # fields that have another name since
        skipped = {*called, *called.values()}
        for name in in_order({**said_then, **said_now} if not said_now else {**said_now, **said_then}, {**old, **new}):
            if name in skipped:
                continue
            word_then = said_then.get(name) or said_now.get(name) or unknown(name)
            word_now = said_now.get(name) or word_then
            here = place.field(name, word_now)
            yield from self._values(here, word_then, word_now, old.get(name), new.get(name))

    def _values(self, place: _Place, then: Word, now: Word, old: Any, new: Any) -> Iterator[Edit]:
        old = self._followed(then, old)
        if old == new:
            return
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self.parts(place, now.part, old, new)
        elif (now.many or isinstance(old, list) or isinstance(new, list)) and not (
            isinstance(old, dict) or isinstance(new, dict)
        ):
            yield from self._items(place, then, now, _listed(old), _listed(new))
        else:
            is_text = then.type in _QUOTED and now.type in _QUOTED
            texts = self._one(then, old, self.before), self._one(now, new, self.after)
            if texts[0] == texts[1]:  # two records of one name
                texts = f"{texts[0]} ({old})", f"{texts[1]} ({new})"
            yield place.edit(*texts, is_text=is_text)

    def _items(self, place: _Place, then: Word, now: Word, old: list[Any], new: list[Any]) -> Iterator[Edit]:
        found = aligned(old, new, by_likeness=bool(now.part) or now.type in TEXTS or now.type == FieldType.FILE)
        is_text = now.type in _QUOTED
        for one, other in found.pairs:
            if old[one] != new[other]:
                yield from self._values(place.item(other, len(new)), _single(then), _single(now), old[one], new[other])
        for at in found.come:
            yield place.edit(None, shown(_single(now), new[at], self.after), is_item=True, is_text=is_text)
        for at in found.gone:
            yield place.edit(shown(_single(then), old[at], self.before), None, is_item=True, is_text=is_text)
        if found.moved:
            yield place.edit(None, self._order(now, new, found.moved), is_order=True)

    def _order(self, word: Word, new: list[Any], moved: list[tuple[int, int]]) -> str:
        """Which items stand elsewhere, counted as they stood and stand."""
        told_of = [
            f"“{told(self._called(word, new[other]), _LONGEST)}” từ thứ {one + 1} sang thứ {other + 1}"
            for one, other in moved[:_MOST_MOVED]
        ]
        more = len(moved) - len(told_of)
        return "; ".join([*told_of, *([f"và {more} mục khác"] if more else [])])

    def _called(self, word: Word, value: Any) -> str:
        if isinstance(value, dict):
            return first_text(value, word.part, self.after)
        return shown(_single(word), value, self.after)

    @staticmethod
    def _one(word: Word, value: Any, state: State) -> str | None:
        if value is None and not word.many and (word.type == FieldType.FLAG or word.default):
            value = word.default
        return None if value is None else shown(word, value, state) or None  # a choice that nobody names

    def _followed(self, word: Word, value: Any) -> Any:
        """The value with the links to records that were renamed as they have to be now."""
        if not self.moved or value is None:
            return value
        if isinstance(value, list):
            return [self._followed(word, one) for one in value]
        if isinstance(value, dict):
            fields = self.before.words[word.part].fields if word.part in self.before.words else {}
            return {name: self._followed(fields[name], one) if name in fields else one for name, one in value.items()}
        return self.moved.get((word.link, value), ("", value))[1] if word.link and isinstance(value, str) else value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _single(word: Word) -> Word:
    return word._replace(many=False)
