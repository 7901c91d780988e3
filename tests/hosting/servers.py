"""The servers themselves, running with what the recipes give them; each is installed from Debian where that can be."""

import datetime
import os
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from socket import socket
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from macros.hosting.recipes import made
from macros.hosting.served import Site
from tests.browser import installed_packages

_APACHE = """\
ServerRoot {top}
ServerName localhost
PidFile {top}/pid
ErrorLog {top}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig {top}/none
<Directory />
  Require all denied
</Directory>
Alias {folder} {site}/
<Directory {site}>
  Require all granted
  AllowOverride All
  Options Indexes FollowSymLinks
</Directory>
"""
_MODULES = (
    "mpm_event", "authz_core", "alias", "mime", "dir", "autoindex", "headers", "setenvif", "rewrite", "filter", "deflate", "brotli"
)  # fmt: skip


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """A running server: where it is asked, how, and as which host."""

    def __init__(self, port: int, host: str, encrypted: bool = False, **headers: str):
        self._port, self._encrypted = port, encrypted
        self._headers = {"Host": host, **headers}

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for an address; header names with `_` for `-`."""
        unchecked = ssl._create_unverified_context()  # the certificate is our own
        asked = HTTPSConnection("127.0.0.1", self._port, timeout=60, context=unchecked) if self._encrypted else HTTPConnection("127.0.0.1", self._port, timeout=60)  # fmt: skip
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            asked.request("GET", address, headers={**self._headers, **given})
            got: HTTPResponse = asked.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            asked.close()


def program(name: str, package: str) -> str | None:
    """A server's program, installed if it can be; None where there is none."""
    return installed_packages([package], lambda: shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin"))


@contextmanager
def nginx(site: Path, url: str) -> Iterator[Server]:
    """nginx with the recipe as it is, but for its ports and its certificate."""
    with _folder() as top:
        ports = free_port(), free_port()
        known = Site(url, str(site), ports, *map(str, _certificate(top, "mau.example")))
        (top / "site.conf").write_text(made("nginx", known), encoding="utf-8")
        user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
        temporary = " ".join(
            f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (top / "nginx.conf").write_text(
            f"daemon off; pid pid; error_log error.log; {user} events {{ }}\nhttp {{ access_log off; {temporary}\n"
            f"include /etc/nginx/mime.types; default_type application/octet-stream; include site.conf; }}\n",
            encoding="utf-8",
        )  # fmt: skip
        server = Server(ports[1], known.host, encrypted=True)
        with _running([program("nginx", "nginx-light"), "-p", str(top), "-c", "nginx.conf", "-e", "error.log"], server):
            assert (
                Server(ports[0], known.host).get("/x?y").headers["location"] == f"https://{known.host}:{ports[1]}/x?y"
            )
            yield server


@contextmanager
def caddy(site: Path, url: str) -> Iterator[Server]:
    """Caddy with the recipe as it is, but where it listens: it fetches its certificates from the world outside."""
    with _folder() as top:
        port = free_port()
        known = Site(url, str(site))
        text = made("caddy", known, at=f"http://{known.host}:{port}")
        (top / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
        server = Server(port, f"{known.host}:{port}")
        command = [program("caddy", "caddy"), "run", "--config", str(top / "Caddyfile"), "--adapter", "caddyfile"]
        with _running(command, server, HOME=str(top), XDG_CONFIG_HOME=str(top), XDG_DATA_HOME=str(top)):
            yield server


@contextmanager
def apache(site: Path, url: str) -> Iterator[Server]:
    """Apache that allows `.htaccess`, which holds the recipe, behind what takes off the encryption."""
    with _folder() as top:
        port, there = free_port(), top / "site"
        shutil.copytree(site, there)
        known = Site(url)
        (there / ".htaccess").write_text(made("apache", known), encoding="utf-8")
        found = Path("/usr/lib/apache2/modules")
        modules = "\n".join(f"LoadModule {name}_module {found}/mod_{name}.so" for name in _MODULES)
        (top / "none").touch()  # it knows no types but those of the recipe
        text = _APACHE.format(top=top, port=port, modules=modules, site=there, folder=known.folder)
        (top / "httpd.conf").write_text(text, encoding="utf-8")
        server = Server(port, known.host, **{"X-Forwarded-Proto": "https"})
        with _running([program("apache2", "apache2-bin"), "-X", "-f", str(top / "httpd.conf")], server):
            led = Server(port, known.host).get(f"{known.folder}x?y").headers["location"]
            assert led == f"https://{known.host}{known.folder}x?y"
            yield server


SERVERS: dict[str, Callable[[Path, str], object]] = {"nginx": nginx, "caddy": caddy, "apache": apache}
PROGRAMS = {"nginx": ("nginx", "nginx-light"), "caddy": ("caddy", "caddy"), "apache": ("apache2", "apache2-bin")}


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        top.chmod(0o755)  # Apache reads as another user
        yield top


@contextmanager
def _running(command: list, server: Server, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    try:
        for _ in range(1200):
            assert process.poll() is None, process.stdout.read()
            try:
                server.get("/")
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _certificate(top: Path, host: str) -> tuple[Path, Path]:
    """A certificate of our own, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=2))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    files = top / "site.pem", top / "site.key"
    files[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files
