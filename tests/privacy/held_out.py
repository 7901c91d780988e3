"""The part that is held out: written before the recognisers, never looked at for tuning.

Whoever has tuned on it moves it to `tuning.py` and writes a new one. What batches gave when they were first measured, before
anything was changed (recall of the certain; honest texts refused, asked about):

- the first, by the same hand that then wrote the recognisers: 311 of 312 (all kinds); 0 and 0 of 135;
- one written to get past them, moved since: 87 of 100; 1 and 4 of 164;
- the next, moved since: 107 of 112; 1 and 3 of 105;
- `LATER`: 86 of 88; 0 and 1 of 73.
"""

# How a mobile number is written, from its nine digits after the 0; {a}{b}{c} are three groups of three.
MOBILE = [
    lambda d: f"0{d[0]}.{d[1:3]}.{d[3:5]}.{d[5:7]}.{d[7:]}",
    lambda d: " ".join(f"0{d}"),
    lambda d: f"0{d[:3]} - {d[3:6]} - {d[6:]}",
    lambda d: f"0{d[:3]} . {d[3:6]} . {d[6:]}",
    lambda d: f"(0{d[:2]}) {d[2:5]}-{d[5:]}",
    lambda d: f"[0{d[:3]}] {d[3:6]} {d[6:]}",
    lambda d: f"+84 {d[:2]} {d[2:5]} {d[5:7]} {d[7:]}",
    lambda d: f"+84(0){d}",
    lambda d: f"(84) {d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"00 84 {d[:3]} {d[3:6]} {d[6:]}",
    lambda d: f"0{d[:3]}—{d[3:6]}—{d[6:]}",
    lambda d: f"0{d[:3]}\u2009{d[3:6]}\u2009{d[6:]}",
    lambda d: f"0{d[:3]}\u202f{d[3:6]}\u202f{d[6:]}",
    lambda d: f"0{d}".translate({48 + n: 0x0660 + n for n in range(10)}),
    lambda d: "".join(f"{c}\ufe0f\u20e3" for c in f"0{d}"),
    lambda d: f"0{d[:3]}\\-{d[3:6]}\\-{d[6:]}",
    lambda d: f"*0{d[:3]}* *{d[3:6]}* *{d[6:]}*",
    lambda d: f"`0{d[:3]} {d[3:6]} {d[6:]}`",
    lambda d: f"0{d[0]}<!-- -->{d[1:]}",
    lambda d: f"&#x30;{d}",
    lambda d: f"0{d[:3]}\u00ad{d[3:6]}\u00ad{d[6:]}",
    lambda d: f"0{d[:3]}\u2060{d[3:]}",
    lambda d: f"[0{d[:3]} {d[3:6]}](https://vi-du.vn/x) {d[6:]}",
    lambda d: f"0{d[:3]}·{d[3:6]}·{d[6:]}",
    lambda d: f"0{d[:3]}•{d[3:6]}•{d[6:]}",
    lambda d: f"+84\u00a0{d[:3]}\u2013{d[3:6]}\u2013{d[6:]}",
    lambda d: f"ĐT0{d}",
    lambda d: f"0{d[:3]}/{d[3:6]}.{d[6:]}",
    lambda d: f"0{d[:2]} {d[2:]}",
    lambda d: f"o{d}",
    lambda d: f"0{d[:3]},{d[3:6]},{d[6:]}",
]
MOBILE_NUMBERS = ["904111333", "337654210", "789456120", "593888121", "862345017", "977010203"]

CITIZEN_ID = [
    lambda d: d,
    lambda d: f"{d[:4]} {d[4:8]} {d[8:]}",
    lambda d: f"{d[:3]}-{d[3:6]}-{d[6:9]}-{d[9:]}",
    lambda d: f"{d[:2]} {d[2:4]} {d[4:6]} {d[6:8]} {d[8:10]} {d[10:]}",
    lambda d: f"{d[:6]} {d[6:]}",
    lambda d: f"{d[:3]}\u2011{d[3:6]}\u2011{d[6:]}",
    lambda d: f"__{d[:3]}__{d[3:]}",
    lambda d: f"{d[:1]} {d[1:4]} {d[4:8]} {d[8:]}",
    lambda d: f"{d[:6]}\u200d{d[6:]}",
    lambda d: f"&#48;{d[1:]}",
]
CITIZEN_IDS = ["031187004521", "001204017788", "079301000456", "030062009911"]

# kind → whether it is certain (else it needs judgement), and texts that hold it
TEXTS: dict[str, tuple[bool, list[str]]] = {
    "cmnd": (True, [
        "Chị mang số CMND 031445566 đến làm thủ tục.", "CMND: 142 778 899", "Số chứng minh nhân dân là 013.224.466.",
        "CMT số 030-112-233 do công an tỉnh cấp.", "CMTND 031887766", "Giấy chứng minh nhân dân số: 162 334 455",
        "số chứng minh thư 031009988",
    ]),
    "passport": (True, [
        "Hộ chiếu C7654321", "số hộ chiếu: B 1122334", "Passport No. N2233445", "hộ chiếu phổ thông số P01234567",
        "HC số K0099887 (hộ chiếu)",
    ]),
    "email": (True, [
        "Gửi về tranthib88@gmail.com.", "hộp thư le.van.c@yahoo.com.vn", "mailto:pham_d@hotmail.com",
        "[thư](mailto:abc123@icloud.com)", "nguyenvana (at) gmail.com", "nguyenvana@gmail . com", "toi.la.toi@outlook.com.vn",
        "hoang\u200bminh@gmail.com", "thu＠gmail.com", "dung&#64;gmail.com", "ha@ymail.com", "binh [at] gmail [dot] com",
    ]),
    "birth date": (True, [
        "Anh sinh ngày 07/11/1991, ở phường A.", "Ông Trần Văn Mẫu (SN 1968) ủng hộ.", "bà Lê Thị Mẫu, sinh năm 1959, tổ 3",
        "Ngày sinh: 02-09-1987", "DOB: 21/04/2001", "sinh ngày 5 tháng 3 năm 1979", "Nguyễn Thị Mẫu, s.n. 1990",
        "cháu bé sinh 12.8.2015", "Ngày, tháng, năm sinh: 3/4/1966", "Phạm Văn Mẫu sinh năm 1983 bị xử phạt",
    ]),
    "bank account": (False, [
        "Ủng hộ qua STK 19031234567890 Techcombank.", "số tài khoản: 0031 0004 56789 tại Vietcombank",
        "TK Agribank 2100205123456", "chuyển khoản tới 1020 9988 7766 (VietinBank)", "Số TK: 108877665544 BIDV",
        "tài khoản ngân hàng số 0451000234567",
    ]),
    "insurance": (True, [
        "Mã số BHXH 3120456789", "sổ BHXH số: 3121 0099 88", "thẻ BHYT DN4313120456789", "Số thẻ bảo hiểm y tế GD 4 31 3120456789",
        "bảo hiểm xã hội số 7912345670", "Mã BHYT: 3120456789",
    ]),
    "tax code": (True, ["MST cá nhân: 8123456789", "mã số thuế cá nhân 8456123790", "mã số thuế TNCN của chị là 8011223344"]),
    "licence plate": (True, [
        "xe biển số 15A-567.89", "BKS: 29-H1 234.56", "biển kiểm soát 15B1-98765", "xe máy 16K8 - 345.67",
        "ô tô 30A–123.45 chở khách", "BS 14C 12345", "xe mang biển 15LD-012.34",
    ]),
    "house address": (True, [
        "trú tại số 15/42 đường Thiên Lôi", "thường trú: số nhà 7 ngõ 23 phố Mẫu", "nhà bà Mẫu ở số 9, ngách 12/5",
        "HKTT: 112 Tô Hiệu", "chỗ ở hiện nay: nhà số 3 ngõ 45 đường Mẫu", "tại nhà riêng số 8 đường Mẫu",
    ]),
    "house number": (False, [
        "đến số nhà 45 phố Mẫu gặp gỡ", "đám cháy ở nhà số 12 ngõ 34 đường Mẫu", "căn hộ số 1205 tòa nhà A",
    ]),
    "coordinates": (True, [
        "camera ở 20.85612, 106.68345", "Tọa độ: 20.8561234; 106.6834567", "vị trí 20°51'22.1\"N 106°41'00.4\"E",
        "(20,85612; 106,68345)", "chốt đặt tại 106.68345, 20.85612",
    ]),
    "map link": (False, [
        "xem https://www.google.com/maps/@20.85612,106.68345,17z", "https://maps.app.goo.gl/AbCdEf12345",
        "https://www.google.com/maps/place/20.85612+106.68345", "https://goo.gl/maps/xYz987",
    ]),
    "person": (False, [
        "Ông Phạm Văn Mẫu cho biết nhà nào cũng có bình chữa cháy.", "Hộ bà Trần Thị Mẫu là hộ nghèo.", "Chị Hoàng Mẫu kể lại.",
        "có anh Vũ Đình Mẫu giúp", "Em Bùi Thị Mẫu được hỗ trợ.", "Cụ Đặng Mẫu ở tổ 3 vui mừng.", "gia đình ông Mẫu hiến đất",
    ]),
    "accused": (True, [
        "bắt đối tượng Lê Văn Mẫu", "bị can Nguyễn Thị Mẫu bị khởi tố", "nạn nhân là Trần Văn Mẫu", "bị cáo Hoàng Đình Mẫu",
        "nghi phạm Đỗ Văn Mẫu ra đầu thú",
    ]),
}  # fmt: skip

HONEST = """\
Tổng kinh phí là 250.000.000.000 đồng.
Quỹ đạt 84.912.345.678 đồng sau ba năm.
Ủng hộ 912.345.678 đồng.
Giá trị 123 456 789 012 đồng
Dư nợ 098765432 nghìn đồng? Không, 98.765.432 nghìn đồng.
Năm 2021, 2022, 2023, 2024 đều đạt.
Giai đoạn 2015-2020-2025
Các năm 2019 2020 2021 2022
Từ ngày 03/9/2024 đến 10/9/2024
Các ngày 03/9/2024, 08/10/2024, 09/11/2024
08/10/2024 - 09/11/2024
08.10.2024-09.11.2024
2024-08-18/2024-09-20
07:30 08/09/2024
09:30:15 ngày 05/07/2024
Hội nghị lúc 08h30-11h30 ngày 07-08-2024
Nghị quyết 1669/NQ-UBTVQH15 ngày 16/6/2025
Luật số 30/2023/QH15
Quyết định 0912/QĐ-UBND ngày 03/5/2024
Kế hoạch số 345/KH-CAHP-PV05
Thông tư 03/2023/TT-BCA
Chương trình 09/CTr-BCA-MTTW
Công văn 0335/CV-UBND-NC
Điện thoại trực ban: 0225.3842.345
Đường dây nóng 069.2785.123
Gọi 113, 114, 115 hoặc 111
Tổng đài 1900 8198
Tổng đài 1800 1567 miễn phí
Gọi tổng đài 1022 nhánh 2
Fax (0225) 3.821.055
ĐT: 024.3942.2222
Công an phường: +84 225 3 765 432
Điện thoại 0220 3 838 383
MST 0200123458 của công ty
Mã số thuế: 0201234560-001
Mã số doanh nghiệp 0101234567
https://anhp.vn/quan-le-chan-tong-ket-phong-trao-d65432.html
https://baohaiphong.vn/phat-dong-phong-trao-20240118173045123.htm
https://nhandan.vn/post-798123.html
https://dantri.com.vn/xa-hoi/mo-hinh-camera-20230912083456789.htm
https://vnexpress.net/ra-mat-mo-hinh-4783912.html
https://thuvienphapluat.vn/van-ban/Bo-may-hanh-chinh/Nghi-quyet-1669-NQ-UBTVQH15-2025-640978.aspx
https://haiphong.gov.vn/tin-tuc?id=20240912&p=0345
https://www.facebook.com/conganhp/posts/1002345678901234
https://youtu.be/a0912B_x-9k
https://cdn.vi-du.vn/550e8400-e29b-41d4-a716-446655440000.jpg
ISBN 978-604-357-091-2
Màu #0912AB và #345678
Mã đơn vị 04114, 11302, 11329
Mã hồ sơ H24.31-240912-0345
Mã hồ sơ 000.00.28.H24-240912-0987
Số vụ: 0912 vụ trong bảng cũ
Giảm 12,34% so với cùng kỳ
Tỷ lệ 0,912345678
Diện tích 67,48 ha, dân số 39.812 người
Chiều dài 1,8 km; rộng 5,5 m
Dân số 2.072.390 người
Vận động 33.786/33.786 hộ
11/12 cơ sở giáo dục và 15/15 phường
49/748 hộ, 38 trường, 279 điểm
Thu 4 súng, 263 vũ khí, 265 viên đạn, 36,6 kg pháo
Trường Tiểu học 5-10 có 35 lớp
Đường 356, đường 10, quốc lộ 5
Số 2 Trần Phú, trụ sở Công an thành phố
Trụ sở: số 18 Hoàng Diệu, phường Hồng Bàng
Công an phường, số 12 ngõ 34 đường Mẫu
Trạm y tế phường, số 7 phố Mẫu
Nhà văn hóa số 3, ngõ 45
gắn biển số nhà cho 250 hộ
Ngõ 12, ngõ 34 và ngách 56 tự quản
Tổ dân phố 03, 05, 07, 08, 09
Các tổ 001, 002, 003, 004 đều đạt
Đội 1, đội 2, đội 3
Học sinh năm 2024 tăng 5%
Vệ sinh năm 2023
Liệt sĩ hy sinh ngày 27/7/1967
Tuyển sinh năm 2025
Kỷ niệm ngày sinh Chủ tịch Hồ Chí Minh 19/5/1890
công dân sinh năm 2007 đi khám tuyển
thanh niên sinh năm 1998 đến 2006
cấp căn cước cho trẻ sinh năm 2018
Trường sinh năm nào cũng được khen
Cấp 33.786 thẻ CCCD và 12.345 tài khoản định danh
Thu nhận hồ sơ căn cước: 123.456 hồ sơ
Đạt 100% chỉ tiêu CCCD gắn chip trước 15/9/2023
Số tài khoản định danh kích hoạt: 1.250.000
Hộ chiếu: 1.234 hồ sơ trong năm 2024
Thu BHXH 1.250.000.000 đồng
BHXH thành phố, điện thoại 0225.3745.678
Tặng 50 thẻ BHYT cho hộ nghèo
Thuế thu nhập cá nhân 2.345.678.900 đồng
Quỹ Vì người nghèo, tài khoản 3713.0.1057777 Kho bạc Nhà nước
Liên hệ congan@haiphong.gov.vn
Thư điện tử: ubnd.phuong@lechan.haiphong.gov.vn
hop-thu@example.org
@conganhaiphong trên Zalo
Zalo OA: https://zalo.me/1234567890123456789
Chủ tịch UBND quận Nguyễn Hoàng Linh tặng giấy khen
Đồng chí Lê Thị Vân, Phó Chủ tịch Thường trực UBND quận phát biểu
ông Vũ Duy Tùng, Chủ tịch UBND huyện, dự
Đến dự có bà Lê Thị Vân, Bí thư Đảng ủy
phố Hai Bà Trưng, phố Bà Triệu, phố Lê Chân
ngày ông Công ông Táo
anh hùng Võ Thị Sáu
chị em phụ nữ, anh em công nhân
Bà Rịa – Vũng Tàu
Xe chữa cháy loại 15 A, mẫu 12B
Lớp 10A1, 11A2 và 12A3
Phòng 301 nhà B2
Mẫu 01-BCA, mẫu 02A
Nghị định 130/2008/NĐ-CP
Tàu 0345 và tàu 0912
Khu 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
Kết quả 3-2, 1-0, 4-1
10.5 và 20.85 độ
Tọa độ trung tâm 20.86, 106.68
từ 20,1 đến 106,7 triệu đồng
Mã số dự án 7912345
Gói thầu số 03/2024
Hóa đơn 0001234
5 bước, 12 việc, 36 tháng
Lô CT-0912-345
Điểm 9,12 và 3,45
Giờ 08 10 12 14
0 vụ cháy, 0 người chết, 12 người bị thương
Kênh 1, kênh 3, kênh 9
Đề án 06, Ban Chỉ đạo 799, Đề án 381
Nghị quyết 01-NQ/TW ngày 03-01-2024
Số hiệu tiêu chuẩn TCVN 6909:2001
Công an tỉnh: 02203.853.123
Sân vận động 30.000 chỗ
Tăng từ 98.765 lên 123.456 lượt
Quận có 8 phường và 145 tổ dân phố
Thời hạn 30/6/2025-01/7/2025
Từ 00:00 ngày 01/7/2025
""".splitlines()

# A third batch, written after the recognisers were done; measured once before anything was changed (2026-11-26).
LATER: dict[str, tuple[bool, list[str]]] = {
    "mobile": (True, [
        "Có tin báo gọi ngay 0776.543.210 gặp trực ban", "điện thoại riêng: 0776-543-210", "máy lẻ? không: 0776 54 32 10", "0776.5432.10", "077.654.3210",
        "077 65 43 210", "+84-77-654-32-10", "+84 776543210", "(0084) 776 543 210", "84-776-543-210", "Sđt +840776543210", "0776 543210 (Zalo, Viber)",
        "0776.543.210 hoặc 0225.3.700.113", "0225 3700113 – 0776 543 210", "từ 7h-17h, số 0776543210", "0776\u2007543\u2007210", "0776\u3000543\u3000210",
        "０７７６－５４３－２１０", "0776&#x2d;543&#x2d;210", "0776&zwnj;543210", "0776<i></i>543<i></i>210", "077<!-- x -->6543210", "**0776** - **543** - **210**",
        "`0776`543`210`", "[0776543210](https://vi-du.vn)", "[vào đây](sms:0776543210)", "[x](https://vi-du.vn/a?p=0776%2D543%2D210)", "O776 543 210", "077654321O",
        "0776 — 543 — 210", "0776 ⁃ 543 ⁃ 210", "Không bảy bảy sáu năm bốn ba hai một không", "0/7/7/6/5/4/3/2/1/0", "- Anh Mẫu:\n  0776 543\n  210",
        "Ngày 05/9/2024: 0776 543 210", "0776 543 210 đồng chí Mẫu", "(0776)543210", "0776]543[210", "0776'543'210",
    ]),
    "citizen id": (True, [
        "số 036090001234 được cấp lại", "036 090 001 234", "0360-9000-1234", "036.0.90.001234", "036090 001234", "０３６０９００01234", "036\u2009090\u2009001234",
        "căn cước điện tử 036.090.001234", "[036090](x)001234", "CCCD (036090001234)",
    ]),
    "cmnd": (True, ["CMND: 036112233", "số CMND cũ là 036-112-233", "giấy chứng minh nhân dân 036 112 233", "CMT: 036112233"]),
    "passport": (True, ["hộ chiếu số: C0001112", "Hộ chiếu ngoại giao? hộ chiếu P0001112", "passport C 0001112"]),
    "email": (True, [
        "hòm thư mau.mau@gmail.com", "mau_mau@ yahoo.com", "mau@GMAIL.com", "mau@gmail .com", "mau{at}gmail.com", "[gửi](mailto:mau@gmail.com)", "mau@hotmail.co.uk",
        "mau&#x40;outlook.com",
    ]),
    "birth date": (True, [
        "Đỗ Thị Mẫu sinh ngày 9/9/1999", "ông Đỗ Mẫu sinh năm 1957", "Đỗ Thị Mẫu (sinh năm 1999)", "sinh ngày 09.09.1999", "DOB: 9-9-1999",
        "ngày sinh 9 tháng 9 năm 1999", "chị Đỗ Mẫu, SN 1999,",
    ]),
    "insurance": (True, ["BHXH số: 3199887766", "mã số BHXH là 3199 887 766", "thẻ BHYT: HC4313199887766"]),
    "tax code": (True, ["mã số thuế cá nhân là 8799887766"]),
    "licence plate": (True, ["biển số 34A-567.89", "BKS 15R-012.34", "xe máy biển số 15E1-234.56", "biển kiểm soát số 30E-55555"]),
    "house address": (True, ["trú tại: số 77 phố Mẫu", "nhà ông Mẫu (ngõ 77)", "thường trú tại ngách 7/77", "nơi ở: nhà số 7, ngõ 77"]),
    "coordinates": (True, ["20.844912, 106.688084", "20.844912/106.688084", "(106.688084; 20.844912)"]),
    "accused": (True, ["bắt quả tang đối tượng Đỗ Văn Mẫu", "bị cáo Đỗ Thị Mẫu lĩnh 3 năm tù"]),
    "bank account": (False, ["số tài khoản 1234 0000 5678 ngân hàng ACB", "STK: 80001234567 (VPBank)"]),
    "person": (False, ["anh Đỗ Mẫu kể", "bà Đỗ Thị Mẫu, hộ cận nghèo", "ông Mẫu, tổ 7", "Chị Đỗ Thị Mẫu tâm sự"]),
    "house number": (False, ["cháy số nhà 77", "nhà số 77B"]),
    "map link": (False, ["https://maps.app.goo.gl/qqq?g_st=ic"]),
}  # fmt: skip
for _kind, (_certain, _texts) in LATER.items():
    TEXTS[_kind] = (_certain, [*TEXTS.get(_kind, (_certain, []))[1], *_texts])

LATER_HONEST = """\
Quận huy động 776 triệu 543 nghìn đồng
Xã hội hóa 7.765.432.100 đồng
776.543.210 đồng và 84.776.543.210 đồng
0,776543 điểm phần trăm
Năm 1976, 1981, 2003, 2007
Từ 01/7/2024 đến 30/6/2025, từ 01/7/2025
07/7/2024; 08/8/2024; 09/9/2024
07-08-09/2024
ngày 7, 8, 9/7/2024
Số 07/KH-UBND ngày 07/6/2024, số 08/KH-UBND ngày 08/6/2024
Thông tư liên tịch số 07/2016/TTLT-BCA
Văn bản hợp nhất 08/VBHN-BCA
Điều 7, khoản 6, điểm 5
Mục 7.7.6.5
Đường dây nóng Công an phường: 0225 3.776.543
ĐT 0225.776543
069.2.776.543
Số máy lẻ 776, 543, 210
MST 0201776543
https://congan.com.vn/tin-0776.html
https://baomoi.com/bai-c49776543.epi
https://vtv.vn/xa-hoi/mo-hinh-20240707080912345.htm
https://vi-du.vn/2024/07/08/09/bai.html
https://vi-du.vn/anh_20240708_091011.jpg
https://www.tiktok.com/@conganhp/video/7377654321098765432
https://docs.google.com/spreadsheets/d/1aB0776543210cDeFgHiJkLmNoPqRs/
Ảnh IMG_20240708_091011
Video 1080x1920, 24 fps
Tọa độ 20.84, 106.69
Kinh độ 106.688 và vĩ độ 20.845
Giải chạy 5 km, 10 km, 21,0975 km
Hộ số 7, tổ 7, khu 7
Trụ sở mới tại số 77 phố Mẫu
Trường Mầm non số 7, số nhà 77 phố Mẫu
Nhà tình nghĩa số 7
7 nhà, 76 hộ, 543 khẩu
Xe số 7 và xe số 8
Cấp 7.765 biển số xe
Lớp 7A7, 8A8
15A, 15B, 15C
Nhóm 34A
CCCD cho 7.765.432 công dân
CMND hết hạn ngày 31/12/2024
CMND, CCCD, hộ chiếu
BHYT hộ gia đình: 776.543.210 đồng
BHXH một lần cho 7.765 người
Thuế 7.765.432.100 đồng
Tài khoản mức 2: 77.654
Quỹ vì biển đảo, số tài khoản 7765432109 tại Kho bạc
congan.phuong@haiphong.gov.vn, ubnd@haiphong.gov.vn
họp trực tuyến @ hội trường
người sinh năm 1964
hy sinh năm 1972, liệt sĩ Mẫu
Đại hội sinh viên năm 2024
sinh con năm 2024
sinh thời Bác dạy
Ông Đỗ Mẫu – Trưởng Công an phường
bà Đỗ Thị Mẫu (Chủ tịch Hội Phụ nữ)
Thiếu úy Đỗ Mẫu
các ông, các bà, các anh, các chị
con em Nhân dân
bà con Khu 7
chú trọng Công tác dân vận
cô đọng, cụ thể, em nhỏ
anh ninh? an ninh
Ông cha ta
đối tượng Đoàn viên, thanh niên
nạn nhân Mua bán người
tội phạm Công nghệ cao, tội phạm Ma túy
7-7-2024
7 7 6 5 4
Không bảy, không tám
Một hai ba
""".splitlines()
HONEST += LATER_HONEST
