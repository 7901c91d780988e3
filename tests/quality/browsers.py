"""The main walk in the browsers people have: `python -m tests.quality.browsers`, or with some of their names.

Firefox and WebKitGTK (which Safari is akin to) come from the machine, from its package manager, or from what Playwright
downloaded; the old Chromiums from npm packages. One that can't be had is said and passed over; a walk that fails fails the run.
"""

import gc
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from glob import glob
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.browser import ensure_browser, installed_packages
from tests.conftest import BROWSER_ARGUMENTS, ROOT, URL, built
from tests.quality.hands import PATIENCE, Hand, MarionetteHand, PlaywrightHand, WebDriverHand
from tests.quality.host import host
from tests.quality.kinds import main_pages
from tests.quality.tools import HERE, ensure_tools, node
from tests.quality.walk import READS, WORKS, Walk, taken

OLD = HERE / "old"
SHOTS = (("home", (390, 844)), ("model", (390, 844)), ("home", (1280, 800)), ("model", (1280, 800)))
UNPACK = """
    const [packed, to] = process.argv.slice(1);
    const { readFileSync, writeFileSync } = require("fs");
    writeFileSync(to, require("zlib").brotliDecompressSync(readFileSync(packed)), { mode: 0o755 });
"""
MINIBROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class Missing(Exception):
    """A browser that can't be had here, and why."""


@contextmanager
def chromium(playwright: Playwright, executable: str) -> Iterator[tuple[str, Hand]]:
    with (
        playwright.chromium.launch(executable_path=executable, args=BROWSER_ARGUMENTS) as browser,
        browser.new_context() as window,
    ):
        yield f"Chromium {browser.version}", PlaywrightHand(window.new_page())


@contextmanager
def downloaded(kind) -> Iterator[tuple[str, Hand]]:
    """Playwright's own Firefox or WebKit."""
    with kind.launch() as browser, browser.new_context() as window:
        yield f"{kind.name} {browser.version}", PlaywrightHand(window.new_page())


def current(playwright: Playwright):
    """The current Chromium."""
    return chromium(playwright, ensure_browser())


def old_chromium(package: str) -> Callable:
    def start(playwright: Playwright):
        if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
            raise Missing("it is there for Linux on x86-64 only")
        try:
            ensure_tools(OLD)
        except RuntimeError as error:
            raise Missing(str(error)) from error
        folder = OLD / "node_modules" / package / "bin"
        executable = folder / "chromium"
        if not executable.is_file():
            done = node("-e", UNPACK, str(folder / "chromium.br"), str(executable))
            if done.returncode:
                raise Missing(done.stderr)
        return chromium(playwright, str(executable))

    return start


def firefox(playwright: Playwright):
    if os.path.isfile(playwright.firefox.executable_path):
        return downloaded(playwright.firefox)
    executable = installed_packages(["firefox-esr"], lambda: shutil.which("firefox-esr") or shutil.which("firefox"))
    if not executable:
        raise Missing("no Firefox on this machine, and none could be installed")
    return installed_firefox(executable)


@contextmanager
def installed_firefox(executable: str) -> Iterator[tuple[str, Hand]]:
    from marionette_driver.marionette import Marionette
    from mozlog.structuredlog import StructuredLogger, set_default_logger

    set_default_logger(StructuredLogger("firefox"))  # which nothing listens to
    with tempfile.TemporaryDirectory() as folder:
        driver = Marionette(bin=executable, headless=True, workspace=folder, gecko_log=os.path.join(folder, "log"))
        try:
            capabilities = driver.start_session()
            yield f"Firefox {capabilities['browserVersion']}", MarionetteHand(driver)
        finally:
            driver.cleanup()
            driver.instance = None
            gc.collect()  # its profile would be taken away as Python ends, when that fails


def webkit(playwright: Playwright):
    if os.path.isfile(playwright.webkit.executable_path):
        return downloaded(playwright.webkit)

    def find():
        found = [shutil.which("WebKitWebDriver"), *sorted(glob(MINIBROWSERS))[-1:], shutil.which("Xvfb")]
        return found if len(found) == 3 and all(found) else None

    programs = installed_packages(["webkit2gtk-driver", "xvfb"], find)
    if not programs:
        raise Missing("no WebKitGTK with its driver and Xvfb on this machine, and none could be installed")
    return webkitgtk(*programs)


@contextmanager
def webkitgtk(driver: str, minibrowser: str, xvfb: str) -> Iterator[tuple[str, Hand]]:
    from selenium.webdriver import Remote, WebKitGTKOptions
    from selenium.webdriver.remote.client_config import ClientConfig
    from selenium.webdriver.webkitgtk.service import Service

    with ExitStack() as running:
        read, write = os.pipe()
        screen = subprocess.Popen(
            [xvfb, "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        running.callback(screen.wait)
        running.callback(screen.terminate)
        os.close(write)
        with os.fdopen(read) as said:
            display = f":{said.readline().strip()}"
        options = WebKitGTKOptions()
        options.binary_location = minibrowser
        options.add_argument("--automation")
        service = Service(driver, env={**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11"})
        service.start()
        running.callback(service.stop)
        # Not as WebKitGTK, which waits without end for a driver that has lost its browser.
        patient = ClientConfig(service.service_url, timeout=2 * PATIENCE)
        browser = Remote(service.service_url, options=options, client_config=patient)
        running.callback(browser.quit)
        browser.set_page_load_timeout(PATIENCE)
        browser.set_script_timeout(PATIENCE)
        yield f"WebKitGTK {browser.capabilities['browserVersion']}", WebDriverHand(browser)


# Name → how to start it, and the steps of the walk that it takes.
BROWSERS = {
    "chromium": (current, WORKS),
    "firefox": (firefox, WORKS),
    "webkit": (webkit, WORKS),
    "chromium-88": (old_chromium("chromium-88"), WORKS),
    "chromium-83": (old_chromium("chromium-83"), READS),
}


def main(names: list[str]) -> int:
    """Take the walk in each browser named, in all when none is; the status of the run. With SHOTS in the environment, a
    folder, pictures of what each shows are written there."""
    failed = 0
    shots = os.environ.get("SHOTS")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = built(ROOT / "data", Path(folder, "site"), "--url", URL)
        for name in names or BROWSERS:
            start, steps = BROWSERS[name]
            try:
                opening = start(playwright)
            except Missing as why:
                print(f"{name}: not found, so not walked: {why}", flush=True)
                continue
            with opening as (version, hand), host(site) as server:
                print(f"{name}: {version}", flush=True)
                walk = Walk(hand, server, main_pages(site))
                for page, size in SHOTS if shots else ():
                    walk.open(walk.pages[page], size)
                    Path(shots, f"{name}-{page}-{size[0]}.png").write_bytes(hand.picture())
                for step, said, has_failed in taken(walk, steps):
                    failed += has_failed
                    print(f"  {'FAILED' if has_failed else 'ok'} {step}{': ' if said else ''}{said}", flush=True)
    print(f"{failed} steps failed" if failed else "Every walk that was taken went well.")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
