"""Makes a review: a folder, or one .zip, that opens without a server. Nothing is published, and nothing noted of what was."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from macros.build import ROOT, Settings
from macros.catalogue.records import behind
from macros.changes.change import Key
from macros.files.zips import holds, write_zip
from macros.language.clock import today
from macros.language.problems import shown_path
from macros.publish.fleeting import Fleeting
from macros.publish.place import refuse_file
from macros.publish.swap import Swap
from macros.review.items import Since, items
from macros.review.pages import START, Pages
from macros.review.unserved import Unserved
from macros.running import build_to_look_at
from macros.steps import Steps
from macros.targets.since import published

_PACKED = (".jpg", ".png", ".webp", ".avif", ".mp4", ".webm", ".pdf", ".docx", ".xlsx", ".zip")
"""What gets no smaller."""


def make(data: Path, out: Path, savers: Mapping[Key, str], steps: Steps) -> str:
    """Make the review of a data folder at `out`, a folder or, by its ending, a .zip file; return what to tell staff. `savers`
    are those who wrote the records, as far as is known.

    Raises Refused if there is something else at `out` or the pages can't be made, DataError with what is wrong with the data, and
    OSError; what was at `out` is then still there.
    """
    is_zip = out.suffix.lower() == ".zip"
    if is_zip:
        refuse_file(out, data, ROOT, _is_review)
    swap = None if is_zip else Swap(out, data, ROOT, START)
    try:
        with Fleeting("xem-duyet-") as beside:
            made = build_to_look_at(Settings(data, None), beside.folder, steps)
            before = published(behind(made.find))
            since = Since(made.find, before.state) if before else None
            found = items(made.find, since, savers)
            copy = Unserved(beside.folder, made.find.site.url)
            pages = Pages(copy, found, since.gone if since else [], made.find.site, today())
            with steps.step("Ghi bản xem để duyệt"):
                contents = chain(pages.own().items(), copy.contents(pages.dressed))
                if swap:
                    _write_folder(swap, contents)
                else:
                    out.absolute().parent.mkdir(parents=True, exist_ok=True)
                    write_zip(out.absolute(), contents, _PACKED, today())
    finally:
        if swap:
            swap.abandon()
    opened = f"giải nén ra một thư mục rồi mở {START} trong đó" if is_zip else f"mở {START} trong thư mục ấy"
    return f"Đã tạo bản xem để duyệt, {len(found)} bản ghi, ở {shown_path(out)}. Người duyệt {opened}; không cần máy chủ, không cần mạng."


def _is_review(file: Path) -> bool:
    return holds(file, START)


def _write_folder(swap: Swap, contents: Iterable[tuple[str, bytes]]) -> None:
    places = []
    for place, content in contents:
        file = swap.building / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        places.append(place)
    swap.finish(places)
