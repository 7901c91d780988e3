"""`manage.py new` from its start to what is to be done next; a model may begin with how another one is done."""

from collections.abc import Callable
from pathlib import Path

from macros.files.yaml_text import Values
from macros.forms.likeness import TAKEN, begun_like
from macros.language.problems import DataError, Problem, shown_path
from macros.language.text import near
from macros.records import Model, Record
from macros.records.fields import fields_of
from macros.staff.asking import Stopped, typed
from macros.staff.interview import Interview


def create(
    kind: type[Record],
    data: Path,
    ask: Callable[[str], str] = typed,
    say: Callable[[str], None] = print,
    like: str | None = None,
) -> int:
    """Ask for a record of `kind`, begun like the model `like` if that is given, write it under `data`, and say what to do next.
    Returns an exit status."""
    interview = Interview(data, ask, say)
    at = "" if data.resolve() == (Path(__file__).parents[2] / "data").resolve() else f" --data {shown_path(data)}"
    if interview.problems:
        say(f"Dữ liệu đang có {len(interview.problems)} lỗi (chạy lệnh check{at} để xem); vẫn tạo được bản ghi mới.")
    try:
        file, answers = interview.make(kind, _begun(interview, like) if like else None)
    except Stopped:
        say("\nĐã dừng; bản ghi đang hỏi dở chưa được ghi.")
        return 1
    mistakes = [problem for problem in interview.problems if problem.file == shown_path(file)]
    for mistake in mistakes:
        say(str(mistake))
    say("Việc tiếp theo:")
    say("  1. Mở tệp ấy, điền thêm các mục còn để sau dấu # nếu có thông tin (bỏ dấu # ở đầu dòng và dấu cách sau nó).")
    say(f"  2. Chạy lệnh check{at} để kiểm tra, rồi lệnh preview{at} để xem thử.")
    if answers.get("draft"):
        say("  3. Khi xong, xóa dòng 'draft: true' để bản ghi lên trang.")
    return 1 if mistakes else 0


def _begun(interview: Interview, like: str) -> Values:
    """What a model begins with that is made after another one. DataError where there is none of that id."""
    known = interview.catalogue.by_id(Model)
    if like not in known:
        todo = f"Ý bạn là '{found}'?" if (found := near(like, known)) else "Mã là tên tệp trong models/, không kèm .yml"
        raise DataError([Problem("new", 0, 0, "", f"không có mô hình mang mã '{like}'", todo)])
    begun = begun_like(known[like])
    taken = ", ".join(
        field.label.lower() for name, field in fields_of(Model).items() if name in TAKEN and name in begun
    )
    interview.say(
        f"Bắt đầu từ mô hình “{known[like].heading}”: đã chép {taken}, không chép nguồn. "
        "Ghi thành bản nháp: sửa lại theo việc nơi mình làm và nguồn của nơi mình."
    )
    return begun
