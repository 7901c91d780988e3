"""What Markdown would print as it was typed, or leave out, is told of pages written by hand; what it reads is not."""

import pytest

from macros.publish.misread import misread

WRONG = {
    "Câu[^a].": [(1, "chú thích [^a] không có lời")],
    "Câu.\n\n[^a]: Thừa.": [(3, "lời chú thích [^a] không có chỗ nào dẫn tới")],
    "a[^1]\n\n[^1]: Một.\n[^1]: Hai.": [(n, "chú thích [^1] có nhiều lời, chỉ một lời hiện ra") for n in (3, 4)],
    '!!! note "Chưa đóng\n    a': [(1, "khung lưu ý viết chưa đúng, sẽ hiện nguyên như chữ")],
    "!!! note\nKhông thụt.": [(1, "khung lưu ý không có gì bên trong")],
    "- a\n\n    ??? tip\n    b": [(3, "khung lưu ý không có gì bên trong")],
    "|a|b|\n|1|2|\n|3|4|": [(1, "bảng viết chưa đúng, sẽ hiện nguyên như chữ")],
    "Chữ\n|a|b|\n|-|-|\n|1|2|": [(2, "bảng viết chưa đúng, sẽ hiện nguyên như chữ")],
    "|a|b|\n|-|-|\n|1|2|3|\n|1|": [(3, "dòng này của bảng có nhiều ô hơn đầu bảng, ô thừa sẽ mất")],
    "- a\n\n    |a|b|\n    |1|2|": [(3, "bảng viết chưa đúng, sẽ hiện nguyên như chữ")],
}


@pytest.mark.parametrize("text", WRONG)
def test_what_would_be_printed_as_it_is_or_lost_is_told_with_its_line(text):
    assert [(line, what) for line, what, _ in misread(text)] == WRONG[text]


@pytest.mark.parametrize(
    "text",
    [
        "a[^1] và lại[^1]\n\n[^1]: Lời.\n\n    Đoạn hai của lời.",
        '!!! note ""\n    a\n\n!!!tip\n\n    b\n\n???+ warning to "Đầu đề"\n    - c\n\n        !!! note\n            d',
        "| a | b |\n|:--|--:|\n| `x|y` | {{ link('models', 'x') | upper }} |\n| a \\| b | |",
        "a | b\n--|--\n1 | 2",
        "|a|\n|-|\n{% for x in y %}\n|{{ x }}|\n{% endfor %}",
        "```\n!!! note\n|a|b|\n[^1]\n```\n\n`[^1]`\n\n    !!! note\n    |a|",
        "{% raw %}\n!!! note\n[^1]\n{% endraw %}",
        "- a\n\n    |a|b|\n    |-|-|\n    |1|2|",
    ],
)
def test_what_is_read_as_meant_is_not(text):
    assert list(misread(text)) == []
