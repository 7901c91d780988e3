"""The tables of what is private: kinds, and the words and patterns that tell them.

Law 91/2025/QH15 and Decree 356/2025/NĐ-CP say what personal data are; the form of each number is that of the act named.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What is private, as the checker calls it."""

    MOBILE = "số điện thoại di động"
    CITIZEN_ID = "số căn cước (CCCD)"
    OLD_ID = "số chứng minh nhân dân"
    PASSPORT = "số hộ chiếu"
    EMAIL = "thư điện tử cá nhân"
    BIRTH = "ngày, năm sinh của một người"
    ACCOUNT = "số tài khoản ngân hàng"
    INSURANCE = "số bảo hiểm của một người"
    TAX = "mã số thuế cá nhân"
    PLATE = "biển số xe"
    HOME = "địa chỉ nhà của một người"
    PLACE = "tọa độ chính xác"
    PERSON = "tên người không kèm chức vụ"
    ACCUSED = "tên người bị tình nghi, bị can, bị cáo, người bị kết án hoặc bị hại"


TODO = {
    Kind.MOBILE: "Xóa số này; số của cơ quan ghi vào contact.phone",
    Kind.EMAIL: "Xóa địa chỉ này; hộp thư của cơ quan ghi vào contact.email",
    Kind.PLACE: "Xóa tọa độ, không ghi vị trí camera, chốt, nhà dân; tâm của đơn vị ghi vào centroid",
    Kind.PERSON: "Xóa tên, hoặc thêm chức vụ nếu là cán bộ đang làm công vụ",
    Kind.ACCUSED: "Xóa tên, kể cả khi báo đã nêu",
}
"""What to do where a kind is found; by default, to delete it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Circular 22/2014/TT-BTTTT and the change-over of 2018: the two digits after the 0 of mobile numbers in use.
MOBILE = _words("32 33 34 35 36 37 38 39 52 55 56 58 59 70 76 77 78 79 81 82 83 84 85 86 87 88 89") | {f"9{n}" for n in range(10)}  # fmt: skip
# Until 2018 they had eleven digits (Decision 798/QĐ-BTTTT, 2016); whoever has such a number is known by it still.
OLD_MOBILE = ("0120", "0121", "0122", "0126", "0128", "0123", "0124", "0125", "0127", "0129", "0162", "0163", "0164", "0165", "0166", "0167", "0168", "0169", "0186", "0188", "0199")  # fmt: skip
# Circular 59/2021/TT-BCA, annex I: the codes of provinces that a citizen ID begins with.
PROVINCES = _words(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 "
    "048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 "
    "096"
)

# Domains whose mailboxes anybody can have.
MAILBOXES = _words("gmail googlemail yahoo ymail rocketmail outlook hotmail live msn icloud proton protonmail aol zoho yandex gmx mail.ru qq yopmail vnn me.com mac.com pm.me")  # fmt: skip

FAMILY_NAMES = _words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh mai trịnh lương đoàn tô cao lâm tạ hà trương "
    "phùng chu tống thái quách kiều lưu vương đàm nghiêm khúc thạch doãn ninh mạc châu la vi triệu tăng cù từ đồng giang phí lã "
    "khổng thân bạch hứa nông sầm lò giàng vàng sùng cầm ma mông chử ứng lục viên an tiêu nhữ bế hầu ôn kim diệp âu hạ"
)
HONORIFICS = "ông|bà|anh|chị|em|cháu|cụ|cô|chú|bác|cậu|thím|mợ|dì"
# After such a word stand several people, or a stock phrase: only a whole name makes it a person.
# Figures of history, whom texts call cụ or ông; places that are called like a person.
HISTORIC = frozenset(["phan bội châu", "anh dũng", "anh sơn", "bác ái", "phan châu trinh", "hồ chí minh", "võ nguyên giáp", "nguyễn sinh sắc", "trần hưng đạo", "lê chân", "nguyễn bỉnh khiêm", "nguyễn đức cảnh", "tôn đức thắng"])  # fmt: skip
PLURALS = _words("các những chị anh trẻ đàn ông mọi hai ba bốn với cùng")
# What is no person's name behind ông, bà, cô…: of legend, of places, of bodies, of the past.
NO_NAMES = _words(
    "công táo địa đồ triệu trưng rịa đen nà chúa tô ích hội trường đoàn đội ban tổ chi phường quận huyện xã mặt ủy ubnd mttq thành "
    "bộ sở phòng việt hải hùng hồ bác hậu thổ tơ mụ đế giáo nội ngoại tư bí"
)
ACCUSED = "đối tượng|bị can|bị cáo|nghi can|nghi phạm|nạn nhân|người bị hại|bị hại|phạm nhân|can phạm|hung thủ|thủ phạm|kẻ gian|tội phạm|con nghiện|người nghiện"  # fmt: skip
OFFICES = (
    "chủ tịch|phó|bí thư|trưởng|giám đốc|hiệu trưởng|thiếu úy|trung úy|thượng úy|đại úy|thiếu tá|trung tá|thượng tá|đại tá|thiếu tướng|"
    "trung tướng|thượng tướng|đại tướng|bộ trưởng|ủy viên|uỷ viên|cán bộ|đại biểu|thư ký|chánh|thanh tra|cảnh sát|công an|chủ nhiệm|"
    "chỉ huy|bác sĩ|giáo viên|quản trị|tổng biên tập|phóng viên|anh hùng|tổng thống|thủ tướng"
)
# Offices that are none: whoever has nothing else to be named by is a private person.
NO_OFFICES = frozenset(["người dân", "dân", "hộ dân", "nông dân", "học sinh", "sinh viên", "quần chúng", "tiểu thương", "chủ hộ", "nội trợ", "công dân", "cá nhân", "hưu trí", "cán bộ hưu", "nạn nhân", "nhân chứng", "công nhân", "lao động tự do", "đoàn viên", "hội viên"])  # fmt: skip

# Words that say whose a number is, where it stands right behind them.
PHONE = r"đt|sđt|đtdđ|dđ|điện thoại|số máy|di động|zalo|viber|gọi|liên hệ|liên lạc|hotline|phone|tel|mobile|alo|nhắn tin|số của"
OLD_ID = r"cmnd|cmtnd|cmt|cmtnn|chứng minh(?: nhân dân| thư)?|giấy cm"
CITIZEN_ID = r"cccd|căn cước|định danh cá nhân|số định danh|đdcn"
PASSPORT = r"hộ chiếu|passport|hc số"
INSURANCE = r"bhxh|bhyt|bảo hiểm xã hội|bảo hiểm y tế|mã số bảo hiểm|số sổ bảo hiểm"
TAX = r"mst|mã số thuế|mã số doanh nghiệp|mã doanh nghiệp|msdn"
PERSONAL_TAX = r"cá nhân|tncn|người nộp|của (?:ông|bà|anh|chị|em|cô|chú)"
ACCOUNT = r"stk|(?:số )?tk|tài khoản|chuyển khoản|chuyển tiền"
BANKS = r"vietcombank|vcb|bidv|agribank|vietinbank|techcombank|tcb|mb ?bank|acb|sacombank|vpbank|tpbank|hdbank|shb|vib|msb|ocb|lpbank|lienviet\w*|eximbank|seabank|momo"
PUBLIC_ACCOUNT = r"kho bạc|quỹ|ủy ban|uỷ ban|ubnd|mttq|mặt trận|công ty|doanh nghiệp|định danh|vneid"
PLATE = r"biển số|biển kiểm soát|bks|bsx|bs|biển|biển đăng ký"
VEHICLE = r"xe|ô tô|oto|mô tô|xe máy|xe tải|chở"
# What is counted where a row of digits is a number: behind it.
COUNTED = (
    r"đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|tỉ|nghìn|ngàn|trăm|%|phần|thẻ|hồ sơ|người|lượt|hộ|cuốn|tài khoản|vụ|trường hợp|tấn|kg|km|m2|m3|"
    r"kwh|lít|cây|điểm|tổ|cơ sở|căn|công dân|số|xe|tin|suất|bản|tờ|mô hình|giấy"
)

# Before `sinh`, these make another word of it: học sinh, vệ sinh, hy sinh…
NO_BIRTHS = _words("khi học vệ hy hi thí tuyển dân an phát nảy tái sơ khai giáo môi phục ký kí y thú nhân song thai sản sát cứu mưu văn chúng ngày hậu nam nữ du khuẩn vi")  # fmt: skip
# Those who are many are no person: công dân sinh năm 2007.
MANY = r"công dân|thanh niên|người|trẻ|trẻ em|nam|nữ|học sinh|sinh viên|các cháu|các em|những|trường hợp|thí sinh|phụ nữ|nhóm|lứa tuổi|đối tượng|tuổi|hộ|số"  # fmt: skip
FIRST_BIRTH = 1920  # who was born before is a figure of history

RESIDENCE = (
    rf"trú tại|trú(?= số| ở)|hiện trú|thường trú|tạm trú|hktt|nơi ở|chỗ ở|cư trú|ngụ tại|nhà riêng|nhà (?:{HONORIFICS})"
)
HOUSE = r"số nhà|nhà số|căn hộ số|phòng trọ số"
BODIES = (
    r"công an|ubnd|ủy ban|uỷ ban|trụ sở|trường|trạm|bệnh viện|công ty|nhà văn hóa|cơ quan|chi nhánh|trung tâm|đồn|tòa án|viện|bưu điện|"
    r"ngân hàng|văn phòng|đảng ủy|nhà máy|chợ|đình|chùa|đền"
)
MAPS = r"maps\.app\.goo\.gl/|goo\.gl/maps|google\.[a-z.]+/maps|maps\.google\.|openstreetmap\.org/.*map=1[6-9]|bing\.com/maps|what3words\.com/|w3w\.co/"  # fmt: skip
