"""Who may speak to the desk: this machine's browser, at the address that the command named, and nobody else.

A site in another tab can send requests to this machine, and a name of its own can be bound to 127.0.0.1 anew. So every request
must name our own host, must not come out of a page of another origin, and must hold the token of this session, which only the
address holds that the command prints; what changes anything must say besides that a script of ours sends it (`X-Desk`).
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse, Response

from macros.mishap import mishap

HOST = "127.0.0.1"
TOP = "/ban-lam-viec/"
API = f"{TOP}api/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)
"""What pages of the desk may load: only what this server gives. Pages of the preview have their own in their head."""

_READING = ("GET", "HEAD")
_AGAIN = "Mở lại địa chỉ mà cửa sổ lệnh đã in ra; những gì đang gõ dở vẫn còn trong trình duyệt."
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Refusal(Exception):
    """A request that isn't answered as it asks: the status of HTTP, what is wrong and what to do, and what else a form must know."""

    def __init__(self, status: int, what: str, todo: str = "", **more: Any):
        super().__init__(f"{what} {more}")
        self.status, self.what, self.todo, self.more = status, what, todo, more

    def response(self) -> JSONResponse:
        return JSONResponse({"what": self.what, "todo": self.todo, **self.more}, self.status)


def not_understood(status: int = 400) -> Refusal:
    """What was sent is not what our own pages send."""
    return Refusal(status, "không đọc được yêu cầu", "Tải lại trang rồi thử lại")


class Guard:
    """Lets through to `app` what may speak to it, and says the rest in a sentence.

    Args:
        app: what answers.
        port: where we are served.
        token: of this session; a new one by default.
    """

    def __init__(self, app: Application, port: int, token: str | None = None):
        self._app = app
        self._host = f"{HOST}:{port}"
        self._cookie = f"ban-lam-viec-{port}"  # a cookie is for all ports of a host
        self._token = token or secrets.token_urlsafe(32)

    @property
    def start(self) -> str:
        """The address that opens the desk, with the token."""
        return f"http://{self._host}{TOP}?{urlencode({'token': self._token})}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a web socket
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                own = {name.decode("latin-1").lower() for name, _ in message["headers"]}
                always = {**_ALWAYS, **({"Content-Security-Policy": POLICY} if scope["path"].startswith(TOP) else {})}
                message["headers"] = [
                    *message["headers"],
                    *((k.encode(), v.encode()) for k, v in always.items() if k.lower() not in own),
                ]
            await send(message)

        try:
            if answer := self._answer(scope):
                await answer(scope, receive, sending)
            else:
                await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001  # no traceback reaches anybody; what was foreseen has been answered
            if not begun:
                await JSONResponse({"what": mishap(error), "todo": ""}, 500)(scope, receive, sending)

    def _answer(self, scope: Scope) -> Response | None:
        """What to answer instead of what was asked for; None where it may be."""
        headers, path = Headers(scope=scope), scope["path"]
        if headers.getlist("host") != [self._host]:
            return _said(421, f"Bàn làm việc chỉ trả lời tại địa chỉ http://{self._host}/.")
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        navigating = headers.get("sec-fetch-mode") == "navigate" and scope["method"] in _READING
        if origin not in (None, f"http://{self._host}") or not (
            site in (None, "same-origin", "none") or navigating and not path.startswith(API)
        ):
            return _said(403, "Yêu cầu đến từ một trang khác nên không được nhận.")
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        given = query.pop("token", None)
        if given is not None and scope["method"] in _READING and not path.startswith(API):
            return self._begun(path, query, given)
        if not self._is_ours(_cookie(headers, self._cookie)):
            return _refused(path)
        if scope["method"] not in _READING and (origin is None or headers.get("x-desk") != "1"):
            return _said(403, "Yêu cầu không đến từ bàn làm việc nên không được nhận.")
        return None

    def _begun(self, path: str, query: dict[str, str], given: str) -> Response:
        if not self._is_ours(given):
            return _refused(path)
        # Two slashes would be another host.
        further = RedirectResponse(
            "/" + path.lstrip("/\\") + (f"?{urlencode(query)}" if query else ""), status_code=303
        )
        further.set_cookie(self._cookie, self._token, path="/", httponly=True, samesite="strict")
        return further

    def _is_ours(self, given: str | None) -> bool:
        return hmac.compare_digest((given or "").encode("utf-8", "surrogatepass"), self._token.encode())


def _cookie(headers: Headers, name: str) -> str | None:
    cookies = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return None
    return cookies[name].value if name in cookies else None


def _refused(path: str) -> Response:
    what = "Phiên làm việc này đã hết, hoặc chưa được mở từ cửa sổ lệnh."
    return Refusal(401, what, _AGAIN).response() if path.startswith(API) else _said(401, f"{what} {_AGAIN}")


def _said(status: int, text: str) -> Response:
    return Response(f"{text}\n", status, media_type="text/plain")
