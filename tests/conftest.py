import os
import threading
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import find_browser

# Nothing but the page under test may reach for the network. Chromium's sandbox refuses to run as root.
BROWSER_ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
]


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, driven by Playwright. A missing one fails the test: a skipped test proves nothing."""
    executable = find_browser()
    assert executable, "no browser on this machine: `python3 manage.py test` installs one"
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=BROWSER_ARGUMENTS) as chromium,
    ):
        yield chromium


@pytest.fixture(scope="session")
def serve():
    """A function that serves a folder over HTTP until the tests end, and returns its address without a final slash."""
    with ExitStack() as running:

        def start(directory) -> str:
            handler = partial(QuietHandler, directory=directory)
            server = running.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            running.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}"

        yield start


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
