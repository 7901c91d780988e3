"""Where in its file a problem of a record lies."""

from functools import lru_cache
from pathlib import Path

from macros.files.yaml_nodes import Tree, dotted, read_yaml
from macros.language.problems import Problem, in_file, shown_path
from macros.records import Record
from macros.records.walk import Place


def at(record: Record, place: Place, what: str, todo: str, hint: str | None = None) -> Problem:
    """A problem at a place in a record."""
    return inside(record.file, place, what, todo, hint)


def inside(file: Path, place: Place, what: str, todo: str, hint: str | None = None) -> Problem:
    """A problem at a place in a file; the file is read again for the line, since few files have problems."""
    if not place:
        return in_file(file, what, todo, hint)
    try:
        state = file.stat()
        tree = _tree(file, state.st_mtime_ns, state.st_size)
    except OSError:
        tree = None
    line, column = tree.where(place) if tree else (1, 1)
    return Problem(shown_path(file), line, column, dotted(place), what, todo, hint)


@lru_cache(maxsize=8)  # the problems of one file follow one another
def _tree(file: Path, changed: int, size: int) -> Tree | None:
    return read_yaml(file)[0]
