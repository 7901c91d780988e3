"""Atom feeds of events (RFC 4287): of the whole site, of each unit and of each theme."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape

from macros.addresses.address import EVENTS, FEED, Address, feed_of, file_of, page_of
from macros.catalogue import Finder
from macros.catalogue.occasions import Told
from macros.catalogue.updates import NEVER
from macros.exports.entries import NAMESPACE, as_read, event_uuid, page_telling, revision_of, told_whole, where_of
from macros.files.kept import Kept, digest
from macros.language.markup import plain
from macros.language.text import upper_first
from macros.media import renditions
from macros.records import Record, Theme, Unit

LATEST = 50
_PAGE, _PICTURE = "\0", "\1"  # no text of a record has these


@dataclass(frozen=True)
class Feed:
    """A feed: where it lies in the site, what it is called, and the page that it is the feed of."""

    address: Address
    title: str
    page: Address
    record: Record | None = None


def site_feed(find: Finder) -> Feed:
    """The feed of all events."""
    return Feed(FEED, f"{find.site.name}: sự kiện", EVENTS)


def feed_about(find: Finder, record: Record | None) -> Feed | None:
    """The feed of a theme's page or of a unit's, even one without events yet: what a reader follows must not vanish."""
    if not isinstance(record, Theme | Unit) or not find.has_page(record):
        return None
    return Feed(feed_of(record), f"Sự kiện: {find.name(record)}", page_of(record), record)


def feeds(find: Finder) -> Iterator[tuple[Address, Callable[[], str]]]:
    """Yield (address, what makes the XML) for every feed. Links are absolute where the site's address is known."""
    entries = cache(partial(_entries, find))
    newest = cache(lambda: max((entry.updated for entry in entries().values()), default=f"{NEVER}T00:00:00+07:00"))
    for feed in (site_feed(find), *(feed_about(find, one) for kind in (Unit, Theme) for one in find.all(kind))):
        if feed:
            yield feed.address, partial(_xml, find, feed, entries, newest)


@dataclass(frozen=True)
class Entry:
    """What is told of an event: when last, and the whole of it as XML, in which _PAGE stands for its page, and _PICTURE for its
    picture, which lies at `picture`."""

    updated: str
    xml: str
    picture: Address | None


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(name)


def _entries(find: Finder) -> dict[Told, Entry]:
    """The entry of each event and occasion; what one tells that tells what it told in the last build is taken from there."""
    told: list[Told] = [*find.events(), *find.occasions()]
    with Kept(find.stores, "feed") as store:
        return {one: _entry(find, one, store) for one in told}


def _entry(find: Finder, event: Told, store: Kept) -> Entry:
    updated, where = revision_of(find, event).moment.isoformat(), where_of(find, event)
    own = as_read(find, event)
    key = own and digest(own, event_uuid(find, event).urn, updated, where)
    xml = store.told(key, partial(_written, find, event, updated, where))
    return Entry(updated, xml, file_of(find, event.lead.file) if event.lead else None)


def _written(find: Finder, event: Told, updated: str, where: str) -> str:
    shown = renditions(find.media(event.lead.file)).plain if event.lead else None
    return _template("feed_entry.xml.jinja").render(
        id=event_uuid(find, event).urn,
        title=event.told_as,
        published=f"{event.posted}T00:00:00+07:00" if event.posted else "",
        updated=updated,
        url=_PAGE,
        summary=" ".join(_summary(event, where)),
        picture=event.lead,
        picture_url=_PICTURE,
        shown=shown,
    )


def _summary(event: Told, unit: str) -> Iterator[str]:
    """What is told of an event: what became of it, when, where and what."""
    if event.status.label:
        yield f"{event.status.label}."
    yield f"{upper_first(event.when)}." + (f" {event.date_note}" if event.date_note else "")
    yield f"{event.place}, {unit}." if event.place else f"{unit}."
    if event.summary:
        yield plain(event.summary.text)


def _xml(find: Finder, feed: Feed, entries: Callable[[], dict[Told, Entry]], newest: Callable[[], str]) -> str:
    """A feed whose events are those that the finder gives for its record, what was told last first: of a unit, also those of
    the units below it and before it. `entries` returns that of each; a feed without events is as new as the newest of all."""
    if isinstance(feed.record, Unit):
        events = find.events(unit=feed.record.id)
    else:
        events = find.events(theme=feed.record.id) if feed.record else find.events()

    def link(to: Address) -> str:
        return to.whole(find.site.url) if find.site.url else to.seen_from(feed.address)

    def linked(event: Told) -> Markup:
        entry = entries()[event]
        xml = entry.xml.replace(_PICTURE, escape(link(entry.picture))) if entry.picture else entry.xml
        return Markup(xml.replace(_PAGE, escape(link(page_telling(event)))))

    told = told_whole(find, events)
    shown = sorted(told, key=lambda event: entries()[event].updated, reverse=True)[:LATEST]  # else in the order given
    of_what = f"{find.site.name}/{feed.record.folder}/{feed.record.id}" if feed.record else find.site.name
    return _template("feed.xml.jinja").render(
        site=find.site,
        id=uuid.uuid5(NAMESPACE, of_what).urn,
        title=feed.title,
        here=link(feed.address),
        page=link(feed.page),
        entries=[linked(event) for event in shown],
        updated=max(entries()[event].updated for event in shown) if shown else newest(),  # one has to say when
    )
