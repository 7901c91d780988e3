"""Blocks that macros make come into pages written by hand wherever such a block can stand, whole."""

import re

import pytest
from markdown import Markdown

from macros.language.blocks import Blocks
from macros.language.insets import filled, mark, placed
from macros.language.notices import Notices
from tests.conftest import ROOT

TABLE = "<table class='figures'>\n<tr><td>1</td></tr>\n</table>"


def read(text):
    """A page in which `{0}` stands for what a macro made."""
    wrong = []
    marked = placed(text.replace("{0}", mark(0)), lambda number: f"\n{TABLE}\n")
    html = Markdown(extensions=["tables", "footnotes", "attr_list", Blocks(), Notices()]).convert(marked)
    whole = filled(html, lambda number: TABLE, lambda number: wrong.append(number) or "?")
    assert "\ue000" not in whole
    return whole, wrong


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("a\n\n{0}\n\nb", f"<p>a</p>\n{TABLE}"),
        ('!!! note "N"\n    {0}', f'<p class="admonition-title">N</p>\n{TABLE}\n</div>'),
        ("!!! note\n    a {0}\n\n    b", f"<p>a </p>\n{TABLE}\n<p>b</p>"),
        ("- a\n\n    {0}\n- b", f"<p>a</p>\n{TABLE}"),
        ("- {0}\n- b", f"<li>{TABLE}</li>"),
        ("|a|b|\n|-|-|\n|{0}|c|", f"<td>{TABLE}</td>\n<td>c</td>"),
        (
            "??? note\n    a\n\n    {0}",
            f'<details class="admonition note">\n<summary>Lưu ý</summary>\n<p>a</p>\n{TABLE}\n</details>',
        ),
        ('???+ tip "T"\n    {0}', f'<details class="admonition tip" open="open">\n<summary>T</summary>\n{TABLE}'),
        ("> {0}", f"<blockquote>\n{TABLE}"),
        ("a[^1]\n\n[^1]: {0}", f"{TABLE}\n<p>&#160;<a"),
        ("Kết quả: {0}", f"<p>Kết quả: </p>\n{TABLE}"),
    ],
)
def test_a_block_comes_in_whole(text, around):
    html, wrong = read(text)
    assert around in html and html.count(TABLE) == 1 and not wrong


@pytest.mark.parametrize(
    "text",
    [
        "# {0}",
        "a `{0}`",
        "```\n{0}\n```",
        "    {0}",
        "**{0}**",
        "[{0}](x.md)",
        "|a|\n|-|\n|*{0}*|",
        '[a](x.md "{0}")',
        "|{0}|\n|-|\n|a|",
    ],
)
def test_where_none_can_stand_it_is_told(text):
    html, wrong = read(text)
    assert wrong == [0] and TABLE not in html


def test_what_scrolls_by_itself_holds_what_is_unseen_in_it():
    """What is unseen is taken out of the flow: in a box that isn't positioned it would widen the page."""
    styles = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets").glob("*.css"))
    rules = re.findall(r"[^{}]+{[^}]*overflow(?:-x)?: auto[^}]*}", styles)
    assert any(".wide" in rule for rule in rules) and [rule for rule in rules if "position: " not in rule] == []
