"""What a change is: of a record with its fields, of a hand-written page, of an address."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from macros.records.standing import Standing

Key = tuple[str, str]
"""The folder and id of a record; the settings are ("site", "site")."""
ON_THE_SITE = (Standing.PUBLIC, Standing.CHANGED)
"""What readers see, or will as soon as it is approved again."""


class Did(StrEnum):
    """What became of a record or page."""

    ADDED = "thêm"
    APPEARED = "đưa lên trang"
    CHANGED = "sửa"
    MOVED = "đổi mã"
    WITHDRAWN = "rút khỏi trang"
    REMOVED = "xóa"


@dataclass(frozen=True)
class Edit:
    """One change in a record.

    Attributes:
        names: the fields that lead there.
        label: what they are called, with the number of an item: `Số liệu 2, Giá trị`.
        old, new: what stood there and what stands there now, as a person reads it; None where there was or is nothing.
        is_item: whether an item of a list came (no old) or went (no new).
        is_order: whether items only stand in another order; `new` then says which.
        is_text: whether both are texts that people wrote, to be quoted.
        internal: whether it is for staff alone.
    """

    names: tuple[str, ...]
    label: str
    old: str | None
    new: str | None
    is_item: bool = False
    is_order: bool = False
    is_text: bool = False
    internal: bool = False


@dataclass(frozen=True)
class Change:
    """What became of one record, or of the settings (folder and id `site`).

    Attributes:
        key: its folder and id now, or as it last was.
        was: the same before; None if there was none.
        noun, name: what its kind and it are called.
        standing: before and now; the first is None if there was no record.
    """

    did: Did
    key: Key
    was: Key | None
    noun: str
    name: str
    edits: tuple[Edit, ...]
    standing: tuple[Standing | None, Standing]

    @property
    def is_seen(self) -> bool:
        """Whether readers of the site see anything of it."""
        if not any(one in ON_THE_SITE for one in self.standing):
            return False
        return self.did is not Did.CHANGED or not all(edit.internal for edit in self.edits)


@dataclass(frozen=True)
class Page:
    """A hand-written page (`docs/index.md`) or a file of borders (`borders/xa.geojson`), and what became of it."""

    path: str
    did: Did

    @property
    def noun(self) -> str:
        """What staff call it."""
        return "tệp ranh giới" if self.path.startswith("borders/") else "trang tự soạn"


@dataclass(frozen=True)
class Address:
    """A published address, and what was and is said of it by hand: nothing, that it is gone, or where it moved to."""

    old: str
    was: str
    now: str


@dataclass(frozen=True)
class Changes:
    """All that differs between two states, in the order in which it is told."""

    records: tuple[Change, ...] = ()
    pages: tuple[Page, ...] = ()
    addresses: tuple[Address, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.records or self.pages or self.addresses)

    def seen(self) -> Iterator[Change]:
        """The changes of records of which readers see something."""
        return (one for one in self.records if one.is_seen)

    def for_readers(self) -> "Changes":
        """All but what is for staff alone."""
        seen = (replace(one, edits=tuple(edit for edit in one.edits if not edit.internal)) for one in self.seen())
        return replace(self, records=tuple(seen))

    def unseen(self) -> Iterator[Change]:
        """Those that only staff see: drafts, and fields that no page shows."""
        return (one for one in self.records if not one.is_seen)
