"""The Nu HTML checker has nothing to say of any page, style sheet or picture of the site."""

import json
import re

import pytest

from tests.quality.faults import assert_none
from tests.quality.tools import NU, java

# What it may say, and why that is no fault. tests/quality/test_policy.py has a browser judge the policy.
ACCEPTED = {
    r"Resource violates Content Security Policy .* blocked by .*": "it reads files, and for a file nothing is 'self'",
    r"CSS: “paint-order”: .*": "the property is SVG 2's, which this version's CSS does not know",
    r"Inline script violates Content Security Policy .*": "so it says of blocks of data too, which are not run",
}


def messages(*arguments) -> list[tuple[str, str]]:
    """What the checker says, errors and warnings, and of which place; less what is accepted."""
    done = java("-Xss4m", "-jar", str(NU), "--format", "json", "--exit-zero-always", *map(str, arguments))
    said = json.loads(done.stderr)["messages"]
    return [
        (m["message"], f"{m['url']}:{m.get('lastLine')} {m.get('extract', '')!r}")
        for m in said
        if not any(re.fullmatch(accepted, m["message"]) for accepted in ACCEPTED)
    ]


@pytest.mark.parametrize("site", ["real_site", "mini_site"])
def test_pages(site, request):
    assert_none(messages("--skip-non-html", request.getfixturevalue(site)))


def test_styles_and_pictures(real_site):
    files = [*real_site.rglob("*.css"), *real_site.rglob("*.svg")]
    assert len(files) > 2
    assert_none(messages("--also-check-css", "--also-check-svg", *files))


def test_the_checker_is_at_work(tmp_path):
    (tmp_path / "x.html").write_text("<!doctype html><html lang=vi><title>x</title><p align=left>x")
    (tmp_path / "x.css").write_text("p { colour: red }")
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><foo/></svg>')
    found = messages("--also-check-css", "--also-check-svg", *tmp_path.iterdir())
    assert {name for name in ("x.html", "x.css", "x.svg") if name in str(found)} == {"x.html", "x.css", "x.svg"}
