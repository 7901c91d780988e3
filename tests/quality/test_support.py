"""The site's scripts and styles are understood by the browsers that it is promised to."""

import re

import pytest

from tests.conftest import ROOT
from tests.quality import support
from tests.quality.faults import assert_none

# What was found in browsers that people have, and how it's known: a file, what stood in it, the feature that is told of.
FAULTS = [
    ("s.css", "a { text-decoration: underline 1px }", "text-decoration.includes_thickness"),
    ("s.css", "abbr { text-decoration: underline dotted 1px var(--edge) }", "text-decoration.dotted"),
    ("s.css", "mark { text-decoration: underline var(--gold) }", "text-decoration.includes_color-and-style"),
    ("s.css", ".panel { max-height: calc(100dvh - 5rem) }", "length.viewport_percentage_units_dynamic"),
    ("s.css", ".md-typeset :is(ul, ol) li { margin: 0 }", "selectors.is"),
    ("s.css", ".menu nav { inset: 100% 0 auto }", "properties.inset"),
    ("s.css", ".ways { display: flex; gap: 1rem }", "gap.flex_context"),
    ("s.css", "p:has(select) { color: red }", "selectors.has"),
    ("s.css", "p { overflow-wrap: anywhere }", "overflow-wrap.anywhere"),
    ("s.css", ".kit p { margin-block: 1em }", "properties.margin-block"),
    ("s.css", "h1 { font-size: clamp(1rem, 2vw, 2rem) }", "types.clamp"),
    ("s.css", "a { color: color-mix(in srgb, red, blue) }", "color.color-mix"),
    ("s.css", "@container (width > 1px) { a { color: red } }", "at-rules.container"),
    ("s.js", "const has = Object.hasOwn({}, 'a');", "Object.hasOwn"),
    ("s.js", "const last = [1].at(-1);", "Array.at"),
    ("s.js", "const last = [1].findLastIndex((n) => n);", "findLastIndex"),
    ("s.js", "const copy = structuredClone({});", "structuredClone"),
    ("s.js", "const order = [1].toSorted();", "toSorted"),
    ("s.js", "const word = /(?<=a)b/;", "regexp-lookbehind-assertions"),
    ("s.js", "class A { here = (1 + 2) * 3; }", "class-field-value"),
    ("s.js", "class A { #here = new Map(); }", "class-field-value"),
    ("s.js", "class A { static { f(); } }", "class-static-block"),
    ("s.js", "await f();", "top-level-await"),
    ("s.js", "const data = /a/v;", "Invalid regular expression"),
    ("s.js", "made.role = 'option';", "Element.role"),
    ("s.js", "made.ariaLabel = 'a';", "ariaLabel"),
    ("s.js", "made.ariaHidden = 'true';", "ariaHidden"),
    ("site.js", "let a; a ??= 1;", "logical-assignment-operators"),
    ("site.js", "const a = document.body?.hidden ?? 1;", "optional-chaining"),
    ("site.js", "document.body.replaceChildren();", "replaceChildren"),
]


# What does no harm to a browser that lacks it.
FALLBACKS = [
    ("s.css", ".panel { max-height: calc(100vh - 5rem); max-height: calc(100dvh - 5rem) }"),
    ("s.css", "p { overflow-wrap: break-word; overflow-wrap: anywhere }"),
    ("s.css", "p { -webkit-mask-image: none; mask-image: none }"),
    ("s.css", "@supports (inset: 0) { p { inset: 0 } }"),
    ("s.css", "a { text-decoration: underline; text-decoration-color: red }"),
    ("s.css", ".grid { display: grid; gap: 1rem }"),
    ("s.js", "class A { #here; constructor() { this.#here = new Map(); this.at = 1; } get() { return this.at; } }"),
    ("s.js", "made.setAttribute('role', 'option'); made.replaceChildren(); let a; a ??= made?.id;"),
]


@pytest.fixture(scope="module")
def told():
    """What is told of each fault, and of each of `FALLBACKS`, by its place there."""
    texts = {f"{i}/{name}": text for i, (name, text, *_) in enumerate(FAULTS + FALLBACKS)}
    found = support.uses(texts)
    return [[use for use in found if use.name == name] for name in texts]


@pytest.mark.parametrize("place", range(len(FAULTS)), ids=[feature for *_, feature in FAULTS])
def test_what_was_at_fault_is_found(place, told):
    feature = FAULTS[place][2]
    assert any(feature in use.feature and use.feature not in support.HARMLESS for use in told[place])


@pytest.mark.parametrize("place", range(len(FALLBACKS)))
def test_what_has_a_fallback_is_none(place, told):
    assert [str(use) for use in told[len(FAULTS) + place]] == []


@pytest.fixture(scope="module")
def used(real_site):
    texts = support.of_site(real_site)
    assert {
        "sw.js",
        "assets/site.js",
        "assets/style.css",
        "assets/search/engine.js",
    } <= texts.keys()
    return support.uses(texts)


def test_scripts_and_styles_use_nothing_too_new_without_a_reason(used):
    assert_none((str(use), use.name) for use in used if use.feature not in support.HARMLESS)


def test_every_reason_is_still_needed(used):
    assert set(support.HARMLESS) - {use.feature for use in used} == set()


def test_what_readers_are_told_of_their_browsers_is_what_is_held():
    baseline = (support.HERE / "baseline/support.mjs").read_text(encoding="utf-8")
    levels = {
        name: dict(re.findall(r"(\w+): ([\d.]+)", body))
        for name, body in re.findall(r"^  (\w+): \{(.+)\},$", baseline, re.MULTILINE)
    }
    about = (ROOT / "docs/gioi-thieu.md").read_text(encoding="utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for level, browsers in levels.items():
        for browser, version in browsers.items():
            name = {"chrome": "Chrome", "firefox": "Firefox"}.get(browser, "Safari")
            assert re.search(rf"{name}\D{{0,60}}\b{version}\b", about), (level, name, version)
            assert re.search(rf"{name} {version}\b", contributing), (level, name, version)


def test_the_share_of_views_is_as_told():
    shared = support.share()
    assert shared["share"] >= 99
    assert f"caniuse-lite {shared['version']}" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
