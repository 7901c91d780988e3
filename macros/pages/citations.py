"""The sources that one page cites, numbered in the order in which it first names them."""

from dataclasses import dataclass, field


@dataclass
class Citations:
    """Grows while its page is rendered, and is that page's alone.

    Attributes:
        numbers: of each source, by its id.
        listed: whether the page has its list of them.
        seen: how many the list shows at once, the others folded up; all if None.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    listed: bool = False
    seen: int | None = None

    def number(self, source: str) -> int:
        """Return the number of a source on this page."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def fold(self) -> None:
        """Have few of them seen at once, on a page that tells of many things, each with its own."""
        self.seen = 4
