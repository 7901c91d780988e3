"""What is no mistake, but will not look as whoever wrote it thinks: told by `check`, and no reason not to publish."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from macros.catalogue.arithmetic import contradictions
from macros.catalogue.finder import Finder
from macros.catalogue.told import at
from macros.files.found import problem
from macros.files.kept import Kept
from macros.language.problems import Problem, shown_path
from macros.records import RECORDS, Model, Organisation, Record, Unit
from macros.records.base import OTHER, FieldType
from macros.records.fields import Field
from macros.records.life import Milestone
from macros.records.parts import Person
from macros.records.posting import is_dated
from macros.records.walk import Place, named_files, values_of


class _Mark(NamedTuple):
    shape: re.Pattern[str]
    what: str
    todo: str


def _mark(shape: str, what: str, todo: str) -> _Mark:
    return _Mark(re.compile(shape, re.MULTILINE | re.IGNORECASE), what, todo)


_TAGS = "a|b|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|sub|sup|table|td|th|tr|u|ul"
_IN_PROSE = (
    _mark(r"(?<!\|)(?:\A|\n)[ \t]*\|[^\n]*\|[ \t]*(?:\Z|\n(?![ \t]*\|))", "có một dòng để giữa hai dấu |, chưa thành bảng",
          "Bảng cần từ hai dòng như vậy liền nhau; chỉ một dòng thì viết thành câu"),
    _mark(r"^[ \t]*[^|\s-][^\n|]* \| [^\n]*[^|\s][ \t]*\n[ \t]*[^|\s-][^\n|]* \| ", "có bảng mà các dòng không để giữa hai dấu |",
          "Thêm dấu | ở đầu và cuối mỗi dòng của bảng"),
    _mark(r"!\[[^\]]*\]\(", "có hình, mà trang không hiện hình trong đoạn văn", "Bỏ hình, hoặc viết thành liên kết"),
    _mark(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", "có thẻ HTML, mà trang hiện nguyên như chữ", "Bỏ thẻ; chữ đậm thì viết **chữ đậm**"),
    _mark(r"^ {0,3}#{1,6} ", "có đề mục bằng dấu #, mà trang hiện nguyên như chữ", "Bỏ dấu #; cần nổi bật thì viết **chữ đậm**"),
    _mark(r"^[ \t]*[•●▪▫◦‣■□◆➢➤✓·][ \t]*\S", "có dấu đầu dòng mà chương trình không coi là danh sách", "Thay bằng dấu gạch và một dấu cách: '- '"),
    _mark(r"^(?![ \t]*(?:[-*+>]|\d+[.)])[ \t])[ \t]*\S.*\n {0,3}[-*+] \S", "danh sách dính liền với đoạn trên nên không thành danh sách",
          "Thêm một dòng trống trước ý đầu tiên"),
)  # fmt: skip
_IN_LINES = (
    _mark(r"\*\*[^*]+\*\*|\[[^\]]+\]\(https?:", "có dấu ** hoặc liên kết, mà mục này hiện nguyên như chữ", "Viết chữ thường, không đánh dấu"),
)  # fmt: skip
_BY_TYPE = {FieldType.PROSE: _IN_PROSE, FieldType.LINE: _IN_LINES}
_RANK = re.compile(
    r"(?:(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)|hạ sĩ|(?:đại|thượng|trung) sĩ|tiến sĩ|thạc sĩ|(?:phó )?giáo sư)\b",
    re.IGNORECASE,
)


def _goes_on(find: Finder, unit_id: str) -> str | None:
    """The id of the record of today of a unit that was enlarged or reduced; None if there is none, or it is that one."""
    unit = find.get(Unit, unit_id)
    last = find.phases(unit)[-1]
    return None if last is unit or last.is_former else last.id


def advice(find: Finder) -> Iterator[Problem]:
    """Yield what is worth a second look. What follows from one record alone is kept with its digest."""
    records = [record for kind in RECORDS for record in find.all(kind)]
    dating = any(record.posted for record in records)  # a site that dates its records
    with Kept(find.stores, "advice") as store:
        for record in records:
            dated, told = store.told(find.digest(record), partial(_alone, record))
            if not find.withheld(record) and dating and not dated:
                what = "nội dung đã sửa sau ngày cập nhật" if record.posted else "chưa có ngày đăng"
                yield at(record, (), what, "Chạy lệnh date để ghi ngày")
            name = shown_path(record.file) if told else ""
            yield from (Problem(name, *one) for one in told)
    yield from _files(find)
    for organisation in find.all(Organisation):
        if organisation.unit and (now := _goes_on(find, organisation.unit)):
            what, todo = (
                f"đơn vị này hiện nay vẫn còn, với địa giới khác: {now}",
                f"Cơ quan còn hoạt động thì ghi {now}",
            )
            yield at(organisation, ("unit",), what, todo)
    for model in find.all(Model):
        for number, point in enumerate(model.points):
            # The unit of a point that names no place, and a district or more: where a model runs everywhere.
            if not point.named and find.get(Unit, point.unit).kind.level != "commune":
                yield at(
                    model,
                    ("points", number, "unit"),
                    "cả một địa bàn không phải là một điểm",
                    "Bỏ điểm này: địa bàn đã ghi ở units; hoặc ghi tên điểm vào name",
                )


def _files(find: Finder) -> Iterator[Problem]:
    """Files of pictures, films and papers that no record names, and those that are there twice."""
    for name in find.unnamed_files:
        yield problem(find.file(name), "không bản ghi nào dùng tệp này", "Ghi tên tệp vào bản ghi, hoặc xóa tệp")
    first: dict[str, str] = {}
    for record in (record for kind in RECORDS for record in find.all(kind)):
        for place, _, name in named_files(record):
            same = first.setdefault(find.media(name).digest, name)
            if same != name:
                yield at(
                    record, place, f"tệp '{name}' giống hệt '{same}'", f"Dùng '{same}' ở cả hai chỗ rồi xóa tệp này"
                )


def _alone(record: Record) -> tuple[bool, list[list[Any]]]:
    """Whether the dates of a record hold, and what is worth a second look in it by itself: problems without the name of the file."""
    told = (at(record, place, what, todo) for place, what, todo in _in(record))
    return is_dated(record), [[one.line, one.column, one.field, one.what, one.todo] for one in told]


def _in(record: Record) -> Iterator[tuple[Place, str, str]]:
    yield from contradictions(record)
    for place, field, holder, value in values_of(record, _is_written_or_chosen):
        for mark in _BY_TYPE.get(field.type, ()) if value else ():
            if mark.shape.search(value):
                yield place, mark.what, mark.todo
        if isinstance(holder, Person) and field.name == "office" and (rank := _RANK.match(value)):
            yield place, f"cấp bậc '{rank[0]}' đứng sau tên", "Ghi cấp bậc vào mục rank: trang hiện nó trước tên"
        if value == OTHER and field.choices and getattr(holder, name := f"{field.name}_name", "") is None:
            yield place, "chọn loại khác mà chưa nói là gì", f"Thêm dòng {name} với tên gọi của nguồn"
        if isinstance(holder, Milestone) and field.name == "note" and (value or "").startswith(holder.stage.label):
            what = f"nhắc lại tên giai đoạn '{holder.stage.label}'"
            yield place, what, "Bỏ chữ ấy: trang đã ghi tên giai đoạn ngay trước"


def _is_written_or_chosen(field: Field) -> bool:
    return field.type in _BY_TYPE or field.type is FieldType.CHOICE
