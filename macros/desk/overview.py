"""What waits on the desk: the drafts, and what the checker says of the files as they are."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.desk.wire import placed
from macros.language.problems import Problem, shown_path
from macros.records import BY_FOLDER

_MOST = 50


def overview(catalogue: Catalogue, problems: Iterable[Problem]) -> dict[str, Any]:
    """The drafts by name, and each problem with the record whose file it is in, if that is one's."""
    drafts = [{"folder": one.folder, "id": one.id, "name": name_of(catalogue, one)} for one in catalogue if one.draft]
    files = {shown_path(one.file): (one.folder, one.id, name_of(catalogue, one)) for one in catalogue}
    files |= {shown_path(one.file): (folder, record_id, "") for (folder, record_id), one in catalogue.unread.items()}
    told = []
    for problem in islice(problems, _MOST):
        folder, record_id, name = files.get(problem.file, ("", "", ""))
        told.append({**placed(problem, folder, record_id), "file": problem.file, "name": name})
    return {"drafts": drafts, "problems": told}


def names(catalogue: Catalogue, folder: str, ids: Iterable[str]) -> dict[str, str]:
    """What the records of some ids are called, those that are there."""
    there = catalogue.in_folder(folder) if folder in BY_FOLDER else {}
    return {one: name_of(catalogue, there[one]) for one in ids if one in there}
