"""The data folder to one catalogue, or to all that is wrong with it."""

from pathlib import Path

from macros.addresses.published import FILE, Published
from macros.catalogue import Catalogue, Unread
from macros.catalogue.checks import RULES
from macros.catalogue.revisions import FILE as REVISIONS
from macros.files.reader import read_record
from macros.files.yaml_nodes import read_yaml
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.language.text import near, slug
from macros.records import BY_FOLDER, RECORDS, Record, Site
from macros.records.fields import fields_of
from macros.records.walk import references_in

SETTINGS = "site.yml"
_NOT_OURS = ("Thumbs.db", "desktop.ini", "README.md")
# Names that Windows can't give to a file or folder, and the one that MkDocs gives to a folder's own page.
_RESERVED = {"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_FOLDERS = ", ".join(BY_FOLDER)


def load(data: Path, *, drafts: bool = False, url: str | None = None) -> Catalogue:
    """Read all of `data`, of a site at `url` if that is given; drafts are checked, and kept only if `drafts`.

    Raises DataError with every problem found.
    """
    catalogue, problems = read(data)
    if problems:
        raise DataError(problems)
    site = catalogue.site.at(url) if url else catalogue.site
    return Catalogue(site, (record for record in catalogue if drafts or not record.draft), data)


def read(data: Path) -> tuple[Catalogue, list[Problem]]:
    """Read all of `data`; return what can be read, drafts too, and every problem found."""
    if not data.is_dir():
        raise DataError([in_file(data, "không có thư mục dữ liệu này", "Kiểm tra lại tên sau --data")])
    site, problems = _settings(data / SETTINGS)
    records: dict[tuple[str, str], Record] = {}
    unread: dict[tuple[str, str], Unread] = {}
    files: dict[tuple[str, str], Path] = {}
    for file in _files(data):
        if misplaced := _misplaced(file, file.relative_to(data)):
            problems.append(misplaced)
            continue
        kind = BY_FOLDER[file.relative_to(data).parts[0]]
        key = kind.folder, file.stem
        if key in files:
            what = f"trùng mã '{file.stem}' với {shown_path(files[key])}"
            problems.append(in_file(file, what, "Đổi tên một trong hai tệp"))
            continue
        files[key] = file
        record, found = read_record(file, kind)
        if record:
            records[key] = record.placed(file)
        else:
            found, unread[key] = _look_again(file, kind, found)
        problems += found

    catalogue = Catalogue(site or Site(name="-", place="-", description="-"), records.values(), data, unread)
    problems += [problem for rule in RULES for problem in rule(catalogue)]
    problems += Published(data).problems
    return catalogue, problems


def _settings(file: Path) -> tuple[Site | None, list[Problem]]:
    if file.is_file():
        return read_record(file, Site)
    return None, [in_file(file, "thiếu tệp thông tin của trang", f"Chép docs/mau/{SETTINGS} vào đó rồi sửa")]


def _files(data: Path) -> list[Path]:
    files = (f for f in data.rglob("*") if f.is_file() and f not in (data / SETTINGS, data / FILE, data / REVISIONS))
    return sorted(f for f in files if not f.name.startswith((".", "~")) and f.name not in _NOT_OURS)


def _misplaced(file: Path, place: Path) -> Problem | None:
    """A file whose folder or name keeps it from being read."""
    if len(place.parts) == 1:
        return in_file(file, "tệp nằm ngoài các thư mục bản ghi", f"Chuyển vào một trong: {_FOLDERS}")
    if (folder := place.parts[0]) not in BY_FOLDER:
        hint = near(folder, BY_FOLDER)
        return in_file(file, f"không có loại bản ghi '{folder}'", f"Chuyển vào một trong: {_FOLDERS}", hint)
    if file.suffix != ".yml":
        todo = "Đổi đuôi thành .yml nếu là bản ghi; ảnh và tài liệu để ngoài data/"
        return in_file(file, f"tệp có đuôi '{file.suffix}', không phải .yml", todo)
    if file.stem != slug(file.stem):
        todo = f"Đổi tên thành {slug(file.stem) or 'chữ không dấu'}.yml"
        return in_file(file, "tên tệp có dấu, chữ hoa, dấu cách hoặc ký tự lạ", todo)
    if file.stem in _RESERVED:
        return in_file(file, f"tên '{file.stem}' dành riêng cho máy", "Đặt tên tệp khác, rõ nghĩa hơn")
    return None


def _look_again(file: Path, kind: type[Record], problems: list[Problem]) -> tuple[list[Problem], Unread]:
    """What to say of a file that is no record of `kind`: that it is one of another kind, or its own problems."""
    tree, _ = read_yaml(file)
    if tree is None or not isinstance(tree.value, dict):
        return problems, Unread(file, [])
    if not set(tree.value) <= set(fields_of(kind)):
        others = [other for other in RECORDS if other is not kind and read_record(file, other)[0]]
        if others:
            what = f"tệp nằm trong {kind.folder}/ nhưng không phải {kind.noun}"
            todo = " hoặc ".join(f"{other.folder}/ ({other.noun})" for other in others)
            return [in_file(file, what, f"Chuyển tệp sang {todo}")], Unread(file, [])
    return problems, Unread(file, list(references_in(kind, tree.value)))
