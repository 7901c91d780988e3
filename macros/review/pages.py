"""The pages that a review has of its own, and what it puts on those of the site, which know nothing of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from macros.addresses.address import STYLE
from macros.language.dates import PartialDate
from macros.records import Site
from macros.review.items import Item
from macros.review.unserved import FOLDER, POLICY, Unserved

START, SHEET = "Mo-xem-duyet.html", "Phieu-duyet.html"
"""What whoever gets a review opens first, and what is printed."""

_TEMPLATES, _STATIC = Path(__file__).parent / "templates", Path(__file__).parent / "static"
_STYLE, _SCRIPT = f"{FOLDER}/duyet.css", f"{FOLDER}/duyet.js"
_HOME = "index.html"
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>')


class Pages:
    """The pages of one review: `copy` of the site, with `items` to be judged and what is `gone`, made on `day`."""

    def __init__(self, copy: Unserved, items: Sequence[Item], gone: Sequence[str], site: Site, day: date):
        self._copy, self._items, self._gone, self._site, self._day = copy, items, gone, site, day
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._parts: Any = self._environment.get_template("_parts.html").module
        self._shown = PartialDate.of(day).shown
        self._on_page: dict[str, list[Item]] = {}
        self._waiting: dict[str, str] = {}
        for item in items:
            if item.there and item.there.file in copy.places:
                self._on_page.setdefault(item.there.file, []).append(item)
                if not item.there.anchor:
                    self._waiting[copy.places[item.there.file]] = escape(f"{item.state[:1].lower()}{item.state[1:]}")

    def own(self) -> Mapping[str, bytes]:
        """What lies beside the site's files: where, and what it holds; first what is to be opened first."""
        ways = {
            item.number: self._copy.way(START, self._copy.places[item.there.file], item.there.anchor)
            for item in self._items
            if item.there and item.there.file in self._copy.places
        }
        files = {_STYLE: (_STATIC / "duyet.css").read_bytes(), _SCRIPT: (_STATIC / "duyet.js").read_bytes()}
        return {START: self._render("start.html", links=ways), SHEET: self._render("sheet.html"), **files}

    def dressed(self, file: str, text: str) -> str:
        """A page of the site as it is shown in the review."""
        here = self._copy.places[file]
        way = {to: self._copy.way(here, to) for to in (START, SHEET, _STYLE, _SCRIPT)}
        if self._waiting:
            text = _LINK.sub(lambda found: self._told(here, found), text)
        found = self._on_page.get(file, [])
        head = (
            f'<meta name="robots" content="noindex"><link rel="stylesheet" href="{way[_STYLE]}">'
            f'<script src="{way[_SCRIPT]}" defer></script></head>'
        )
        banner = self._parts.banner(self._shown, way[START], way[SHEET])
        text = text.replace("</head>", head, 1).replace(
            '<header class="md-header">', f'{banner}<header class="md-header">', 1
        )
        if found:
            boxes, forms = (
                "".join(map(self._parts.box, found)),
                "".join(self._parts.form(one, way[START]) for one in found),
            )
            text = text.replace("</h1>", f"</h1>{boxes}", 1)
            begin, end = text.rsplit("</article>", 1)
            text = f"{begin}{forms}</article>{end}"
        return text

    def _told(self, here: str, link: re.Match[str]) -> str:
        """A link that says so if it leads to what readers don't see yet."""
        there = self._resolved(here, link[1])
        state = self._waiting.get(there) if there != here else None
        return f'{link[0][:-1]} data-duyet-la="{state}">' if state else link[0]

    @staticmethod
    def _resolved(here: str, link: str) -> str:
        way = link.partition("#")[0]
        if not way or ":" in way:
            return ""
        folders = here.split("/")[:-1]
        for step in way.split("/"):
            if step == "..":
                folders = folders[:-1]
            elif step != ".":
                folders.append(step)
        return "/".join(folders)

    def _render(self, template: str, **context: Any) -> bytes:
        places = self._copy.places
        return self._environment.get_template(template).render(
            context,
            site=self._site, day=self._shown, made=self._day.isoformat(), items=self._items, gone=self._gone, policy=POLICY, start=START, sheet=SHEET,
            is_list=template == "start.html", home=places[_HOME],
            styles=[places[STYLE.path], _STYLE],
            scripts=[places["assets/site.js"], _SCRIPT],
        ).encode()  # fmt: skip
