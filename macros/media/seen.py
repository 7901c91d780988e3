"""What was seen of a file, or what is wrong with it."""

from dataclasses import dataclass

from macros.media.kinds import KINDS, PICTURE


@dataclass(frozen=True)
class Fault:
    """Why a file can't be used, after "tệp 'x'", and what to do; both in Vietnamese."""

    what: str
    todo: str


@dataclass(frozen=True)
class Remark:
    """What a person has to judge before a file goes out: what stands in it, and what to do."""

    what: str
    todo: str


@dataclass(frozen=True)
class Seen:
    """A file that can be used.

    Attributes:
        digest: of what it holds: 20 hexadecimal digits of its SHA-256.
        kind: a name in `KINDS`.
        bytes: its size.
        width, height: of a picture, in pixels as it is shown, turned as its camera says; 0 of anything else.
        remarks: what a person has to judge.
    """

    digest: str
    kind: str
    bytes: int
    width: int = 0
    height: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def group(self) -> str:
        """Whether it is a picture, a paper or a film (`PICTURE`, `PAPER`, `FILM`)."""
        return KINDS[self.kind].group

    @property
    def is_picture(self) -> bool:
        """Whether renditions can be made of it."""
        return self.group == PICTURE


class Unfit(Exception):
    """A file can't be used: `fault` says why."""

    def __init__(self, what: str, todo: str):
        super().__init__(what, todo)  # both, so that it comes back whole from another process
        self.fault = Fault(what, todo)
