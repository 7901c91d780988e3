"""What building is measured on: a country that is made up, sound, and the same every time; and pages for others of the same records."""

from collections import Counter
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from xml.etree import ElementTree

import pytest

from macros.load import load
from macros.records.walk import references
from tests.bench.__main__ import CHECK, FULL, OURS, Contest, Made, Run, _shown, peer_page, table
from tests.bench.country import MARK, Country
from tests.bench.peers import SAME_PAGES, STOCK, hugo_same_pages, plain_pages
from tests.bench.plot import plot
from tests.conftest import finder


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    Country(400, folder := tmp_path_factory.mktemp("country") / "data")
    return folder


def contents(folder):
    return {file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*.yml"))}


def test_a_country_is_the_same_every_time(country, tmp_path):
    Country(400, tmp_path / "data")
    assert contents(tmp_path / "data") == contents(country)


def test_a_country_says_of_itself_that_it_is_made_up(country):
    assert all(text.decode().startswith(MARK) for text in contents(country).values())
    assert load(country).site.name.startswith("GIẢ LẬP")


def test_a_country_is_sound_and_linked(country):
    catalogue = load(country)  # which raises what is wrong with it
    linked = Counter(link.folder for record in catalogue for link in references(record))
    assert len(list(catalogue)) > 300
    assert min(linked[folder] for folder in ("units", "sources", "organisations", "models", "documents", "themes")) > 5


def test_a_country_grows(country, tmp_path):
    Country(800, tmp_path / "data")
    assert len(contents(tmp_path / "data")) > 1.4 * len(contents(country))


def test_a_peer_gets_a_page_of_every_record_that_has_one(country):
    find = finder(country)
    pages = plain_pages(find)
    assert {"index", "mo-hinh/" + find.fullest_models(1)[0].id} <= set(pages)
    assert all(text.startswith("# ") for text in pages.values())


def test_hugo_gets_the_same_pages_in_its_own_terms(tmp_path):
    Country(20, tmp_path / "data")
    hugo_same_pages(tmp_path / "hugo", tmp_path / "data", {})
    content = tmp_path / "hugo" / "content"
    texts = [file.read_text(encoding="utf-8") for file in content.rglob("*.md")]
    assert (content / "su-kien" / "_index.md").is_file()
    assert not list(content.rglob("index.md"))
    event = next((tmp_path / "data" / "events").rglob("*.yml")).stem
    assert peer_page(content, event) == content / "su-kien" / event / "_index.md"  # which an edit changes
    assert any("{#" in text for text in texts)
    assert not any("{: #" in text for text in texts)


def test_figures_are_told_beside_stock(tmp_path):
    contest = object.__new__(Contest)
    contest.made = {OURS: Made(200, 7.4), STOCK.name: Made(100, 3), SAME_PAGES.name: Made(200, 12)}
    contest.runs = {
        (OURS, FULL): [Run(9, 120, 2), Run(3, 110, 3), Run(4, 100, 9)],
        (OURS, CHECK): [Run(1, 90, 1)],
        (STOCK.name, FULL): [Run(2, 60, 2)],
        (SAME_PAGES.name, FULL): [Run(8, 60, 12)],
    }
    lines = table([contest], 3).splitlines()
    assert "| 200 | ours | full build | 4.0 | 3.0 | 2.00, 1.50 | 0.50, 0.25 | 120 | 7 | 20.0 |" in lines
    assert "| 100 | stock MkDocs | full build | 2.0 | 2.0 | 1.00, 1.00 | 0.25, 0.17 | 60 | 3 | 20.0 |" in lines
    assert "| 200 | ours, full build | stock MkDocs, the same pages, full build | 0.500 | 0.250 |" in lines
    assert "| 200 | ours, check after an edit | ours, full build | 0.250 | 0.333 |" in lines
    assert not [line for line in lines if "Hugo" in line]  # who didn't run


def test_a_plot_is_sound_svg():
    drawn = ElementTree.fromstring(plot({"a < b": [(1000, 9.5), (5000, 44)], "c": [(1000, 0.5)]}, "pages", "seconds"))
    assert [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")][-4:-2] == ["a < b", "c"]
    assert len(list(drawn.iter("{http://www.w3.org/2000/svg}polyline"))) == 2


def test_a_page_that_a_preview_writes_while_it_is_read_is_asked_for_again():
    class Halved(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "9" if self.path == "/half" else "4")
            self.end_headers()
            self.wfile.write(b"page")

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Halved) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        top = f"http://127.0.0.1:{server.server_port}"
        assert (_shown(f"{top}/half"), _shown(f"{top}/whole")) == ("", "page")
        server.shutdown()
