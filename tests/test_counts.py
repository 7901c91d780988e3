"""One rule for what is counted among models, on every page: neither what no source calls one nor what is only planned."""

import re
import shutil
from html import unescape

import pytest

from tests.conftest import SAMPLE, built
from tests.html_pages import pages_of

NUMBER = re.compile(r"(?<![\d.,])(\d[\d.]*) mô hình(?! mới dự kiến)|(Mô hình(?: dựa vào nguồn này)?) \((\d[\d.]*)\)")
PLANNED = """\
name: Sẽ làm
themes: camera
units: [xa-nui-sen-2025, thi-tran-cho-sen-2025]
partners:
  - organisation: cong-an-quan-hoa
    brings: Nêu mô hình.
life:
  - stage: planned
    date: 2024-05-01
sources: bai-hai
posted: 2025-01-01
"""
CALLED = """\
name: Tổ nào đó
called: tổ
themes: camera
units: [xa-nui-sen-2025, thi-tran-cho-sen-2025]
since: 2023
sources: bai-hai
posted: 2025-01-01
"""


def counts(page):
    """Every number of models that a page says, and the cells of the tables of numbers."""
    text = " ".join(unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page.html, flags=re.DOTALL)).split())
    text = re.sub(r"Không tính vào số mô hình:.*?\.", "", text)
    cells = re.findall(r'<td class="value">(.*?)</td>', page.html) if page.address == "/thong-ke/" else []
    return [found for found in NUMBER.findall(text)] + cells


@pytest.mark.parametrize("more", [PLANNED, CALLED], ids=["planned", "called otherwise"])
def test_what_is_no_model_at_work_changes_no_number_on_any_page(more, mini_site, tmp_path):
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    (data / "models/khong-dem.yml").write_text(more, encoding="utf-8")
    before = {page.address: counts(page) for page in pages_of(mini_site).values()}
    after = {page.address: counts(page) for page in pages_of(built(data, tmp_path / "site")).values()}
    assert "/mo-hinh/khong-dem/" in after
    for address, found in after.items():
        if not address.startswith(("/du-lieu/", "/huong-dan/")):  # that counts rows, and says so
            assert found == before.get(address, []), address
    assert sum(map(len, before.values())) > 30
