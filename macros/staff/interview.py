"""`manage.py new`: asks in Vietnamese for a record of any kind, shows it, and writes what `check` has nothing against."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from macros.files.reader import explain
from macros.files.whole import write_new
from macros.files.yaml_nodes import dotted
from macros.forms.layout import asked_when, first_of, headed
from macros.language.problems import Problem, shown_path
from macros.language.text import fold
from macros.load import look_over, read
from macros.records import RECORDS, Part, Record
from macros.records.base import FieldType, Statement
from macros.records.fields import Field, fields_of, filing
from macros.records.naming import free, path_for
from macros.staff.asking import BACK_HINT, Asker, Back, typed
from macros.staff.called import value_shown
from macros.staff.choosing import Chooser
from macros.staff.meaning import fault, meant
from macros.staff.outline import dates, text_of

P = TypeVar("P", bound=Part)
Values = dict[str, Any]

KINDS: dict[str, type[Record]] = {kind.singular.replace("_", "-"): kind for kind in RECORDS}
"""The kinds that can be asked for, by what the command calls them."""

_NOT_ASKED = {"draft", "posted", "changed", "seal", "approval", "remarks"}
_SHOWN = 100  # letters of an answer in the review
_NEW = "+"


class Interview:
    """Asks for records, question by question, until each answer is good, and writes their files under `data`."""

    def __init__(self, data: Path, ask: Callable[[str], str] = typed, say: Callable[[str], None] = print):
        self.data, self._asker = data, Asker(ask, say)
        self.say = say
        self.catalogue, self.problems = read(data)

    def make(self, kind: type[Record], begun: Values | None = None) -> tuple[Path, Values]:
        """Ask for what a record of `kind` lacks beside what is `begun`, and write it; return its file and the answers. Raises Stopped."""
        self.say(
            f"\nTạo {kind.noun} mới. Mục không bắt buộc thì nhấn Enter để bỏ qua. {BACK_HINT}. Nhấn Ctrl+C để dừng.\n"
        )
        answers = dict(begun or {})
        names = [name for name in _in_order(kind) if name not in answers]
        self._ask_all(kind, names, answers, answers)
        while True:
            try:
                return self._review(kind, answers)
            except Back:
                self._ask_all(kind, names, answers, answers, len(names) - 1)

    def _ask_all(self, part: type[Part], names: list[str], values: Values, record: Values, at: int = 0) -> None:
        """Ask for the fields of a part from one on, with a way back. Raises Back where the first was to be left."""
        while at < len(names):
            name = names[at]
            try:
                if _is_asked(part, name, values):
                    self._set(part, name, values, record)
            except Back:
                at -= 1
                while at >= 0 and not _is_asked(part, names[at], values):
                    at -= 1
                if at < 0 and values is not record:
                    raise
                at = max(at, 0)
                continue
            at += 1

    def _set(self, part: type[Part], name: str, values: Values, record: Values) -> None:
        """Ask for one field, and keep what was answered."""
        field = fields_of(part)[name]
        self.say(f"{field.label}{' (bắt buộc)' if field.required else ''}: {field.help}")
        answer = self._field(part, field, record)
        values.pop(name, None)
        if answer not in (None, []):
            values[name] = answer

    def _field(self, part: type[Part], field: Field, record: Values) -> Any:
        if field.many and not field.link:
            return self._several(part, field, record)
        if field.link:
            chooser = Chooser(self.catalogue, self._asker, lambda kind: self.make(kind)[0].stem)
            return chooser.ask(field, record.get("date"), record.get("sources") if field.name == "source" else None)
        return self._one(part, field, record, field.required)

    def _several(self, part: type[Part], field: Field, record: Values) -> list[Any]:
        found: list[Any] = []
        while True:
            try:
                one = self._one(part, field, record, field.required and not found)
            except Back:
                if not found:
                    raise
                found.pop()
                continue
            if one is None:
                return found
            found.append(one)
            self.say("  Thêm nữa thì ghi tiếp; đủ rồi thì nhấn Enter.")

    def _one(self, part: type[Part], field: Field, record: Values, required: bool) -> Any:
        """One value of a field; None if there is none."""
        if field.part:
            return self._part(field, field.part, record, required)
        if field.choices:
            chosen = self._asker.choose(field.choices, lambda choice: choice.label, required)
            return chosen and chosen.value
        if field.type is FieldType.FLAG:
            return self._asker.yes("Đúng vậy không?") or None
        read_ = self._asker.paragraphs if field.type is FieldType.PROSE else self._asker.line
        answer = self._asker.until(read_, lambda text: fault(part, field, text), required)
        if answer is None:
            return None
        value = meant(field, answer)
        if str(value) != answer:
            self.say(f"  → {value}")
        return value

    def _part(self, field: Field, part: type[Part], record: Values, required: bool) -> Any:
        """The values of a part, asked one by one; its text alone where it may be written so."""
        if field.short:
            text = self._one(part, fields_of(part)[field.short], record, required)
            return text and self._with_source(part, {field.short: text}, record)
        if not required and not self._asker.yes(f"Ghi {part.noun}?"):
            return None
        values: Values = {}
        names = [name for name in first_of(part) if name != "source"]
        self._ask_all(part, names, values, record)
        rest = [name for name in fields_of(part) if name not in names and name != "source"]
        if rest and self._asker.yes(f"Ghi thêm chi tiết của {part.noun}?"):
            self._ask_all(part, rest, values, record)
        self._mend(part, values, record)
        return self._with_source(part, values, record) if values else None

    def _with_source(self, part: type[Part], values: Values, record: Values) -> Values:
        """What a statement rests on, where its record has not just one source."""
        if issubclass(part, Statement) and values and len(record.get("sources", [])) != 1:
            self._set(part, "source", values, record)
        return values

    def _mend(self, part: type[Part], values: Values, record: Values) -> None:
        """Ask again for what keeps the values from being a part, or take them away."""
        while values and (wrong := _wrong(part, values)):
            for _, told in wrong:
                self.say(f"  Chưa được: {told}")
            name = next((name for name, _ in wrong if name in fields_of(part)), None)
            names = [name] if name else list(fields_of(part))
            if len(names) > 1:
                chosen = self._asker.choose(names, lambda one: fields_of(part)[one].label, False)
                if chosen is None:
                    values.clear()
                    return
                name = chosen
            assert name
            self._set(part, name, values, record)

    # What it would be

    def _review(self, kind: type[Record], answers: Values) -> tuple[Path, Values]:
        """Show all answers, let any be changed, and write the record once nothing is wrong with it. Raises Back."""
        while True:
            names = [name for name in fields_of(kind) if name in answers]
            self.say(f"\nXem lại {kind.noun}:")
            for number, name in enumerate(names, 1):
                self.say(
                    f"  {number}. {fields_of(kind)[name].label}: {self._told(fields_of(kind)[name], answers[name])}"
                )
            file, wrong, doubts = self._looked_over(kind, answers)
            for doubt in doubts:
                self.say(f"  Cần xem lại: {doubt}")
            for told in wrong:
                self.say(f"  Chưa được: {told}")
            write = "" if wrong else "Enter = ghi; n = ghi thành bản nháp; "
            typed_ = self._asker.line(f"{write}số = sửa mục ấy; {_NEW} = thêm mục khác > ")
            if typed_ == _NEW:
                self._add(kind, answers)
            elif typed_.isdecimal() and 1 <= int(typed_) <= len(names):
                self._ask_all(kind, [names[int(typed_) - 1]], answers, answers)
            elif not wrong and fold(typed_) in ("", "n"):
                return self._write(kind, answers | ({"draft": True} if typed_ else {}), file)

    def _add(self, kind: type[Record], answers: Values) -> None:
        """Ask for a field that wasn't answered."""
        names = [
            name
            for name in [*_in_order(kind), *(name for _, names in headed(kind) for name in names)]
            if name not in answers and name not in _NOT_ASKED
        ]
        chosen = self._asker.choose(names, lambda name: fields_of(kind)[name].label, False)
        if chosen:
            self._ask_all(kind, [chosen], answers, answers)

    def _looked_over(self, kind: type[Record], answers: Values) -> tuple[Path, list[str], list[str]]:
        """Where the record would go, what would be wrong with it, and what to judge."""
        if wrong := _wrong(kind, answers):
            return Path(), [told for _, told in wrong], []
        unread = (record_id for folder, record_id in self.catalogue.unread if folder == kind.folder)
        file = free(self.data / kind.folder / path_for(kind, answers), {*self.catalogue.by_id(kind), *unread})
        record = kind.model_validate(answers | dates(kind.model_validate(answers), self.catalogue.site.review)).placed(
            file
        )
        before = {*look_over(self.catalogue, []), *self.catalogue.warnings}
        then = self.catalogue.with_records([record])
        told = [one for one in look_over(then, [record]) if one not in before]
        return file, _shown(kind, told), _shown(kind, [one for one in then.warnings if one not in before])

    def _write(self, kind: type[Record], answers: Values, file: Path) -> tuple[Path, Values]:
        answers = answers | dates(kind.model_validate(answers), self.catalogue.site.review)
        write_new(file, text_of(kind, answers))
        self.catalogue, self.problems = read(self.data)
        self.say(f"\nĐã tạo {shown_path(file)}")
        return file, answers

    def _told(self, field: Field, value: Any) -> str:
        """An answer in words."""
        if isinstance(value, list):
            return "; ".join(self._told(field, one) for one in value)
        if isinstance(value, dict) and field.part:
            inner = fields_of(field.part)
            told = ", ".join(f"{inner[name].label}: {self._told(inner[name], one)}" for name, one in value.items())
        else:
            told = value_shown(self.catalogue, field, value)
        told = " ".join(told.split())
        return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"


def _in_order(kind: type[Record]) -> list[str]:
    """The fields that are asked for first, the sources before what rests on them."""
    fields = fields_of(kind)
    names = [name for name in first_of(kind) if fields[name] not in filing(kind)]
    stating = [at for at, name in enumerate(names) if (part := fields[name].part) and issubclass(part, Statement)]
    if "sources" in names and stating and stating[0] < names.index("sources"):
        names.remove("sources")
        names.insert(stating[0], "sources")
    return names


def _is_asked(part: type[Part], name: str, values: Values) -> bool:
    """Whether a field is asked for beside these values of others."""
    when = asked_when(part, name)
    return not when or values.get(when["field"]) in when["values"]


def _wrong(part: type[Part], values: Values) -> list[tuple[str, str]]:
    """What keeps values from being a part: the field's name and what to tell of it."""
    try:
        part.model_validate(values)
    except ValidationError as error:
        found = []
        for details in error.errors(include_url=False):
            name = str(details["loc"][0]) if details["loc"] else ""
            what, todo, _ = explain(part, details, details["input"])
            label = f"{fields_of(part)[name].label}: " if name in fields_of(part) else ""
            found.append((name, f"{label}{what}. {todo}".rstrip(". ") + "."))
        return found
    return []


def _shown(kind: type[Record], problems: Iterable[Problem]) -> list[str]:
    """Problems as the review tells them, by the labels of their fields."""
    labels = {name: field.label for name, field in fields_of(kind).items()}
    return [
        f"{labels.get(one.field.split('.')[0], dotted(()))}: {one.what}. {one.todo}".strip(": ").rstrip(".") + "."
        for one in sorted(problems)
    ]
