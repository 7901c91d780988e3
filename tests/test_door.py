"""A page's Markdown depends on its templates and on what the finder answers, and on nothing else.

Each page is made twice: from the finder, whose answers are written down, and from these answers alone. So what a page
depends on can be known, and a page whose answers are the same need not be made again.
"""

import gc
import weakref
from copy import copy
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from macros.catalogue import Notes
from macros.pages.listing import pages
from macros.pages.macros import MACROS
from macros.pages.view import View
from macros.records import Part, Record


def key(value: Any) -> Any:
    """An argument as what can be looked up; a record stands for its id, a part of one for what is in it."""
    if isinstance(value, Record):
        return value.folder, value.id
    if isinstance(value, Part):
        return type(value).__name__, repr(value)
    if isinstance(value, dict):
        return tuple((name, key(one)) for name, one in sorted(value.items()))
    if is_dataclass(value):
        return tuple(key(getattr(value, field.name)) for field in fields(value))
    return tuple(map(key, value)) if isinstance(value, list | tuple) else value


class Recorder:
    """The finder, with every answer written down."""

    def __init__(self, find):
        self.find = find
        self.answers: dict[Any, Any] = {}

    def __getattr__(self, name):
        found = getattr(self.find, name)
        if not callable(found):
            return self.answers.setdefault(name, found)

        def ask(*arguments, **named):
            question = (name, key(arguments), key(named))
            if question not in self.answers:
                self.answers[question] = found(*(list(one) if is_stream(one) else one for one in arguments), **named)
            return self.answers[question]

        return ask


def is_stream(value: Any) -> bool:
    return hasattr(value, "__next__")


class Answers:
    """What was written down, without the finder behind it."""

    def __init__(self, answers):
        self.answers = answers

    def __getattr__(self, name):
        if name in self.answers:
            return self.answers[name]

        def ask(*arguments, **named):
            return self.answers[name, key(arguments), key(named)]

        return ask


def markdown(view: View, source: str, macro: str, arguments: tuple) -> str:
    page = view.page(source)
    return str(MACROS[macro](page, *arguments)) + page.sources_section()


def fresh(view: View) -> View:
    """The same view, with its templates, before anything was asked through it."""
    made = copy(view)
    made._atlas = None
    return made


def calls(find) -> list[tuple[str, str, tuple]]:
    """Every generated page as its source, the macro that it calls, and the arguments."""
    return [(page.address.source, page.macro, page.arguments) for page in pages(find)]


@pytest.mark.parametrize("name", ["find", "real"])
def test_every_page_can_be_made_from_the_answers_it_got(name, request):
    find = request.getfixturevalue(name)
    made = calls(find)
    assert len(made) > 30
    recorder = Recorder(find)
    asking, repeating = View(recorder), View(Answers(recorder.answers))
    for source, macro, arguments in made:
        recorder.answers.clear()
        asking, repeating = (
            fresh(asking),
            fresh(repeating),
        )  # what all pages share, such as the maps, is asked for again
        first = markdown(asking, source, macro, arguments)
        assert markdown(repeating, source, macro, arguments) == first, source


@pytest.mark.parametrize("name", ["find", "real"])
def test_whatever_a_page_asks_can_be_asked_again_of_what_is_kept_of_it(name, request):
    """Else the page is made anew each time."""
    notes = Notes(request.getfixturevalue(name))
    view = View(notes.asked)
    notes.begin()
    for source, macro, arguments in calls(notes.find):
        markdown(view, source, macro, arguments)
    assert [question for question, answer, _ in notes.taken() if notes.answer(question) != answer] == []


def test_nothing_is_left_of_a_page_on_the_next(find):
    """In whatever order pages are made, and however often, each is the same."""
    made = calls(find)
    view = View(find)
    forward = {source: markdown(view, source, macro, arguments) for source, macro, arguments in made}
    backward = {source: markdown(view, source, macro, arguments) for source, macro, arguments in reversed(made)}
    assert forward == backward


def test_templates_see_nothing_behind_the_door(find):
    assert "catalogue" not in View(find)._environment.globals
    seen = {type(value).__name__ for value in vars(View(find).page("index.md")).values()}
    assert seen == {"str", "Address", "Finder", "bool", "View", "Citations", "Numbers", "Parts"}


def test_of_a_page_that_is_made_nothing_is_left_for_whoever_looks_for_garbage(find):
    view = View(find)
    gc.disable()
    try:
        for made in pages(find):
            page = view.page(made.address.source)
            MACROS[made.macro](page, *made.arguments)
            page.sources_section()
            page.parts.let_go()
            there = weakref.ref(page)
            del page
            assert there() is None, made.address
    finally:
        gc.enable()
