"""Synthetic documents, to see how search behaves when the site has grown. None of them is true.

Unit names are those of Hải Phòng and neighbouring places, models and events are put together by chance from what such
names are made of. Every address starts with `gia-lap/` (made up) so that no such document is mistaken for a real one.
Units and models that the real documents are about are left to them, but all of their words occur here.
"""

import random
from collections.abc import Iterator

from macros.language.text import slug
from macros.search.documents import Document

_WARDS = """
An Bình · An Hòa · An Hưng · An Hải · An Hồng · An Khánh · An Lư · An Phong · An Phú · An Quang · An Sinh · An Thành ·
An Thắng · An Thọ · An Tiến · An Trường · An Đồng · Anh Dũng · Bàng La · Bát Trang · Bình Giang · Bạch Long Vĩ ·
Bạch Đằng · Bắc An Phụ · Bắc Hưng · Bắc Sơn · Bắc Thanh Miện · Bến Tắm · Cao Minh · Cao Nhân · Chi Lăng · Chiến Thắng ·
Chu Văn An · Chí Linh · Chí Minh · Chính Mỹ · Chấn Hưng · Cát Bi · Cát Bà · Cát Dài · Cát Hải · Cấp Tiến · Cầu Tre ·
Cầu Đất · Cẩm Giang · Cẩm Văn · Cẩm Đoài · Cổ Am · Cộng Hiền · Cộng Hòa · Du Lễ · Duy Tân · Dũng Tiến · Dương Kinh ·
Dương Quan · Gia Luận · Gia Lộc · Gia Minh · Gia Phúc · Gia Đức · Giang Biên · Hiền Hào · Hiệp Hòa · Hiệp Sơn · Hoa Động ·
Hoàng Châu · Hoàng Diệu · Hoàng Hoa Thám · Hoàng Văn Thụ · Hoàng Động · Hà Bắc · Hà Kỳ · Hà Nam · Hà Tây · Hà Đông ·
Hòa Bình · Hòa Nghĩa · Hùng Thắng · Hùng Tiến · Hùng Vương · Hưng Long · Hưng Đạo · Hạ Lý · Hải An · Hải Hưng · Hải Sơn ·
Hải Thành · Hải Tân · Hồ Nam · Hồng An · Hồng Châu · Hồng Phong · Hồng Quang · Hồng Thái · Hợp Thành · Hợp Đức ·
Hữu Bằng · Khúc Thừa Dụ · Khởi Nghĩa · Kim Liên · Kim Thành · Kim Xuyên · Kinh Môn · Kiến An · Kiến Hưng · Kiến Minh ·
Kiến Thiết · Kiến Thụy · Kiền Bái · Kẻ Sặt · Kỳ Sơn · Lai Cách · Lai Khê · Liên Am · Liên Khê · Long Xuyên · Lâm Động ·
Lãm Hà · Lê Hồng Phong · Lê Lợi · Lê Ninh · Lê Thanh Nghị · Lê Thiện · Lê Ích Mộc · Lê Đại Hành · Lý Học · Lưu Kiếm ·
Lưu Kỳ · Lương Điền · Lạc Long · Lạc Phượng · Lạc Viên · Lại Xuân · Lập Lễ · Mao Điền · Minh Khai · Minh Tân · Minh Đức ·
Máy Chai · Máy Tơ · Mỹ Đồng · Mỹ Đức · Nam Hưng · Nam Hải · Nam Sách · Nam Sơn · Nam Triệu · Nam Đồ Sơn · Nam Đồng ·
Nghi Dương · Nghĩa Lộ · Nguyên Giáp · Nguyễn Bỉnh Khiêm · Nguyễn Trãi · Ngũ Lão · Ngũ Phúc · Ngũ Đoan · Ngọc Sơn ·
Ngọc Xuyên · Nhân Hòa · Nhị Chiểu · Ninh Giang · Niệm Nghĩa · Núi Đèo · Núi Đối · Phan Bội Châu · Phù Liễn · Phù Long ·
Phù Ninh · Phú Thái · Phúc Điền · Phạm Ngũ Lão · Phạm Sư Mạnh · Phả Lại · Phả Lễ · Phục Lễ · Quang Hưng · Quang Phục ·
Quang Trung · Quyết Thắng · Quyết Tiến · Quán Toan · Quảng Thanh · Quốc Tuấn · Sao Đỏ · Sở Dầu · Tam Cường · Tam Hưng ·
Tam Đa · Thanh An · Thanh Hà · Thanh Lương · Thanh Miện · Thanh Sơn · Thiên Hương · Thuận Thiên · Thành Tô · Thành Đông ·
Thái Sơn · Thái Tân · Thượng Hồng · Thượng Lý · Thạch Khôi · Thắng Thủy · Thống Nhất · Thụy Hương · Thủy Nguyên ·
Thủy Sơn · Thủy Triều · Thủy Đường · Tiên Cường · Tiên Lãng · Tiên Minh · Tiên Thanh · Tiên Thắng · Tiền Phong ·
Toàn Thắng · Trung Hà · Trung Lập · Tràng Cát · Tràng Minh · Trân Châu · Trường Thành · Trường Thọ · Trường Tân ·
Trại Cau · Trại Chuối · Trấn Dương · Trần Hưng Đạo · Trần Liễu · Trần Nguyên Hãn · Trần Nhân Tông · Trần Phú ·
Trần Thành Ngọ · Tuệ Tĩnh · Tân Dân · Tân Dương · Tân Hưng · Tân Liên · Tân Minh · Tân Phong · Tân Thành · Tân Tiến ·
Tân Trào · Tân Viên · Tú Sơn · Tứ Kỳ · Tứ Minh · Tự Cường · Vinh Quang · Việt Hòa · Việt Hải · Việt Khê · Việt Tiến ·
Văn Phong · Văn Đẩu · Vĩnh An · Vĩnh Bảo · Vĩnh Hòa · Vĩnh Hải · Vĩnh Long · Vĩnh Phong · Vĩnh Thịnh · Vĩnh Tiến ·
Vạn Hương · Vạn Mỹ · Xuân Đám · Yết Kiêu · Ái Quốc · Đa Phúc · Đoàn Lập · Đoàn Xá · Đông Hải · Đông Hưng · Đông Khê ·
Đông Phương · Đông Sơn · Đại Bản · Đại Hà · Đại Hợp · Đại Sơn · Đại Thắng · Đại Đồng · Đằng Giang · Đằng Hải · Đằng Lâm ·
Đặng Cương · Định Sơn · Đồ Sơn · Đồng Bài · Đồng Hòa · Đồng Lạc · Đồng Minh · Đồng Thái · Đổng Quốc Bình · Đức Chính
"""
WARDS = [" ".join(name.split()) for name in _WARDS.split("·")]
_PROVINCE = "Thành phố Hải Phòng"
_DISTRICTS = ("quận Hải An", "quận Kiến An", "quận Dương Kinh", "quận Đồ Sơn", "huyện Thủy Nguyên", "huyện An Dương",
              "huyện Kiến Thụy", "huyện Tiên Lãng", "huyện Vĩnh Bảo", "huyện Cát Hải", "huyện Kim Thành", "huyện Nam Sách")  # fmt: skip

# What names of models are made of: (head, theme) and the rest.
HEADS = (
    ("Tiếng kẻng an ninh", "Tự quản"), ("Tiếng loa an ninh", "Phổ biến pháp luật"), ("Camera an ninh", "Camera"),
    ("Camera phạt nguội vệ sinh", "Camera"), ("Thắp sáng đường quê", "Tự quản"), ("Ánh sáng an ninh", "Tự quản"),
    ("Dòng họ tự quản về an ninh trật tự", "Tự quản"), ("Xứ đạo bình yên", "Tự quản"), ("Khu nhà trọ an toàn", "Tự quản"),
    ("Tổ xe ôm tự quản", "Tự quản"), ("Bến đò an toàn", "An toàn giao thông – cổng trường"),
    ("Đoạn đường phụ nữ tự quản", "Vệ sinh môi trường – đô thị văn minh"), ("Chợ văn minh, an toàn", "Phòng cháy chữa cháy"),
    ("Chung cư an toàn phòng cháy", "Phòng cháy chữa cháy"), ("Bình chữa cháy đầu ngõ", "Phòng cháy chữa cháy"),
    ("Xóm trọ không ma túy", "Phòng chống tội phạm – tệ nạn"), ("Nói không với tín dụng đen", "Phòng chống tội phạm – tệ nạn"),
    ("Cựu chiến binh gương mẫu giữ gìn trật tự", "Cảm hóa – giáo dục"), ("Giúp người lầm lỗi hoàn lương", "Cảm hóa – giáo dục"),
    ("Trường học không bạo lực", "An toàn giao thông – cổng trường"), ("Tiếng trống bình yên", "Tự quản"),
    ("Doanh nghiệp tự phòng, tự bảo vệ", "Liên kết"), ("Giáp ranh an toàn", "Liên kết"), ("Cụm liên kết an ninh giáp ranh", "Liên kết"),
    ("Mỗi tuần một điều luật", "Phổ biến pháp luật"), ("Phiên tòa giả định", "Phổ biến pháp luật"),
    ("Hòm thư tố giác", "Phòng chống tội phạm – tệ nạn"), ("Đội dân phòng xung kích", "Tự quản"),
    ("Nhóm Facebook bình yên", "Nhóm Zalo"), ("Kênh Zalo công an xã", "Nhóm Zalo"), ("Tàu thuyền an toàn", "Liên kết"),
    ("Khu công nghiệp an ninh", "Liên kết"), ("Câu lạc bộ phòng chống tội phạm", "Phòng chống tội phạm – tệ nạn"),
    ("Gia đình không có người vi phạm pháp luật", "Cảm hóa – giáo dục"), ("Hàng rào xanh, ngõ sạch", "Vệ sinh môi trường – đô thị văn minh"),
)  # fmt: skip
TAILS = ("", "", "", "kiểu mới", "ban đêm", "khu dân cư", "vùng biển", "ven sông", "cụm dân cư số {n}", "tổ dân phố số {n}",
          "thôn {w}", "đường {w}", "giai đoạn 2", "không tiếng ồn", "trong giáo dân", "của hội nông dân", "của hội cựu chiến binh",
          "trong công nhân", "trong học sinh", "tuyến quốc lộ {n}")  # fmt: skip
EVENT_KINDS = (
    ("Ngày hội Toàn dân bảo vệ an ninh Tổ quốc", "{k} {u} năm {y}"), ("Hội nghị tổng kết", "{k} phong trào năm {p} {u}"),
    ("Hội nghị sơ kết", "{k} {n} năm mô hình {m} tại {u}"), ("Lễ ra mắt", "{k} mô hình {m} {u}"),
    ("Tập huấn", "{k} nghiệp vụ phòng cháy chữa cháy cho lực lượng dân phòng {u}"), ("Ký giao ước", "{k} thi đua giữa {u} và {v}"),
    ("Tuyên truyền", "{k} phòng chống lừa đảo qua mạng tại {u}"), ("Khen thưởng", "{k} gương người tốt việc tốt {u} năm {y}"),
    ("Phát động", "{k} toàn dân giao nộp vũ khí, vật liệu nổ tại {u}"), ("Lễ ra mắt", "{k} lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở {u}"),
)  # fmt: skip
SENTENCES = """
Công an {u} phối hợp với Mặt trận Tổ quốc, các đoàn thể tuyên truyền tới {n} hộ dân.
Từ khi ra mắt, số vụ trộm cắp giảm {n} phần trăm so với cùng kỳ.
Mỗi tổ dân phố cử {d} thành viên tuần tra từ 22 giờ đến 4 giờ sáng.
Kinh phí do nhân dân và doanh nghiệp đóng góp, tổng cộng {n} triệu đồng.
Ban Chỉ đạo họp giao ban vào ngày {d} hằng tháng.
Người dân cung cấp {n} nguồn tin, giúp lực lượng chức năng giải quyết {d} vụ việc.
Chủ tịch UBND {u} tặng giấy khen cho {d} tập thể và {n} cá nhân.
Các hộ kinh doanh ký cam kết không lấn chiếm lòng đường, vỉa hè.
Nhà trường tổ chức cho {n} học sinh tìm hiểu luật giao thông đường bộ.
Lực lượng dân phòng diễn tập chữa cháy và cứu nạn, cứu hộ hai lần một năm.
Bí thư chi bộ, trưởng thôn và người cao tuổi làm nòng cốt vận động con cháu.
Hội phụ nữ duy trì {d} câu lạc bộ, giúp {n} gia đình vay vốn làm ăn.
Đoàn thanh niên trồng {n} cây xanh, vẽ tranh tường dài 300 mét.
Hơn {n} công nhân ở các khu nhà trọ được cấp căn cước và định danh điện tử.
Tổ công nghệ số cộng đồng hướng dẫn người già nộp hồ sơ trực tuyến.
Địa bàn có cảng cá, chợ đầu mối và bến xe nên tình hình phức tạp.
Camera được nối về trụ sở công an, lưu hình trong 30 ngày.
Cựu chiến binh hòa giải {d} vụ mâu thuẫn trong xóm ngõ.
Các chức sắc tôn giáo vận động giáo dân chấp hành pháp luật.
Cảnh báo các thủ đoạn giả danh cán bộ, chiếm đoạt tài sản qua điện thoại.
Chốt đèn giao thông tại ngã tư {w} được sửa chữa, kẻ lại vạch sơn.
Nông dân các xã ven đê phối hợp canh gác mùa nước lớn.
Hội nghị nghe {d} tham luận, bàn giải pháp cho thời gian tới.
Mô hình được đánh giá là thiết thực, dễ làm, dễ nhân rộng.
Đại diện doanh nghiệp trao tặng {n} bình chữa cháy và mặt nạ phòng độc.
Năm nay phấn đấu giảm 5 đến 7 phần trăm số vụ phạm pháp hình sự.
Bạn đọc có thể gửi góp ý về ban biên tập.
Tiểu thương cam kết không bán hàng giả, hàng cấm, thực phẩm bẩn.
Chiếc bàn tiếp dân đặt ngay nhà văn hóa thôn {w}.
Quân và dân trên đảo cùng bảo vệ chủ quyền, hỗ trợ ngư dân bám biển.
Dân quân chủ động trực sẵn sàng chiến đấu dịp lễ, tết.
Ruộng đồng, ao hồ và bãi tắm được cắm biển cảnh báo đuối nước.
""".strip().splitlines()
# Common words, from which sentences without sense are drawn, so that texts differ as much as real ones do.
_WORDS = """
xã hội·kinh tế·chính quyền·nhân dân·gia đình·học sinh·thầy cô·phụ huynh·thanh niên·phụ nữ·nông dân·công nhân·cán bộ·đảng viên·
chi bộ·cơ quan·đơn vị·địa phương·trụ sở·nhà máy·xí nghiệp·cửa hàng·siêu thị·khách sạn·nhà hàng·quán ăn·bến xe·nhà ga·sân bay·
cảng biển·tàu cá·ngư dân·đánh bắt·nuôi trồng·thủy sản·lúa gạo·hoa màu·chăn nuôi·gia súc·kênh mương·đê điều·bão lụt·thiên tai·
dịch bệnh·y tế·bác sĩ·bệnh nhân·thuốc men·vệ sinh·môi trường·rác thải·nước sạch·không khí·cây xanh·công viên·vỉa hè·lòng đường·
đèn đường·chiếu sáng·giao thông·xe máy·ô tô·xe đạp·mũ bảo hiểm·tốc độ·nồng độ cồn·tai nạn·cứu thương·cấp cứu·trộm cắp·cướp giật·
lừa đảo·cờ bạc·ma túy·mại dâm·bạo lực·mâu thuẫn·hòa giải·tranh chấp·đất đai·khiếu nại·tố cáo·pháp luật·nghị định·thông tư·quy chế·
quy ước·hương ước·kế hoạch·chương trình·phương án·diễn tập·huấn luyện·tập huấn·tuyên truyền·vận động·phổ biến·giáo dục·cảm hóa·
giúp đỡ·hỗ trợ·quyên góp·ủng hộ·tặng quà·học bổng·khuyến học·văn nghệ·thể thao·bóng đá·cầu lông·dưỡng sinh·câu lạc bộ·thư viện·
nhà văn hóa·loa truyền thanh·bảng tin·tờ rơi·mạng xã hội·điện thoại·máy tính·phần mềm·dữ liệu·định danh·căn cước·hộ khẩu·tạm trú·
tạm vắng·khai báo·kiểm tra·giám sát·tuần tra·canh gác·xung kích·dân phòng·dân quân·bộ đội·biên phòng·cảnh sát·công an·kiểm lâm·
hải quan·thuế vụ·tòa án·viện kiểm sát·luật sư·trưởng thôn·bí thư·chủ tịch·phó ban·tổ trưởng·hội viên·đoàn viên·cựu binh·tôn giáo·
chùa chiền·nhà thờ·giáo xứ·dòng họ·ông bà·cha mẹ·vợ chồng·con cháu·láng giềng·khu phố·ngõ xóm·làng xã·chung cư·nhà trọ·ký túc xá·
công trường·xây dựng·sửa chữa·điện nước·bình ga·chập điện·báo cháy·thoát hiểm·mặt nạ·vòi nước·thang dây·búa rìu·xẻng cuốc·áo phao·
an toàn·bình yên·văn minh·sạch đẹp·đoàn kết·gương mẫu·tự giác·tích cực·sáng tạo·hiệu quả·bền vững·kịp thời·thường xuyên·chặt chẽ·
quyết liệt·nghiêm túc·rõ rệt·đáng kể·ban đầu·lâu dài·trước mắt·hằng năm·hằng quý·cuối tuần·ban đêm·rạng sáng·buổi chiều·mùa hè·
tăng cường·nâng cao·duy trì·mở rộng·củng cố·rà soát·thống kê·tổng hợp·báo cáo·đề xuất·kiến nghị·phê duyệt·triển khai·thực hiện·
hoàn thành·vượt mức·giảm thiểu·ngăn chặn·đẩy lùi·phát hiện·xử lý·thu hồi·bàn giao·tiếp nhận·trao đổi·ký kết·cam kết·phối hợp
"""
SPOKEN = [" ".join(word.split()) for word in _WORDS.split("·")]
RANKS = [1 / (rank + 8) for rank in range(len(SPOKEN))]

SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
    "Đinh",
    "Đoàn",
    "Lương",
    "Trịnh",
    "Mai",
    "Tô",
    "Cao",
    "Lâm",
]
GIVEN = [
    "Văn Hùng",
    "Thị Hoa",
    "Đức Thắng",
    "Minh Tuấn",
    "Thị Ngọc",
    "Quang Huy",
    "Xuân Trường",
    "Hải Yến",
    "Thanh Bình",
    "Thị Lan",
    "Tiến Dũng",
    "Hồng Sơn",
]


def documents(count: int, seed: int = 20240819) -> Iterator[Document]:
    """Yield `count` made-up documents, the same for the same `seed`."""
    rnd = random.Random(seed)
    seen: set[str] = set()

    def filled(template: str, unit: str) -> str:
        return template.format(u=unit, n=rnd.randint(12, 990), d=rnd.randint(2, 31), w=rnd.choice(WARDS))

    def senseless(length: int) -> str:
        return " ".join(rnd.choices(SPOKEN, RANKS, k=length)).capitalize() + "."

    while len(seen) < count:
        ward, district = rnd.choice(WARDS), rnd.choice(_DISTRICTS)
        unit = f"{rnd.choice(('phường', 'xã', 'xã', 'thị trấn'))} {ward}"
        head, theme = rnd.choice(HEADS)
        tail = rnd.choice(TAILS).format(n=rnd.randint(1, 30), w=rnd.choice(WARDS))
        year, month = rnd.randint(2015, 2026), rnd.randint(1, 12)
        day = rnd.randint(1, 28)
        date = rnd.choices((f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}"), (8, 1, 1))[0]
        person = f"{rnd.choice(SURNAMES)} {rnd.choice(GIVEN)}"
        facts: tuple[str, ...] = (f"Công an {unit}", filled("{n} hộ dân", unit), f"Trưởng Công an {unit} {person}")
        kind = rnd.choices(("model", "event", "source", "unit"), (35, 50, 13, 2))[0]
        if kind == "model":
            title = " ".join(filter(None, (head, tail, unit)))
        elif kind == "event":
            name, template = rnd.choice(EVENT_KINDS)
            if name.startswith("Ngày hội"):
                date = f"{year}-08-{rnd.choice((17, 18, 19, 19, 19)):02}"
            title = template.format(
                k=name, u=unit, v=f"xã {rnd.choice(WARDS)}", m=head, n=rnd.randint(1, 5), y=year, p=year - 1
            )
            facts = (name, *facts, filled("{d} tập thể, {n} cá nhân được khen", unit))
        elif kind == "source":
            place = ward if rnd.random() < 0.5 else district
            title = f"{place[0].upper()}{place[1:]}: {filled(rnd.choice(SENTENCES), unit).rstrip('.')}"
        else:
            title = f"{unit[0].upper()}{unit[1:]}"
            theme = date = ""
            facts = ()
        if (url := f"gia-lap/{slug(title)}-{date or 'x'}/") in seen:
            continue
        seen.add(url)
        yield Document(
            url=url, kind=kind, title=title, units=(unit, district, _PROVINCE), themes=(theme,) if theme else (), date=date,
            other_names=(ward,) if kind == "unit" else (),
            summary=f"{filled(rnd.choice(SENTENCES), unit)} {senseless(6)}", facts=facts,
            body=" ".join(f"{filled(s, unit)} {senseless(9)}" for s in rnd.sample(SENTENCES, 4)),
            unit_ids=(slug(unit), slug(district), slug(_PROVINCE)), theme_ids=(slug(theme),) if theme else (),
        )  # fmt: skip
