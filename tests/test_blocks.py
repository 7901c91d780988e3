"""Blocks of HTML pass Python-Markdown unread, and what comes out is what it would have made of them."""

import random

import pytest
from markdown import Markdown
from mkdocs.utils.yaml import yaml_load

from macros.language.blocks import Blocks, Converter
from macros.language.text import slug
from macros.pages.listing import pages
from macros.pages.macros import MACROS
from macros.pages.view import View
from tests.conftest import ROOT

# What sound blocks are made of, and what makes one unsound; in lines, in the middle of them, and without an end.
SOUND = [
    "\n", "\n\n", "\n\n\n", "\n  \n", " ", "   ", "    ", "chữ", "a & b", "&#35; x", "1 < 2", "**đậm**", "## Mục {: #x .y }", "## Mục {: #x .y }\n\n", "# Tên &#33; “x” &#38; y\n\n", "### Tên ", "\n## Mục\n", "- một", "> lời",
    "<div>", "</div>", '<div class="a > b">', "<ul>", "</ul>", "<li>", "</li>", "<p>", "</p>", "<span>", "</span>", "<br>", "<img alt='>'>",
    "<svg>", "</svg>", '<path d="M0"/>', "<title>", "</title>", '<a href="x">', "</a>", "<details open>", "</details>", "<div>một</div>",
    "<table>\n<tr><td>1</td></tr>\n</table>", "<p>hai</p>\n\n", "<p>ba</p>\n", "[liên kết](x)", "| a | b |\n|---|---|\n| 1 | 2 |",
]  # fmt: skip
ODD = [
    "<", ">", "</", "<hr>", "<!-- x -->", "<!--", "<?php ?>", "<!DOCTYPE x>", "<script>", "</script>", "<textarea>", "</textarea>", "<DIV>",
    "</DIV>", "<div", "<div x=1>", "<div a='", "<x-y>", "</x-y>", "</div >", "</div x>", "`<div>`", "<a`b>", "&#x;", "&#12", "<div/>", "<input>",
    "<link>", "```\n<div>\n```", "~~~", "```", "    <div>x</div>", "<style>", "</style>", "<iframe>", "</iframe>", "</>", "<p>x</p> sau",
]  # fmt: skip


@pytest.fixture(scope="module")
def converters():
    """Python-Markdown with the site's extensions, as it is and with ours."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names = [next(iter(e)) if isinstance(e, dict) else e for e in settings["markdown_extensions"]]
    options = {
        name: options for e in settings["markdown_extensions"] if isinstance(e, dict) for name, options in e.items()
    }
    options.setdefault("toc", {})["slugify"] = lambda text, separator: slug(text)  # as hooks.py has it
    return [
        kind(extensions=[*names, *ours], extension_configs=options)
        for kind, ours in ((Markdown, []), (Markdown, [Blocks()]), (Converter, [Blocks()]))
    ]


def same(converters, text):
    """What comes out, and the headings that the contents tell of."""
    (stock, heads), *ours = (
        (converter.reset().convert(text), [_told(one) for one in converter.toc_tokens]) for converter in converters
    )
    assert ours == [(stock, heads)] * 2, text


def _told(heading):
    return heading["level"], heading["id"], heading["name"], [_told(one) for one in heading["children"]]


@pytest.mark.parametrize("seed", range(8))
def test_what_comes_out_is_the_same(seed, converters):
    chance = random.Random(seed)
    for _ in range(500):
        pieces = SOUND if chance.random() < 0.5 else [*SOUND, *ODD]
        same(converters, "".join(chance.choices(pieces, k=chance.randint(1, 14))))


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n<script>\n</div>\n</script>\n*a*\n</div>\n",
        "<div>\n<script src='a'></script>\n*a*\n</div>\n<script src='b'></script>\n\n*c*\n",
        "&#x; &#x;\n\n<div>*a*</div>\n",
        "```\n<div>a</div>\n```\n\n<div>*b*</div>\n",
        "> ~~~\n> <div>a</div>\n> ~~~\n",
        "<div>a</div> *b*\n\n<div>*c*</div>\n",
    ],
)
def test_what_is_not_plain_html_is_left_to_it(text, converters):
    same(converters, text)


def test_every_page_of_the_sample_site_comes_out_the_same(find, converters):
    view, at_once, number = View(find), 0, 0
    for number, made in enumerate(pages(find), 1):
        page = view.page(made.address.source)
        text = str(MACROS[made.macro](page, *made.arguments)) + page.sources_section()
        same(converters, text)
        at_once += converters[-1]._made_of_blocks(text) is not None
    assert at_once / number > 0.9, "few pages are put together of their blocks at once"


def test_of_a_page_of_blocks_python_markdown_reads_none(converters):
    text = "# Tên\n\n<div>\n<p>một\n\nhai</p>\n</div>\n<p>ba</p>\n\n## Mục\n\n<ul>\n<li>bốn</li>\n</ul>\n"
    _, ours, _ = converters
    ours.reset().convert(text)
    assert ours.htmlStash.rawHtmlBlocks == [
        "<div>\n<p>một\n\nhai</p>\n</div>\n<p>ba</p>\n",
        "<ul>\n<li>bốn</li>\n</ul>\n",
    ]
