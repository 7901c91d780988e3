"""What waits on the desk: the drafts and what is to come, what the checker says of the files as they are, and how all stands."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from macros.catalogue import Catalogue
from macros.catalogue.called import name_of
from macros.desk.wire import placed
from macros.language.clock import today
from macros.language.problems import Problem, shown_path
from macros.records import BY_FOLDER
from macros.records.standing import Standing, said
from macros.staff.status import Status, as_data

_MOST = 50


def overview(catalogue: Catalogue, problems: Iterable[Problem]) -> dict[str, Any]:
    """The drafts and what is to come, by name, and each problem with the record whose file it is in, if that is one's."""
    day = today()
    waiting = [
        {"folder": one.folder, "id": one.id, "name": name_of(catalogue, one), "state": said(one, standing)}
        for one in catalogue
        if (standing := catalogue.standing(one, day)) in (Standing.DRAFT, Standing.COMING)
    ]
    files = {shown_path(one.file): (one.folder, one.id, name_of(catalogue, one)) for one in catalogue}
    files |= {shown_path(one.file): (folder, record_id, "") for (folder, record_id), one in catalogue.unread.items()}
    told = []
    for problem in islice(problems, _MOST):
        folder, record_id, name = files.get(problem.file, ("", "", ""))
        told.append({**placed(problem, folder, record_id), "file": problem.file, "name": name})
    return {"drafts": waiting, "problems": told}


def status(catalogue: Catalogue, problems: list[Problem]) -> dict[str, Any]:
    """How all stands; without coverage while links of records lead nowhere."""
    now = Status(catalogue, today())
    return as_data(now, None if problems else now.coverage(), _MOST)


def names(catalogue: Catalogue, folder: str, ids: Iterable[str]) -> dict[str, str]:
    """What the records of some ids are called, those that are there."""
    there = catalogue.in_folder(folder) if folder in BY_FOLDER else {}
    return {one: name_of(catalogue, there[one]) for one in ids if one in there}
