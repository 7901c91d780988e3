"""The main walk: what readers come for, done once in a browser. The same steps in every one, so a step asks nothing that only
some driver can do."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from PIL import Image

from tests.quality.hands import Hand
from tests.quality.host import Host

NEARLY_WHITE = 170  # of 255, in the darkest of the three colours
HURRY = 0.15  # seconds that a page is given before it's left
PHONE, DESK = (390, 650), (1280, 800)
RESULTS = "document.querySelectorAll('[data-results-list] > li').length"
OPTIONS = "document.querySelectorAll('[data-search-list] [role=option]').length"
# Whether the list has been as it is for a while: to a slow browser, what was typed before is answered too.
STILL = """(() => {
    const now = document.querySelector('[data-search-list]').innerHTML;
    if (now !== window.listed) [window.listed, window.listedAt] = [now, Date.now()];
    return now && Date.now() - window.listedAt > 1500;
})()"""
TURN = "document.querySelector('#results-query').focus()"  # to the form: its choices come then
STATUS = "document.querySelector('[data-results-status]').textContent"
H1 = "document.querySelector('main h1').textContent.trim()"


@dataclass
class Walk:
    """A hand in a browser, a host with the real site, and the addresses of its main pages (kinds.py)."""

    hand: Hand
    host: Host
    pages: dict[str, str]

    def open(self, address: str, size: tuple[int, int] = DESK) -> None:
        self.hand.resize(*size)
        self.hand.go(f"{self.host.origin}/{address}")
        self.hand.wait("document.readyState === 'complete'")

    def is_at(self, path: str) -> None:
        path = self.host.folder + path.removeprefix(self.host.folder)
        self.hand.wait(
            f"location.pathname.startsWith({path!r}) && document.readyState === 'complete'", f"to be at {path}"
        )

    def choose(self, name: str, value: str) -> None:
        """Choose of a list, whose own window no driver reaches."""
        field = f"document.querySelector('[name={name}]')"
        self.hand.wait(f"{field} && {field}.querySelector('option[value=\"{value}\"]')", f"{value} to choose")
        self.hand.js(f"({field}.value = {value!r}, {field}.dispatchEvent(new Event('change', {{ bubbles: true }})))")


def home(walk: Walk) -> None:
    walk.open("")
    assert walk.hand.js("document.querySelector('h1').textContent.trim().length > 10")
    assert "underline" in style(walk, ".tally a", "textDecorationLine"), "links are told by colour alone"
    assert "underline" in style(walk, ".md-typeset p a", "textDecorationLine"), (
        "links in the text are told by colour alone"
    )
    assert whites(walk, ".brand img") > 30, "the shield melts into the band"


def search_by_keyboard(walk: Walk) -> None:
    walk.open("", PHONE)
    hand = walk.hand
    hand.type("/")
    hand.wait("document.activeElement.id === 'search-query'", "/ to lead into the box")
    hand.type("camera giam sat")
    hand.wait(f"{OPTIONS} > 0", "options")
    hand.wait(STILL, "the last answer")
    assert "underline" in style(walk, ".search mark", "textDecorationLine"), "what was found is not marked"
    panel = "document.querySelector('[data-search-panel]')"
    assert hand.js(f"getComputedStyle({panel}).overflowY === 'auto' && {panel}.offsetHeight < innerHeight"), (
        "the panel is cut off"
    )
    hand.press("ArrowDown")
    active = "document.getElementById(document.querySelector('#search-query').getAttribute('aria-activedescendant'))"
    hand.wait(f"{active} && {active}.getAttribute('aria-selected') === 'true'", "an arrow to choose an option")
    target = hand.js(f"new URL({active}.href).pathname")
    hand.press("Enter")
    walk.is_at(target)


def results(walk: Walk) -> None:
    walk.open("thong-ke/")
    walk.hand.click("#search-query")
    walk.hand.type("an ninh")
    walk.hand.press("Enter")
    walk.is_at("/tim-kiem/")
    walk.hand.wait(f"{RESULTS} > 3", "results")
    assert "kết quả cho “an ninh”" in walk.hand.js(STATUS)


def filters(walk: Walk) -> None:
    walk.open("tim-kiem/?q=an+ninh")
    hand = walk.hand
    hand.wait(f"{RESULTS} > 3", "results")
    whole = hand.js(STATUS)
    hand.js(TURN)
    walk.choose("kind", "event")
    hand.wait(f"location.search.includes('kind=event') && {STATUS} !== {whole!r}", "fewer results")
    assert "sự kiện cho “an ninh”" in hand.js(STATUS)
    hand.later("history.back()")
    hand.wait(f"{STATUS} === {whole!r}", "all results, gone back")


def archive_and_back(walk: Walk) -> None:
    walk.open(walk.pages["archive"])
    hand = walk.hand
    hand.wait(f"{RESULTS} > 3", "past events")
    hand.js(TURN)
    walk.choose("from", "2024")
    hand.wait(f"location.search.includes('from=2024') && {RESULTS} < 4", "the events of 2024")
    shown = hand.js(RESULTS)
    hand.click("[data-results-list] a")
    hand.wait("!location.search", "the event")
    hand.later("history.back()")
    walk.is_at(f"/{walk.pages['archive']}")
    hand.wait(
        f"{RESULTS} === {shown} && document.querySelector('[name=from]').value === '2024'",
        "the events of 2024, gone back",
    )


def menu(walk: Walk) -> None:
    walk.open("thong-ke/", PHONE)
    hand = walk.hand
    hand.click(".menu summary")
    assert in_window(walk, ".menu nav"), "the menu is cut off at the edge"
    assert hand.js("document.querySelector('.menu nav').offsetWidth > innerWidth * 0.9"), "the menu is a strip"
    assert style(walk, ".menu ul", "listStyleType") == "none"
    hand.click(".menu a[href$='mo-hinh/']")
    walk.is_at("/mo-hinh/")


def menu_closes(walk: Walk) -> None:
    walk.open("thong-ke/", PHONE)
    walk.hand.click(".menu summary")
    walk.hand.wait("document.querySelector('.menu').open", "the menu")
    walk.hand.js("document.querySelector('main p').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))")
    walk.hand.wait("!document.querySelector('.menu').open", "the menu to close by a tap on the text")


def size_and_colour(walk: Walk) -> None:
    walk.open("thong-ke/")
    hand = walk.hand
    hand.click("[data-display] summary")
    for name, value in (("theme", "dark"), ("size", "large")):
        hand.click(f"[name={name}][value={value}]")
    chosen = "JSON.stringify([document.documentElement.dataset.theme, document.documentElement.dataset.size])"
    hand.wait(f"""{chosen} === '["dark","large"]'""", "the choice to hold")
    walk.open("thong-ke/")
    assert hand.js(chosen) == '["dark","large"]', "the choice is forgotten"
    assert hand.js("Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g)) < 60"), "not dark"
    hand.js("localStorage.removeItem('display')")


def model(walk: Walk) -> None:
    walk.open(walk.pages["model"])
    hand = walk.hand
    for name in ("print", "copy"):
        assert hand.js(f"!document.querySelector('[data-take-{name}]').hidden"), f"no button to {name}"
    hand.click(".cite a")
    hand.wait("location.hash", "a citation to lead to its source")
    hand.click("a[href*='bo-tai-lieu']")
    hand.wait("location.pathname.endsWith('/bo-tai-lieu/')", "the pages for printing")


def map_and_ward(walk: Walk) -> None:
    walk.open("ban-do/")
    hand = walk.hand
    hand.click(".map a[href*='phuong-le-chan'] .map__mark")
    walk.is_at("/dia-ban/")
    walk.open(walk.pages["ward"])
    assert hand.js("document.querySelectorAll('.map--near path, .map--near circle').length > 2"), (
        "no map of what is near"
    )


def left_while_loading(walk: Walk) -> None:
    """A page that is left before it's there is no error of the site's worker."""
    walk.open("")
    walk.hand.wait("!navigator.serviceWorker || navigator.serviceWorker.controller", "the worker")
    walk.hand.complaints()
    walk.host.pause = 2 * HURRY
    for address in ("mo-hinh/", "su-kien/luu-tru/", "tim-kiem/?q=camera", "ban-do/") * 2:
        walk.hand.later(f"location.href = {f'{walk.host.origin}/{address}'!r}")
        time.sleep(3 * HURRY)
    walk.host.pause = 0.0
    walk.is_at("/ban-do/")
    the_worker_is_content(walk)


def the_worker_is_content(walk: Walk) -> None:
    # A tab's icon is asked for by Firefox itself, which may log it as the worker's when the tab goes on before it is there.
    said = [one for one in walk.hand.complaints() if "ServiceWorker" in one and "/favicon.svg" not in one]
    assert not said, f"the site's worker complains: {said[0]}"


def no_complaints(walk: Walk) -> None:
    said = walk.hand.complaints()
    assert not said, f"the browser complains: {said[:3]}"


def offline(walk: Walk) -> None:
    """Last: the host is lost for good."""
    hand = walk.hand
    walk.open("")
    if not hand.js("'serviceWorker' in navigator"):
        raise NotHere("no service workers in this browser")
    hand.wait("navigator.serviceWorker.controller", "the worker")
    walk.open(walk.pages["model"])
    heading = hand.js(H1)
    walk.open("tim-kiem/?q=camera")
    hand.wait(f"{RESULTS} > 0 && localStorage.getItem('search.kept')", "the index to be kept")
    walk.host.lose()
    walk.open(walk.pages["model"])
    assert hand.js(H1) == heading
    for unseen in ("/assets/unseen.js", "/assets/search/index/unseen-abcdef.json"):
        hand.js(
            f"void fetch({unseen!r}).then(({{ ok }}) => ok, () => false).then((isThere) => (window.isThere = isThere))"
        )
        hand.wait("window.isThere === false", "the worker's answer that there is nothing")
        hand.js("void delete window.isThere")
    the_worker_is_content(walk)
    walk.open("tim-kiem/?q=an+ninh")
    hand.wait(f"{RESULTS} > 3", "results without a network")
    with suppress(Exception):  # some drivers take what has no network for a failure, though the worker answers
        walk.open("van-ban/")
    assert "Không có mạng" in hand.js("document.body.textContent")


def reading(walk: Walk) -> None:
    """A browser older than those in which everything works: pages are read, menus open, and the page says what to do."""
    walk.open("", PHONE)
    assert "underline" in style(walk, ".tally a", "textDecorationLine"), "links are told by colour alone"
    ways = "[...document.querySelectorAll('.tally a')].map((one) => one.getBoundingClientRect())"
    assert walk.hand.js(
        f"{ways}.every((one, i, all) => !i || one.top > all[i - 1].top || one.left > all[i - 1].right + 8)"
    ), "links run together"
    menu(walk)
    walk.open(walk.pages["model"], PHONE)
    lists = "[...document.querySelectorAll('main li')].filter((one) => one.getClientRects().length)"
    assert walk.hand.js(f"{lists}.every((one) => one.getBoundingClientRect().left >= 0)"), (
        "a list hangs out of the window"
    )
    walk.open("tim-kiem/?q=an+ninh", PHONE)
    assert "trình duyệt này quá cũ" in walk.hand.js(STATUS), "the page doesn't say what to do"
    assert walk.hand.js("document.querySelector('[data-results-lists] a').getClientRects().length"), "no lists"


Step = Callable[[Walk], None]
WORKS: tuple[Step, ...] = (
    home, search_by_keyboard, results, filters, archive_and_back, menu, menu_closes, size_and_colour, model, map_and_ward,
    no_complaints, left_while_loading, offline,
)  # fmt: skip
READS: tuple[Step, ...] = (reading,)


class NotHere(Exception):
    """The browser has no such thing, which pages do without."""


def taken(walk: Walk, steps: tuple[Step, ...]) -> Iterator[tuple[str, str, bool]]:
    """Take each step, a second time if it fails; yield its name, what is to be said of it, and whether it failed."""
    for step in steps:
        said, has_failed = "", True
        for _ in range(2):
            try:
                step(walk)
            except NotHere as lack:
                said, has_failed = str(lack), False
            except Exception as fault:  # noqa: BLE001 - a driver's own as well: the next step may do
                said = str(fault).partition("\n")[0] or repr(fault)
                continue
            else:
                said, has_failed = said and f"only the second time; first: {said}", False
            break
        yield step.__name__, said, has_failed


def style(walk: Walk, css: str, name: str) -> str:
    walk.hand.wait(f"document.querySelector({css!r})", css)
    return walk.hand.js(f"getComputedStyle(document.querySelector({css!r})).{name}")


def in_window(walk: Walk, css: str) -> bool:
    box = f"document.querySelector({css!r}).getBoundingClientRect()"
    return walk.hand.js(
        f"{box}.left >= 0 && {box}.right <= innerWidth + 1 && {box}.top >= 0 && {box}.top < innerHeight"
    )


def whites(walk: Walk, css: str) -> int:
    """How many points of an element are white or nearly so, as the browser paints it."""
    box = walk.hand.js(
        f"(({{ left, top, width, height }}) => [left, top, left + width, top + height])(document.querySelector({css!r}).getBoundingClientRect())"
    )
    shot = Image.open(io.BytesIO(walk.hand.picture())).convert("RGB")
    scale = shot.width / walk.hand.js("innerWidth")
    part = shot.crop(tuple(round(side * scale) for side in box))
    return int((np.asarray(part).min(axis=2) > NEARLY_WHITE).sum())
