"""Atom feeds of events (RFC 4287): of the whole site, of each unit and of each theme."""

import posixpath
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, Template

from macros.markup import plain
from macros.pages import source_of
from macros.records import Event, Record, Theme, Unit
from macros.updates import last_told
from macros.view import TEMPLATES, View

LATEST = 50
NAME = "su-kien.xml"
# Ids must stay the same when the site moves, so they are made from the record, not from its address.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "toan-dan-bao-ve-an-ninh-to-quoc")
_NEVER = "1970-01-01T00:00:00+07:00"  # a feed has to say when it was updated, even one of a site without events


@dataclass(frozen=True)
class Feed:
    """A feed: where it lies in the site, what it is called, and the page that it is the feed of."""

    path: str
    title: str
    page: str
    record: Record | None = None


def event_uuid(event: Event) -> uuid.UUID:
    """What feeds and calendars know an event by."""
    return uuid.uuid5(_NAMESPACE, f"events/{event.id}")


def site_feed(view: View) -> Feed:
    """The feed of all events."""
    return Feed(NAME, f"{view.catalogue.site.name}: sự kiện", "su-kien/")


def feed_of(view: View, record: Record | None) -> Feed | None:
    """The feed of a theme's page or of a unit's, even one without events yet: what a reader follows must not vanish."""
    if not isinstance(record, Theme | Unit) or not view.catalogue.has_page(record):
        return None
    page = source_of(record).removesuffix(".md") + "/"
    return Feed(page + NAME, f"Sự kiện: {view.name(record)}", page, record)


def feeds(view: View) -> Iterator[tuple[str, str]]:
    """Yield (path in the site, XML) for every feed. Links are absolute where the site's address is known."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.get_template("feed.xml.jinja")
    told = {event.id: _entry(view, event) for event in view.catalogue.events if event.date.year}
    for folder in (None, "units", "themes"):
        for record in view.catalogue.all(folder) if folder else [None]:
            if feed := feed_of(view, record) if record else site_feed(view):
                yield feed.path, _xml(view, template, feed, told)


def _entry(view: View, event: Event) -> dict[str, str]:
    return {
        "id": event_uuid(event).urn,
        "title": event.title,
        "updated": f"{last_told(view.catalogue, event)}T00:00:00+07:00",
        "summary": plain(event.summary.text) if event.summary else "",
    }


def _xml(view: View, template: Template, feed: Feed, told: dict[str, dict[str, str]]) -> str:
    """A feed whose events are those that the finder gives for its record: of a unit, also those of the units below it and
    before it. `told` holds the entry of each event by id; a feed without events is as new as the newest of all."""
    site = view.catalogue.site
    if isinstance(feed.record, Unit):
        events = view.find.events(unit=feed.record.id)
    else:
        events = view.find.events(theme=feed.record.id) if feed.record else view.catalogue.events

    def address(path: str) -> str:
        if site.url:
            return site.url + path
        relative = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(feed.path)}")
        return relative + "/" if path.endswith("/") else relative

    shown = [event for event in events if event.id in told][:LATEST]
    entries = [{**told[event.id], "url": address(source_of(event).removesuffix(".md") + "/")} for event in shown]
    of_what = f"{site.name}/{feed.record.folder}/{feed.record.id}" if feed.record else site.name
    return template.render(
        site=site,
        id=uuid.uuid5(_NAMESPACE, of_what).urn,
        title=feed.title,
        here=address(feed.path),
        page=address(feed.page),
        entries=entries,
        updated=max((entry["updated"] for entry in entries or told.values()), default=_NEVER),
    )
