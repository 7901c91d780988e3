"""The text of a new record's file: what is known of it, and every other field as a comment that explains it."""

from typing import Any

from macros.files.yaml_text import entry
from macros.language.clock import today
from macros.records import Record
from macros.records.fields import Field, fields_of
from macros.records.posting import dated


def dates(record: Record, reviewed: bool) -> dict[str, str]:
    """What is to stand in a new file on when it was posted; nothing of a draft, or of one that is to be `reviewed` first."""
    new = dated(record, today(), reviewed)
    return {name: str(value) for name in ("posted", "changed", "seal") if (value := getattr(new, name))}


def text_of(kind: type[Record], answers: dict[str, Any]) -> str:
    """The text of a record's file: the answers, and every other field as a comment with its help."""
    lines = [
        f"# {kind.noun.capitalize()}. Dòng bắt đầu bằng dấu # là ghi chú, chương trình bỏ qua; muốn dùng mục nào thì bỏ dấu # và dấu cách sau nó.",
        f"# Tệp mẫu đủ mọi mục: thư mục docs/mau/{kind.folder}/",
        "",
    ]
    for name, field in fields_of(kind).items():
        lines.append(f"# {field.label}: {field.help}")
        if name in answers:
            lines += entry(field, answers[name])
        else:
            lines += [f"# {line}".rstrip() for line in _outline(field)]
        lines.append("")
    return "\n".join(lines)


def _outline(field: Field) -> list[str]:
    """How a field is written, without values: for a list of parts, one part with all its fields, each explained above it."""
    if field.part is None:
        return [f"{field.name}:", "  -"] if field.many else [f"{field.name}:"]
    first, rest = ("  - ", "    ") if field.many else ("  ", "  ")
    lines = [f"{field.name}:"]
    for name, inner in fields_of(field.part).items():
        lines += [f"{rest}# {inner.label}: {inner.help}", f"{rest if len(lines) > 1 else first}{name}:"]
    return lines
