"""What can't be saved yet: what a form holds, kept beside the records until it can be, in `data/.desk/unfinished/`."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from macros.desk.history import History
from macros.desk.safety import Refusal, not_understood
from macros.files.whole import write_whole

_MOST = 300
_LONGEST = 300  # characters of a key
_TOLD = ("folder", "id", "title", "problems", "at")

Wire = Any


class Unfinished:
    """What forms keep, each under a key of its own making. No file is called by that."""

    def __init__(self, history: History):
        self._history = history
        self._folder = history.folder / "unfinished"

    def all(self) -> list[Wire]:
        """What there is: keys with what a list shows of each, the newest first."""
        found = []
        for file in self._files():
            with suppress(OSError, ValueError, KeyError, TypeError):
                kept = json.loads(file.read_text(encoding="utf-8"))
                found.append({"key": kept["key"], **{name: kept["body"].get(name) for name in _TOLD}})
        return sorted(found, key=lambda one: str(one["at"]), reverse=True)

    def get(self, key: str) -> Wire:
        """What is kept under a key. Refusal if there is nothing."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            return json.loads(self._file(key).read_text(encoding="utf-8"))["body"]
        raise Refusal(404, "không còn giữ phần viết dở này", "Quay lại bàn làm việc")

    def keep(self, key: str, body: Wire) -> Wire:
        """Keep what a form holds, in the place of what it kept before."""
        if not isinstance(body, dict) or not {"folder", "values"} <= body.keys() or not 0 < len(key) <= _LONGEST:
            raise not_understood()
        file = self._file(key)
        if not file.exists() and len(self._files()) >= _MOST:
            raise Refusal(409, f"đang giữ {_MOST} phần viết dở", "Bỏ bớt ở bàn làm việc rồi thử lại")
        self._history.ready()
        self._folder.mkdir(exist_ok=True)
        write_whole(file, json.dumps({"key": key, "body": body}, ensure_ascii=False, default=str))
        return {"key": key}

    def drop(self, key: str) -> Wire:
        """Throw away what is kept under a key, if anything is."""
        self._file(key).unlink(missing_ok=True)
        return {"key": key}

    def _file(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"

    def _files(self) -> list[Path]:
        return list(self._folder.glob("*.json"))
