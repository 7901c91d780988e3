"""How the files of a site are to be served: the one description, from which the files for every host are made."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from macros.addresses.address import CARDS, NOT_FOUND, PAPERS, PICTURES, SEARCH_INDEX
from macros.language.characters import told
from macros.pages.listing import CONTENT_SECURITY_POLICY
from macros.pages.lost import POLICY as WHERE_NO_ADDRESS_IS_KNOWN
from macros.search.packs import FOLDERS

TYPES = {
    "avif": "image/avif",
    "bin": "application/octet-stream",
    "css": "text/css",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "gif": "image/gif",
    "gz": "application/gzip",
    "html": "text/html",
    "ico": "image/x-icon",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "mjs": "text/javascript",
    "mp4": "video/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "yml": "text/plain",
    "zip": "application/zip",
}
"""What each ending of a file of a site is; all that is text is in UTF-8."""

# Texts, and our own workbooks, whose parts are stored as they are. The parts of the search index (`bin`) are packed already, and asked
# for in ranges, which a server can't give of what it packs itself.
_PACKED = (
    "css",
    "csv",
    "geojson",
    "html",
    "ics",
    "js",
    "json",
    "mjs",
    "svg",
    "txt",
    "webmanifest",
    "xlsx",
    "xml",
    "yml",
)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # The place is asked for by the site itself ("Phường của tôi"), the rest by nobody.
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
"""Kept, and asked about each time: the answer to an unchanged file is a line (304), and no page ever meets a script of another day."""

# What the files of all servers can hold as it is: no sign means anything to any of them.
_PLAIN_FOLDER = re.compile(r"(/[A-Za-z0-9._~-]+)*/", re.ASCII)
_PLAIN_ROOT = re.compile(r"([A-Za-z]:)?/[\w./+@~-]*")


@dataclass(frozen=True)
class Site:
    """A site as its host has to know it.

    Attributes:
        url: its address; None where it isn't known.
        root: the folder of the server in which the built site lies.
        ports: at which the server listens, without and with encryption; None: those of the address.
        certificate, key: files of its certificate; None: where certbot puts them.
    """

    url: str | None
    root: str = "/var/www/phong-trao"
    ports: tuple[int, int] | None = None
    certificate: str | None = None
    key: str | None = None
    types: dict[str, str] = field(default_factory=lambda: TYPES)

    @property
    def host(self) -> str:
        """As browsers ask for it: `tỉnh.vn` as `xn--tnh-dlz.vn`. ValueError if it is too long to be asked for."""
        return ((urlsplit(self.url).hostname if self.url else None) or "localhost").encode("idna").decode("ascii")

    @property
    def listens(self) -> tuple[int, int]:
        """The ports at which the server listens, without and with encryption."""
        port = urlsplit(self.url).port if self.url else None
        return self.ports or ((80, port or 443) if self.encrypted else (port or 80, 443))

    @property
    def address(self) -> str:
        """Where Caddy listens: a name gets its certificate, `http://` none."""
        port = urlsplit(self.url).port if self.url else None
        return f"{'' if self.encrypted else 'http://'}{self.host}{f':{port}' if port else ''}"

    @property
    def fault(self) -> tuple[str, str, str] | None:
        """What the file of a server can't say of it: of which option, what is wrong, what to do."""
        if not _PLAIN_ROOT.fullmatch(self.root):
            what = f"'{told(self.root)}' không ghi được vào tệp cài đặt của máy chủ"
            return "--root", what, "Viết đường dẫn đầy đủ, không có dấu cách hay ký tự lạ: /var/www/phong-trao"
        if not _PLAIN_FOLDER.fullmatch(self.folder):
            what = f"thư mục '{told(self.folder)}' trong địa chỉ không ghi được vào tệp cài đặt của máy chủ"
            return "--url", what, "Đặt tên thư mục bằng chữ không dấu, chữ số, gạch nối: https://vi-du.vn/phong-trao/"
        try:
            self.host  # noqa: B018  # asked only whether it can be told
        except ValueError:
            return "--url", f"'{told(self.url or '')}' không phải địa chỉ của một trang web", "Xem lại tên máy chủ"
        return None

    @property
    def encrypted(self) -> bool:
        return bool(self.url and self.url.startswith("https:"))

    @property
    def folder(self) -> str:
        """In which the site lies on its host, from slash to slash."""
        return urlsplit(self.url).path if self.url else "/"

    @property
    def not_found(self) -> str:
        """The address, from the host's top, of the page for what isn't there."""
        return self.folder + NOT_FOUND.path

    @property
    def policy(self) -> str:
        """What a page may load and run, as the build writes it into the pages, and who may show it in a frame, which no page can say."""
        return f"{CONTENT_SECURITY_POLICY if self.url else WHERE_NO_ADDRESS_IS_KNOWN}; frame-ancestors 'self'"

    @property
    def headers(self) -> dict[str, str]:
        """What every answer says, beside the policy and how long it is kept."""
        return _HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if self.encrypted else {})

    @property
    def hashed(self) -> list[str]:
        """The folders in which each file has a digest of what it holds in its name, from the site's top, with a slash at the end."""
        of_index = [SEARCH_INDEX.below(f"{name}/") for name in FOLDERS]
        return [one.path for one in (CARDS, PICTURES, PAPERS, *of_index)]

    @property
    def papers(self) -> str:
        """The folder of papers, which programs of the browser show: the policy of pages could keep them from it."""
        return PAPERS.path

    @property
    def packed(self) -> list[str]:
        """The types that are worth packing on the way."""
        return sorted({self.types[ending] for ending in _PACKED})

    @property
    def texts(self) -> list[str]:
        """The types that are text, and are told to be in UTF-8."""
        return [one for one in self.packed if one.startswith("text/") or one.endswith(("xml", "json"))]
