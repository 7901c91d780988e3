"""What a report of a unit says of the unit itself: its ground, how it came about, and whose doings the report therefore tells."""

from macros.language.numbers import shown_number
from macros.language.text import upper_first
from macros.records import Unit
from macros.reports import told
from macros.reports.paper import Cited, Paper, cited
from macros.reports.phrases import joined, lower
from macros.reports.scope import Scope


def ground(paper: Paper, scope: Scope) -> None:
    """The section on the ground of the unit."""
    find, unit = scope.find, scope.unit
    paper.heading(2, "1. Địa bàn")
    if unit.area:
        about = "khoảng " if unit.area.approximate else ""
        area = f"{unit.full_name} có diện tích {about}{shown_number(unit.area.km2)} km²."
        paper.text(area, Cited(tuple(unit.area.source)))
    for passage in unit.facts:
        paper.passage(passage.text, cited(passage, unit))
    if scope.begins_within:
        _came_about(paper, scope)
    if scope.ends_within and unit.end:
        now = "; ".join(lower(find.name(kin.unit)) for kin in find.today(unit) if kin.is_inhabited)
        text = f"{unit.full_name} hoạt động đến hết ngày {unit.end.shown}."
        text += f" Sau ngày ấy, địa bàn này thuộc: {now}." if now else ""
        paper.text(f"{text} Việc từ sau ngày ấy không thuộc báo cáo này.")
    if scope.districts:
        names = "; ".join(lower(find.name(one)) for one in scope.districts)
        paper.text(f"Việc do cấp quận, huyện cũ làm ({names}) được ghi ở cấp ấy, không tính vào báo cáo này.")
    if unit.figures:
        told.figures(paper, find, [(unit, figure) for figure in unit.figures], "Số liệu về địa bàn")
    told.disagreements(paper, unit.disagreements)
    if not (unit.area or unit.facts or unit.figures or scope.begins_within):
        paper.blank("diện tích, dân số, đặc điểm địa bàn")


def _came_about(paper: Paper, scope: Scope) -> None:
    find, unit = scope.find, scope.unit
    assert unit.start
    grounds: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for change in find.formed_from(unit):
        document = find.get("documents", change.document).heading if change.document else ""
        ground = joined(change.clause, document, change.verification.label, by="; ")
        part = f"{change.share.label} của {lower(find.name(find.get(Unit, change.unit)))}"
        grounds.setdefault((ground, tuple(change.sources)), []).append(part)
    begun = f"{unit.full_name} bắt đầu hoạt động từ ngày {unit.start.shown}"
    paper.text(f"{begun}, được lập từ các đơn vị cũ:" if grounds else f"{begun}.")
    for (ground, sources), parts in grounds.items():
        paper.item(f"{'; '.join(parts)} ({ground}).", Cited(sources))
    by_share: dict[str, list[str]] = {}
    for kin in scope.before:
        share = kin.share.label if kin.share else "một phần"
        by_share.setdefault(share, []).append(lower(find.name(kin.unit)))
    if by_share:
        paper.text(
            "Phần của kỳ trước ngày ấy, báo cáo ghi việc của các đơn vị cũ có dân nhập vào, theo tên khi ấy. Với đơn vị cũ không nhập "
            "toàn bộ, việc được ghi có thể thuộc phần nay ở nơi khác:"
        )
    for share, names in by_share.items():
        paper.item(f"{upper_first(share)}: {'; '.join(names)}.")
