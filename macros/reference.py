"""What staff look up and what editors complete from, made from the records: field reference, JSON Schemas, settings."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from macros.dates import PartialDate, Period, TimeOfDay
from macros.problems import shown_path
from macros.records import BY_FOLDER, RECORDS, Record, Site
from macros.records.base import Part, Ref
from macros.text import slug

REFERENCE = "docs/huong-dan/truong-du-lieu.md"
SCHEMAS = "docs/schemas"
EDITOR = ".vscode/settings.json"

_TYPES = {
    "bool": "true hoặc false",
    "int": "số nguyên",
    "Decimal": "số",
    "str": "chữ",
    PartialDate.__name__: "ngày",
    Period.__name__: "thời gian",
    TimeOfDay.__name__: "giờ",
}


def write(root: Path) -> None:
    """Write every generated file under `root`."""
    for path, text in files().items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        print(f"Đã ghi {shown_path(file)}")


def files() -> dict[str, str]:
    """Return path → text of every generated file."""
    schemas = {f"{SCHEMAS}/{kind.folder}.json": _schema(kind) for kind in RECORDS}
    return {REFERENCE: _reference(), **schemas, f"{SCHEMAS}/site.json": _schema(Site), EDITOR: _editor()}


def _schema(kind: type[Part]) -> str:
    schema = kind.model_json_schema(mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _editor() -> str:
    schemas = {f"./{SCHEMAS}/{kind.folder}.json": f"data/{kind.folder}/**/*.yml" for kind in RECORDS}
    schemas[f"./{SCHEMAS}/site.json"] = "data/site.yml"
    settings = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        "yaml.schemas": schemas,
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _reference() -> str:
    parts: dict[str, type[Part]] = {}
    out = [
        "---",
        "title: Các mục của bản ghi",
        "description: Mọi mục có thể viết trong từng loại tệp dữ liệu, kèm ý nghĩa và cách viết.",
        "---",
        "",
        "<!-- Made by `manage.py reference` from macros/records; changes made here are lost. -->",
        "",
        "# Các mục của bản ghi",
        "",
        "Mỗi bản ghi là một tệp `.yml`; tên tệp (không dấu) là mã của bản ghi. Mục có dấu ● là bắt buộc, các mục khác",
        "chưa biết thì bỏ cả dòng. Tệp mẫu đủ mọi mục của từng loại nằm trong thư mục `docs/mau/`.",
        "",
    ]
    for kind in RECORDS:
        out += [f"## {kind.noun.capitalize()}: `data/{kind.folder}/` {{: #{kind.folder} }}", "", str(kind.__doc__), ""]
        out += [*_table(kind, parts), ""]
    out += ["## Thông tin của trang: `data/site.yml` {: #site }", "", str(Site.__doc__), "", *_table(Site, parts), ""]
    out += ["## Các nhóm mục dùng chung {: #nhom }", ""]
    waiting = dict(parts)
    while waiting:  # a part may lead to others
        found: dict[str, type[Part]] = {}
        for name, part in waiting.items():
            out += [f"### {part.noun.capitalize()} {{: #{slug(name)} }}", "", *_table(part, found), ""]
        waiting = {name: part for name, part in found.items() if name not in parts}
        parts |= waiting
    return "\n".join(out).rstrip() + "\n"


def _table(kind: type[Part], parts: dict[str, type[Part]]) -> Iterator[str]:
    yield "| Mục | Tên | Kiểu | Giải thích |"
    yield "|---|---|---|---|"
    for name, field in kind.fields().items():
        mark = " ●" if field.is_required() else ""
        yield f"| `{name}`{mark} | {field.title} | {_type(field.annotation, field.metadata, parts)} | {field.description} |"


def _type(annotation: Any, metadata: Any, parts: dict[str, type[Part]]) -> str:
    """What may be written there, in words."""
    if ref := next((m for m in metadata if isinstance(m, Ref)), None):
        return f"mã [{BY_FOLDER[ref.folder].noun}](#{ref.folder})"
    if hasattr(annotation, "__metadata__"):
        return _type(get_args(annotation)[0], annotation.__metadata__, parts)
    if get_origin(annotation) is list:
        return f"danh sách {_type(get_args(annotation)[0], (), parts)}"
    if arguments := [a for a in get_args(annotation) if a is not type(None)]:
        return _type(arguments[0], (), parts)
    if hasattr(annotation, "__members__"):
        return "một trong: " + ", ".join(f"`{member.value}`" for member in annotation)
    if isinstance(annotation, type) and issubclass(annotation, Part) and not issubclass(annotation, Record):
        parts.setdefault(annotation.__name__, annotation)
        return f"nhóm [{annotation.noun}](#{slug(annotation.__name__)})"
    return _TYPES[annotation.__name__]
