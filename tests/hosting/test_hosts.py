"""What the recipes for hosts promise, asked of the servers themselves over HTTP; where there is none, it is said."""

import gzip
import re
from pathlib import Path

import pytest
from lxml import etree

from macros.hosting.recipes import made
from macros.hosting.served import ASKED_AGAIN, FOR_EVER, TYPES, Site
from macros.search.packs import FOLDERS
from tests.conftest import ROOT
from tests.hosting.servers import PROGRAMS, SERVERS, program
from tests.html_pages import pages_of

URL = "https://mau.example/"


@pytest.fixture(scope="module", params=[(name, URL) for name in SERVERS] + [("nginx", f"{URL}trang/"), ("apache", f"{URL}trang/"), ("caddy", f"{URL}trang/")], ids="-".join)  # fmt: skip
def served(request, mini_site):
    """A server with the sample site, and the folder of its host in which that lies."""
    name, url = request.param
    if not program(*PROGRAMS[name]):
        pytest.skip(f"no {name} on this machine, and none to be had")
    with SERVERS[name](mini_site, url) as server:
        yield server, Site(url)


def one(site: Path, pattern: str) -> str:
    """The address, from the site's top, of a file of a site that is worth packing."""
    found = sorted(site.glob(pattern), key=lambda file: -file.stat().st_size)
    assert found, pattern
    return found[0].relative_to(site).as_posix()


# A file of each sort → its type, whether it is packed on the way, how long it is kept.
ASKED = {
    "index.html": ("text/html; charset=utf-8", True, ASKED_AGAIN),
    "assets/site.js": ("text/javascript; charset=utf-8", True, ASKED_AGAIN),
    "assets/style.css": ("text/css; charset=utf-8", True, ASKED_AGAIN),
    "assets/fonts/*.woff2": ("font/woff2", False, ASKED_AGAIN),
    "sw.js": ("text/javascript; charset=utf-8", True, ASKED_AGAIN),
    "su-kien.xml": ("application/xml; charset=utf-8", True, ASKED_AGAIN),
    "su-kien.ics": ("text/calendar; charset=utf-8", True, ASKED_AGAIN),
    "du-lieu/*.json": ("application/json; charset=utf-8", True, ASKED_AGAIN),
    "du-lieu/*.csv": ("text/csv; charset=utf-8", True, ASKED_AGAIN),
    "du-lieu/*.xlsx": (TYPES["xlsx"], True, ASKED_AGAIN),
    "assets/search/index/manifest.json": ("application/json; charset=utf-8", True, ASKED_AGAIN),
    "assets/search/index/*/*.bin": ("application/octet-stream", False, FOR_EVER),
    "assets/pictures/*.gif": ("image/gif", False, FOR_EVER),
    "anh/*.avif": ("image/avif", False, FOR_EVER),
    "anh/*.webp": ("image/webp", False, FOR_EVER),
    "tai-lieu/*.pdf": ("application/pdf", False, FOR_EVER),
}


def test_each_file_comes_as_what_it_is_and_is_kept_as_long_as_it_holds(served, mini_site):
    server, known = served
    for pattern, (kind, is_packed, kept) in ASKED.items():
        path = one(mini_site, pattern)
        got = server.get(known.folder + path, Accept_Encoding="gzip")
        assert (got.status, got.headers["content-type"], got.headers["cache-control"]) == (200, kind, kept), path
        content = (mini_site / path).read_bytes()
        assert (got.headers.get("content-encoding") == "gzip") is (is_packed and len(content) > 1024), path
        assert (gzip.decompress(got.body) if got.headers.get("content-encoding") else got.body) == content, path
        plain = server.get(known.folder + path)
        assert "content-encoding" not in plain.headers and plain.body == content, path
        for name, value in known.headers.items():
            assert got.headers[name.lower()] == value, (path, name)
        policy = got.headers.get("content-security-policy")
        assert policy == (None if path.startswith(known.papers) else known.policy), path


def test_pages_stand_at_their_folders_and_what_is_not_there_is_told_by_our_page(served, mini_site):
    server, known = served
    folder = server.get(f"{known.folder}mo-hinh")
    assert folder.status in (301, 308) and folder.headers["location"].endswith(f"{known.folder}mo-hinh/")
    page = server.get(f"{known.folder}mo-hinh/")
    assert page.status == 200 and page.body == (mini_site / "mo-hinh/index.html").read_bytes()
    lost = (mini_site / "404.html").read_bytes()
    for address in ("khong-co/", "assets/pictures/khong-co.gif", "assets/", ".site-files", "a/.git/config", "anh/"):
        got = server.get(known.folder + address)
        assert (got.status, got.body) == (404, lost), address
        assert (got.headers["content-type"], got.headers["cache-control"]) == ("text/html; charset=utf-8", ASKED_AGAIN), address  # fmt: skip
        assert (
            got.headers["content-security-policy"] == known.policy
            and got.headers["x-content-type-options"] == "nosniff"
        )


def test_parts_of_the_index_come_as_they_are_asked_for_and_what_is_known_is_not_sent_again(served, mini_site):
    server, known = served
    path = one(mini_site, "assets/search/index/*/*.bin")
    part = server.get(f"{known.folder}{path}?3-9", Range="bytes=3-9", Accept_Encoding="gzip, br, zstd")
    assert (part.status, part.body) == (206, (mini_site / path).read_bytes()[3:10])
    tag = server.get(known.folder).headers["etag"]
    again = server.get(known.folder, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")


def test_the_description_fits_what_a_build_makes(mini_site, real_site):
    """Every ending has its type; in what is kept for ever each name holds a digest, and nothing else of the site is named so."""
    known = Site(URL)
    for top in (mini_site, real_site):
        files = [
            file.relative_to(top).as_posix()
            for file in top.rglob("*")
            if file.is_file() and not file.name.startswith(".")
        ]
        assert {Path(name).suffix[1:] for name in files} <= TYPES.keys()
        for name in files:
            if name.startswith(tuple(known.hashed)):
                assert re.search(r"(^|[-/])[0-9a-f]{6,}[-.]", name), name
        assert {name.split("/")[3] for name in files if re.match(r"assets/search/index/\w+/", name)} <= {*FOLDERS}


def test_the_policy_of_the_host_allows_what_that_of_each_page_does(mini_site):
    """Of two policies both hold: what the host's refuses, no page can allow."""
    for known, pages in ((Site(URL), pages_of(mini_site)),):
        for page in pages.values():
            own = next((a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"), "")
            allowed = {name: {*of} for name, *of in (one.split() for one in known.policy.split(";"))}
            for name, *of in (one.split() for one in own.split(";")):
                assert {*of} <= allowed[name], (page.address, name)
    assert "sha256-" in Site(None).policy and "sha256-" not in Site(URL).policy


def test_the_other_hosts_files_are_written_as_they_are_read():
    """IIS can't be had here, nor the hosts of `_headers`: what is in them, not what they do of it."""
    known = Site(f"{URL}trang/")
    tree = etree.fromstring(made("iis", known).encode("utf-8"))
    headers = {
        one.get("name"): one.get("value") for one in tree.findall("system.webServer/httpProtocol/customHeaders/add")
    }
    assert headers == {"Content-Security-Policy": known.policy, **known.headers}
    types = {one.get("fileExtension"): one.get("mimeType").partition(";")[0] for one in tree.iter("mimeMap")}
    assert types == {f".{ending}": kind for ending, kind in TYPES.items()}
    places = {one.get("path") for one in tree.findall("location")}
    assert places == {folder.rstrip("/") for folder in known.hashed}
    (papers,) = [one for one in tree.findall("location") if one.find(".//remove") is not None]
    assert papers.get("path") == known.papers.rstrip("/")
    rules = dict(re.findall(r"^(/\S+)\n((?:  .+\n)+)", made("pages", known), re.MULTILINE))
    assert f"  Content-Security-Policy: {known.policy}\n" in rules["/trang/*"]
    assert {*rules} == {"/trang/*", *(f"/trang/{folder}*" for folder in known.hashed)}
    assert all(rules[f"/trang/{folder}*"].endswith(f"  Cache-Control: {FOR_EVER}\n") for folder in known.hashed)


def test_a_site_without_encryption_sends_nobody_to_it():
    plain = Site("http://mau.example/")
    for name in ("nginx", "caddy", "apache", "iis", "pages"):
        assert not re.search(r"Strict-Transport|301|https://mau|\bssl", made(name, plain)), name
    assert "\nhttp://mau.example {\n" in made("caddy", plain) and "listen 80;" in made("nginx", plain)


def test_what_a_script_asks_the_browser_for_is_not_kept_from_it():
    """A feature that is denied here can't be had by any page, whatever its reader says."""
    scripts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets").glob("*.js"))
    asked = set(re.findall(r"navigator\.(\w+)", scripts))
    said = dict(re.findall(r"(\w+)=\((\w*)\)", Site(URL).headers["Permissions-Policy"]))
    assert "geolocation" in asked and all(said.get(feature, "self") for feature in asked), said


def test_an_address_is_told_as_servers_are_asked_for_it():
    known = Site("https://tỉnh.vn:8443/")
    asked = "xn--tnh-dlz.vn"
    assert (known.host, known.listens, known.address) == (asked, (80, 8443), f"{asked}:8443")
    assert "https://$host:8443$request_uri" in made("nginx", known) and f"\n{asked}:8443 {{\n" in made("caddy", known)
    assert Site("http://mau.example:8080/").listens[0] == 8080


@pytest.mark.parametrize(
    ("url", "root", "option"),
    [
        (f"{URL}a%20b/", "/srv/trang", "--url"),
        (f"{URL}$a;b/", "/srv/trang", "--url"),
        (f"{URL}tỉnh/", "/srv/trang", "--url"),
        (f"https://{'a' * 70}.vn/", "/srv/trang", "--url"),
        (URL, "/srv/trang của tôi", "--root"),
        (URL, "/srv/$x;", "--root"),
        (URL, "srv", "--root"),
        (URL, "/srv\n}", "--root"),
    ],
)
def test_what_a_servers_file_cannot_say_is_refused(url, root, option):
    fault = Site(url, root).fault
    assert fault and fault[0] == option


def test_what_it_can_say_is_not():
    assert all(Site(f"{URL}a-b/c_1/", root).fault is None for root in ("/srv/trang", "C:/trang", "/srv/tỉnh/"))
