"""The README's pictures of the main pages: `python -m tests.quality.screenshots` takes them anew from the real site."""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser import ensure_browser
from tests.conftest import BROWSER_ARGUMENTS, ROOT, built
from tests.quality.host import hosted
from tests.quality.kinds import main_pages
from tests.quality.windows import DESK, PHONE

FOLDER = ROOT / "tests/quality/screenshots"
# What of: page, window, colours.
SHOTS = {
    "home": ("home", DESK, "light"),
    "home-phone": ("home", PHONE, "light"),
    "model-phone": ("model", PHONE, "light"),
    "ward-phone": ("ward", PHONE, "dark"),
    "ward": ("ward", DESK, "light"),
    "archive-dark": ("archive", DESK, "dark"),
}


def picture(browser: Browser, address: str, size: dict[str, int], scheme: str) -> bytes:
    """What a reader sees of a page before scrolling, as WebP."""
    options = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce", "locale": "vi-VN"}
    with browser.new_context(**options, service_workers="block") as window:
        page = window.new_page()
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        shot = Image.open(BytesIO(page.screenshot()))
    packed = BytesIO()
    shot.convert("RGB").save(packed, "WEBP", quality=75, method=6)
    return packed.getvalue()


def main() -> int:
    """Write the pictures in the place of the last ones."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = built(ROOT / "data", Path(folder, "site"))
        with (
            hosted(site) as origin,
            playwright.chromium.launch(executable_path=ensure_browser(), args=BROWSER_ARGUMENTS) as browser,
        ):
            pages = main_pages(site)
            for name, (kind, size, scheme) in SHOTS.items():
                taken = picture(browser, f"{origin}/{pages[kind]}", size, scheme)
                (FOLDER / f"{name}.webp").write_bytes(taken)
                print(f"{name:16}{len(taken) / 1000:6.1f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
