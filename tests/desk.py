"""The desk as its browser finds it: a real server on this machine, over a copy of the miniature site."""

import http.client
import io
import json
import os
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from PIL import Image

from macros.desk.answers import Desk
from macros.desk.app import application
from macros.desk.held import Held
from macros.desk.safety import API, Guard
from macros.desk.saving import Saving
from macros.desk.wire import to_wire
from tests.ready import PROCESSES, begun, said_address

EVENT = "2024-01-18-tong-ket-quan-hoa"
SITE = Path(__file__).parent / "site"


class Answered:
    """What the server answered."""

    def __init__(self, answer):
        self.status, self.headers, self.content = answer.status, answer.headers, answer.read()

    @property
    def json(self):
        return json.loads(self.content)

    @property
    def text(self):
        return self.content.decode("utf-8")


class Browser:
    """Sends requests as the desk's own pages do, or otherwise."""

    def __init__(self, port, start):
        self.port, self.host, self.start = port, f"127.0.0.1:{port}", start
        self.cookie = None

    def open(self):
        """Open the address that the command prints."""
        parts = urlsplit(self.start)
        answer = self.ask("GET", f"{parts.path}?{parts.query}")
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def ask(self, method, path, body=None, **headers):
        """One request; a header that is None isn't sent."""
        own = {"host": self.host, "cookie": self.cookie}
        if method not in ("GET", "HEAD"):
            own |= {"origin": f"http://{self.host}", "x-desk": "1", "sec-fetch-site": "same-origin"}
        if not isinstance(body, bytes | None):
            body = json.dumps(body).encode()
            own["content-type"] = "application/json"
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in own.items():
                if value is not None:
                    line.putheader(name, value)
            if body is not None:
                line.putheader("content-length", str(len(body)))
            line.endheaders(body)
            return Answered(line.getresponse())
        finally:
            line.close()

    def get(self, path, **headers):
        return self.ask("GET", f"{API}{path}", **headers)

    def post(self, path, body=None, **headers):
        return self.ask("POST", f"{API}{path}", {} if body is None else body, **headers)


@contextmanager
def served(data):
    """A browser before a server for `data`."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        guard = Guard(application(Desk(Held(data))), port)
        config = uvicorn.Config(guard, lifespan="off", log_config=None, log_level="critical", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Browser(port, guard.start)
        finally:
            server.should_exit = True
            thread.join(60)


@contextmanager
def commanded(data, *options):
    """A browser before the desk that `manage.py edit` runs; it has that process, and the file of all that it says."""
    with begun("edit", "--no-browser", "--data", data, *options) as (process, said):
        found = said_address(process, said, r"http://127\.0\.0\.1:(\d+)/\S*token=\S+")
        browser = Browser(int(found[1]), found[0])
        browser.process, browser.said = process, said
        yield browser


def at_any_port(data):
    """A desk that is commanded at a port that no test which runs beside asks for."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return commanded(data, "--port", port)


def copy_of_the_site(folder):
    return Path(shutil.copytree(SITE, folder / "dữ liệu"))


def contents(data):
    """Every file of the data folder but the desk's own, by its path."""
    files = (file for file in data.rglob("*") if file.is_file() and ".desk" not in file.parts)
    return {file.relative_to(data).as_posix(): file.read_bytes() for file in files}


def opened(saving, folder, record_id):
    """A record as a form is filled from it."""
    file = saving.held.file(folder, record_id)
    record = saving.held.catalogue.in_folder(folder)[record_id]
    return {"folder": folder, "id": record_id, "values": to_wire(record), "base": saving.seen(file)}


def save(saving, *records, **more):
    return saving.save({"records": list(records), **more})


def new_source(key="+1", **values):
    values = {
        "title": "Bài viết mới",
        "kind": "article",
        "publisher": "Báo Mẫu",
        "published": "2024-05-06",
        "url": "https://bao.example/1",
        **values,
    }
    return {"folder": "sources", "id": None, "key": key, "values": values}


def new_event(saving, source, **values):
    old = opened(saving, "events", EVENT)["values"]
    wanted = {name: old[name] for name in ("kind", "unit")} | {
        "title": "Lễ ra mắt mới",
        "date": "2024-05-05",
        "sources": [source],
    }
    return {"folder": "events", "id": None, "values": wanted | values}


def saved_at_once(data):
    """An event, its source and a rename."""
    saving = Saving(Held(data))
    saving.save(
        {"records": [new_event(saving, "+1"), new_source(), {**opened(saving, "events", EVENT), "rename": "ten-khac"}]}
    )


STEPS = ("replace", "link", "rename", "unlink", "mkdir", "fsync", "rmdir")


def killed_at(step, act, *arguments):
    """Act, and die at the given step of the system's; none is counted before."""
    left = step

    def dying(name):
        own = getattr(os, name)

        def counted(*given, **named):
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(7)
            return own(*given, **named)

        return counted

    for name in STEPS:
        setattr(os, name, dying(name))
    act(*arguments)
    os._exit(0)


def killed(step, act, *arguments):
    """Whether it was killed at a step, or had ended before."""
    process = PROCESSES.Process(target=killed_at, args=(step, act, *arguments))
    process.start()
    process.join(60)
    assert process.exitcode in (0, 7)
    return process.exitcode == 7


def picture(size=(40, 30), kind="PNG", colour=(200, 30, 30)):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def shown(file):
    return {
        "file": file,
        "shows": "Bà con xem bình chữa cháy",
        "credit": "Công an phường",
        "own": True,
        "people": "nobody",
    }
