"""The site's own scripts as readers fetch them: without comments and indentation, the search engine's as one file.

A comment is a line's whole or stands behind its code, where nothing quoted can be mistaken for one; so no parser is needed.
A minifier would be better, but none on PyPI has wheels for every system that staff use (looked at in 11/2026: rjsmin and
tdewolff-minify lack macOS on ARM or Windows, minify-html Windows on ARM, jsmin has none; css-html-js-minify is of 2018).
"""

import re
from collections import Counter
from collections.abc import Mapping

ENGINE = "assets/search/engine.js"

_BLOCK = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_DEFINED = re.compile(r"^(?:export )?(?:const|let|class|(?:async )?function\*?) (\w+)", re.MULTILINE)
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(.+?)";\n', re.MULTILINE)


def lightened(scripts: Mapping[str, str]) -> dict[str, str]:
    """Return `scripts`, by address, as readers fetch them."""
    return {address: lean(script) for address, script in joined(scripts, ENGINE).items()}


def joined(scripts: Mapping[str, str], first: str) -> dict[str, str]:
    """Return `scripts`, by address, with all that `first` imports within it; the others import that from it.

    What several modules define at their top must have different names, as it comes together in one.

    Raises:
        ValueError: a name is defined twice.
    """
    folder, _, name = first.rpartition("/")
    within: dict[str, str] = {}

    def add(module: str) -> None:
        script = scripts[f"{folder}/{module}"]
        for needed in _IMPORT.findall(script):
            if needed not in within:
                add(needed)
        within[module] = _IMPORT.sub("", script)

    add(name)
    defined = Counter(one for script in within.values() for one in _DEFINED.findall(script))
    if twice := sorted(one for one, times in defined.items() if times > 1):
        raise ValueError(f"defined by several modules that {first} is made of: {', '.join(twice)}")
    parts = re.compile(rf'"\./(?:{"|".join(map(re.escape, within))})"')
    others = {
        address: script for address, script in scripts.items() if address not in {f"{folder}/{m}" for m in within}
    }
    return {address: parts.sub(f'"./{name}"', script) for address, script in others.items()} | {
        first: "".join(within.values())
    }


def lean(script: str) -> str:
    """Return `script` without comments, empty lines and indentation; one with text in backquotes
    that goes over a line as it is, as that text's lines are no code."""
    if any(line.count("`") % 2 for line in script.splitlines()):
        return script
    lines = (_without_comment(line.strip()) for line in _BLOCK.sub("", script).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _without_comment(line: str) -> str:
    """Return `line` without the comment at its end, unless a quotation mark before it leaves open whether it is one."""
    code, found, _ = f" {line}".partition(" // ")
    return (
        code.strip()
        if found and not any(code.count(mark) % 2 for mark in "\"'`")
        else ""
        if line.startswith("//")
        else line
    )
