"""What the site carries that others made is told with its licence: whatever is shipped is ours, made of the data, or named."""

import re
from fnmatch import fnmatch
from pathlib import Path

import material
import pytest
from PIL import ImageFont

from macros.exports.licences import carried
from tests.conftest import ROOT
from tests.html_pages import pages_of

MADE = (
    "*.html", "*/su-kien.xml", "su-kien.xml", "*.ics", "robots.txt", "sitemap.xml*", ".site-files", "giay-phep.txt", "du-lieu/*", "schemas/*.json",
    "mau/*.yml", "anh/*", "tai-lieu/*", "huong-dan/anh/*.webp", "assets/pictures/*", "assets/form/slip.json", "assets/places.json", "assets/search/index/*",
)  # fmt: skip
"""Pages, and what is made of the data, of the code or of photographs of them."""
_OURS = {
    "": "sw.js",
    "assets/": "compare.js favicon.svg forward.js ground.js kit.css map.js maps.css mine.js models.js offline.js page.js pages.css place.js share.js site.css"
    " site.js",
    "assets/search/": "box.js engine.js excerpt.js explained.js facets.js filters.js keep.js results.js search.css table.js view.js"
    # what comes in engine.js
    " cards.js correction.js decoding.js files.js inflate.js initials.js marks.js named.js normalise.js phrases.js plan.js questions.js rank.js said.js several.js syllables.js"
    " units.js values.js verdict.js vocabulary.js weights.js wholes.js",
    "assets/form/": "form.css slip.css slip.js"
    # what comes in slip.js
    " choice.js dates.js dom.js file.js form.js list.js markdown.js numbers.js part.js paste.js picker.js pictures.js prose.js schema.js slot.js text.js"
    " widget.js words.js zip.js",
}
_JOINED = ("assets/material.css",)
"""What comes in a file of others' that is told of."""
OURS = {f"{folder}{name}" for folder, its in _OURS.items() for name in its.split()}
"""Written for this site. Before a new one is added: is it?"""
NOTICE = re.compile(
    r"@licen[cs]e|@preserve|/\*!|copyright|©|\(c\) (?:19|20)\d\d|\b(?:MIT|Apache|BSD|ISC|GPL|MPL)\b", re.IGNORECASE
)
"""By what texts say that others made them."""


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def of_others(name):
    return [one for one in carried() if any(fnmatch(name, pattern) for pattern in one.files)]


@pytest.mark.parametrize("folder", ["built", "sources"])
def test_all_that_is_shipped_is_ours_or_made_or_told_with_its_licence(folder, mini_site):
    sources = [f"assets/{name}" for name in names(ROOT / "docs/assets")]
    shipped = names(mini_site) if folder == "built" else [name for name in sources if name not in _JOINED]
    assert [
        one for one in shipped if not (one in OURS or any(fnmatch(one, made) for made in MADE) or of_others(one))
    ] == []
    assert [one for one in shipped if one in OURS and of_others(one)] == []
    for one in carried():
        assert folder == "sources" or all(any(fnmatch(name, pattern) for name in shipped) for pattern in one.files), (
            one.name
        )


def test_nothing_of_ours_says_that_others_made_it():
    ours = [ROOT / "docs" / name for name in sorted(OURS) if (ROOT / "docs" / name).is_file()]
    assert len(ours) == len(OURS)
    said = {file.name: NOTICE.findall(file.read_text(encoding="utf-8")) for file in ours}
    assert {name: found for name, found in said.items() if found} == {}


def test_fonts_are_those_that_are_named():
    for font in (ROOT / "docs/assets/fonts").glob("*.woff2"):
        (one,) = of_others(f"assets/fonts/{font.name}")
        assert ImageFont.truetype(font, 20).getname()[0] == one.name


def test_drawings_in_pages_are_ours_or_of_the_icons_that_are_named(mini_site):
    icons = Path(material.__file__).parent / "templates/.icons"
    included = {
        name
        for file in (ROOT / "overrides").rglob("*.html")
        for name in re.findall(r'"\.icons/([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert included and {name.partition("/")[0] for name in included} == {"material"}  # whose licence is told
    known = {re.sub(r"\s", "", (icons / name).read_text(encoding="utf-8")) for name in included}
    drawn = {
        svg
        for page in mini_site.rglob("*.html")
        for svg in re.findall(r"<svg[^>]*>.*?</svg>", page.read_text(encoding="utf-8"), re.DOTALL)
    }
    foreign = {
        svg for svg in drawn if re.match(r'<svg xmlns="[^"]*" viewBox="0 0 \d+ \d+"><path', svg) and "qr" not in svg
    }
    assert {re.sub(r"\s", "", svg) for svg in foreign} == known


@pytest.mark.parametrize("one", carried(), ids=lambda one: one.name)
def test_each_licence_stands_whole_in_the_file_and_its_name_on_the_page(one, mini_site):
    told = (mini_site / "giay-phep.txt").read_text(encoding="utf-8")
    assert told[0] == "\ufeff" and one.text in told and len(one.text) > 500 and f"Giấy phép: {one.terms}\n" in told
    assert one.terms in one.text or one.terms == "MIT" and "Permission is hereby granted, free of charge" in one.text
    about = pages_of(mini_site)["/gioi-thieu/"]
    assert "../giay-phep.txt" in about.links and one.origin in about.links
    assert one.name in about.text("li") and one.terms in about.text("li")
