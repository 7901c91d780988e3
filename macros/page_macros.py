"""The macros that pages call, generated and hand-written alike. Each finds records and renders one template.

Those for hand-written pages are documented, with examples, on the page `docs/huong-dan/macro.md`.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from macros import open_data
from macros.problems import Problem
from macros.records import BY_FOLDER
from macros.text import near
from macros.view import View

# What events can be chosen by, and the folder of the ids that name it.
_CHOSEN_BY = {
    "unit": "units",
    "theme": "themes",
    "kind": "event-kinds",
    "model": "models",
    "organiser": "organisations",
    "year": None,
}


class MacroError(Exception):
    """A macro was called with something that doesn't exist; the text says what, in Vietnamese."""


def page_macros(view: View) -> dict[str, Callable[..., Markup]]:
    """Return the macros by name, bound to `view`."""
    catalogue = view.catalogue

    def known(folder: str, record_id: str | None = None) -> None:
        """Check a folder and an id that a page's author typed."""
        if folder not in BY_FOLDER:
            raise mistake(f"không có loại bản ghi '{folder}'", near(folder, BY_FOLDER))
        if record_id is not None and record_id not in catalogue.records[folder]:
            hint = near(record_id, catalogue.records[folder])
            raise mistake(f"không có {BY_FOLDER[folder].noun} mang mã '{record_id}'", hint)

    def mistake(what: str, hint: str | None = None) -> MacroError:
        return MacroError(str(Problem(f"docs/{view.page}", 0, 0, "", what, "Sửa trong lời gọi macro", hint)))

    def record_page(folder: str, record_id: str) -> Markup:
        """The whole page of a record."""
        return view.render(folder, record=catalogue.get(folder, record_id))

    def kit_page(model_id: str) -> Markup:
        """The kit of a model, for printing."""
        return view.render("kit", record=catalogue.get("models", model_id))

    def model_page(part: int, folder: str | None = None, record_id: str | None = None) -> Markup:
        """A further page of the models of a record, or of all."""
        record = catalogue.get(folder, record_id) if folder and record_id else None
        return view.render("model_list", record=record, part=part)

    def year_page(year: int) -> Markup:
        """The whole page of a year."""
        return view.render("year", year=year)

    def month_page(year: int, number: int | None, part: int) -> Markup:
        """A page of the events of a month, or of those of a year whose month is not known."""
        month = next(month for month in view.find.months[year] if month.number == number)
        return view.render("month", month=month, part=part)

    def show(template: str) -> Markup:
        """A whole list or index, by the name of its template."""
        if template not in (known_templates := view.templates()):
            raise mistake(f"không có mẫu trang '{template}'", near(template, known_templates))
        return view.render(template)

    def model_list(unit: str | None = None, theme: str | None = None, limit: int | None = None) -> Markup:
        """Models as cards, newest first; of a unit (with those before and below it), of a theme."""
        known("units", unit)
        known("themes", theme)
        return view.render("list", models=view.find.models(unit=unit, theme=theme)[:limit])

    def event_list(limit: int | None = None, coming: bool | None = None, **wanted: Any) -> Markup:
        """Events, newest first; coming ones (soonest first) or past ones only; by unit, theme, kind, year, model,
        organiser."""
        for name, value in wanted.items():
            if name not in _CHOSEN_BY:
                raise mistake(f"event_list không có tham số '{name}'", near(name, _CHOSEN_BY))
            if folder := _CHOSEN_BY[name]:
                known(folder, value)
        found = view.find.events(**wanted)
        if coming is not None:
            found = view.find.coming(found) if coming else view.find.past(found)
        return view.render("list", events=found[:limit])

    def link(folder: str, record_id: str, text: str | None = None) -> Markup:
        """A link to a record's page."""
        known(folder, record_id)
        return view.link_to(folder, record_id, text)

    def count(folder: str) -> Markup:
        """How many records there are of a folder."""
        known(folder)
        return Markup(len(catalogue.records[folder]))

    def figures(folder: str, record_id: str) -> Markup:
        """The table of a record's figures, with sources."""
        known(folder, record_id)
        if "figures" not in BY_FOLDER[folder].model_fields:
            raise mistake(f"{BY_FOLDER[folder].noun} không có số liệu")
        return view.render("list", figures_of=catalogue.get(folder, record_id))

    def downloads() -> Markup:
        """The files of the open data, with what stands in them."""
        return view.render("open_data", files=open_data.downloads(catalogue), folder=open_data.FOLDER)

    def cite(*sources: str) -> Markup:
        """The number of a source, linked to the list at the end of the page."""
        for source in sources:
            known("sources", source)
        return view.cite(sources)

    return {
        f.__name__: f
        for f in (
            record_page,
            kit_page,
            model_page,
            year_page,
            month_page,
            show,
            model_list,
            event_list,
            link,
            count,
            figures,
            downloads,
            cite,
        )
    }
