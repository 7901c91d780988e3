"""What an FTP server says lies in a folder: by the standard (MLSD), or as `ls` or DOS show it, where a server is older than that."""

import re
import stat

from macros.targets.host import Found

_UNIX = re.compile(
    r"(?P<kind>[-dlbcps])(?P<mode>[-rwxsStT]{9})\S*\s+\d+\s+\S+\s+\S+\s+(?P<size>\d+)\s+\w{3}\s+\d{1,2}\s+[\d:]{4,5}\s(?P<name>.+)"
)
# Without a group, as some servers on Windows show it.
_SHORT = re.compile(
    r"(?P<kind>[-dl])(?P<mode>[-rwxsStT]{9})\S*\s+\d+\s+\S+\s+(?P<size>\d+)\s+\w{3}\s+\d{1,2}\s+[\d:]{4,5}\s(?P<name>.+)"
)
_DOS = re.compile(r"\d{2}-\d{2}-\d{2,4}\s+\d{1,2}:\d{2}\s?[AP]?M?\s+(?:(?P<folder><DIR>)|(?P<size>\d+))\s+(?P<name>.+)")
_BITS = "rwxrwxrwx"


def of_facts(name: str, facts: dict[str, str]) -> Found | None:
    """What a line of MLSD says; None of the folder itself and the one above."""
    kind = facts.get("type", "").lower()
    if kind in ("cdir", "pdir") or name in (".", ".."):
        return None
    mode = facts.get("unix.mode", "")
    bits = int(mode, 8) & 0o777 if re.fullmatch("[0-7]{3,5}", mode) else None
    size = facts.get("size", "")
    return Found(int(size) if kind == "file" and size.isdecimal() else None, bits, kind == "dir")


def of_line(line: str) -> tuple[str, Found] | None:
    """The name and what is said of it in a line of LIST; None of the folder itself, and of a line that says nothing."""
    line = line.rstrip("\r\n")
    if found := _DOS.fullmatch(line):
        name, is_folder = found["name"], bool(found["folder"])
        return (
            None if name in (".", "..") else (name, Found(None if is_folder else int(found["size"]), None, is_folder))
        )
    if not (found := _UNIX.fullmatch(line) or _SHORT.fullmatch(line)):
        return None
    name, kind = found["name"], found["kind"]
    if kind == "l":
        name = name.partition(" -> ")[0]
    if name in (".", ".."):
        return None
    mode = sum(1 << (8 - at) for at, letter in enumerate(found["mode"]) if letter in f"{_BITS[at]}st")
    return name, Found(int(found["size"]) if kind == "-" else None, stat.S_IMODE(mode), kind == "d")
