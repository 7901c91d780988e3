"""Record text in Markdown and HTML: as it is, or as the small Markdown that passages may hold."""

import random
import string
from html.parser import HTMLParser

import pytest
from markdown import Markdown
from markupsafe import Markup
from mkdocs.utils.yaml import yaml_load

from macros.language.markup import explain_abbreviations, inert, lighten, open_tables, plain, prose, too_much
from macros.language.notices import Notices
from tests.conftest import ROOT


class Parsed(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, attributes))

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def markdown():
    """Markdown with the site's own extensions."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names = [next(iter(e)) if isinstance(e, dict) else e for e in settings["markdown_extensions"]]
    return Markdown(extensions=names)


def texts():
    """Each mark alone, doubled, in front, behind and inside; then random heaps of marks."""
    for mark in string.punctuation:
        yield from (mark, mark * 3, f"{mark} a", f"a {mark}", f"a{mark}b{mark}c", f"1{mark} a", f"{mark}a{mark}")
    chance = random.Random(1)
    pieces = [*string.punctuation, *"ab1đ ", "<b>", "{{", "}}", "{%", "wzxhzdk:0", "&amp;", "http://a.b", "a@b.c", "](", "![", "\n"]  # fmt: skip
    for _ in range(500):
        yield "".join(chance.choices(pieces, k=chance.randint(2, 12))).strip() or "a"


@pytest.mark.parametrize(
    "frame", ["{}", "- {}", "# {}", "| {} |\n|---|\n| x |", "<p>{}</p>", "<ul>\n<li>{}</li>\n</ul>"]
)
def test_inert_text_shows_as_itself(frame, markdown):
    around = Parsed(markdown.reset().convert(frame.format("chữ")))
    tags = [tag for tag, _ in around.tags]
    for text in texts():
        for html in (made := markdown.reset().convert(frame.format(inert(text))), lighten(made)):
            parsed = Parsed(html)
            assert parsed.text.split() == around.text.replace("chữ", text).split(), text
            assert [tag for tag, _ in parsed.tags] == tags, text


def test_inert_text_stays_inside_an_attribute():
    for text in texts():
        parsed = Parsed(lighten(f'<p title="{inert(text)}">x</p>'))
        assert parsed.tags == [("p", [("title", text)])]


def test_inert_leaves_markup_of_our_own():
    assert inert(Markup("<b>*x*</b>")) == "<b>*x*</b>"
    assert (inert(None), inert(5), inert(True)) == ("", "5", "True")


TABLE = (
    "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td><strong>2</strong></td>\n</tr>\n"
    "</tbody>\n</table>"
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** *c* `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("[a](https://b.example)", '<p><a href="https://b.example" rel="noopener noreferrer">a</a></p>'),
        ("[a](mailto:b@c.example)", '<p><a href="mailto:b@c.example" rel="noopener noreferrer">a</a></p>'),
        ("[a](javascript:b)", '<p><a rel="noopener noreferrer">a</a></p>'),
        ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>"),
        ("<b onclick='c'>a</b>", "<p>&lt;b onclick='c'&gt;a&lt;/b&gt;</p>"),
        ("# a", "<p># a</p>"),
        ("a\n===", "<p>a\n===</p>"),
        ("    a", "<p>a</p>"),
        ("---", "<p>---</p>"),
        ("{{ 7*7 }}", "<p>{{ 7*7 }}</p>"),
        (
            "[a](http://b.example) [a](ftp://b.example)",
            '<p><a href="http://b.example" rel="noopener noreferrer">a</a> <a rel="noopener noreferrer">a</a></p>',
        ),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("![a](https://b.example/c.png)", "<p>![a](https://b.example/c.png)</p>"),
        ("![b]\n\n[b]: https://b.example/c.png", "<p>![b]</p>"),
        ("a & b", "<p>a &amp; b</p>"),
        ("| a | b |\n|---|--:|\n| 1 | **2** |", TABLE),
        ("| a | b |\n| 1 | **2** |", TABLE),
        ("Gồm:\n  | a | b |\n  | 1 | **2** |  \nHết", f"<p>Gồm:</p>\n{TABLE}\n<p>Hết</p>"),
        ("a | b\n--|--\n1 | **2**", TABLE),
        (
            "| a | <b onclick=c> |\n| [x](javascript:y) | ![p](q) |",
            TABLE.replace("<th>b<", "<th>&lt;b onclick=c&gt;<")
            .replace("<td>1<", '<td><a rel="noopener noreferrer">x</a><')
            .replace("<td><strong>2</strong><", "<td>![p](q)<"),
        ),
        ("| a |", "<p>| a |</p>"),
        ("a&#2;b &#0; &#127; &#65534; &#8238;", "<p>ab    </p>"),
    ],
)
def test_prose(text, html):
    assert prose(text) == html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **b**\n\n- c\n- d", "a b c d"),
        ("[a](https://b.example) & <b>", "a & <b>"),
        ("a&#2;b", "ab"),
        ("Gồm:\n| a | b |\n| 1 | 2 |", "Gồm: a b 1 2"),
    ],
)
def test_plain(text, shown):
    assert plain(text) == shown


ABBREVIATIONS = {"ANTT": "an ninh trật tự", "TTATGT": 'trật tự "giao thông"', "TT": "thị trấn", "C&D": "c và d"}


@pytest.mark.parametrize(
    ("html", "explained"),
    [
        ("<p>ANTT.</p>", '<p><abbr title="an ninh trật tự">ANTT</abbr>.</p>'),
        ("<p>(TTATGT)</p>", '<p>(<abbr title="trật tự &#34;giao thông&#34;">TTATGT</abbr>)</p>'),
        ("<p>BANTT ANTTX ANTTđ</p>", "<p>BANTT ANTTX ANTTđ</p>"),
        ('<a title="ANTT" href="ANTT">x</a>', '<a title="ANTT" href="ANTT">x</a>'),
        ("<code>ANTT</code><abbr>TT</abbr>", "<code>ANTT</code><abbr>TT</abbr>"),
        ("<code>a <b>ANTT</b> c</code> TT", '<code>a <b>ANTT</b> c</code> <abbr title="thị trấn">TT</abbr>'),
        ("<!-- ANTT --><p>a</p>", "<!-- ANTT --><p>a</p>"),
        ("<script>ANTT < 1</script>", "<script>ANTT < 1</script>"),
        ("<title>ANTT</title>", "<title>ANTT</title>"),
        ("<svg><text>ANTT</text></svg>", "<svg><text>ANTT</text></svg>"),
        ("<CODE>ANTT</CODE> ANTT", '<CODE>ANTT</CODE> <abbr title="an ninh trật tự">ANTT</abbr>'),
        ("<svg/>ANTT", '<svg/><abbr title="an ninh trật tự">ANTT</abbr>'),
        ("<pre>a<!-- b -->ANTT</pre>TT", '<pre>a<!-- b -->ANTT</pre><abbr title="thị trấn">TT</abbr>'),
        ("<p>a</p><!-- a\n> ANTT -->", "<p>a</p><!-- a\n> ANTT -->"),
        ("&TT; #TT", "&TT; #TT"),
        ("ANTT TT", '<abbr title="an ninh trật tự">ANTT</abbr> <abbr title="thị trấn">TT</abbr>'),
        ("", ""),
    ],
)
def test_abbreviations(html, explained):
    assert explain_abbreviations(html, ABBREVIATIONS) == explained


def test_an_abbreviation_with_a_mark_in_it():
    assert explain_abbreviations("C&amp;D", ABBREVIATIONS) == '<abbr title="c và d">C&amp;D</abbr>'


def test_of_abbreviations_that_begin_alike_the_longest_is_meant():
    known = {"TT": "thị trấn", "TT-BTTTT": "thông tư"}
    assert explain_abbreviations("TT-BTTTT", known) == '<abbr title="thông tư">TT-BTTTT</abbr>'


@pytest.mark.parametrize(
    ("made", "written"),
    [
        ("a&#42;b", "a*b"),
        ("&#60;&#62;&#38;&#34;&#39;", "&#60;&#62;&#38;&#34;&#39;"),
        ("&#10;&#7840;", "\n\u1ea0"),
        ("&amp;#42;", "&amp;#42;"),
        ('a<br />b<hr />c<img src="d" />', 'a<br>b<hr>c<img src="d">'),
    ],
)
def test_only_what_html_needs_stays_a_reference_or_a_stroke(made, written):
    assert lighten(made) == written


FRAME = '<div class="wide" role="group" aria-label="Bảng" tabindex="0">{}</div>'


def test_tables_scroll_in_a_frame_and_are_aligned_by_classes():
    one = '<table>\n<tr><th style="text-align: left;">a</th><td style="text-align: center;">b</td></tr></table>'
    two = '<table><td style="text-align: right;">c</td><td style="color: red;">d</td></table>'
    assert open_tables(f"<p>x</p>{one}\n{two}") == "<p>x</p>" + FRAME.format(
        '<table>\n<tr><th class="left">a</th><td class="center">b</td></tr></table>'
    ) + "\n" + FRAME.format('<table><td class="right">c</td><td style="color: red;">d</td></table>')  # fmt: skip


def test_passages_know_nothing_of_each_other():
    assert prose("[a]\n\n[a]: https://b.example") != prose("[a]") == "<p>[a]</p>"


def test_without_abbreviations_nothing_changes():
    assert explain_abbreviations("<p>ANTT</p>", {}) == "<p>ANTT</p>"


@pytest.mark.parametrize("text", ["|" * 21, "| a | b | c |\n" * 501])
def test_a_table_that_no_page_has_room_for_is_refused(text):
    assert too_much(text) == "có bảng quá 20 cột hoặc quá 2000 ô"
    assert too_much("| a | b | c |\n" * 400) is None


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("note", "Lưu ý"),
        ("warning", "Chú ý"),
        ("meo", "Lưu ý"),
        ('tip "Trước khi ra mắt"', "Trước khi ra mắt"),
        ('note ""', None),
    ],
)
def test_a_notice_box_has_a_vietnamese_title_or_its_own(written, title):
    html = Markdown(extensions=[Notices()]).convert(f"!!! {written}\n    Nội dung **đậm**.")
    assert ('<p class="admonition-title">' in html) == bool(title) and (title or "") in html
    assert html.startswith('<div class="admonition ') and "<strong>đậm</strong>" in html
