"""nginx, which many sites of agencies are served by: all that it knows of types, and the program itself where it can be had."""

import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

from tests.browser import installed_packages

# What `mime.types` of nginx 1.22 (Debian 12) calls the endings that a site such as this may have. It knows neither `.mjs`
# nor `.ics`, `.csv`, `.geojson` and `.webmanifest`: those are a stream of bytes to it.
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".xml": "text/xml",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".js": "application/javascript",
    ".atom": "application/atom+xml",
    ".txt": "text/plain",
    ".avif": "image/avif",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".bin": "application/octet-stream",
}

_CONFIGURATION = """\
daemon off; pid nginx.pid; error_log error.log; worker_processes 1; {user}
events {{ }}
http {{
  include {types}; default_type application/octet-stream; access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {{
    listen 127.0.0.1:{port}; absolute_redirect off; add_header X-Content-Type-Options nosniff always;
    location {folder}/ {{ alias {site}/; error_page 404 {folder}/404.html; }}
  }}
}}
"""


class Nginx:
    """A running nginx; it can be lost, as the host of `host.py`."""

    pause = 0.0

    def __init__(self, process: subprocess.Popen, port: int, folder: str):
        self.folder = folder
        self.origin = f"http://127.0.0.1:{port}{folder}"
        self._process = process

    def lose(self) -> None:
        self._process.terminate()
        self._process.wait()


def installed() -> tuple[str, Path] | None:
    """The program, installed if it can be, and its own list of types; None where there is none."""
    program = installed_packages(["nginx-light"], lambda: shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"))
    types = Path("/etc/nginx/mime.types")
    return (program, types) if program and types.is_file() else None


@contextmanager
def nginx(site: Path, folder: str = "") -> Iterator[Nginx]:
    """Serve a built site with the types that nginx itself knows; RuntimeError where it doesn't start."""
    found = installed()
    assert found
    program, types = found
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as top:
        user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        text = _CONFIGURATION.format(types=types, port=port, folder=folder, site=site, user=user)
        Path(top, "nginx.conf").write_text(text, encoding="utf-8")
        process = subprocess.Popen(
            [program, "-p", top, "-c", "nginx.conf", "-e", "error.log"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        running = Nginx(process, port, folder)
        try:
            _wait(running, process)
            yield running
        finally:
            running.lose()
            process.stdout.close()


def _wait(running: Nginx, process: subprocess.Popen) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended: {process.stdout.read()}")
        try:
            urllib.request.urlopen(f"{running.origin}/").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("nginx doesn't answer")
