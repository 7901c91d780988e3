"""Whether the tests would notice a mistake: `python -m tests.mutation` makes thousands of small ones, one at a time.

The mistakes are mutmut's (a condition turned round, a number one higher, nothing in place of an argument …). Its own runner leaves
out decorated functions, here every property and validator, and all that is worked out as a module is loaded, such as patterns. So
this one collects the tests once and makes each mistake in a fork of that process, by giving the functions of the changed module
their new code; only the tests that came by the changed line are run. What none of them notices, and what lies outside of
functions, is tried again with the module loaded anew and all tests. See `tests/mutation.md`.
"""

import argparse
import functools
import gc
import importlib.util
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

ROOT = Path(__file__).parents[1]
ROOMS = ("language", "records", "files", "catalogue", "addresses")
TESTS = [
    "text",
    "markup",
    "fields",
    "walk",
    "records",
    "reader",
    "yaml",
    "checks",
    "checker",
    "lineage",
    "finder",
    "units",
    "archive",
    "addresses",
    "published",
    "feeds",
    "kit",
    "listing",
    "structured",
    "examples",
    "open_data",
    "pages",
    "new",
]
# Tests that need one of these take seconds; the others named here start a process, read all data, or try by chance what another
# test says outright.
DEAR = {"real", "real_site", "mini_site", "site", "full", "browser", "serve"}
ALSO_DEAR = ("billion_laughs or the_command_says or whatever_a_file_holds or a_build_holds or there_again_needs or spread_over_pages "
             "or real")  # fmt: skip
OPTIONS = ["-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-k", f"not ({ALSO_DEAR})",
           *(str(f) for name in TESTS if (f := ROOT / f"tests/test_{name}.py").is_file())]  # fmt: skip
MOST = 150
"""So many tests are run of a mutant at first, those nearest to it."""
SECONDS = 30
"""After so many a fork is ended and counts as noticed: a mistake that never ends is seen by anybody."""


# Mutants


@dataclass(frozen=True)
class Mutant:
    """One changed module: its file, and in its tree what stands there and what is put in its place."""

    file: Path
    line: int
    module: cst.Module
    before: cst.CSTNode
    after: cst.CSTNode
    in_function: bool

    @property
    def name(self) -> str:
        """The module's."""
        name = self.file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        return name.removesuffix(".__init__")

    @property
    def room(self) -> str:
        return self.file.parent.name

    def code(self) -> CodeType:
        changed = self.module.deep_replace(self.before, self.after)
        return compile(changed.code, self.file, "exec")  # type: ignore[attr-defined]

    def __str__(self) -> str:
        before, after = (" ".join(self.module.code_for_node(node).split())[:110] for node in (self.before, self.after))
        return f"{self.file.relative_to(ROOT).as_posix()}:{self.line}: {before}  →  {after}"


def mutants(file: Path) -> list[Mutant]:
    """Every mutant of a module."""
    wrapper = MetadataWrapper(cst.parse_module(file.read_text(encoding="utf-8")))
    places = _Places()
    wrapper.visit(places)
    return [Mutant(file, line, wrapper.module, *change) for line, *change in places.found]


def _none_for_argument(node: cst.Call) -> Iterator[cst.CSTNode]:
    """Without mutmut's leaving an argument out, which almost always ends in a TypeError, and not for what is said to people."""
    for call in mutators.operator_arg_removal(node):
        if len(call.args) == len(node.args):
            (gone,) = [one for one, other in zip(node.args, call.args, strict=True) if one is not other]
            if not (isinstance(gone.value, cst.BaseString) and _is_said(gone.value)):
                yield call


def _is_said(text: cst.BaseString) -> bool:
    """Whether a text is for people: what they read here is Vietnamese."""
    return not cst.Module([]).code_for_node(text).isascii()


def _other_text(node: cst.BaseString) -> Iterator[cst.CSTNode]:
    """Without mutmut's changes of case: one change of a text shows whether anything depends on it."""
    yield from list(mutators.operator_string(node))[:1]


_INSTEAD = {mutators.operator_arg_removal: _none_for_argument, mutators.operator_string: _other_text}
_CHANGES = [(kind, _INSTEAD.get(change, change)) for kind, change in mutators.mutation_operators]
# An argument or a value that is gone as a module is loaded ends the loading, which says nothing of the tests.
_AT_LOADING = (mutators.operator_number, mutators.operator_name, _other_text, mutators.operator_swap_op)


class _Places(cst.CSTVisitor):
    """Finds every change that can be made to a module."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self.found: list[tuple[int, cst.CSTNode, cst.CSTNode, bool]] = []
        self._functions = 0

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_no_logic(node):
            return False
        self._functions += isinstance(node, cst.FunctionDef | cst.Lambda)
        for kind, change in _CHANGES:
            if isinstance(node, kind) and (self._functions or change in _AT_LOADING):
                place = self.get_metadata(PositionProvider, node, None)
                line = place.start.line if place else 0
                self.found += [(line, node, other, self._functions > 0) for other in change(node)]
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        self._functions -= isinstance(original_node, cst.FunctionDef | cst.Lambda)


def _is_no_logic(node: cst.CSTNode) -> bool:
    """Whether it is nothing that a program decides by: types, and what is said to people or kept as data."""
    match node:
        case cst.Annotation() | cst.Decorator() | cst.Import() | cst.ImportFrom():
            return True
        case cst.SimpleString():
            return _is_said(node)
        case cst.Call(func=cst.Name(value=name)):
            return name in (
                "TypeVar",
                "PrivateAttr",
                "PydanticCustomError",
            )  # names that nobody reads, and what is said to people
        case cst.AnnAssign(annotation=cst.Annotation(annotation=cst.Subscript(value=cst.Name(value="ClassVar")))):
            return True  # what a kind of record says of itself
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            return name == "__all__"
        case cst.Arg(keyword=cst.Name(value="title" | "description")):
            return True  # labels and help
    return False


# In a fork of the process that collected the tests

Function = tuple[str, str, int]
"""A function by its file, its name and its first line."""
Place = Function | tuple[str, int]
"""A function, or a line of a file."""


def _function(code: CodeType) -> Function:
    return code.co_filename, code.co_qualname, code.co_firstlineno


class Session:
    """A pytest plugin that runs the tests once, noting what each comes by, and then those of each mutant."""

    def __init__(self, made: list[Mutant], jobs: int):
        self.mutants, self.jobs = made, jobs
        self.lost: list[Mutant] = []
        self.status: dict[str, bool] = {}
        self._failed = False
        self._came_by: dict[str, set[Place]] = defaultdict(set)
        self._noting: list[set[Place]] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not DEAR & set(item.fixturenames)]  # type: ignore[attr-defined]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        """What a shared fixture comes by, each test that uses it comes by."""
        if fixturedef.scope == "function" or not self._noting:
            return (yield)
        self._noting.append(self._came_by[fixturedef.argname])
        try:
            return (yield)
        finally:
            self._noting.pop()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        ours = tuple(str(ROOT / "macros" / room) for room in ROOMS)

        def note(frame, event, _):
            if frame.f_code.co_filename.startswith(ours):
                came_by = self._noting[-1]
                came_by.add(_function(frame.f_code) if event == "call" else (frame.f_code.co_filename, frame.f_lineno))
                return note

        tests: dict[Place, set[int]] = defaultdict(set)
        for number, (item, following) in enumerate(zip(session.items, [*session.items[1:], None], strict=True)):
            self._noting = [self._came_by[item.nodeid]]
            sys.settrace(note)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            sys.settrace(None)
            assert not self._failed, item.nodeid
            fixtures = (self._came_by.get(name, set()) for name in item.fixturenames)  # type: ignore[attr-defined]
            for place in self._came_by[item.nodeid].union(*fixtures):
                tests[place].add(number)
        self._noting = []
        live = _Live()
        gc.freeze()
        sizes = [len(self._came_by[item.nodeid]) for item in session.items]
        for mutant, noticed in in_forks(
            self.mutants, self.jobs, lambda m: self._notices(session, tests, sizes, live, m)
        ):
            if not noticed:
                self.lost.append(mutant)
        return True

    def _notices(
        self, session: pytest.Session, tests: dict[Place, set[int]], sizes: list[int], live: "_Live", mutant: Mutant
    ) -> bool:
        """Run the tests that came by the line that changed, those first that came by little else."""
        changed = live.change(mutant)
        found = tests.get((str(mutant.file), mutant.line)) or {
            n for function in changed for n in tests.get(function, ())
        }
        items = [session.items[number] for number in sorted(found, key=lambda number: (sizes[number], number))[:MOST]]
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return True
        return False


class _Live:
    """The functions that there are, by file, and what keeps answers for them."""

    def __init__(self) -> None:
        self._functions: dict[str, list[FunctionType]] = defaultdict(list)
        self._caches = []
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                self._functions[one.__code__.co_filename].append(one)
            elif isinstance(one, functools._lru_cache_wrapper):
                self._caches.append(one)

    def change(self, mutant: Mutant) -> set[Function]:
        """Give the functions of a module the code that they have in a mutant; return those that changed."""
        before, after = _codes(compile(mutant.module.code, mutant.file, "exec")), _codes(mutant.code())
        changed = {key for key in before.keys() & after.keys() if _said(before[key]) != _said(after[key])}
        for one in self._functions[str(mutant.file)]:
            key = _function(one.__code__)
            if key in changed and len(one.__code__.co_freevars) == len(after[key].co_freevars):
                one.__code__ = after[key]
        for cache in self._caches:
            cache.cache_clear()
        return changed


def _said(code: CodeType) -> tuple:
    """What a function does, wherever it stands."""
    constants = [_said(one) if isinstance(one, CodeType) else repr(one) for one in code.co_consts]
    return code.co_code, code.co_names, code.co_varnames, constants


def _codes(code: CodeType) -> dict[Function, CodeType]:
    found = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= {_function(inner): inner} | _codes(inner)
    return found


# In a fork that loads all of ours anew


class _Loader(SourceFileLoader):
    """Loads a mutant instead of its module."""

    mutant: Mutant

    def get_code(self, fullname: str) -> CodeType:
        return self.mutant.code()


class _Finder:
    def __init__(self, mutant: Mutant):
        self.mutant = mutant

    def find_spec(self, name, path=None, target=None):
        if name != self.mutant.name:
            return None
        loader = _Loader(name, str(self.mutant.file))
        loader.mutant = self.mutant
        return importlib.util.spec_from_file_location(name, self.mutant.file, loader=loader)


class _Cheap:
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not DEAR & set(item.fixturenames)]  # type: ignore[attr-defined]


def notices_anew(mutant: Mutant) -> bool:
    """Whether a test fails when everything is loaded anew, with the mutant."""
    for name in list(sys.modules):
        if name.partition(".")[0] in ("macros", "tests", "conftest"):
            del sys.modules[name]
    sys.meta_path.insert(0, _Finder(mutant))
    return pytest.main(OPTIONS, plugins=[_Cheap()]) != pytest.ExitCode.OK


def in_forks(made: list[Mutant], jobs: int, notices: Callable[[Mutant], bool]) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant, and whether it was noticed, as it becomes known."""
    running: dict[int, Mutant] = {}
    waiting = list(reversed(made))
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            if child := os.fork():
                running[child] = mutant
                continue
            status = 1
            try:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.dup2(nowhere, 2)
                signal.alarm(SECONDS)
                status = 1 if notices(mutant) else 0
            finally:
                os._exit(status)
        child, status = os.wait()
        yield running.pop(child), status != 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Tell how many small mistakes in the code the tests notice.")
    parser.add_argument("files", nargs="*", type=Path, help="only these modules; all of five rooms if none is given")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--every", type=int, default=1, help="only every so manieth mistake")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="only mistakes within functions, and none tried again with everything loaded anew",
    )
    parser.add_argument("--least", type=float, default=90, help="fail if fewer than so many of a hundred are noticed")
    options = parser.parse_args()
    files = [f.resolve() for f in options.files] or [
        f for r in ROOMS for f in sorted((ROOT / "macros" / r).glob("*.py"))
    ]
    made = [mutant for file in files for mutant in mutants(file)][:: options.every]
    if options.quick:
        made = [mutant for mutant in made if mutant.in_function]
    print(f"{len(made)} mutants in {len(files)} modules", flush=True)
    began = time.monotonic()
    session = Session([mutant for mutant in made if mutant.in_function], options.jobs)
    pytest.main(OPTIONS, plugins=[session])
    rest = [mutant for mutant in made if not mutant.in_function or mutant in session.lost]
    print(
        f"{time.monotonic() - began:.0f} s; {len(session.lost)} to be tried again, {len(rest)} with those outside of functions",
        flush=True,
    )
    lost = session.lost
    if not options.quick:
        lost = [mutant for mutant, noticed in in_forks(rest, options.jobs, notices_anew) if not noticed]
    for mutant in sorted(lost, key=lambda one: (str(one.file), one.line)):
        print(mutant)
    total, survived = Counter(m.room for m in made), Counter(m.room for m in lost)
    for room, count in [*total.items(), ("all", len(made))]:
        noticed = count - (len(lost) if room == "all" else survived[room])
        print(f"{room:10} {noticed:5} of {count:5} noticed, {100 * noticed / count:5.1f} %")
    print(f"{time.monotonic() - began:.0f} s")
    return 100 * (len(made) - len(lost)) / len(made) < options.least


if __name__ == "__main__":
    sys.exit(main())
