"""The sources that one page cites, numbered in the order in which it first names them."""

from dataclasses import dataclass, field


@dataclass
class Citations:
    """Grows while its page is rendered, and is that page's alone."""

    numbers: dict[str, int] = field(default_factory=dict)
    listed: bool = False

    def number(self, source: str) -> int:
        """Return the number of a source on this page."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)
