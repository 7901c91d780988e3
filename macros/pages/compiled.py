"""Templates in their compiled form, kept from one build to the next: compiling takes an eighth of the time of a small site.

What is kept is used only for the very template, code and versions that it was made of, and only if it is whole.
"""

import hashlib
import sys
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from macros.files import checked
from macros.files.makers import code

KEPT = Path(__file__).parents[2] / ".cache" / "templates"
_DIGEST = 20  # bytes


class Compiled(BytecodeCache):
    """Keeps what Jinja makes of templates in `folder`; a folder that can't be written to keeps nothing."""

    def __init__(self, folder: Path = KEPT):
        self._folder = folder

    def get_source_checksum(self, source: str) -> str:
        # What else decides how it is compiled: the versions, and our code, whose filters may be called on the way.
        versions = f"{sys.version}\n{jinja2.__version__}\n".encode()
        return hashlib.blake2b(versions + code() + source.encode(), digest_size=_DIGEST).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        if (kept := checked.kept(self._file(bucket))) is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        checked.keep(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key
