"""Real servers for the site to be put on: OpenSSH's, asyncssh's, vsftpd and pyftpdlib, each for one folder of this machine.

Those of Debian are installed if they can be, as a browser is. What can't be had is None.
"""

import asyncio
import datetime
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket

import asyncssh
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.browser import installed_packages

USER, PASSWORD = "dang@vi-du.vn", "mật khẩu bí mật 1"
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib/openssh"


def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen | None = None) -> None:
    for _ in range(1200):
        assert process is None or process.poll() is None, "the server ended"
        try:
            create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server doesn't answer")


@contextmanager
def ran(command: list[str], port: int, **more) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more
    )
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait()


# SSH


def sshd() -> str | None:
    """OpenSSH's server."""
    return installed_packages(["openssh-server"], lambda: shutil.which("sshd", path=_PATH))


def key_file(folder: Path) -> Path:
    """A key to log in with."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(folder / "key")
    key.write_public_key(folder / "key.pub")
    (folder / "key").chmod(0o600)
    return folder / "key"


@contextmanager
def openssh(folder: Path, host_key: str = "host_key", port: int = 0) -> Iterator[int]:
    """OpenSSH's server, which lets in who has the key of `folder`; its port."""
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port, key = port or free_port(), folder / host_key
    if not key.exists():
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(key)
        key.chmod(0o600)
    (folder / "sshd.conf").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {key}\nAuthorizedKeysFile {folder}/key.pub\nStrictModes no\n"
        f"PidFile none\nUsePAM no\nPermitRootLogin yes\nPasswordAuthentication no\nSubsystem sftp internal-sftp -u 077\n"
    )
    with ran([str(sshd()), "-D", "-f", str(folder / "sshd.conf")], port):
        yield port


class _Passwords(asyncssh.SSHServer):
    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


@contextmanager
def python_ssh(folder: Path, sftp: type[asyncssh.SFTPServer] = asyncssh.SFTPServer) -> Iterator[int]:
    """asyncssh's server, which asks for a password and shows `folder` as if it were all; its port."""
    loop, key = asyncio.new_event_loop(), asyncssh.generate_private_key("ssh-ed25519")
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def begin() -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(
            _Passwords, "127.0.0.1", 0, server_host_keys=[key], allow_scp=False,
            sftp_factory=lambda channel: sftp(channel, chroot=os.fsencode(folder)),
        )  # fmt: skip

    server = asyncio.run_coroutine_threadsafe(begin(), loop).result()
    try:
        yield server.get_port()
    finally:

        async def end() -> None:
            server.close()
            await server.wait_closed()

        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


# FTP


def certificate(folder: Path, name: str = "localhost") -> Path:
    """A certificate of `name` that signs itself, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (file := folder / f"{name}.pem").write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def _vsftpd() -> str | None:
    return installed_packages(["vsftpd"], lambda: shutil.which("vsftpd", path=_PATH))


@contextmanager
def vsftpd(folder: Path, pem: Path) -> Iterator[int]:
    """vsftpd, for whoever calls themselves `ftp`: it knows no MLSD, and wants the session of the control connection for those of data. As no root it can't shut anybody into `folder`, so
    paths are this machine's. Its port."""
    port = free_port()
    top = folder.parent
    user = subprocess.run(["id", "-un"], check=True, capture_output=True, encoding="utf-8").stdout.strip()
    (conf := top / "vsftpd.conf").write_text(
        f"listen=YES\nbackground=NO\nlisten_address=127.0.0.1\nlisten_port={port}\nrun_as_launching_user=YES\nftp_username={user}\n"
        f"anonymous_enable=YES\nno_anon_password=NO\nanon_root={folder}\nwrite_enable=YES\nanon_upload_enable=YES\n"
        "anon_mkdir_write_enable=YES\nanon_other_write_enable=YES\nanon_world_readable_only=NO\nallow_writeable_chroot=YES\n"
        "anon_umask=022\nchmod_enable=YES\nssl_enable=YES\nallow_anon_ssl=YES\nforce_anon_logins_ssl=YES\nforce_anon_data_ssl=YES\n"
        f"require_ssl_reuse=YES\nssl_ciphers=HIGH\nrsa_cert_file={pem}\nrsa_private_key_file={pem}\nseccomp_sandbox=NO\n"
        f"pasv_address=10.255.255.1\nxferlog_enable=NO\nsecure_chroot_dir={top}\n"
    )
    conf.chmod(0o600)
    with ran([str(_vsftpd()), str(conf)], port):
        yield port


# Run by Debian's own Python, which has the package.
_SERVER = """
import os, sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import TLS_FTPHandler, FTPHandler
from pyftpdlib.servers import FTPServer
folder, pem, port, user, password, how = sys.argv[1:]
who = DummyAuthorizer()
who.add_user(user, password, folder, perm="elr" if "readonly" in how else "eradfmwMT" if "unlisted" in how else "elradfmwMT")
Handler = FTPHandler if "open" in how else TLS_FTPHandler
if "private" in how:
    os.umask(0o077)
class One(Handler):
    authorizer = who
    certfile, tls_control_required, tls_data_required = pem, True, True
    if "dos" in how:
        def ftp_RNTO(self, path):
            if self.fs.isfile(path):
                self.respond("550 Cannot create a file when that file already exists.")
            else:
                return super().ftp_RNTO(path)
    if "full" in how:
        def ftp_STOR(self, path, mode="w"):
            self.respond("552 Disk full - please upload later")
    if "cut" in how:
        left = 30
        def ftp_STOR(self, path, mode="w"):
            One.left -= 1
            if One.left < 0:
                self.close()
            else:
                return super().ftp_STOR(path, mode)
    if "nomlsd" in how:
        proto_cmds = {k: v for k, v in Handler.proto_cmds.items() if k not in ("MLSD", "MLST")}
FTPServer(("127.0.0.1", int(port)), One).serve_forever()
"""


def pyftpdlib() -> str | None:
    """The Python that has it."""

    def find() -> str | None:
        python = "/usr/bin/python3"
        command = [python, "-c", "import pyftpdlib, OpenSSL"]
        there = Path(python).exists() and subprocess.call(command, stderr=subprocess.DEVNULL) == 0
        return python if there else None

    return installed_packages(["python3-pyftpdlib", "python3-openssl"], find)


@contextmanager
def python_ftp(folder: Path, pem: Path, how: str = "") -> Iterator[int]:
    """pyftpdlib's server, which asks for a password; `how` it is to be: dos, full, cut, nomlsd, readonly, unlisted, private, open. Its port."""
    port = free_port()
    with ran(
        [str(pyftpdlib()), "-W", "ignore", "-c", _SERVER, str(folder), str(pem), str(port), USER, PASSWORD, how or "-"],
        port,
    ):
        yield port


if __name__ == "__main__":
    print(sshd(), _vsftpd(), pyftpdlib(), file=sys.stderr)
