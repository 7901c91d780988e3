"""Compiled templates are kept, and used only for what they were made of. What ours become says what Jinja's own would, or refuses it."""

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, nodes
from markupsafe import Markup

from macros.language.markup import inert
from macros.pages import compiled
from macros.pages.compiled import Compiled
from macros.pages.imported import Parts, Templates
from macros.pages.view import TEMPLATES, View


def rendered(folder, source, *, filters=None):
    """What a template makes in a new environment, and whether it had to be compiled."""
    environment = Environment(loader=DictLoader({"a": source}), bytecode_cache=Compiled(folder))
    environment.filters.update(filters or {})
    compilings = []
    compile_one = environment.compile
    environment.compile = lambda *of, **how: compilings.append(of) or compile_one(*of, **how)
    return environment.get_template("a").render(), bool(compilings)


def test_a_template_is_compiled_once(tmp_path):
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", True)
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", False)


def test_another_text_or_other_code_is_compiled_anew(tmp_path, monkeypatch):
    assert rendered(tmp_path, "{{ 'a' | twice }}", filters={"twice": lambda one: one * 2}) == ("aa", True)
    assert rendered(tmp_path, "{{ 'b' | twice }}", filters={"twice": lambda one: one * 2}) == ("bb", True)
    monkeypatch.setattr(compiled, "code", lambda: b"other")
    assert rendered(tmp_path, "{{ 'b' | twice }}", filters={"twice": lambda one: one * 3}) == ("bbb", True)


@pytest.mark.parametrize("at", [0, 19, 20, 25, 60, -1])
def test_what_is_damaged_is_made_anew(at, tmp_path):
    rendered(tmp_path, "{{ 1 + 1 }}")
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    damaged = bytearray(whole)
    damaged[at] ^= 1
    for content in (bytes(damaged), whole[:at], b""):
        kept.write_bytes(content)
        assert rendered(tmp_path, "{{ 1 + 1 }}") == ("2", True)
        assert kept.read_bytes() == whole


def test_a_folder_that_can_not_be_written_keeps_nothing(tmp_path):
    (tmp_path / "x").write_text("a file", encoding="utf-8")
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", True)
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", True)


class Page:
    def __init__(self, name):
        self.name, self.parts = name, Parts([])


def ours(templates, name="a", page=None, **context):
    environment = Templates(loader=DictLoader(templates), autoescape=True, finalize=inert, undefined=StrictUndefined)
    return environment.get_template(name).render(view=page or Page("x"), **context)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("{{ text }}{{ nothing }}{{ 3 }}{{ number }}", "&#60;i&#62; &#42;a&#42;37"),
        ("{{ markup }}{{ [text, markup] | join }}", "<b>&lt;i&gt; *a*<b>"),
        ("{% macro m(a, b=a, c='d') %}{{ a }}{{ b }}{{ c }} {% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(1, c=3) }}", "11d 12d 113 "),
        ("{% macro m() %}<p>{{ caller() }}{% endmacro %}{% call m() %}{{ text }}{% endcall %}", "<p>&#60;i&#62; &#42;a&#42;"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(*[1]) }}{{ m(**{'a': 2}) }}", "12"),
        ("{% for one in [1, 2] %}{{ one }}{{ '-' if not loop.last }}{% endfor %}", "1&#45;2"),
        ("{{ text.lack is defined }}{{ text.upper is defined }}{{ text.upper() }}", "FalseTrue&#60;I&#62; &#42;A&#42;"),
    ],
)  # fmt: skip
def test_what_a_template_says(written, made):
    assert ours({"a": written}, text="<i> *a*", markup=Markup("<b>"), nothing=None, number=7) == made


@pytest.mark.parametrize(
    "written",
    ["{{ text.lack }}", "{{ lacking }}", "{{ lacking.more }}", "{{ lacking() }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}"]
    + [f"{{% macro m(a) %}}{{{{ a }}}}{{% endmacro %}}{{{{ m({given}) }}}}" for given in ("1, 2", "b=1", "1, a=2")],
)  # fmt: skip
def test_what_is_not_there_is_refused(written):
    with pytest.raises((UndefinedError, AttributeError, TypeError)):
        ours({"a": written}, text="a")


def test_an_imported_template_is_made_once_and_sees_the_page_that_has_it():
    templates = {
        "a": "{% import 'b' as b with context %}{{ b.m() }}",
        "b": "{% macro m() %}{{ view.name }}{% endmacro %}",
    }
    first, second = Page("x"), Page("y")
    assert ours(templates, page=first) == "x"
    first.parts.let_go()
    first.parts, second.parts = Parts([]), first.parts
    second.parts.take_up(second)
    (module, _) = second.parts.imported["b"]
    assert ours(templates, page=second) == "y" and second.parts.imported["b"][0] is module


def test_what_one_page_has_of_templates_no_other_has_meanwhile(find):
    view = View(find)
    first, second = view.page("a.md"), view.page("b.md")
    lent = first.parts
    assert lent is not second.parts
    lent.let_go()
    lent.let_go()
    others = [view.page(f"{number}.md").parts for number in range(3)]
    assert lent in others and len({*map(id, others)}) == 3


def test_imported_templates_know_nothing_of_a_page_by_themselves():
    """They serve one page after another, so whatever stands in them outside of macros must be the same on all."""
    environment = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    trees = {file.name: environment.parse(file.read_text(encoding="utf-8")) for file in TEMPLATES.glob("*.jinja")}
    imports = [one for tree in trees.values() for one in tree.find_all((nodes.Import, nodes.FromImport))]
    assert imports and all(one.with_context for one in imports)
    for name in {one.template.value for one in imports}:
        for node in trees[name].body:
            blank = isinstance(node, nodes.Output) and all(isinstance(one, nodes.TemplateData) for one in node.nodes)
            assert blank or isinstance(node, nodes.Macro | nodes.Import | nodes.FromImport), (name, node.lineno)
