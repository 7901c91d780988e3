"""A built site as files that open without a server, by a double click on any machine.

A browser that has a page from the disk loads neither modules nor fonts nor pages by a script, and knows no `index.html` that isn't
named. So links name files, fonts stand in the stylesheet, and what only a server can give says so in words. Names are cut as far as
Windows needs it: a path there has 260 letters, of which a mail program's folders take half.
"""

import base64
import hashlib
import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from macros.addresses.address import (
    CARDS,
    FORWARD,
    NOT_FOUND,
    ROBOTS,
    SEARCH_INDEX,
    SITEMAP,
    SLIP_FORM,
)
from macros.publish.links import files_of, target_of, with_links

FOLDER = "trang"
"""Where the site's own files lie in the copy."""
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; font-src data:; img-src 'self' file: data:; "
    "form-action 'none'; base-uri 'none'"
)
"""`'self'` of a page from the disk is nothing in some browsers."""

LONGEST = 110
"""Letters of a path in the copy."""
_NAME = 34  # letters of a folder or a file in a path that would be longer

_SITE_SCRIPT = "assets/site.js"
_SERVED = (
    ROBOTS.file,
    NOT_FOUND.file,
    SITEMAP.file,
    f"{SITEMAP.file}.gz",
    SLIP_FORM.file,
    SEARCH_INDEX.path,
    CARDS.path,
)
_FONT = re.compile(r"url\(([^)\"']+\.woff2)\)")
_HEAD = re.compile(
    r'[ \t]*<(?:script type="(?:module|application/ld\+json)"[^>]*>.*?</script>|link rel="(?:preload|alternate|canonical)"[^>]*>'
    r'|meta (?:property="og:|name="(?:twitter:|robots))[^>]*>|aside class="take".*?</aside>)\n?',
    re.DOTALL,
)
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_BOX = re.compile(r'<form class="search".*?</form>', re.DOTALL)
_STATUS = re.compile(r'(<p class="results__status"[^>]*>).*?</p>', re.DOTALL)
_SLIP = re.compile(r'(<div class="slip"[^>]*>).*?</div>', re.DOTALL)
_NO_SEARCH = "Tìm kiếm chỉ chạy trên trang đã đăng"


class Unserved:
    """A copy of the site in `site`, which is to lie at `url` one day.

    Attributes:
        places: where each file of the site lies in the copy; what only a server has a use for isn't among them.
    """

    def __init__(self, site: Path, url: str | None):
        self._site, self._url = site, url
        self.places = {file: f"{FOLDER}/{short(file)}" for file in sorted(files_of(site)) if not _is_served(file)}

    def way(self, here: str, to: str, anchor: str = "") -> str:
        """The link from one file of the copy to another."""
        way = quote(posixpath.relpath(to, posixpath.dirname(here) or "."))
        return f"{way}#{anchor}" if anchor else way

    def contents(self, dressed: Callable[[str, str], str]) -> Iterator[tuple[str, bytes]]:
        """Yield where each file lies and what it holds; `dressed` makes of the path of a page in the site and its text what is shown."""
        for file, place in self.places.items():
            content = (self._site / file).read_bytes()
            if file.endswith(".html"):
                content = self._page(file, content.decode(), dressed).encode()
            elif file.endswith(".css"):
                content = self._style(file, content.decode()).encode()
            yield place, content

    def _page(self, file: str, text: str, dressed: Callable[[str, str], str]) -> str:
        is_whole = "<body>" in text
        if is_whole:  # not what forwards an old address, which needs its script and its link
            text = _HEAD.sub("", text)
            text = _BOX.sub(f'<p class="search search--none">{_NO_SEARCH}.</p>', text)
            text = _STATUS.sub(rf"\1{_NO_SEARCH}: xin dùng các danh sách dưới đây.</p>", text)
            text = _SLIP.sub(r"\1<p>Biểu mẫu gửi tin chỉ chạy trên trang đã đăng.</p></div>", text)
        text = _POLICY.sub(rf"\1{POLICY}", text)
        text = with_links(text, lambda link: self._led(file, link))
        return dressed(file, text) if is_whole else text

    def _led(self, file: str, link: str) -> str:
        target, _ = target_of(file, link, self._url)
        place = self.places.get(target or "")
        if place is None or link.startswith("#"):
            return link
        fragment = link.partition("#")[2]
        if target == file and fragment:
            return f"#{fragment}"
        return self.way(self.places[file], place, fragment)

    def _style(self, file: str, text: str) -> str:
        def held(found: re.Match[str]) -> str:
            font = self._site / posixpath.join(posixpath.dirname(file), found[1])
            return f"url(data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()})"

        return _FONT.sub(held, text)


def short(file: str) -> str:
    """The path of a file, cut as far as it is too long: what is cut off a name is told by a digest."""
    if len(file) + len(FOLDER) < LONGEST:
        return file
    return "/".join(map(_cut, file.split("/")))


def _cut(name: str) -> str:
    if len(name) <= _NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 5:
        stem, dot, ending = name, "", ""
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{stem[: _NAME - len(digest) - len(dot + ending) - 1].rstrip('-. ')}-{digest}{dot}{ending}"


def _is_served(file: str) -> bool:
    """Whether a file is of use on a server alone."""
    if file.endswith(".js"):
        return file not in (_SITE_SCRIPT, FORWARD.file)
    return file.startswith(_SERVED) or file.endswith(".woff2")
