"""Hostile texts, and records of every kind with them in each field that takes text (`test_hostile.py`).

Each text that has to stand first, the others behind them, has records of its own; with HOSTILE=alone in the environment each text has.
"""

import json
import os

from macros.language.text import nfc
from macros.records import RECORDS, Site
from macros.records.base import FieldType, Part
from macros.records.fields import Field, fields_of
from macros.records.media import Film, Paper
from macros.records.unit import Abolition

ALONE = os.environ.get("HOSTILE") == "alone"
SUM, RESULT = "{{ 7654321*3 }}", "22962963"  # a result that stands nowhere by chance
IMAGE, TITLE = '"><img src=x onerror="window.pwned=1">', "</title><script>window.pwned=1</script>"
# Each begins a text, as some do nothing where they stand further on.
ONE_LINE = [
    SUM,
    "{% raise %}",
    "<script>window.pwned=1</script>",
    IMAGE,
    "'><svg onload=window.pwned=1>",
    TITLE,
    "</textarea></style></noscript><script>window.pwned=1</script>",
    "[x](javascript:window.pwned=1)",
    "javascript:window.pwned=1",
    "{: onclick='window.pwned=1' }",
    "<!-- ",
    "--> ]]> ?>",
    "<![CDATA[ x",
    "# Đề mục",
    "- ý",
    "1. ý",
    "> trích",
    "| a | b |",
    "---",
    "```",
    "~~~ {: onclick='window.pwned=1' }",
    "*[ABC]: abc",
    "[^1]: abc",
    "!!! note",
]
PARAGRAPHS = [
    "Tiêu đề\n=======\n\nNữa\n---",
    "```html\n<script>window.pwned=1</script>\n```",
    "    <script>window.pwned=1</script>",
    "<div markdown='1'>\n<script>window.pwned=1</script>\n</div>",
    "[x][y]\n\n[y]: javascript:window.pwned=1",
    "![x][y]\n\n[y]: http://evil.example/x.png",
    "[x](JaVaScRiPt:window.pwned=1) [x](&#106;avascript:window.pwned=1) [x](java\nscript:window.pwned=1)",
    "[x](data:text/html,<script>window.pwned=1</script>) [x](//evil.example/)",
    "<script>\n\nwindow.pwned=1\n\n</script>",
    "*[mẫu]: abc\n\n[^1]: http://evil.example/\n\nx[^1]",
    "- ý\n\n    {: onclick='window.pwned=1' }\n\n{: onclick='window.pwned=1' }",
    "{% for x in y %}\n\n{{ 7654321*3 }}",
]
# Each of these stands behind one of the texts above, in every field of every kind; alone, with HOSTILE=alone.
MORE = [
    "{{ 7*7 }}",
    "{# chú thích #}",
    "{{ view.catalogue.data }}",
    "${7654321*3} #{7654321*3}",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#60;script&#62;window.pwned=1&#60;/script&#62;",
    "[x](<javascript:window.pwned=1> 'x')",
    "<javascript:window.pwned=1>",
    "![x](http://evil.example/x.png)",
    '[x](http://evil.example/ "x\\" onmouseover=window.pwned=1")',
    "x { onclick='window.pwned=1' } {: onclick=window.pwned=1 }",
    "wzxhzdk:0 klzzwxh:0000 amp;0",
    "&#2;wzxhzdk:0&#3;",
    "`mã` $x$ *nghiêng* **đậm** ~~gạch~~ _gạch dưới_ :smile:",
    "C:\\thư mục\\",
    "[[liên kết]] [x][y] <http://evil.example/> http://evil.example/",
    "{{ namespace.__init__.__globals__ }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{%- set x = 7654321*3 -%}{{ x }}",
    "{% include 'main.html' %}", "{{ 7654321*3 | safe }}", "{{ config }}", "{% for x in range(9) %}{{ 7654321*3 }}{% endfor %}",
    "{{ macros_info() }}", '{{ page_view.render("home") }}', "{% endraw %}{{ 7654321*3 }}{% raw %}", "#{7654321*3}", "<%= 7654321*3 %>",
    "${{7654321*3}}", "[[${7654321*3}]]", "{{{ 7654321*3 }}}", "@(7654321*3)", "<ScRiPt>window.pwned=1</sCrIpT>",
    "<script/x>window.pwned=1</script/x>", "<svg><script>window.pwned=1</script></svg>", "<math><mi xlink:href='javascript:window.pwned=1'>x",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>", "<object data='data:text/html,<script>window.pwned=1</script>'>",
    "<details open ontoggle=window.pwned=1>", "<input autofocus onfocus=window.pwned=1>", "<body onload=window.pwned=1>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>", "<base href='http://evil.example/'>",
    "<link rel=stylesheet href='http://evil.example/x.css'>", "<style>*{background:url(http://evil.example/x)}</style>",
    "<form action='http://evil.example/'><button>x</button>", "<video><source onerror=window.pwned=1>", "<a href=javascript:window.pwned=1>x</a>",
    "<img src=x: onerror=window.pwned=1//", "<x onclick=window.pwned=1>x</x>", "`<img src=x onerror=window.pwned=1>`", "\\<script>window.pwned=1\\</script>",
    "&lt;img src=x onerror=window.pwned=1&gt;", "&amp;lt;script&amp;gt;", "%3Cscript%3Ewindow.pwned=1%3C/script%3E", "\\u003cscript\\u003ewindow.pwned=1",
    "</script><script>window.pwned=1//", '"},{"@type":"Thing","name":"evil"}', '\\"}]</script><img src=x onerror=window.pwned=1>',
    "]]><x xmlns='evil'/><![CDATA[", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;', "&e; &nbsp; &#0; &#xD800;",
    "END:VEVENT BEGIN:VEVENT SUMMARY:evil", "\\nEND:VEVENT\\nBEGIN:VALARM", "x;TZID=evil:y,z\\;", "ATTACH:http://evil.example/x",
    "=HYPERLINK(0)", "+1+cmd", "-1+1", "@SUM(1+1)*cmd|' /C calc'!A0", '"=1+1"', ";=1+1", "vbscript:window.pwned=1", "data:text/html,<script>window.pwned=1</script>",
    "[x](vbscript:window.pwned=1) [x](data:text/html;base64,PHNjcmlwdD4=)", "[x](//evil.example/x) <//evil.example/x>", "[x](http:evil.example)",
    "[x]: javascript:window.pwned=1", "[x](jav&#x09;ascript:window.pwned=1)", "[x](http://evil.example/\"onmouseover=\"window.pwned=1)",
    "![x](x){ onerror=window.pwned=1 } [x](https://evil.example/){ onclick=window.pwned=1 }", "# x {#id .class onclick=window.pwned=1}", "??? note", "=== \"thẻ\"",
    "--8<-- \"mkdocs.yml\"", ";--8<-- x", "++ctrl+alt++ ==x== ^^x^^ H~2~O", "- [x] việc", ":material-alert: :fontawesome-solid-x:", "[TOC]", "[toc]",
    "$$x$$ \\(x\\)", "%%x%% {==x==}{>>y<<}", "+++", "%YAML 1.2", "x" * 200, "ậ" * 120, "e\u0323\u0302\u0301\u0300" * 20, "ﷺ ﷽ 𒐫", "שלום عربي שלום",
    "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽", "ﬁ ﬀ ℡ ㈱", "１２３ ＡＢＣ ＜script＞", "‘x’ “y” „z‟ ‹a›", "a\u00a0b\u2003c\u3000d", "𝐀𝐁𝐂 𝓐𝓑", "ı İ ß ſ K", "<!--#include file='x'-->",
    "<?php echo 7654321*3 ?>", "$(window.pwned=1) `id`", "' OR 1=1 --", "../../../etc/passwd", "CON NUL aux.yml", "%s %d %n {0} {x!r}", "__proto__ constructor",
    "window.pwned=1", "null undefined NaN", "on error resume next", "\\", "|", "~", ">", "*", "_", "__x__", "***", "***x", "[", "](", "<", "&", "&&&&", "'", '"', "{", "}}", "{%", "#}",
]  # fmt: skip
# Refused where texts are read, or taken out: they reach no page at all.
REFUSED = [
    "a\u202eb", "a\u2066b", "a\u200bb", "a\u00adb", "a\ufeffb", "a\ufffeb", "a\ufffdb", "a\x00b", "a\x07b", "a\x1b[31mb", "a\x7fb", "a\x85b", "a\ue000b",
    "a\U000e0041b", "a\U0010ffffb", "\u200b\u200b", "\u3164",
]  # fmt: skip
URLS = [
    'https://evil.example/"><img/src="x"onerror="window.pwned=1">{{7654321*3}}<!--', "https://evil.example/'onclick='window.pwned=1",    "https://evil.example/</script><script>window.pwned=1</script>", "https://evil.example/?x={%raise%}&amp;y=#\"x", "https://evil.example/)[x](javascript:window.pwned=1)",
    "https://evil.example/`x`*y*_z_|a|", "https://evil.example/%0d%0aX:y%00", "https://evil.example/]]>&e;", "https://evil.example/\\..//",
]  # fmt: skip
FIXED = {
    "draft": False,
    "publish_on": None,
    "remove_on": None,
    "approval": None,  # for staff alone
    "review": False,
    "remarks": [],
    "aliases": [],
    "seal": None,  # takes no text but its own
    "value": None,
    "to": None,
    "of": None,
    "count": None,
    "earlier_parents": [],
    "came_from": [],
    "became": [],
    "abolished": None,
    "now_in": [],
    "parent": None,
    "end": None,
    "start": None,
    "latitude": 20,
    "longitude": 106,
    "own": False,
    "length": "3:25",
    "film_hosts": ["evil.example"],
}
# What stands for one another.
INSTEAD = {Film: {"file": None}, Paper: {"organisation": None}, Site: {"targets": []}}
FILES = {"picture": "ngo-tu-quan.jpg", "film": "phim.webm", "paper": "ke-hoach.pdf"}


def hostile(part: type[Part], name: str, line: str, prose: str) -> dict:
    """The fields of `part`, all filled; its texts are `line` and `prose`, its links lead to the records called `name`."""
    samples = {
        FieldType.LINE: line, FieldType.PROSE: prose, FieldType.LINK: name, FieldType.FLAG: True, FieldType.INTEGER: 1,
        FieldType.NUMBER: 1, FieldType.DATE: "2025-08-01", FieldType.PERIOD: "2025/2025", FieldType.TIME: "14:30",
    }  # fmt: skip

    def value(field: Field):
        if field.part:
            one = hostile(field.part, name, line, prose)
        elif field.choices:
            one = field.choices[0].value
        elif field.accepts:
            one = FILES[field.accepts[0]]
        else:
            one = URLS[int(name[4:] or 0) % len(URLS)] if field.pattern else samples[field.type]
        return [one] if field.many else one

    fixed = FIXED | INSTEAD.get(part, {})
    return {key: fixed[key] if key in fixed else value(field) for key, field in fields_of(part).items()}


if ALONE:
    TEXTS = [(line, line) for line in (*ONE_LINE, *MORE)] + [(f"đoạn {n}", text) for n, text in enumerate(PARAGRAPHS)]
else:
    # The paragraphs come before lines that do the same wherever they stand in prose; those that begin a block come first in theirs.
    lines, proses = [[line] for line in ONE_LINE], [[*PARAGRAPHS[n : n + 1], line] for n, line in enumerate(ONE_LINE)]
    for text in sorted(MORE, key=len):
        n = min(range(len(lines)), key=lambda n: len(" ".join(lines[n])))
        lines[n].append(text)
        proses[n].append(text)
    TEXTS = [(" ".join(line), "\n\n".join(prose)) for line, prose in zip(lines, proses, strict=True)]
TEXTS = [(nfc(line), nfc(prose)) for line, prose in TEXTS]
RECORD_NAMES = [f"thu-{n}" for n in range(len(TEXTS))]


def records(name: str, line: str, prose: str):
    """Yield (folder, file name, fields): a record of each kind, and a former unit that went into the one of today."""
    made = {kind.folder: hostile(kind, name, line, prose) for kind in RECORDS}
    made["terms"]["abbreviation"] += name  # each stands for one thing only
    made["results"]["year"] = 2025
    made["models"]["life"][0] |= {"came_from": ["camera-nui"], "became": ["ngo-tu-quan"]}  # none follows itself
    made["models"]["follows"]["model"] = "ngo-tu-quan"
    made["documents"] |= {"based_on": ["luat-mau"], "replaces": ["luat-mau"]}
    made["units"]["formed_from"][0]["unit"] = f"{name}-cu"
    made["units"]["earlier_parents"] = [f"{name}-cu"]
    former = {**made["units"], "end": "2025-06-30", "formed_from": [], "area": None, "centroid": None}
    former["earlier_parents"] = []
    former["abolished"] = hostile(Abolition, name, line, prose)
    former["now_in"] = [{"unit": name, "area_share": 1, "source": name}]
    yield "units", f"{name}-cu", {key: value for key, value in former.items() if value is not None}
    for folder, fields in made.items():
        yield folder, name, {key: value for key, value in fields.items() if value is not None}


def write(file, fields):
    file.write_text(json.dumps(fields, ensure_ascii=False, indent=1), encoding="utf-8")  # JSON is YAML
