"""Two states of a data folder to what differs: every change once, and nothing that is the same."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from macros.changes.change import ON_THE_SITE, Address, Change, Changes, Did, Edit, Key, Page
from macros.changes.edits import edits_of
from macros.changes.state import State, Values, renewed
from macros.changes.values import with_content
from macros.changes.words import SETTINGS, Word, Words
from macros.language.collation import alphabetical
from macros.records.base import FieldType
from macros.records.standing import Standing

WRITTEN_BY_ITSELF = ("posted", "changed", "seal")
"""What the program writes when a record is changed: told only where nothing else was."""


def worth_telling(edits: list[Edit]) -> list[Edit]:
    """The changes in a record without those that the program makes by itself; where there are no others, these."""
    return [one for one in edits if not _is_written_by_itself(one)] or edits


def changes_between(before: State, after: State) -> Changes:
    """What differs from one state to a later one."""
    if moved := _moved(before, after):  # what has another id since has its name under that too
        before = replace(before, names={**after.names, **before.names})
    return Changes(
        tuple(sorted(_records(before, after, moved), key=lambda one: _place(one, after.words))),
        tuple(_pages(before, after)),
        tuple(_addresses(before, after)),
    )


def _records(before: State, after: State, moved: Mapping[Key, Key]) -> Iterator[Change]:
    came_from = {now: was for was, now in moved.items()}
    replaced = {name for name, file in after.files.items() if before.files.get(name, file) != file}
    for key, values in after.records.items():
        was = came_from.get(key) or (key if key in before.records else None)
        if was is None:
            yield _change(Did.ADDED, key, None, after, _edits(key, {}, values, before, after, moved))
            continue
        old = before.records[was]
        standings = before.standings.get(was, Standing.PUBLIC), after.standings.get(key, Standing.PUBLIC)
        if was == key and old == values and standings[0] == standings[1] and not replaced:
            continue
        if before.words != after.words:
            old = renewed(old, key[0])
        if replaced:
            old = _with_contents(old, key[0], before, replaced)
            values = _with_contents(values, key[0], after, replaced)
        if was != key:
            values = _without_alias(values, was[1])
        edits = _edits(key, old, values, before, after, moved)
        if standings[0] != standings[1]:
            edits = [one for one in edits if one.names != ("draft",)]
        if was != key and all(map(_is_written_by_itself, edits)):
            edits = []
        if edits or was != key or standings[0] != standings[1]:
            yield _change(_did(was, key, *standings), key, was, after, edits, standings)
    for key in before.records:
        if key not in after.records and key not in moved:
            standing = before.standings.get(key, Standing.PUBLIC)
            yield _change(Did.REMOVED, key, key, before, [], (standing, standing))


def _edits(key: Key, old: Values, new: Values, before: State, after: State, moved: Mapping[Key, Key]) -> list[Edit]:
    return worth_telling(edits_of(key[0], old, new, before, after, moved))


def _change(
    did: Did,
    key: Key,
    was: Key | None,
    state: State,
    edits: list[Edit],
    standings: tuple[Standing, Standing] | None = None,
) -> Change:
    kind = state.words.get(key[0])
    standing = standings or (None, state.standings.get(key, Standing.PUBLIC))
    return Change(did, key, was, kind.noun if kind else key[0], state.names.get(key, key[1]), tuple(edits), standing)


def _did(was: Key, key: Key, before: Standing, after: Standing) -> Did:
    if (before in ON_THE_SITE) != (after in ON_THE_SITE):
        return Did.APPEARED if after in ON_THE_SITE else Did.WITHDRAWN
    return Did.MOVED if was != key else Did.CHANGED


def _is_written_by_itself(edit: Edit) -> bool:
    return edit.names[0] in WRITTEN_BY_ITSELF or edit.names[-1] == "seal"


def _moved(before: State, after: State) -> dict[Key, Key]:
    """Which records have another id now: those that name their old one among the ids that they had, and those that were renamed
    without it and say the same as before."""
    gone = {key for key in before.records if key not in after.records}
    come = sorted(key for key in after.records if key not in before.records)
    found: dict[Key, Key] = {}
    for key in come if gone else ():
        aliases = after.records[key].get("aliases")
        for old in reversed(aliases if isinstance(aliases, list) else []):
            if isinstance(old, str) and (key[0], old) in gone:
                found[key[0], old] = key
                gone.discard((key[0], old))
                break
    said: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in sorted(gone, reverse=True):
        said[key[0], _said(before.records[key])].append(key)
    taken = {*found.values()}
    for key in come if gone else ():
        if key not in taken and (same := said.get((key[0], _said(after.records[key])))):
            found[same.pop()] = key
    return found


def _said(values: Values) -> str:
    apart = {*WRITTEN_BY_ITSELF, "aliases", "draft"}
    return repr(sorted((name, _sorted(value)) for name, value in values.items() if name not in apart))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((name, _sorted(one)) for name, one in value.items())
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _without_alias(values: Values, old_id: str) -> Values:
    """The values without the old id among those that the record had: that it was renamed is told by itself."""
    others = [one for one in values.get("aliases") or [] if one != old_id]
    rest = {name: value for name, value in values.items() if name != "aliases"}
    return {**rest, "aliases": others} if others else rest


def _with_contents(values: Values, kind: str, state: State, replaced: set[str]) -> Values:
    """The values of a part with what the files hold that were replaced."""
    fields = state.words[kind].fields if kind in state.words else {}

    def held(value: Any, word: Word) -> Any:
        if isinstance(value, list):
            return [held(one, word) for one in value]
        if isinstance(value, dict):
            return _with_contents(value, word.part, state, replaced)
        is_replaced = word.type == FieldType.FILE and value in replaced and value in state.files
        return with_content(value, state.files[value]) if is_replaced else value

    return {name: held(value, fields[name]) if name in fields else value for name, value in values.items()}


def _pages(before: State, after: State) -> Iterator[Page]:
    for path in sorted({**before.pages, **after.pages}):
        old, new = before.pages.get(path), after.pages.get(path)
        if old != new:
            yield Page(path, Did.ADDED if old is None else Did.REMOVED if new is None else Did.CHANGED)


def _addresses(before: State, after: State) -> Iterator[Address]:
    for old in sorted({**before.addresses, **after.addresses}):
        was, now = before.addresses.get(old, ""), after.addresses.get(old, "")
        if was != now:
            yield Address(old, was, now)


def _place(one: Change, said: Words) -> tuple[Any, ...]:
    kinds = [*said]
    kind = kinds.index(one.key[0]) if one.key[0] in said else len(kinds)
    return one.key[0] != SETTINGS, kind, alphabetical(one.name), one.key
