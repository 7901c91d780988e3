"""Scripts lose comments and indentation on their way to readers, and nothing else."""

import pytest

from macros.assets.scripts import ENGINE, joined, lean
from tests.conftest import ROOT

SCRIPT = """// What it is.

/** What it does.
 * @param {string} a
 */
export function f(a) {
  // Why.
  const address = "https://x/"; // goes
  const text = " // stays";
  return `/** ${a} */`;
}
"""


def test_comments_and_indentation_go():
    assert (
        lean(SCRIPT)
        == """export function f(a) {
const address = "https://x/";
const text = " // stays";
return `/** ${a} */`;
}
"""
    )


def test_text_over_several_lines_is_left_alone():
    script = "const text = `\n  // no comment\n`;\n"
    assert lean(script) == script


def test_what_is_always_needed_together_is_one_file():
    scripts = {
        "s/first.js": 'import { b } from "./second.js";\nimport { c } from "./third.js";\nexport const a = b + c;\n',
        "s/second.js": 'import { c } from "./third.js";\nexport const b = c;\n',
        "s/third.js": "export const c = 1;\n",
        "s/later.js": 'import { c } from "./third.js";\nimport("./other.js");\n',
    }
    assert joined(scripts, "s/first.js") == {
        "s/first.js": "export const c = 1;\nexport const b = c;\nexport const a = b + c;\n",
        "s/later.js": 'import { c } from "./first.js";\nimport("./other.js");\n',
    }


@pytest.mark.parametrize("script", sorted((ROOT / "docs/assets").rglob("*.*js")), ids=lambda file: file.name)
def test_the_scripts_of_the_site_are_light(script):
    whole = script.read_text(encoding="utf-8")
    assert not [line for line in lean(whole).splitlines() if line.startswith((" ", "//", "/**"))]


def test_what_comes_together_defines_every_name_once():
    assets = ROOT / "docs"
    scripts = {
        f.relative_to(assets).as_posix(): f.read_text(encoding="utf-8") for f in assets.glob("assets/search/*.js")
    }
    joined(scripts, ENGINE)
    scripts["assets/search/rank.js"] += "const form = 1;\n"
    with pytest.raises(ValueError, match="form"):
        joined(scripts, ENGINE)
