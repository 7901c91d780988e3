"""One YAML file to one record, or to all that is wrong with it, told in Vietnamese at line and column."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from macros.files.yaml_nodes import Tree, dotted, read_yaml
from macros.language.characters import old_encoding, told, wrong_in
from macros.language.problems import Problem, shown_path
from macros.language.text import near, slug
from macros.records import Part
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.records.walk import Place

T = TypeVar("T", bound=Part)

# pydantic's error types, as (what is wrong, what to do); {…} is filled from the error's own context.
_MESSAGES = {
    "missing": ("thiếu mục bắt buộc", "Thêm dòng '{name}: …' ({help})"),
    "string_type": ("phải là chữ, mà ở đây là {found}", 'Đặt giá trị trong dấu nháy "…"'),
    "string_too_long": ("dài quá {max_length} ký tự", "Rút gọn, phần còn lại đưa vào mục nội dung"),
    "string_pattern_mismatch": ("'{input}' không đúng dạng", "{help}"),
    "int_type": ("phải là số nguyên, mà ở đây là {found}", "Viết chữ số, không có dấu chấm hay chữ đi kèm"),
    "int_parsing": ("'{input}' không phải số nguyên", "Viết chữ số, không có dấu chấm hay chữ đi kèm"),
    "int_parsing_size": ("'{input}' không phải số nguyên", "Viết chữ số, không có dấu chấm hay chữ đi kèm"),
    "int_from_float": ("'{input}' không phải số nguyên", "Viết chữ số, không có phần lẻ"),
    "decimal_type": ("phải là số, mà ở đây là {found}", "Viết chữ số"),
    "decimal_parsing": ("'{input}' không phải số", "Viết chữ số, dấu chấm trước phần lẻ"),
    "bool_type": ("phải là true hoặc false, mà ở đây là {shown}", "Viết true hoặc false, không có dấu nháy"),
    "bool_parsing": ("phải là true hoặc false, mà ở đây là {shown}", "Viết true hoặc false, không có dấu nháy"),
    "list_type": ("phải là danh sách, mà ở đây là {found}", "Viết mỗi ý một dòng, bắt đầu bằng '- '"),
    "too_short": ("danh sách còn thiếu", "Cần ít nhất {min_length} dòng, mỗi dòng bắt đầu bằng '- '"),
    "model_type": ("phải gồm các dòng 'tên mục: nội dung', mà ở đây là {found}", "{help}"),
    "enum": ("'{input}' không có trong các lựa chọn", "Chọn một trong: {choices}"),
    "greater_than": ("số phải lớn hơn {gt}", "Xem lại con số"),
    "greater_than_equal": ("số không được nhỏ hơn {ge}", "Xem lại con số"),
    "less_than_equal": ("số không được lớn hơn {le}", "Xem lại con số"),
}

# Where a text may stand: its own field, or that of a part that may be written as just its text.
_TEXTS = (FieldType.LINE, FieldType.PROSE, FieldType.PART)


def read_record(file: Path, kind: type[T]) -> tuple[T | None, list[Problem]]:
    """Read `file` as a record of `kind`; return it, or None, and every problem found."""
    tree, problems = read_yaml(file)
    if tree is None or (problems and not isinstance(tree.value, dict)):
        return None, problems
    problems += _cut_off(tree, file, kind)
    record, others = _problems_of(tree, file, kind)
    known = {
        (problem.field, problem.line) for problem in problems
    }  # what is wrong with a value in the file is not told of the value again
    problems += [problem for problem in others if (problem.field, problem.line) not in known]
    return None if problems else record, problems


def _problems_of(tree: Tree, file: Path, kind: type[T]) -> tuple[T | None, list[Problem]]:
    try:
        return kind.model_validate(tree.value), []
    except ValidationError as error:
        name = shown_path(file)
        return None, [_problem(name, tree, kind, details) for details in error.errors(include_url=False)]


def _cut_off(tree: Tree, file: Path, kind: type[Part]) -> Iterator[Problem]:
    """A comment behind a text without quotes, which whoever wrote it may have meant as the rest of the text."""
    for place, (line, column, comment) in tree.beside.items():
        _, field = _field_at(kind, place)
        if field and field.type in _TEXTS:
            what = f"chương trình bỏ mất phần sau dấu #: '{told(comment)}'"
            todo = 'Nếu là nội dung thì đặt cả dòng trong dấu nháy "…"; nếu là ghi chú thì chuyển lên một dòng riêng ở trên'
            yield Problem(shown_path(file), line, column, dotted(place), what, todo)


def _problem(file: str, tree: Tree, kind: type[Part], error: Any) -> Problem:
    place: Place = error["loc"]
    what, todo, hint = explain(kind, error, None if error["type"] == "missing" else error["input"])
    return Problem(file, *tree.where(place), dotted(place), what, todo, hint)


def fault_in(kind: type[Part], field: Field, answer: str, value: Any = None) -> str | None:
    """What is wrong with `answer` as the value of one field of `kind`, and what to do; None if nothing is. `value` is what the
    answer is taken for, where that isn't itself."""
    for _, what, todo in wrong_in(answer):
        return f"{what}. {todo}."
    if encoding := old_encoding(answer):
        return f"chữ ở bảng mã cũ ({encoding}), không phải Unicode. Chọn bảng mã Unicode trong bộ gõ rồi gõ lại."
    try:
        TypeAdapter(field.annotation).validate_python(answer if value is None else value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        what, todo, _ = explain(kind, {**first, "loc": (field.name,)}, answer)
        return f"{what}. {todo}."
    return None


def explain(kind: type[Part], error: Any, value: Any) -> tuple[str, str, str | None]:
    """Tell one of pydantic's errors on `kind` in Vietnamese: what is wrong with `value`, what to do, a near match."""
    place: Place = error["loc"]
    owner, field = _field_at(kind, place)
    if error["type"] == "extra_forbidden":
        known = {name: field.label for name, field in fields_of(owner).items()}
        return "không có mục này", "Sửa tên mục hoặc xóa dòng", _near(told(str(place[-1])), known)
    if error["type"] not in _MESSAGES:  # our own rules speak for themselves
        message = error["msg"]
        for name, given in error.get("ctx", {}).items():
            if name in ("text", "value"):  # what was written, however long
                message = message.replace(str(given), told(str(given)))
        what, _, todo = message.partition(". ")
        return what, todo, None
    if value is None and error.get("input") is None:
        if field and field.required and place[-1] == field.name:
            return "mục này để trống", f"Phải điền, vì mục này bắt buộc ({field.help.rstrip('.')})", None
        return "mục này để trống", "Điền vào, hoặc xóa cả dòng nếu chưa biết", None
    what, todo = _MESSAGES[error["type"]]
    choices = {str(choice): choice.label for choice in field.choices} if field else {}
    context = {
        "name": place[-1] if place else "",
        "help": (field.help if field else "Xem trang tham khảo các mục").rstrip("."),
        "found": _found(value),
        "input": told(str(value)),
        "shown": f"'{told(value)}'" if isinstance(value, str) else _found(value),
        "choices": ", ".join(choices),
        **error.get("ctx", {}),
    }
    return what.format_map(context), todo.format_map(context), _choice(told(str(value)), choices)


def _field_at(kind: type[Part], place: Place) -> tuple[type[Part], Field | None]:
    """Return the part and the field that `place` names, as far as it leads through known fields."""
    owner: type[Part] = kind
    field: Field | None = None
    for step in place:
        if isinstance(step, int):
            continue
        if field and field.part:
            owner = field.part
        field = fields_of(owner).get(step)
        if field is None:
            break
    return owner, field


def _near(word: str, known: dict[str, str]) -> str | None:
    """The one of `known` that `word` stands for: what is written in files, or (its value) what readers see."""
    by_label = {label: name for name, label in known.items() if label}
    return near(word, known) or by_label.get(near(word, by_label) or "")


def _found(value: Any) -> str:
    names = {dict: "một nhóm mục", list: "một danh sách", bool: "true/false", str: "chữ"}
    return names.get(type(value)) or f"số {told(str(value), 40)}"


def _choice(word: str, choices: dict[str, str]) -> str | None:
    """The choice that `word` stands for: what is written in files, a label that begins with it (`đạt`) or holds it (`tỉnh`)
    where no other does, or a label that is near it."""
    if (hint := near(word, choices)) or not (said := slug(word)):
        return hint
    labels = {name: f"-{slug(label)}-" for name, label in choices.items()}
    begun = [name for name, label in labels.items() if label.startswith(f"-{said}-")]
    holding = begun or [name for name, label in labels.items() if f"-{said}-" in label]
    return (holding[0] if len(holding) == 1 else None) if holding else _near(word, choices)
