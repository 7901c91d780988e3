"""What feeds and calendars have entries of, events and occasions: what each is known by, how new it is, where it takes place, and the page
that tells of it."""

import uuid
from collections.abc import Iterable

from macros.addresses.address import Address, page_of
from macros.addresses.occasions import page_of_occasion
from macros.catalogue import Finder
from macros.catalogue.occasions import Occasion, Told
from macros.catalogue.revisions import Revision, revisions
from macros.files.kept import digest
from macros.records import Event

# Ids must stay the same when the site moves, so they are made from the record, not from its address.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "toan-dan-bao-ve-an-ninh-to-quoc")


def event_uuid(find: Finder, told: Told) -> uuid.UUID:
    """What feeds and calendars know an event by, whatever its file is called later; or an occasion."""
    if isinstance(told, Occasion):
        return uuid.uuid5(NAMESPACE, f"occasions/{told.key}")
    return uuid.uuid5(NAMESPACE, f"events/{revisions(find).first_id(told)}")


def revision_of(find: Finder, told: Told) -> Revision:
    """How often what is told of it has changed; of an occasion, how often its events have, and others have come."""
    if isinstance(told, Occasion):
        own = [revisions(find).of(event) for event in told.events]
        return Revision(sum(one.number + 1 for one in own), max(one.day for one in own), "")
    return revisions(find).of(told)


def as_read(find: Finder, told: Told) -> bytes:
    """A digest of an event as it was read, or of an occasion as its events were; empty if one was changed since."""
    if not isinstance(told, Occasion):
        return find.digest(told)
    each = [find.digest(event) for event in told.events]
    return digest(told.title, told.where, *each) if all(each) else b""


def told_whole(find: Finder, events: Iterable[Event]) -> list[Told]:
    """Events with those of one occasion told once, and whole: whoever follows several calendars finds the same in each."""
    return [find.occasion(one.key) if isinstance(one, Occasion) else one for one in find.told_once(events)]


def where_of(find: Finder, told: Told) -> str:
    """Where an event or an occasion takes place."""
    return told.where if isinstance(told, Occasion) else find.where(told)


def page_telling(told: Told) -> Address:
    """The page of an event or an occasion."""
    return page_of_occasion(told) if isinstance(told, Occasion) else page_of(told)
