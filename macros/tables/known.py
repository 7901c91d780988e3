"""What wards call the columns of their own tables, and by which of them a record without an id is known again."""

from collections.abc import Mapping

from macros.records import Record
from macros.records.fields import fields_of

_PLACES = (
    "Địa bàn; Đơn vị; Phường, xã; Xã, phường; Phường; Xã; Tên phường, xã; Phường, xã, đặc khu; Xã, phường, đặc khu"
)
_SOURCES = "Nguồn; Mã nguồn; Theo nguồn"

ALSO: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "models": {
        ("name",): "Tên mô hình; Mô hình; Tên gọi mô hình",
        ("units",): _PLACES,
        ("since",): "Bắt đầu; Ngày ra mắt; Ra mắt; Thời gian ra mắt; Ngày thành lập; Năm thành lập; Năm bắt đầu; Thời gian bắt đầu",
        ("leads",): "Chủ trì; Đơn vị chủ trì; Cơ quan chủ trì",
        ("themes",): "Lĩnh vực; Chủ đề",
        ("summary", "text"): "Tóm tắt; Nội dung; Nội dung mô hình; Mô tả",
        ("operation", "text"): "Điều hành; Tổ chức thực hiện",
        ("cost", "text"): "Kinh phí; Nguồn kinh phí",
        ("sources",): _SOURCES,
    },
    "events": {
        ("title",): "Tên sự kiện; Sự kiện; Tên hoạt động; Hoạt động; Nội dung hoạt động",
        ("kind",): "Loại sự kiện; Loại; Hình thức; Loại hoạt động",
        ("date",): "Ngày; Ngày tổ chức; Thời gian; Thời gian tổ chức; Ngày, tháng; Ngày tháng; Ngày, tháng, năm; Ngày diễn ra; Từ ngày",
        ("end",): "Ngày kết thúc; Đến ngày; Đến hết ngày",
        ("time",): "Giờ; Giờ tổ chức",
        ("unit",): _PLACES,
        ("place",): "Địa điểm; Địa điểm tổ chức; Nơi diễn ra",
        ("organisers",): "Đơn vị tổ chức; Cơ quan tổ chức; Chủ trì",
        ("summary", "text"): "Tóm tắt; Nội dung; Kết quả",
        ("sources",): _SOURCES,
    },
    "results": {
        ("unit",): _PLACES,
        ("year",): "Năm",
        ("summary", "text"): "Tóm tắt; Kết quả; Kết quả chính",
        ("sources",): _SOURCES,
    },
    "organisations": {("name",): "Tên; Tên cơ quan; Cơ quan; Cơ quan, đơn vị; Tên đơn vị", ("unit",): "Địa bàn; Phường, xã; Xã, phường"},
    "sources": {("title",): "Tên; Tên bài; Tên nguồn; Tiêu đề", ("url",): "Địa chỉ; Đường dẫn; Link; Liên kết"},
    "documents": {("title",): "Tên văn bản; Trích yếu", ("number",): "Số, ký hiệu; Số ký hiệu; Số hiệu; Số văn bản"},
    "themes": {("name",): "Tên lĩnh vực; Lĩnh vực"},
    "event-kinds": {("name",): "Tên loại; Loại sự kiện"},
    "terms": {("name",): "Thuật ngữ; Từ, cụm từ", ("meaning",): "Giải thích; Nghĩa"},
}  # fmt: skip
"""Further names of columns, by the folder of a kind and the way to their values."""

PLACES = (("unit",), ("units",))
"""The ways to the units that a record is of."""

TOLD_APART: Mapping[str, tuple[str, ...]] = {
    "models": ("units",),
    "events": ("date", "unit"),
    "results": ("unit", "year", "period", "period_name"),
    "units": ("kind", "parent", "start", "end"),
    "organisations": ("unit",),
    "sources": ("publisher", "published", "url"),
    "documents": ("number", "issued"),
}
"""What, besides its name, tells records of a kind apart, by the kind's folder."""


def name_of(kind: type[Record]) -> str | None:
    """The field that says what a record of a kind is called; None where others together do."""
    return next((name for name in ("title", "name") if name in fields_of(kind)), None)
