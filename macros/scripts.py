"""The site's own scripts as readers fetch them: without comments and indentation, the search engine's as one file.

Whole lines alone are left out, so no parser is needed; what shares its line with code stays.
"""

import re
from collections.abc import Mapping

ENGINE = "assets/search/engine.mjs"

_BLOCK = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(.+?)";\n', re.MULTILINE)


def lightened(scripts: Mapping[str, str]) -> dict[str, str]:
    """Return `scripts`, by address, as readers fetch them."""
    return {address: lean(script) for address, script in joined(scripts, ENGINE).items()}


def joined(scripts: Mapping[str, str], first: str) -> dict[str, str]:
    """Return `scripts`, by address, with all that `first` imports within it; the others import that from it.

    What several modules define at their top must have different names, as it comes together in one.
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
    parts = re.compile(rf'"\./(?:{"|".join(map(re.escape, within))})"')
    others = {
        address: script for address, script in scripts.items() if address not in {f"{folder}/{m}" for m in within}
    }
    return {address: parts.sub(f'"./{name}"', script) for address, script in others.items()} | {
        first: "".join(within.values())
    }


def lean(script: str) -> str:
    """Return `script` without the lines that are comments or empty, and without indentation; one with text in backquotes
    that goes over a line as it is, as that text's lines are no code."""
    if any(line.count("`") % 2 for line in script.splitlines()):
        return script
    lines = (line.strip() for line in _BLOCK.sub("", script).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
