"""What is wrong with the links of records, told before any page is made: by the files that the site will have."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path

from macros.addresses.address import ABOUT, Address, address_of
from macros.catalogue import Finder
from macros.catalogue.told import inside
from macros.files.kept import Kept
from macros.language.markup import prose
from macros.language.problems import Problem
from macros.language.text import near
from macros.publish.links import ids_in, lost, target_of
from macros.records import RECORDS, Part
from macros.records.base import FieldType
from macros.records.fields import Field
from macros.records.site import SETTINGS
from macros.records.walk import Place, values_of

_HREF = re.compile(r'<a href="([^"]*)"')
_MAY_LINK = re.compile(r"[\[<]")
_HINTED = 20


def links_of_records(find: Finder, files: set[str], text_of: Callable[[str], str]) -> Iterator[Problem]:
    """Yield a problem for every link in a passage that will lead nowhere on the site of these `files`; `text_of` returns
    what one holds.

    A passage may stand on several pages, so its links have to say the way from the top of the site: `/mo-hinh/x/`.
    """
    hints = 0
    for file, here, place, link in _links(find):
        target, anchor = target_of(here, link, find.site.url)
        if target is None:
            continue
        if target not in files:
            fault = lost(target, files)
            hint = near(fault.sought, fault.among) if fault.sought and hints < _HINTED else None
            hints += 1
            yield inside(file, place, f"liên kết '{link}' {fault.what}", fault.todo, hint)
        elif not link.startswith("/") and not (find.site.url and link.startswith(find.site.url)):
            whole = Address.of_file(target).rooted + (f"#{anchor}" if anchor else "")
            what = f"liên kết '{link}' chỉ đúng ở một trang, mà đoạn này có thể hiện ở nhiều trang"
            yield inside(file, place, what, f"Viết {whole}")
        elif anchor and target.endswith(".html") and anchor not in ids_in(text_of(target)):
            what = f"liên kết '{link}' dẫn tới chỗ '#{anchor}' không có trên trang {Address.of_file(target).rooted}"
            yield inside(file, place, what, "Bỏ phần từ dấu #")


def _links(find: Finder) -> Iterator[tuple[Path, str, Place, str]]:
    """Every link in the passages of records, and of the settings: the file, the page that tells of it, where, the link."""
    yield from ((find.data / SETTINGS, ABOUT.file, tuple(place), link) for place, link in _links_in(find.site))
    with Kept(find.stores, "passages") as store:
        for kind in RECORDS:
            for record in find.all(kind):
                if found := store.told(find.digest(record), partial(_links_in, record)):
                    there = address_of(find, record)
                    here = there.file if there else "index.html"
                    yield from ((record.file, here, tuple(place), link) for place, link in found)


def _links_in(part: Part) -> list[tuple[Place, str]]:
    """Every link in the passages of a part, and where it stands."""
    return [
        (place, unescape(link))
        for place, _, _, value in values_of(part, _is_prose)
        if value and _MAY_LINK.search(value)
        for link in _HREF.findall(prose(value))
    ]


def _is_prose(field: Field) -> bool:
    return field.type is FieldType.PROSE
