"""What a reader can take from a page: its feed, its calendar entry, and links that pass it on. They are plain links, so
nothing is asked of those services until a reader follows one."""

import base64
import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from macros.addresses.address import CALENDAR, Address
from macros.catalogue import Finder
from macros.exports.calendar_file import calendar_about, calendar_file_of, has_entries
from macros.exports.feed import Feed, feed_about, site_feed
from macros.records import Event, Record


@dataclass(frozen=True)
class Take:
    """What goes with one page; feed and calendar (of an event whose day isn't over, or to follow) by their addresses in the site,
    the rest by full ones. `until` is the last day on which the calendar is of use, None if it always is; `follow` has calendar programs
    subscribe to it."""

    feed: Feed | None
    calendar: Address | None
    calendar_label: str
    until: date | None
    follow: str | None
    url: str | None
    facebook: str | None
    zalo: str | None


def take_along(find: Finder, here: Address, record: Record | None) -> Take:
    """Return what goes with the page at `here`, which is about `record` if it is about one."""
    feed, calendar, label, until = feed_about(find, record), calendar_about(find, record), "Tải lịch (.ics)", None
    if isinstance(record, Event) and not find.is_past(record):
        calendar, label, until = calendar_file_of(record), "Thêm vào lịch", record.last_day
        if record.status.label:  # whoever put it there before has it marked as what it is now
            label = f"Ghi vào lịch: {record.status.label.lower()}"
    if here == site_feed(find).page:
        feed, calendar = site_feed(find), CALENDAR if has_entries(find) else None
    url = here.whole(find.site.url) if find.site.url else None
    follow = webcal(calendar.whole(find.site.url)) if calendar and not until and url else None
    return Take(feed, calendar, label, until, follow, url, facebook(url) if url else None, zalo(url) if url else None)


def webcal(url: str) -> str:
    """The address by which calendar programs subscribe to the file at `url`, and fetch it again by themselves."""
    return f"webcal:{urlsplit(url)._replace(scheme='').geturl()}"


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
