"""Which record is meant, asked by some words of its name, with or without diacritics."""

from collections.abc import Callable

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.language.dates import PartialDate
from macros.records import BY_FOLDER, EventKind, Record, Theme, Unit
from macros.records.fields import Field
from macros.staff.asking import Asker, Back
from macros.staff.called import called, in_its_place

_SHOWN = 9
_NEW = "+"


class Chooser:
    """Asks for records of a catalogue; `make` makes a new one of a kind, and returns its id."""

    def __init__(self, catalogue: Catalogue, asker: Asker, make: Callable[[type[Record]], str]):
        self._catalogue, self._asker, self._make = catalogue, asker, make

    def ask(self, field: Field, day: str | None, among: list[str] | None = None) -> str | list[str] | None:
        """The id that a link holds, or the ids; units are those of the `day`, records those `among` which there is a choice, if that
        is said. Raises Stopped, Back."""
        assert field.link
        candidates = self._candidates(field.link, day)
        if among:
            candidates = [record for record in candidates if record.id in among]
        if not field.many:
            return self._one(field.link, candidates, field.required)
        chosen: list[str] = []
        required = field.required or among is not None
        while True:
            try:
                found = self._one(field.link, candidates, required and not chosen, bool(among))
            except Back:
                if not chosen:
                    raise
                chosen.pop()
                continue
            if not found:
                return chosen
            if found not in chosen:
                chosen.append(found)
            self._asker.say("  Thêm nữa thì gõ tiếp; đủ rồi thì nhấn Enter.")

    def _candidates(self, folder: str, day: str | None) -> list[Record]:
        """The records to choose from; units only as they stood on the day."""
        records = self._catalogue.all(BY_FOLDER[folder])
        if folder != Unit.folder or not day:
            return records
        when = PartialDate.parse(day)
        return [unit for unit in records if isinstance(unit, Unit) and unit.existed(when)]

    def _one(self, folder: str, candidates: list[Record], required: bool, few: bool = False) -> str | None:
        """One record's id; None if none is needed."""
        kind = BY_FOLDER[folder]
        if candidates and (few or kind in (Theme, EventKind)):
            picked = self._asker.choose(candidates, self._name, required)
            return picked.id if picked else None
        hint = f"gõ {_NEW} để tạo {kind.noun} mới"
        while True:
            typed = self._asker.line(f"Gõ vài chữ của tên, có dấu hay không đều được; {hint} > ")
            if not typed:
                if not required:
                    return None
                self._asker.say("  Mục này bắt buộc.")
                continue
            if typed == _NEW:
                return self._make(kind)
            found = self._matching(candidates, typed) or self._in_its_place(candidates, typed)
            if not found:
                self._asker.say(f"  Không thấy. Gõ ít chữ hơn; {hint}.")
            elif len(found) > _SHOWN:
                self._asker.say(f"  Có {len(found)} kết quả, gõ thêm chữ cho rõ hơn.")
            elif len(found) == 1:
                self._asker.say(f"  → {self._name(found[0])}")
                return found[0].id
            elif picked := self._asker.choose(found, self._name, False):
                return picked.id

    def _in_its_place(self, candidates: list[Record], typed: str) -> list[Record]:
        """The units of the day that stand before or after the ones meant, where those don't exist on that day."""
        there = {unit.id for unit in candidates if isinstance(unit, Unit)}
        found = [*in_its_place(self._catalogue, there, typed)]
        if found:
            self._asker.say(f"  {self._name(found[0][1])} không có vào ngày ấy; khi đó là:")
        return [*dict.fromkeys(unit for unit, _ in found)]

    def _matching(self, candidates: list[Record], typed: str) -> list[Record]:
        exact = [record for record in candidates if record.id == typed]
        return exact or called(self._catalogue, candidates, typed)

    def _name(self, record: Record) -> str:
        return name_of(self._catalogue, record)
