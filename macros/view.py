"""What templates see: the catalogue, links from the page at hand, and the sources it has cited so far."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.catalogue import Catalogue
from macros.lineage import Kin
from macros.markup import inert, plain, prose
from macros.pages import source_of, year_source
from macros.records import Event, Model, Record, Result, Source, Unit
from macros.records.base import Part
from macros.records.parts import Award, Figure, Passage, shown_number
from macros.text import slug

TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class Citations:
    """The sources cited on one page, numbered in the order in which they first appear."""

    numbers: dict[str, int] = field(default_factory=dict)
    listed: bool = False

    def number(self, source: str) -> int:
        """Return the number of a source on this page."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)


class View:
    """Renders templates for one build. `today` (in Vietnam) tells past events from coming ones."""

    def __init__(self, catalogue: Catalogue, today: date):
        self.catalogue = catalogue
        self.today = today
        self.start_page("index.md")
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            finalize=inert,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        self.environment.filters.update(prose=prose, plain=plain, number=shown_number, slug=slug)
        self.environment.globals.update(view=self, catalogue=catalogue, site=catalogue.site)

    def __repr__(self) -> str:  # mkdocs-macros prints its variables
        return f"View({self.catalogue!r})"

    # The page at hand

    def start_page(self, source: str) -> None:
        """Begin the page whose Markdown lies (or would lie) at `source` under `docs/`."""
        self.page = source
        self.citations = Citations()

    def render(self, template: str, **context: Any) -> Markup:
        """Render `templates/<template>.md.jinja` to Markdown for the page at hand."""
        return Markup(self.environment.get_template(f"{template}.md.jinja").render(context))

    def sources_section(self) -> str:
        """The list of the sources cited on the page at hand, unless it stands there already or none is cited."""
        if self.citations.listed or not self.citations.numbers:
            return ""
        self.citations.listed = True
        cited = [self.catalogue.get("sources", source) for source in self.citations.numbers]
        return f"\n\n{self.render('sources_section', cited=cited)}\n"

    # Links

    def href(self, source: str) -> str:
        """The address of the page whose Markdown lies at `source`, relative to the page at hand."""
        here, there = _address(self.page), _address(source)
        relative = posixpath.relpath(f"/{there}", f"/{here}")
        return f"{relative}/"

    def link(self, record: Record, text: str | None = None) -> Markup:
        """The record's name, linked to its page if it has one."""
        name = inert(text or self.name(record))
        if not self.catalogue.has_page(record):
            return name
        return Markup(f'<a href="{self.href(source_of(record))}">{name}</a>')

    def link_to(self, folder: str, record_id: str, text: str | None = None) -> Markup:
        """The same, by folder and id."""
        return self.link(self.catalogue.get(folder, record_id), text)

    def links(self, folder: str, ids: Iterable[str]) -> Markup:
        """Several records of a folder, linked and joined by commas."""
        return Markup(", ").join(self.link_to(folder, record_id) for record_id in ids)

    def year_link(self, year: int) -> Markup:
        """The year, linked to its page if it has one."""
        if year not in self.catalogue.years:
            return Markup(str(year))
        return Markup(f'<a href="{self.href(year_source(year))}">{year}</a>')

    def name(self, record: Record) -> str:
        """What the record is called where it stands among others; units are told apart by time and place."""
        return self.catalogue.unit_name(record) if isinstance(record, Unit) else record.heading

    # Sources

    def cite(self, sources: Iterable[str]) -> Markup:
        """The numbers of these sources on the page at hand, linked to the list at its end."""
        marks = []
        for source in sources:
            title = inert(f"Nguồn: {self.catalogue.get('sources', source).heading}")
            number = self.citations.number(source)
            marks.append(f'<a href="#nguon-{number}" title="{title}">[{number}]</a>')
        return Markup(f'<sup class="cite">{"".join(marks)}</sup>') if marks else Markup("")

    def cite_for(self, statement: Part, record: Record) -> Markup:
        """The sources that a statement in `record` rests on: its own, or else the record's."""
        return self.cite(getattr(statement, "source", []) or getattr(record, "sources", []))

    # Events

    def is_past(self, event: Event) -> bool:
        """Whether the event is over; one without a year has been told of as past."""
        last = (event.end or event.date).last
        return last is None or last < self.today

    def coming(self, events: Iterable[Event]) -> list[Event]:
        """The events still to come, the next one first."""
        return sorted((e for e in events if not self.is_past(e)), key=lambda e: (e.date, e.id))

    def past(self, events: Iterable[Event]) -> list[Event]:
        """The events that are over, in the order given."""
        return [event for event in events if self.is_past(event)]

    def events_where(self, **wanted: Any) -> list[Event]:
        """Events by `unit` (and the units before and below it), `theme`, `kind`, `year`, `model`, `organiser`."""
        unit = wanted.get("unit")
        units = self._reach(unit) if unit else set()
        return [
            event
            for event in self.catalogue.events
            if (not unit or event.unit in units)
            and (not wanted.get("theme") or wanted["theme"] in self.themes_of(event))
            and (not wanted.get("kind") or event.kind == wanted["kind"])
            and (not wanted.get("year") or event.date.year == wanted["year"])
            and (not wanted.get("model") or wanted["model"] in event.models)
            and (not wanted.get("organiser") or wanted["organiser"] in event.organisers)
        ]

    def models_where(self, **wanted: Any) -> list[Model]:
        """Models by `unit` (and the units before and below it) and `theme`; newest first, undated ones last by name."""
        unit = wanted.get("unit")
        units = self._reach(unit) if unit else set()
        found = [
            model
            for model in self.catalogue.models
            if (not unit or units.intersection(model.all_units))
            and (not wanted.get("theme") or wanted["theme"] in model.themes)
        ]
        return sorted(found, key=lambda m: str(m.launched or ""), reverse=True)

    def _reach(self, unit_id: str) -> set[str]:
        """A unit, those below it and those that went into it."""
        unit = cast(Unit, self.catalogue.get("units", unit_id))
        below = [unit, *self.catalogue.below(unit)]
        return {u.id for u in below} | {kin.unit.id for u in below for kin in self.catalogue.lineage.earlier(u)}

    def themes_of(self, event: Event) -> list[str]:
        """Ids of the themes of an event: its own, and those of its models."""
        own = dict.fromkeys(event.themes)
        for model in event.models:
            own.update(dict.fromkeys(cast(Model, self.catalogue.get("models", model)).themes))
        return list(own)

    def records(self, folder: str, ids: Iterable[str]) -> list[Record]:
        """Records of a folder, in the order of `ids`."""
        return [self.catalogue.get(folder, record_id) for record_id in ids]

    def models_of_year(self, year: int) -> list[Model]:
        """The models that began in a year, by name."""
        return [model for model in self.catalogue.models if model.launched and model.launched.year == year]

    def results_of_year(self, year: int) -> list[Result]:
        """The results of all units for a year."""
        return [r for r in cast(list[Result], self.catalogue.all("results")) if r.year == year]

    def related_models(self, model: Model, limit: int = 4) -> list[Model]:
        """Other models of the same themes, those of the same units first."""
        units = set(model.all_units)
        others = [m for m in self.catalogue.models if m != model and set(m.themes) & set(model.themes)]
        return sorted(others, key=lambda m: -len(units.intersection(m.all_units)))[:limit]

    def related_events(self, event: Event, limit: int = 4) -> list[Event]:
        """The latest other events of the same unit or about the same models."""
        models = set(event.models)
        return [
            other
            for other in self.catalogue.events
            if other != event and (other.unit == event.unit or models.intersection(other.models))
        ][:limit]

    # Units

    def today_links(self, unit: Unit) -> Markup:
        """The units of today on the ground of a former commune, linked; nothing for the others."""
        if not unit.is_former or unit.kind.level != "commune":
            return Markup("")
        return Markup(", ").join(self.link(kin.unit) for kin in self.catalogue.lineage.today(unit))

    def results_of(self, unit: Unit) -> list[Result]:
        """The yearly results of a unit, newest first."""
        found = cast(list[Result], self.catalogue.referring(unit, "results"))
        return sorted((r for r in found if r.unit == unit.id), key=lambda r: r.year, reverse=True)

    def inherited(self, unit: Unit, folder: str) -> list[tuple[Kin, list[Record]]]:
        """The models or events of the former communes that went into `unit`, for each that has any."""
        kins = [k for k in self.catalogue.lineage.earlier(unit) if k.unit.kind.level == unit.kind.level]
        return [(kin, found) for kin in kins if (found := self.catalogue.in_unit(kin.unit, folder))]

    def districts_before(self, unit: Unit) -> list[Unit]:
        """The former districts whose ground `unit` covers, with content of their own."""
        kins = self.catalogue.lineage.earlier(unit)
        return [k.unit for k in kins if k.unit.kind.level == "district" and self.catalogue.has_content(k.unit)]

    def units_of_today(self) -> list[Unit]:
        """The units that exist, by name."""
        return [unit for unit in cast(list[Unit], self.catalogue.all("units")) if not unit.is_former]

    def former_units(self) -> list[tuple[Unit | None, list[Unit]]]:
        """The units that have ended, under the unit that each was part of."""
        groups: dict[str, list[Unit]] = {}
        for unit in cast(list[Unit], self.catalogue.all("units")):
            if unit.is_former:
                groups.setdefault(unit.parent or "", []).append(unit)
        units = self.catalogue.lineage.units
        return sorted(
            ((units.get(above), found) for above, found in groups.items()), key=lambda g: self._unit_order(g[0])
        )

    def _unit_order(self, unit: Unit | None) -> tuple:
        return (1, self.name(unit)) if unit else (0, "")

    def units_with_own_content(self) -> list[Unit]:
        """The units with models or events of their own, those with the most first."""
        counts = {
            unit: len(self.catalogue.in_unit(unit, "models")) + len(self.catalogue.in_unit(unit, "events"))
            for unit in cast(list[Unit], self.catalogue.all("units"))
        }
        return sorted((unit for unit, count in counts.items() if count), key=lambda unit: -counts[unit])

    # Figures and awards

    def results_newest_first(self) -> list[Result]:
        """The yearly results of all units."""
        return sorted(cast(list[Result], self.catalogue.all("results")), key=lambda r: -r.year)

    def awards(self) -> list[tuple[Record, list[Award]]]:
        """The records that tell of awards, with these."""
        holders = [*self.catalogue.events, *self.results_newest_first()]
        return [(holder, holder.awards) for holder in holders if holder.awards]

    def rivals(self, figures: Iterable[Figure]) -> list[list[Figure]]:
        """Groups of figures that are about the same thing and differ."""
        groups: dict[tuple, list[Figure]] = {}
        for figure in figures:
            groups.setdefault(figure.subject, []).append(figure)
        return [group for group in groups.values() if len({figure.shown for figure in group}) > 1]

    def statements_of(self, source: Source) -> list[Record]:
        """The records that rest on a source, wholly or in one statement."""
        folders = ("models", "events", "results", "units", "organisations", "documents", "terms")
        return [record for folder in folders for record in self.catalogue.referring(source, folder)]

    def passage(self, passage: Passage, record: Record) -> Markup:
        """A passage of a record as HTML, with the numbers of its sources at the end of its last paragraph."""
        html, cited = prose(passage.text), self.cite_for(passage, record)
        if html.endswith("</p>"):
            return Markup(f'<div class="prose">{html[:-4]}{cited}</p></div>')
        return Markup(f'<div class="prose">{html}<p>{cited}</p></div>')

    def newest_published_first(self, sources: Iterable[Source]) -> list[Source]:
        """Sources by the date they were published; those without one come last."""
        return sorted(sources, key=lambda source: str(source.published or ""), reverse=True)

    def sections(self, record: Record) -> list[tuple[str, list[tuple[str, list[Passage]]]]]:
        """The titled sections of a record that have something in them: (title, [(label, passages)])."""
        found = []
        for title, names in type(record).sections().items():
            filled = []
            for name in names:
                value = getattr(record, name)
                passages = value if isinstance(value, list) else [value] if value else []
                if passages:
                    filled.append((type(record).model_fields[name].title or name, passages))
            if filled:
                found.append((title, filled))
        return found


def _address(source: str) -> str:
    """The address of a page's folder: `mo-hinh/x.md` → `mo-hinh/x`, `mo-hinh/index.md` → `mo-hinh`, `index.md` → ``."""
    stem = source.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")
