"""The Python that our templates become. Jinja's own asks again at each value what a site of ours has settled: whether it is safe, what it may
be an attribute or an item of, what a call wants of the context. That is a quarter of the time of making pages."""

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup, escape

from macros.language.markup import inert, safe


def shown(value: Any) -> str:
    """The text that stands for a value on a page: markup as it is, all else inert."""
    kind = type(value)
    if kind is Markup:
        text: str = value
        return text
    made: str = inert(value)
    return made if kind is str else escape(made)


def called(macro: Callable[..., str], name: str, names: tuple[str, ...]) -> Callable[..., Markup]:
    """What calls the function that a macro has become, whose parameters are called so; those that aren't given it fills itself.
    TypeError for one too many, or of another name."""
    count = len(names)

    def call(*given: Any, **named: Any) -> Markup:
        if named or len(given) != count:
            given = (*given, *(named.pop(one, missing) for one in names[len(given) :]))
            if named or len(given) > count:
                raise TypeError(f"macro {name!r} takes {', '.join(names)}")
        return safe(macro(*given))

    return call


class Coded(CodeGenerator):
    """Writes templates whose output is escaped throughout, and which call nothing that asks for Jinja's context: filters do, ours don't."""

    _may_lack: nodes.Expr | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline(f"from {__name__} import called, shown")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro that takes nothing but what it names is called without Jinja's looking through what it is given."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(one.name for one in macro_ref.node.args)
        self.write(f"called(macro, {getattr(macro_ref.node, 'name', 'caller')!r}, {names!r})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write("environment.part(context, ")
        self.visit(node.template, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.visit(node.node, frame)
        self.write("(")
        for one in (*node.args, *node.kwargs):
            self.visit(one, frame)
            self.write(", ")
        if forward_caller:
            self.write("caller=caller, ")
        for stars, more in (("*", node.dyn_args), ("**", node.dyn_kwargs)):
            if more:
                self.write(stars)
                self.visit(more, frame)
                self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if node is self._may_lack:
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """What asks whether there is an attribute gets Jinja's answer."""
        if node.name in ("defined", "undefined"):
            self._may_lack = node.node
        super().visit_Test(node, frame)
