"""Templates in their compiled form, kept from one build to the next: compiling takes an eighth of the time of a small site; and
imported once a page, which takes a fifth of making it otherwise.

What is kept is used only for the very template, code and versions that it was made of, and only if it is whole.
"""

import contextlib
import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro, new_context

KEPT = Path(__file__).parents[2] / ".cache" / "templates"
_DIGEST = 20  # bytes


class Compiled(BytecodeCache):
    """Keeps what Jinja makes of templates in `folder`; a folder that can't be written to keeps nothing."""

    def __init__(self, folder: Path = KEPT):
        self._folder = folder

    def get_source_checksum(self, source: str) -> str:
        return hashlib.blake2b(_code() + source.encode(), digest_size=_DIGEST).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            kept = self._file(bucket).read_bytes()
            if kept[:_DIGEST] == _digest(kept[_DIGEST:]):
                bucket.bytecode_from_string(kept[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        made, file = bucket.bytecode_to_string(), self._file(bucket)
        whole = file.with_name(f"{file.name}.{os.getpid()}")  # two builds may write at once
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            whole.write_bytes(_digest(made) + made)
            whole.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


@cache
def _code() -> bytes:
    """What else decides how a template is compiled: the versions, and our code, whose filters may be called on the way."""
    files = sorted(Path(__file__).parents[1].rglob("*.py"))
    parts = [sys.version.encode(), jinja2.__version__.encode(), *(file.read_bytes() for file in files)]
    return _digest(b"\0".join(parts))


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
