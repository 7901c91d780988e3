"""The site's stylesheets as readers fetch them: one file, as each would cost a request before anything is painted; without comments
and needless spaces."""

import re
from collections.abc import Iterable
from functools import lru_cache

_PART = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?:\s+|/\*.*?\*/)+""", re.DOTALL)


def together(styles: Iterable[str]) -> str:
    """Return stylesheets as one, in their order."""
    return "".join(map(light, styles))


@lru_cache(maxsize=16)  # a preview has the same again and again
def light(style: str) -> str:
    """Return `style` without comments, and with spaces only where they may say something."""

    def shortened(part: re.Match[str]) -> str:
        if part[1]:
            return part[1]
        before, after = style[: part.start()][-1:], style[part.end() :][:1]
        # A space behind a colon may be all that a property is.
        is_needless = before in "{};," or after in "{" or (after == "}" and before != ":")
        return "" if is_needless else " "

    return _PART.sub(shortened, style)
