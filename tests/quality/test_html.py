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


def messages(files) -> list[tuple[str, str]]:
    """What the checker says, errors and warnings, and of which place; less what is accepted."""
    # Compiled quickly rather than well: it doesn't run long enough for more.
    options = (
        "-Xss4m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        str(NU),
        "--format",
        "json",
        "--exit-zero-always",
    )
    done = java(*options, "--also-check-css", "--also-check-svg", *map(str, files))
    said = json.loads(done.stderr)["messages"]
    return [
        (m["message"], f"{m['url']}:{m.get('lastLine')} {m.get('extract', '')!r}")
        for m in said
        if not any(re.fullmatch(accepted, m["message"]) for accepted in ACCEPTED)
    ]


@pytest.fixture(scope="module")
def found(real_site, mini_site, tmp_path_factory):
    """What it says of all pages, style sheets and pictures, and of three files with a fault each; it is started once."""
    wrong = tmp_path_factory.mktemp("wrong")
    (wrong / "x.html").write_text("<!doctype html><html lang=vi><title>x</title><p align=left>x")
    (wrong / "x.css").write_text("p { colour: red }")
    (wrong / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><foo/></svg>')
    files = [*real_site.rglob("*.css"), *real_site.rglob("*.svg")]
    assert {file.suffix for file in files} == {".css", ".svg"}
    files += [page for site in (real_site, mini_site) for page in site.rglob("*.html")]
    return wrong, messages([*files, *wrong.iterdir()])


def test_pages_styles_and_pictures(found):
    wrong, said = found
    assert_none(one for one in said if wrong.as_posix() not in one[1])


def test_the_checker_is_at_work(found):
    wrong, said = found
    told = str([one for one in said if wrong.as_posix() in one[1]])
    assert {name for name in ("x.html", "x.css", "x.svg") if name in told} == {"x.html", "x.css", "x.svg"}
