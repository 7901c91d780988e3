"""What the desk answers: its pages and files, and what its forms ask for, as JSON."""

import json
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from macros.desk.article import suggestions
from macros.desk.finding import find
from macros.desk.held import Held, base_of, kind_of
from macros.desk.overview import names, overview
from macros.desk.removing import refers, remove
from macros.desk.safety import API, TOP, Refusal
from macros.desk.saving import Saving
from macros.desk.shell import shell
from macros.desk.undoing import undo
from macros.desk.unfinished import Unfinished
from macros.desk.wire import from_wire, placed, to_wire
from macros.files.reader import read_record
from macros.forms.schema import forms
from macros.language.problems import DataError
from macros.language.reasons import told
from macros.mishap import mishap
from macros.records import Record

STATIC = Path(__file__).parent / "static"
FORM = Path(__file__).parents[2] / "docs/assets/form"
"""The engine of the forms, which the site's own page for word from the wards loads too."""
MOST_BYTES = 4_000_000
"""Of what a form sends: some records together, of which each file may have 500,000."""

# By ending: what Windows says of an ending is what the last program that was installed made of it.
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".html": "text/html",
    ".json": "application/json",
}

Wire = Any
Answer = Callable[[Request], Awaitable[Response]]


class Desk:
    """Answers for one data folder."""

    def __init__(self, held: Held):
        self.held = held
        self.saving = Saving(held)
        self.unfinished = Unfinished(self.saving.history)

    def kinds(self, request: Request) -> Wire:
        """What the forms are made from."""
        return forms()

    def record(self, request: Request) -> Wire:
        """One record as it stands in its file, with the digest of that."""
        folder, record_id = request.path_params["folder"], request.path_params["id"]
        kind = kind_of(folder)
        file = self.held.file(folder, record_id)
        if file is None:
            raise Refusal(404, "không có bản ghi này", "Có thể đã đổi mã hoặc đã xóa; tìm lại từ bàn làm việc")
        content = file.read_bytes()
        record, problems = read_record(file, kind)
        if record is None:
            found = [{**placed(one, folder, record_id), "line": one.line} for one in problems]
            raise Refusal(
                422,
                "tệp của bản ghi này có lỗi nên chưa mở được ở đây",
                "Sửa tệp theo các lỗi được nêu",
                problems=found,
            )
        if (base := self.saving.seen(file)) != base_of(content):
            raise Refusal(503, "tệp đang được ghi", "Thử lại")
        return {
            "folder": folder,
            "id": record_id,
            "values": to_wire(record),
            "base": base,
            "file": file.relative_to(self.held.data).as_posix(),
            "refers": len(refers(self.saving, folder, record_id)) if isinstance(record, Record) else 0,
        }

    def find(self, request: Request) -> Wire:
        """The records that some words name."""
        asked = request.query_params
        return find(self.held.catalogue, asked.get("folder", ""), asked.get("q", ""), asked.get("day", ""))

    def names(self, request: Request) -> Wire:
        """What records are called, by their ids."""
        asked = request.query_params
        return names(self.held.catalogue, asked.get("folder", ""), asked.getlist("id"))

    def overview(self, request: Request) -> Wire:
        """The drafts and the problems."""
        return overview(*self.held.now())

    def read_article(self, request: Request, sent: Wire) -> Wire:
        """What an article suggests for an event."""
        text = sent.get("text") if isinstance(sent, dict) else None
        if not isinstance(text, str):
            raise Refusal(400, "không đọc được yêu cầu", "Tải lại trang rồi thử lại")
        return {"suggestions": suggestions(self.held.catalogue, text)}

    def check(self, request: Request, sent: Wire) -> Wire:
        """What is wrong with records that were not saved."""
        problems = []
        for folder, record_id, values in records_in(sent):
            found = from_wire(kind_of(folder), values)[1]
            problems += [placed(one, folder, record_id) for one in found]
        return {"problems": problems}

    def refers(self, request: Request) -> Wire:
        """What links to a record."""
        return refers(self.saving, request.path_params["folder"], request.path_params["id"])

    def save(self, request: Request, sent: Wire) -> Wire:
        """Save records, all of them or none."""
        return self.saving.save(sent)

    def delete(self, request: Request, sent: Wire) -> Wire:
        """Delete a record."""
        return remove(self.saving, sent)

    def undo(self, request: Request, sent: Wire) -> Wire:
        """Undo a save."""
        return undo(self.saving, sent)

    def history(self, request: Request) -> Wire:
        """The last saves, and who is at work."""
        return {"entries": self.saving.history.entries(), "who": self.saving.history.who}

    def who(self, request: Request, sent: Wire) -> Wire:
        """Say who is at work."""
        name = sent.get("name") if isinstance(sent, dict) else None
        if not isinstance(name, str):
            raise Refusal(400, "không đọc được yêu cầu", "Tải lại trang rồi thử lại")
        self.saving.history.who = name
        return {"who": self.saving.history.who}

    def all_unfinished(self, request: Request) -> Wire:
        """What can't be saved yet."""
        return {"entries": self.unfinished.all()}

    def one_unfinished(self, request: Request) -> Wire:
        """One of these, as the form kept it."""
        return self.unfinished.get(request.path_params["key"])

    def keep_unfinished(self, request: Request, sent: Wire) -> Wire:
        """Keep one."""
        return self.unfinished.keep(request.path_params["key"], sent)

    def drop_unfinished(self, request: Request) -> Wire:
        """Throw one away."""
        return self.unfinished.drop(request.path_params["key"])


def records_in(sent: Wire) -> list[tuple[str, str | None, Wire]]:
    """The records that a form sends: folder, id (None: not known yet), values. Refusal if there are none."""
    try:
        found = [(one["folder"], one.get("id"), one["values"]) for one in sent["records"]]
    except (KeyError, TypeError, AttributeError):
        found = []
    if not found or not all(isinstance(folder, str) and isinstance(one, str | None) for folder, one, _ in found):
        raise Refusal(400, "không đọc được yêu cầu", "Tải lại trang rồi thử lại")
    return found


def application(desk: Desk) -> Starlette:
    """What answers all requests that may be answered."""

    def get(path: str, answer: Callable[[Request], Wire]) -> Route:
        return Route(f"{API}{path}", _reading(answer), methods=["GET"])

    def post(path: str, answer: Callable[[Request, Wire], Wire]) -> Route:
        return Route(f"{API}{path}", _changing(answer), methods=["POST"])

    routes = [
        get("kinds", desk.kinds),
        get("record/{folder}/{id}", desk.record),
        get("find", desk.find),
        get("names", desk.names),
        get("overview", desk.overview),
        get("refers/{folder}/{id}", desk.refers),
        get("history", desk.history),
        get("unfinished", desk.all_unfinished),
        get("unfinished/{key}", desk.one_unfinished),
        post("unfinished/{key}", desk.keep_unfinished),
        Route(f"{API}unfinished/{{key}}", _reading(desk.drop_unfinished), methods=["DELETE"]),
        post("read-article", desk.read_article),
        post("check", desk.check),
        post("save", desk.save),
        post("delete", desk.delete),
        post("undo", desk.undo),
        post("who", desk.who),
        Route(f"{API}{{rest:path}}", _nothing),
        Route(f"{TOP}static/{{name:path}}", _static),
        Route(f"{TOP}{{rest:path}}", _shell),
    ]
    return Starlette(
        routes=routes, exception_handlers={HTTPException: _not_there, Refusal: _refused, Exception: _failed}
    )


def _reading(answer: Callable[[Request], Wire]) -> Answer:
    async def answered(request: Request) -> Response:
        return await _told(lambda: answer(request))

    return answered


def _changing(answer: Callable[[Request, Wire], Wire]) -> Answer:
    async def answered(request: Request) -> Response:
        sent = _parsed(await _body(request, MOST_BYTES))
        return await _told(lambda: answer(request, sent))

    return answered


async def _told(answer: Callable[[], Wire]) -> Response:
    """What `answer` returns, made beside the server's own work; what it can't do, in words."""
    try:
        return JSONResponse(await run_in_threadpool(answer))
    except DataError as error:
        problems = [{"what": str(one), "todo": ""} for one in error.problems]
        raise Refusal(422, "dữ liệu đang có lỗi", "Sửa các lỗi được nêu", problems=problems) from error
    except OSError as error:
        raise Refusal(
            500, told(error), "Kiểm tra ổ đĩa, quyền ghi và các chương trình đang mở tệp, rồi thử lại"
        ) from error


async def _body(request: Request, most: int) -> bytes:
    """What was sent, as far as it is no more than `most` bytes. Refusal if it is more, or no JSON is announced."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refusal(415, "không đọc được yêu cầu", "Tải lại trang rồi thử lại")
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > most:
            raise Refusal(413, "nội dung gửi lên quá lớn", "Chia thành nhiều bản ghi")
    return bytes(found)


def _parsed(body: bytes) -> Wire:
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError):
        raise Refusal(400, "không đọc được yêu cầu", "Tải lại trang rồi thử lại") from None


async def _static(request: Request) -> Response:
    """A file of the desk itself."""
    homes = (("", STATIC), ("form/", FORM))
    there = {f"{at}{file.relative_to(home).as_posix()}": file for at, home in homes for file in home.rglob("*")}
    file = there.get(request.path_params["name"])
    if file is None or file.suffix not in TYPES:
        raise HTTPException(404)
    return FileResponse(file, media_type=TYPES[file.suffix])


async def _shell(request: Request) -> Response:
    """A page of the desk; what stands on it is made in the browser."""
    return Response(shell(), media_type="text/html")


async def _nothing(request: Request) -> Response:
    raise Refusal(404, "không có chức năng này", "Tải lại trang rồi thử lại")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return error.response()


async def _failed(request: Request, error: Exception) -> Response:
    return JSONResponse({"what": mishap(error), "todo": ""}, 500)


async def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return Response("Không có trang này.\n", status, media_type="text/plain")
