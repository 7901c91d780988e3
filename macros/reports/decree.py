"""How an administrative document is to look, by Decree 30/2020/NĐ-CP of 5 March 2020, annex I, part I: its measures as a table.

What of a range is chosen stands beside the range; where the decree sets nothing, `where` says so. What the annex means by sections
(mục) and clauses (khoản) is kept in its own words, so that whoever has the decree at hand finds each.
"""

from dataclasses import dataclass

DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
FONT = "Times New Roman"  # Mục I, khoản 4
LANGUAGE = "vi-VN"
MOVEMENT = "Toàn dân bảo vệ an ninh Tổ quốc"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"  # Mục II, khoản 1

# Mục I, khoản 1 and 3, in millimetres: what is chosen, and from where to where it may be.
PAPER = 210, 297
MARGINS = {"top": (20, 20, 25), "bottom": (20, 20, 25), "left": (30, 30, 35), "right": (15, 15, 20)}
WIDTH = PAPER[0] - MARGINS["left"][0] - MARGINS["right"][0]
"""Of what is written, in millimetres."""
NUMBER_FROM_TOP = 10  # the page's number stands within the upper margin (khoản 7)
INDENT = 12.7  # of a paragraph's first line: 10 or 12.7 mm (Mục II, khoản 6e)


@dataclass(frozen=True)
class Style:
    """One kind of line.

    Attributes:
        name: what Word calls it; those that Word knows by themselves have its own English names.
        where: the section and clause that sets its sizes, or why none does.
        sizes: the points that it may have, from and to.
        size: those that are chosen.
        outline: the level of a heading, from 1; 0 for what is none.
        gaps: points of room above and below.
        parts: `centre`, `justified`, `left`; `indented`: its first line; `together`: on one page with what follows; `closed`: its
            own lines are not parted by a page.
    """

    name: str
    where: str
    sizes: tuple[int, int]
    size: int
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    outline: int = 0
    gaps: tuple[int, int] = (0, 0)
    parts: tuple[str, ...] = ("left",)


_BODY = "Mục II, khoản 6e"
_NOT_SET = "không quy định; theo cỡ chữ của bảng hoặc chú thích trong văn bản"
STYLES = {
    style.name: style
    for style in (
        Style("Normal", _BODY, (13, 14), 14),
        Style("Quốc hiệu", "Mục II, khoản 1a", (12, 13), 12, bold=True, capitals=True, parts=("centre",)),
        Style("Tiêu ngữ", "Mục II, khoản 1b", (13, 14), 13, bold=True, parts=("centre",)),
        Style("Cơ quan chủ quản", "Mục II, khoản 2b", (12, 13), 12, capitals=True, parts=("centre",)),
        Style("Cơ quan ban hành", "Mục II, khoản 2b", (12, 13), 12, bold=True, capitals=True, parts=("centre",)),
        Style("Số, ký hiệu", "Mục II, khoản 3c", (13, 13), 13, gaps=(4, 0), parts=("centre",)),
        Style("Địa danh, thời gian", "Mục II, khoản 4c", (13, 14), 13, italic=True, gaps=(4, 0), parts=("centre",)),
        Style("Title", "Mục II, khoản 5b", (13, 14), 14, bold=True, gaps=(18, 0), parts=("centre", "together")),
        Style("Subtitle", "Mục II, khoản 5b", (13, 14), 14, bold=True, parts=("centre", "together", "closed")),
        Style("Dòng kẻ", _NOT_SET, (1, 14), 4, gaps=(0, 6), parts=("centre",)),
        Style("Kính gửi", "Mục II, khoản 9d", (13, 14), 14, gaps=(12, 12), parts=("centre",)),
        Style(
            "Heading 1", "Mục V, khoản 6b: mục", (13, 14), 14, bold=True, outline=1, gaps=(12, 6),
            parts=("justified", "indented", "together", "closed"),
        ),
        Style(
            "Heading 2", "Mục V, khoản 6b: khoản có tiêu đề", (13, 14), 14, bold=True, outline=2, gaps=(6, 6),
            parts=("justified", "indented", "together", "closed"),
        ),
        Style(
            "Heading 3", "Mục V, khoản 6b: điểm", (13, 14), 14, italic=True, outline=3, gaps=(6, 6),
            parts=("justified", "indented", "together", "closed"),
        ),
        Style("Body Text", _BODY, (13, 14), 14, gaps=(0, 6), parts=("justified", "indented")),
        Style("Caption", _BODY, (13, 14), 13, bold=True, gaps=(6, 4), parts=("centre", "together", "closed")),
        Style("Ô bảng", _BODY, (13, 14), 13, gaps=(2, 2)),
        Style("Đầu cột", _BODY, (13, 14), 13, bold=True, gaps=(2, 2), parts=("centre", "together")),
        Style("Ảnh", _NOT_SET, (13, 14), 13, gaps=(6, 2), parts=("centre", "together")),
        Style("Chú thích ảnh", _NOT_SET, (11, 14), 12, italic=True, gaps=(0, 6), parts=("centre",)),
        Style("Nơi nhận", "Mục II, khoản 9d", (12, 12), 12, bold=True, italic=True, parts=("left", "together")),
        Style("Tên nơi nhận", "Mục II, khoản 9d", (11, 11), 11),
        Style("Quyền hạn, chức vụ", "Mục II, khoản 7đ", (13, 14), 14, bold=True, capitals=True, parts=("centre", "together")),
        Style("Họ tên người ký", "Mục II, khoản 7đ", (13, 14), 14, bold=True, parts=("centre",)),
        Style("Header", "Mục I, khoản 7", (13, 14), 13, parts=("centre",)),
        Style("Footnote Text", _NOT_SET, (10, 12), 10),
    )
}  # fmt: skip
"""The styles by their names."""
