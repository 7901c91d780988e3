"""Record text is data: whatever stands in any field of any record comes out as that text, and does nothing.

For each hostile text that has to stand first, the others behind them, there is one record of each kind with it in every field that takes text,
laid over the sample site; the result is built once, read file by file, and opened page by page in a real browser.
Each text alone in every field, and every page opened: HOSTILE=alone .venv/bin/python -m pytest tests/test_hostile.py
"""

import csv
import json
import re
import shutil
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from macros.files.reader import read_record
from macros.records import RECORDS, Result, Site
from macros.records.fields import fields_of
from tests.conftest import SAMPLE, built
from tests.hostile import (
    ALONE,
    IMAGE,
    MORE,
    ONE_LINE,
    PARAGRAPHS,
    RECORD_NAMES,
    REFUSED,
    RESULT,
    SUM,
    TEXTS,
    TITLE,
    hostile,
    records,
    write,
)
from tests.html_pages import pages_of


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    data = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(SAMPLE, data)
    for name, (line, prose) in zip(RECORD_NAMES, TEXTS, strict=True):
        for folder, record, fields in records(name, line, prose):
            write(data / folder / f"{record}.yml", fields)
    settings = hostile(Site, "", TITLE + IMAGE + SUM, PARAGRAPHS[0])
    write(data / "site.yml", {**settings, "url": "https://mau.example/"})
    return data


@pytest.fixture(scope="module")
def site(data):
    return built(data, data.with_name("site"))


@pytest.fixture(scope="module")
def pages(site):
    return pages_of(site)


def seen(text: str) -> str:
    """`text` with its white space as a browser shows it."""
    return " ".join(text.split())


def test_every_text_field_of_every_kind_is_filled(data):
    """So that a new field is tested without anybody remembering it."""
    left_empty = {
        "draft",
        "publish_on",
        "remove_on",
        "approval",
        "remarks",
        "aliases",
        "seal",
        "parent",
        "value",
        "end",
        "start",
        "abolished",
        "now_in",
        "formed_from",
        "area",
        "centroid",
        "earlier_parents",
    }
    for kind in RECORDS:
        record, _ = read_record(data / kind.folder / "thu-0.yml", kind)
        assert {name for name in fields_of(kind) if not getattr(record, name)} <= left_empty


def test_there_are_many_texts_and_each_is_short_enough():
    assert len({*ONE_LINE, *PARAGRAPHS, *MORE}) == len(ONE_LINE) + len(PARAGRAPHS) + len(MORE) > 150
    assert max(len(line) for line, _ in TEXTS) <= 500


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_hidden_is_refused_or_taken_out_in_every_field_of_every_kind(text, tmp_path):
    for kind in (*RECORDS, Site):
        fields = {key: value for key, value in hostile(kind, "thu-0", text, text).items() if value is not None}
        if kind is Result:
            fields["year"] = 2025
        if kind is Site:
            del fields["url"]  # it takes no hostile address at all
        write(tmp_path / "thu.yml", fields)
        record, problems = read_record(tmp_path / "thu.yml", kind)
        if record:
            assert text not in str(record.model_dump()), kind
        else:
            assert len(problems) >= json.dumps(fields).count(json.dumps(text)), kind


def test_no_text_is_run_as_a_template(site):
    assert [file for file in site.rglob("*") if file.is_file() and RESULT.encode() in file.read_bytes()] == []


def test_no_page_has_a_handler_a_script_address_or_a_foreign_script(pages):
    for page in pages.values():
        bad = [(tag, a) for tag, a in page.elements if any(name.startswith("on") for name in a)]
        bad += [
            link for link in page.links if link.strip().lower().startswith(("javascript:", "data:text", "vbscript:"))
        ]
        bad += [
            a
            for tag in ("img", "iframe", "object", "embed", "svg")
            for a in page.all(tag)
            if "evil" in str({**a, "aria-label": "", "alt": ""})
        ]
        assert bad == [], page.address


@pytest.mark.parametrize("n", range(len(TEXTS)))
def test_it_shows_as_the_text_it_is(n, pages):
    name, line = RECORD_NAMES[n], seen(TEXTS[n][0])
    for address in ("mo-hinh", "su-kien", "co-quan", "nguon", "van-ban", "linh-vuc"):
        page = pages[f"/{address}/{name}/"]
        assert seen(page.text("h1")) == line
        assert page.text("title").startswith(line)
    for unit in (name, f"{name}-cu"):
        page = pages[f"/dia-ban/{unit}/"]
        assert page.text("h1").startswith(f"Thành phố {line}")
        assert page.text("title").startswith(f"Thành phố {line}")


def test_prose_with_html_or_template_marks_shows_them(pages):
    for line in (SUM, "{% raise %}", "<script>window.pwned=1</script>", IMAGE):
        page = pages[f"/mo-hinh/{RECORD_NAMES[ONE_LINE.index(line)]}/"]
        assert page.text("article").count(line) > 30  # each field of the model, and of what it leads to


def test_descriptions_hold_the_text(pages):
    for n, (line, _) in enumerate(TEXTS):
        page = pages[f"/co-quan/{RECORD_NAMES[n]}/"]
        whole, told = f"{seen(line)}: cơ quan", seen(page.meta("description")).removesuffix("…")
        assert told[: len(whole)] == whole[: len(told)]
        assert len(told) >= min(len(whole), 30)


def test_the_feed_holds_the_texts(site):
    feed = ElementTree.parse(site / "su-kien.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    titles = {entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")}
    assert len(titles & {line.strip() for line, _ in TEXTS}) > 20
    assert {element.tag.removeprefix(atom) for element in feed.iter()} <= {
        "feed", "id", "title", "subtitle", "updated", "published", "author", "name", "link", "entry", "summary",
        *(f"{{http://search.yahoo.com/mrss/}}{name}" for name in ("content", "description", "credit"))}  # fmt: skip


def test_the_sitemap_lists_the_pages(site, pages):
    sitemap = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = {loc.text.removeprefix("https://mau.example") for loc in sitemap.iter() if loc.tag.endswith("}loc")}
    read = {page.address for page in pages.values() if not (page.forwards or page.meta("robots"))}
    assert read - {"/404.html"} == listed


def test_the_open_data_holds_the_texts(site):
    wanted = {name: line.strip() for name, (line, _) in zip(RECORD_NAMES, TEXTS, strict=True)}
    held = {one["id"]: one for one in json.loads((site / "du-lieu/models.json").read_text(encoding="utf-8"))}
    assert {name: held[name]["name"] for name in wanted} == wanted
    with (site / "du-lieu/models.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = {row["id"]: row["name"] for row in csv.DictReader(file, strict=True)}
    assert {name: cells[name].removeprefix("'") for name in wanted} == wanted
    assert not [cell for cell in cells.values() if cell.startswith(("=", "+", "-", "@"))]
    units = json.loads((site / "du-lieu/units.geojson").read_text(encoding="utf-8"))["features"]
    assert wanted.items() <= {unit["id"]: unit["properties"]["name"] for unit in units}.items()


def test_the_calendar_holds_the_texts(site):
    entries = Calendar.from_ical((site / "su-kien.ics").read_bytes()).walk("VEVENT")
    assert not any(entry.errors for entry in entries)
    assert {line.strip() for line, _ in TEXTS} <= {str(entry["summary"]) for entry in entries}


def test_the_structured_data_holds_the_texts(pages):
    for name, (line, _) in zip(RECORD_NAMES, TEXTS, strict=True):
        html = pages[f"/su-kien/{name}/"].html
        (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL | re.IGNORECASE)
        event, *_, way = json.loads(told)["@graph"]
        assert event["name"] == line.strip()
        assert way["itemListElement"][-1]["name"] == seen(line)
        assert not re.search("<|>|&", told)


@pytest.fixture(scope="module")
def visit(browser, serve, site):
    """A function that opens a page in the browser and finds that nothing happened there that should not."""
    origin = serve(site)
    # The pages must be sound without the policy that also guards them.
    context = browser.new_context(bypass_csp=True, service_workers="block")
    context.set_default_timeout(60_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on(
        "request", lambda request: request.url.startswith((f"{origin}/", "data:", "blob:")) or wrong.append(request.url)
    )

    def open_page(address):
        page.goto(origin + address)
        odd = page.evaluate(
            "[...document.links].map(a => a.protocol).filter(p => !/^(https?|mailto|webcal):$/.test(p))"
        )
        assert (page.evaluate("window.pwned"), wrong, odd) == (None, [], []), address
        return page

    yield open_page
    context.close()


# Whatever of a page could run or ask for something, as the browser itself reads it: a hundred times faster than to open it.
PARSE_ALL = """(pages) => Object.entries(pages).flatMap(([address, html]) => {
  const shown = new DOMParser().parseFromString(html, "text/html");
  const odd = [...shown.querySelectorAll("*")].flatMap((one) => [
    ...(/^(iframe|object|embed|base|style|frame|applet|video|audio|foreignObject|animate|set)$/i.test(one.localName) ? [one.localName] : []),
    ...(one.localName === "source" && (one.parentElement.localName !== "picture" || /(^|[,\\s])([a-z]+:|[/]{2})/i.test(one.srcset)) ? ["source"] : []),
    ...(one.localName === "script" && !/(^|[/])assets[/][a-z./]+[.]js$/.test(one.getAttribute("src") ?? "") && one.type !== "application/ld+json" ? ["script"] : []),
    ...(one.localName === "meta" && one.httpEquiv && one.httpEquiv !== "Content-Security-Policy" ? ["meta"] : []),
    ...[...one.attributes].filter(({ name, value }) => /^(on|srcdoc|style|formaction|background|ping)/.test(name) ||
      (/href|src|action|data$/.test(name) && (/^\\s*(javascript|vbscript|data):/i.test(value) || (/^(https?:)?[/][/]/i.test(value) && !(one.localName === "a" || /^(canonical|alternate)$/.test(one.rel)))))).map(({ name }) => name),
  ]);
  const links = [...shown.links].filter((a) => !/^(https?|mailto|webcal):$/.test(a.protocol)).map((a) => a.protocol);
  return [...odd, ...links, ...(shown.querySelector("main h1") ? [] : ["no heading"])].map((what) => `${address}: ${what}`);
})"""
# Many pages at once, in frames, take a tenth of the time of one visit after another.
VISIT_ALL = """async addresses => {
  const found = [];
  const visit = address => new Promise(resolve => {
    const frame = document.createElement("iframe");
    frame.onload = () => {
      const odd = [...frame.contentDocument.links].filter(a => !/^(https?|mailto|webcal):$/.test(a.protocol));
      if (frame.contentWindow.pwned || odd.length) found.push(address);
      resolve(frame.remove());
    };
    frame.src = address;
    document.body.append(frame);
  });
  for (let i = 0; i < addresses.length; i += 8) await Promise.all(addresses.slice(i, i + 8).map(visit));
  return found;
}"""
OPENED = range(first := ONE_LINE.index("<script>window.pwned=1</script>"), first + 5)


def test_nothing_can_run_on_any_page_and_nothing_runs_where_it_is_opened(visit, pages):
    """All pages are read by the browser; of each kind of page two are opened, of one text and of another, with our own scripts, which read what
    stands there."""
    page = visit("/404.html")
    dangerous = {
        address: made.html
        for address, made in pages.items()
        if not made.forwards and re.search("pwned|evil", made.html)
    }
    assert len(dangerous) > len(pages) / 2
    assert page.evaluate(PARSE_ALL, dangerous) == []
    kinds: dict[str, list[str]] = {}
    for address in dangerous:
        for n in OPENED:
            if f"/{RECORD_NAMES[n]}/" in address or f"/{RECORD_NAMES[n]}-cu/" in address:
                kinds.setdefault(address.replace(RECORD_NAMES[n], "*"), []).append(address)
    assert len(kinds) > 8 and {*map(len, kinds.values())} == {len(OPENED)}
    opened = [its[n % len(its)] for at, its in enumerate(kinds.values()) for n in (at, at + 2)]
    assert page.evaluate(VISIT_ALL, list(dangerous) if ALONE else opened) == []
    visit("/")


RUNNING = re.compile("javascript:|vbscript:|data:text", re.IGNORECASE)


@pytest.mark.parametrize(
    "name", [n for n, pair in zip(RECORD_NAMES, TEXTS, strict=True) if RUNNING.search(" ".join(pair))]
)
def test_nothing_runs_when_its_links_are_clicked(name, visit):
    page = visit(f"/mo-hinh/{name}/")
    here = page.url
    ours = ":is([href^='http'], [href^='.'], [href^='#'], [href$='/'], [href$='.xml'], [href$='.ics'])"
    for link in page.locator(f"article a:not({ours})").all():
        link.dispatch_event("click")
    assert (page.evaluate("window.pwned"), page.url) == (None, here)


ASKED = [line for line in ONE_LINE if "pwned" in line or line == SUM]


@pytest.mark.parametrize("line", ASKED)
def test_nothing_runs_on_the_page_of_results(line, visit):
    page = visit(f"/tim-kiem/?q={quote(line)}")
    assert page.locator("[data-results-form] [name=q]").input_value() == line.strip()
    page.locator("[data-results-list] > li").first.wait_for()
    assert page.evaluate("window.pwned") is None


def test_nothing_runs_in_the_box(visit):
    page = visit("/404.html")
    box = page.get_by_role("combobox", name="Tìm trong trang")
    for line in ASKED:
        box.fill(line)
        said = "7654321" if line == SUM else "pwned=1"
        page.get_by_role("option").filter(has_text=said).first.wait_for()
        assert page.evaluate("window.pwned") is None, line
        box.fill("")


def test_what_was_typed_into_the_box_runs_on_no_page_of_results(visit):
    page = visit("/")
    page.get_by_role("combobox", name="Tìm trong trang").fill(IMAGE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?*")
    page.locator("[data-results-list] > li").first.wait_for()
    assert page.evaluate("window.pwned") is None
