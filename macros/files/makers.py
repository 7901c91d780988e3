"""What makes everything: our code and templates, the installed packages, Python; read byte by byte once a process."""

import hashlib
import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SIZE = 16  # bytes of a digest


@cache
def makers() -> bytes:
    """A digest of what makes everything: our code and templates, the installed packages with their versions, Python's own version."""
    packages = sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))
    told = hashlib.blake2b("\n".join((sys.version, *packages)).encode(), digest_size=_SIZE)
    told.update(code() + _files(".jinja"))
    return told.digest()


@cache
def code() -> bytes:
    """A digest of our code."""
    return _files(".py")


def _files(suffix: str) -> bytes:
    top = str(ROOT / "macros")
    found = sorted(f"{folder}/{file}" for folder, _, files in os.walk(top) for file in files if file.endswith(suffix))
    told = hashlib.blake2b(digest_size=_SIZE)
    for path in found:
        name = path[len(top) :].encode()
        with open(path, "rb", buffering=0) as file:
            content = file.read()
        told.update(b"%d:%d:" % (len(name), len(content)) + name + content)
    return told.digest()
