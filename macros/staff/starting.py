"""`manage.py start`: asks for what a new site has to know, and makes its folder; and writes a blank table of units."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from macros.exports.csv_file import csv_file
from macros.exports.workbook import workbook
from macros.files.whole import is_free, write_new, write_whole
from macros.language.meant import day_meant
from macros.language.problems import DataError, in_file, shown_path
from macros.load import load
from macros.records import Unit
from macros.records.base import FieldType
from macros.records.fields import fields_of
from macros.staff.asking import BACK_HINT, Asker, Back, Stopped, typed
from macros.staff.former_units import in_words
from macros.staff.plain_units import FORMED_FROM
from macros.staff.start import PROJECT, Question, questions, start

_COLUMNS = ("kind", "name", "code", "parent", "start", "end")
_ENDINGS = (".csv", ".xlsx")
_HELP = {
    "code": "Mã của Cục Thống kê, nếu biết",
    "name": "Không kèm loại: Lê Chân. Cũng được viết cả 'Phường Lê Chân' và bỏ trống cột loại",
    "kind": "phường, xã, đặc khu; đơn vị cũ: thị trấn, quận, huyện, thị xã",
    "parent": "Bỏ trống là thuộc tỉnh, thành phố của trang. Đơn vị cũ: ghi quận, huyện của nó",
    "start": "Ngày bắt đầu, như 1/7/2025; bỏ trống nếu chưa rõ",
    "end": "Ngày cuối cùng, chỉ ghi cho đơn vị cũ, như 30/6/2025",
}
_FORMED_FROM_HELP = (
    "Các đơn vị nhập vào, cách nhau bằng dấu phẩy: phường A, xã B (huyện C), một phần xã D, phần còn lại xã E. Đơn vị cũ không cần có dòng riêng"
)  # fmt: skip


def ask_and_start(folder: Path, ask: Callable[[str], str] = typed, say: Callable[[str], None] = print) -> int:
    """Ask, and make `folder`; return the exit status. Answers are kept beside the folder until it is made, so that whoever stops
    goes on from there.

    Raises DataError if there is something in the folder, OSError if it can't be written.
    """
    if not is_free(folder):
        raise DataError(
            [in_file(folder, "thư mục này đã có và không trống", "Chọn tên khác; lệnh start không ghi đè gì")]
        )
    kept = folder.absolute().with_name(f".{folder.name}.dang-hoi.json")
    answers = _kept(kept)
    say("Tạo một trang mới. Mục không bắt buộc thì nhấn Enter để bỏ qua. Nhấn Ctrl+C để dừng; chạy lại thì hỏi tiếp.")
    say(f"{BACK_HINT}.\n")
    asker, asked = Asker(ask, say), questions()
    first = 0
    try:
        while True:
            _ask_from(first, asked, answers, asker, lambda: _keep(kept, answers))
            try:
                files = start(answers, folder)
                break
            except DataError as error:
                say(f"\nChưa tạo được:\n{error.report()}\n")
                wrong = {problem.field for problem in error.problems}
                first = next((at for at, one in enumerate(asked) if one.name in wrong), _table(asked))
    except Stopped:
        say(f"\nĐã dừng. Những gì đã trả lời còn giữ ở {shown_path(kept)}; chạy lại lệnh start để tiếp tục.")
        return 1
    with suppress(OSError):
        kept.unlink()
    say(f"\nĐã tạo {shown_path(folder)} với {len(files)} tệp.\nViệc tiếp theo:")
    say(f"  1. Xem thử: lệnh preview --data {shown_path(folder)}")
    say(f"  2. Đọc {shown_path(folder / 'README.md')}: còn gì phải điền, bản ghi mẫu nào phải xóa.")
    return 0


def _ask_from(
    first: int, asked: list[Question], answers: dict[str, str], asker: Asker, keep: Callable[[], None]
) -> None:
    """Ask from one question on to the end. Raises Stopped."""
    at = first
    while at < len(asked):
        question = asked[at]
        if question.name.startswith("source_") and not answers.get(asked[_table(asked)].name):
            at += 1
            continue
        try:
            _ask(question, answers, asker)
        except Back:
            at = max(at - 1, 0)
            continue
        keep()
        at += 1


def _ask(question: Question, answers: dict[str, str], asker: Asker) -> None:
    earlier = answers.get(question.name)
    asker.say(f"{question.label}{' (bắt buộc)' if question.required else ''}: {question.help}")
    if earlier:
        asker.say(f"  Đã trả lời: {earlier}. Enter để giữ, gõ - để bỏ.")
    if question.field and question.field.choices:
        choice = asker.choose(question.field.choices, lambda one: one.label, False)
        answer = choice.value if choice else None
    else:
        answer = asker.until(lambda: _meant(question, asker.line()), lambda text: None if text == "-" else question.fault(text),
                             question.required and not earlier)  # fmt: skip
    if answer == "-":
        answers.pop(question.name, None)
    elif answer:
        answers[question.name] = answer


def _meant(question: Question, text: str) -> str:
    if question.field is None:
        return text.strip("\"'")  # so Windows copies a path
    return (day_meant(text) or text) if question.field.type is FieldType.DATE else text


def _table(asked: list[Question]) -> int:
    return next(at for at, one in enumerate(asked) if one.field is None)


def _kept(file: Path) -> dict[str, str]:
    known = {question.name for question in questions()}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return (
        {name: text for name, text in found.items() if name in known and isinstance(text, str)}
        if isinstance(found, dict)
        else {}
    )


def _keep(file: Path, answers: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(answers, ensure_ascii=False, indent=1))


def write_blank(file: Path, say: Callable[[str], None] = print) -> int:
    """Write a blank table of units with what goes into each column, and beside it that of the project's own data as an example;
    return the exit status.

    Raises DataError if `file` is there or is to be no table; OSError if it can't be written.
    """
    if file.suffix.lower() not in _ENDINGS:
        raise DataError([in_file(file, "không rõ là loại bảng nào", "Đặt tên tệp có đuôi .xlsx (Excel) hoặc .csv")])
    try:
        write_new(file, blank_table(file.suffix.lower()))
    except FileExistsError:
        raise DataError([in_file(file, "đã có tệp này", "Đặt tên khác, hoặc chuyển tệp cũ đi nơi khác")]) from None
    say(f"Đã ghi bảng trống vào {shown_path(file)}. Điền xong thì đưa vào lệnh start, hoặc lệnh units --in.")
    return 0


def blank_table(ending: str) -> bytes:
    """The blank table as a file of that ending, `.csv` or `.xlsx`; only a workbook has room for the example."""
    fields = fields_of(Unit)
    titles = [*(fields[name].label for name in _COLUMNS), FORMED_FROM.title]
    helps = [*(_HELP.get(name) or fields[name].help for name in _COLUMNS), _FORMED_FROM_HELP]
    if ending == ".csv":
        return csv_file(helps, [titles])
    help_ = ("Hướng dẫn", ["Cột", "Ghi gì"], list(zip(titles, helps, strict=True)))
    return workbook(Unit.section, titles, [], help_, ("Ví dụ", titles, _example()))


def _example() -> list[list[str | None]]:
    """The communes of today of the project's own data, as such a table has them."""
    catalogue = load(PROJECT / "data")
    units = [one for one in catalogue.all(Unit) if one.kind.level == "commune" and not one.is_former]
    return [
        [
            one.kind.label,
            one.name,
            one.code,
            None,
            str(one.start) if one.start else None,
            None,
            in_words(catalogue, one),
        ]
        for one in units
    ]
