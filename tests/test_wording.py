"""Wording that an official page does not use. Where one of these stands, the better one is told; quotations keep their words."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_VERBS = "kể|nói|hỏi|báo|hiện|liệt kê|nêu|đoán|chặn|nhắc|viết|đọc|hiểu|tải|ghi|bỏ|đếm|cho|xem|gợi ý|không|chưa|tự|kiểm tra|gặp"
_LAWS = "Luật|Nghị quyết|nghị quyết|Nghị định|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Đề án|Chương trình phối hợp|[Pp]hương án|[Vv]ăn bản"

# Pattern → what to write, and why.
WORN = {
    r"[Nn]ơi (tổ chức|chủ trì|tham gia|phụ trách)\b": "Đơn vị …: who does something is no place",
    r"[Nn]ơi (ban hành|ghi nhận)\b": "Cơ quan …: an authority issues and recognises",
    r"Nơi có mô hình\.": "Thực hiện mô hình: who takes part does something",
    r"\b[Tt]rang này\b": "Trang thông tin này; one page of it only in the phrases of PAGE",
    r"(?<!iện )\b[Nn]ay và trước\b": "hiện nay và trước đây",
    r"(?<!Các )\bNguồn (nêu|nói) khác nhau|[Nn]guồn khác nhau|nguồn nói khác": "Các nguồn nêu khác nhau; of one source: Nguồn ghi chưa rõ",
    r"\bBài viết (\d|chung|không|là\b)|\bBài (viết|ghi) “": "Bài báo ghi “…”: bài viết is a text, not its author",
    r"\b[Ii]n là\b": "Bài báo in",
    r"\bdồn (người|của|sức)\b": "tập trung nguồn lực con người, vật chất",
    r"\bnộp lại\b": "giao nộp",
    r"\bdựa vào sức\b": "phát huy sức mạnh",
    r"\bViệc năm \d|\bHướng tới\b|\bHướng của\b": "Nhiệm vụ năm …, Phương hướng",
    r"\blọt vào\b": "xâm nhập",
    r"\b[Cc]hỉ biết qua\b": "Thông tin chỉ có ở chú thích ảnh",
    r"Cán bộ dự\b": "Cán bộ tham dự",
    r"[Nn]gười tặng\b": "Cơ quan, người khen thưởng: most are agencies",
    r"cấp thành phố, tỉnh": "cấp tỉnh, thành phố: the order of the law on local government",
    r"[Ll]ễ, tết": "lễ, Tết: a name",
    r"[Kk]hông đọc (được )?toàn văn": "Chưa tra cứu được toàn văn",
    rf"\b({_LAWS}) \d+/": "… số 1669/…: the form of Decree 30/2020/NĐ-CP",
    r"(?<!số )(?<!number: )(?<!Law )\b\d+/\d{4}/QH\d": "… số 72/2025/QH15: the same",
    r"[Nn]guồn tin Atom|[Dd]õi bằng Atom": "Bản tin cập nhật (Atom)",
    r"\b[Mm]ời (sang|tìm|xem|chọn|vào|đọc)\b": "xem tại; Có thể …: no invitation",
    r"Theo máy\b": "Theo thiết bị",
    r"Tìm gì\b": "Từ khóa",
    r">Liên quan<": "Mức độ liên quan",
    r"[Tt]rang viết tay": "trang tự soạn",
    rf"\b(?<!bằng )[Mm]áy (?!chủ|tìm|tính)({_VERBS})\b": "chương trình liệt kê, báo, hỏi…: a machine does not speak",
    r"(?<!\|)\bnghi can\b(?!\|)": "người bị tình nghi, bị can, bị cáo: the words of the Criminal Procedure Code",
    r"(?<!\|)\bngười bị hại\b(?!\|)": "bị hại: the same",
    r"không còn vào\b": "không còn tồn tại vào ngày",
    r"\bchữ Việt\b|\bchữ (sẽ|đã) hỏng|\bsẽ hỏng\b": "chữ tiếng Việt sẽ bị lỗi",
    r"Đã thôi\b|để thôi\b": "Đã dừng, để dừng",
    r"\b(Nay|ấy nay) thuộc\b|\bnơi nay\b|\bxã nay ở\b|\b(tên|đơn vị) nay[.,]|\bbiết nay là\b": "hiện nay",
    r"\bGần đây, tính\b": "Đơn vị gần nhất: gần đây is recently",
    r"\b([Bb]ài báo|[Nn]guồn|Hai bài|sẽ|tự|chỉ|được|`check`|nhưng) kể (?!cả\b|từ\b)|\bkể (mọi|trong|bốn|hai nơi)\b|^Kể mô": "nêu, liệt kê, tính vào",
    r"\b(Windows|nó|và) nói (không|việc)\b": "báo",
    r"[Bb]ên kia của": "Bên liên kết với …",
    r"tính đến bài báo": "theo bài báo ngày …",
    r"chỉ cộng được": "work on the map: not for the reader",
    r"\bcủa dự án gọi": "the same: of the project, not of the site",
    r"\bPhòng chống tội phạm, tệ nạn\b|\bPhòng cháy chữa cháy\b": "Phòng, chống …; Phòng cháy, chữa cháy: the names in the laws",
    r"\}\}%": "a space before %, as everywhere",
}
PAGE = re.compile(
    "Trong trang này|[Kk]hông có trang này|mở trang này bằng|trang này, trang web này|Trang này (?:đã chuyển|đã được gỡ|chưa được xem|dành cho người viết|ghi những gì thuộc địa giới)|(?:đường dẫn từ|ví dụ của) trang này"
)
"""Where one page is meant and not the whole."""
QUOTATION = re.compile("“[^”]*”")
FOLDERS = {
    "macros": ("*.py", "*.jinja"),
    "overrides": ("*.html", "*.xml"),
    "docs": ("*.md", "*.yml", "*.js", "*.json"),
    "data": ("*.yml",),
}
LEFT_OUT = {"docs/developers", "docs/assets/search/phrases.js"}
"""For developers, in English; how readers ask."""


def files():
    yield from (ROOT / name for name in ("mkdocs.yml", "manage.py"))
    for folder, endings in FOLDERS.items():
        for ending in endings:
            for file in sorted((ROOT / folder).rglob(ending)):
                if not LEFT_OUT & {one.relative_to(ROOT).as_posix() for one in (file, file.parent)}:
                    yield file


def lines(file: Path):
    """The lines that people may read, with their numbers: of Python, the texts in it."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        return [(n.lineno, n.value) for n in nodes]
    return list(enumerate(text.splitlines(), start=1))


def worn(text: str) -> list[tuple[str, str]]:
    """What is worn in a text, and what is better; what stands in a quotation is the words of others."""
    told = PAGE.sub("", QUOTATION.sub("“”", text))
    return [(found[0], better) for shape, better in WORN.items() if (found := re.search(shape, told))]


@pytest.mark.parametrize("folder", [".", *FOLDERS])
def test_no_worn_wording_stands_in_labels_templates_guide_and_data(folder):
    faults = [
        f"{file.relative_to(ROOT).as_posix()}:{number}: {found!r}. {better}"
        for file in files()
        if (file.relative_to(ROOT).parts[0] if file.parent != ROOT else ".") == folder
        for number, line in lines(file)
        for found, better in worn(line)
    ]
    assert faults == []


@pytest.mark.parametrize(
    "text",
    [
        "Nơi tổ chức",
        "Tất cả đơn vị hành chính, nay và trước",
        "Trang này tập hợp thông tin từ báo chí",
        "Bài viết “hơn 4,1 nghìn tin”.",
        "Bài viết 15/15 phường.",
        "theo Nghị quyết 1669/NQ-UBTVQH15",
        "Luật Tổ chức chính quyền địa phương 72/2025/QH15",
        "thì máy kể lỗi",
        "Phường Cũ không còn vào 1/7/2025",
        "<p>Nay thuộc:</p>",
        "Địa bàn ấy nay thuộc Phường Mẫu",
        "Hai bài báo kể bốn tên",
        "chương trình sẽ kể tên và dừng",
        "khoảng {{ much | int }}% diện tích",
    ],
)
def test_worn_wording_is_found(text):
    assert worn(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bài báo dùng chữ “dựa vào sức dân”.",
        "Trang này đã chuyển tới",
        "Tất cả đơn vị hành chính, hiện nay và trước đây",
        "chép lên máy chủ web, máy tìm kiếm đọc được",
        "Nghị quyết số 1669/NQ-UBTVQH15, Luật số 91/2025/QH15, Đề án 06",
        "Các nguồn nêu khác nhau: nơi đăng",
        "phát huy sức mạnh toàn dân; tố giác tội phạm",
        "Hiện nay thuộc Phường Mẫu, kể cả các đơn vị cũ; kể từ ngày 1/7/2025",
    ],
)
def test_good_wording_and_quotations_pass(text):
    assert worn(text) == []
