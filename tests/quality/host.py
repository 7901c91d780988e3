"""A web host such as a site is published on: texts go compressed, parts of files as they are, and an address without a page gets the
site's own 404."""

import gzip
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# What hosts do not compress again.
COMPRESSED = {".bin", ".woff2", ".png", ".webp", ".avif", ".jpg", ".gz", ".zip"}

# What the machine may not know, or call otherwise.
TYPES = {
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Serve a built site on this machine; yield its address, without a final slash."""
    with host(site) as server:
        yield server.origin


@contextmanager
def host(site: Path, types: Mapping[str, str] | None = None, folder: str = "") -> Iterator["Host"]:
    """As `hosted`, but yield the host, which can be lost.

    Args:
        types: all that it knows of types, by ending; the rest it calls a stream of bytes, and forbids browsers to guess.
        folder: where the site lies on it: `/trang`.
    """
    with Host(("127.0.0.1", 0), partial(_Handler, directory=site)) as server:
        server.types, server.folder = types, folder
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@cache
def packed(file: Path) -> bytes:
    """The bytes that a host sends for a file: gzip's usual level for texts, the file itself for the rest."""
    body = file.read_bytes()
    return body if file.suffix in COMPRESSED else gzip.compress(body, compresslevel=6, mtime=0)


class Host(ThreadingHTTPServer):
    is_lost = False
    pause = 0.0  # seconds before it answers, as over a slow line
    types: Mapping[str, str] | None = None
    folder = ""
    cache = "max-age=3600"  # what it says browsers may keep: a site does not change under test
    knows_ranges = True  # gives parts of files

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.asked: list[str] = []
        """What it was asked for since it began, in order: addresses on it."""

    @property
    def origin(self) -> str:
        """The site's address, without a final slash."""
        return f"http://127.0.0.1:{self.server_port}{self.folder}"

    def lose(self) -> None:
        """Answer nothing more, as for a reader whose network is gone."""
        self.is_lost = True

    def handle_error(self, request, client_address):
        """Say nothing: a browser that leaves a page hangs up on what it was still loading."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def do_GET(self):
        if self.server.is_lost:
            self.close_connection = True
            return None
        time.sleep(self.server.pause)
        asked = self.path
        self.server.asked.append(asked)
        if not f"{asked}/".startswith(f"{self.server.folder}/"):
            return self.send_error(HTTPStatus.NOT_FOUND)
        self.path = asked.removeprefix(self.server.folder) or "/"
        file, status = Path(self.translate_path(self.path)), HTTPStatus.OK
        if file.is_dir():
            if not self.path.partition("?")[0].endswith("/"):
                self.path = asked
                return self.redirect()
            file /= "index.html"
        if not file.is_file():
            file, status = Path(self.directory, "404.html"), HTTPStatus.NOT_FOUND
        body, kind = packed(file), self.guess_type(str(file))
        part = self.server.knows_ranges and re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if part and status is HTTPStatus.OK:
            whole, status = file.read_bytes(), HTTPStatus.PARTIAL_CONTENT
            body = whole[int(part[1]) : int(part[2]) + 1]
        self.send_response(status)
        if status is HTTPStatus.PARTIAL_CONTENT:
            self.send_header("Content-Range", f"bytes {part[1]}-{int(part[1]) + len(body) - 1}/{len(whole)}")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        if self.server.types is not None:
            self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", self.server.cache)
        if file.suffix not in COMPRESSED and status is not HTTPStatus.PARTIAL_CONTENT:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def redirect(self):
        path, question, query = self.path.partition("?")
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"{path}/{question}{query}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def guess_type(self, path):
        if self.server.types is None:
            return super().guess_type(path)
        return self.server.types.get(Path(path).suffix, "application/octet-stream")

    def log_message(self, *_):
        pass
