"""Pages in the windows in which they are looked at, and what the browser complains of meanwhile."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Response, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
WIDE: ViewportSize = {"width": 1920, "height": 1080}
SIZES = {"phone": PHONE, "desk": DESK}


HEAR = """
    window.breaches = [];
    document.addEventListener("securitypolicyviolation", (e) => breaches.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
"""
BLOCKED = "Service Worker registration blocked by Playwright"  # it keeps much for later


@dataclass
class Opened:
    """A page that is looked at.

    Attributes:
        size: of its window, a name of `SIZES`.
        plain: a page on which no scripts run, for whoever needs one.
        said: what the browser complained of while the page loaded and was looked at.
        loaded: the bytes of each file, as sent, that came before its reader did anything.
    """

    page: Page
    size: str
    plain: Page
    said: list[str] = field(default_factory=list)
    loaded: dict[str, int] = field(default_factory=dict)


Look = Callable[[Opened], Iterable[str]]


def visit(page: Page, address: str) -> None:
    """Open a page; where a script lists the results of a search, wait for them."""
    page.goto(address)
    if page.locator("[data-search-results]").count():
        page.locator("[data-results-form]").wait_for()


@contextmanager
def hearing(page: Page, address: str, said: list[str], sizes: dict[str, int] | None = None) -> Iterator[None]:
    """Note all that the browser complains of while it opens an address and stays there, and the sizes of what it loads."""
    origin = "/".join(address.split("/")[:3]) + "/"

    def response(got: Response) -> None:
        if got.status >= 400 and got.url != address:
            said.append(f"{got.url} {got.status}")
        if got.request.is_navigation_request():
            sizes.clear()  # of what the page before still asked for; of its own site, if that was another
            while late:
                said.remove(late.pop())
        sizes[urlsplit(got.url).path] = int(got.headers.get("content-length") or 0)

    def request(asked: Request) -> None:
        if not asked.url.startswith((origin, "data:", "blob:")):
            late.append(asked.url)
            said.append(asked.url)

    late: list[str] = []
    sizes = {} if sizes is None else sizes
    hearers = {
        "console": lambda one: one.type in ("error", "warning") and BLOCKED not in one.text and said.append(one.text),
        "pageerror": lambda error: said.append(str(error)),
        "request": request,
        "response": response,
    }
    for event, hearer in hearers.items():
        page.on(event, hearer)
    yield
    for event, hearer in hearers.items():
        page.remove_listener(event, hearer)
