"""What is kept of Material's stylesheet: all that a page can need, and little else."""

import gzip
import re

import pytest

from macros.assets.styles import light
from macros.pages.face import TONES
from macros.staff.stylesheet import trimmed, words
from tests.conftest import ROOT

USED = {"md-grid", "md-typeset", "card", "--card"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("a{color:red}", "a{color:red}"),
        (".md-grid{margin:0}", ".md-grid{margin:0}"),
        (".md-tabs{margin:0}", ""),
        (".md-typeset .tabbed-set{margin:0}", ""),
        (".md-tabs,.md-grid>a{margin:0}", ".md-grid>a{margin:0}"),
        (".card:not(.md-tabs){margin:0}", ".card:not(.md-tabs){margin:0}"),
        (".md-typeset :is(.md-tabs,.card){margin:0}", ".md-typeset :is(.md-tabs,.card){margin:0}"),
        ("@media print{.md-tabs{margin:0}}", ""),
        ("@media print{.md-tabs{margin:0}.card{margin:1px}}", "@media print{.card{margin:1px}}"),
        (
            ":root{--md-hue:225deg}a{color:hsl(var(--md-hue),5%,5%)}",
            ":root{--md-hue:225deg}a{color:hsl(var(--md-hue),5%,5%)}",
        ),
        (":root{--card:1px;--md-hue:225deg;color:red}", ":root{--card:1px;color:red}"),
        (":root{--md-icon:url(\"data:image/svg+xml;a{b:'}'\");color:red}", ":root{color:red}"),
        ("[dir=rtl] .card{margin:0}", ""),
        (":root,[data-md-color-scheme=default]{color:red}", ":root{color:red}"),
        (".card a[href]{color:red}", ".card a[href]{color:red}"),
        ("@page{margin:25mm}", "@page{margin:25mm}"),
        ('.card::after{content:",.md-tabs{"}', '.card::after{content:",.md-tabs{"}'),
    ],
)
def test_rules_are_kept_for_the_classes_in_use(css, kept):
    assert trimmed(css, USED) == kept


def test_any_word_of_a_source_may_be_a_class(tmp_path):
    source = tmp_path / "x.html"
    source.write_text("<p class='md-grid {% if đúng %}card--open{% endif %}'>", encoding="utf-8")
    assert {"md-grid", "card--open"} <= words([source])


def test_the_sites_own_is_a_third_of_materials(real_site):
    css = (ROOT / "docs/assets/material.css").read_bytes()
    assert len(gzip.compress(css, mtime=0)) < 8_000
    assert b".md-typeset table" in css
    assert b".admonition" not in css  # maps.css draws the boxes whole, and knows of no icon over their titles
    assert not list(real_site.glob("assets/javascripts"))


@pytest.mark.parametrize(
    ("css", "as_read"),
    [
        ("/* Why. */\na {\n  color: red;\n  margin: 0 auto\n}\n\nb > i, u :hover { top: 0 }\n", "a{color: red;margin: 0 auto}b > i,u :hover{top: 0}"),
        # Nothing, as what a property of our own is.
        (":root { --on: ; --off: }", ":root{--on: ;--off: }"),
        ("a::before { content: \"; /* } */  \" } b { content: ' \\'  ' }", "a::before{content: \"; /* } */  \"}b{content: ' \\'  '}"),
        ("@media screen and (width > 1px) { a { width: calc(1px + /* so */ 2px) } }", "@media screen and (width > 1px){a{width: calc(1px + 2px)}}"),
    ],
)  # fmt: skip
def test_readers_fetch_a_stylesheet_without_comments_and_needless_spaces(css, as_read):
    assert light(css) == as_read


def test_readers_fetch_all_styles_as_one_file_in_their_order(real_site):
    """Only those of the form for word from the wards come by themselves, on its page."""
    form = {"form/form.css", "form/slip.css"}
    assets = real_site / "assets"
    assert {path.relative_to(assets).as_posix() for path in assets.rglob("*.css")} - form == {"style.css"}
    css = (assets / "style.css").read_text(encoding="utf-8")
    places = [css.index(rule) for rule in (".md-typeset table", "@font-face", ".search__field{")]
    assert places == sorted(places)


def shine(colour):
    """Its relative luminance (WCAG 2.2), of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_a_theme_can_be_read_on_light_and_dark_grounds():
    css = (ROOT / "docs/assets/site.css").read_text(encoding="utf-8")
    colours = {name: (light, dark) for name, light, dark in re.findall(
        r"--([\w-]+): var\(--usual, var\(--light, (#\w+)\) var\(--dark, (#\w+)\)\)", css)}  # fmt: skip
    tones = re.findall(r"\.tone-(\d+) \{ --tone: var\(--usual, var\(--light, (#\w+)\) var\(--dark, (#\w+)\)\)", css)
    assert [int(number) for number, *_ in tones] == list(range(TONES))
    for number, *shown in tones:
        for at, colour in enumerate(shown):
            for ground in ("paper", "panel"):
                dim, bright = sorted((shine(colour), shine(colours[ground][at])))
                assert (bright + 0.05) / (dim + 0.05) >= 4.5, f"tone {number} on {ground}: {colour}"
