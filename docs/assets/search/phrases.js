// What makes words a question and is asked of no document, as a table. `questions.js` reads it; each row is tested by its example.
//
// `words` are said so: `[…]` may be left out, `|` stands between what may be said instead, `<name>` is one of the words below, `#` figures.
// `where` they stand: at the `start` or the `end` of a query, in its `middle`, or `anywhere`; further
//   `after`    what stands right before them        `behind`   what stands somewhere before them
//   `before`   what follows (`$`: and nothing else) `notBefore` what doesn't follow
//   `isToEnd`  whether all that follows is taken away too
// `asks` is what they ask for. `if` tells of each word when it is said so, where it is much else: `typed` with diacritics, `apart` from
// the word before it, `either` of these, or `between` words that it belongs to less than these to each other.
// Behind each stands a query, which the tests ask, → what is left of it to look for. Of a group the row that takes most is taken, as often as there is one.

import { SHORT_UNITS, UNITS } from "./units.js";

/** What words ask for: what a word means, what was (or is today), or documents of a kind. */
const MEANING = { isMeaning: true };
const FORMER = { isFormer: true };
const TODAY = { isFormer: false };
const ARTICLE = { kind: "source" };
const MODEL = { kind: "model" };
const OF_UNIT = { kind: "unit" };
const OF_LAW = { kind: "document" };
const PAGE = { kind: "page" };
const LIST = { kind: "theme" }; // which tells of all that are of it
const FORMER_UNIT = { kind: "unit", isFormer: true };

/** Words for one another, by the name that rows have them by. */
export const SAME = {
  ward: [...UNITS, ...Object.keys(SHORT_UNITS)].join(" | "),
  unit: `${[...UNITS, ...Object.keys(SHORT_UNITS)].join(" | ")} | thôn | tổ dân phố | đơn vị [hành chính] | địa phương | địa bàn | nơi | chỗ`,
  thing: "mô hình | sự kiện | hoạt động | văn bản | cơ quan | tổ chức | lực lượng | thành phần | lĩnh vực | chủ đề | loại | cấp | việc | ai | <unit>",
  "since then": "h | bây h | bh | bây giờ | hiện giờ | giờ | hiện nay | nay | sau sáp nhập",
  now: "hồi xưa | hồi trước | h | bây h | bh | bây giờ | hiện giờ | giờ | hiện nay | ngày nay | nay | trước đây | trước kia | ngày trước | ngày xưa | ngày sưa | trước | xưa | sau sáp nhập",
  does: "làm [ra] | viết | phụ trách | tổ chức | lập [ra] | thành lập | thực hiện | triển khai | xây dựng | chủ trì | đứng đầu | quản lý | vận hành | ký | ban hành",
  became: "[đã | được] (sáp nhập | đổi tên | (sáp nhập | nhập | gộp | chuyển | đổi | đổi tên | chia | tách) (vào | vô | với | về | thành | sang | ra)) | thuộc [về] | nằm (ở | trong | tại) | ở",
  you: "mọi người | mn | quý vị | (các | mấy) (bạn | ông | bà | bác | cô | chú | anh | chị | em | con | cháu) | bạn | ông | bà | bác | cô | chú | anh chị | anh | chị | em | con | cháu | bố | mẹ | thầy | ad | admin",
  me: "tui | chúng (tôi | em | mình | cháu | ta) | (lớp | nhóm | tổ) em | tôi | mình | tớ | e | <you>",
  is: "là | nà", // as those say it who don't tell n from l
  what: "[cái | điều | từ | chữ | cụm từ | ban | tổ | hội | luật | phong trào | việc | loại | cơ quan | tổ chức | đội | nhóm | lực lượng | ngày | giấy [tờ] | thẻ | danh hiệu | ban chỉ đạo | công an] (gì | nào | chi | j)",
  merged: "[khi] (sáp nhập | nhập | gộp | hợp nhất | sắp xếp)",
  when: "[ngày | tháng | năm] # [#] [#]", // a day is also its month and its year
  before: "(ngày xưa | hồi xưa | ngày trước) [<me> (ở | sống)] | (trước | đến) (<when> | <merged>)",
  since: "ngày nay | (sau | từ) (<when> | <merged>)",
  task: "bài (tập [nhóm | lớn] | thu hoạch | thuyết trình | văn | viết | luận | báo cáo | kiểm tra) | bài | báo cáo | thuyết trình | tiểu luận | dự án | đồ án | đề tài | tập san | poster | áp phích | bản tin | video | slide | tờ rơi | báo tường",
  subject: "gdcd | giáo dục công dân | công dân | ngữ văn | văn | lịch sử | sử | địa lý | địa lí | địa | tin học | mỹ thuật",
  matter: "thông tin | tài liệu | tư liệu | nội dung | bài viết",
  page: "trang [web | mạng | thông tin] | web | wed | website",
  do: "làm | viết | soạn | nộp | chuẩn bị | học | ôn | tham khảo | thuyết trình | trình bày | báo cáo | tra cứu",
  tell: "(kể | nêu | tìm | liệt kê) (giúp | hộ | giùm) <me> | (kể | giải thích | giới thiệu | nói | đọc) cho <me> [nghe | biết] [về] | nêu [tên | ra] | kể [tên | ra | về] | trình bày [về] | giới thiệu [về] | giải thích | mô tả | miêu tả | tìm hiểu [về] | liệt kê | phân tích | tóm tắt | chỉ ra | nói [về] | cho [biết | ví dụ [về]] | đưa ra | lấy ví dụ [về] | ví dụ [về]",
  some: "[# | một | hai | ba | bốn | năm] [số | vài] [các | những | mấy]",
  worth: "việc làm | vai trò | ý nghĩa | tác dụng | lợi ích | mục đích | mục tiêu | nhiệm vụ | chức năng | trách nhiệm | đặc điểm | hiệu quả",
  law: "luật | bộ luật | nghị quyết | nghị định | quyết định | thông tư | chỉ thị | văn bản | chương trình | quy định",
  here: "(nơi | chỗ | khu) [<me>] (ở | sống | đang ở | đang sống | sinh sống) | (trường | lớp | địa phương | quê | quê hương | xóm | khu phố | khu | thôn | tổ dân phố | phường | xã | thị trấn | quận | huyện | thành phố) (nhà <me> | của <me> | <me> | ta)",
  how: "[như] (thế nào | thế lào | ra sao | làm sao) | như nào | ntn", // and as it is written in haste
  ask: "không | ko | k | hông | hong | hok | khum",
  polite: "vậy | thế | hở | nhờ | nhở | nhỉ | nhé | nha | với | hả | đi",
  "what time": "khi nào | bao giờ | bao h | lúc nào | mấy giờ | (ngày | tháng | năm | hôm) (nào | mấy | bao nhiêu)",
};

const atEnd = (words, asks) => ({ where: "end", words, asks });
const atStart = (words, asks) => ({ where: "start", words, asks });
const anywhere = (words) => ({ where: "anywhere", words });

export const GROUPS = [
  // Politeness.
  [
    atEnd("(giúp | giùm) <me> [với | nha | nhé | ạ | cái | đi]"), // tổ liên gia làm gì giúp em với → tổ liên gia
    { ...atEnd("với"), if: "typed" }, // cho tôi xin bài báo về trường sơn với → trường sơn
    { where: "end", words: "[<polite> | không] ạ | vậy | nhỉ | nhé | hả | hở | ấy | nha | [ấy] (nhờ | nhở) | (hả | hở | vậy | thế | nhỉ | nhé | không) <you> | [<polite>] <you> ơi", if: "typed" }, // tìm giúp mình cái mô hình camera ấy → mô hình camera
    { ...atEnd("[thế | vậy | đấy | đó | ta | ha | hả | hở | hen | á | nhỉ | luôn] (thế | vậy | đấy | ta | ha | hả | hở | hen | á | ạ | nhỉ | <you>)"), after: "gì | j | nào | đâu | sao | ai | nhiêu | mấy | nữa" }, // to lien gia la gi vay → to lien gia
    { ...atEnd("(xem | coi | nghe | lên) [nào | đi | với | thử] [cho <me>] | đi"), behind: "mở | tìm | vào | xem", if: "typed" }, // mở bản đồ lên xem nào → bản đồ
    atEnd("[có] (ở | trong | trên) (đây | trang này) | cả thảy | tổng cộng"), // các mô hình ở đây → mô hình
    { ...atEnd("[(có | không) ai | ai | bạn nào | <you>] [biết] [thì] (giúp | chỉ | bày | trả lời | nói) [cho] <me> [với | cái | nhé | ạ]"), if: "typed" }, // tổ liên gia là gì ai biết chỉ em với → tổ liên gia
  ],
  // What a question ends with.
  [
    { ...atEnd("[có] [những | các] (gì | nào | cái gì)", PAGE), after: "(sự kiện | hoạt động) #" }, // sự kiện năm 2024 có những gì → sự kiện 2024
    { ...atEnd("có [những | các] (sự kiện | hoạt động) (gì | nào)", PAGE), behind: "phong trào" }, // năm 2023 phong trào ở hải phòng có sự kiện gì → 2023 phong trào hải phòng
    { where: "middle", words: "(những | các | mấy) (nơi | chỗ | phường | xã | mô hình | điểm) [nào] có", after: "bản đồ", asks: PAGE, isToEnd: true }, // bản đồ những nơi có mô hình camera → bản đồ
    { where: "middle", words: "của phong trào", after: "số liệu [thống kê] | thống kê", asks: PAGE, isToEnd: true }, // số liệu thống kê của phong trào ở các quận → số liệu thống kê
    { where: "middle", words: "có phải [là | của]", after: "<page> này", asks: PAGE, isToEnd: true }, // trang này có phải của công an không → trang này
    { where: "middle", words: "có phải [là | của]", behind: "<page> này", asks: PAGE, isToEnd: true }, // trang này của ai có phải của công an không → trang này
    atEnd("[là] [từ | chữ] (nào | gì | j) viết tắt [ra | thành | lại]", MEANING), // ancs là từ nào viết tắt ra → ancs
    atEnd("[là [từ | chữ]] viết tắt ([của | cho] <what> | của | cho)", MEANING), // bcđ là viết tắt của từ gì → bcđ
    atEnd("viết tắt [là (gì | sao) | <how>]", MEANING), // an ninh trật tự viết tắt → an ninh trật tự
    atEnd("[có] [nghĩa] <is> <what>", MEANING), // ra mắt nghĩa là gì → ra mắt
    atEnd("(đăng | đưa tin) [về] [những | cái] (gì | ai | việc gì)", ARTICLE), // báo an ninh hải phòng đăng cái gì → an ninh hải phòng
    atEnd("(nói | viết | quy định | bàn | kể) về [cái | điều | những] (gì | ai | việc gì)"), // nghị quyết 1669 nói về cái gì → nghị quyết 1669
    atEnd("[có] nghĩa (gì | sao | là | là sao | đầy đủ)", MEANING), // antt nghĩa đầy đủ → antt
    atEnd("viết [cho] [đầy] đủ [là gì | <how>]", MEANING), // công an nhân dân viết đầy đủ → công an nhân dân
    atEnd("khác [gì] nhau [[ở] (chỗ nào | đâu) | <how> | gì]", MEANING), // sơ kết với tổng kết khác nhau chỗ nào → sơ kết với tổng kết
    atEnd("<is> (bước | khâu | việc | loại) (nào | gì)", MEANING), // ra mắt mô hình là bước nào → ra mắt
    atEnd("[có | làm | mang lại | đem lại | nhằm | giúp] [được] [những] (<worth> | lợi | ích | kết quả) (gì | nào | <how> | là gì)"), // tổ liên gia có tác dụng gì → tổ liên gia
    atEnd("(ở | trong | của) phong trào [này]"), // mặt trận tổ quốc làm gì trong phong trào → mặt trận tổ quốc
    atEnd("[thì | <me>] [phải | nên | cần | sẽ | có thể] làm [những] (gì | việc gì | sao | <how>)"), // tổ liên gia phải làm gì → tổ liên gia
    atEnd(
      "[thì] [<me>] [phải | nên | cần | có thể | sẽ] (xem | tìm | đọc | tra | lấy | hỏi | vào | tải | liên hệ | gọi | gặp | báo | nhờ | học [tập | theo] | tham khảo | áp dụng | làm theo) [cho | với] [danh sách | mẫu | thông tin | số liệu | tài liệu | thêm] [ở | tại | trong | từ | vào] (đâu | ai | số (nào | mấy | máy nào) | (mục | trang | phần | chỗ | nơi | <thing>) (nào | gì))"
    ), // lập tổ liên gia thì xem mẫu ở đâu → lập tổ liên gia
    atEnd("(để [<me>] <do> | để [<me>] <do> <task> | cho <task>) [[môn] <subject>]"), // số liệu trường sơn để làm bài → số liệu trường sơn
    atEnd("<me> [đang | phải] <do> [<task>] [môn] <subject>"), // tọa độ các phường em làm tin học → tọa độ các phường
    atEnd("[là] [có | mang] số [hiệu] (mấy | bao nhiêu | gì | nào)", OF_LAW), // nghị quyết sáp nhập hải dương số mấy → nghị quyết sáp nhập hải dương
    atEnd("(là | [là] theo [những]) <law> (nào | gì | mấy | số mấy | số bao nhiêu)", OF_LAW), // bỏ cấp huyện theo luật nào → bỏ cấp huyện
    atEnd("[được] lấy (ở | từ) (đâu | nguồn nào) [ra | về]"), // thông tin lấy từ đâu → thông tin
    atEnd("[có] (rộng | lớn | dài) (bao nhiêu | nhiêu | cỡ nào)"), // phường an biên rộng nhiêu → phường an biên
    atEnd("(lúc | khi | hồi) <merged>"), // phường lam sơn có gì lúc nhập → phường lam sơn
    atEnd("[<now>] là bao nhiêu"), // dân số trường sơn hiện nay là bao nhiêu → dân số trường sơn
    atEnd("[có] mấy (cái | chiếc | người | lần | nơi | chỗ)"), // mô hình camera có mấy cái → mô hình camera
    { ...atEnd("cho <me> [xem | nghe | với | biết]"), if: "typed" }, // mở bản đồ cho tôi → bản đồ
    { ...atEnd("[hay] <ask> | [hay] chưa"), behind: "có | đã | được", if: "typed" }, // trường sơn có camera không → trường sơn có camera
    atEnd("là (ai | sao | đâu)"), // thanh loại là sao → thanh loại
    atEnd("[được] [dùng] để [làm] (gì | chi)"), // camera trường sơn để làm gì → camera trường sơn
    atEnd("[có | bắt đầu có] hiệu lực [từ | vào] <what time>"), // nghị quyết 202 có hiệu lực từ ngày nào → nghị quyết 202
    atEnd("[<now>] [có | vẫn | không | ko] còn ((tồn tại | hoạt động | nữa) [<ask>] | <ask>) [hay [là] [đã | bị] (<became> | chia [ra | thành] | tách [ra | thành] | bỏ) [[những | các | mấy] <unit> [nào | gì]] [rồi]]"), // quận lê chân còn không → quận lê chân
    atEnd("[có] (phải | đúng | được) [không | ko | k]"), // huyện an lão không còn đúng không → huyện an lão không còn
    atEnd("[được] (lập | thành lập) từ <when>"), // quận an dương lập từ 1/1/2025 → quận an dương
    atEnd("[được] (lên | lên thành | trở thành | chuyển thành) <unit> [[từ | vào] <when>]", OF_UNIT), // huyện thủy nguyên lên thành phố 2025 → huyện thủy nguyên
    atEnd("[<now>] [là | có] tên [gọi] [cũ | mới] [là] gì"), // phường lạch tray trước đây tên là gì → phường lạch tray
    atEnd(
      "[mới | <now>] [<became> | được lập | [được] thành lập | hình thành] ([bao] gồm [có] | còn [có | lại] | có | là | từ) [những | các | mấy] <thing> [[và | hay | hoặc] <thing>] [[và | hay | hoặc] <thing>] [cũ] (nào | gì) [cũ | trước đây | trước kia | ngày xưa] [tham gia | [sáp] nhập [lại | vào | thành] | (gộp | hợp | ghép) (lại | thành) | hợp thành | mà (thành | ra) | tạo thành]"
    ), // xã an lão gồm những thị trấn, xã nào → xã an lão
    atEnd("[thì] <since then> [được] ([gọi | có tên | mang tên | tên] là | thành | <became>) [gì | đâu | <unit> (nào | gì | j | hay <unit>)] [rồi]", FORMER), // thị trấn trường sơn bây giờ gọi là gì → thị trấn trường sơn
    atEnd("[trước đây | trước kia | ngày xưa | đã | được] [<became>] (quận | huyện | thị xã | thị trấn | tỉnh) (nào | gì)", FORMER), // phường lạch tray thuộc quận nào → phường lạch tray
    atEnd("[<now>] [là] [của | là | <became>] [những | các | mấy] [công an | ca] <unit> (nào | gì | j | chi)"), // thị trấn trường sơn giờ là xã nào → thị trấn trường sơn
    atEnd("[<now>] [<became> | [được] (đặt | lắp | tổ chức | diễn ra | tổng hợp | liệt kê | thống kê | công bố | đăng)] (ở | thuộc | tại | về | vào | là) đâu"), // phuong lach tray nay thuoc dau → phuong lach tray
    atEnd("[<now>] <became> (gì | sao | chi) [rồi]", FORMER), // phường lam sơn đổi tên thành gì rồi → phường lam sơn
    atEnd("[<now>] <became> đâu [rồi]"), // phường an biên h thuộc đâu rồi → phường an biên
    atEnd("[đã | được] (sáp nhập | nhập | đổi tên | đổi | chuyển | chia | tách) (thành | vào | với | về | sang | ra)", FORMER), // huyện thủy nguyên sáp nhập thành → huyện thủy nguyên
    { ...atEnd("[có | đã] (tham gia | tham da) [những | các | mấy] mô hình (gì | nào)") }, // công an lê chân có tham gia những mô hình gì → công an lê chân
    atEnd("[mới | cũ] (rộng | [có] diện tích) [là] (bao nhiêu | mấy) [(cây số | ki lô mét | mét) vuông | km2 | ha | héc ta]", OF_UNIT), // hải phòng mới rộng bao nhiêu km2 → hải phòng
    atEnd("[<now>] [đã | bị | được] (chia | tách) (thành | ra | làm) (mấy | bao nhiêu) <ward>", FORMER), // quận hồng bàng giờ tách thành mấy phường → quận hồng bàng
    { ...atEnd("[đã | bị] bỏ (rồi | đi) [thì]", FORMER), behind: "<unit>" }, // huyện an lão bỏ rồi thì chia thành những xã nào → huyện an lão
    atEnd("[<now>] [được] ([bao] gồm [có] | từ | do | là) (mấy | bao nhiêu) <ward> [cũ] [(nhập | sáp nhập | gộp | ghép | hợp | hợp nhất) [lại | vào | thành] [với nhau]]", TODAY), // xã an lão bây giờ từ mấy xã gộp lại → xã an lão
    atEnd("([bao] gồm [có] | có) [những | các] (gì | ai | nào | cái (gì | nào) | việc (gì | nào))"), // cơ quan đoàn thể gồm những ai → cơ quan đoàn thể
    atEnd("nào <ask>"), // có điểm chữa cháy nào không → có điểm chữa cháy
    atEnd("[là] (do | bởi | của) (ai | <thing> nào) [<does>]"), // camera trường sơn do ai làm → camera trường sơn
    atEnd("[được] (lên | thành | lên thành | trở thành) <unit> [là] [từ | vào] <what time>", FORMER_UNIT), // thủy nguyên lên thành phố ngày nào → thủy nguyên
    atEnd("[có | [được] thành lập | được lập | hình thành | ra đời | [được] (tổ chức | diễn ra) | [bị | được] (xóa [bỏ] | bỏ | giải thể) | (chấm dứt | ngừng) [hoạt động] | kết thúc] [là] [từ | vào] <what time>"), // phường Gia Viên thành lập từ khi nào → phường gia viên
    atEnd("bây giờ | hiện nay", TODAY), // phường an dương hiện nay → phường an dương
    atEnd("trước đây | trước kia | hồi xưa | hồi trước | ngày xưa | ngày sưa", FORMER), // huyện an dương trước đây → huyện an dương
    atEnd("[hoạt động | diễn ra] <how>"), // tổ liên gia hoạt động thế nào → tổ liên gia
  ],
  // What one starts with.
  [
    { ...atStart("(ơ | à | ừ | ờ | ê | này | alo | a lô | dạ | vâng | thưa | [xin] chào | ok google | hey google | hey siri | siri) [<you>] [ơi | ạ]"), if: "typed" }, // ơ tổ liên gia → tổ liên gia
    atStart("[theo <me> [thì]] [<you>] (hãy | hãy cùng) <tell> <some>"), // em hãy nêu một mô hình camera → mô hình camera
    { ...atStart("<tell> <some>"), if: "typed" }, // nêu 3 mô hình camera → mô hình camera
    { ...atStart("(mở | bật | đưa [tôi] (đến | vào)) [giúp | hộ | cho] [<me>]"), if: "typed", notBefore: "rộng | cửa | lớp" }, // mở bản đồ → bản đồ
    { ...atStart("[vào | mở | xem] trang"), if: "typed", notBefore: "này | web | thông tin | chủ | bị | phục | trại" }, // vào trang thống kê → thống kê
    atStart("[<page> này] có (chỗ | mục | phần | trang) nào [để | cho]"), // trang này có chỗ nào tải số liệu → tải số liệu
    atStart("[<me>] [đang | phải] (làm | giải | soạn | có) <task> [về nhà] [[môn] <subject>] [lớp #] [về | là]"), // em đang làm bài tập môn gdcd lớp 8 về tổ liên gia → tổ liên gia
    atStart("<task> [#] [môn] <subject> [lớp #] [là]"), // bài 5 gdcd nêu tác dụng của tổ liên gia → tổ liên gia
    atStart("(thầy | cô | <you>) [giáo | <me>] (bảo | giao | hỏi | yêu cầu) [<me>] [<task>] [tìm hiểu | tìm | nêu | kể] [về | là | rằng]"), // cô giáo bảo em tìm hiểu về tổ liên gia → tổ liên gia
    atStart("[có | không] (ai | bạn nào) [có] biết [là | về]"), // có ai biết tổ liên gia là gì → tổ liên gia
    atStart("([như] thế nào | sao) [thì] [được] (là | gọi là)", MEANING), // thế nào là an ninh trật tự → an ninh trật tự
    atStart("[những] <worth> [[và] <worth>] [chính | hoạt động] của"), // vai trò của tổ liên gia → tổ liên gia
    atStart("[dạ] <you> ơi"), // mọi người ơi cho hỏi mô hình 5 không 3 sạch là của quận nào vậy → mô hình 5 không 3 sạch
    atStart("[làm ơn | vui lòng | xin] (cho | giúp) [<me>] (hỏi | biết | xem | coi | xin) [ngu | nhanh] [chút | ít | tí | xíu] [là | [<matter>] về]"), // cho em hỏi phường cát dài giờ là phường nào vậy ạ → phường cát dài
    atStart("xin hỏi [về]"), // xin hỏi phường lam sơn → phường lam sơn
    { ...atStart("<me> [đang] (cần [tên] | muốn (có | xin | lấy)) [mấy | các | những]"), if: "typed" }, // em cần bảng số liệu → bảng số liệu
    { ...atStart("<me> [người | dân] quê [ở]"), if: "typed" }, // tôi quê quán toan giờ thuộc phường nào → quán toan
    { ...atStart("(nhà | quê) <me> (ở | tận | bên)"), if: "typed" }, // nhà bà ở dư hàng giờ là phường chi → dư hàng
    { ...atStart("[nhà | làng | quê | xóm] <me> (ở | sống [ở])"), before: "<unit>" }, // nhà mình ở phường lam sơn giờ thuộc phường nào → phường lam sơn
    atStart("[<me>] (muốn | cần | đang | định) (tìm | biết | hỏi | xem [lại] | coi [lại] | kiếm | tra | đọc | nghe | lấy | có | gom | tổng hợp) [hiểu | kiếm | cứu | hết] [<matter> về | về | các | những | mấy]"), // em muốn tìm hiểu về tổ liên gia → tổ liên gia
    atStart("[<you>] (tìm | tra | kiếm) (giúp | giùm | hộ | cho | kiếm) [<me>] [<matter> về | về | cái | mấy | những | các]"), // cháu tìm giúp bà cái tổ liên gia → tổ liên gia
    atStart("[<me>] [muốn | cần | phải | đang] [viết | làm | soạn] (bài (tập | thu hoạch | thuyết trình | văn) | báo cáo | thuyết trình | tiểu luận) về"), // em muốn viết báo cáo về tổ liên gia → tổ liên gia
    { ...atStart("(xem | coi | mở) [lại] [các | những | mấy | cái | giúp]"), if: "typed", notBefore: "xét | trang" }, // xem lĩnh vực tự quản → lĩnh vực tự quản
    atStart("gần (nhà <me> | đây | chỗ <me>) [có]"), // gần nhà tôi có điểm chữa cháy nào không → điểm chữa cháy
    atStart("(kể tên | nêu [tên] | liệt kê | [cho | nêu] [một] ví dụ [về] | danh sách) [các | những] | kể (các | những | mấy)"), // kể tên các mô hình phòng cháy ở lê chân → mô hình phòng cháy lê chân
    atStart("ai (là | đã | được | <does>)"), // ai tổ chức ngày hội lạch tray → ngày hội lạch tray
    atStart("[từ] viết tắt [của | cho]", MEANING), // viết tắt của an ninh trật tự → an ninh trật tự
    atStart("(định nghĩa | khái niệm | [ý] nghĩa của | giải (nghĩa | thích)) [của] [từ]", MEANING), // giải nghĩa sơ kết → sơ kết
    atStart("[giúp | hộ] [<me>] (phân biệt | so sánh)", MEANING), // phân biệt sơ kết và tổng kết → sơ kết và tổng kết
    { ...atStart("cách [để]"), notBefore: "mạng | ly | âm | điện | thức" }, // cách đếm mô hình theo điểm → đếm mô hình theo điểm
    atStart("[các | những] bước [để] <does>"), // các bước làm tổ liên gia → tổ liên gia
    atStart("làm (sao | thế nào | cách nào) [để]"), // làm sao để báo tin → báo tin
    atStart("[tìm | đọc | xem] [các | những] (bài báo | bài viết | tin bài | tin tức) [[nói | viết | đăng] về]", ARTICLE), // tin tức về trường sơn → trường sơn
    { ...atStart("[có | tất cả] (các | những | mấy [cái])", LIST), before: "mô hình" }, // các mô hình tự quản → mô hình tự quản
    { ...atStart("[có | tất cả] (các | những)", PAGE), before: "(sự kiện | hoạt động) # $" }, // các sự kiện năm 2023 → sự kiện 2023
    { ...atStart("(tất cả | toàn bộ | hết) [các | những]"), before: "<thing>" }, // tất cả sự kiện → sự kiện
    { ...atStart("kết quả [của] [phong trào] [của | ở | tại]", OF_UNIT), before: "<ward>" }, // kết quả phong trào của quận lê chân năm 2023 → quận lê chân 2023
    { ...atStart("các | những | cái | có (những | các | mấy)"), before: "<thing>" }, // có những mô hình nào ở lạch tray → mô hình lạch tray
    { ...atStart("(các | những | [tất cả] (các | những)) <ward> [[và] <ward>] [mới | cũ] (của | ở | tại | trong | thuộc)", OF_UNIT), if: "typed" }, // các phường xã của hải phòng → hải phòng
    { ...atStart("[tổng] số [lượng]", PAGE), before: "<thing> # $" }, // số sự kiện năm 2024 → sự kiện 2024
    { ...atStart("có (bao nhiêu | mấy)", OF_UNIT), before: "<thing> [phong trào] (ở | của | tại | trong)" }, // có bao nhiêu mô hình ở lê chân → mô hình lê chân
    { ...atStart("[tổng] số [lượng]", OF_UNIT), before: "<thing>" }, // số mô hình của quận lê chân → mô hình của quận lê chân
    { ...atStart("bây giờ | hiện giờ | hiện nay"), before: "<ward>" }, // bây giờ phường an biên ở đâu → phường an biên
    { ...atStart("nguồn", ARTICLE), notBefore: "tin | lực | nước | vốn" }, // nguồn báo hải phòng trường sơn → hải phòng trường sơn
  ],
  // Newspapers.
  [
    atStart("(báo | trang) nào (đưa tin | viết | nói | đăng) [gì] [về]", ARTICLE), // báo nào đưa tin hồng bàng tổng kết → hồng bàng tổng kết
    { ...atStart("báo", ARTICLE), notBefore: "cáo | tin | cháy | động", if: "typed" }, // báo an ninh hải phòng trường sơn → an ninh hải phòng trường sơn
    { ...atStart("bài", ARTICLE), notBefore: "học | tập | bạn | thu", if: "typed" }, // bài đăng về lạch tray → đăng về lạch tray
    { ...atStart("cổng", ARTICLE), before: "tin tức | thông tin" }, // cong thong tin hai phong truong son → thong tin hai phong truong son
  ],
  // How many.
  [
    atEnd("[<now> | mới] [có | [bao] gồm [có] | còn [lại]] [tất cả] (bao nhiêu | mấy) <ward> [[và | với | hay] [bao nhiêu | mấy] <ward>] [[và | với | hay] [bao nhiêu | mấy] <ward>] [mới | cũ] [<when> | <since> | sau <merged> | <now>]", OF_UNIT), // hải phòng có bao nhiêu phường xã → hải phòng
  ],
  [{ where: "middle", words: "[có | [bao] gồm [có]] (bao nhiêu | mấy)", before: "<thing> [mới | cũ] [<when>] $", asks: OF_UNIT }], // quận lê chân có bao nhiêu mô hình → quận lê chân
  [{ where: "middle", words: "[có] nghĩa là gì", asks: MEANING }], // mô hình nghĩa là gì trong phường → mô hình trong phường
  // Within the question.
  [
    anywhere("[có | rộng | lớn | dài] bao nhiêu [(cây số | ki lô mét | mét) vuông | km2 | ha | héc ta]"), // có bao nhiêu vụ cháy ở lê chân → vụ cháy lê chân
    { ...anywhere("[ở | tại] [ngay] <here>"), if: "typed" }, // mô hình camera ở phường em → mô hình camera
    anywhere("(trên | ở | trong | lên) <page> này"), // văn bản trên trang này → văn bản
    anywhere("(ở | tại) [ngay] địa phương [<me>]"), // mô hình camera ở địa phương → mô hình camera
    { where: "middle", words: "(các | những | mấy) <ward> (ở | tại | của | thuộc)" }, // vietnamnet viết về các phường ở an dương → vietnamnet viết về an dương
    anywhere("có phải [là]"), // hải dương có phải hải phòng → hải dương hải phòng
    anywhere("bao giờ | khi nào"), // khi nào hải dương vào hải phòng → hải dương vào hải phòng
    anywhere("(vì | tại) sao [lại] [phải | cần | nên] [có]"), // vì sao tổ liên gia được nhân rộng → tổ liên gia được nhân rộng
    anywhere("ở đâu [có]"), // ở đâu có điểm chữa cháy → điểm chữa cháy
    anywhere("là gì"), // 799 là gì ban chỉ đạo → 799 ban chỉ đạo
  ],
  [
    { where: "middle", words: "nào [(quy định | nói | viết | ghi) [về]] | về", after: "<thing> | <law>" }, // mô hình nào ở lạch tray → mô hình lạch tray
    { where: "middle", words: "[có thể | phải | cần | nên] làm [được] [những] (gì | việc gì) [để | trong | cho | ở | nhằm]" }, // đoàn thanh niên làm gì để giữ trật tự → đoàn thanh niên giữ trật tự
    { where: "middle", words: "bao nhiêu | mấy", before: "<thing>" }, // lê chân ra mắt mấy mô hình camera → lê chân ra mắt mô hình camera
    { where: "middle", words: "của | trong | diễn ra (trong | vào) | vào", after: "sự kiện | hoạt động", before: "# $", asks: PAGE }, // những sự kiện của năm 2023 → sự kiện 2023
    { where: "middle", words: "(viết | nói | đăng | đưa tin) (gì | cái gì | những gì) về", asks: ARTICLE }, // vietnamnet nói gì về an dương → vietnamnet an dương
    { where: "middle", words: "thuộc", before: "<unit>" }, // phường an dương thuộc quận lê chân cũ → phường an dương quận lê chân
    { where: "middle", words: "khác [gì] [với]", asks: MEANING }, // sơ kết khác tổng kết ở chỗ nào → sơ kết tổng kết
  ],
  // What was, and what is today.
  [
    { where: "end", words: "cũ", behind: "<unit>", asks: FORMER, if: "either" }, // quận lê chân cũ → quận lê chân
    { where: "end", words: "mới", behind: "<unit>", asks: TODAY, if: "either" }, // phường an biên mới → phường an biên
    { where: "end", words: "mới nhất | hiện tại", behind: "<unit> | bản đồ" }, // bản đồ phường xã mới nhất → bản đồ phường xã
    { where: "end", words: "<unit> mới", least: 3, asks: TODAY }, // kien hai kien thuy xa moi → kien hai kien thuy
    { where: "middle", words: "cũ [của | thuộc]", behind: "<unit>", asks: FORMER, if: "either" }, // phường lam sơn cũ của quận lê chân → phường lam sơn quận lê chân
    { where: "middle", words: "(hồi | lúc | thời | khi) còn [thuộc | ở | là]", behind: "<unit>", asks: FORMER }, // phường an biên hồi còn thuộc quận lê chân → phường an biên quận lê chân
    { where: "end", words: "<before>", behind: "<unit>", asks: FORMER }, // phường lam sơn trước 2025 → phường lam sơn
    { where: "end", words: "<since>", behind: "<unit>", asks: TODAY }, // xã an lão sau 1/7/2025 → xã an lão
    { where: "middle", words: "trước <merged> (vào | với)", behind: "<unit>", asks: FORMER }, // tỉnh hải dương trước khi nhập vào hải phòng → tỉnh hải dương hải phòng
    { where: "middle", words: "sau <merged> [vào | với]" }, // hải phòng rộng bao nhiêu sau khi nhập hải dương → hải phòng hải dương
    { where: "middle", words: "(ngày xưa | hồi xưa | ngày trước | trước đây | trước kia) [thuộc | ở | là]", behind: "<unit>", asks: FORMER }, // phường an dương ngày xưa thuộc quận lê chân nay là phường nào → phường an dương quận lê chân
  ],
  [{ where: "end", words: "mô hình", asks: MODEL, if: "apart" }], // doan quan le chan mo hinh → doan quan le chan
  [{ where: "middle", words: "ở | tại", if: "between" }], // phường an biên ở hải phòng → phường an biên hải phòng
];

/** Words that only speak, said by themselves: left out where they belong to no word beside them and are typed with their diacritics. */
export const SPEAKING =
  "hãy | thì | mà | gì | nào | sao | đâu | ai | ấy | đấy | kia | vậy | thế | nhỉ | nhé | ạ | ơi | hả | à | ừ | ờ | ơ | cũng | đều | rồi | nữa | mấy | tôi | em | tớ | cháu | hôm | hồi | chút | tí | xíu | giùm | muốn | biết | giữa";
