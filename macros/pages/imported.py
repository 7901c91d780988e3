"""Templates that others import: made once and lent to one page after another, as each anew for every page would be a fifth of making it.
Such a template has nothing but macros and what they import; of a page they know `view`, which they look up when they are called."""

from typing import Any

from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, new_context

from macros.pages.coded import Coded


class Parts:
    """What is made of templates for one page at a time: those that it imports, which stay, and what others know, which goes with the page.

    `idle` are those that no page has, where these lie once they are let go.
    """

    def __init__(self, idle: list["Parts"]) -> None:
        self.imported: dict[str, tuple[TemplateModule, Context]] = {}
        self.contexts: list[Context] = []
        self._idle = idle

    def take_up(self, view: Any) -> None:
        """Begin a page, which all imported templates see from now on."""
        for _, context in self.imported.values():
            context.parent["view"] = view

    def let_go(self) -> None:
        """Be done with a page. Macros know the templates in which they stand, and these their macros: a fifth of the time of making pages
        would go into finding such circles."""
        for context in self.contexts:
            context.vars.clear()
            context.parent.clear()
        self.contexts.clear()
        self.take_up(None)
        if self not in self._idle:
            self._idle.append(self)


class _Template(Template):
    """What others import sees nothing of theirs but `view`: so a page needs one of each, however many of its parts import it."""

    def new_context(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Context:
        """The names that the template knows, in one dictionary: Jinja goes through a chain of them, name by name."""
        made = self.context(vars if shared else {**self.environment.globals, **(vars or {})}, locals)
        parts: Parts = made.parent["view"].parts
        parts.contexts.append(made)
        return made

    def context(self, known: dict[str, Any], more: Any = None) -> Context:
        """What the template sees that knows this."""
        return new_context(self.environment, self.name, self.blocks, known, True, None, more)


class Templates(Environment):
    """Jinja's environment of templates that are rendered for a `view`, which has `parts`."""

    code_generator_class, template_class = Coded, _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._idle: list[Parts] = []

    def parts_for(self, view: Any) -> Parts:
        """What is made of templates, for the page of `view` until it lets go. Where templates may change meanwhile, no page gets another's."""
        if self.auto_reload:
            return Parts([])
        parts = self._idle.pop() if self._idle else Parts(self._idle)
        parts.take_up(view)
        return parts

    def part(self, context: Context, name: str) -> TemplateModule:
        """The macros of the template called `name`, for the page of whoever imports it."""
        view = context.parent["view"]
        imported: dict[str, tuple[TemplateModule, Context]] = view.parts.imported
        if name not in imported:
            template = self.get_template(name)
            assert isinstance(template, _Template)
            its = template.context({**self.globals, "view": view})
            imported[name] = TemplateModule(template, its), its
        return imported[name][0]
