"""No page asks anything of another site, and a strict Content Security Policy holds on every page without a breach."""

import base64
import hashlib
import re

import pytest

from tests.html_pages import pages_of
from tests.quality.windows import HEAR, PHONE, hearing, visit

# What a directive may allow. A policy that lets in a host, a scheme or anything unsafe is none.
ALLOWED = {
    "script-src": r"'self'|'sha256-[\w+/]+=*'",
    "img-src": r"'self'|data:",
    "default-src": r"'none'|'self'",
    **dict.fromkeys(
        ("style-src", "font-src", "connect-src", "form-action", "manifest-src", "worker-src"), r"'self'|'none'"
    ),
    **dict.fromkeys(("object-src", "base-uri"), "'none'"),
}
ALWAYS = {"default-src", "script-src", "style-src", "form-action", "base-uri"}  # the last two have no default
DATA = ("application/json", "application/ld+json")


@pytest.fixture(scope="module")
def pages(real_site, mini_site):
    return [*pages_of(real_site).values(), *pages_of(mini_site).values()]


def policy(page) -> dict[str, list[str]]:
    """Directive → sources, of the policy in a page's head."""
    written = next((a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"), "")
    directives = (directive.split() for directive in written.split(";"))
    return {name: sources for name, *sources in filter(None, directives)}


def test_every_page_has_a_strict_policy(pages):
    wrong = set()
    for page in pages:
        stated = policy(page)
        wrong |= {f"{page.address}: no {name}" for name in ALWAYS - set(stated)}
        if stated.get("default-src") != ["'none'"] and "object-src" not in stated:
            wrong.add(f"{page.address}: plug-ins are not forbidden")
        for name, sources in stated.items():
            allowed = ALLOWED.get(name, "(nothing)")
            wrong |= {f"{page.address}: {name} {source}" for source in sources if not re.fullmatch(allowed, source)}
    assert not wrong, "\n".join(sorted(wrong))


def test_nothing_stands_in_a_page_that_the_policy_forbids(pages):
    wrong = set()
    for page in pages:
        for tag, attributes in page.elements:
            named = {name for name in attributes if name == "style" or name.startswith("on")}
            named |= {name for name, value in attributes.items() if value.strip().lower().startswith("javascript:")}
            wrong |= {f"{page.address}: <{tag} {name}>" for name in named}
            if tag == "style":
                wrong.add(f"{page.address}: <style>")
        for attributes, code in re.findall(r"<script\b([^>]*)>(.*?)</script>", page.html, re.DOTALL):
            if " src=" in attributes or any(f'type="{kind}"' in attributes for kind in DATA):
                continue
            digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
            if f"'sha256-{digest}'" not in policy(page).get("script-src", []):
                wrong.add(f"{page.address}: script {code.strip()[:60]}")
    assert not wrong, "\n".join(sorted(wrong))


def test_nothing_breaks_it_where_the_worker_keeps_pages_and_a_search_is_asked(opened, kinds_of_pages):
    """From each depth of folders: the search is the same on every page. Of every kind of page by itself, `looks.policy` asks."""
    page, wrong = opened(PHONE, service_workers="allow"), []
    page.add_init_script(HEAR)
    depths = {address.count("/"): address for address in kinds_of_pages}
    for address in (*depths.values(), next(one for one in kinds_of_pages if "tim-kiem" in one)):
        with hearing(page, address, wrong):
            visit(page, address)
            field = page.locator("#search-query, #results-query").first  # the page of results has but its own
            field.fill("an ninh")
            field.press("Enter" if "tim-kiem" in address else "End")
            page.locator("[role=option], [data-results-list] > li").first.wait_for()
            wrong += page.evaluate("breaches")
    assert not wrong, "\n".join(wrong)


def test_what_a_page_asks_for_is_not_held_against_the_next_of_another_site(opened, kinds_of_pages):
    first = kinds_of_pages[0]
    other = next(one for one in kinds_of_pages if one.split("/")[2] != first.split("/")[2])
    page, wrong = opened(PHONE), []
    visit(page, first)
    page.evaluate("setInterval(() => fetch('/robots.txt').catch(() => 0), 1)")
    with hearing(page, other, wrong):
        page.wait_for_timeout(50)
        visit(page, other)
        assert not wrong
        page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
        page.wait_for_timeout(50)
    assert any("http://127.0.0.1:9/" in one for one in wrong)
