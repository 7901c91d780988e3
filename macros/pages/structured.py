"""What search engines are told of a page in their own terms (schema.org, as JSON-LD): the way to it, and the event,
agency, unit, model or data set that it is about.

A date is given as precisely as it is known, which ISO 8601 allows (`2024-08`); an event whose year is not known is none
of schema.org's. Without the site's own address, what needs a full one is left out.
"""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from macros.addresses.address import HOME, OPEN_DATA, SEARCH, Address, download, file_of, page_of
from macros.catalogue import Finder
from macros.exports.open_data import last_changed, listed_downloads
from macros.language.dates import PartialDate
from macros.language.markup import plain
from macros.media import renditions
from macros.pages.listing import Page, Trail
from macros.records import Event, Model, Organisation, Record, Theme, Unit
from macros.records.event import EventStatus
from macros.records.media import Illustrated
from macros.records.organisation import OrganisationKind
from macros.records.parts import Passage

_STATUS = {EventStatus.AS_PLANNED: "EventScheduled", EventStatus.POSTPONED: "EventPostponed",
           EventStatus.CANCELLED: "EventCancelled"}  # fmt: skip
# A police force or a people's committee is part of the state; the Party, the Front and the unions are not.
_OF_THE_STATE = (OrganisationKind.POLICE, OrganisationKind.GOVERNMENT, OrganisationKind.MINISTRY, OrganisationKind.DEPARTMENT,
                 OrganisationKind.COUNCIL, OrganisationKind.JUDICIARY, OrganisationKind.BORDER_GUARD, OrganisationKind.MILITARY)  # fmt: skip
_ORGANISATIONS = {**dict.fromkeys(_OF_THE_STATE, "GovernmentOrganization"),
                  OrganisationKind.SCHOOL: "EducationalOrganization", OrganisationKind.HOSPITAL: "Hospital"}  # fmt: skip
# So that no text of a record ends the element that holds it, or begins a comment in it.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

Thing = dict[str, Any]


def structured(find: Finder, here: Address, trail: Trail, made: Page | None) -> Markup | None:
    """Return the JSON-LD of a page as the text of a `script` element, or None if there is nothing to say.

    Args:
        here: The page's address.
        trail: The way to it from the home page, itself last.
        made: The page's record and description, if it is generated.
    """
    things = [*_about(find, here, made), *_way(find, trail)]
    if not things:
        return None
    whole = {"@context": "https://schema.org", "@graph": [_without_empty(thing) for thing in things]}
    return Markup(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _about(find: Finder, here: Address, made: Page | None) -> Iterator[Thing]:
    if here == HOME:
        yield _website(find)
    elif here == OPEN_DATA and find.site.url:
        yield _dataset(find)
    elif made and made.record and here == page_of(made.record) and (thing := _thing(find, made.record)):
        yield {
            **thing,
            "image": [*_images(find, made.record)],
            "mainEntityOfPage": _url(find, here),
            "url": _url(find, here),
        }
    if made and made.record and made.record.posted and here == page_of(made.record):
        yield {
            "@type": "WebPage",
            "name": find.name(made.record),
            "url": _url(find, here),
            "inLanguage": "vi",
            "datePublished": str(made.record.posted),
            "dateModified": str(made.record.changed or made.record.posted),
        }


def _thing(find: Finder, record: Record) -> Thing | None:
    if isinstance(record, Event):
        return _event(find, record) if record.date.year else None
    if isinstance(record, Organisation):
        return _organisation(find, record)
    if isinstance(record, Unit):
        return _unit(find, record)
    return _model(find, record) if isinstance(record, Model) else None


def _images(find: Finder, record: Record) -> Iterator[Thing]:
    """The pictures of a record, the one that leads first; they have to have whole addresses."""
    if not isinstance(record, Illustrated) or not find.site.url:
        return
    for picture in sorted(record.pictures, key=lambda picture: picture is not record.lead):
        plain = renditions(find.media(picture.file)).plain
        yield {
            "@type": "ImageObject",
            "contentUrl": _url(find, file_of(find, picture.file)),
            "width": plain.width,
            "height": plain.height,
            "caption": picture.caption or picture.shows,
            "creditText": picture.credit,
        }


def _website(find: Finder) -> Thing:
    site = find.site
    found = f"{SEARCH.whole(site.url)}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "name": site.name,
        "description": site.description,
        "inLanguage": "vi",
        "url": site.url,
        "publisher": {"@type": "Organization", "name": site.owner} if site.owner else None,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": found},
            "query-input": "required name=search_term_string",
        }
        if site.url
        else None,
    }


def _dataset(find: Finder) -> Thing:
    site, years, changed = find.site, find.years, last_changed(find)
    files = [
        {
            "@type": "DataDownload",
            "name": file.name,
            "encodingFormat": file.mediatype,
            "contentSize": f"{file.weight} B",
            "contentUrl": _url(find, download(file.name)),
        }
        for file in listed_downloads(find)
    ]
    return {
        "@type": "Dataset",
        "name": f"Dữ liệu mở: {site.name}",
        "description": f"{site.description} Bảng CSV, XLSX, JSON và GeoJSON, mỗi dòng có nguồn.",
        "url": _url(find, OPEN_DATA),
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "dateModified": str(changed) if changed else None,
        "license": site.licence.url if site.licence else None,
        "creator": {"@type": "Organization", "name": site.owner} if site.owner else None,
        "spatialCoverage": site.place,
        "temporalCoverage": f"{years[-1]}/{years[0]}" if years else None,
        "distribution": files,
    }


def _event(find: Finder, event: Event) -> Thing:
    unit = find.get(Unit, event.unit)
    places = [{"@type": "Place", "name": event.place or unit.full_name, "address": _postal(find, unit)}]
    for other in find.located(event)[1:]:
        places.append({"@type": "Place", "name": other.full_name, "address": _postal(find, other)})
    attendance = "Mixed" if event.is_online else "Offline" if event.place else ""
    organisers = [find.get(Organisation, organiser) for organiser in event.organisers]
    return {
        "@type": "Event",
        "name": event.title,
        "description": _text(event.summary),
        "startDate": _moment(event),
        "endDate": _date(event.end),
        "eventStatus": f"https://schema.org/{_STATUS[event.status]}",
        "eventAttendanceMode": f"https://schema.org/{attendance}EventAttendanceMode" if attendance else None,
        "location": places if len(places) > 1 else places[0],
        "organizer": [_named(find, organisation) for organisation in organisers],
        "inLanguage": "vi",
    }


def _organisation(find: Finder, organisation: Organisation) -> Thing:
    contact = organisation.contact
    kind = _ORGANISATIONS.get(organisation.kind, "Organization")
    parent = find.get(Organisation, organisation.parent) if organisation.parent else None
    reached = contact and (contact.phone or contact.hotlines or contact.email)
    return {
        "@type": kind,
        "name": organisation.name,
        "alternateName": organisation.other_names,
        "areaServed": _area(find, organisation.unit) if organisation.unit else None,
        "parentOrganization": _named(find, parent) if parent else None,
        "sameAs": contact.url if contact else None,
        "contactPoint": {
            "@type": "ContactPoint",
            "name": contact.office,
            "telephone": [number for number in (contact.phone, *contact.hotlines) if number],
            "email": contact.email,
        }
        if contact and reached
        else None,
    }


def _unit(find: Finder, unit: Unit) -> Thing:
    centroid = unit.centroid
    return {
        "@type": "AdministrativeArea",
        "name": find.name(unit),
        "alternateName": unit.full_name if find.name(unit) != unit.full_name else None,
        "identifier": {"@type": "PropertyValue", "name": "Mã thống kê", "value": unit.code} if unit.code else None,
        "containedInPlace": _area(find, unit.parent) if unit.parent else None,
        "geo": {"@type": "GeoCoordinates", "latitude": float(centroid.latitude), "longitude": float(centroid.longitude)}
        if centroid
        else None,
    }


def _model(find: Finder, model: Model) -> Thing:
    """A named practice is nearest to schema.org's Project: an enterprise, usually of several, with an aim of its own."""
    return {
        "@type": "Project",
        "name": model.name,
        "alternateName": model.other_names,
        "description": _text(model.summary),
        "foundingDate": _date(model.launched),
        "areaServed": [_area(find, unit) for unit in model.units],
        "keywords": [find.get(Theme, theme).heading for theme in model.themes],
    }


def _way(find: Finder, trail: Trail) -> Iterator[Thing]:
    if not trail or not find.site.url:
        return
    steps = [("Trang chủ", HOME), *((name, address) for name, address in trail if address is not None)]
    yield {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": _url(find, address)}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _named(find: Finder, organisation: Organisation) -> Thing:
    kind = _ORGANISATIONS.get(organisation.kind, "Organization")
    return {"@type": kind, "name": organisation.heading, "url": _page(find, organisation)}


def _area(find: Finder, unit_id: str) -> Thing:
    unit = find.get(Unit, unit_id)
    return {"@type": "AdministrativeArea", "name": find.name(unit), "url": _page(find, unit)}


def _postal(find: Finder, unit: Unit) -> Thing:
    above = find.above(unit)
    region = above[-1].full_name if above else None
    return {
        "@type": "PostalAddress",
        "addressLocality": unit.full_name,
        "addressRegion": region,
        "addressCountry": "VN",
    }


def _page(find: Finder, record: Record) -> str | None:
    return _url(find, page_of(record)) if find.has_page(record) else None


def _url(find: Finder, address: Address) -> str | None:
    return address.whole(find.site.url) if find.site.url else None


def _moment(event: Event) -> str | None:
    if event.time and event.time.clock and event.date.day:
        return f"{event.date}T{event.time.clock:%H:%M:%S}+07:00"
    return _date(event.date)


def _date(date: PartialDate | None) -> str | None:
    """A date as programs take it: what is unknown or only about so is no date to them."""
    return str(date) if date and date.year and not date.about else None


def _text(passage: Passage | None) -> str | None:
    return plain(passage.text) if passage else None


def _without_empty(value: Any) -> Any:
    """The same without the keys that hold nothing."""
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, [], "")}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
