"""The data folder to one catalogue, or to all that is wrong with it."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from macros.addresses.address import RESERVED
from macros.addresses.published import FILE, Published
from macros.catalogue import Catalogue, Unread
from macros.catalogue.album import Album
from macros.catalogue.alone import ALONE
from macros.catalogue.borders import FOLDER as BORDERS
from macros.catalogue.checks import RULES
from macros.catalogue.revisions import FILE as REVISIONS
from macros.catalogue.store import Known
from macros.catalogue.told import inside
from macros.files.found import Seen, files_in, oddity, problem
from macros.files.kept import digest
from macros.files.reader import read_record
from macros.files.renewed import apart_from, found_in, refuse_later, to_migrate
from macros.language.characters import told as in_bounds
from macros.language.clock import today
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.language.text import near, nfc, slug
from macros.memory import Memory, Recent
from macros.records import BY_FOLDER, RECORDS, Record, Site, Source, Unit
from macros.records.base import ID_PATTERN, LONGEST_ID
from macros.records.fields import fields_of
from macros.records.former import Found
from macros.records.media import FOLDER as MEDIA
from macros.records.site import SETTINGS
from macros.records.standing import Standing
from macros.records.walk import named_files, references_in

UNREAD_SITE = Site(name="-", place="-", description="-")
"""Stands in the place of settings that can't be read."""
SAMPLE = Path(__file__).parents[1] / "docs" / "mau" / SETTINGS
# What Windows, macOS and browsers make of `x` when they copy it.
_COPY = re.compile(
    r"(?P<of>.+?)(?: ?- (?:Copy|Bản sao)(?: ?\(\d+\))?| copy(?: \d+)?| ?\(\d+\))|(?:Copy of|Bản sao của) (?P<of_>.+)",
    re.IGNORECASE,
)
_PLAIN = re.compile(ID_PATTERN)  # letters, digits and hyphens alone
# Names that Windows can't give to a file or folder, and the one that MkDocs gives to a folder's own page.
_RESERVED = {"index", *RESERVED}
Each = Callable[[Sequence[Path]], Iterable[Path]]
_FOLDERS = ", ".join(BY_FOLDER)


def load(
    data: Path,
    *,
    drafts: bool = False,
    reviewed: bool = False,
    url: str | None = None,
    stores: Path | None = None,
    recent: Recent | None = None,
    like: Catalogue | None = None,
    each: Each = list,
    shared: bool = False,
    seen: Seen | None = None,
) -> Catalogue:
    """Read all of `data`, of a site at `url` if that is given; drafts, and what else isn't public today, are checked, and kept only if `drafts`. `stores` is the
    folder where what is found of each file is kept for the next time, `recent` what this process read of them before, and `like` what it made of that; `each` yields
    the files again, and may show how far it has come; `shared`: if nothing is kept of them, several processes read them, for whoever has no threads; `seen` is what was
    just seen of them. `reviewed`: what only waits for a review is no problem, as it is to be reviewed.

    Raises DataError with every problem found.
    """
    catalogue, problems = read(data, stores, recent, like, each, shared, seen)
    if problems := [one for one in problems if not (reviewed and one.waits)]:
        raise DataError(problems, catalogue.warnings)
    if url:
        catalogue.site = catalogue.site.at(url)
    return catalogue if drafts else _public(catalogue)


def _public(catalogue: Catalogue) -> Catalogue:
    """What of a catalogue is on the site today. Raises DataError with what has been changed since it was approved."""
    day = today()
    standings = {record: catalogue.standing(record, day) for record in catalogue}
    if changed := [record for record, one in standings.items() if one is Standing.CHANGED]:
        raise DataError([_to_approve(record) for record in changed], catalogue.warnings)
    public = [record for record, one in standings.items() if one is Standing.PUBLIC]
    if len(public) == len(standings):
        return catalogue
    left = Catalogue(
        catalogue.site, public, catalogue.data,
        warnings=catalogue.warnings, known=catalogue.known, stores=catalogue.stores, album=catalogue.album,
        borders=catalogue.borders,
    )  # fmt: skip
    left.left_out = {
        (record.folder, record.id): (record, one) for record, one in standings.items() if one is not Standing.PUBLIC
    }
    return left


def _to_approve(record: Record) -> Problem:
    assert record.approval
    what = f"nội dung đã sửa sau khi được duyệt ngày {record.approval.date.shown}"
    return inside(record.file, ("approval",), what, "Duyệt lại, hoặc ghi là sửa nhỏ; chưa đăng được thì để là bản nháp")


def sound(data: Path, sources: Iterable[str] = ()) -> Catalogue:
    """All of `data`, drafts too. Raises DataError with every problem, or if one of `sources`, which a command names, isn't there."""
    catalogue, problems = read(data)
    if problems:
        raise DataError(problems)
    if unknown := [one for one in sources if one not in catalogue.by_id(Source)]:
        what, hint = f"không có nguồn mang mã '{in_bounds(unknown[0])}'", catalogue.near(Source.folder, unknown[0])
        raise DataError([Problem("--source", 0, 0, "", what, "Sửa mã", hint)])
    return catalogue


def read(
    data: Path,
    stores: Path | None = None,
    recent: Recent | None = None,
    like: Catalogue | None = None,
    each: Each = list,
    shared: bool = False,
    seen: Seen | None = None,
) -> tuple[Catalogue, list[Problem]]:
    """Read all of `data`; return what can be read, drafts too, with what is to be judged, and every problem found."""
    seen = seen or {}
    if not data.is_dir():
        raise DataError([in_file(data, "không có thư mục dữ liệu này", "Kiểm tra lại tên sau --data")])
    refuse_later(data / SETTINGS)
    earlier: list[tuple[Path, list[Found]]] = []
    site, problems = _settings(data / SETTINGS, earlier)
    known: dict[tuple[str, str], Known] = {}
    told: list[Problem] = []
    unread: dict[tuple[str, str], Unread] = {}
    files: dict[tuple[str, str], Path] = {}
    found_files, not_read = files_in(data, {SETTINGS, FILE, REVISIONS, MEDIA, BORDERS})
    problems += not_read
    top = len(data.parts)
    for file in found_files:
        place = file.parts[top:]
        if fault := misplaced(file, *place):
            problems.append(fault)
            continue
        key = place[0], file.stem
        if key in files:
            what = f"trùng mã '{file.stem}' với {shown_path(files[key])}"
            problems.append(in_file(file, what, "Đổi tên một trong hai tệp"))
            continue
        files[key] = file
    with Memory(stores, recent) as memory:
        if shared:
            memory.read_ahead([(file, BY_FOLDER[folder]) for (folder, _), file in files.items()])
        for key, file in zip(files, each([*files.values()]), strict=True):
            kind = BY_FOLDER[key[0]]
            one, found = memory.read(file, kind, seen.get("/".join(file.parts[top:])))
            if one:
                known[key] = one.known
                told += one.told
            else:
                found, unread[key] = _look_again(file, kind, found, earlier)
            problems += found

    album = Album(data, stores)
    known = {key: _with_files(one, album) for key, one in known.items()}
    records = [one.record for one in known.values()]
    catalogue = Catalogue(
        site or UNREAD_SITE, records, data, unread,
        known=known, stores=stores, like=like, album=album,
    )  # fmt: skip
    problems += _sorted_out(catalogue, [*told, *_over_several(catalogue)])
    problems += catalogue.borders.problems
    problems += Published(data).problems
    problems += to_migrate(data / SETTINGS, earlier)
    return catalogue, problems


def read_again(catalogue: Catalogue, file: Path) -> Record | None:
    """The record that a file of the catalogue's holds now; None if anything is, or may be, wrong, or it names other records or files than
    before, from which more would follow than what stands in it."""
    known = catalogue.known.get((file.relative_to(catalogue.data).parts[0], file.stem))
    if not known or known.record.file != file or isinstance(known.record, Unit):
        return None
    with Memory(None) as memory:
        one, problems = memory.read(file, type(known.record))
    if not one or problems or one.told or one.known.targets != known.targets:
        return None
    return one.known.record if list(named_files(one.known.record)) == list(named_files(known.record)) else None


def _with_files(one: Known, album: Album) -> Known:
    """What is known of a record and of the files that it names: what is kept of it changes with them too."""
    names = [named.name for named in named_files(one.record)]
    album.named.update(names)
    return one._replace(digest=digest(one.digest, *map(album.digest, names))) if names and one.digest else one


def look_over(catalogue: Catalogue, changed: Iterable[Record] | None = None) -> list[Problem]:
    """Return what is wrong with the records of a catalogue; what is to be judged is put into its warnings. What is wrong with
    single records is only told of those that are `changed`, if they are given."""
    looked_at = catalogue if changed is None else changed
    alone = [problem for record in looked_at for rule in ALONE for problem in rule(record)]
    return _sorted_out(catalogue, [*alone, *_over_several(catalogue)])


def _over_several(catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong beyond single records."""
    for rule in RULES:
        yield from rule(catalogue)
    for record in catalogue:
        yield from (_alias(record, at) for at, old in enumerate(record.aliases, 1) if old in _RESERVED)


def _sorted_out(catalogue: Catalogue, told: list[Problem]) -> list[Problem]:
    """What is wrong of all that rules told; what is to be judged is put into the warnings."""
    catalogue.warnings += sorted({problem for problem in told if problem.judged})
    return [problem for problem in told if not problem.judged]


def _settings(file: Path, earlier: list[tuple[Path, list[Found]]]) -> tuple[Site | None, list[Problem]]:
    if os.path.lexists(file):
        if odd := oddity(file):
            return None, [problem(file, *odd)]
        site, problems = read_record(file, Site)
        if not site and (found := found_in(file, Site)[1]):
            earlier.append((file, found))
            return None, apart_from(found, problems)
        return site, problems + (_left_as_in_the_sample(file, site) if site else [])
    return None, [
        in_file(
            file,
            "thiếu tệp thông tin của trang",
            f"Trang mới thì tạo bằng lệnh start; không thì chép docs/mau/{SETTINGS} vào đó rồi sửa",
        )
    ]


def _left_as_in_the_sample(file: Path, site: Site) -> list[Problem]:
    """Settings that are still those of the sample, whose names are made up."""
    if file.resolve() == SAMPLE.resolve() or not (sample := read_record(SAMPLE, Site)[0]):
        return []
    left = [
        name
        for name, field in fields_of(Site).items()
        if not field.internal and (value := getattr(site, name)) and value == getattr(sample, name)
    ]
    todo = "Thay bằng của mình, hoặc xóa cả dòng nếu không bắt buộc"
    # One may be the same by chance: there are more places called so.
    return [inside(file, (name,), "còn là nội dung bịa của tệp mẫu", todo) for name in left if len(left) > 1]


def misplaced(file: Path, *place: str) -> Problem | None:
    """A file whose folder or name keeps it from being read; `place` are the names on the way to it from the data folder."""
    if len(place) == 1:
        return in_file(file, "tệp nằm ngoài các thư mục bản ghi", f"Chuyển vào một trong: {_FOLDERS}")
    if (folder := place[0]) not in BY_FOLDER:
        hint = near(folder, BY_FOLDER)
        return in_file(file, f"không có loại bản ghi '{folder}'", f"Chuyển vào một trong: {_FOLDERS}", hint)
    stem, suffix = file.stem, file.suffix
    if suffix != ".yml":
        todo = f"Đổi đuôi thành .yml nếu là bản ghi; ảnh, phim và tài liệu thì chuyển vào {MEDIA}/"
        return in_file(file, f"tệp có đuôi '{suffix}', không phải .yml", todo)
    is_plain = bool(_PLAIN.fullmatch(stem))
    copy = None if is_plain else _COPY.fullmatch(nfc(stem))
    if copy and (first := file.with_stem(copy["of"] or copy["of_"])).exists():
        what = f"tên tệp cho thấy đây là bản sao của {first.name}"
        return in_file(file, what, "Xóa tệp này; nếu là một bản ghi khác thì sửa nội dung và đặt tên khác hẳn")
    if not is_plain:
        todo = f"Đổi tên thành {slug(stem) or 'chữ không dấu'}.yml"
        return in_file(file, "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ", todo)
    if len(stem) > LONGEST_ID:
        return in_file(file, f"tên tệp dài quá {LONGEST_ID} chữ", "Đặt tên ngắn hơn")
    if stem in _RESERVED:
        return in_file(file, f"tên '{stem}' dành riêng cho hệ thống", "Đặt tên tệp khác, rõ nghĩa hơn")
    return None


def _alias(record: Record, at: int) -> Problem:
    what = f"'{record.aliases[at - 1]}' là tên dành riêng cho hệ thống, chưa từng là mã của bản ghi nào"
    return Problem(shown_path(record.file), 0, 0, f"aliases.{at}", what, "Xóa dòng ấy")


def _look_again(
    file: Path, kind: type[Record], problems: list[Problem], earlier: list[tuple[Path, list[Found]]]
) -> tuple[list[Problem], Unread]:
    """What to say of a file that is no record of `kind`: that it is one of another kind, or its own problems."""
    tree, found = found_in(file, kind)
    if tree is None or not isinstance(tree.value, dict):
        return problems, Unread(file, [])
    if found:
        earlier.append((file, found))
        return apart_from(found, problems), Unread(file, list(references_in(kind, tree.value)))
    if not set(tree.value) <= set(fields_of(kind)):
        others = [other for other in RECORDS if other is not kind and read_record(file, other)[0]]
        if others:
            what = f"tệp nằm trong {kind.folder}/ nhưng không phải {kind.noun}"
            todo = " hoặc ".join(f"{other.folder}/ ({other.noun})" for other in others)
            return [in_file(file, what, f"Chuyển tệp sang {todo}")], Unread(file, [])
    return problems, Unread(file, list(references_in(kind, tree.value)))
