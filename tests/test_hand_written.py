"""Pages written by hand: what is wrong in them, or in the menu, is told by the check as by a build, which then changes nothing."""

import errno
import os
import shutil
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.language.privacy import private_in
from macros.mistakes import _gather
from macros.publish import by_hand
from tests.conftest import SAMPLE, build
from tests.html_pages import pages_of
from tests.ready import run
from tests.trees import assert_refused

BAD_CALLS = {
    "{{ khong_co() }}": "không có macro hay tên 'khong_co'.",
    '{{ evnt_list() }}': "không có macro hay tên 'evnt_list'. Xem trang hướng dẫn macro. (Có phải 'event_list'?)",
    '{{ link("models") }}': "link thiếu tham số 'record_id'. ",
    '{{ cite() }}': "cite thiếu tham số 'sources'. ",
    '{{ link("models", "ngo-tu-quan", folder="models") }}': "link có tham số thừa, hoặc ghi hai lần. ",
    '{{ model_list(limit="2") }}': "tham số 'limit' của model_list phải là số, không có dấu nháy. ",
    '{{ model_list(limit=0) }}': "limit phải từ 1 trở lên. ",
    '{{ event_list(coming="true") }}': "tham số 'coming' của event_list phải là true hoặc false, không có dấu nháy. ",
    '{{ show(home) }}': "tham số 'template' của show phải là chữ trong dấu nháy. ",
    '{{ show("models") }}': "không có mẫu trang 'models'. ",
    '{{ year_page(1999) }}': "không có trang mà year_page gọi tới. ",
    "{{ count }}": "tên macro 'count' viết thiếu ngoặc tròn. ",
    "{{ none }}": "giá trị này không phải chữ hay số để hiện ra. ",
    "{{ }}": "giữa hai dấu ngoặc nhọn không có gì. ",
    '{{ link("models", "x" ': "lời gọi macro mở ra mà chưa đóng. ",
    '{{ link("models", x y) }}': "lời gọi macro viết sai dấu nháy, dấu phẩy hoặc dấu ngoặc. ",
    '{{ link("models", "ngo-tu-quanh") }}': "không có mô hình mang mã 'ngo-tu-quanh'. Sửa trong lời gọi macro. (Có phải 'ngo-tu-quan'?)",
    '{{ event_list(uni="phuong-hoa") }}': "event_list không có tham số 'uni'. Sửa trong lời gọi macro. (Có phải 'unit'?)",
    '{{ count("modles") }}': "không có loại bản ghi 'modles'. Sửa trong lời gọi macro. (Có phải 'models'?)",
    '{{ show("hom") }}': "không có mẫu trang 'hom'. Sửa trong lời gọi macro. (Có phải 'home'?)",
    "{% if %}": "giữa hai dấu ngoặc nhọn không có gì. ",
    "{{ 1 / 0 }}": "lời gọi macro bị lỗi: division by zero.",
    '## {{ show("years") }}': "lời gọi macro ở chỗ không đặt được cả khối nội dung. ",
    'Lệnh `{{ show("years") }}`': "lời gọi macro ở chỗ không đặt được cả khối nội dung. ",
    '!!! note\n    **{{ show("years") }}**': "lời gọi macro ở chỗ không đặt được cả khối nội dung. ",
    "![](huong-dan/anh/ban-lam-viec.webp)": "ảnh 'ban-lam-viec.webp' chưa có lời tả. ",
    "![Lễ](anh/khong-co.webp)": "không có ảnh 'khong-co.webp'. ",
    "<IMG alt=Lễ src='anh/khong-co.webp'>": "không có ảnh 'khong-co.webp'. ",
    "![Lễ](https://vi-du.example/a.webp)": "ảnh 'https://vi-du.example/a.webp' ở nơi khác. ",
}  # fmt: skip
BAD_LINKS = {
    "[x](khong-co.md)": "liên kết 'khong-co.md' dẫn tới địa chỉ không có trong trang.",
    "[x](index.md#khong-co)": "liên kết '../#khong-co' dẫn tới chỗ '#khong-co' không có trên trang /.",
    "[x](mo-hinh/ngo-tu-quan.md#khong-co)": "liên kết '../mo-hinh/ngo-tu-quan/#khong-co' dẫn tới chỗ '#khong-co' không có trên trang /mo-hinh/ngo-tu-quan/.",
    "<p id='x'>a</p> <p id='x'>b</p>": "mã 'x' (thuộc tính id) có ở nhiều chỗ.",
}  # fmt: skip
ABSOLUTE = "[x](/mo-hinh/)"


def write_pages(project: Path, texts: Iterable[str]) -> dict[str, str]:
    """Write a page for each text; return the page that each stands on."""
    pages = {text: f"thu-{number}" for number, text in enumerate(texts)}
    for (text, name), end in zip(pages.items(), cycle(["---", "..."])):
        (project / f"docs/{name}.md").write_text(f"---\ntitle: Thử\n{end}\n\n# Thử\n\n{text}\n", encoding="utf-8")
    name_in_menu(project, *pages.values())
    return pages


def name_in_menu(project: Path, *names: str) -> None:
    menu = "".join(f"  - Trang {name}: {name}.md\n" for name in names)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("nav:\n", f"nav:\n{menu}"), encoding="utf-8")


def check(project: Path) -> tuple[int, str]:
    """What the check says of the sample site with the pages of a project, and its exit status."""
    done = run("check", "--data", SAMPLE, top=project)
    return done.returncode, done.stdout + done.stderr


def test_of_a_full_disk_no_page_is_blamed():
    page = SimpleNamespace(meta={}, file=SimpleNamespace(abs_src_path=None, src_uri="a.md"))
    told = _gather(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "", page)
    assert "đĩa đã đầy. Xem lại ổ đĩa" in told


def test_all_calls_that_fail_are_told_at_once_and_change_nothing(project, last, mini_site):
    pages = write_pages(project, BAD_CALLS)
    told = [
        f"docs/{page}.md:{8 if text[0] == '!' and text[1] == '!' else 7}:1: {BAD_CALLS[text]}"
        for text, page in pages.items()
    ]
    assert_refused(
        build(SAMPLE, last, top=project), last, mini_site, *told, f"Có {len(told)} lỗi trong {len(told)} tệp."
    )
    status, said = check(project)
    assert (status, [text for text in told if text not in said]) == (1, [])


def test_all_links_that_fail_are_told_at_once_and_change_nothing(project, last, mini_site):
    pages = write_pages(project, [*BAD_LINKS, ABSOLUTE])
    told = [f"docs/{page}.md: trang /{page}/: {BAD_LINKS[text]}" for text, page in pages.items() if text != ABSOLUTE]
    absolute = f"WARNING -  docs/{pages[ABSOLUTE]}.md: liên kết '/mo-hinh/' bắt đầu bằng dấu /"
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, *told, absolute)
    status, said = check(project)
    assert (status, [text for text in (*told, absolute) if text not in said]) == (1, [])


def test_what_mkdocs_would_warn_of_is_told_by_the_check_too(project):
    (project / "docs/quen.md").write_text("# Quên\n", encoding="utf-8")
    name_in_menu(project, "khong-co")
    status, said = check(project)
    assert status == 1
    assert "Trang chưa có trong mục nav của mkdocs.yml:\n  - quen.md" in said.replace("\n    - ", "\n  - "), said
    assert "Mục nav của mkdocs.yml dẫn tới trang không có: 'khong-co.md'" in said
    assert "Trong các trang tự soạn còn 2 chỗ phải sửa" in said


BAD_SETTINGS = {
    "nav: [": "mkdocs.yml:18:1: không đúng cách viết YAML.",
    "nav: 5\nkhac:": "mkdocs.yml: có mục viết sai, nêu ở các dòng ERROR trên.",
    "nav: \udcff": "mkdocs.yml:17:1: tệp không ở bảng mã UTF-8",
}


@pytest.mark.parametrize("written", BAD_SETTINGS)
def test_a_menu_that_cannot_be_understood_is_told_and_changes_nothing(written, project, last, mini_site):
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("\nnav:", f"\n{written}")
    settings.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, BAD_SETTINGS[written])
    status, said = check(project)
    assert (status, BAD_SETTINGS[written] in said, "Traceback" in said) == (1, True, False)


def test_links_of_pages_that_lead_somewhere_pass_the_check(project):
    write_pages(project, ["[a](index.md), [b](mo-hinh/ngo-tu-quan.md), [c](mo-hinh/ngo-tu-quan.md#ket-qua), [d](#thu)"])
    assert check(project)[0] == 0


def test_a_page_is_looked_through_again_only_when_it_changes_or_something_is_wrong_in_it(tmp_path, monkeypatch):
    page, looked = tmp_path / "trang.md", []
    monkeypatch.setattr(by_hand, "private_in", lambda text: looked.append(text) or private_in(text))

    def faults(text):
        page.write_text(text, encoding="utf-8")
        looked.clear()
        return len(by_hand.faults_in([page], tmp_path / "stores")), bool(looked)

    sound, private = "# Thử\n", "# Thử\n\nGọi 0912 345 678.\n"
    assert [faults(text) for text in (sound, sound, private, private, sound)] == [
        (0, True),
        (0, False),
        (1, True),
        (1, True),
        (0, True),
    ]
    monkeypatch.setattr(by_hand, "this_year", lambda: 2999)
    assert faults(sound) == (0, True)


HEADS = {
    "Hotline: 113\nXin chào\n": ":1:1: dòng đầu 'Hotline: 113' bị hiểu là thông tin về trang, sẽ không hiện",
    "---\ntitle: a: b\n---\n\n# Thử\n": ":2:1: phần đầu trang, giữa hai dòng ---, không đúng cách viết YAML",
    "---\nmột dòng\n---\n\n# Thử\n": ":1:1: phần đầu trang, giữa hai dòng ---, không có mục nào",
    "---\nsearched_as: liên hệ\n---\n\n# Thử\n": ":1:1: searched_as: phải là danh sách",
    "---\ndescription: Gọi 0912 345 678\n---\n\n# Thử\n": ":1:1: có số điện thoại di động: 091• ••• •78",
    "# Thử\n\nGọi 0912 345 678.\n": ":3:1: có số điện thoại di động: 091• ••• •78",
    "# Thử\n\nThường trú tại thôn Núi,\nsố nhà 7.\n": ":3:1: có địa chỉ nhà của một người",
    "# Thử\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> kia\n": ":7:1: hai người cùng sửa tệp này",
    "# Thử\n\nPhường\u202eHoa\n": ":3:7: ",
    "# Thử\n\nPh\ufffdường Hoa\n": ":3:3: ",
    "---\r\ntitle: a: b\r\n---\r\n\r\n# Thử\r\n": ":2:1: phần đầu trang",
    "---\nprivacy: x\n---\n\n# Thử\n": ":1:1: privacy: mỗi câu trả lời cần có text và reason",
}


def test_a_page_that_is_not_read_as_meant_or_tells_of_a_person_is_refused(project, last, mini_site):
    told = []
    for number, (text, expected) in enumerate(HEADS.items()):
        (project / f"docs/thu-{number}.md").write_bytes(text.encode())
        told.append(f"docs/thu-{number}.md{expected}")
    (project / "docs/cu.md").write_bytes("# Thử\n\nXã Núi".encode("utf-16"))
    (project / "docs/anh-0912345678.txt").write_text("", encoding="utf-8")
    told += [
        "docs/cu.md:1:1: tệp không ở bảng mã UTF-8",
        "docs/anh-0912345678.txt: tên tệp có số điện thoại di động: 091•••••78",
    ]
    assert_refused(build(SAMPLE, last, top=project), last, mini_site, *told)
    status, said = check(project)
    assert (status, [text for text in told if text not in said]) == (1, [])


def test_an_editor_answers_for_a_page_in_its_head(project):
    page = project / "docs/gioi-thieu.md"
    page.write_text(
        "# Thử\n\nông Mẫu kể.\n\n## Trình duyệt {: #trinh-duyet }\n\n## Bằng chứng {: #bang-chung }\n", encoding="utf-8"
    )
    status, said = check(project)
    assert status == 0
    assert "docs/gioi-thieu.md:3:1: có thể là tên người không kèm chức vụ: ông Mẫu." in said
    page.write_text(
        "---\nprivacy:\n  - text: ông Mẫu\n    reason: Đã đồng ý.\n---\n\n" + page.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    assert "ông Mẫu" not in check(project)[1]
    page.write_text(page.read_text(encoding="utf-8").replace("ông Mẫu kể", "Người dân kể"), encoding="utf-8")
    assert "câu trả lời 'ông Mẫu' không còn ứng với chỗ nào cần hỏi" in check(project)[1]


def test_a_record_in_the_heading_of_a_hand_written_page_stays_text(project, tmp_path):
    """Where the menu gives no title, Material makes it of the heading, and takes the escapes off on the way."""
    data = Path(shutil.copytree(SAMPLE, project / "data"))
    model = data / "models/camera-nui.yml"
    name = "</title><script>window.pwned=1</script>"
    model.write_text(model.read_text(encoding="utf-8").replace("Camera xã Núi", name), encoding="utf-8")
    (project / "docs/gioi-thieu.md").write_text(
        '# Xem {{ link("models", "camera-nui") }}\n\n## Trình duyệt {: #trinh-duyet }\n\n## Bằng chứng {: #bang-chung }\n',
        encoding="utf-8",
    )
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Giới thiệu: ", ""), encoding="utf-8")
    assert build(data, tmp_path / "site", top=project).returncode == 0
    page = pages_of(tmp_path / "site")["/gioi-thieu/"]
    assert "<script>window" not in page.html
    assert page.text("h1") == f"Xem {name}"
    assert page.text("title").startswith(f"Xem {name}")
