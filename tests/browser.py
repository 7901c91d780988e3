"""A browser for the tests: found on the machine, else installed. `python -m tests.browser` does both."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import sync_playwright

Found = TypeVar("Found")

# On PATH. The one without windows first: the same engine, for half of the processor's time.
NAMES = (
    "chromium-headless-shell",
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
PACKAGE_MANAGERS = {
    "apt-get": (["update"], ["install", "-y", "chromium-headless-shell"], ["install", "-y", "chromium"]),
    "dnf": (["install", "-y", "chromium"],),
}


def find_browser() -> str | None:
    """The executable of Chrome, Chromium or Edge on this machine, or else of the Chromium that Playwright downloaded."""
    for found in (*map(shutil.which, NAMES), *filter(os.path.isfile, map(os.path.expandvars, PLACES))):
        if found:
            return found
    with sync_playwright() as playwright:
        whole = Path(playwright.chromium.executable_path)
    (browsers,) = [folder.parent for folder in whole.parents if re.fullmatch(r"chromium-\d+", folder.name)]
    downloaded = [*browsers.glob("chromium_headless_shell-*/*/chrome-headless-shell*"), whole]
    return next((str(file) for file in downloaded if file.is_file()), None)


def ensure_browser() -> str:
    """As `find_browser`, but installs Chromium when there is none. RuntimeError, with what was tried, if that fails."""
    if found := find_browser():
        return found
    failures = []
    for command in installations():
        print(f"Đang cài trình duyệt: {shlex.join(command)}", flush=True)
        if failure := failure_of(command):
            failures.append(failure)
        if found := find_browser():
            return found
    raise RuntimeError(
        "\n".join(failures) + "\nKhông tìm thấy và không cài được trình duyệt mà các kiểm thử cần.\n"
        "Hãy cài Chromium, Google Chrome hoặc Microsoft Edge rồi chạy lại."
    )


def installations() -> Iterator[list[str]]:
    """The commands to run one after another until there is a browser."""
    yield [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    for manager, steps in PACKAGE_MANAGERS.items():
        if shutil.which(manager):
            for step in steps:
                yield [*as_root(), manager, *step]


def as_root() -> list[str]:
    is_root = os.name == "posix" and os.geteuid() == 0
    return [] if is_root else ["sudo", "-n"]  # -n: fail rather than ask for a password


def installed_packages(packages: list[str], find: Callable[[], Found | None]) -> Found | None:
    """What `find` finds, after Debian's packages were installed if it found nothing before."""
    if not (found := find()) and shutil.which("apt-get"):
        for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            failure_of([*as_root(), "apt-get", *step])
        found = find()
    return found


def failure_of(command: list[str]) -> str:
    """Run `command`; return what it said when it failed, and nothing when it did its work."""
    try:
        done = subprocess.run(
            command,
            check=False,
            timeout=600,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return done.stdout if done.returncode else ""


if __name__ == "__main__":
    try:
        ensure_browser()
    except RuntimeError as error:
        sys.exit(str(error))
