"""The Atom feed of events (RFC 4287)."""

import uuid
from datetime import date
from typing import cast

from jinja2 import Environment, FileSystemLoader

from macros.markup import plain
from macros.pages import source_of
from macros.records import Event, Source
from macros.view import TEMPLATES, View

LATEST = 50
# Ids must stay the same when the site moves, so they are made from the record, not from its address.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "toan-dan-bao-ve-an-ninh-to-quoc")


def event_feed(view: View) -> str:
    """Return the feed of the latest events that have a year, as XML; links are relative to the site's address."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    base = view.catalogue.site.url or ""
    entries = [
        {
            "id": uuid.uuid5(_NAMESPACE, f"events/{event.id}").urn,
            "title": event.title,
            "url": base + source_of(event).removesuffix(".md") + "/",
            "updated": f"{_updated(view, event)}T00:00:00+07:00",
            "summary": plain(event.summary.text) if event.summary else "",
        }
        for event in [e for e in view.catalogue.events if e.date.year][:LATEST]
    ]
    updated = max((entry["updated"] for entry in entries), default="1970-01-01T00:00:00+07:00")
    feed_id = uuid.uuid5(_NAMESPACE, view.catalogue.site.name).urn
    return environment.get_template("feed.xml.jinja").render(
        site=view.catalogue.site, id=feed_id, base=base, entries=entries, updated=updated
    )


def _updated(view: View, event: Event) -> date:
    """When the event was last written about, as far as its sources say; else when it took place."""
    sources = [cast(Source, view.catalogue.get("sources", source)) for source in event.sources]
    dates = [source.published.last for source in sources if source.published and source.published.last]
    return max([*dates, cast(date, event.date.first)])
