"""Where films may be: the addresses that each known host has for them, and what it is called."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit


class Host(NamedTuple):
    """A place where films are, and the shape of their addresses there."""

    name: str
    shape: re.Pattern[str]


_KNOWN = tuple(
    Host(name, re.compile(rf"https://{shape}"))
    for name, shape in (
        ("YouTube", r"((www\.|m\.)?youtube\.com/(watch\?(\S*&)?v=|shorts/|live/)|youtu\.be/)[\w-]{11}\b\S*"),
        ("Facebook", r"((www\.|m\.|web\.)?facebook\.com/(watch/?\?(\S*&)?v=\d+|reel/\d+|share/[vr]/\w+|[\w.-]+/videos/)|fb\.watch/\w)\S*"),
        ("Vimeo", r"(player\.)?vimeo\.com/(video/)?\d+\S*"),
        ("TikTok", r"(www\.)?tiktok\.com/@[\w.-]+/video/\d+\S*"),
        ("Zalo", r"(\w+\.)?zalo\.me/\S+"),
        ("VTV", r"(\w+\.)?(vtv|vtvgo)\.vn/\S+"),
        ("VOV", r"(\w+\.)?vov\.vn/\S+"),
        ("Báo Hải Phòng", r"(\w+\.)?baohaiphong\.vn/\S+"),
        ("Báo Công an nhân dân", r"(\w+\.)?cand\.com\.vn/\S+"),
    )
)  # fmt: skip
_OF_THE_STATE = ".gov.vn"


def host_of(address: str, others: list[str]) -> str | None:
    """What the host is called at which a film is; None for an address at which none can be. `others` are hosts that a site
    names beside those that are known: such a host, and those of the state, are called by their names in the net."""
    if known := next((host.name for host in _KNOWN if host.shape.fullmatch(address)), None):
        return known
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if host.endswith(_OF_THE_STATE) or any(host == one or host.endswith(f".{one}") for one in others):
        return host
    return None
