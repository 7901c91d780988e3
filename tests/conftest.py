import gc
import os
import shutil
import threading
from contextlib import ExitStack
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from macros.catalogue import Catalogue, Finder
from macros.load import load
from tests.browser import find_browser
from tests.processor_time import ProcessorTime
from tests.ready import run
from tests.remembered import remember

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests/site"
# Sites are built as of this day, 2025-09-01 in Vietnam, so that what is past and what is to come stays the same.
TODAY = "1756684800"
DAY = date(2025, 9, 1)
# The real site has no address yet; it is built with this one, so that what needs an address is tested.
URL = "https://vi-du.example/"

# What a copy of the project holds.
PROJECT = ("docs", "macros", "overrides", "mkdocs.yml", "pyproject.toml")

# Nothing but the page under test may reach for the network. Chromium's sandbox refuses to run as root.
BROWSER_ARGUMENTS = [
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
]


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write what the tests produce as what they expect")
    parser.addoption("--processor-time", type=int, metavar="N", help="tell which N tests take most of the processor")


def pytest_configure(config):
    remember()
    expect.set_options(timeout=60_000)  # on a machine that does much else
    if dearest := config.getoption("--processor-time"):
        config.pluginmanager.register(ProcessorTime(dearest))


def pytest_collection_finish():
    """What is there by now stays to the end: nobody need look through it for garbage again and again."""
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture
def project(tmp_path):
    """A copy of the project without its data."""
    top = tmp_path / "Dự án"
    for name in PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (top / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, top / name)
    return top


@pytest.fixture
def last(tmp_path, mini_site):
    """A site built earlier, at the place where the next build is to go."""
    return Path(shutil.copytree(mini_site, tmp_path / "ra" / "site"))


@pytest.fixture
def golden(request):
    """A function that compares a text with the file that holds what it should be."""

    def compare(file, text):
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


def finder(data, day=DAY):
    """The door to a data folder, without its drafts."""
    return Finder(load(data), day)


def located(catalogue, url):
    """The door to the same data on a site at another address."""
    return Finder(Catalogue(catalogue.site.model_copy(update={"url": url}), catalogue, catalogue.data), DAY)


def contents(export):
    """What an export makes, by its address."""
    return {address: make() for address, make in export}


def by_path(export):
    """What an export makes, by its path in the site."""
    return {address.path: content for address, content in contents(export).items()}


@pytest.fixture(scope="session")
def mini():
    """The catalogue of the sample site, without its drafts."""
    return load(SAMPLE)


@pytest.fixture(scope="session")
def find(mini):
    """The door to the sample site."""
    return Finder(mini, DAY)


@pytest.fixture(scope="session")
def real():
    """The door to the real data."""
    return finder(ROOT / "data")


def build(data, site, *options, top=ROOT, **environment):
    """Run the build command on a data folder, as staff would; return what it said and its exit status."""
    environment = {"SOURCE_DATE_EPOCH": TODAY, **environment}
    return run("build", "--data", data, "--site-dir", site, *options, top=top, **environment)


def built(data, site, *options):
    done = build(data, site, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def real_site(tmp_path_factory):
    """The folder of the real site, built once."""
    return built(ROOT / "data", tmp_path_factory.mktemp("real") / "site", "--url", URL)


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory):
    """The folder of the sample site, built once."""
    return built(SAMPLE, tmp_path_factory.mktemp("mini") / "site")


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
    def end_headers(self):
        self.send_header("Cache-Control", "max-age=3600")  # a site does not change under test
        super().end_headers()

    def log_message(self, *_):
        pass
