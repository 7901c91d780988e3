"""The site's first content as search documents, written by hand until the catalogue gives them."""

from macros.search.documents import Document
from macros.text import slug

ABBREVIATIONS = {
    "ANTT": "an ninh trật tự",
    "ANTQ": "an ninh Tổ quốc",
    "PCCC": "phòng cháy chữa cháy",
    "UBND": "Ủy ban nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "CATP": "Công an thành phố",
    "CAND": "Công an nhân dân",
    "BCĐ": "Ban Chỉ đạo",
    "CCCD": "căn cước công dân",
    "TTATXH": "trật tự an toàn xã hội",
    "TTATGT": "trật tự an toàn giao thông",
    "ANCT": "an ninh chính trị",
    "TDP": "tổ dân phố",
    "HĐND": "Hội đồng nhân dân",
    "LHPN": "Liên hiệp Phụ nữ",
}

LE_CHAN = ("quận Lê Chân", "phường Lê Chân", "phường An Biên")
NGO_QUYEN = ("quận Ngô Quyền", "phường Ngô Quyền", "phường Gia Viên")
HONG_BANG = ("quận Hồng Bàng", "phường Hồng Bàng")
TRUONG_SON = ("thị trấn Trường Sơn", "huyện An Lão", "xã An Lão")
LACH_TRAY = ("phường Lạch Tray", *NGO_QUYEN, "phường Lê Chân")

LINK, CAMERA, FIRE, SELF_RUN, ZALO, LAW, REFORM, TRAFFIC, CLEAN, CRIME = THEMES = (
    "Liên kết", "Camera", "Phòng cháy chữa cháy", "Tự quản", "Nhóm Zalo", "Phổ biến pháp luật",
    "Cảm hóa – giáo dục", "An toàn giao thông – cổng trường", "Vệ sinh môi trường – đô thị văn minh",
    "Phòng chống tội phạm – tệ nạn",
)  # fmt: skip


def _record(folder: str, kind: str, key: str, title: str, **fields) -> Document:
    units, themes = fields.get("units", ()), fields.get("themes", ())
    return Document(
        url=f"{folder}/{key}/",
        kind=kind,
        title=title,
        unit_ids=tuple(slug(u) for u in units),
        theme_ids=tuple(slug(t) for t in themes),
        **fields,
    )


def _model(key: str, title: str, **fields) -> Document:
    return _record("mo-hinh", "model", key, title, **fields)


def _event(key: str, title: str, **fields) -> Document:
    return _record("su-kien", "event", key, title, **fields)


def _unit(title: str, *other_units: str, until: str = "", key: str = "", names: tuple[str, ...] = ()) -> Document:
    return _record(
        "dia-ban", "unit", key or slug(title), title,
        other_names=(title.split(" ", 2)[2] if title.startswith(("Thị trấn", "Thành phố")) else title.split(" ", 1)[1], *names),
        units=(title, *other_units),
        summary=f"{title}, thành phố Hải Phòng" + (f", có đến ngày {until}." if until else ", từ ngày 1/7/2025."),
        former=bool(until),
    )  # fmt: skip


MODELS = [
    _model(
        "lien-ket-lam-son-benh-vien-mat",
        "Liên kết bảo đảm an ninh trật tự giữa phường Lam Sơn với Bệnh viện Mắt Hải Phòng",
        units=("phường Lam Sơn", *LE_CHAN), themes=(LINK,), date="2023",
        summary="Phường và bệnh viện cùng trao đổi tin, trực và tuần tra quanh cổng viện để người bệnh yên tâm.",
        facts=("Bệnh viện Mắt Hải Phòng", "1 điểm", "quận Lê Chân xây dựng mới năm 2023"),
        body="Quanh bệnh viện thường có cò mồi, trộm cắp và xe đỗ lộn xộn. Công an phường, bảo vệ bệnh viện và tổ dân phố lập đường dây nóng, giao ban hằng tháng, cùng tuần tra giờ cao điểm.",
    ),
    _model(
        "nhom-zalo-phong-chong-toi-pham-chay-no",
        "Nhóm Zalo phòng chống tội phạm, phòng chống cháy, nổ",
        other_names=("Zalo an ninh",),
        units=("phường An Dương", "phường Dư Hàng Kênh", *LE_CHAN), themes=(ZALO, CRIME, FIRE), date="2023",
        summary="Người dân báo tin, nhận cảnh báo lừa đảo và hướng dẫn chữa cháy qua nhóm Zalo của từng phường.",
        facts=("2 điểm", "An Dương và Dư Hàng Kênh"),
        body="Mỗi tổ dân phố cử một người quản trị nhóm. Công an phường đăng cảnh báo thủ đoạn chiếm đoạt tài sản qua mạng, nhắc kiểm tra bình ga và ổ điện trước khi ngủ.",
    ),
    _model(
        "pho-bien-giao-duc-phap-luat-le-chan",
        "Nâng cao hiệu quả công tác phổ biến giáo dục pháp luật gắn với vận động Nhân dân chấp hành pháp luật tại cơ sở của lực lượng Công an quận Lê Chân giai đoạn 2021 - 2027",
        units=LE_CHAN, themes=(LAW,), date="2023",
        summary="Cán bộ công an đưa luật đến từng tổ dân phố, trường học và xí nghiệp theo lịch sáu năm.",
        facts=("Công an quận Lê Chân", "giai đoạn 2021–2027"),
        body="Tài liệu được soạn ngắn, có tình huống đóng vai. Báo cáo viên hỏi đáp trực tiếp và phát tờ gấp.",
    ),
    _model(
        "bon-tai-cho-kenh-duong",
        "4 tại chỗ phòng ngừa, ngăn chặn, giải quyết các hành vi tập trung đông người gây mất ANTT và an toàn PCCC",
        other_names=("Bốn tại chỗ",),
        units=("phường Kênh Dương", *LE_CHAN), themes=(CRIME, FIRE), date="2023",
        summary="Chỉ huy, lực lượng, phương tiện và hậu cần có sẵn ngay ở phường khi xảy ra tụ tập hoặc cháy.",
        facts=("1 điểm", "phường Kênh Dương"),
        body="Phường lập phương án theo từng tuyến phố, diễn tập hai lần một năm với dân phòng và xung kích.",
    ),
    _model(
        "lien-ket-benh-vien-viet-tiep",
        "Liên kết bảo đảm ANTT tại Bệnh viện hữu nghị Việt Tiệp",
        units=LE_CHAN, themes=(LINK,),
        summary="Bệnh viện Việt Tiệp, công an và phường sở tại phối hợp giữ trật tự; được Bộ Công an cho nhân rộng toàn quốc.",
        facts=("Bệnh viện hữu nghị Việt Tiệp", "Bộ Công an ghi nhận, nhân rộng"),
        body="Khoa cấp cứu có chuông báo nối với trực ban. Nhân viên được tập huấn ứng xử khi bị hành hung.",
    ),
    _model(
        "lien-ket-tuyen-duong-sat",
        "Liên kết phòng, chống tội phạm, tệ nạn xã hội và cải tạo vệ sinh môi trường tuyến đường sắt",
        units=LE_CHAN, themes=(LINK, CRIME, CLEAN),
        summary="Các phường dọc đường tàu dọn rác, xóa tụ điểm tiêm chích và trồng hoa ven ray.",
        facts=("Bộ Công an ghi nhận, nhân rộng",),
        body="Ga Hải Phòng, các hộ dân sát hành lang an toàn và đoàn viên thay phiên làm vệ sinh sáng thứ bảy.",
    ),
    _model(
        "ngo-pho-an-ninh-cong-truong-an-toan",
        "Ngõ phố an ninh, cổng trường an toàn, tuyến đường kiểu mẫu",
        units=LE_CHAN, themes=(SELF_RUN, TRAFFIC, CLEAN),
        summary="Ba việc làm chung trên một tuyến: ngõ không trộm, cổng trường không ùn tắc, phố sạch.",
        facts=("Bộ Công an ghi nhận, nhân rộng",),
        body="Phụ huynh đứng chờ đúng vạch, hộ kinh doanh ký cam kết không lấn chiếm vỉa hè.",
    ),
    _model(
        "ngay-thu-7-tinh-nguyen", "Ngày thứ 7 tình nguyện", other_names=("Thứ bảy tình nguyện",),
        units=LE_CHAN, themes=(CLEAN, SELF_RUN),
        summary="Đoàn viên thanh niên giúp dân làm thủ tục và dọn vệ sinh vào mỗi thứ bảy.",
        facts=("Đoàn thanh niên quận Lê Chân",),
    ),
    _model(
        "ngay-chu-nhat-xanh", "Ngày chủ nhật xanh",
        units=LE_CHAN, themes=(CLEAN,),
        summary="Sáng chủ nhật, thanh niên trồng cây, nhặt rác và bóc quảng cáo dán bậy.",
        facts=("Đoàn thanh niên quận Lê Chân",),
    ),
    _model(
        "cam-hoa-giao-duc-thanh-thieu-nien", "Cảm hóa, giáo dục thanh thiếu niên chậm tiến",
        units=LE_CHAN, themes=(REFORM,),
        summary="Mỗi em được một đoàn viên kèm cặp, tìm việc và đưa trở lại trường.",
        facts=("Đoàn thanh niên quận Lê Chân",),
        body="Người kèm cặp gặp gia đình hằng tuần, giới thiệu học nghề sửa xe, cắt tóc, nấu ăn.",
    ),
    _model(
        "hai-cung", "2 cùng", other_names=("Hai cùng",),
        units=LE_CHAN, themes=(REFORM, LAW),
        summary="Hội phụ nữ cùng gia đình, cùng khu phố giữ người thân không vướng tệ nạn.",
        facts=("Hội Liên hiệp Phụ nữ quận Lê Chân",),
    ),
    _model(
        "chong-con-khong-vi-pham", "Chồng, con không vi phạm pháp luật và mắc tệ nạn xã hội",
        units=LE_CHAN, themes=(REFORM, LAW),
        summary="Hội viên phụ nữ ký cam kết, sinh hoạt câu lạc bộ và khuyên nhủ chồng con.",
        facts=("Hội Liên hiệp Phụ nữ quận Lê Chân",),
    ),
    _model(
        "cong-truong-an-toan-giao-thong", "Cổng trường an toàn giao thông",
        units=LE_CHAN, themes=(TRAFFIC,),
        summary="Nhà trường, phụ huynh và công an phân làn, hẹn giờ đón, giữ cổng trường thông thoáng.",
        facts=("38 trường học",),
        body="Đội cờ đỏ nhắc đội mũ bảo hiểm; bảo vệ mở cổng sớm hơn mười phút để tránh ùn ứ.",
    ),
    _model(
        "ngo-pho-tu-quan", "Ngõ, phố tự quản",
        units=LE_CHAN, themes=(SELF_RUN, CLEAN),
        summary="Các hộ trong ngõ tự đặt quy ước, giữ vệ sinh và trật tự.",
        facts=("15/15 phường",),
    ),
    _model(
        "to-lien-gia-an-toan-pccc", "Tổ liên gia an toàn PCCC",
        units=LE_CHAN, themes=(FIRE, SELF_RUN),
        summary="Nhóm 5 đến 15 hộ liền kề có chuông báo cháy chung và bình chữa cháy.",
        facts=("120 tổ liên gia",),
        body="Khi một nhà bấm chuông, các nhà còn lại cùng kêu. Mỗi nhà mở lối thoát nạn thứ hai, phá dỡ chuồng cọp.",
    ),
    _model(
        "diem-chua-chay-cong-cong", "Điểm chữa cháy công cộng",
        units=LE_CHAN, themes=(FIRE,),
        summary="Tủ phương tiện đặt đầu ngõ: bình, búa, kìm cộng lực, mặt nạ.",
        facts=("279 điểm chữa cháy công cộng",),
    ),
    _model(
        "an-toan-pccc", "An toàn PCCC",
        units=LE_CHAN, themes=(FIRE,),
        summary="Khu dân cư, chợ và nhà trọ tự kiểm tra, trang bị và diễn tập chữa cháy.",
        facts=("7 mô hình ra mắt năm 2023",),
    ),
    _model(
        "to-bao-ve-antt-co-so-lach-tray", "Tổ bảo vệ ANTT cơ sở phường Lạch Tray",
        units=LACH_TRAY, themes=(SELF_RUN, CRIME), date="2024-08-19",
        summary="Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tại bảy tổ dân phố, cùng công an phường tuần tra.",
        facts=("21 đồng chí", "7 tổ dân phố"),
        body="Thành viên hỗ trợ nắm tình hình, chốt điểm và xây dựng phong trào theo luật mới.",
    ),
    _model(
        "lien-ket-truong-son",
        "Liên kết bảo đảm ANTT thị trấn Trường Sơn với các cơ quan, doanh nghiệp, trường học trên địa bàn",
        units=TRUONG_SON, themes=(LINK,),
        summary="Thị trấn, xí nghiệp và nhà trường cùng tuần tra, trao đổi tin và tuyên truyền.",
        facts=("47 đơn vị tham gia", "36 buổi tuyên truyền trực tiếp", "hơn 1.000 lượt người"),
        body="Ban chỉ đạo mô hình đề ra sáu nhiệm vụ. Doanh nghiệp góp đèn chiếu sáng và bộ đàm.",
    ),
    _model(
        "camera-giam-sat-an-ninh-trat-tu-truong-son", "Camera giám sát an ninh trật tự thị trấn Trường Sơn",
        other_names=("Camera giám sát ANTT tại thị trấn Trường Sơn",),
        units=TRUONG_SON, themes=(CAMERA,),
        summary="Mắt camera nối về trụ sở công an thị trấn, giúp ngăn chặn tội phạm và tệ nạn ở khu dân cư.",
        facts=("UBND thị trấn Trường Sơn",),
        body="Hộ gia đình góp tiền lắp đặt theo nguyên tắc tự nguyện; dữ liệu lưu ba mươi ngày.",
    ),
    _model(
        "nam-khong-ba-sach", "5 không, 3 sạch", other_names=("Năm không ba sạch",),
        units=HONG_BANG, themes=(CLEAN, SELF_RUN),
        summary="Gia đình không đói nghèo, không tệ nạn; sạch nhà, sạch bếp, sạch ngõ.",
        facts=("Hội Liên hiệp Phụ nữ",),
    ),
]  # fmt: skip

EVENTS = [
    _event(
        "hoi-nghi-tong-ket-le-chan-2024", "Hội nghị tổng kết phong trào năm 2023, phát động năm 2024 quận Lê Chân",
        units=LE_CHAN, date="2024-01-18",
        summary="Quận có 36 mô hình; khen 16 tập thể và 18 cá nhân.",
        facts=(
            "Hội nghị tổng kết", "Phát động", "36 mô hình", "321 vụ việc phạm pháp hình sự", "thu giữ 4 khẩu súng",
            "263 vũ khí thô sơ", "265 viên đạn", "36,6 kg pháo", "UBND quận Lê Chân", "Chủ tịch UBND quận Nguyễn Hoàng Linh",
        ),
        body="33.786 hộ trang bị bình chữa cháy; 1.505 hộ dỡ bỏ buồng lồi, chuồng cọp. Mở 241 lớp phổ biến pháp luật về phòng cháy. Trưởng Công an phường Vĩnh Niệm nhận giấy khen.",
    ),
    _event(
        "ngay-hoi-lach-tray-2024",
        "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2024 và ra mắt lực lượng bảo vệ an ninh, trật tự cơ sở phường Lạch Tray",
        units=LACH_TRAY, date="2024-08-19",
        summary="Phường biểu dương 3 tập thể, 5 cá nhân; công an quận tặng 50 bình chữa cháy cho hộ nghèo.",
        facts=("Ngày hội 19/8", "Lễ ra mắt", "50 bình PCCC", "21 đồng chí", "UBND phường Lạch Tray"),
        body="Phường lập từ năm 1981, rộng 67,48 ha, có chung cư SHP và khu tập thể Đồng Tâm. Sân vận động Lạch Tray và Cung Văn hóa hữu nghị Việt Tiệp nằm trên địa bàn.",
    ),
    _event(
        "so-ket-lien-ket-truong-son", "Sơ kết 2 năm mô hình liên kết và triển khai mô hình camera giám sát thị trấn Trường Sơn",
        units=TRUONG_SON, themes=(LINK, CAMERA), date="XXXX-09-27",
        summary="47 đơn vị đã tham gia liên kết; thị trấn bắt đầu lắp camera giám sát.",
        facts=("Hội nghị sơ kết", "Ký giao ước", "Phó Giám đốc CATP Lê Trung Sơn", "Bí thư Huyện ủy Vũ Duy Tùng", "6 tập thể, cá nhân được khen"),
    ),
    _event(
        "tong-ket-10-nam-hong-bang-2023",
        "Hội nghị tổng kết 10 năm thực hiện Chương trình phối hợp số 09/CTr-BCA-MTTW quận Hồng Bàng",
        units=HONG_BANG, date="2023-05-24",
        summary="Mười năm Bộ Công an và Mặt trận Tổ quốc cùng đẩy mạnh phong trào ở quận; 29 mô hình đang hoạt động.",
        facts=(
            "Hội nghị tổng kết", "29 mô hình", "10 lớp tập huấn", "2.275 lượt cán bộ mặt trận", "cảm hóa 218 người",
            "3,7 tỷ đồng", "33 hộ được trao vốn", "4,1 nghìn tin", "Phó Chủ tịch UBND quận Lê Thị Vân", "10 tập thể, 10 cá nhân",
        ),
        body="Công an quận sửa nhà đại đoàn kết, nhà tình nghĩa; tặng quà lễ tết cho hộ khó khăn. Phong trào Dân vận khéo và Xóa đói, giảm nghèo được gắn chung.",
    ),
    _event(
        "ra-mat-4-tai-cho-kenh-duong", "Lễ ra mắt mô hình 4 tại chỗ phường Kênh Dương",
        units=("phường Kênh Dương", *LE_CHAN), themes=(CRIME, FIRE), date="2023",
        summary="Phường Kênh Dương công bố mô hình ứng phó tập trung đông người và cháy nổ.",
        facts=("Lễ ra mắt",),
    ),
    _event(
        "tuyen-truyen-chay-no-du-hang-kenh", "Tuyên truyền phòng chống cháy nổ tại phường Dư Hàng Kênh",
        units=("phường Dư Hàng Kênh", *LE_CHAN), themes=(FIRE,), date="2023",
        summary="Cảnh sát hướng dẫn người dân dùng bình chữa cháy và thoát nạn.",
        facts=("Tuyên truyền",),
    ),
]  # fmt: skip

UNITS = [
    _unit("Quận Lê Chân", "phường Lê Chân", "phường An Biên", until="30/6/2025"),
    _unit("Phường Lê Chân", "quận Lê Chân"),
    _unit("Phường An Biên", "quận Lê Chân"),
    _unit("Quận Hồng Bàng", "phường Hồng Bàng", until="30/6/2025"),
    _unit("Phường Hồng Bàng", "quận Hồng Bàng"),
    _unit("Quận Ngô Quyền", "phường Ngô Quyền", "phường Gia Viên", until="30/6/2025"),
    _unit("Phường Ngô Quyền", "quận Ngô Quyền"),
    _unit("Phường Gia Viên", "quận Ngô Quyền"),
    _unit("Phường Lạch Tray", "phường Gia Viên", "phường Lê Chân", "quận Ngô Quyền", until="30/6/2025"),
    _unit("Phường Lam Sơn", "phường An Biên", "quận Lê Chân", until="31/12/2024"),
    _unit("Phường An Dương", "phường An Biên", "quận Lê Chân", until="30/6/2025", key="phuong-an-duong-le-chan"),
    _unit("Phường An Dương", "huyện An Dương", "quận An Dương", key="phuong-an-duong"),
    _unit("Phường Dư Hàng Kênh", "phường Lê Chân", "quận Lê Chân", until="30/6/2025"),
    _unit("Phường Kênh Dương", "phường Lê Chân", "quận Lê Chân", until="30/6/2025"),
    _unit("Phường Vĩnh Niệm", "phường An Biên", "quận Lê Chân", until="30/6/2025"),
    _unit("Thị trấn Trường Sơn", "xã An Lão", "phường Phù Liễn", "huyện An Lão", until="30/6/2025"),
    _unit("Huyện An Lão", "xã An Lão", until="30/6/2025"),
    _unit("Xã An Lão", "huyện An Lão", "thị trấn Trường Sơn"),
    _unit("Phường Quán Trữ", "quận Kiến An", until="31/12/2024"),
    _unit("Thành phố Hải Phòng"),
]


def _organisation(title: str, *units: str, summary: str = "") -> Document:
    return _record("co-quan", "organisation", slug(title), title, units=units, summary=summary)


ORGANISATIONS = [
    _organisation("Công an quận Lê Chân", *LE_CHAN, summary="Nòng cốt tham mưu phong trào trên địa bàn quận."),
    _organisation("Công an quận Ngô Quyền", *NGO_QUYEN, summary="Tặng bình chữa cháy cho hộ nghèo phường Lạch Tray."),
    _organisation("Ban Chỉ đạo 799 quận Lê Chân", *LE_CHAN, summary="Chỉ đạo xây dựng và làm mới các mô hình của quận."),
    _organisation("Ban Chỉ đạo 799 quận Hồng Bàng", *HONG_BANG, summary="Giao ban hằng tháng, đánh giá phong trào."),
    _organisation("Hội Liên hiệp Phụ nữ quận Lê Chân", *LE_CHAN, summary="Duy trì các mô hình của phụ nữ."),
    _organisation("Đoàn thanh niên quận Lê Chân", *LE_CHAN, summary="Duy trì các mô hình của đoàn viên."),
    _organisation("Bệnh viện Mắt Hải Phòng", "phường Lam Sơn", summary="Đối tác của mô hình liên kết."),
    _organisation("Bệnh viện hữu nghị Việt Tiệp", *LE_CHAN, summary="Đối tác của mô hình liên kết."),
    _organisation("Công an thành phố Hải Phòng", "thành phố Hải Phòng", summary="Chỉ đạo phong trào toàn thành phố."),
]

PAGES = [
    *(
        _record("linh-vuc", "theme", slug(theme), theme, themes=(theme,), summary=f"Các mô hình thuộc lĩnh vực {theme}.")
        for theme in THEMES
    ),
    _record(
        "van-ban", "document", "chuong-trinh-phoi-hop-09", "Chương trình phối hợp số 09/CTr-BCA-MTTW",
        date="2013-08-01",
        summary="Bộ Công an và Ủy ban Trung ương MTTQ Việt Nam đẩy mạnh phong trào trong tình hình mới, giai đoạn 2013–2023.",
    ),
    _record(
        "van-ban", "document", "luat-bao-ve-antt-co-so", "Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
        date="2023-11-28", summary="Luật số 30/2023/QH15, hiệu lực từ ngày 1/7/2024.",
    ),
    _record(
        "van-ban", "document", "de-an-06", "Đề án 06 của Chính phủ", date="2022-01-06",
        summary="Phát triển ứng dụng dữ liệu về dân cư, căn cước và định danh điện tử.",
    ),
    _record(
        "nguon", "source", "bai-le-chan-lan-toa", "Quận Lê Chân: Lan tỏa sâu rộng phong trào “Toàn dân bảo vệ an ninh Tổ quốc”",
        units=LE_CHAN, date="2024-01-18", summary="Bài báo về kết quả phong trào năm 2023 của quận.",
    ),
    _record(
        "nguon", "source", "bai-hong-bang-gan-ket",
        "Quận Hồng Bàng: Gắn kết công tác xây dựng phong trào với các phong trào cách mạng, các nhiệm vụ phát triển kinh tế-xã hội",
        units=HONG_BANG, date="2023-05-24", summary="Bài của Cổng tin tức thành phố.",
    ),
    _record(
        "trang", "page", "huong-dan-nhan-rong", "Cách nhân rộng một mô hình",
        summary="Các bước từ khảo sát, vận động, ra mắt đến sơ kết và tổng kết.",
    ),
]  # fmt: skip

DOCUMENTS = [*MODELS, *EVENTS, *UNITS, *ORGANISATIONS, *PAGES]
