"""Scripts lose comments and indentation on their way to readers, and nothing else."""

import pytest

from macros.scripts import lean
from tests.conftest import ROOT

SCRIPT = """// What it is.

/** What it does.
 * @param {string} a
 */
export function f(a) {
  // Why.
  const address = "https://x/"; // stays
  return `/** ${a} */`;
}
"""


def test_comments_and_indentation_go():
    assert (
        lean(SCRIPT)
        == """export function f(a) {
const address = "https://x/"; // stays
return `/** ${a} */`;
}
"""
    )


def test_text_over_several_lines_is_left_alone():
    script = "const text = `\n  // no comment\n`;\n"
    assert lean(script) == script


@pytest.mark.parametrize("script", sorted((ROOT / "docs/assets").rglob("*.*js")), ids=lambda file: file.name)
def test_the_scripts_of_the_site_are_light(script):
    whole = script.read_text(encoding="utf-8")
    assert not [line for line in lean(whole).splitlines() if line.startswith((" ", "//", "/**"))]
