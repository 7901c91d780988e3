"""What templates see: one view a build, and one of each page with its links and citations.

A page's Markdown depends on its templates and on what it asks the finder, and on nothing else.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.addresses import address
from macros.addresses.address import Address
from macros.addresses.figures import results_with
from macros.addresses.occasions import page_of_occasion
from macros.catalogue import Finder
from macros.catalogue.borders import Border
from macros.catalogue.occasions import Occasion
from macros.language.collation import alphabetical
from macros.language.markup import inert, plain, prose, safe
from macros.language.numbers import shown_number
from macros.language.text import slug
from macros.pages.charts import Chart, between_units, of_a_model, of_result, over_time
from macros.pages.choices import filters, offered
from macros.pages.citations import Citations
from macros.pages.compiled import Compiled
from macros.pages.evidence import RULES, copied, evidence
from macros.pages.face import emblem, tone
from macros.pages.few import ASKED
from macros.pages.imported import Templates
from macros.pages.kit import checklist, kit, qr_code, told_and_untold
from macros.pages.lists import Holder, Listed, by_kind, held, listed
from macros.pages.maps import Atlas
from macros.pages.numbers import Numbers
from macros.pages.pictures import Files
from macros.records import BY_FOLDER, Model, Part, Record, Result, Source, Unit
from macros.records.fields import fields_of, sections_of
from macros.records.figure import Figure, plain_of, rivals
from macros.records.parts import Passage, differ
from macros.records.point import Point

TEMPLATES = Path(__file__).parent / "templates"


class View:
    """What all pages of a build share: the finder, the templates and the maps."""

    is_read = True  # else only where the pages lead is looked at

    def __init__(self, find: Finder, *, preview: bool = False):
        self.find, self.preview = find, preview
        self._atlas: tuple[list[Unit], Mapping[str, Border], Atlas] | None = None
        self._environment = Templates(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            finalize=inert,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
            bytecode_cache=Compiled(),
            auto_reload=preview,  # else each is looked at again whenever a page asks for it
        )
        self.parts_for = self._environment.parts_for
        self._environment.filters.update(prose=prose, plain=plain, plain_of=plain_of, number=shown_number)
        self._environment.filters.update(slug=lambda text: Markup(slug(text)), rivals=rivals, by_kind=by_kind)
        self._environment.globals.update(at=address, kinds=BY_FOLDER, held=held, qr_code=qr_code)
        self._environment.globals.update(offered=offered, what_is_copied=copied, kit_of=kit)
        self._environment.globals.update(told_and_untold=told_and_untold, checklist=checklist, evidence_rules=RULES)
        self._ask(find)

    def _ask(self, find: Finder) -> None:
        """Have the templates ask this finder."""
        told, known = self._environment.filters, self._environment.globals
        told["tally"] = tally = find.tally
        told["count_of"] = lambda records: Markup(f" ({shown_number(count)})") if (count := tally(records)) else ""
        asked = {f"{ask.__name__}_of": ask for ask in (emblem, tone, evidence, filters)} | ASKED
        known.update(find=find, site=find.site, **{name: partial(ask, find) for name, ask in asked.items()})

    def __repr__(self) -> str:  # mkdocs-macros prints its variables
        return f"View({self.find!r})"

    def page(self, source: str) -> "PageView":
        """What the templates see of the page whose Markdown lies (or would lie) at `source` under `docs/`."""
        return PageView(self, source)

    def render(self, template: str, page: "PageView", **context: Any) -> Markup:
        """Render `templates/<template>.md.jinja` to Markdown for a page."""
        return Markup(self._environment.get_template(f"{template}.md.jinja").render(context, view=page))

    @property
    def atlas(self) -> Atlas:
        """Maps of the communes of today. Every page asks for these, though one atlas of them serves all."""
        units = self.find.units_of_today()
        if not self._atlas or self._atlas[0] != units or self._atlas[1] is not self.find.borders:
            communes = (unit for unit in units if unit.kind.level == "commune")
            self._atlas = units, self.find.borders, Atlas(communes, self.find.borders, self.find.border_sources)
        return self._atlas[2]


def templates() -> list[str]:
    """The names that `render` takes."""
    return sorted(file.name.removesuffix(".md.jinja") for file in TEMPLATES.glob("*.md.jinja"))


class PageView:
    """One page: templates see it as `view`. Links are relative to it, and its citations start at 1."""

    def __init__(self, view: View, source: str):
        self.source = source
        self.here = Address.of_source(source)
        self.find, self.preview, self.is_read = view.find, view.preview, view.is_read
        self.parts = view.parts_for(self)
        self._view = view
        self.citations = Citations()
        self.numbers = Numbers(view.find, self.here)

    @property
    def files(self) -> Files:
        """The files of records as this page shows them."""
        return Files(self.find, self.here)

    def render(self, template: str, **context: Any) -> Markup:
        """Render `templates/<template>.md.jinja` to Markdown for this page."""
        return self._view.render(template, self, **context)

    def sources_section(self) -> str:
        """The list of the sources cited on this page, unless it stands there already or none is cited."""
        if self.citations.listed or not self.citations.numbers:
            return ""
        return f"\n\n{self.render('sources_section', cited=self.cited(), seen=self.citations.seen)}\n"

    def cited(self) -> list[Source]:
        """The sources cited so far, in the order of their numbers, for a page that lists them itself."""
        self.citations.listed = True
        return [self.find.get(Source, source) for source in self.citations.numbers]

    # Lists

    def listed(self, name: str, holder: Holder = None) -> Listed:
        """The list called `name` of a record or a year, or of all there is, as it is cut into pages."""
        return listed(self.find, name, holder)

    def told_at(self, result: Result, anchor: str | None = None) -> str:
        """The way to what the page of a result's unit, or a further one of its results, tells of it; or to a place in that."""
        return self.href(Address(results_with(self.find, result).path, anchor or f"ket-qua-{result.anchor}"))

    # Links

    def href(self, to: Address) -> str:
        """The address of a page or file of the site, relative to this page."""
        return to.seen_from(self.here)

    def link(self, record: Record | Occasion, text: str | None = None) -> Markup:
        """The record's name, linked to its page if it has one; or that of an occasion."""
        name: Markup = inert(text or (record.told_as if isinstance(record, Occasion) else self.find.name(record)))
        is_there = isinstance(record, Occasion) or self.find.has_page(record)
        return safe(f'<a href="{self.at(record)}">{name}</a>') if is_there else name

    def at(self, told: Record | Occasion) -> str:
        """The address of the page of a record that has one, or of an occasion, relative to this page."""
        return self.href(page_of_occasion(told) if isinstance(told, Occasion) else address.page_of(told))

    def link_to(self, folder: str, record_id: str, text: str | None = None) -> Markup:
        """The same, by folder and id."""
        return self.link(self.find.get(folder, record_id), text)

    def links(self, folder: str, ids: Iterable[str]) -> Markup:
        """Several records of a folder, linked and joined by commas."""
        return self.joined(self.records(folder, ids))

    def joined(self, records: Iterable[Record]) -> Markup:
        """Several records, linked and joined by commas."""
        return Markup(", ").join(self.link(record) for record in records)

    def spot_link(self, point: Point) -> Markup:
        """The place that a point names, linked to its entry on the page of its unit."""
        name: Markup = inert(point.named)
        if not (spot := self.find.spot(point)):
            return name
        return safe(f'<a href="{self.href(address.spot_of(self.find, spot))}">{name}</a>')

    def year_link(self, year: int, text: str | None = None) -> Markup:
        """The year, or another text, linked to the page of the year if it has one."""
        told: Markup = inert(text or str(year))
        if year not in self.find.years:
            return told
        return safe(f'<a href="{self.href(address.year(year))}">{told}</a>')

    def anchor(self, record: Record) -> Markup:
        """The id of the record's entry on the page that lists its kind."""
        return Markup(address.anchor_of(record))

    # Sources

    def cite(self, sources: Iterable[str]) -> Markup:
        """The numbers of these sources on the page at hand, linked to the list at its end."""
        marks = []
        for source in sources:
            title = inert(f"Nguồn: {self.find.get(Source, source).heading}")
            number = self.citations.number(source)
            marks.append(f'<a href="#nguon-{number}" title="{title}">[{number}]</a>')
        return safe(f'<sup class="cite">{"".join(marks)}</sup>' if marks else "")

    def cite_for(self, statement: Part, record: Record) -> Markup:
        """The sources that a statement in `record` rests on: its own, or else the record's."""
        return self.cite(getattr(statement, "source", []) or getattr(record, "sources", []))

    def differ(self, figures: Iterable[Figure], record: Record) -> str:
        """How to say that these figures of a record differ."""
        return differ(figure.source or getattr(record, "sources", []) for figure in figures)

    # Records

    def records(self, folder: str, ids: Iterable[str]) -> list[Record]:
        """Records of a folder, in the order of `ids`."""
        return [self.find.get(folder, record_id) for record_id in ids]

    def names(self, folder: str, ids: list[str], most: int) -> str:
        """The names of the first `most` of these records, and how many more there are."""
        return self._some([self.find.name(record) for record in self.records(folder, ids)], most)

    def partners(self, model: Model, most: int) -> str:
        """The names of those who take part in a model, in the same way."""
        return self._some([self.find.partner(partner) for partner in model.partners], most)

    @staticmethod
    def _some(names: list[str], most: int) -> str:
        return "; ".join(names[:most]) + (f" và {len(names) - most} nơi khác" if len(names) > most else "")

    # Units

    @property
    def atlas(self) -> Atlas:
        """Maps of the communes of today."""
        return self._view.atlas

    def atlas_of(self, units: Iterable[Unit]) -> Atlas:
        """Maps of these units."""
        return Atlas(units, self.find.borders, self.find.border_sources)

    def now_in(self, ids: Iterable[str]) -> Markup:
        """The units of today to which the former communes among these belong, each once, linked."""
        units = [self.find.get(Unit, unit) for unit in ids]
        former = [unit for unit in units if unit.is_former and unit.kind.level == "commune"]
        found = {home.id: home for unit in former for home in self.find.homes(unit)}
        return self.joined(found.values())

    def former_names(self, unit: Unit) -> str:
        """The names that readers may know the ground of a unit by: those of the communes that went into it, each once."""
        earlier = [kin.unit for kin in self.find.forebears(unit) if kin.unit.kind.level == unit.kind.level]
        names = {one.full_name: alphabetical(one.name) for one in earlier if one.full_name != unit.full_name}
        return ", ".join(sorted(names, key=lambda name: (names[name], name)))

    def charts_of(self, record: Model | Unit) -> list[Chart]:
        """The charts that the figures of a record, and of a unit's results, allow; of a model, also what was before and after."""
        told: list[tuple[Figure, Iterable[str]]] = [(one, one.source or record.sources) for one in record.figures]
        if isinstance(record, Unit):
            told += [one for result in self.find.results(record) for one in of_result(result)]
        return of_a_model(told) if isinstance(record, Model) else over_time(told)

    def charts_between_units(self) -> list[Chart]:
        """The charts that compare the yearly results of units."""
        told = ((self.find.get(Unit, result.unit), result) for result in self.find.results())
        return between_units((u, self.find.name(u), *one) for u, result in told for one in of_result(result))

    # Models

    def missing(self, model: Model) -> list[str]:
        """The names of the fields that a replicator needs and that are still empty, for staff."""
        told = [field.name for fields in sections_of(Model).values() for field in fields]
        names = ["summary", "since", "leads", "points", "life", *told, "partners", "figures", "contact"]
        return [fields_of(Model)[name].label for name in names if not getattr(model, name)]

    # Passages

    def passage(self, passage: Passage, record: Record) -> Markup:
        """A passage of a record as HTML, with the numbers of its sources at the end of its last paragraph."""
        html, cited = prose(passage.text), self.cite_for(passage, record)
        if html.endswith("</p>"):
            return Markup(f'<div class="prose">{html[:-4]}{cited}</p></div>')
        return Markup(f'<div class="prose">{html}<p>{cited}</p></div>')

    def sections(self, record: Record) -> list[tuple[str, list[tuple[str, list[Passage], bool]]]]:
        """The titled sections of a record that have something in them: (title, [(label, passages, whether in order)])."""
        found = []
        for title, fields in sections_of(type(record)).items():
            filled = []
            for field in fields:
                value = getattr(record, field.name)
                passages = value if isinstance(value, list) else [value] if value else []
                if passages:
                    in_order = field.name == "steps" and getattr(record, "in_order", False)
                    label = field.label if in_order or field.name != "steps" else "Các việc đã làm"
                    filled.append((label, passages, in_order))
            if filled:
                found.append((title, filled))
        return found
