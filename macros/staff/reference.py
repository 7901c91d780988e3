"""What staff look up and what editors complete from, made from the records' fields: reference, JSON Schemas, settings.

`python -m macros.staff.reference` writes them, and what else is made from the code and committed: Material's stylesheet
without what the site has no use for.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import material

from macros.language.notices import TITLES
from macros.language.problems import shown_path
from macros.language.text import slug
from macros.records import BY_FOLDER, RECORDS, Part, Site
from macros.records.base import FieldType
from macros.records.fields import Field, fields_of
from macros.staff.schema import schema
from macros.staff.stylesheet import trimmed, words

ROOT = Path(__file__).parents[2]
REFERENCE = "docs/huong-dan/truong-du-lieu.md"
SCHEMAS = "docs/schemas"
EDITOR = ".vscode/settings.json"
STYLESHEET = "docs/assets/material.css"

_TYPES = {
    FieldType.FLAG: "true hoặc false",
    FieldType.INTEGER: "số nguyên",
    FieldType.NUMBER: "số",
    FieldType.LINE: "chữ",
    FieldType.PROSE: "chữ",
    FieldType.WORD: "chữ",
    FieldType.DATE: "ngày",
    FieldType.PERIOD: "thời gian",
    FieldType.TIME: "giờ",
    FieldType.FILE: "tên tệp",
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
    schemas = {f"{SCHEMAS}/{kind.folder}.json": schema(kind) for kind in RECORDS}
    schemas[f"{SCHEMAS}/site.json"] = schema(Site)
    return {REFERENCE: _reference(), **schemas, EDITOR: _editor(), STYLESHEET: _stylesheet()}


def _stylesheet() -> str:
    """Material's stylesheet without the rules that the site's own sources have no use for."""
    (whole,) = Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.min.css")
    docs = (file for kind in ("md", "js", "css") for file in (ROOT / "docs").rglob(f"*.{kind}"))
    written = (file for file in docs if file != ROOT / STYLESHEET)
    sources = [*written, *(ROOT / "overrides").rglob("*.html"), *(ROOT / "macros/pages/templates").iterdir()]
    of_boxes = {
        "admonition",
        "admonition-title",
        "footnote",
        *TITLES,
    }  # which maps.css draws; these are common words as well
    return trimmed(whole.read_text(encoding="utf-8"), words(sources) - of_boxes)


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
    for name, field in fields_of(kind).items():
        mark = " ●" if field.required else ""
        yield f"| `{name}`{mark} | {field.label} | {_type(field, parts)} | {field.help} |"


def _type(field: Field, parts: dict[str, type[Part]]) -> str:
    """What may be written there, in words."""
    if field.link:
        one = f"mã [{BY_FOLDER[field.link].noun}](#{field.link})"
    elif field.choices:
        one = "một trong: " + ", ".join(f"`{choice}`" for choice in field.choices)
    elif field.part:
        parts.setdefault(field.part.__name__, field.part)
        one = f"nhóm [{field.part.noun}](#{slug(field.part.__name__)})"
    else:
        one = _TYPES[field.type]
    return f"danh sách {one}" if field.many else one


if __name__ == "__main__":
    write(ROOT)
