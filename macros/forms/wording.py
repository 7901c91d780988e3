"""How the desk's forms word what the fields say to whoever writes files: choices are picked by their labels, records by their
names, numbers and dates are written the Vietnamese way; nobody is told of keys, ids or `true`.
"""

import re

from macros.language.text import upper_first
from macros.records.base import OTHER, FieldType, Labelled, Part
from macros.records.fields import Field, fields_of

# What the help of fields becomes, by part and field, or by field for all parts. Empty: the label and what can be chosen say it.
_INSTEAD = {
    "value": "Chỉ ghi con số; đơn vị tính ghi ở ô riêng.",
    "to": "Khi nguồn cho một khoảng, như 1–2: số cuối của khoảng.",
    "of": "Khi nguồn viết “15/16 trường”: 16.",
    "percent": "Tỷ lệ mà nguồn nêu kèm con số. Bỏ trống thì trang tự tính khi có tổng số, và nói rõ là tính ra.",
    "precision": "Nguồn viết “hơn 3.000” thì chọn “hơn”.",
    "percent_precision": "Nguồn viết “đạt hơn 90,7 %” thì chọn “hơn”.",
    "reached_precision": "Nguồn viết “đạt hơn 120 % kế hoạch” thì chọn “hơn”.",
    "reached": "120 khi nguồn viết “đạt 120 % kế hoạch”.",
    "individuals_precision": "Chỉ khi khác mức của số tập thể: “gần 20 tập thể, 35 cá nhân”.",
    "posted": "Ngày bản ghi lên trang; để trống thì bàn làm việc ghi khi đăng.",
    "changed": "Ngày sửa nội dung gần nhất; bàn làm việc ghi khi lưu.",
    "aliases": "Mã có trước của bản ghi, mã cũ nhất đứng trước; địa chỉ cũ tự chuyển sang địa chỉ mới.",
    "draft": "Chỉ thấy khi xem thử, chưa lên trang chính thức.",
    "privacy": "Khi bàn làm việc hỏi một số, tên hoặc địa chỉ có được đăng không; mục này không lên trang.",
    "Answer.text": "Chép đúng số, tên hoặc địa chỉ được hỏi.",
    "Comparison.percent": "12,5 khi nguồn viết “giảm 12,5 %”.",
    "Comparison.by": "34 khi nguồn viết “giảm 34 vụ”.",
    "Recognition.level": "Nhiều cấp cùng ghi nhận thì chọn cấp cao nhất.",
    "Grade.percent": "Tỷ lệ mà nguồn nêu.",
    "Rating.of": "Bao nhiêu nơi được xét: 18 khi nguồn viết “16/18 xã”.",
    "Session.measure": "lớp, buổi, điểm cầu; khi có ghi số lượng.",
    "Model.steps": "Từng việc một.",
    "Model.themes": "Nguồn không cho biết thì bỏ trống.",
    "Passage.text": "Viết bằng lời của mình.",
    "Partner.name": "Tên gọi, khi chưa có bản ghi; không nêu tên người dân. Cán bộ thì ghi ở mục riêng.",
    "Site.targets": "Những nơi mà nút Đăng đưa trang lên, nơi chính trước. Mục này không lên trang.",
    "Destination.id": "Gọi nơi này bằng tên ngắn, không dấu: web, du-phong.",
    "Event.kind": "",
    "Event.date": "",
    "Figure.period": "Con số của lúc nào: năm, kỳ báo cáo, hoặc tính đến ngày nào.",
    "Result.period": "Chỉ ghi khi không phải cả năm.",
    "Result.year": "Kỳ nhiều năm thì ghi năm cuối.",
    "Document.period": "Của kế hoạch, chương trình.",
    "Target.period": "Khi khác thời gian của cả văn bản.",
    "Session.time": "",
    "Event.time": "",
    "Unit.code": "Mã của Cục Thống kê.",
    "Centroid.latitude": "Độ, như 20,85740.",
    "Centroid.longitude": "Độ, như 106,70070.",
    "Source.untitled": "Đánh dấu khi tên ở trên là mô tả của trang thông tin này.",
    "Shot.own": "Cơ quan mình chụp, quay, hoặc người làm ra gửi cho đăng. Lấy từ nơi khác thì bỏ dấu và ghi nguồn.",
    "Shot.source": "Nơi đã đăng và cho dùng lại.",
    "Shot.consent": "Ai đồng ý, ngày nào, cho đăng việc gì, giấy giữ ở đâu. Không lên trang.",
    "Shot.guardian_consent": "Người giám hộ nào đồng ý, ngày nào, giấy giữ ở đâu. Không lên trang.",
    "Picture.file": "Ảnh tự được thu nhỏ và bỏ thông tin nơi chụp.",
    "Picture.shows": "Tả điều nhìn thấy cho người không xem được ảnh: Bà con xem bình chữa cháy ở sân nhà văn hóa.",
    "Picture.lead": "Đứng đầu trang và ở danh sách. Không chọn ảnh nào thì lấy ảnh thứ nhất.",
    "Picture.people": "Im lặng không phải là đồng ý.",
    "Film.file": "Khi phim không đăng ở đâu.",
    "Film.still": "Hiện ở chỗ bấm để xem phim.",
    "Film.people": "Của ảnh đại diện hoặc tệp phim. Im lặng không phải là đồng ý.",
    "Paper.file": "PDF, DOCX hoặc XLSX. Bỏ tên, số điện thoại, chữ ký của người dân trước khi đăng.",
    "Paper.document": "Văn bản mà tệp này là bản chụp, khi văn bản đã có bản ghi.",
    "Overlap.area_share": "Phần diện tích nằm ở đó, từ 0 đến 1, gần đúng.",
}

# Choices whose label is empty on a page, or the same as another's.
_CHOICES = {
    ("Precision", "exact"): "đúng con số",
    ("EventStatus", "as_planned"): "Theo kế hoạch",
    ("UnitKind", "municipality"): "Thành phố trực thuộc trung ương",
    ("UnitKind", "city"): "Thành phố thuộc tỉnh",
}
# What a message has staff do to files, and what that is in a form.
_TO_DO = (
    (re.compile(r"^Sửa mã(?:, hoặc tạo tệp .+)?$"), "Chọn lại, hoặc tạo mới"),
    (re.compile(r"^Chép tệp vào đó, hoặc sửa tên tệp cho đúng$"), "Chọn lại tệp"),
    (re.compile(r"^(Đổi đuôi thành \.\w+), ở cả bản ghi"), r"\1"),
    (re.compile(r"\bfilm_hosts của site\.yml$"), "“Nơi đăng phim khác” ở thông tin của trang"),
    (re.compile(r"\s*trong \S.*/media/$"), ""),
)
_ID = re.compile(r"^Mã (?:loại|(?:các |những )?(?=\w))")
_FLAG = re.compile(r"^true(?: khi| nếu|:) ")
_FLAG_OFF = re.compile(r"^false khi ")


def help_of(part: type[Part], field: Field) -> str:
    """What the form says below a field of `part`: empty where its label says all."""
    for key in (f"{part.__name__}.{field.name}", *_same_field(part, field), field.name):
        if key in _INSTEAD:
            return _INSTEAD[key]
    if field.choices:
        return ""
    said = _with_labels(part, upper_first(_FLAG_OFF.sub("Bỏ dấu khi ", _FLAG.sub("", _ID.sub("", field.help)))))
    return "" if said.rstrip(".").casefold() == field.label.casefold() else said


def told_in_forms(text: str) -> str:
    """What a message says, or has one do, to whoever sees no files."""
    for pattern, words in _TO_DO:
        text = pattern.sub(words, text)
    return text


def label_of(choice: Labelled) -> str:
    """What a choice is called in a form: as on a page, never empty, and none as another of the same field."""
    return _CHOICES.get((type(choice).__name__, choice.value), choice.label)


def _same_field(part: type[Part], field: Field) -> list[str]:
    """The keys of the parts that `part` has the field from."""
    return [f"{base.__name__}.{field.name}" for base in part.__mro__[1:]]


def _with_labels(part: type[Part], text: str) -> str:
    """`text` with the labels of the part's fields in place of their keys, and of the choice `other`."""
    other = next((one.label for field in fields_of(part).values() for one in field.choices if one == OTHER), OTHER)
    text = text.replace(f"là {OTHER} ", f"là “{other}” ")
    names = {field.name: field.label for field in fields_of(part).values() if field.type is not FieldType.WORD}
    beside = re.compile(rf"(?<![\w“])({'|'.join(map(re.escape, names))})(?![\w”])")
    return beside.sub(lambda found: f"mục “{names[found[1]]}”", text)
