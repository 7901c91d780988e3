"""No page asks anything of another site, and a strict Content Security Policy holds on every page without a breach."""

import base64
import hashlib
import re

import pytest

from tests.html_pages import pages_of
from tests.quality.conftest import DESK, PHONE, visit

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
HEAR = """
    window.breaches = [];
    document.addEventListener("securitypolicyviolation", (e) => breaches.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""


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


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone light", "desk dark"])
def test_no_kind_of_page_breaks_the_policy_or_leaves_its_origin(size, scheme, opened, kinds_of_pages):
    page, wrong, origin = opened(size, color_scheme=scheme, service_workers="allow"), [], ""
    page.add_init_script(HEAR)
    page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(f"{page.url} {said.text}"))
    page.on("pageerror", lambda error: wrong.append(f"{page.url} {error}"))
    page.on(
        "request",
        lambda asked: asked.url.startswith((origin, "data:", "blob:")) or wrong.append(f"{page.url} {asked.url}"),
    )
    page.on("response", lambda got: got.status >= 400 and wrong.append(f"{page.url} {got.url} {got.status}"))
    for address in kinds_of_pages:
        origin = address.partition("//")[2].partition("/")[0]
        origin = f"http://{origin}/"
        visit(page, address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        if size is PHONE or address == kinds_of_pages[0]:  # the search is the same on every page
            page.get_by_role("combobox").first.fill("an ninh")
            page.get_by_role("option").first.wait_for()
        page.mouse.wheel(0, 100_000)
        wrong += [f"{address} {breach}" for breach in page.evaluate("breaches")]
    assert not wrong, "\n".join(wrong)
