"""Data folders for Hypothesis: sound records of every kind, over which made-up ones and broken files are laid.

All of it is made from the records' own fields (`records.py`), so that a new field or kind is attacked by itself.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from macros.addresses.published import FILE
from macros.files.yaml_text import lines_of, values_of
from macros.records import RECORDS, Part, Record
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.records.record import SEAL
from macros.records.site import SETTINGS
from tests.records import KINDS, field_values, records

SOUND = "goc"
"""The id of the sound record of each kind; every link of a sound record leads to one of these."""

_PLAIN: dict[FieldType, Any] = {
    FieldType.LINE: "Tên gốc", FieldType.PROSE: "Một đoạn.", FieldType.WORD: "goc", FieldType.LINK: SOUND, FieldType.FLAG: False,
    FieldType.INTEGER: 2024, FieldType.NUMBER: 1, FieldType.DATE: "2024-08-19", FieldType.PERIOD: "2024", FieldType.TIME: "14:30",
    FieldType.FILE: "goc.jpg",
}  # fmt: skip
_IDS = (SOUND, "moi", "2024", "no", "a-b-c", "x" * 100)
_ADDRESSES = (
    "/",
    "/mo-hinh/goc/",
    "/mo-hinh/moi/",
    "/su-kien/",
    "/su-kien.xml",
    "/dia-ban/",
    "/a/b/c/",
    "/../x/",
    "//x/",
    "/a b/",
    "x",
)
_FATES = (
    "",
    " gone",
    " -> /",
    " -> /mo-hinh/goc/",
    " -> /khong-co/",
    " -> /../x/",
    " ->",
    " # x",
    "\x1b[2J",
    "<<<<<<< x",
)


@dataclass
class Folder:
    """A data folder: the text of each file by its path, sound ones aside, and what was done to them.

    Attributes:
        files: what is laid over the sound folder.
        ways: the names of the ways in which a file was broken; none if all of it is made up of fields.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    ways: tuple[str, ...] = ()

    def __repr__(self) -> str:
        shown = {
            path: text if len(text) < 600 else text[:300] + b" ... " + text[-200:] for path, text in self.files.items()
        }
        return f"Folder({shown}, {self.ways})"


def plain(part: type[Part]) -> dict[str, Any]:
    """The required fields of a part, with values that nothing is wrong with."""

    def value(field: Field) -> Any:
        if field.part:
            one = plain(field.part)
        elif field.choices:
            one = field.choices[0].value
        else:
            one = (
                "a" * 16
                if field.pattern == SEAL
                else "https://goc.example/"
                if field.pattern and field.type is FieldType.LINE
                else _PLAIN[field.type]
            )
        return [one] if field.many else one

    return {name: value(field) for name, field in fields_of(part).items() if field.required}


def place(kind: type[Part], record_id: str) -> str:
    """The path of a record in the data folder."""
    return f"{kind.folder}/{record_id}.yml" if issubclass(kind, Record) else SETTINGS


def text(kind: type[Part], values: dict[str, Any]) -> str:
    return "\n".join([*lines_of(kind, values), ""])


SOUND_FILES = {place(kind, SOUND): text(kind, plain(kind)).encode() for kind in KINDS}


@st.composite
def folders(draw: Any) -> Folder:
    """One to eight made-up records; in most folders some files are broken; sometimes a list of published addresses."""
    made: dict[str, tuple[type[Part], dict[str, Any]]] = {}
    ids = {kind.folder: [SOUND] for kind in RECORDS}
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8)):
        record_id = draw(st.sampled_from(_IDS))
        made[place(kind, record_id)] = kind, values_of(_filled(draw, draw(records(kind))))
        if issubclass(kind, Record) and record_id != SOUND:
            ids[kind.folder].append(record_id)
    # From here on chance decides, not Hypothesis, which would try some ways again and again and others never.
    chance = random.Random(repr((made, draw(st.integers(0, 1000)))))
    folder = Folder(
        {path: text(kind, _linked(kind, values, ids, chance)).encode() for path, (kind, values) in made.items()}
    )
    if chance.random() < 0.8:
        for path in sorted({chance.choice([*made, *SOUND_FILES]) for _ in range(3)}):
            ways = chance.sample(sorted(WAYS), chance.choice([1, 1, 2]))
            folder.ways += tuple(ways)
            broken = folder.files.get(path, SOUND_FILES.get(path, b""))
            for way in ways:
                broken = WAYS[way](chance, broken)
            folder.files[path] = broken
    if chance.random() < 0.2:
        lines = [chance.choice(_ADDRESSES) + chance.choice(_FATES) for _ in range(chance.randrange(4))]
        folder.files[FILE] = "\n".join(lines).encode()
    return folder


def _filled(draw: Any, record: Part) -> Part:
    """`record` with fourteen more of its fields: left to itself, Hypothesis tries the few first ones again and again."""
    empty = [field for name, field in fields_of(type(record)).items() if name not in record.model_fields_set]
    more = random.Random(repr(record)).sample(empty, min(14, len(empty)))
    values = {name: getattr(record, name) for name in record.model_fields_set}
    for one in more:
        try:
            record = type(record).model_validate({**values, one.name: draw(field_values(one))})
        except ValidationError:  # by a rule that spans fields
            continue
        values[one.name] = getattr(record, one.name)
    return record


def _linked(
    kind: type[Part], values: dict[str, Any], ids: dict[str, list[str]], chance: random.Random
) -> dict[str, Any]:
    """`values` with most links leading to records that are there; as they were if the kind doesn't take them so."""

    def linked(part: type[Part], values: dict[str, Any]) -> dict[str, Any]:
        return {name: several(fields_of(part)[name], value) for name, value in values.items()}

    def several(field: Field, value: Any) -> Any:
        if not isinstance(value, list):
            return one(field, value)
        changed = [one(field, each) for each in value]
        return list(dict.fromkeys(changed)) if field.link else changed

    def one(field: Field, value: Any) -> Any:
        if field.part:
            return linked(field.part, value)
        return chance.choice(ids[field.link]) if field.link and chance.random() < 0.95 else value

    changed = linked(kind, values)
    try:
        kind.model_validate(changed)
    except ValidationError:
        return values
    return changed


# What goes wrong with files

_PIECES = [
    *"\t:-{}[]&*!|>'\"%@`#?,\\~=<", "\n", "\r", "\r\n", "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u200d",
    "\u202e", "\u2066", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe", "\U0001f600", "e\u0323\u0302" * 30, "- ", ": ", "  ", "<<: ",
    "---\n", "...\n", "!!set ", "!!python/object:os.system ", "&a ", "*a", "? ", "%YAML 1.2\n", "{{ 7*7 }}", "<script>", " #", "#",
    "8:30", "08", "no", "=SUM(1)", "null", "1e999", ".nan", "-.inf", "9" * 5000, "0x" + "f" * 300, "1_0", "2024-02-30", "XXXX-99-99",
]  # fmt: skip
_KEYS = sorted({name for kind in KINDS for name in fields_of(kind)})


def _at(chance: random.Random, content: bytes) -> int:
    return chance.randrange(len(content) + 1)


def _put(chance: random.Random, content: bytes, piece: bytes) -> bytes:
    start = _at(chance, content)
    return content[:start] + piece + content[start:]


def _value(chance: random.Random, content: bytes, value: str) -> bytes:
    """`value` in the place of what stands after some key, or after a new one."""
    lines = content.split(b"\n")
    keys = [number for number, line in enumerate(lines) if b": " in line]
    if keys and chance.random() < 0.7:
        number = chance.choice(keys)
        lines[number] = lines[number].split(b": ")[0] + b": " + value.encode()
        return b"\n".join(lines)
    return content + f"{chance.choice(_KEYS)}: {value}\n".encode()


def _lines(change: Callable[[random.Random, list[bytes], int], list[bytes]]) -> Callable[[random.Random, bytes], bytes]:
    def changed(chance: random.Random, content: bytes) -> bytes:
        lines = content.split(b"\n")
        return b"\n".join(change(chance, lines, chance.randrange(len(lines))))

    return changed


def _swapped(chance: random.Random, lines: list[bytes], n: int) -> list[bytes]:
    other = chance.randrange(len(lines))
    lines[n], lines[other] = lines[other], lines[n]
    return lines


def _deep(chance: random.Random) -> str:
    depth = chance.choice([3, 20, 200, 2_000, 30_000])
    return chance.choice([
        "[" * depth, "[" * depth + "]" * depth, "{a: " * depth + "b" + "}" * depth, "- " * depth + "a", "? " * depth + "a", '"' + "[" * depth + '"',
        '"' + "(" * depth + '"', '"' + "*" * depth + 'a"', '"' + "_a" * depth + '"', '"' + "> " * depth + 'a"', '"' + "`" * depth + '"',
        "|-\n  " + "\n  ".join("  " * min(n, 500) + "- a" for n in range(min(depth, 500))), '"' + "![" * depth + '"', '"' + "<" * depth + '"',
    ])  # fmt: skip


def _aliases(chance: random.Random) -> str:
    times = chance.choice([1, 3, 9])
    lines = ["&a0 ha"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, times + 1)]
    return chance.choice(["*a", "&a [*a]", "&a {b: *a}", "\n".join(lines), "&a x\nmore: *a"])


def _huge(chance: random.Random) -> str:
    size = chance.choice([20, 400, 5_000])
    return chance.choice(
        [
            "9" * size,
            "-" + "9" * size,
            f"1e{size}",
            f"1e-{size}",
            "0." + "0" * size + "1",
            f"{'9' * size}-01-01",
            "0" * size,
            "٣" * 4,
        ]
    )


def _long(chance: random.Random) -> str:
    size = chance.choice([501, 20_001, 200_000])
    return chance.choice(
        ["x" * size, "x " * (size // 2), "ậ" * size, '"' + "a\\n\\n" * (size // 5) + '"', "- " * 50 + "x" * size]
    )


def _many(chance: random.Random) -> str:
    size = chance.choice([50, 2_000])
    one = chance.choice(["  - x", "  - {a: b}", "  - text: x", "  - goc", "  -", "  - [x]"])
    return "\n" + "\n".join([one] * size)


WAYS: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "cut off": lambda chance, content: content[: _at(chance, content)],
    "a piece lost": lambda chance, content: content[: (start := _at(chance, content))] + content[start + chance.randrange(1, 30) :],
    "a line lost": _lines(lambda chance, lines, n: lines[:n] + lines[n + 1 :]),
    "a line twice": _lines(lambda chance, lines, n: lines[: n + 1] + lines[n:]),
    "lines swapped": _lines(_swapped),
    "lines joined": _lines(lambda chance, lines, n: [*lines[:n], b" ".join(lines[n : n + 2]), *lines[n + 2 :]]),
    "a wrong indent": _lines(lambda chance, lines, n: [*lines[:n], b" " * chance.randrange(1, 5) + lines[n], *lines[n + 1 :]]),
    "a tab": _lines(lambda chance, lines, n: [*lines[:n], b"\t" + lines[n].lstrip(), *lines[n + 1 :]]),
    "an odd character": lambda chance, content: _put(chance, content, chance.choice(_PIECES).encode()),
    "an odd value": lambda chance, content: _value(chance, content, chance.choice(_PIECES)),
    "a quoted odd value": lambda chance, content: _value(chance, content, '"' + "".join(f"\\U{ord(c):08x}" for c in chance.choice(_PIECES)) + '"'),
    "a bad byte": lambda chance, content: _put(chance, content, bytes([chance.randrange(128, 256)])),
    "a NUL": lambda chance, content: _put(chance, content, b"\0"),
    "a BOM": lambda chance, content: b"\xef\xbb\xbf" + content,
    "CRLF": lambda chance, content: content.replace(b"\n", b"\r\n"),
    "CR": lambda chance, content: content.replace(b"\n", b"\r"),
    "UTF-16": lambda chance, content: content.decode("utf-8", "replace").encode("utf-16"),
    "an old encoding": lambda chance, content: content.decode("utf-8", "replace").encode("cp1258", "replace"),
    "too deep": lambda chance, content: _value(chance, content, _deep(chance)),
    "aliases": lambda chance, content: _value(chance, content, _aliases(chance)),
    "a huge number": lambda chance, content: _value(chance, content, _huge(chance)),
    "a long text": lambda chance, content: _value(chance, content, _long(chance)),
    "a long list": lambda chance, content: _value(chance, content, _many(chance)),
    "a merge": lambda chance, content: b"<<<<<<< HEAD\n" + content + b"=======\n" + content + b">>>>>>> x\n",
    "two documents": lambda chance, content: content + b"---\n" + content,
    "an unknown key": lambda chance, content: content + chance.choice(_PIECES).encode() + b"x: y\n",
    "a key of another kind": lambda chance, content: content + f"{chance.choice(_KEYS)}: x\n".encode(),
    "nothing": lambda chance, content: chance.choice([b"", b"\n", b"#", b"~", b"---", b"[]", b"{}", b"x", b"- a", b"\xef\xbb\xbf"]),
}  # fmt: skip
"""The ways in which a file is broken, by name: each makes other content of some content."""
