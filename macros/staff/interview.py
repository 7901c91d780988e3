"""`manage.py new`: asks in Vietnamese, and writes a valid record with every other field explained in a comment."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from macros.files.reader import fault_in
from macros.files.whole import write_new
from macros.files.yaml_text import entry
from macros.language.characters import clean
from macros.language.clock import today
from macros.language.dates import PartialDate
from macros.language.problems import shown_path
from macros.language.text import fold
from macros.load import read
from macros.records import BY_FOLDER, Event, EventKind, Model, Organisation, Record, Source, Theme, Unit
from macros.records.fields import Field, fields_of
from macros.records.naming import free, path_for
from macros.records.posting import dated

T = TypeVar("T")

KINDS: dict[str, type[Record]] = {kind.singular: kind for kind in (Model, Event, Source, Organisation)}
"""The kinds that can be asked for, by what the command calls them."""

# What is asked: all that is required, and what a reader misses first. The rest stands in the file as comments.
_ASKED = {
    Model: ("name", "summary", "themes", "units", "since", "leads", "sources"),
    Event: ("title", "kind", "date", "time", "unit", "place", "organisers", "models", "summary", "sources"),
    Source: ("title", "kind", "publisher", "published", "url"),
    Organisation: ("name", "kind", "unit", "sources"),
}
_SHOWN = 9
_YES, _NO = {"c", "co", "y", "yes", "x", "true"}, {"", "k", "khong", "n", "no", "false"}


class Stopped(Exception):
    """The person asked to stop, or there is no more input."""


class Interview:
    """Asks for records, question by question, until each answer is good, and writes their files under `data`."""

    def __init__(self, data: Path, ask: Callable[[str], str] = input, say: Callable[[str], None] = print):
        self.data = data
        self.ask = ask
        self.say = say
        self.catalogue, self.problems = read(data)

    def make(self, kind: type[Record]) -> tuple[Path, dict[str, Any]]:
        """Ask for a record of `kind` and write it; return its file and the answers. Raises Stopped."""
        self.say(f"\nTạo {kind.noun} mới. Mục không bắt buộc thì nhấn Enter để bỏ qua. Nhấn Ctrl+C để dừng.\n")
        answers: dict[str, Any] = {}
        for name in _ASKED[kind]:
            answer = self._field(kind, name, answers)
            if answer not in (None, []):
                answers[name] = answer
        if self._yes("Để bản nháp, chưa đăng lên trang?"):
            answers["draft"] = True
        unread = (record_id for folder, record_id in self.catalogue.unread if folder == kind.folder)
        file = free(self.data / kind.folder / path_for(kind, answers), {*self.catalogue.by_id(kind), *unread})
        answers |= dates(kind.model_validate(answers))
        write_new(file, text_of(kind, answers))
        self.catalogue, self.problems = read(self.data)
        self.say(f"\nĐã tạo {shown_path(file)}")
        return file, answers

    def _field(self, kind: type[Record], name: str, answers: dict[str, Any]) -> Any:
        field = fields_of(kind)[name]
        self.say(f"{field.label}{' (bắt buộc)' if field.required else ''}: {field.help}")
        if field.link and field.required and self._has_none(field.link):
            raise Stopped(f"Chưa có {BY_FOLDER[field.link].noun} nào để chọn: chép tệp mẫu trong docs/mau/{field.link}/ "
                          f"vào {shown_path(self.data / field.link)}/, sửa, rồi chạy lại.")  # fmt: skip
        if field.choices:
            chosen = self._choose(field.choices, lambda choice: f"{choice} – {choice.label}", field.required)
            return chosen and chosen.value
        if field.link is None:
            return self._text(kind, field)
        candidates = self._candidates(field.link, answers.get("date"))
        if field.many:
            return self._several(field.link, candidates, field.required)
        return self._one(field.link, candidates, field.required)

    def _has_none(self, folder: str) -> bool:
        """Whether there is nothing to choose from, nor a way to make it here."""
        return not self.catalogue.in_folder(folder) and folder not in {kind.folder for kind in KINDS.values()}

    def _text(self, kind: type[Record], field: Field) -> str | None:
        while True:
            answer = self._answer("> ")
            if not answer and not field.required:
                return None
            if not (fault := fault_in(kind, field, answer)):
                return answer
            self.say(f"  Chưa được: {fault}" if answer else "  Mục này bắt buộc.")

    def _candidates(self, folder: str, day: str | None) -> list[Record]:
        """The records to choose from; units only as they stood on the day."""
        records = self.catalogue.all(BY_FOLDER[folder])
        if folder != Unit.folder or not day:
            return records
        when = PartialDate.parse(day)
        return [unit for unit in records if isinstance(unit, Unit) and unit.existed(when)]

    def _several(self, folder: str, candidates: list[Record], required: bool) -> list[str]:
        chosen: list[str] = []
        while found := self._one(folder, candidates, required and not chosen):
            if found not in chosen:
                chosen.append(found)
            self.say("  Thêm nữa thì gõ tiếp; đủ rồi thì nhấn Enter.")
        return chosen

    def _one(self, folder: str, candidates: list[Record], required: bool) -> str | None:
        """Ask for one record, by some words of its name, with or without diacritics; return its id."""
        if BY_FOLDER[folder] in (Theme, EventKind):
            if not candidates:
                return None
            picked = self._choose(candidates, lambda r: r.heading, required)
            return picked.id if picked else None
        kind = next((kind for kind in KINDS.values() if kind.folder == folder), None)
        hint = f"; gõ + để tạo {kind.noun} mới" if kind else ""
        while True:
            typed = self._answer(f"Gõ vài chữ của tên, có dấu hay không đều được{hint} > ")
            if not typed:
                if not required:
                    return None
                self.say("  Mục này bắt buộc.")
                continue
            if typed == "+" and kind:
                return self.make(kind)[0].stem
            found = self._matching(candidates, typed) or self._in_its_place(candidates, typed)
            if not found:
                self.say(f"  Không thấy. Gõ ít chữ hơn{hint}.")
            elif len(found) > _SHOWN:
                self.say(f"  Có {len(found)} kết quả, gõ thêm chữ cho rõ hơn.")
            elif len(found) == 1:
                self.say(f"  → {self._name(found[0])}")
                return found[0].id
            elif picked := self._choose(found, self._name, False):
                return picked.id

    def _in_its_place(self, candidates: list[Record], typed: str) -> list[Record]:
        """The units of the day that stand before or after the ones meant, where those don't exist on that day."""
        lineage = self.catalogue.lineage
        meant = [r for r in self._matching(list(lineage.units.values()), typed) if isinstance(r, Unit)]
        kins = {kin.unit for unit in meant for kin in [*lineage.later(unit), *lineage.earlier(unit)]}
        found = [unit for unit in candidates if unit in kins]
        if found:
            self.say(f"  {self._name(meant[0])} không có vào ngày ấy; khi đó là:")
        return found

    def _matching(self, candidates: list[Record], typed: str) -> list[Record]:
        wanted = fold(typed).split()
        exact = [record for record in candidates if record.id == typed]
        return exact or [r for r in candidates if all(w in fold(f"{self._name(r)} {r.id}") for w in wanted)]

    def _name(self, record: Record) -> str:
        return self.catalogue.lineage.name(record) if isinstance(record, Unit) else record.heading

    def _choose(self, items: list[T], show: Callable[[T], str], required: bool) -> T | None:
        for number, item in enumerate(items, 1):
            self.say(f"  {number}. {show(item)}")
        while True:
            typed = self._answer("Gõ số > ")
            if not typed and not required:
                return None
            if typed.isdecimal() and 1 <= int(typed) <= len(items):
                return items[int(typed) - 1]
            self.say(f"  Gõ một số từ 1 đến {len(items)}.")

    def _yes(self, question: str) -> bool:
        while (answer := fold(self._answer(f"{question} (c = có, Enter = không) > "))) not in _YES | _NO:
            self.say("  Gõ c (có) hoặc k (không), hoặc nhấn Enter (không).")
        return answer in _YES

    def _answer(self, prompt: str) -> str:
        try:
            return clean(self.ask(prompt)).strip()
        except (EOFError, KeyboardInterrupt):
            raise Stopped from None


def create(
    kind: type[Record], data: Path, ask: Callable[[str], str] = input, say: Callable[[str], None] = print
) -> int:
    """Ask for a record of `kind`, write it under `data`, and say what to do next. Returns an exit status."""
    interview = Interview(data, ask, say)
    at = "" if data.resolve() == (Path(__file__).parents[2] / "data").resolve() else f" --data {shown_path(data)}"
    if interview.problems:
        say(f"Dữ liệu đang có {len(interview.problems)} lỗi (chạy lệnh check{at} để xem); vẫn tạo được bản ghi mới.")
    try:
        file, answers = interview.make(kind)
    except Stopped as why:
        say(f"\n{why}" if str(why) else "\nĐã dừng; bản ghi đang hỏi dở chưa được ghi.")
        return 1
    mistakes = [problem for problem in interview.problems if problem.file == shown_path(file)]
    for mistake in mistakes:
        say(str(mistake))
    say("Việc tiếp theo:")
    say("  1. Mở tệp ấy, điền thêm các mục còn để sau dấu # nếu có thông tin (bỏ dấu # ở đầu dòng và dấu cách sau nó).")
    say(f"  2. Chạy lệnh check{at} để kiểm tra, rồi lệnh preview{at} để xem thử.")
    if answers.get("draft"):
        say("  3. Khi xong, xóa dòng 'draft: true' để bản ghi lên trang.")
    return 1 if mistakes else 0


def dates(record: Record) -> dict[str, str]:
    """What is to stand in a new file on when it was posted; nothing of a draft."""
    new = dated(record, today())
    return {name: str(value) for name in ("posted", "changed", "seal") if (value := getattr(new, name))}


def text_of(kind: type[Record], answers: dict[str, Any]) -> str:
    """The text of a record's file: the answers, and every other field as a comment with its help."""
    lines = [
        f"# {kind.noun.capitalize()}. Dòng bắt đầu bằng dấu # là ghi chú, chương trình bỏ qua; muốn dùng mục nào thì bỏ dấu # và dấu cách sau nó.",
        f"# Tệp mẫu đủ mọi mục: thư mục docs/mau/{kind.folder}/",
        "",
    ]
    for name, field in fields_of(kind).items():
        lines.append(f"# {field.label}: {field.help}")
        if name in answers:
            lines += entry(field, answers[name])
        else:
            lines += [f"# {line}".rstrip() for line in _outline(field)]
        lines.append("")
    return "\n".join(lines)


def _outline(field: Field) -> list[str]:
    """How a field is written, without values: for a list of parts, one part with all its fields, each explained above it."""
    if field.part is None:
        return [f"{field.name}:", "  -"] if field.many else [f"{field.name}:"]
    first, rest = ("  - ", "    ") if field.many else ("  ", "  ")
    lines = [f"{field.name}:"]
    for name, inner in fields_of(field.part).items():
        lines += [f"{rest}# {inner.label}: {inner.help}", f"{rest if len(lines) > 1 else first}{name}:"]
    return lines
