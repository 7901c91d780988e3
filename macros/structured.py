"""What search engines are told of a page in their own terms (schema.org, as JSON-LD): the way to it, and the event,
agency, unit, model or data set that it is about.

A date is given as precisely as it is known, which ISO 8601 allows (`2024-08`); an event whose year is not known is none
of schema.org's. Without the site's own address, what needs a full one is left out.
"""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from macros.dates import PartialDate
from macros.markup import plain
from macros.open_data import FOLDER, downloads
from macros.pages import Page, source_of
from macros.records import Event, Model, Organisation, Record, Unit
from macros.records.event import EventStatus
from macros.records.others import OrganisationKind
from macros.records.parts import Passage
from macros.view import View

_STATUS = {EventStatus.AS_PLANNED: "EventScheduled", EventStatus.POSTPONED: "EventPostponed",
           EventStatus.CANCELLED: "EventCancelled"}  # fmt: skip
# A police force or a people's committee is part of the state; the Party, the Front and the unions are not.
_ORGANISATIONS = {OrganisationKind.POLICE: "GovernmentOrganization", OrganisationKind.GOVERNMENT: "GovernmentOrganization",
                  OrganisationKind.SCHOOL: "EducationalOrganization", OrganisationKind.HOSPITAL: "Hospital"}  # fmt: skip
# So that no text of a record ends the element that holds it, or begins a comment in it.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

Thing = dict[str, Any]


def structured(view: View, address: str, trail: list[tuple[str, str | None]], made: Page | None) -> Markup | None:
    """Return the JSON-LD of a page as the text of a `script` element, or None if there is nothing to say.

    Args:
        address: The page's address in the site, such as `mo-hinh/x/`; empty for the home page.
        trail: The way to it from the home page: name and address in the site (None where there is no page), itself last.
        made: The page's record and description, if it is generated.
    """
    things = [*_about(view, address, made), *_way(view, trail)]
    if not things:
        return None
    whole = {"@context": "https://schema.org", "@graph": [_without_empty(thing) for thing in things]}
    return Markup(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _about(view: View, address: str, made: Page | None) -> Iterator[Thing]:
    site = view.catalogue.site
    if not address:
        yield _website(view)
    elif address == f"{FOLDER}/" and site.url:
        yield _dataset(view)
    elif made and made.record and address == _address(made.record) and (thing := _thing(view, made.record)):
        yield {**thing, "mainEntityOfPage": _url(view, address), "url": _url(view, address)}


def _thing(view: View, record: Record) -> Thing | None:
    if isinstance(record, Event):
        return _event(view, record) if record.date.year else None
    if isinstance(record, Organisation):
        return _organisation(view, record)
    if isinstance(record, Unit):
        return _unit(view, record)
    return _model(view, record) if isinstance(record, Model) else None


def _website(view: View) -> Thing:
    site = view.catalogue.site
    found = f"{site.url}tim-kiem/?q={{search_term_string}}"
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


def _dataset(view: View) -> Thing:
    site, years = view.catalogue.site, view.catalogue.years
    files = [
        {
            "@type": "DataDownload",
            "name": download.name,
            "encodingFormat": download.mediatype,
            "contentSize": f"{len(download.content)} B",
            "contentUrl": _url(view, f"{FOLDER}/{download.name}"),
        }
        for download in downloads(view.catalogue)
    ]
    return {
        "@type": "Dataset",
        "name": f"Dữ liệu mở: {site.name}",
        "description": f"{site.description} Bảng CSV, JSON và GeoJSON, mỗi dòng có nguồn.",
        "url": _url(view, f"{FOLDER}/"),
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": site.owner} if site.owner else None,
        "spatialCoverage": site.place,
        "temporalCoverage": f"{years[-1]}/{years[0]}" if years else None,
        "distribution": files,
    }


def _event(view: View, event: Event) -> Thing:
    catalogue = view.catalogue
    unit = catalogue.lineage.units[event.unit]
    place = {"@type": "Place", "name": event.place or unit.full_name, "address": _postal(view, unit)}
    organisers = [catalogue.get("organisations", organiser) for organiser in event.organisers]
    return {
        "@type": "Event",
        "name": event.title,
        "description": _text(event.summary),
        "startDate": _moment(event),
        "endDate": str(event.end) if event.end and event.end.year else None,
        "eventStatus": f"https://schema.org/{_STATUS[event.status]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode" if event.place else None,
        "location": place,
        "organizer": [_named(view, organisation) for organisation in organisers],
        "inLanguage": "vi",
    }


def _organisation(view: View, organisation: Organisation) -> Thing:
    catalogue, contact = view.catalogue, organisation.contact
    kind = _ORGANISATIONS.get(organisation.kind, "Organization")
    parent = catalogue.get("organisations", organisation.parent) if organisation.parent else None
    reached = contact and (contact.phone or contact.email)
    return {
        "@type": kind,
        "name": organisation.name,
        "alternateName": organisation.other_names,
        "areaServed": _area(view, organisation.unit) if organisation.unit else None,
        "parentOrganization": _named(view, parent) if parent else None,
        "sameAs": contact.url if contact else None,
        "contactPoint": {
            "@type": "ContactPoint",
            "name": contact.office,
            "telephone": contact.phone,
            "email": contact.email,
        }
        if contact and reached
        else None,
    }


def _unit(view: View, unit: Unit) -> Thing:
    centroid = unit.centroid
    return {
        "@type": "AdministrativeArea",
        "name": view.catalogue.unit_name(unit),
        "alternateName": unit.full_name if view.catalogue.unit_name(unit) != unit.full_name else None,
        "identifier": {"@type": "PropertyValue", "name": "Mã thống kê", "value": unit.code} if unit.code else None,
        "containedInPlace": _area(view, unit.parent) if unit.parent else None,
        "geo": {"@type": "GeoCoordinates", "latitude": float(centroid.latitude), "longitude": float(centroid.longitude)}
        if centroid
        else None,
    }


def _model(view: View, model: Model) -> Thing:
    """A named practice is nearest to schema.org's Project: an enterprise, usually of several, with an aim of its own."""
    return {
        "@type": "Project",
        "name": model.name,
        "alternateName": model.other_names,
        "description": _text(model.summary),
        "foundingDate": _date(model.launched),
        "areaServed": [_area(view, unit) for unit in model.units],
        "keywords": [view.catalogue.get("themes", theme).heading for theme in model.themes],
    }


def _way(view: View, trail: list[tuple[str, str | None]]) -> Iterator[Thing]:
    if not trail or not view.catalogue.site.url:
        return
    steps = [("Trang chủ", ""), *((name, address) for name, address in trail if address is not None)]
    yield {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": _url(view, address)}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _named(view: View, organisation: Record) -> Thing:
    kind = _ORGANISATIONS.get(organisation.kind, "Organization")  # type: ignore[attr-defined]
    return {"@type": kind, "name": organisation.heading, "url": _page(view, organisation)}


def _area(view: View, unit_id: str) -> Thing:
    unit = view.catalogue.lineage.units[unit_id]
    return {"@type": "AdministrativeArea", "name": view.catalogue.unit_name(unit), "url": _page(view, unit)}


def _postal(view: View, unit: Unit) -> Thing:
    above = view.catalogue.lineage.above(unit)
    region = above[-1].full_name if above else None
    return {
        "@type": "PostalAddress",
        "addressLocality": unit.full_name,
        "addressRegion": region,
        "addressCountry": "VN",
    }


def _page(view: View, record: Record) -> str | None:
    return _url(view, _address(record)) if view.catalogue.has_page(record) else None


def _address(record: Record) -> str:
    return source_of(record).removesuffix(".md") + "/"


def _url(view: View, address: str) -> str | None:
    return view.catalogue.site.url + address if view.catalogue.site.url else None


def _moment(event: Event) -> str:
    if event.time and event.time.clock and event.date.day:
        return f"{event.date}T{event.time.clock:%H:%M:%S}+07:00"
    return str(event.date)


def _date(date: PartialDate | None) -> str | None:
    return str(date) if date and date.year else None


def _text(passage: Passage | None) -> str | None:
    return plain(passage.text) if passage else None


def _without_empty(value: Any) -> Any:
    """The same without the keys that hold nothing."""
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, [], "")}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
