"""What a reader can take from a page: its feed, its calendar entry, and links that pass it on. They are plain links, so
nothing is asked of those services until a reader follows one."""

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote

from macros import calendar_file
from macros.calendar_file import calendar_of
from macros.feed import Feed, feed_of, site_feed
from macros.records import Event, Record
from macros.view import View


@dataclass(frozen=True)
class Take:
    """What goes with one page; feed and calendar (of an event to come, or of all) by their paths in the site, the rest by
    full addresses."""

    feed: Feed | None
    calendar: str | None
    url: str | None
    facebook: str | None
    zalo: str | None


def take_along(view: View, address: str, record: Record | None) -> Take:
    """Return what goes with the page at `address` (`mo-hinh/x/`), which is about `record` if it is about one."""
    coming = isinstance(record, Event) and not view.find.is_past(record)
    feed, calendar = feed_of(view, record), calendar_of(record) if coming else None
    if address == site_feed(view).page:
        feed, calendar = site_feed(view), calendar_file.NAME if calendar_file.has_entries(view) else None
    url = view.catalogue.site.url + address if view.catalogue.site.url else None
    return Take(feed, calendar, url, facebook(url) if url else None, zalo(url) if url else None)


def facebook(url: str) -> str:
    """Facebook's form for sharing the page at `url`."""
    return f"https://www.facebook.com/sharer/sharer.php?u={quote(url, safe='')}"


def zalo(url: str) -> str:
    """Zalo's form for sharing the page at `url`.

    Zalo documents only a button with a script of its own; this is the address that the button opens, as seen on pages that
    use it: the page's address as JSON, in base64.
    """
    told = base64.b64encode(json.dumps({"url": url}).encode()).decode()
    return f"https://button-share.zalo.me/share_external?d={quote(told, safe='')}"
