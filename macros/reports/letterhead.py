"""What stands above and below every report: the nation, who issues it, its number, place and day; to whom it goes, and who signs."""

from dataclasses import dataclass

from macros.catalogue import Finder
from macros.records import Organisation, Unit
from macros.records.organisation import OrganisationKind
from macros.reports.decree import MOTTO, NATION, WIDTH
from macros.reports.paper import Content, Paper, blank
from macros.reports.prose import Piece

_LEFT = 67  # millimetres of the column of whoever issues it
_FROM_A_THIRD_TO_A_HALF = 0.4
# How the kinds of issuing bodies sign (Mục II, khoản 7b); of the others nothing is known but that somebody does.
_SIGNED = {
    OrganisationKind.GOVERNMENT: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    OrganisationKind.STEERING: ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
    OrganisationKind.FRONT: ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
}
_WHOLE_NAMES = (("UBND", "Ủy ban nhân dân"), ("MTTQ", "Mặt trận Tổ quốc"))


@dataclass(frozen=True)
class Issuer:
    """Who issues a report; None where that is left open."""

    organisation: Organisation | None
    above: Organisation | None
    place: str

    @classmethod
    def of(cls, find: Finder, unit: Unit, organisation: Organisation | None) -> "Issuer":
        """Of a report about `unit`."""
        above = find.get(Organisation, organisation.parent) if organisation and organisation.parent else None
        seat = find.get(Unit, organisation.unit) if organisation and organisation.unit else unit
        return cls(organisation, above, seat.full_name)

    @property
    def name(self) -> str:
        """In full, as a document names it."""
        return _in_full(self.organisation.name) if self.organisation else ""


def _in_full(name: str) -> str:
    for short, whole in _WHOLE_NAMES:
        name = f"{whole}{name[len(short) :]}" if name.startswith(f"{short} ") else name
    return name


def open_report(paper: Paper, issuer: Issuer, about: str) -> None:
    """Begin a report whose content is told in `about`."""
    left, right = paper.columns(_LEFT, WIDTH - _LEFT)
    kind = issuer.organisation.kind if issuer.organisation else None
    if issuer.above:
        paper.line("Cơ quan chủ quản", _in_full(issuer.above.name), within=left)
    elif kind is not OrganisationKind.GOVERNMENT:
        paper.line("Cơ quan chủ quản", blank("cơ quan chủ quản"), within=left)
    name = issuer.name.replace("Ủy ban nhân dân ", "Ủy ban nhân dân\n")  # the name of the place in a line of its own
    paper.line("Cơ quan ban hành", name or blank("cơ quan ban hành"), within=left)
    paper.rule(
        name.split("\n")[0] or "cơ quan ban hành báo cáo", "Cơ quan ban hành", _FROM_A_THIRD_TO_A_HALF, _LEFT - 3, left
    )
    paper.line("Quốc hiệu", NATION, within=right)
    paper.line("Tiêu ngữ", MOTTO, within=right)
    paper.rule(MOTTO, "Tiêu ngữ", 1, WIDTH - _LEFT - 3, right)
    left, right = paper.columns(_LEFT, WIDTH - _LEFT)
    paper.line("Số, ký hiệu", "Số:        /BC-", Piece("[ký hiệu]", blank=True), within=left)
    paper.line("Địa danh, thời gian", f"{issuer.place}, ngày      tháng      năm         ", within=right)
    paper.line("Title", "BÁO CÁO")
    paper.line("Subtitle", about)
    paper.rule(about, "Subtitle", _FROM_A_THIRD_TO_A_HALF, WIDTH)
    paper.line("Kính gửi", "Kính gửi: ", blank("cơ quan nhận báo cáo"))


def close_report(paper: Paper, issuer: Issuer) -> None:
    """End a report with to whom it goes and the place for who signs it."""
    left, right = paper.columns(WIDTH / 2, WIDTH / 2)
    paper.line("Nơi nhận", "Nơi nhận:", within=left)
    for told in (
        ("- Như trên;",),
        ("- ", blank("nơi nhận khác"), ";"),
        ("- Lưu: VT, ", blank("bộ phận soạn thảo"), "."),
    ):
        content: tuple[Content, ...] = told
        paper.line("Tên nơi nhận", *content, within=left)
    rights, office = _SIGNED.get(issuer.organisation.kind, ("", "")) if issuer.organisation else ("", "")
    paper.line("Quyền hạn, chức vụ", rights or blank("quyền hạn người ký: TM., KT., TL."), within=right)
    paper.line("Quyền hạn, chức vụ", office or blank("chức vụ người ký"), within=right)
    for _ in range(4):
        paper.line("Quyền hạn, chức vụ", within=right)
    paper.line("Họ tên người ký", blank("họ và tên người ký"), within=right)
