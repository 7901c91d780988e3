"""Which answer is given at which address, and how: JSON, files and pages, in bounds, and every failure in words."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from macros.desk.answers import TYPES, Desk
from macros.desk.held import base_of
from macros.desk.news import PLACE
from macros.desk.removing import refers, remove
from macros.desk.reporting import WORD, ZALO
from macros.desk.safety import API, TOP, Refusal, not_understood
from macros.desk.shell import shell, sorry
from macros.desk.slip_file import MOST as MOST_OF_A_SLIP
from macros.desk.spreadsheets import MOST as MOST_OF_A_TABLE
from macros.desk.undoing import undo
from macros.desk.uploads import MOST as MOST_OF_A_FILE
from macros.desk.uploads import too_large
from macros.language.problems import DataError
from macros.language.reasons import told
from macros.mishap import mishap
from macros.review.remarks import MOST as MOST_OF_REMARKS

STATIC = Path(__file__).parent / "static"
FORM = Path(__file__).parents[2] / "docs/assets/form"
"""The engine of the forms, which the site's own page for word from the wards loads too."""
FONTS = Path(__file__).parents[2] / "docs/assets/fonts"
"""The site's own: the desk has them also while there is no site, as its data are wrong."""
MOST_BYTES = 4_000_000
"""Of what a form sends: some records together, of which each file may have 500,000."""

_PAUSE = 0.3  # seconds between two looks at the site's state, for whoever listens

Wire = Any
Answer = Callable[[Request], Awaitable[Response]]


def application(desk: Desk) -> Starlette:
    """What answers all requests that may be answered."""

    def get(path: str, answer: Callable[..., Wire]) -> Route:
        return Route(f"{API}{path}", _reading(answer), methods=["GET"])

    def post(path: str, answer: Callable[..., Wire]) -> Route:
        return Route(f"{API}{path}", _changing(answer), methods=["POST"])

    routes = [
        get("kinds", desk.kinds),
        post("new-site", desk.beginning.begin),
        Route(f"{API}new-site/units.xlsx", _giving(desk.blank_table), methods=["GET"]),
        get("record/{folder}/{id}", desk.record),
        Route(f"{API}find", _asked(desk.find), methods=["GET"]),
        Route(f"{API}names", _asked(desk.names), methods=["GET"]),
        get("overview", desk.overview),
        get("status", desk.status),
        get("refers/{folder}/{id}", partial(refers, desk.saving)),
        get("history", desk.history),
        Route(f"{API}upload", _taking(desk.upload, MOST_OF_A_FILE), methods=["POST"]),
        Route(f"{API}media/{{file:path}}", _giving(desk.media), methods=["GET"]),
        get("inbox", lambda: {"slips": desk.inbox.all()}),
        Route(f"{API}inbox", _taking(desk.receive, MOST_OF_A_SLIP), methods=["POST"]),
        post("inbox/{mark}", lambda mark, sent: desk.inbox.take(mark)),
        Route(f"{API}inbox/{{mark}}", _reading(desk.inbox.drop), methods=["DELETE"]),
        Route(f"{API}tables.xlsx", _giving(desk.spreadsheets.give), methods=["GET"]),
        Route(f"{API}tables", _taking(desk.spreadsheets.look_at, MOST_OF_A_TABLE), methods=["POST"]),
        post("tables/take", desk.spreadsheets.take),
        get("review", desk.reviewing.all),
        get("review/{folder}/{id}", desk.reviewing.one),
        post("review/make", lambda sent: desk.reviewing.make()),
        Route(f"{API}review.zip", _giving(desk.review_file), methods=["GET"]),
        Route(f"{API}review/take", _taking(desk.take_review, MOST_OF_REMARKS), methods=["POST"]),
        post("review/approve", desk.reviewing.approve),
        post("review/correct", desk.reviewing.correct),
        post("review/dealt", desk.reviewing.dealt),
        get("unfinished", lambda: {"entries": desk.unfinished.all()}),
        get("unfinished/{key}", desk.unfinished.get),
        post("unfinished/{key}", desk.unfinished.keep),
        Route(f"{API}unfinished/{{key}}", _reading(desk.unfinished.drop), methods=["DELETE"]),
        post("read-article", desk.read_article),
        post("check", desk.check),
        post("page", desk.page),
        post("save", desk.saving.save),
        post("delete", partial(remove, desk.saving)),
        post("undo", partial(undo, desk.saving)),
        post("who", desk.who),
        get("publish", desk.publishing.now),
        post("publish", desk.publishing.begin),
        post("publish/answer", desk.publishing.answer),
        Route(WORD, _seen(desk.reporting.word, "Chưa lập được bản Word"), methods=["GET"]),
        Route(ZALO, _seen(desk.reporting.zalo, "Chưa lập được tin"), methods=["GET"]),
        Route(f"{API}events", _events(desk)),
        Route(f"{API}{{rest:path}}", _nothing),
        Route(PLACE, _seen(desk.news, "Chưa so sánh được")),
        Route(f"{TOP}static/{{name:path}}", _static),
        Route(f"{TOP}{{rest:path}}", _shell(desk)),
        Route("/{rest:path}", _seen(desk.site, "Chưa xem thử được")),
    ]
    return Starlette(
        routes=routes, exception_handlers={HTTPException: _not_there, Refusal: _refused, Exception: _failed}
    )


def _reading(answer: Callable[..., Wire]) -> Answer:
    """`answer` is called with what the address names, in its order."""

    async def answered(request: Request) -> Response:
        return await _told(lambda: answer(*request.path_params.values()))

    return answered


def _asked(answer: Callable[[QueryParams], Wire]) -> Answer:
    """`answer` is called with what stands behind the address."""

    async def answered(request: Request) -> Response:
        return await _told(lambda: answer(request.query_params))

    return answered


def _changing(answer: Callable[..., Wire]) -> Answer:
    """Takes what a form sends; `answer` is called with what the address names, and with that."""

    async def answered(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise not_understood(415)
        too_much = Refusal(413, "nội dung gửi lên quá lớn", "Chia thành nhiều bản ghi")
        sent = _parsed(await _body(request, MOST_BYTES, too_much))
        return await _told(lambda: answer(*request.path_params.values(), sent))

    return answered


def _taking(answer: Callable[[Request, bytes], Wire], most: int) -> Answer:
    """Takes a file as it is."""

    async def answered(request: Request) -> Response:
        content = await _body(request, most, too_large(most))
        return await _told(lambda: answer(request, content))

    return answered


def _giving(answer: Callable[[Request], Response]) -> Answer:
    """Gives a file."""

    async def answered(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return answered


def _seen(answer: Callable[[Request], Response], failed: str) -> Answer:
    """Gives what a person opens, who is told what is wrong on a page that is called `failed`."""

    async def answered(request: Request) -> Response:
        try:
            return await run_in_threadpool(answer, request)
        except Refusal as refusal:
            return Response(sorry(refusal.what, refusal.todo, failed), refusal.status, media_type="text/html")

    return answered


def _events(desk: Desk) -> Answer:
    """Tells as long as it is listened to the number of the site's state: at once, and whenever it is another."""

    async def answered(request: Request) -> Response:
        async def told_one_by_one() -> AsyncIterator[str]:
            number = -1
            while True:
                if (now := await run_in_threadpool(desk.number)) != number:
                    number = now
                    yield f"data: {json.dumps({'number': now})}\n\n"
                await asyncio.sleep(_PAUSE)

        return StreamingResponse(told_one_by_one(), media_type="text/event-stream")

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


async def _body(request: Request, most: int, refusal: Refusal) -> bytes:
    """What was sent, as far as it is no more than `most` bytes. Raises `refusal` if it is more."""
    found = bytearray()
    try:
        async for piece in request.stream():
            found += piece
            if len(found) > most:
                raise refusal
    except ClientDisconnect:  # a window that was closed while it sent
        raise Refusal(400, "chưa nhận hết nội dung", "Gửi lại") from None
    return bytes(found)


def _parsed(body: bytes) -> Wire:
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError):
        raise not_understood() from None


async def _static(request: Request) -> Response:
    """A file of the desk itself."""
    homes = (("", STATIC), ("form/", FORM), ("fonts/", FONTS))
    there = {f"{at}{file.relative_to(home).as_posix()}": file for at, home in homes for file in home.rglob("*")}
    file = there.get(request.path_params["name"])
    if file is None or file.suffix not in TYPES:
        raise HTTPException(404)
    return FileResponse(file, media_type=TYPES[file.suffix])


def _shell(desk: Desk) -> Answer:
    """A page of the desk; what stands on it is made in the browser."""
    page = shell(base_of(str(desk.held.data).encode("utf-8", "surrogateescape")))

    async def answered(request: Request) -> Response:
        return Response(page, media_type="text/html")

    return answered


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
