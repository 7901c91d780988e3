"""What the desk answers to its forms, as what JSON can hold, and to whoever looks at the site."""

from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from macros.desk.article import suggestions
from macros.desk.beginning import Beginning
from macros.desk.finding import find
from macros.desk.held import Held, base_of, kind_of
from macros.desk.inbox import Inbox
from macros.desk.news import news
from macros.desk.overview import names, overview, status
from macros.desk.proposed import sent_in
from macros.desk.publishing import Publishing
from macros.desk.removing import refers
from macros.desk.reporting import Reporting
from macros.desk.reviewing import NAME, Reviewing
from macros.desk.safety import Refusal, not_understood
from macros.desk.saving import Saving
from macros.desk.showing import Showing, barred
from macros.desk.spreadsheets import Spreadsheets
from macros.desk.unfinished import Unfinished
from macros.desk.unsaved import Unsaved
from macros.desk.wire import placed, to_wire
from macros.files.reader import read_record
from macros.forms.schema import forms
from macros.language.problems import shown_path
from macros.media.recipe import FOLDER as PICTURES
from macros.records import BY_FOLDER, Record
from macros.staff.starting import blank_table

# By ending: what Windows says of an ending is what the last program that was installed made of it.
TYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json",
    ".geojson": "application/geo+json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon",
    ".woff2": "font/woff2", ".woff": "font/woff", ".xml": "application/xml", ".txt": "text/plain", ".csv": "text/csv",
    ".ics": "text/calendar", ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".mp4": "video/mp4", ".webm": "video/webm",
}  # fmt: skip

Wire = Any


class Desk:
    """Answers for one data folder."""

    def __init__(self, held: Held, showing: Showing | None = None):
        self.held, self.showing = held, showing
        self.beginning = Beginning(held)
        self.saving = Saving(held)
        self.unfinished = Unfinished(self.saving.history)
        self.inbox = Inbox(self.saving, self.unfinished)
        self.reporting = Reporting(held)
        self.reviewing = Reviewing(self.saving)
        self.publishing = Publishing(self.saving)
        self.spreadsheets = Spreadsheets(self.saving)

    def kinds(self) -> Wire:
        """What the forms are made from; before there is a site, that of a new one."""
        return (
            {"new_site": self.beginning.form()}
            if self.beginning.is_needed
            else {**forms(), "needs_review": self.held.catalogue.site.review}
        )

    def blank_table(self, request: Request) -> Response:
        """A workbook to fill in with the units of a new site."""
        return Response(blank_table(".xlsx"), media_type=TYPES[".xlsx"])

    def record(self, folder: str, record_id: str) -> Wire:
        """One record as it stands in its file, with the digest of that; by an old id too, which a form may have since before it was
        renamed."""
        kind = kind_of(folder)
        file = self.held.file(folder, record_id)
        if file is None and (now := self.held.renamed(folder, record_id)):
            file, record_id = now.file, now.id
        if file is None:
            raise Refusal(404, "không có bản ghi này", "Có thể đã đổi mã hoặc đã xóa; tìm lại từ bàn làm việc")
        content = file.read_bytes()
        record, problems = read_record(file, kind)
        if record is None:
            found = [{**placed(one, folder, record_id), "line": one.line} for one in problems]
            raise Refusal(
                422,
                f"tệp {shown_path(file)} có lỗi nên chưa mở được ở đây",
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

    def find(self, asked: QueryParams) -> Wire:
        """The records that some words name."""
        return find(self.held.catalogue, asked.get("folder", ""), asked.get("q", ""), asked.get("day", ""))

    def names(self, asked: QueryParams) -> Wire:
        """What records are called, by their ids."""
        return names(self.held.catalogue, asked.get("folder", ""), asked.getlist("id"))

    def overview(self) -> Wire:
        """What waits, and the problems."""
        return overview(*self.held.now())

    def status(self) -> Wire:
        """How all stands."""
        return status(*self.held.now())

    def news(self, request: Request) -> Response:
        """What changed since the last publication."""
        return news(self.held, request)

    def read_article(self, sent: Wire) -> Wire:
        """What an article suggests for an event."""
        text = sent.get("text") if isinstance(sent, dict) else None
        if not isinstance(text, str):
            raise not_understood()
        return {"suggestions": suggestions(self.held.catalogue, text)}

    def check(self, sent: Wire) -> Wire:
        """What is wrong with records that were not saved."""
        return {"problems": self.saving.check(sent)}

    def page(self, sent: Wire) -> Wire:
        """The page of a record as it would be with records that were not saved."""
        show = sent.get("show") if isinstance(sent, dict) else None
        if (
            not isinstance(show, list)
            or len(show) != 2
            or show[0] not in BY_FOLDER
            or not isinstance(show[1], str | None)
        ):
            raise not_understood()
        unsaved = [Unsaved(one["folder"], one.get("id"), one["values"]) for one in sent_in(sent)]
        seen = self._showing().live.page(unsaved, (show[0], show[1]))
        return {"html": seen.html, "address": f"/{seen.address}"}

    def site(self, request: Request) -> Response:
        """A page or file of the site as it is now."""
        path = request.path_params["rest"]
        showing = self._showing()
        if showing.leads_on(path):
            return RedirectResponse(f"/{path.strip('/')}/")
        file, record, status = showing.file(path)
        waits = path.removeprefix(f"{PICTURES}/") if status == 404 and path.startswith(f"{PICTURES}/") else ""
        if waits and (content := self.saving.uploads.rendition(waits)):
            return Response(content, media_type=TYPES[f".{path.rpartition('.')[2]}"])
        if file.suffix == ".html":
            state, further = showing.state_of(record), self.reporting.offered(record, path)
            return Response(barred(file.read_bytes(), record, state, further), status, media_type="text/html")
        return FileResponse(file, status, media_type=TYPES.get(file.suffix, "application/octet-stream"))

    def number(self) -> int:
        """The number of the site's state, 0 while there is none."""
        try:
            return self._showing().site.number
        except Refusal:
            return 0

    def _showing(self) -> Showing:
        if self.showing is None:
            raise Refusal(503, "bàn làm việc này không có trang xem thử", "")
        if self.beginning.is_needed:
            raise Refusal(503, "chưa có trang nào", "Tạo trang ở bàn làm việc")
        return self.showing

    def history(self) -> Wire:
        """The last saves, and who is at work."""
        return {"entries": self.saving.history.entries(), "who": self.saving.history.who}

    def who(self, sent: Wire) -> Wire:
        """Say who is at work."""
        name = sent.get("name") if isinstance(sent, dict) else None
        if not isinstance(name, str):
            raise not_understood()
        self.saving.history.who = name
        return {"who": self.saving.history.who}

    def upload(self, request: Request, content: bytes) -> Wire:
        """Take a picture, film or paper, as it is."""
        return self.saving.uploads.take(request.query_params.get("name", ""), content)

    def media(self, request: Request) -> Response:
        """A picture, small."""
        width = request.query_params.get("w", "")
        wanted = int(width) if width.isdecimal() and len(width) < 5 else 480
        content, kind = self.saving.uploads.small(request.path_params["file"], wanted)
        return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=600"})

    def receive(self, request: Request, content: bytes) -> Wire:
        """Keep a slip."""
        return self.inbox.receive(content)

    def review_file(self, request: Request) -> Response:
        """The copy that whoever approves looks at, as it was made last."""
        if not self.reviewing.file.is_file():
            raise Refusal(404, "chưa tạo bản xem để duyệt", "Bấm Tạo bản xem để duyệt ở bàn làm việc")
        return FileResponse(self.reviewing.file, media_type="application/zip", filename=NAME)

    def take_review(self, request: Request, content: bytes) -> Wire:
        """What a file of remarks says; written if that is sure."""
        return self.reviewing.receive(content, request.query_params.get("sure") == "1")
