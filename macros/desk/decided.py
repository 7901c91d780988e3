"""Writes what was judged into the records: approvals that can't be yet keep nothing else from being written."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from macros.catalogue import Catalogue
from macros.desk.safety import Refusal
from macros.desk.saving import Saving
from macros.desk.writing import Writing
from macros.language.text import upper_first
from macros.review.deciding import Decision


class Written(NamedTuple):
    """What was decided, how many records were written, and in words what could not be, whoever refused it."""

    decided: list[Decision]
    written: int
    left: list[str]


Decide = Callable[[Catalogue], Sequence[Decision]]


def write_decided(saving: Saving, decide: Decide, note: str) -> Written:
    """Write what is decided of the records as they are at this moment.

    Raises Refusal and OSError as a save does.
    """
    with saving.changing() as (catalogue, before):
        decided = list(decide(catalogue))
        left = [one for one in decided if one.new is not None]
        refused: list[str] = []
        while left:
            writing = Writing()
            for one in left:
                assert one.record is not None
                assert one.new is not None
                key = one.record.folder, one.record.id
                did = "duyệt" if one.approves else "ghi ý kiến"
                writing.add(one.record, one.new, one.record.file, one.record.file, key, catalogue, did)
            try:
                saving.put(writing, catalogue, before, note=note)
                break
            except Refusal as refusal:
                problems = refusal.more.get("problems", [])
                wrong = {(one["folder"], one["id"]) for one in problems}
                stopped = [one for one in left if one.record and (one.record.folder, one.record.id) in wrong]
                if not stopped:
                    raise
                refused += [f"{one.told.partition(':')[0]}: chưa ghi được. {_why(problems, one)}" for one in stopped]
                left = [one for one in left if one not in stopped]
        told = [one.told for one in decided if one.refused]
        return Written(decided, len(left), [*refused, *told])


def _why(problems: Sequence[dict[str, str]], one: Decision) -> str:
    assert one.record
    told = [
        f"{p['what']}. {p['todo']}" for p in problems if (p["folder"], p["id"]) == (one.record.folder, one.record.id)
    ]
    return " ".join(upper_first(text).rstrip(".") + "." for text in told)
