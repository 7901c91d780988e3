"""What a generated page says of itself to search engines."""

import pytest

from macros.pages.listing import pages
from macros.records import Source, Theme
from tests.by_hand import door, made


def description(**fields) -> str:
    (page,) = [page for page in pages(door(made(Theme, "x", **fields))) if page.record]
    return page.description


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("a" * 160, "a" * 160),
        ("a" * 100 + " " + "b" * 59, "a" * 100 + " " + "b" * 59),
        ("a" * 100 + " " + "b" * 60, "a" * 100 + "…"),
        ("a" * 157 + " bcd", "a" * 157 + "…"),
        ("a" * 158 + " bc", "a" * 158 + "…"),
        ("a" * 200, "a" * 158 + "…"),
        ("**đậm**, *nghiêng*", "đậm, nghiêng"),
    ],
)
def test_a_description_is_cut_at_a_word_within_160_characters(summary, told):
    assert description(summary=summary) == told
    assert len(told) <= 160


def test_what_has_no_summary_is_described_by_its_kind():
    assert description(name="Tự quản") == "Tự quản: lĩnh vực trên trang Trang."
    (page,) = pages(door(made(Source, "x", title="Bài báo")))
    assert page.description == "Bài báo: nguồn trên trang Trang."
