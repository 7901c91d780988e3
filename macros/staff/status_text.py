"""How things stand, as a text for the terminal."""

from collections.abc import Iterable, Iterator

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.language.numbers import shown_number
from macros.language.problems import shown_path
from macros.records import Record
from macros.staff.outside import Dead
from macros.staff.status import Coverage, Status

_FEW = 20
"""How many of the same are listed unless all are wanted."""


def text_of(status: Status, coverage: Coverage | None, dead: Iterable[Dead] | None, whole: bool) -> str:
    """The sections, coverage and dead links that are given, `whole` or the first of each."""
    lines = [f"Tình trạng ngày {status.day:%d/%m/%Y}"]
    for section, rows in status.sections:
        told = [_called(status.catalogue, row.record) + (f": {row.note}" if row.note else "") for row in rows]
        lines += _section(section.title, section.none, told, whole)
    if coverage:
        lines += _coverage(status, coverage, whole)
    if dead is not None:
        told = [f"{one.link.url}: {one.why} (ở {_where(one.link.records)})" for one in dead]
        lines += _section("Liên kết ra ngoài không tới được", "Liên kết nào cũng tới được.", told, whole)
    return "\n".join(lines)


def _section(title: str, none: str, told: list[str], whole: bool) -> Iterator[str]:
    yield ""
    yield f"{title}: {shown_number(len(told))}" if told else f"{title}: {none[:1].lower()}{none[1:]}"
    shown = told if whole else told[:_FEW]
    yield from (f"  {line}" for line in shown)
    if len(told) > len(shown):
        yield f"  … và {shown_number(len(told) - len(shown))} mục nữa (thêm --all để xem hết)"


def _coverage(status: Status, coverage: Coverage, whole: bool) -> Iterator[str]:
    yield ""
    count = len(coverage.told) + len(coverage.without)
    yield f"Phường, xã hiện nay có thông tin: {shown_number(len(coverage.told))} trong {shown_number(count)} (kể cả đơn vị cũ nhập vào)"
    for place, year in enumerate(coverage.years):
        events = sum(one.events[place] > 0 for one in coverage.told)
        results = sum(one.results[place] for one in coverage.told)
        yield f"  Năm {year}: {shown_number(events)} nơi có sự kiện, {shown_number(results)} nơi có kết quả năm"
    shown = coverage.told if whole else coverage.told[:_FEW]
    for one in shown:
        years = [
            f"{year}: {', '.join(filter(None, (f'{number} sự kiện' if number else '', 'có kết quả' if has else '')))}"
            for year, number, has in zip(coverage.years, one.events, one.results, strict=True)
            if number or has
        ]
        yield f"  {name_of(status.catalogue, one.unit)}: {'; '.join([f'{one.models} mô hình', *years])}"
    if len(coverage.told) > len(shown):
        yield f"  … và {shown_number(len(coverage.told) - len(shown))} nơi nữa (thêm --all để xem hết)"
    names = [name_of(status.catalogue, unit) for unit in coverage.without]
    yield from _section("Phường, xã chưa có thông tin nào", "Nơi nào cũng có.", names, whole)


def _called(catalogue: Catalogue, record: Record) -> str:
    return f"{name_of(catalogue, record)} [{shown_path(record.file)}]"


def _where(records: list[Record]) -> str:
    more = f" và {len(records) - 1} tệp khác" if len(records) > 1 else ""
    return shown_path(records[0].file) + more
