"""The site's own scripts as readers fetch them: what is needed together as one file, without comments and spaces, and with short names for
what only they name.

A minifier of others would be better than `naming.py`, but none on PyPI has wheels for every system that staff use (looked at in 11/2026: rjsmin and
tdewolff-minify lack macOS on ARM or Windows, minify-html Windows on ARM, jsmin has none; css-html-js-minify is of 2018).
"""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from functools import lru_cache, partial
from pathlib import Path

from macros.assets.naming import renamed
from macros.assets.tokens import squeezed, tokens
from macros.files.kept import Kept, digest

ENGINE = "assets/search/engine.js"
SLIP = "assets/form/slip.js"
PAGE = "assets/page.js"
RESULTS = "assets/search/results.js"
_FIRST = (ENGINE, SLIP, PAGE, RESULTS)
EAGER = "//# allFunctionsCalledOnLoad\n"
"""By this line, Chromium (from 136 on) compiles the functions of a script beside its other work while it comes, instead of each when it is first
called; to other browsers it is a comment. A first search runs nearly all of the engine."""

_DEFINED = re.compile(r"^(?:export )?(?:const|let|class|(?:async )?function\*?) (\w+)", re.MULTILINE)
_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.{1,2}/.+?)";\n', re.MULTILINE)
_NEEDED = re.compile(r'(\b(?:from |import[ (]))"(\.{1,2}/[^"]+)"')
_EXPORTED = re.compile(r"^export (?=(?:const|let|class|(?:async )?function\*?) (\w+))", re.MULTILINE)
_MODULE = re.compile(r"^(?:import|export) ", re.MULTILINE)
_NAMED_APART = re.compile(r"\{([^{}]*)\} from \"|^export \{([^{}]*)\}", re.MULTILINE)
_NAME = re.compile(r"[\w$]+")


def lightened(scripts: Mapping[str, str], stores: Path | None = None) -> dict[str, str]:
    """Return `scripts`, by address, as readers fetch them; what the same were made before is kept in the folder `stores`."""
    with Kept(stores, "scripts") as store:
        made: dict[str, str] = store.told(_key(scripts), partial(_lightened, scripts))
    return made


def are_kept(scripts: Mapping[str, str], stores: Path | None) -> bool:
    """Whether the same were made before and are kept."""
    with closing(Kept(stores, "scripts")) as store:
        return store.keep(_key(scripts))


def fetched(scripts: Mapping[str, str]) -> Mapping[str, str]:
    """`scripts`, by address, as files that readers fetch, which are not light yet."""
    for first in _FIRST:
        if first in scripts:
            scripts = joined(scripts, first)
    return scripts


def _key(scripts: Mapping[str, str]) -> bytes:
    return digest(*(part for both in sorted(scripts.items()) for part in both))


def _lightened(scripts: Mapping[str, str]) -> dict[str, str]:
    together = fetched(scripts)
    named_by = {address: set(_NAME.findall(script)) for address, script in together.items()}
    return {
        address: (EAGER if address == ENGINE else "")
        + light(script, frozenset().union(*(names for other, names in named_by.items() if other != address)))
        for address, script in together.items()
    }


def joined(scripts: Mapping[str, str], first: str) -> dict[str, str]:
    """Return `scripts`, by address, with all that `first` imports within it, but what comes as one by itself; the others import that
    from it.

    What several modules define at their top must have different names, as it comes together in one.

    Raises:
        ValueError: a name is defined twice.
    """
    within: dict[str, str] = {}

    def add(module: str) -> None:
        for needed in _IMPORT.findall(scripts[module]):
            if (address := _from(module, needed)) not in (*within, *_FIRST):
                add(address)
        within[module] = _IMPORT.sub(
            lambda found: found[0] if _from(module, found[1]) in _FIRST else "", scripts[module]
        )

    add(first)
    defined = Counter(one for script in within.values() for one in _DEFINED.findall(script))
    if twice := sorted(one for one, times in defined.items() if times > 1):
        raise ValueError(f"defined by several modules that {first} is made of: {', '.join(twice)}")

    def led(script: str, old: str, new: str) -> str:
        """A script with what it imports as that is found from its new place."""

        def way(needed: re.Match[str]) -> str:
            address = _from(old, needed[2])
            found = posixpath.relpath(first if address in within else address, posixpath.dirname(new))
            return f'{needed[1]}"{"" if found.startswith(".") else "./"}{found}"'

        return _NEEDED.sub(way, script)

    others = {address: led(script, address, address) for address, script in scripts.items() if address not in within}
    return others | {first: "".join(led(script, module, first) for module, script in within.items())}


def _from(script: str, needed: str) -> str:
    """The address of what `script` calls `needed`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(script), needed))


@lru_cache(maxsize=64)  # a preview has the same scripts again and again
def light(script: str, named_elsewhere: frozenset[str]) -> str:
    """Return `script` without comments and needless spaces, with short names.

    Args:
        named_elsewhere: every word of other scripts; what is exported and not among them is no longer.
    """
    script = _EXPORTED.sub(lambda found: found[0] if found[1] in named_elsewhere else "", script)
    outside = {found[1] for found in _EXPORTED.finditer(script)}
    for apart in _NAMED_APART.findall(script):
        outside.update(_NAME.findall(" ".join(apart)))
    its = list(tokens(script))
    # What is no module shares its names with the page.
    return squeezed(renamed(its, outside) if _MODULE.search(script) else its)
