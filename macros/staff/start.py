"""A new site in one sitting: from a few answers to a data folder that builds at once, or to what is wrong with the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from macros.files.reader import explain, fault_in
from macros.files.whole import filled
from macros.files.writer import write
from macros.language.clock import today
from macros.language.problems import DataError, Problem, shown_path
from macros.language.text import slug
from macros.load import read
from macros.records import RECORDS, Part, Site, Source, Unit
from macros.records.fields import Field, fields_of
from macros.records.former import current
from macros.records.naming import path_for
from macros.records.site import SETTINGS
from macros.records.source import SourceKind
from macros.records.unit import Verification
from macros.staff.all_or_none import contents_of, write_all
from macros.staff.former_units import split
from macros.staff.plain_units import Given
from macros.staff.starter import BESIDE, samples, words
from macros.staff.unit_table import foreseen

P = TypeVar("P", bound=Part)

PROJECT = Path(__file__).parents[2]
TABLE = "units"
"""The answer that is a table of units: a path to it."""
NOTE = "README.md"
"""What stands in the folder for whoever opens it."""

_MOVEMENT = "Toàn dân bảo vệ an ninh Tổ quốc"
_OF_SOURCE = "source_"
_SITE = ("place", "name", "owner", "responsible", "address", "phone", "email", "licence")
_SOURCE = ("title", "kind", "publisher", "published", "url")
_HELP = {
    "place": "Địa bàn của trang, viết đủ loại và tên: Tỉnh Ninh Bình; Thành phố Hải Phòng; Phường Lê Chân.",
    TABLE: "Bảng các phường, xã: tệp .xlsx hoặc .csv, lấy mẫu bằng lệnh start --units-table. Chưa có thì bỏ qua, nhập sau được.",
    "source_title": "Tên văn bản hoặc danh mục mà bảng đơn vị dựa vào: Nghị quyết số …/NQ-UBTVQH15 …",
}
_LABELS = {"place": "Địa bàn", TABLE: "Bảng đơn vị hành chính", "source_title": "Bảng đơn vị dựa vào"}


@dataclass(frozen=True)
class Question:
    """One thing that a new site has to know.

    Attributes:
        name: of the answer.
        label, help: what staff call it, and what to answer.
        part, field: whose field the answer becomes; none: it is the path of a table.
        required: whether there must be an answer.
    """

    name: str
    label: str
    help: str
    part: type[Part] | None
    field: Field | None
    required: bool

    def fault(self, answer: str) -> str | None:
        """What is wrong with an answer by itself; None if nothing is."""
        if self.part and self.field:
            return fault_in(self.part, self.field, answer)
        return None if Path(answer).is_file() else "không có tệp này. Xem lại tên tệp."


def questions() -> list[Question]:
    """All that is asked, in order. `name` may be left out although a site must have one: it follows from the place."""
    asked: list[tuple[str, type[Part] | None, str]] = [(name, Site, name) for name in _SITE]
    asked += [(TABLE, None, ""), *((f"{_OF_SOURCE}{name}", Source, name) for name in _SOURCE)]
    found = []
    for name, part, of in asked:
        field = fields_of(part)[of] if part else None
        label = _LABELS.get(name) or (field.label if field else "")
        help_ = _HELP.get(name) or (field.help if field else "")
        found.append(Question(name, label, help_, part, field, name == "place"))
    return found


def start(answers: Mapping[str, Any], folder: Path) -> list[Path]:
    """Make `folder` a data folder for the site that the answers tell of; return its files.

    Args:
        answers: texts by the names of `questions`; that of the table of units is a path. What is empty isn't there.
        folder: not there yet, or empty but for what has a dot before its name.

    Raises:
        DataError: with all that is wrong with the answers, each problem's field being the answer's name, or with the table by its
            cells; nothing is written then.
        OSError: the same, for the reasons that the system has; FileExistsError where there is something in the folder.
    """
    given = {name: value for name, value in answers.items() if value not in (None, "")}
    site, source = _settings(given, folder), _source(given, folder)
    with filled(folder, SETTINGS) as made:
        write(made / SETTINGS, site)
        day = today()
        for record in words(PROJECT / "data"):
            write(made / record.file, record, day)
        for place, content in samples():
            (made / place).parent.mkdir(parents=True, exist_ok=True)
            (made / place).write_bytes(content)
        if source:
            write(made / source.file, source, day)
            _add_units(made, folder, site, source, given)
        (made / NOTE).write_text(_note(site, bool(given.get(TABLE))), encoding="utf-8")
        if problems := read(made)[1]:
            raise DataError([_of_answer(problem, made, folder) for problem in problems])
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _settings(given: Mapping[str, Any], folder: Path) -> Site:
    place = " ".join(str(given.get("place", "")).split())
    kind, name = split(place) or (None, "")
    at = f"{kind.label.lower()} {name}" if kind else place
    called = place.removeprefix(f"{kind.label} ") if kind and kind.level == "province" else place
    values = {
        "name": f"{_MOVEMENT} – {called}",
        "description": f"Các mô hình, sự kiện và kết quả của phong trào {_MOVEMENT} ở {at}, có ghi nguồn.",
        **{name: value for name, value in given.items() if name in fields_of(Site)},
        "format": current(),
    }
    return _made(Site, values, "", folder)


def _source(given: Mapping[str, Any], folder: Path) -> Source | None:
    values = {name.removeprefix(_OF_SOURCE): value for name, value in given.items() if name.startswith(_OF_SOURCE)}
    if not values and not given.get(TABLE):
        return None
    if "title" not in values:
        raise DataError([Problem(shown_path(folder), 0, 0, "source_title", "chưa nói bảng đơn vị dựa vào văn bản hay danh mục nào",
                                 "Mọi đơn vị phải có nguồn: ghi tên nghị quyết hoặc danh mục")])  # fmt: skip
    if "kind" not in values:
        values |= {"kind": SourceKind.OTHER.value, "kind_name": "Căn cứ của bảng đơn vị"}
    source = _made(Source, values, _OF_SOURCE, folder)
    return source.placed(Path(Source.folder, path_for(Source, values)))


def _made(kind: type[P], values: dict[str, Any], prefix: str, folder: Path) -> P:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        problems = []
        for details in error.errors(include_url=False):
            place = details["loc"]
            value = values.get(str(place[0])) if place else None
            what, todo, hint = explain(kind, details, value)
            if details["type"] == "missing":
                todo = f"Trả lời câu này ({fields_of(kind)[str(place[0])].help.rstrip('.')})"
            problems.append(Problem(shown_path(folder), 0, 0, f"{prefix}{place[0] if place else ''}", what, todo, hint))
        raise DataError(problems) from error


def _add_units(made: Path, folder: Path, site: Site, source: Source, given: Mapping[str, Any]) -> None:
    """Write the unit that the site is about, and those of the table below it."""
    whole = split(site.place)
    above: Unit | None = None
    if whole:
        kind, name = whole
        above = Unit(kind=kind, name=name, sources=[source.file.stem])
        above = above.placed(made / Unit.folder / slug(name) / f"{slug(above.full_name)}.yml")
        write(above.file, above, today())
    if not (table := given.get(TABLE)):
        return
    catalogue, problems = read(made)
    if problems:
        raise DataError([_of_answer(problem, made, folder) for problem in problems])
    checked = source.kind is SourceKind.LAW_TEXT
    verification = Verification.LAW_TEXT if checked else Verification.SECONDARY
    units = list(foreseen(catalogue, Path(table), Given(above, (source.file.stem,), verification)).new.values())
    write_all(made, units, contents_of(units))


def _of_answer(problem: Problem, made: Path, folder: Path) -> Problem:
    """A problem of the folder that was being made, told of the one that was to be."""
    return replace(problem, file=problem.file.replace(shown_path(made), shown_path(folder)))


def _note(site: Site, has_units: bool) -> str:
    """What to do next, for whoever opens the folder."""
    kinds = "\n".join(f"- `{kind.folder}/`: {kind.noun}" for kind in RECORDS)
    units = (
        ""
        if has_units
        else "- Nhập các phường, xã: `py manage.py units --in bang.xlsx --data THƯ_MỤC_NÀY` (bảng trống: `py manage.py start --units-table bang.xlsx`).\n"
    )
    return f"""# {site.name}

Thư mục dữ liệu của trang. Mọi lệnh viết thêm `--data` và tên thư mục này: `py manage.py preview --data …`

## Việc tiếp theo

{units}- Điền thêm `site.yml`: giới thiệu (`about`), cơ quan chủ quản, người chịu trách nhiệm, địa chỉ đăng (`url`).
- Xem các bản ghi mẫu, là bản nháp nên chỉ thấy khi xem thử. Xem xong thì xóa các thư mục `{BESIDE}` trong từng loại.
- Đọc lại lĩnh vực, loại sự kiện, thuật ngữ: thứ gì không dùng thì xóa tệp.
- Trong thư mục chương trình, các trang hướng dẫn `docs/huong-dan/` lấy ví dụ ở Hải Phòng. Các trang khác lấy mọi tên từ thư mục này.

## Mỗi loại bản ghi một thư mục

{kinds}
"""
