"""Where the editor's guide explains a message of the checker: its table of messages is the only list of them."""

import re
from functools import cache
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs/huong-dan/thong-bao.md"
ADDRESS = "/huong-dan/thong-bao/"

_ENTRY = re.compile(r"`([^`\n]+)`\{ #([a-z0-9-]+) \}")


def explained(what: str) -> str:
    """The address of what the guide says of a message; empty if it says nothing. The entry that has most in common with it counts."""
    fitting = [(fixed, anchor) for said, fixed, anchor in _entries() if said.search(what)]
    return f"{ADDRESS}#{max(fitting)[1]}" if fitting else ""


@cache
def _entries() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    """Of each entry what it looks like in a message, `…` being whatever the code fills in, how long that is, and its anchor."""
    try:
        found = _ENTRY.findall(GUIDE.read_text(encoding="utf-8"))
    except OSError:  # a copy without the guide
        return ()
    return tuple(
        (re.compile(".*?".join(map(re.escape, said.split("…"))), re.IGNORECASE), len(said.replace("…", "")), anchor)
        for said, anchor in found
    )
