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
