"""Pictures, films and papers: what a file is, and what is made of it. Knows no kinds of records."""

from macros.media.inspecting import forget, inspect
from macros.media.making import made_by, write_renditions
from macros.media.recipe import Rendition, Renditions, renditions
from macros.media.seen import Fault, Remark, Seen
from macros.media.staging import staged

__all__ = [
    "Fault",
    "Remark",
    "Rendition",
    "Renditions",
    "Seen",
    "forget",
    "inspect",
    "made_by",
    "renditions",
    "staged",
    "write_renditions",
]
