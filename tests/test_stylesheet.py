"""What is kept of Material's stylesheet: all that a page can need, and little else."""

import gzip

import pytest

from macros.staff.stylesheet import trimmed, words

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
    css = (real_site / "assets/material.css").read_bytes()
    assert len(gzip.compress(css, mtime=0)) < 8_000
    assert b".md-typeset table" in css
    assert not list(real_site.glob("assets/javascripts"))
