"""Which links to the outside are dead: asked of their servers one by one, only when somebody wants to know.

Servers are asked politely: with a name that says who asks, for the head of a page and only where that is refused for the page, whose content is
left; one server one link at a time, with a pause between.
"""

import re
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from macros.catalogue import Catalogue
from macros.language.markup import prose
from macros.records import Part, Record
from macros.records.base import FieldType
from macros.records.walk import values

_TIMEOUT = 15.0  # seconds that a server has for an answer
_PAUSE = 1.0  # seconds between two links of one server
_AT_ONCE = 6  # servers
_MOST = 5_000  # links
_WHO = "Mozilla/5.0 (compatible; kiem-tra-lien-ket; manage.py status --links)"
_HREF = re.compile(r'<a href="(https?://[^"]*)"')
_NOT_BY_HEAD = {400, 403, 404, 405, 406, 501}
"""What servers answer that know no questions for the head alone."""
# What the answer of a server means, by its number; others by their hundred.
_ANSWERS = {
    404: "không còn trang ấy (404)",
    410: "trang đã gỡ hẳn (410)",
    401: "máy chủ đòi đăng nhập (401), mở bằng trình duyệt để xem",
    403: "máy chủ không cho chương trình xem (403), mở bằng trình duyệt để xem",
    429: "máy chủ bận (429), thử lại sau",
    300: "chuyển hướng không tới đâu",
    400: "máy chủ không nhận địa chỉ này",
    500: "máy chủ báo lỗi, thử lại sau",
}
# Of what keeps a server from answering, the first that it is.
_FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLError, "chứng chỉ bảo mật của máy chủ không hợp lệ"),
    (socket.gaierror, "không có tên miền này, hoặc máy này không vào được mạng"),
    (TimeoutError, f"máy chủ không trả lời trong {_TIMEOUT:g} giây"),
    (ConnectionRefusedError, "máy chủ không nhận kết nối"),
    (OSError, "không nối được với máy chủ"),
    (HTTPException, "máy chủ trả lời không đúng cách"),
    (ValueError, "địa chỉ viết không đúng cách"),
)


class Link(NamedTuple):
    """A link to the outside, and the records that have it."""

    url: str
    records: list[Record]


@dataclass(frozen=True)
class Dead:
    """A link that leads nowhere, as far as can be told, and why."""

    link: Link
    why: str


def outside(catalogue: Catalogue, records: Iterable[Record]) -> list[Link]:
    """The links of these records to other sites, in order, each once."""
    found: dict[str, list[Record]] = {}
    ours = catalogue.site.url
    for record in records:
        for url in dict.fromkeys(_links(record)):
            if not (ours and url.startswith(ours)):
                found.setdefault(url, []).append(record)
    return [Link(url, found[url]) for url in sorted(found)]


def _links(part: Part) -> Iterator[str]:
    for _, field, _, value in values(part):
        if field.internal or not isinstance(value, str):
            continue
        if field.type is FieldType.LINE and field.pattern and re.match("https?://", value):
            yield value.partition("#")[0]
        elif field.type is FieldType.PROSE and "http" in value:
            yield from (unescape(href).partition("#")[0] for href in _HREF.findall(prose(value)))


def dead(links: Iterable[Link], done: Callable[[int, int], None] = lambda done, of: None, pause: float = _PAUSE,
         timeout: float = _TIMEOUT) -> list[Dead]:  # fmt: skip
    """Those of the links, of the first few thousand, that lead nowhere; `done` is told how many have been asked for of how many."""
    asked = list(links)[:_MOST]
    by_server: dict[str, list[Link]] = defaultdict(list)
    for link in asked:
        by_server[urlsplit(link.url).netloc].append(link)
    told: list[Dead] = []
    count = 0

    def ask(some: list[Link]) -> Iterator[Dead | None]:
        for number, link in enumerate(some):
            if number:
                time.sleep(pause)
            why = trouble_with(link.url, timeout)
            yield Dead(link, why) if why else None

    def ask_all(some: list[Link]) -> None:
        nonlocal count
        for found in ask(some):
            count += 1
            done(count, len(asked))
            if found:
                told.append(found)

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for finished in [threads.submit(ask_all, some) for some in by_server.values()]:
            finished.result()
    return sorted(told, key=lambda one: one.link.url)


def trouble_with(url: str, timeout: float = _TIMEOUT) -> str:
    """What is wrong with a link, in words; empty if it leads to a page."""
    try:
        whole = _as_asked(url)
        status = _status(whole, "HEAD", timeout)
        if status in _NOT_BY_HEAD:
            status = _status(whole, "GET", timeout)
    except (OSError, HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, BaseException) else error
        return next((words for kind, words in _FAILURES if isinstance(cause, kind)), _FAILURES[4][1])
    if status < 300:
        return ""
    return _ANSWERS.get(status) or f"{_ANSWERS[status // 100 * 100]} ({status})"


def _status(url: str, method: str, timeout: float) -> int:
    try:
        with _opener().open(
            Request(url, method=method, headers={"User-Agent": _WHO, "Accept": "*/*"}), timeout=timeout
        ) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def _opener() -> OpenerDirector:
    """Follows links of the web and nothing else."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, UnknownHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler,
                    HTTPErrorProcessor):  # fmt: skip
        opener.add_handler(handler())
    return opener


def _as_asked(url: str) -> str:
    """An address as it travels: its letters in ascii. Raises ValueError if it can't be one."""
    scheme, netloc, path, query, _ = urlsplit(url)
    host, colon, port = netloc.partition(":")
    return urlunsplit(
        (
            scheme,
            f"{host.encode('idna').decode()}{colon}{port}",
            quote(path, safe="/%:@!$&'()*+,;=~-._"),
            quote(query, safe="/%?:@!$&'()*+,;=~-._"),
            "",
        )
    )
