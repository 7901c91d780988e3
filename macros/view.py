"""What templates see: the catalogue, links from the page at hand, and the sources it has cited so far."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.archive import year_source
from macros.catalogue import Catalogue
from macros.charts import Chart, between_units, counted, over_time
from macros.finder import Finder
from macros.kit import Kit, kit, qr_code
from macros.maps import Atlas
from macros.markup import inert, plain, prose
from macros.pages import MODELS_ON_A_PAGE, anchor_of, models_source, source_of
from macros.records import Model, Record, Unit
from macros.records.base import Part
from macros.records.parts import Passage, shown_number
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
    """Renders templates for one build: they see it as `view`, and ask its finder, `find`, which records to show."""

    def __init__(self, catalogue: Catalogue, today: date, *, preview: bool = False):
        self.catalogue = catalogue
        self.preview = preview
        self.find = Finder(catalogue, today)
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
        self.environment.filters.update(
            prose=prose, plain=plain, number=shown_number, slug=lambda text: Markup(slug(text))
        )
        self.environment.globals.update(view=self, find=self.find, catalogue=catalogue, site=catalogue.site)
        self.environment.globals["counted"] = counted

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

    def templates(self) -> list[str]:
        """The names that `render` takes."""
        return sorted(file.name.removesuffix(".md.jinja") for file in TEMPLATES.glob("*.md.jinja"))

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

    def file(self, path: str) -> str:
        """The address of a file of the site, `su-kien.xml`, relative to the page at hand."""
        return self.href(path).removesuffix("/")

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

    def anchor(self, record: Record) -> Markup:
        """The id of the record's entry on the page that lists its kind."""
        return Markup(anchor_of(record))

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

    # Records

    def records(self, folder: str, ids: Iterable[str]) -> list[Record]:
        """Records of a folder, in the order of `ids`."""
        return [self.catalogue.get(folder, record_id) for record_id in ids]

    def names(self, folder: str, ids: list[str], most: int) -> str:
        """The names of the first `most` of these records, and how many more there are."""
        return self._some([self.name(record) for record in self.records(folder, ids)], most)

    def partners(self, model: Model, most: int) -> str:
        """The names of those who take part in a model, in the same way."""
        organisations = self.catalogue.records["organisations"]
        named = [organisations[p.organisation].heading if p.organisation else p.name for p in model.partners]
        return self._some([name for name in named if name], most)

    @staticmethod
    def _some(names: list[str], most: int) -> str:
        return "; ".join(names[:most]) + (f" và {len(names) - most} nơi khác" if len(names) > most else "")

    # Units

    @cached_property
    def atlas(self) -> Atlas:
        """Maps of the communes of today."""
        return Atlas(unit for unit in self.find.units_of_today() if unit.kind.level == "commune")

    def today_links(self, unit: Unit) -> Markup:
        """The units of today on the ground of a former commune, linked; nothing for the others."""
        if not unit.is_former or unit.kind.level != "commune":
            return Markup("")
        return Markup(", ").join(self.link(kin.unit) for kin in self.catalogue.lineage.today(unit))

    def now_in(self, ids: Iterable[str]) -> Markup:
        """The same for several, each unit of today once."""
        units = self.records("units", ids)
        former = [unit for unit in units if isinstance(unit, Unit) and unit.is_former and unit.kind.level == "commune"]
        found = {kin.unit.id: kin.unit for unit in former for kin in self.catalogue.lineage.today(unit)}
        return Markup(", ").join(self.link(unit) for unit in found.values())

    def former_names(self, unit: Unit) -> str:
        """The names that readers may know the ground of a unit by: those of the communes that went into it, each once."""
        earlier = [kin.unit for kin in self.catalogue.lineage.earlier(unit) if kin.unit.kind.level == unit.kind.level]
        return ", ".join(dict.fromkeys(one.full_name for one in earlier if one.full_name != unit.full_name))

    def charts_of(self, record: Record) -> list[Chart]:
        """The charts that the figures of a record, and of a unit's yearly results, allow."""
        holders = [record, *(self.catalogue.referring(record, "results") if isinstance(record, Unit) else [])]
        return over_time((figure, figure.source or holder.sources) for holder in holders for figure in holder.figures)

    def charts_between_units(self) -> list[Chart]:
        """The charts that compare the yearly results of units."""
        told = ((cast(Unit, self.catalogue.get("units", r.unit)), r) for r in self.find.results())
        return between_units((u, self.name(u), f, f.source or r.sources) for u, r in told for f in r.figures)

    # Models

    def model_pages(self, count: int, record: Record | None) -> list[str]:
        """The addresses of the pages over which so many models of a record, or of all, are spread."""
        return [self.href(models_source(record, part)) for part in range(1, -(-count // MODELS_ON_A_PAGE) + 1)]

    def on_page(self, models: list[Model], part: int) -> list[Model]:
        """Those that stand on page number `part`."""
        return models[(part - 1) * MODELS_ON_A_PAGE : part * MODELS_ON_A_PAGE]

    def kit(self, model: Model) -> Kit:
        """What stands on the two printed pages about a model."""
        return kit(model)

    def qr_code(self, address: str) -> Markup:
        """The QR code of a whole address."""
        return qr_code(address)

    def missing(self, model: Model) -> list[str]:
        """The names of the fields that a replicator needs and that are still empty, for staff."""
        names = ["summary", "since", "leads", "points", "life", *(n for found in model.sections().values() for n in found),
                 "partners", "figures", "contact"]  # fmt: skip
        return [type(model).model_fields[name].title or name for name in names if not getattr(model, name)]

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
        for title, names in type(record).sections().items():
            filled = []
            for name in names:
                value = getattr(record, name)
                passages = value if isinstance(value, list) else [value] if value else []
                if passages:
                    filled.append((type(record).model_fields[name].title or name, passages, name == "steps"))
            if filled:
                found.append((title, filled))
        return found


def _address(source: str) -> str:
    """The address of a page's folder: `mo-hinh/x.md` → `mo-hinh/x`, `mo-hinh/index.md` → `mo-hinh`, `index.md` → ``."""
    stem = source.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")
