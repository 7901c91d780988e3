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
from macros.catalogue.revisions import revisions
from macros.catalogue.updates import NEVER
from macros.files.kept import Kept, digest
from macros.language.markup import plain
from macros.media import renditions
from macros.records import Event, Record, Theme, Unit

LATEST = 50
_PAGE, _PICTURE = "\0", "\1"  # no text of a record has these
# Ids must stay the same when the site moves, so they are made from the record, not from its address.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "toan-dan-bao-ve-an-ninh-to-quoc")


@dataclass(frozen=True)
class Feed:
    """A feed: where it lies in the site, what it is called, and the page that it is the feed of."""

    address: Address
    title: str
    page: Address
    record: Record | None = None


def event_uuid(find: Finder, event: Event) -> uuid.UUID:
    """What feeds and calendars know an event by, whatever its file is called later."""
    return uuid.uuid5(_NAMESPACE, f"events/{revisions(find).first_id(event)}")


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


def _entries(find: Finder) -> dict[str, Entry]:
    """The entry of each event by id; what one tells that tells what it told in the last build is taken from there."""
    with Kept(find.stores, "feed") as store:
        return {event.id: _entry(find, event, store) for event in find.events()}


def _entry(find: Finder, event: Event, store: Kept) -> Entry:
    updated, where, as_read = revisions(find).of(event).moment.isoformat(), find.where(event), find.digest(event)
    key = as_read and digest(as_read, event_uuid(find, event).urn, updated, where)
    xml = store.told(key, partial(_written, find, event, updated, where))
    return Entry(updated, xml, file_of(find, event.lead.file) if event.lead else None)


def _written(find: Finder, event: Event, updated: str, where: str) -> str:
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


def _summary(event: Event, unit: str) -> Iterator[str]:
    """What is told of an event: what became of it, when, where and what."""
    if event.status.label:
        yield f"{event.status.label}."
    yield f"{event.when[0].upper()}{event.when[1:]}." + (f" {event.date_note}" if event.date_note else "")
    yield f"{event.place}, {unit}." if event.place else f"{unit}."
    if event.summary:
        yield plain(event.summary.text)


def _xml(find: Finder, feed: Feed, entries: Callable[[], dict[str, Entry]], newest: Callable[[], str]) -> str:
    """A feed whose events are those that the finder gives for its record, what was told last first: of a unit, also those of
    the units below it and before it. `entries` returns that of each event by id; a feed without events is as new as the newest
    of all."""
    if isinstance(feed.record, Unit):
        events = find.events(unit=feed.record.id)
    else:
        events = find.events(theme=feed.record.id) if feed.record else find.events()
    told = entries()

    def link(to: Address) -> str:
        return to.whole(find.site.url) if find.site.url else to.seen_from(feed.address)

    def linked(event: Event) -> Markup:
        entry = told[event.id]
        xml = entry.xml.replace(_PICTURE, escape(link(entry.picture))) if entry.picture else entry.xml
        return Markup(xml.replace(_PAGE, escape(link(page_of(event)))))

    shown = sorted(events, key=lambda event: told[event.id].updated, reverse=True)[:LATEST]  # else in the order given
    of_what = f"{find.site.name}/{feed.record.folder}/{feed.record.id}" if feed.record else find.site.name
    return _template("feed.xml.jinja").render(
        site=find.site,
        id=uuid.uuid5(_NAMESPACE, of_what).urn,
        title=feed.title,
        here=link(feed.address),
        page=link(feed.page),
        entries=[linked(event) for event in shown],
        updated=max(told[event.id].updated for event in shown) if shown else newest(),  # one has to say when
    )
