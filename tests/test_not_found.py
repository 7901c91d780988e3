"""The page for addresses that lead nowhere, wherever on its host the site lies."""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.conftest import SAMPLE, built


class Host(SimpleHTTPRequestHandler):
    """A host that keeps the site in a folder, and shows its page for what isn't there, as such hosts do."""

    def send_error(self, code, message=None, explain=None):
        body = (self.top / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory):
    """The sample site without an address."""
    data = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("nowhere") / "data")
    settings = (data / "site.yml").read_text(encoding="utf-8")
    (data / "site.yml").write_text(settings.replace("url: https://mau.example/\n", ""), encoding="utf-8")
    return built(data, data.with_name("site"))


@pytest.mark.parametrize("folder", ["", "xa/trang"])
@pytest.mark.parametrize("missing", ["khong-co", "khong-co/", "mo-hinh/a/b/c/?x=1"])
def test_it_works_in_any_folder_of_a_host(folder, missing, nowhere, browser, tmp_path):
    top = tmp_path / "host" / folder if folder else tmp_path / "host"
    shutil.copytree(nowhere, top)
    host = type("Here", (Host,), {"top": top})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=tmp_path / "host")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        start = f"http://127.0.0.1:{server.server_port}/{folder}{'/' if folder else ''}"
        with browser.new_context(service_workers="block") as window:
            page = window.new_page()
            page.goto(start + missing, wait_until="networkidle")
            links = page.evaluate("[...document.querySelectorAll('a, link')].map(one => one.href.split('#')[0])")
            ours = {link for link in links if link.startswith("http") and missing not in link}
            assert len(ours) > 10
            assert [link for link in sorted(ours) if window.request.get(link).status != 200] == []
            assert page.evaluate(
                "getComputedStyle(document.querySelector('.md-header') || document.body).fontFamily"
            ).startswith(('"Be Vietnam Pro"', "Be Vietnam"))
            box = page.get_by_role("combobox").first
            box.fill("mo hinh")
            page.get_by_role("option").first.wait_for()
        server.shutdown()
