"""What a data folder holds at one moment, as plain values that can be kept and compared: the records, the settings, what the records'
files hold, the pages written by hand, and the words in which all of it is told.

Numbers are text in plain notation, so no digit is lost; what holds nothing or its default is left out, so that two states are the
same where the records mean the same.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from macros.addresses.published import Published
from macros.catalogue import Catalogue
from macros.catalogue.borders import ENDING
from macros.catalogue.borders import FOLDER as BORDERS
from macros.catalogue.called import name_of
from macros.changes.change import Key
from macros.changes.words import KINDS, SETTINGS, Word, Words, words
from macros.files.found import oddity
from macros.files.yaml_nodes import read_yaml
from macros.language.clock import today
from macros.load import UNREAD_SITE
from macros.media import Seen
from macros.records import Part
from macros.records.base import FieldType
from macros.records.fields import fields_of
from macros.records.former import of_today
from macros.records.site import SETTINGS as FILE_OF_THE_SITE
from macros.records.standing import Standing
from macros.records.walk import Place

PAGES = "docs"
DOCS = Path(__file__).parents[2] / PAGES
_NO_PAGES = ("developers", "mau")

Values = dict[str, Any]
"""Fields by name: texts, true or false, values of parts, or lists of these."""


class File(NamedTuple):
    """What a picture, film or paper holds: a digest of it, empty if it isn't there or can't be shown, and its size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True)
class State:
    """What a data folder holds at one moment.

    Attributes:
        records: the values of each record, drafts too, and of the settings.
        names: what each record is called.
        standings: what each record was on the day that is not public.
        files: the files that records name, by their path below `media/`.
        pages: a digest of each hand-written page (`docs/index.md`) and of each file of borders (`borders/xa.geojson`).
        addresses: what became of published addresses by hand: "gone", or the address that it moved to.
        words: in which the values are told.
    """

    records: Mapping[Key, Values]
    names: Mapping[Key, str]
    standings: Mapping[Key, Standing]
    files: Mapping[str, File]
    pages: Mapping[str, str]
    addresses: Mapping[str, str]
    words: Words


OF_THE_SITE: Key = SETTINGS, SETTINGS
NOTHING = State({}, {}, {}, {}, {}, {}, {})
"""The state before there was anything."""


def state_of(catalogue: Catalogue, docs: Path = DOCS, day: date | None = None) -> State:
    """The state of a data folder on `day`, today if it isn't said, by its catalogue, which holds the drafts too (`load.read`); files
    that are no records are told as far as they can be read."""
    day = day or today()
    records, names = {OF_THE_SITE: _settings(catalogue)}, {OF_THE_SITE: ""}
    standings = {}
    for record in catalogue:
        key = record.folder, record.id
        records[key], names[key] = plain(record), name_of(catalogue, record)
        if (standing := catalogue.standing(record, day)) is not Standing.PUBLIC:
            standings[key] = standing
    for key, unread in catalogue.unread.items():
        tree, _ = read_yaml(unread.file)
        records[key], names[key] = as_far_as_read(tree and tree.value, key[0]), key[1]
    named = sorted({name for (kind, _), values in records.items() for name in files_in(values, kind, words())})
    return State(
        records,
        names,
        standings,
        {name: _file(catalogue, name) for name in named},
        pages_in(docs) | borders_in(catalogue.data),
        {old: fate for old, fate in sorted(Published(catalogue.data).fates.items()) if fate},
        words(),
    )


def plain(part: Part) -> Values:
    """The values of a part that say anything."""
    found: Values = {}
    for name, field in fields_of(type(part)).items():
        value = getattr(part, name)
        if value is not None and value != [] and value != field.default:
            found[name] = [_plain(one) for one in value] if isinstance(value, list) else _plain(value)
    return found


def as_far_as_read(written: Any, kind: str) -> Values:
    """The values of what stands in a file of a record of `kind`, or the settings, that is none by the rules of today."""
    return renewed(_part_as_read(written, kind), kind)


def renewed(values: Values, kind: str) -> Values:
    """The values of a record as they are written today, under the names that their fields have now; what is no field any more stays."""
    now, found = of_today(KINDS[kind], values) if kind in KINDS else (values, [])
    for one in found:
        if one.to is None:
            _put_back(now, one.place, one.value)
    return now


def files_in(values: Values, kind: str, said: Words) -> Iterator[str]:
    """The files that a record of `kind` names."""
    known = said[kind].fields if kind in said else {}
    for name, value in values.items():
        if word := known.get(name):
            for one in value if isinstance(value, list) else [value]:
                if word.part and isinstance(one, dict):
                    yield from files_in(one, word.part, said)
                elif word.type == FieldType.FILE and isinstance(one, str):
                    yield one


def pages_in(docs: Path) -> dict[str, str]:
    """A digest of each hand-written page; none of those for developers, and no samples."""
    pages = ((file.relative_to(docs), file) for file in sorted(docs.rglob("*.md")))
    return {
        f"{PAGES}/{path.as_posix()}": digest_of_page(file.read_bytes())
        for path, file in pages
        if is_told_of(path) and file.is_file()
    }


def borders_in(data: Path) -> dict[str, str]:
    """A digest of each file of borders."""
    files = sorted((data / BORDERS).glob(f"*{ENDING}"))
    return {f"{BORDERS}/{file.name}": digest_of_page(file.read_bytes()) for file in files if not oddity(file)}


def is_told_of(path: Path) -> bool:
    """Whether a file of the folder of pages, by its path below that, is a hand-written page of the site."""
    return path.suffix == ".md" and path.parts[0] not in _NO_PAGES


def digest_of_page(content: bytes) -> str:
    """A digest of a text file, whatever system's line ends it has."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:20]


def _settings(catalogue: Catalogue) -> Values:
    if catalogue.site is not UNREAD_SITE:
        return plain(catalogue.site)
    file = catalogue.data / FILE_OF_THE_SITE
    tree, _ = read_yaml(file) if file.is_file() else (None, [])
    return as_far_as_read(tree and tree.value, SETTINGS)


def _file(catalogue: Catalogue, name: str) -> File:
    seen = catalogue.album.look(name)
    return File(seen.digest, seen.bytes) if isinstance(seen, Seen) else File("", 0)


def _put_back(values: Any, place: Place, value: Any) -> None:
    """Put a value where it stood, if what it stood in is there."""
    with suppress(KeyError, IndexError, TypeError):
        for step in place[:-1]:
            values = values[step]
        values[place[-1]] = value


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return plain(value)
    if isinstance(value, bool):
        return value
    return _number(value) if isinstance(value, int | Decimal) else str(value)


def _number(value: int | Decimal) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _part_as_read(written: Any, kind: str) -> Values:
    """The values of a part, in the long form as far as its fields are known."""
    known = words()[kind].fields if kind in words() else {}
    items = sorted(written.items(), key=str) if isinstance(written, dict) else []
    return {str(name): _written(value, known.get(name)) for name, value in items if value not in (None, [], "", {})}


def _written(value: Any, word: Word | None) -> Any:
    if word and word.many:
        return [_one_written(one, word) for one in (value if isinstance(value, list) else [value])]
    return _one_written(value, word)


def _one_written(value: Any, word: Word | None) -> Any:
    if isinstance(value, list):
        return [_one_written(one, None) for one in value]
    if word and word.short and word.part and not isinstance(value, dict):
        value = {word.short: value}
    if isinstance(value, dict):
        return _part_as_read(value, word.part if word else "")
    if isinstance(value, bool):
        return value
    return _number(value) if isinstance(value, int | Decimal) else str(value)
