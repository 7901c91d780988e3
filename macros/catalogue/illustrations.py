"""Rules on the pictures, films and papers of records: that each file is there and is what it has to be, and that each film is where
films can be. What they say depends on the files and the settings too, so it is never kept with a record."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from macros.catalogue.store import Catalogue
from macros.catalogue.told import at
from macros.language.problems import Problem, shown_path
from macros.language.text import near
from macros.media import Fault
from macros.records import RECORDS
from macros.records.fields import fields_of
from macros.records.hosts import host_of
from macros.records.walk import named_files

_CALLED = {"picture": "ảnh", "film": "phim", "paper": "tài liệu"}


def files_are_what_they_have_to_be(catalogue: Catalogue) -> Iterator[Problem]:
    """Every file that a record names is there, can be shown, and is a picture, a film or a paper, as its field has it."""
    album = catalogue.album
    for record in catalogue:
        for place, accepts, name in named_files(record):
            found = album.look(name)
            if found is None:
                what = f"không có tệp '{name}' trong {shown_path(album.folder)}/"
                todo = "Chép tệp vào đó, hoặc sửa tên tệp cho đúng"
                yield at(record, place, what, todo, near(name, album.unnamed) or near(name, album.names))
            elif isinstance(found, Fault):
                yield at(record, place, f"tệp '{name}' {found.what}", found.todo)
            elif not album.fits(name, accepts):
                what = f"tệp '{name}' không phải {' hoặc '.join(_CALLED[kind] for kind in accepts)}"
                yield at(record, place, what, "Chọn tệp khác, hoặc ghi tệp này vào mục của nó")
            else:
                for one in found.remarks:
                    yield replace(at(record, place, f"tệp '{name}' {one.what}", one.todo), judged=True)


def films_are_where_films_can_be(catalogue: Catalogue) -> Iterator[Problem]:
    """Every film that isn't a file is at a host that is known for films, or that the settings name."""
    for record in (one for kind in RECORDS if "films" in fields_of(kind) for one in catalogue.all(kind)):
        for number, film in enumerate(record.films):  # type: ignore[attr-defined]
            if film.url and not host_of(film.url, catalogue.site.film_hosts):
                yield at(record, ("films", number, "url"), "đây không phải địa chỉ của một phim ở nơi đăng phim đã biết",
                         "Chép lại địa chỉ trang xem phim; đăng ở đài, báo khác thì ghi tên miền vào film_hosts của site.yml")  # fmt: skip


ILLUSTRATIONS: tuple[Callable[[Catalogue], Iterator[Problem]], ...] = (
    files_are_what_they_have_to_be,
    films_are_where_films_can_be,
)
