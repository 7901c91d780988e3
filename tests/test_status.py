"""How things stand, and which links to the outside are dead."""

import json
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from macros.catalogue import Catalogue
from macros.commands import main
from macros.desk import overview
from macros.load import look_over, read
from macros.records import Event, EventKind, Model, Result, Site, Source, Term, Theme, Unit
from macros.records.standing import approved
from macros.staff.outside import dead, outside, trouble_with
from macros.staff.status import SECTIONS, Status
from tests.by_hand import made
from tests.conftest import SAMPLE

DAY = date(2026, 5, 10)
HERE = "2026-04-01"


def files(_: str) -> str:
    return ""


def status(*records, review=False) -> Status:
    site = Site(name="Trang", place="Nơi", description="Trang thử.", review=review)
    return Status(Catalogue(site, records, Path("data")), DAY)


def rows(of: Status, key: str) -> list[tuple[str, str]]:
    (found,) = (told for section, told in of.sections if section.key == key)
    return [(row.record.id, row.note) for row in found]


def test_each_standing_has_its_place():
    records = [
        made(Theme, "nhap", draft=True),
        made(Theme, "cho"),
        approved(made(Theme, "duyet"), "Lê A", DAY, files),
        approved(made(Theme, "den", publish_on="2026-06-01"), "Lê A", DAY, files),
        approved(made(Theme, "di", remove_on="2026-07-01"), "Trần B", date(2026, 5, 9), files),
        approved(made(Theme, "som-hon", remove_on="2026-06-30"), "Lê A", DAY, files),
        approved(made(Theme, "qua", remove_on="2026-05-10"), "Lê A", DAY, files),
        approved(made(Theme, "doi"), "Lê A", DAY, files).model_copy(update={"name": "Khác"}),
    ]
    now = status(*records, review=True)
    assert rows(now, "drafts") == [("nhap", "")]
    assert rows(now, "waiting") == [("doi", "đã sửa sau khi Lê A duyệt ngày 10/5/2026, chờ duyệt lại"), ("cho", "")]
    assert [one for one, _ in rows(now, "approved")][-1] == "di" and len(rows(now, "approved")) == 4
    assert rows(now, "coming") == [("den", "lên trang ngày 1/6/2026")]
    assert rows(now, "going") == [("som-hon", "gỡ ngày 30/6/2026"), ("di", "gỡ ngày 1/7/2026")]
    assert rows(now, "over") == [("qua", "đã gỡ từ ngày 10/5/2026")]
    keys = [section.key for section, _ in status(*records).sections]
    assert keys == [one.key for one in SECTIONS if not one.if_reviewed]


def test_a_profile_is_told_what_it_lacks_of_the_five():
    whole = {
        "situation": {"text": "a"}, "steps": [{"text": "b"}], "cost": {"text": "c"}, "partners": [{"name": "Trường"}],
        "results": [{"text": "d"}],
    }  # fmt: skip
    now = status(
        made(Model, "du", **whole), made(Model, "thieu", situation={"text": "a"}), made(Model, "nhap", draft=True)
    )
    assert rows(now, "lacking") == [("thieu", "thiếu cách làm, tổ chức thực hiện, ai tham gia, kết quả")]


@pytest.mark.parametrize(
    ("life", "note"),
    [
        ([], "chưa thấy lần nào"),
        ([("launched", "2025-05-09")], "chưa thấy lần nào"),
        ([("launched", "2025-05-10")], None),  # not for a year yet
        ([("launched", "2025-05")], None),
        ([("interim_review", "2025-05-10")], None),
        ([("interim_review", "2025-05-09")], "gần nhất: 9/5/2025"),
        ([("final_review", "2025")], None),  # may have been in December
        ([("strengthened", "2026-01-01")], "chưa thấy lần nào"),
        ([("planned", None)], None),
        ([("ended", "2020")], None),
        ([("renamed", "2020")], "chưa thấy lần nào"),
    ],
)
def test_a_model_is_told_that_had_no_review_for_a_year(life, note):
    steps = [{"stage": stage, "date": day} for stage, day in life]
    assert rows(status(made(Model, "x", life=steps)), "unreviewed") == ([("x", note)] if note else [])


def test_a_conference_on_one_model_is_a_review_of_it_and_one_on_the_movement_of_none():
    records = [
        made(Model, "x"), made(Model, "y"), made(EventKind, "hop", name="Hội nghị sơ kết"), made(EventKind, "le", name="Lễ ra mắt"),
        made(Event, "a", kind="hop", date=HERE, models=["x"]), made(Event, "b", kind="hop", date=HERE, models=["x", "y"]),
        made(Event, "c", kind="le", date=HERE, models=["y"]),
    ]  # fmt: skip
    assert rows(status(*records), "unreviewed") == [("y", "chưa thấy lần nào")]


def test_figures_without_a_source_of_their_own_are_counted():
    own, bare = {"label": "a", "value": 1, "source": "bai"}, {"label": "b", "value": 2}
    now = status(made(Result, "r", figures=[own, bare]), made(Result, "s", figures=[own]))
    assert rows(now, "unsourced") == [("r", "1 trong 2 số liệu")]


def test_coverage_is_told_of_the_communes_of_today_those_before_them_included():
    change = {"unit": "cu", "date": "2025-07-01", "share": "whole", "verification": "law_text", "sources": "bai"}
    records = [
        made(Unit, "phuong", formed_from=[change], start="2025-07-01"), made(Unit, "khac"), made(Unit, "quan", kind="urban_district"),
        made(Unit, "cu", end="2025-06-30"), made(Source, "bai"), made(Theme, "linh-vuc"), made(EventKind, "ngay-hoi"),
        made(Event, "e", unit="cu"), made(Event, "nhap", unit="khac", draft=True), made(Result, "r", unit="cu", year=2025),
    ]  # fmt: skip
    coverage = status(*records).coverage()
    assert coverage.years == [2026, 2025, 2024, 2023, 2022]
    (told,) = coverage.told
    assert (told.unit.id, told.models, told.events) == ("phuong", 0, [0, 0, 1, 0, 0])
    assert told.results == [False, True, False, False, False]
    assert [unit.id for unit in coverage.without] == ["khac"]


def test_the_command_tells_of_a_whole_site_in_words_and_as_data(capsys):
    assert main(["status", "--data", str(SAMPLE)]) == 0
    said = capsys.readouterr().out
    assert (
        "Bản nháp: 2\n" in said
        and "Mô hình chưa duyệt zqnhap [" in said
        and "Phường, xã hiện nay có thông tin: " in said
    )
    assert main(["status", "--data", str(SAMPLE), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["id"] for one in told["sections"][0]["rows"]} == {"zqnhap", "2025-08-30-zqnhap"}
    assert "dead" not in told and told["coverage"]["told"]


def test_the_desk_tells_the_same_without_coverage_while_links_lead_nowhere():
    told = overview.status(*read(SAMPLE))
    assert {one["id"] for one in told["sections"][0]["rows"]} == {"zqnhap", "2025-08-30-zqnhap"} and told["coverage"]
    unlinked = status(made(Event, "a", unit="khong-co")).catalogue
    assert overview.status(unlinked, look_over(unlinked))["coverage"] is None
    assert [one["state"] for one in overview.overview(*read(SAMPLE))["drafts"]] == ["bản nháp"] * 2


# Links to the outside


_asked: list[tuple[str, str]] = []


class _Server(BaseHTTPRequestHandler):
    def _answer(self):
        _asked.append((self.command, self.path))
        if self.path == "/slow":
            self.server.over.wait(3)
            return
        number, _, to = self.path.removeprefix("/").partition("/")
        number = {"head-405": "405" if self.command == "HEAD" else "200"}.get(number, number)
        self.send_response(int(number))
        if to:
            self.send_header("Location", f"/{to}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer

    def log_message(self, *_):
        pass


@contextmanager
def serving(context=None):
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.over = threading.Event()
    server.handle_error = lambda *_: None  # whoever asked has gone
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def server():
    with serving() as address:
        yield address


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("200", ""),
        ("404", "không còn trang ấy (404)"),
        ("410", "trang đã gỡ hẳn (410)"),
        ("403", "máy chủ không cho chương trình xem (403)"),
        ("418", "máy chủ không nhận địa chỉ này (418)"),
        ("503", "máy chủ báo lỗi, thử lại sau (503)"),
        ("301/200", ""),
        ("302/301/307/200", ""),
        ("301/404", "không còn trang ấy (404)"),
        ("head-405", ""),
        ("slow", "máy chủ không trả lời"),
    ],
)
def test_a_link_is_dead_by_what_its_server_answers(server, path, said):
    found = trouble_with(f"{server}/{path}", timeout=0.5 if path == "slow" else 60)
    assert found.startswith(said) and bool(found) == bool(said)


def test_the_page_is_asked_for_only_where_the_head_is_refused(server):
    _asked.clear()
    for path in ("200", "503", "head-405"):
        trouble_with(f"{server}/{path}", timeout=60)
    assert _asked == [("HEAD", "/200"), ("HEAD", "/503"), ("HEAD", "/head-405"), ("GET", "/head-405")]


def test_a_server_that_is_not_there_or_not_to_be_trusted_is_told(server, tmp_path):
    with serving() as gone:
        pass
    assert trouble_with(gone, timeout=60) == "máy chủ không nhận kết nối"
    assert trouble_with("http://khong-co-that.invalid/", timeout=60).startswith("không có tên miền này")
    assert trouble_with("http://" + "a" * 70 + ".vn/", timeout=60) == "địa chỉ viết không đúng cách"
    with serving(_untrusted(tmp_path)) as address:
        assert trouble_with(address, timeout=60) == "chứng chỉ bảo mật của máy chủ không hợp lệ"
    assert trouble_with(f"{server}/302/", timeout=60).startswith("chuyển hướng không tới đâu")


def _untrusted(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1)).sign(
        key, hashes.SHA256()
    )
    pem = serialization.Encoding.PEM
    (folder / "x.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()) + made.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "x.pem")
    return context


def test_each_link_is_asked_for_once_and_told_with_all_its_records(server):
    here = [
        made(Source, "a", url=f"{server}/404#muc"),
        made(Source, "b", url=f"{server}/404"),
        made(Source, "c", url=f"{server}/200"),
        made(Term, "t", sources="a", meaning=f"Xem [bài]({server}/410) và <{server}/200>."),
        made(Source, "ours", url="https://trang.example/x"),
    ]
    site = Site(name="Trang", place="Nơi", description="Trang thử.", url="https://trang.example/")
    links = outside(Catalogue(site, here, Path("data")), here)
    assert [link.url for link in links] == [f"{server}/{path}" for path in (200, 404, 410)]
    counts = []
    found = dead(links, lambda *count: counts.append(count), pause=0, timeout=60)
    assert [(one.link.url.rpartition("/")[2], [of.id for of in one.link.records]) for one in found] == [
        ("404", ["a", "b"]),
        ("410", ["t"]),
    ]
    assert counts == [(1, 3), (2, 3), (3, 3)]
