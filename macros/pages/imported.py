"""Templates that others import, once a page: each anew for whoever imports it would be a fifth of making a page."""

from typing import Any

from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro, new_context


class _Context(Context):
    """As Jinja's, which looks four times at whatever is called for whether it wants something of Jinja: none of ours does, but macros."""

    def call(self, called: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call a macro or a function from a template."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(self.eval_ctx, *arguments, **named) if type(called) is Macro else called(*arguments, **named)


class Parts:
    """What is made of templates for one page: those that it imports, by name, and what each of them knows."""

    def __init__(self) -> None:
        self.imported: dict[str | None, TemplateModule] = {}
        self.contexts: list[Context] = []

    def let_go(self) -> None:
        """Be done with them. Macros know the templates in which they stand, and these their macros: a fifth of the time of making pages
        would go into finding such circles."""
        for context in self.contexts:
            context.vars.clear()
            context.parent.clear()
        self.contexts.clear()
        self.imported.clear()


class _Template(Template):
    """What others import sees nothing of theirs but `view`: so a page needs one of each, however many of its parts import it."""

    def new_context(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Context:
        """The names that the template knows, in one dictionary: Jinja goes through a chain of them, name by name."""
        known = vars if shared else {**self.environment.globals, **(vars or {})}
        made = new_context(self.environment, self.name, self.blocks, known, True, None, locals)
        parts: Parts = known["view"].parts
        parts.contexts.append(made)
        return made

    def make_module(self, vars: Any = None, shared: bool = False, locals: Any = None) -> TemplateModule:
        """The macros of the template, for the page of whoever imports it."""
        parts: Parts = vars["view"].parts
        if self.name not in parts.imported:
            parts.imported[self.name] = super().make_module({"view": vars["view"]})
        return parts.imported[self.name]


class Templates(Environment):
    """Jinja's environment of templates that are rendered for a `view`, which has `parts`."""

    context_class, template_class = _Context, _Template
