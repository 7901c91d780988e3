"""The state of the data when the site was last published: what a later state is compared with, if nothing else is asked for."""

from datetime import datetime

from macros.catalogue import Catalogue
from macros.changes.since import Since, in_git, is_in_git
from macros.changes.snapshot import unpack
from macros.changes.state import State
from macros.language.clock import VIETNAM
from macros.language.problems import DataError
from macros.publish.place import Refused
from macros.records import Site
from macros.targets.delivery import target_of
from macros.targets.store import Publication, Store


def last(catalogue: Catalogue, now: State, target: str | None = None) -> Since:
    """The state of the last publication on a target, the first if none is named; where there is none, of the last version in Git.
    Raises Refused if there is nothing of before."""
    if since := published(catalogue, target):
        return since
    if target is None and is_in_git(catalogue.data):
        return in_git(catalogue, now, "HEAD")
    raise Refused(
        "Chưa có gì để so sánh: chưa đăng lần nào từ thư mục dữ liệu này, và dữ liệu không nằm trong kho Git. "
        "Lưu trạng thái lúc này bằng changes --save TỆP, sau này so với tệp ấy bằng --since TỆP."
    )


def published(catalogue: Catalogue, target: str | None = None) -> Since | None:
    """The state of the last publication on a target that is known, the first target if none is named; None if none is. Raises Refused
    if there is no such target."""
    found = (of(catalogue, one) for one in reversed(kept(catalogue, target)))
    return next(filter(None, found), None)


def kept(catalogue: Catalogue, target: str | None = None) -> list[Publication]:
    """The publications on a target whose data was kept, the last one last. Raises Refused if there is no such target."""
    site: Site = catalogue.site
    if target is None and not site.targets:
        return []
    return [one for one in Store(catalogue.data, held=False).there(target_of(site, target).id) if one.snapshot]


def of(catalogue: Catalogue, one: Publication) -> Since | None:
    """The state of the data at one publication; None if it can't be read any more."""
    state = records_of(Store(catalogue.data, held=False), one)
    return Since(state, called(one)) if state else None


def records_of(store: Store, one: Publication) -> State | None:
    """The records of a publication; None where they were not kept, or can't be read any more."""
    try:
        return unpack(store.blob(one.snapshot).read_bytes(), "bản ghi đã đăng")
    except (OSError, DataError):
        return None


def called(one: Publication) -> str:
    """What a publication is called where it is compared with: `lần đăng 3, 16:10 ngày 26/11/2026`."""
    return f"lần đăng {one.number}, {moment_of(one)}"


def moment_of(one: Publication) -> str:
    """When something was published: `16:10 ngày 26/11/2026`."""
    return f"{datetime.fromisoformat(one.when).astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
