"""Publications killed with SIGKILL at moments spread over their whole run: readers always find a whole site, and the next run ends it.

    .venv/bin/python -m tests.interrupted 200 [SEED]

Where sites change places, what is there is the old or the new one. Elsewhere every file is the old or the new one, never half; every
page finds all that it loads by a name with a digest; what is in both sites is always there. A run that had ended by itself counts for nothing.
"""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from macros.records.destination import Destination
from macros.targets.folder import Folder
from macros.targets.ftp import Ftp
from macros.targets.manifest import digest_of
from macros.targets.placing import Placing
from macros.targets.sftp import Sftp
from macros.targets.talk import Password
from tests import hosts
from tests.faults import main
from tests.ready import PROCESSES

STAYS = {".well-known/x/security.txt": "của máy chủ", "trang-3/rieng.txt": "riêng"}
_PAGES = 24


class Yes:
    """Agrees, and knows the password."""

    def password(self, of: str) -> str:
        return hosts.PASSWORD

    def agrees(self, question: str) -> bool:
        return not question.startswith("Giữ mật khẩu")

    def step(self, what: str, done: int, of: int) -> None:
        pass


class Plain(Folder):
    """A folder whose sites can't change places."""

    def beside(self) -> str | None:
        return None


class Renamed(Folder):
    """One on a system that can't change two folders at one stroke."""

    def swap(self) -> None:
        import macros.targets.folder as module

        module._exchange = lambda: None
        super().swap()


Opens = Callable[[], object]


def site(number: int) -> dict[str, str]:
    """A made-up site: each page names what it loads, some of which is large; pages come and go."""
    made: dict[str, str] = {
        "assets/site.css": f"kiểu {number}",
        "assets/search/index/manifest.json": f"mục lục {number}",
    }
    for page in range(_PAGES):
        if (page + number) % 7 == 0 and page:
            continue
        version = number if page % 2 else 0
        loads = f"assets/goi-{digest_of(f'{page}-{version}'.encode())[:8]}.bin"
        made[loads] = f"{page}-{version}" * (20_000 if page % 6 == 1 else 20)
        made[f"trang-{page}/index.html" if page else "index.html"] = f"{page}-{version}\n{loads}"
    return made


def write_blobs(folder: Path, files: dict[str, str]) -> dict[str, tuple[str, int]]:
    folder.mkdir(exist_ok=True)
    told = {path: (digest_of(text.encode()), len(text.encode())) for path, text in files.items()}
    for path, text in files.items():
        (folder / told[path][0]).write_bytes(text.encode())
    return told


def _put(kind: str, about: dict, number: int, folder: str, ready: str) -> None:
    host = OPENED[kind](about)
    placing = Placing(host, "một người", "m")
    Path(ready).touch()
    placing.put(
        f"{number}-{time.time_ns()}", write_blobs(Path(folder), site(number)), lambda digest: Path(folder, digest)
    )
    placing.close()
    host.close()


def _sftp(about: dict) -> Sftp:
    return Sftp(Destination(**about["target"]), Password("sftp", Yes()), Yes(), Path(about["known"]))


def _ftp(about: dict) -> Ftp:
    import ssl

    return Ftp(Destination(**about["target"]), Password("ftp", Yes()), ssl.create_default_context(cafile=about["pem"]))


OPENED: dict[str, Callable[[dict], object]] = {
    "folder": lambda about: Folder(about["site"]),
    "folder, two renames": lambda about: Renamed(about["site"]),
    "within a folder": lambda about: Plain(about["site"]),
    "SFTP": _sftp,
    "SFTP within a folder": _sftp,
    "FTP (vsftpd)": _ftp,
    "FTP (pyftpdlib)": _ftp,
}
SHARES = dict(zip(OPENED, (35, 15, 35, 35, 25, 25, 30), strict=True))
"""What is killed, and how many of 200 kills are its share."""


def killed(kind: str, top: Path, times: int, chance: random.Random) -> list[str]:
    """Kill so many publications; return what was wrong."""
    host = top / "host"
    host.mkdir()
    there, blobs, ready = host / "public_html", top / "blobs", top / "ready"
    about: dict = {"site": str(there)}
    with ExitStack() as running:
        if kind.startswith("SFTP"):
            key = hosts.key_file(top)
            port = running.enter_context(hosts.openssh(top))
            user = subprocess.run(["id", "-un"], capture_output=True, encoding="utf-8", check=True).stdout.strip()
            about |= {
                "known": str(top / "known_hosts"),
                "target": {
                    "id": "web",
                    "kind": "sftp",
                    "host": "127.0.0.1",
                    "port": port,
                    "user": user,
                    "key": str(key),
                    "path": str(there),
                },
            }
            if "within" in kind:
                there.mkdir()
        elif kind.startswith("FTP"):
            pem = hosts.certificate(top)
            vsftpd = "vsftpd" in kind
            port = running.enter_context((hosts.vsftpd if vsftpd else hosts.python_ftp)(host, pem))
            about |= {
                "pem": str(pem),
                "target": {
                    "id": "web",
                    "kind": "ftp",
                    "host": "localhost",
                    "port": port,
                    "user": "ftp" if vsftpd else hosts.USER,
                    "path": str(there) if vsftpd else "/public_html",
                },
            }

        def run(number: int, after: float | None = None) -> int:
            ready.unlink(missing_ok=True)
            process = PROCESSES.Process(target=_put, args=(kind, about, number, str(blobs), str(ready)))
            process.start()
            if after is not None:
                while not ready.exists() and process.is_alive():
                    time.sleep(0.002)
                time.sleep(after)
                process.kill()
            process.join()
            status = process.exitcode
            process.close()
            return status

        took = 0.0
        for number in (1, 2, 1):
            begun = time.monotonic()
            assert run(number) == 0, f"{kind}: a first publication fails"
            took = time.monotonic() - begun
        for path, text in STAYS.items():
            (there / path).parent.mkdir(parents=True, exist_ok=True)
            (there / path).write_text(text, encoding="utf-8")
        whole, faults, number = 1, [], 0
        possible = {1}
        while number < times:
            wanted = 1 + max(possible) % 4
            status = run(wanted, took * chance.uniform(0, 1.1))
            if status != -signal.SIGKILL:
                took *= 0.9
                possible = {wanted}
                if status:
                    faults.append(f"{kind} {number}: a run ends with {status}")
                    break
                continue
            took *= 1.02
            possible |= {wanted}
            faults += [
                f"{kind} {number}: {fault}" for fault in torn(kind, there, [site(one) for one in sorted(possible)])
            ]
            if number % 6 == 5 or number == times - 1:
                if run(wanted) != 0:
                    faults.append(f"{kind} {number}: the next run fails")
                    break
                kept = {p: t for p, t in contents(there).items() if not p.startswith("assets/goi-")}
                if kept != {p: t for p, t in {**site(wanted), **STAYS}.items() if not p.startswith("assets/goi-")}:
                    faults.append(f"{kind} {number}: the next run makes another site")
                if site(wanted).items() - contents(there).items():
                    faults.append(f"{kind} {number}: the next run leaves something out")
                litter = [
                    file
                    for file in host.rglob("*")
                    if file.name.startswith(("lock", "gone-", "next", "last")) or file.name == "up"
                ]
                if litter:
                    faults.append(f"{kind} {number}: the next run leaves {litter}")
                whole = wanted
                possible = {whole}
            number += 1
    return faults


def contents(top: Path) -> dict[str, str]:
    return {
        file.relative_to(top).as_posix(): file.read_bytes().decode("utf-8", "replace")
        for file in top.rglob("*")
        if file.is_file() and ".site-publish" not in file.parts
    }


def torn(kind: str, there: Path, sites: list[dict[str, str]]) -> list[str]:
    """What a reader would find wrong, if the site may be, or be on the way between, these."""
    if kind == "folder, two renames" and not there.exists():
        there = there.with_name(f".{there.name}.publish") / "last"  # where the next run takes it from
    found = contents(there)
    faults = [f"{path} is lost" for path, text in STAYS.items() if found.pop(path, None) != text]
    if kind in ("folder", "folder, two renames", "SFTP"):
        plain = {path: text for path, text in found.items() if not path.startswith("assets/goi-")}
        whole = [
            one
            for one in sites
            if plain == {path: text for path, text in one.items() if not path.startswith("assets/goi-")}
        ]
        faults += ["the site is neither the old nor the new one"] * (not whole)
    faults += [
        f"{path} is half"
        for path, text in found.items()
        if all(one.get(path, "") != text for one in [*sites, *map(site, range(1, 5))])
    ]
    faults += [
        f"{path} finds no {text.splitlines()[1]}"
        for path, text in found.items()
        if path.endswith(".html") and text.splitlines()[1] not in found
    ]
    faults += [f"{path} isn't there" for path in set.intersection(*(set(one) for one in sites)) if path not in found]
    return faults


if __name__ == "__main__":
    from tests import interrupted as module  # so that runs find their functions by the name of the module

    sys.modules["__main__"].__spec__ = sys.modules["__main__"].__file__ = None  # and don't read it again
    sys.exit(
        main(SHARES, lambda kind, top, times, seed: module.killed(kind, top, times, random.Random(f"{kind} {seed}")))
    )
