"""What changed since the site was last published, as a page of the desk."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from macros.changes.compare import changes_between
from macros.changes.page import Choice, page
from macros.changes.state import state_of
from macros.desk.held import Held
from macros.desk.safety import TOP, Refusal
from macros.language.problems import DataError
from macros.language.reasons import told
from macros.publish.place import Refused
from macros.targets import since

PLACE = f"{TOP}thay-doi"
_SINCE = "tu"
# The page brings its own style and loads nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


def news(held: Held, request: Request) -> Response:
    """The page that tells what changed since the last publication, or since the one whose number is asked for. Refusal if there is
    nothing of before."""
    asked = request.query_params.get(_SINCE)
    try:
        catalogue = held.catalogue
        now = state_of(catalogue)
        publications = since.kept(catalogue)
        chosen = next((one for one in publications if str(one.number) == asked), None)
        before = (chosen and since.of(catalogue, chosen)) or since.last(catalogue, now)
    except Refused:
        raise Refusal(
            404, "chưa đăng lần nào từ thư mục dữ liệu này nên chưa có gì để so sánh", "Đăng trang rồi quay lại đây"
        ) from None
    except DataError as error:
        raise Refusal(422, error.problems[0].what, error.problems[0].todo) from None
    except OSError as error:
        raise Refusal(500, told(error), "Kiểm tra quyền đọc rồi tải lại trang") from None
    choices = [Choice(since.called(one), f"{PLACE}?{_SINCE}={one.number}") for one in reversed(publications)]
    text = page(
        changes_between(before.state, now), before.called, catalogue.site.name,
        address=lambda key: f"{TOP}{key[0]}/{key[1]}" if key in now.records else "", back=TOP,
        choices=choices if len(choices) > 1 else [],
    )  # fmt: skip
    return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY})
