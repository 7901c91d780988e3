"""What is wrong with the data, where, and what to do: the one form in which everything reports a mistake."""

from dataclasses import dataclass
from pathlib import Path

from macros.language.characters import told


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, told to staff in Vietnamese.

    `file` is as the reader should see it, `line` and `column` count from 1 (0: the file as a whole), `field` is a
    dotted path such as `figures.2.value`, `what` says what is wrong, `todo` what to do and `hint` a near match.
    `judged`: it may be no mistake, which only a person can tell; it is told, and keeps nothing from being published. `waits`: it keeps the
    site from being published, and not from being reviewed, as what it waits for is a review.
    """

    file: str
    line: int
    column: int
    field: str
    what: str
    todo: str = ""
    hint: str | None = None
    judged: bool = False
    waits: bool = False

    def __str__(self) -> str:
        """`data/models/x.yml:12:3: field: what is wrong. What to do. (Có phải 'y'?)`"""
        file, field, what, todo = (
            told(text, longest)
            for text, longest in ((self.file, 500), (self.field, 200), (self.what, 400), (self.todo, 600))
        )
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        parts = [place, field] if field else [place]
        text = ": ".join([*parts, what.rstrip(".") + "."])
        if todo:
            text += f" {todo.rstrip('.')}."
        if self.hint:
            text += f" (Có phải '{told(self.hint, 200)}'?)"
        return text


def place_of(field: str) -> tuple[str | int, ...]:
    """`figures.2.value` → `("figures", 1, "value")`: where a problem stands among the values."""
    return tuple(int(step) - 1 if step.isascii() and step.isdecimal() else step for step in field.split(".") if step)


def in_file(file: Path, what: str, todo: str, hint: str | None = None) -> Problem:
    """A problem of a file as a whole."""
    return Problem(shown_path(file), 0, 0, "", what, todo, hint)


def listed(warnings: list[Problem]) -> str:
    """What a person has to judge, as staff read it: a heading with their number, then one a line."""
    files = len({p.file for p in warnings})
    return "\n".join([f"Cần người xem xét: {len(warnings)} chỗ trong {files} tệp.", *map(str, sorted(warnings))])


class DataError(Exception):
    """The data has problems; `problems` holds them all, in the order of files and lines, `warnings` what is to be judged."""

    def __init__(self, problems: list[Problem], warnings: list[Problem] | None = None):
        self.problems = sorted(set(problems))
        self.warnings = warnings or []
        super().__init__(self.report())

    def report(self) -> str:
        """The whole list as staff read it, one problem a line and a count at the end."""
        files = len({p.file for p in self.problems})
        return "\n".join([*map(str, self.problems), f"\nCó {len(self.problems)} lỗi trong {files} tệp."])


def shown_path(path: Path) -> str:
    """`path` as messages name it: relative to the working folder if it is inside, with forward slashes."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
