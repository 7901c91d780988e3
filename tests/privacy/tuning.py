"""The part that the recognisers may be tuned on; of the same form as `held_out.py`."""

MOBILE = [
    lambda d: f"0{d}",
    lambda d: f"0{d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"0{d[:3]}.{d[3:6]}.{d[6:]}",
    lambda d: f"0{d[:3]}-{d[3:6]}-{d[6:]}",
    lambda d: f"0{d[:2]} {d[2:5]} {d[5:]}",
    lambda d: f"0{d[0]} {d[1:5]} {d[5:]}",
    lambda d: f"+84{d}",
    lambda d: f"+84 {d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"(+84) {d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"(+84){d}",
    lambda d: f"0084{d}",
    lambda d: f"0084 {d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"84{d}",
    lambda d: f"+84-{d[:3]}-{d[3:6]}-{d[6:]}",
    lambda d: f"+84.{d[:3]}.{d[3:6]}.{d[6:]}",
    lambda d: f"0{d[:3]}/{d[3:6]}/{d[6:]}",
    lambda d: f"0{d[:3]}–{d[3:6]}–{d[6:]}",
    lambda d: f"(0{d[:3]}) {d[3:6]} {d[6:]}",
    lambda d: f"0{d[:2]}.{d[2:6]}.{d[6:]}",
    lambda d: f"0{d}".translate({48 + n: 0xFF10 + n for n in range(10)}),
    lambda d: f"0{d[:3]}&nbsp;{d[3:6]}&nbsp;{d[6:]}",
    lambda d: f"&#48;{d}",
    lambda d: f"0{d[:3]}**{d[3:6]}**{d[6:]}",
    lambda d: f"0{d[:4]}\u200b{d[4:]}",
    lambda d: f"0{d[:3]}\u00a0{d[3:6]}\u00a0{d[6:]}",
    lambda d: f"0{d[:3]}\u2011{d[3:6]}\u2011{d[6:]}",
    lambda d: f"+84 (0) {d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"O{d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"0{d[:3]}_{d[3:6]}_{d[6:]}",
    lambda d: f"0{d[:3]} <b>{d[3:6]}</b> {d[6:]}",
    lambda d: f"0{d[:3]}  {d[3:5]}  {d[5:7]}  {d[7:]}",
]
MOBILE_NUMBERS = ["912345678", "356789012", "708123456", "586123789", "868999123", "982000111"]

CITIZEN_ID = [
    lambda d: d,
    lambda d: f"{d[:3]} {d[3:6]} {d[6:9]} {d[9:]}",
    lambda d: f"{d[:3]}.{d[3:6]}.{d[6:9]}.{d[9:]}",
    lambda d: f"{d[:4]}-{d[4:8]}-{d[8:]}",
    lambda d: f"{d[:3]} {d[3]} {d[4:6]} {d[6:]}",
    lambda d: f"{d[:3]}–{d[3:6]}–{d[6:]}",
    lambda d: f"**{d[:6]}**{d[6:]}",
    lambda d: f"{d[:6]}\u200b{d[6:]}",
    lambda d: d.translate({48 + n: 0xFF10 + n for n in range(10)}),
    lambda d: f"{d[:3]}&nbsp;{d[3:]}",
]
CITIZEN_IDS = ["031099012345", "001088123456", "092301007788", "030193004455"]

TEXTS: dict[str, tuple[bool, list[str]]] = {
    "cmnd": (True, [
        "CMND 031234567", "số CMND: 031 234 567", "chứng minh nhân dân số 031.234.567", "CMT 012345678", "giấy CMND số 142-334-556",
        "số chứng minh 031556677", "chứng minh thư nhân dân: 161223344",
    ]),
    "passport": (True, [
        "hộ chiếu B1234567", "số hộ chiếu C 9876543", "Hộ chiếu: P00112233", "passport N1122334", "hộ chiếu số K0123456",
    ]),
    "email": (True, [
        "nguyenvana@gmail.com", "Thư: a.b-c+d@yahoo.com", "x@outlook.com", "y@hotmail.com nhé", "z@icloud.com", "ten(at)gmail.com",
        "ten @ gmail.com", "ten @ gmail . com", "ten@gmail&#46;com", "**ten**@gmail.com", "ten&commat;yahoo.com.vn", "ten@live.com",
    ]),
    "birth date": (True, [
        "sinh ngày 12/3/1985", "Nguyễn Văn Mẫu, sinh năm 1960", "ông Lê Mẫu (SN 1985)", "ngày sinh: 12.03.1985", "DOB 12/03/1985",
        "sinh ngày 12 tháng 3 năm 1985", "anh Trần Mẫu (sinh năm 1990)", "Ngày tháng năm sinh: 01/01/1970", "sinh 12-3-1985",
        "Hoàng Thị Mẫu sinh năm 1977",
    ]),
    "bank account": (False, [
        "STK 0031000123456", "số tài khoản 1903 1234 5678 90", "tài khoản số 2100205123456 Agribank", "TK: 0123456789012 Vietcombank",
        "chuyển khoản vào 19031234567 Techcombank", "STK: 108.877.665.544",
    ]),
    "insurance": (True, [
        "số BHXH 3120123456", "sổ BHXH 3120 1234 56", "BHYT: DN4013120123456", "mã số bảo hiểm xã hội: 3120123456",
        "thẻ bảo hiểm y tế số HS 4 31 3120123456", "mã thẻ BHYT 3120123456",
    ]),
    "tax code": (True, ["MST cá nhân 8012345678", "mã số thuế cá nhân: 8112233445", "MST TNCN 8334455667"]),
    "licence plate": (True, [
        "15A-123.45", "biển số 29-H1 123.45", "BKS 15B2-12345", "biển kiểm soát: 16N-1234", "xe 15K-678.90 đỗ", "biển số xe 15 A 123 45",
        "BS: 34B3-456.78",
    ]),
    "house address": (True, [
        "trú tại số 12/34 đường Mẫu", "thường trú tại số nhà 5, ngõ 6", "nhà ông Mẫu, số 12 ngõ 34", "HKTT: số 1 đường Mẫu",
        "số nhà 12 của bà Mẫu", "nhà riêng ở ngõ 12 đường Mẫu",
    ]),
    "house number": (False, ["số nhà 12/34 ngõ 5", "cháy tại nhà số 56 phố Mẫu", "số nhà 3"]),
    "coordinates": (True, [
        "20.85231, 106.68312", "vĩ độ 20.852312 kinh độ 106.683123", "20°51'12.3\"N, 106°41'00.1\"E", "20,85231; 106,68312",
        "tọa độ (20.8523 - 106.6831)",
    ]),
    "map link": (False, [
        "https://maps.google.com/?q=20.85231,106.68312", "https://www.google.com/maps/@20.8523,106.6831,15z",
        "https://maps.app.goo.gl/Ab12Cd34", "https://www.openstreetmap.org/#map=19/20.85231/106.68312",
    ]),
    "person": (False, [
        "ông Nguyễn Văn Mẫu nói", "bà Trần Thị Mẫu kể", "anh Mẫu ở tổ 3", "chị Lê Mẫu hiến đất", "em Phạm Văn Mẫu", "hộ ông Hoàng Mẫu",
        "cháu Vũ Mẫu được tặng quà",
    ]),
    "accused": (True, [
        "đối tượng Nguyễn Văn Mẫu", "bị cáo Trần Văn Mẫu", "bị can Lê Thị Mẫu", "nạn nhân Phạm Văn Mẫu", "nghi can Đỗ Mẫu",
    ]),
}  # fmt: skip

HONEST = """\
Kinh phí 1.250.000.000 đồng
Số tiền 123.456.789.012 đồng
Số tiền 123456789012 đồng
Số tiền 031.000.000 đồng? Không: 31.000.000 đồng
Tổng thu 84 912 345 678 đồng
Tổng thu 84912345678 đồng
Hỗ trợ 3,7 tỷ đồng và 100 triệu đồng
Tiền quỹ là 123456789 đồng
987 654 321 đồng
250.000 đồng/hộ/năm
1669/NQ-UBTVQH15
Nghị quyết số 202/2025/QH15
Nghị định 356/2025/NĐ-CP ngày 31/12/2025
Quyết định số 0345/QĐ-CAHP
Công văn 0988/UBND-NC ngày 07/8/2024
Kế hoạch 09/KH-BCĐ799
Thông tư 59/2021/TT-BCA
09/CTr-BCA-MTTW ngày 01/8/2013
Luật 91/2025/QH15 và Nghị định 356/2025/NĐ-CP
Điện thoại 0225 3 842 999
Điện thoại: 0225.3.822.222
(0225) 3822222
02253822222
Trực ban 069.234.5678
Hotline 1900 1234
Hotline 19001234
1800 599 920
Gọi 113, 114, 115
Gọi 113-114-115
Gọi 111 khi thấy trẻ bị xâm hại
Tổng đài 1022
+84 225 3822222
(+84) 225 3 822 222
024 3826 5555
Fax: 0225 3747 345
Mã số thuế 0200123457
MST 0201123456-002
Mã số doanh nghiệp: 0700123455
MST 0900123452 của Công ty Mẫu
18/1/2024
18/1/2024 19/8/2024 24/5/2023
18/1/2024, 19/8/2024, 24/5/2023
từ 05/8/2024 đến 09/8/2024
05/8/2024-09/8/2024
03/9-08/9/2024
03-9-2024 08-9-2024
2024-08-18 2024-08-20
2024-08-18-2024-08-20
2019, 2020, 2021, 2022
2019 2020 2021 2022 2023
2021–2025–2030
Năm học 2023-2024-2025
08:30 08/8/2024
08h30 ngày 08.8.2024
11:02 18/01/2024
https://baohaiphong.vn/mo-hinh-20240820123456789.htm
https://vi-du.vn/bai-viet-4812345678.html
https://vi-du.vn/a/2024/08/18/0345.html
https://vnexpress.net/x-4783123.html
https://anhp.vn/le-ra-mat-d12345.html
https://vi-du.vn/?id=1234567890123
https://cand.com.vn/Phong-trao/mo-hinh-i712345/
https://www.facebook.com/100064912345678
https://zalo.me/g/abcdef123
https://vi-du.vn/img/3f2504e0-4f89-11d3-9a0c-0305e82c3301.png
https://vi-du.vn/%C4%91%E1%BB%99i-100%25
#0912345
#AABBCC và #001122
màu 03A9F4
Mã 04114
Mã đơn vị 31-303-11302
ISBN 978-604-0-12345-7
ISBN 9786040123457
ISSN 0866-7691
Mã hồ sơ 000.00.01.H24-240115-0001
0912 vụ
0912 hộ và 0345 hộ
Tăng 12,5%
Tỷ lệ 98,76%
0.912345678 phần
Diện tích 11.37 km²
Dân số 123.456 người
1.234.567 lượt người
33.786 hộ
49/748 hộ
11/12 trường, 15/15 phường
36,6 kg pháo
Chia sẻ 50/50
Bản vẽ tỷ lệ 1/500
QL10, đường 353, TL 354
Số 12 phố Lê Đại Hành, Công an phường
Trụ sở UBND phường: số 5 đường Mẫu
Trụ sở tại số 2, ngõ 15
Địa chỉ Công ty Mẫu: số 12/34 đường Mẫu
Trường Mẫu, số 12 đường Mẫu
Nhà văn hóa tổ dân phố số 5
Biển số nhà được gắn mới
Phóng viên thường trú tại Hải Phòng
Hộ thường trú 1.234
Ngõ 12 tự quản
Các tổ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
tổ 01, 02, 03, 04, 05
Lớp 9A1, 9A2
15A lớp học
Phòng 15A
Mẫu số 01-2024
Phụ lục 03A-1234
Khu nhà 15B2
học sinh năm 2023
Học sinh năm 2024
vệ sinh năm 2024
hy sinh năm 1968
khai sinh ngày 12/3/2024
thí sinh năm nay
phát sinh ngày 12/3/2024
Công dân sinh năm 2006
nam thanh niên sinh năm 2000
người sinh năm 1995 trở về trước
Chủ tịch Hồ Chí Minh sinh ngày 19/5/1890
Kỷ niệm 134 năm ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 – 19/5/2024)
Cấp 12.345 thẻ CCCD
Cấp căn cước cho 123.456 công dân
CCCD: 123.456 thẻ
Giấy CMND cũ hết giá trị từ 01/01/2025
CMND 9 số và 12 số
Hộ chiếu: 12.345.678 cuốn
Kích hoạt 1.250.000 tài khoản định danh
Tài khoản VNeID: 123.456.789 tài khoản
Số tài khoản của Quỹ Vì người nghèo tại Kho bạc: 3761.0.1234567
Thu BHXH 2.345.678.901 đồng
BHXH quận: 0225 3 700 700
Tặng thẻ BHYT cho 1.234.567.890 đồng
Thuế cá nhân 8.123.456.789 đồng
cong-an@haiphong.gov.vn
ubnd@lechan.haiphong.gov.vn
@congan trên mạng
4 @ 5
Chủ tịch UBND quận Nguyễn Hoàng Linh
ông Nguyễn Văn Mẫu, Chủ tịch UBND phường
Bà Lê Thị Mẫu, Bí thư chi bộ
Thượng tá Lê Trung Sơn, Phó Giám đốc CATP
đồng chí Trưởng Công an phường
phố Hai Bà Trưng
phố Bà Triệu
đền Bà Chúa Kho
anh hùng Lê Chân
ông Công ông Táo
Bà Rịa - Vũng Tàu
chị em, anh em, ông bà, các cháu
đối tượng nghiện ma túy
nạn nhân Da cam
20.86, 106.68
20.8 – 106.7
Thời tiết 20.5 độ
Nhiệt độ 20,85 độ, 106,68 phần trăm
xe 15 chỗ
xe 29 chỗ, 45 chỗ
Xe cứu hỏa 15 A
AK-47
Camera 1080P, 4K
IPv4 192.168.10.12
Phiên bản 3.11.4
Tỷ số 2-1, 3-0, 0-0
Kênh 03, 05, 07, 08, 09
Ca 05-07-09-11
""".splitlines()

# A batch that was held out once: written after a first tuning, and moved here when its misses were looked at.
TEXTS_LATER: dict[str, tuple[bool, list[str]]] = {
    "mobile": (True, [
        "Mọi thắc mắc xin gọi đồng chí Mẫu theo số 0398.765.432.", "Zalo nhóm: 0 3 9 8 7 6 5 4 3 2", "ĐTDĐ 039-8765-432", "(039)8765432",
        "+84 (398) 765 432", "+84 39 876 5432", "0084-398-765-432", "84.398.765.432 (di động)",
        "0398,765,432", "0398 765432", "03 98 76 54 32", "03.98.76.54.32", "0398-76-54-32", "0398 7654 32", "Alo 0398.76.54.32 ngay",
        "0398 765 432.", "số 0398765432,", "«0398765432»", "“0398 765 432”", "0398 765 432 (gặp Mẫu)", "0398　765　432",
        "**0**3**9**8**7**6**5**4**3**2", "0398\u200c765\u200d432", "0398\ufeff765432", "0398<br>765<br/>432", "0398 _765_ 432",
        "0398&thinsp;765&thinsp;432", "&#x30;&#x33;&#x39;8765432", "0398−765−432", "0398‐765‐432", "0398⁄765⁄432", "𝟎𝟑𝟗𝟖𝟕𝟔𝟓𝟒𝟑𝟐", "⓪③⑨⑧⑦⑥⑤④③②",
        "[0398](x) [765](y) [432](z)", "- 0398 765 432\n- khác", "1. Gọi 0398 765 432", "> 0398 765 432", "[Gọi](tel:+84398765432)",
        "https://zalo.me/0398765432", "viber://chat?number=%2B84398765432", "http://wa.me/84398765432", "O398765432", "0398 765 432 - 0398 765 433",
        "không ba chín tám bảy sáu năm bốn ba hai", "Năm 2024, gọi 0398765432", "ngày 01/01/2024 0398765432",
    ]),
    "citizen id": (True, [
        "Mã định danh 031 2 05 012345", "031.205.012.345", "CCCD: 031205012345", "031 205 012345", "0312 0501 2345", "0 3 1 2 0 5 0 1 2 3 4 5",
        "031205&#48;12345", "(031)205012345", "031–205–012–345", "CC 031205012345", "căn cước công dân của cháu: 031-205-012345",
        "024195000321 là số của chị",
    ]),
    "cmnd": (True, ["Số CMND của bà: 030 998 877", "CMND 9 số: 030998877", "chứng minh nhân dân cũ 030.998.877", "CMND số 03 09 98 877"]),
    "passport": (True, ["Hộ chiếu phổ thông: C1122334", "PASSPORT: B9988776", "hộ chiếu mang số N 0011223"]),
    "email": (True, [
        "hop.thu_1@gmail.com", "<hop@yahoo.com>", "Gmail: hopthu99@gmail.com", "hopthu @ hotmail . com", "hopthu(a còng)gmail.com",
        "hopthu[a còng]gmail[chấm]com", "HOPTHU@GMAIL.COM", "hopthu@gmail.com.", "hopthu%40gmail.com", "hopthu@proton.me", "hop-thu@yahoo.co.uk",
    ]),
    "birth date": (True, [
        "Vũ Thị Mẫu (1978), sinh ngày 30/4/1978", "Sinh ngày 30 tháng 04 năm 1978", "ông Vũ Mẫu – sinh năm 1978 –", "bà Mẫu (SN 1978)",
        "anh Mẫu, SN 1978, ngõ 5", "Ngày/tháng/năm sinh: 30/4/1978", "sinh ngày 30/04/78? không: 30/04/1978, sinh ngày 30/04/1978",
        "Năm sinh: 1978, họ tên Vũ Mẫu, sinh ngày 30.4.1978", "VŨ THỊ MẪU, SN 1978",
    ]),
    "insurance": (True, ["Sổ BHXH 7911 2233 44", "Mã số BHXH của bà Mẫu là 7911223344", "thẻ BHYT số TE1317911223344", "BHYT số 7911223344"]),
    "tax code": (True, ["mã số thuế thu nhập cá nhân 8765432109", "MST (cá nhân): 8765432109"]),
    "licence plate": (True, [
        "xe ô tô mang biển kiểm soát 15C-234.56", "biển số 15B1 234.56", "chiếc 34A-987.65 vượt đèn đỏ", "BKS 89H1-0123", "xe biển 15C.23456",
        "biển số xe: 15G1-456.78",
    ]),
    "house address": (True, [
        "Chị Mẫu trú tại nhà số 8 ngõ 9", "hiện trú số 3/45 đường Mẫu", "hộ khẩu thường trú: số 6 phố Mẫu", "nhà riêng: số 10 phố Mẫu",
        "tạm trú tại phòng trọ số 4, ngách 5", "cư trú ở ngõ 7 phố Mẫu",
    ]),
    "coordinates": (True, ["tọa độ: 20.861234, 106.680987", "N 20.861234, E 106.680987", "20°51′40″N 106°40′51″E", "106,680987 – 20,861234"]),
    "accused": (True, ["khởi tố bị can Vũ Văn Mẫu", "nghi phạm tên Vũ Mẫu", "nạn nhân: bà Vũ Thị Mẫu", "đối tượng là Vũ Đình Mẫu (SN 1990)"]),
    "bank account": (False, ["STK ngân hàng 123412341234", "số TK 6789 1234 5678 MB Bank", "tài khoản: 0123 456 789 000", "ck 19001234567890 Techcombank"]),
    "person": (False, ["bà Mẫu kể", "Theo chị Vũ Thị Mẫu, tổ 5", "hộ anh Vũ Mẫu", "Cụ Vũ Thị Mẫu 90 tuổi", "nhà bác Mẫu", "Chú Mẫu cho hay"]),
    "house number": (False, ["đến số nhà 14B", "ở nhà số 5/7", "số nhà: 21"]),
    "map link": (False, ["https://goo.gl/maps/zzz", "[bản đồ](https://maps.app.goo.gl/zzz)", "https://www.google.com/maps?q=20.861234,106.680987"]),
}  # fmt: skip
for _kind, (_certain, _texts) in TEXTS_LATER.items():
    TEXTS[_kind] = (_certain, [*TEXTS.get(_kind, (_certain, []))[1], *_texts])

HONEST += """\
Ngày 03/8/2024, Công an phường ra mắt 03 mô hình với 98 hộ, 765 người
Thu hồi 398.765.432 đồng
Tổng dự toán 1.398.765.432.000 đồng
Giá trị tài sản 39.876.543.210 đồng
Năm 1981: 67,48 ha, 7 tổ dân phố
4 súng, 263 vũ khí, 265 đạn
Quyết định 398/QĐ-UBND ngày 09/3/2024
Văn bản số 0398/CAHP-PV01 ngày 09/8/2023
Luật số 36/2024/QH15; Luật số 30/2023/QH15
Nghị quyết 22/2024/NQ-HĐND
Kế hoạch 03/KH-BCĐ ngày 05/9/2024
Từ 03/9 đến 08/9, từ 09/9 đến 15/9
08/3, 30/4, 01/5, 19/8, 02/9
2/9/1945 – 2/9/2025
Ca 1: 06-14 giờ; ca 2: 14-22 giờ; ca 3: 22-06 giờ
20h00 ngày 05.9.2024
00:30 - 05:30
Điện thoại: (0225).3.700.113
0225-3700113 / 0225-3700114
Tel: +84 225 3700113, Fax: +84 225 3700114
069.278.5555
Số khẩn cấp 112, 113, 114, 115
Tổng đài 156 và 5656
1900 2345 45
Mã số thuế 0101245163
MST: 0100109106-015
Giấy CNĐKDN 0305678901
https://thanhphohaiphong.gov.vn/mo-hinh-0398.html
https://plo.vn/a-post812345.html
https://dangcongsan.vn/x-654321.html
https://bvhttdl.gov.vn/bai-20241119084512345.htm
https://vi-du.vn/tin/2024/9/3/98765432
https://vi-du.vn/f.pdf?v=1726123456
https://www.facebook.com/permalink.php?story_fbid=pfbid02abcDEF0398765
https://docs.google.com/document/d/1B0398765432AbCdEfGhIjKlMnOpQ/edit
ISBN 978-604-80-3987-6
CT 15-2023, TB 89-2024
Áo cỡ 39, 40, 41, 42
Số thứ tự 01, 02, 03, 04, 05, 06
Điểm thi 9,75; 8,50; 9,00
Lớp 12A1 có 45 em
Cột km 98+765
Thửa đất số 123, tờ bản đồ số 45
Khu đô thị 35 ha
Cổng số 3, nhà máy số 5
Trường THPT số 1
Chợ số 7, đình số 9
Trụ sở Công an phường tại số nhà 15 phố Mẫu
Nhà văn hóa ở số nhà 3
Văn phòng: căn hộ số 12 tòa A
Gắn số nhà 1.234 hộ
15 A-pa-tít
Xe 16 chỗ biển xanh
Cấp mới biển số: 12.345
Đợt tuyển sinh ngày 01/7/2024
An sinh năm 2024 được chăm lo
Khai sinh năm 2024: 1.234 trường hợp
Tỷ số giới tính khi sinh năm 2023
Thanh niên sinh năm 2005, 2006
Người cao tuổi sinh năm 1944 trở về trước
ngày sinh nhật Bác 19/5/2024
Kỷ niệm ngày thành lập 12/7/1946
Nhà cách mạng sinh năm 1902
98.765 tài khoản VNeID
Mở 1.234.567 tài khoản thanh toán
Tài khoản kho bạc 3713.0.1012345
Chi trả BHXH 398.765.432 đồng
Nợ BHXH 1.234.567.890
1.234.567.890 đồng tiền BHYT
Thu thuế 8.765.432.109 đồng
12.345 hộ chiếu phổ thông
654.321 CCCD gắn chip điện tử
098 hồ sơ CMND
hopthu@congan.haiphong.gov.vn
lienhe@vi-du.com.vn
theo @vtv24
Ông Vũ Mẫu, Chủ tịch Hội Cựu chiến binh
Thưa ông, bà và các đồng chí
Ông Vũ Mẫu (Bí thư chi bộ) nói
Thượng úy Vũ Mẫu, cán bộ Công an phường
Trưởng ban Vũ Thị Mẫu
Bí thư chi bộ, tổ trưởng Vũ Mẫu
Chợ Bà Hoa? chợ Ông Tạ
chùa Ông, miếu Bà
phường Anh Dũng, xã An Sơn
Anh Dũng, Tân Thành
Cháu ngoan Bác Hồ
anh hùng lực lượng vũ trang
Em yêu Tổ quốc Việt Nam
các anh Bộ đội
chị em Chi hội 5
đối tượng Chính sách
nạn nhân bom mìn
20.86 và 106.68
Vĩ độ 20,8 đến 21,0
tăng 20.8612 điểm
1 2 3
10 20 30 40 50 60
05-10-15-20-25 phút
3.14159265
1/3, 2/3, 3/3
0,5 - 1,0 - 1,5
01 xe, 02 máy bơm, 03 cuộn vòi
Phiếu số 000123
Bản 2.0.1.5
""".splitlines()

# Written to be taken for something private.
HONEST += """\
Năm 2023, Công an phường tiếp nhận 0 vụ
Số vụ giảm từ 1.234 xuống 987 (giảm 20,02%)
Trao 120 suất quà, mỗi suất 500.000 đồng, tổng 60.000.000 đồng
Kinh phí: 1 250 000 000 đồng
Kinh phí 84.000.000.000 đ
Kinh phí khoảng 84 tỷ 912 triệu 345 nghìn đồng
Tổng vốn 0,84 tỷ
Từ 7h30 đến 11h30, chiều 13h30 - 17h00
Từ 07:30-11:30, 13:30-17:00
Thứ 2, 3, 4, 5, 6 từ 08-12 giờ
ngày 08, 09, 10, 11, 12/8/2024
các ngày 08-09-10/8/2024
ngày 8, 9 và 10.8.2024
03/02/1930 - 03/02/2025
19/8/1945-19/8/2025
(19/8/2005 - 19/8/2025)
12/7/1946 - 12/7/2024
giai đoạn 2021-2025, 2026-2030
Nghị quyết số 09-NQ/TU ngày 30/11/2021
Chỉ thị 48-CT/TW ngày 22/10/2010
Chỉ thị 09-CT/TW ngày 01/12/2011
Kết luận 13-KL/TW ngày 16/8/2021
Nghị định 06/2014/NĐ-CP, Thông tư 23/2012/TT-BCA, Quyết định 521/QĐ-TTg ngày 13/6/2005
Công điện 0345/CĐ-TTg
Số: 0912/BC-CAP
Số 345/2024/HĐ-KT
Hợp đồng 0912345/HĐ-2024
Căn cứ Luật số 59/2020/QH14; 63/2020/QH14
Quyết định số 1234/QĐ-UBND ngày 05/6/2024 và 1235/QĐ-UBND ngày 06/6/2024
Bằng khen số 0345678
Điện thoại Công an quận Lê Chân: 0225.3847.212 - 0225.3847.213
Trực ban Công an TP: 0693.785.888; 0225.3842.100
ĐT: 0225-3-842-100
(84-225) 3842100
(+84-225) 3.842.100
+84.225.3842100
Đường dây nóng 1900.9095
18006838
Số 113; 114; 115; 111; 1022; 18001091
Hotline: 0225 1022
Tổng đài 19001265 (nhánh 1, 2, 3)
MST: 0201234566
Giấy phép số 123/GP-TTĐT ngày 08/9/2023
GCN ĐKKD 0200123457 cấp ngày 03/5/2010
ISSN 1859-0012
TCVN 3890:2023, QCVN 06:2022/BXD
ISO 9001:2015
HP-2024-000123
Mã vạch 8934567890123
Mã QR 00020101021138570010A000000727
SHA 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
https://congan.haiphong.gov.vn/tin/0912-mo-hinh-hay
https://haiphong.gov.vn/x/2024/09/12/0345-a.html
https://laodong.vn/phap-luat/abc-1368791.ldo
https://tuoitre.vn/abc-20240912080912345.htm
https://zingnews.vn/abc-post1412345.html
https://thanhnien.vn/abc-185240912080912345.htm
https://bocongan.gov.vn/chuyen-muc/t37912?id=0335
https://www.youtube.com/watch?v=0912abcDEF3
https://drive.google.com/file/d/1A0912345678bCdEfGhIjKlMn/view
https://fb.com/story.php?story_fbid=912345678901234&id=100064912345678
https://vi-du.vn/a%20b?x=1&y=2
Xếp thứ 03/63 tỉnh, 05/15 phường
Tỷ lệ 98,5% - 99,2% - 100%
Tăng 1,5 lần; 2,3 lần; 0,9 lần
Nhiệt độ 35,6 độ C
Lớp 6A1, 6A2, 7B3
Phòng 0912 nhà A
tầng 3, tòa nhà số 5 đường Lê Lợi
Cửa hàng số 12
Tổ 5, khu 3, phường Mẫu
Điểm số 9, 8, 7, 6, 5, 4
Đội bóng thắng 3-0, 9-1, 2-3
Khu tập thể Đồng Tâm 12 dãy, 10 dãy 3 tầng, 306 căn hộ
230 căn hộ = 398 nhân khẩu
Trung tâm Hội nghị, số 18 đường Hoàng Diệu
Hội trường UBND phường, số nhà 25 đường A
cây xăng số 12
Tuyến xe buýt 01, 02, 03, 10
Biển số nhà cho 1.200 hộ
cấp biển số xe máy: 1.234 trường hợp
đăng ký xe: 12.345 lượt
Đăng ký 15 A và 16 B
xe 15A đỗ
Mẫu CT01, CT07, mẫu 15A-BCA
Công an 15A quận
học sinh, sinh viên năm 2024
sinh viên năm 2024
sinh hoạt ngày 12/3/2024
Tổng kết tuyển sinh ngày 15/7/2024
vệ sinh ngày 1/6/2024
hy sinh ngày 12/3/1979
sinh hoạt hè năm 2024
Dân số sinh năm 2023 tăng
các cháu sinh năm 2018 vào lớp 1
nam công dân sinh năm 2006, 2007
Đại tướng Võ Nguyên Giáp sinh ngày 25/8/1911
nhà thơ sinh năm 1890
SN 2 tầng
NS 2024-2025 (ngân sách)
Tài khoản mạng xã hội: 123.456 lượt theo dõi
kích hoạt 98.765 tài khoản mức 2
tài khoản định danh mức 2: 33.786/45.000
Tài khoản 3713.0.1057777.00000 tại Kho bạc
Ủng hộ Quỹ: STK 123456789012 Kho bạc Nhà nước
chi trả qua tài khoản cho 1.234.567 người
Thu hộ BHXH 3.120.456.123 đồng
BHXH tự nguyện: 12.345 người
BHYT đạt 95,5%
thẻ BHYT cho 123.456 người
nộp thuế 8.123.456.780 đồng
CCCD gắn chip: 1.234.567
thu 123.456 hồ sơ CCCD
thu hồi 123456789 thẻ CMND cũ
hộ chiếu online: 12.345 hồ sơ
làm hộ chiếu trong 5-8 ngày
email: conganphuong@haiphong.gov.vn
Trang Facebook @ConganHP
ban@tccs.org.vn
ông Nguyễn Văn A - Chủ tịch UBND phường
ông Nguyễn Văn A (Phó Chủ tịch UBND phường)
ông Nguyễn Văn A, Tổ trưởng tổ dân phố số 5
Chủ tịch UBND phường, ông Nguyễn Văn A, phát biểu
đồng chí Nguyễn Văn A, Bí thư Đảng ủy
Thiếu tá Nguyễn Văn A, Trưởng Công an phường
Ông Trần Lưu Quang, Bí thư Thành ủy
Bà Hội trưởng Hội phụ nữ
chị em Hội Phụ nữ phường
anh em Công an
các anh Công an phường
các em Trường THCS Mẫu
các bà, các chị
mẹ Việt Nam anh hùng
anh hùng Phạm Ngọc Đa
đường Bà Triệu, phố Cô Giang, chùa Bà Đanh
Bà Nà, Bà Đen, Cô Tô, Ông Đốc
quần đảo Cô Tô
Ông bà, cha mẹ
Tổ Ông Bà Cháu
Cô giáo chủ nhiệm
Bác Hồ kính yêu
Chủ tịch Hồ Chí Minh
học Bác Hồ
cụ Phan Bội Châu
bị can, bị cáo trong vụ án
đối tượng Công an quản lý
đối tượng Nhà nước bảo trợ
tội phạm Ma túy
nạn nhân chất độc da cam
Người bị hại trong 12 vụ
20.85, 106.68
20,8 và 106,6
từ 20.856 lên 21.123 vụ
10.1234 và 105.5 điểm
độ cao 20.8561 m
Cây đa số 0912
Mã tỉnh 31, mã huyện 303, mã xã 11302
01 02 03 04 05
Bước 01 02 03 04 05 06
1 2 3 4 5 6 7 8 9 10 11 12
Phụ cấp: 0,3 - 0,35 - 0,4
Hệ số 2,34; 2,67; 3,00; 3,33
Vĩ độ 20.9, kinh độ 106.7
""".splitlines()
