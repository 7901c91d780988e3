"""A state as one small file, and back: what a later state is compared with, by any version of the program.

    anh-chup 1
    <SHA-256 of the rest>
    <JSON, compressed>

It holds what staff write for themselves, too: it is never put beside the pages.
"""

import hashlib
import json
import zlib
from typing import Any

from macros.changes.change import Key
from macros.changes.state import File, State
from macros.changes.words import Words, words_from
from macros.language.problems import DataError, Problem
from macros.language.text import nfc
from macros.records.standing import Standing

_NAMED, _VERSION = b"anh-chup", 1
_MOST_BYTES = 500_000_000
"""Of what a file unfolds to: a hundred thousand records."""
_DEEPEST = 30


def pack(state: State) -> bytes:
    """The state as a file holds it: the same state gives the same bytes."""
    kept = {
        "records": _by_folder(state.records),
        "names": _by_folder(state.names),
        "standings": _by_folder({key: one.name.lower() for key, one in state.standings.items()}),
        "files": state.files,
        "pages": state.pages,
        "addresses": state.addresses,
        "words": state.words,
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 6)
    return b"%s %d\n%s\n" % (_NAMED, _VERSION, hashlib.sha256(packed).hexdigest().encode()) + packed


def unpack(content: bytes, name: str) -> State:
    """The state in a file called `name`. Raises DataError, in words, if it holds none, or not all of one."""
    head, _, rest = content.partition(b"\n")
    digest, _, packed = rest.partition(b"\n")
    named, _, version = head.partition(b" ")
    if named != _NAMED or not version.isdigit():
        raise _refused(name, "không phải tệp ghi trạng thái dữ liệu của chương trình này", "Chọn tệp khác")
    if int(version[:9]) > _VERSION:
        raise _refused(name, "do bản chương trình mới hơn ghi", "Dùng bản chương trình mới, hoặc chọn tệp khác")
    if digest.decode("latin-1") != hashlib.sha256(packed).hexdigest():
        raise _refused(name, "đã hỏng hoặc chép chưa hết", "Chép lại tệp, hoặc chọn tệp khác")
    try:
        unfolding = zlib.decompressobj()
        text = unfolding.decompress(packed, _MOST_BYTES)
        if not unfolding.eof:
            raise ValueError("not whole, or more than anybody writes")
        return _state(json.loads(text.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error):
        raise _refused(name, "đã hỏng hoặc chép chưa hết", "Chép lại tệp, hoặc chọn tệp khác") from None


def _state(kept: Any) -> State:
    if not isinstance(kept, dict):
        raise TypeError("nothing of ours")
    said: Words = words_from(kept["words"])
    records = {key: _checked(values) for key, values in _by_key(kept["records"]).items()}
    return State(
        {key: values for key, values in records.items() if isinstance(values, dict)},
        {key: str(name) for key, name in _by_key(kept["names"]).items()},
        {key: Standing[standing.upper()] for key, standing in _by_key(kept["standings"]).items()},
        {str(name): File(str(digest), int(size)) for name, (digest, size) in kept["files"].items()},
        {str(page): str(digest) for page, digest in kept["pages"].items()},
        {str(old): str(fate) for old, fate in kept["addresses"].items()},
        said,
    )


def _checked(value: Any, depth: int = 0) -> Any:
    """Values of a record, of the sorts that a state holds. Raises ValueError where there are others."""
    if isinstance(value, (str, bool)):
        return value
    if depth < _DEEPEST and isinstance(value, list):
        return [_checked(one, depth + 1) for one in value]
    if depth < _DEEPEST and isinstance(value, dict):
        return {name: _checked(one, depth + 1) for name, one in value.items()}
    raise ValueError(type(value).__name__)


def _by_folder(of: Any) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for folder, record_id in sorted(of):
        found.setdefault(folder, {})[record_id] = of[folder, record_id]
    return found


def _by_key(kept: Any) -> dict[Key, Any]:
    return {(folder, record_id): one for folder, ones in kept.items() for record_id, one in ones.items()}


def _refused(name: str, what: str, todo: str) -> DataError:
    return DataError([Problem(nfc(name), 0, 0, "", what, todo)])
