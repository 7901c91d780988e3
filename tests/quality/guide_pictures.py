"""The editor's guide's pictures of the desk: `python -m tests.quality.guide_pictures` takes them anew, over the miniature site."""

import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser import ensure_browser
from tests.conftest import BROWSER_ARGUMENTS, ROOT
from tests.desk import at_any_port, copy_of_the_site

FOLDER = ROOT / "docs/huong-dan/anh"
WINDOW = {"width": 1000, "height": 640}


def first_page(page: Page, top: str) -> None:
    page.get_by_text("Dữ liệu không có lỗi.").wait_for()


def event(page: Page, top: str) -> None:
    page.goto(f"{top}events/nam-2023-ra-mat")
    page.frame_locator("iframe:not([hidden])").get_by_role("heading").first.wait_for()
    page.wait_for_timeout(1500)  # until the page beside the form stands still


def problem(page: Page, top: str) -> None:
    page.goto(f"{top}events/+")
    page.get_by_label("Tên sự kiện").fill("Lễ ra mắt mô hình mẫu")
    page.get_by_label("Ngày", exact=False).first.fill("31/2/2024")
    page.get_by_role("button", name="Đăng").click()
    page.locator(".summary").wait_for()
    page.get_by_label("Ngày", exact=False).first.evaluate("one => one.scrollIntoView({ block: 'center' })")


def new_site(page: Page, top: str) -> None:
    page.get_by_label("Địa bàn", exact=False).first.fill("Tỉnh Mẫu")
    page.get_by_role("heading", name="Về trang").evaluate(
        "one => one.scrollIntoView()"
    )  # the folder's path stands above


SHOTS: dict[str, Callable[[Page, str], None]] = {
    "ban-lam-viec": first_page,
    "su-kien-moi": event,
    "cho-sai": problem,
    "trang-moi": new_site,
}


def picture(page: Page) -> bytes:
    """What stands in the window, as WebP."""
    page.evaluate("document.fonts.ready")
    packed = BytesIO()
    Image.open(BytesIO(page.screenshot())).convert("RGB").save(packed, "WEBP", quality=70, method=6)
    return packed.getvalue()


def main() -> int:
    """Write the pictures in the place of the last ones."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=ensure_browser(), args=BROWSER_ARGUMENTS) as browser,
    ):
        for name, prepare in SHOTS.items():
            top = Path(folder, name)
            data = top / "du-lieu-mau" if prepare is new_site else copy_of_the_site(top)
            with at_any_port(data) as server, browser.new_context(viewport=WINDOW, locale="vi-VN") as window:
                page = window.new_page()
                page.goto(server.start)
                prepare(page, server.start.partition("?")[0])
                taken = picture(page)
            (FOLDER / f"{name}.webp").write_bytes(taken)
            print(f"{name:16}{len(taken) / 1000:6.1f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
