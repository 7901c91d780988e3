"""Word from the wards on the desk: what was sent is looked into as hostile, told beside what is there, and made unfinished."""

import io
import json
import struct
import zipfile

import pytest
from PIL import Image

from macros.desk.answers import Desk
from macros.desk.held import Held
from macros.desk.safety import Refusal
from macros.desk.slip_file import read_slip
from tests.desk import EVENT, contents, copy_of_the_site, served

TOLD = "phieu.json"


def picture():
    written = io.BytesIO()
    Image.new("RGB", (640, 480), (10, 90, 60)).save(written, "JPEG")
    return written.getvalue()


PICTURE = picture()
SLIP = {
    "phieu": 1,
    "site": "Phong trào mẫu",
    "made": "2026-08-20T03:00:00.000Z",
    "kind": "events",
    "sender": {"unit": "phuong-hoa", "office": "Công an phường Hoa", "role": "Cán bộ phụ trách", "phone": "0900 000 000"},
    "values": {
        "title": "Ngày hội ở phường Hoa",
        "kind": "ngay-hoi",
        "date": "2026-08-19",
        "unit": "phuong-hoa",
        "summary": {"text": "Nhân dân dự ngày hội."},
        "pictures": [{"file": "anh-1.jpg", "shows": "Sân có cờ", "people": "nobody", "credit": "Công an phường Hoa", "own": True}],
    },
}  # fmt: skip


def told(**more):
    return {**SLIP, **more}


def valued(**more):
    return told(values={**SLIP["values"], **more})


def packed(slip=SLIP, *more, kind=zipfile.ZIP_STORED, text=None):
    """A .zip of a slip, with further files (name, content)."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", kind) as file:
        file.writestr("doc-toi.txt", "đọc")
        file.writestr(TOLD, json.dumps(slip) if text is None else text)
        for name, content in more or [("anh-1.jpg", PICTURE)]:
            file.writestr(name, content)
    return written.getvalue()


def encrypted(content):
    """The same with the mark of a password on each file."""
    with_mark = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := with_mark.find(sign, place + 1)) >= 0:
            with_mark[place + at] |= 1
    return bytes(with_mark)


def lying(content):
    """The same, that says of its picture to be of 10 bytes."""
    return content.replace(struct.pack("<I", len(PICTURE)), struct.pack("<I", 10))


REFUSED = {
    "nothing": b"",
    "no zip": b"PK\x03\x04" + b"x" * 100,
    "a picture": PICTURE,
    "cut off": packed()[:-200],
    "something behind it": packed() + b"x",
    "too large": b"\0" * 26_000_000,
    "a password": encrypted(packed()),
    "sizes that lie": lying(packed()),
    "broken bytes": packed().replace(PICTURE[200:220], b"x" * 20),
    "a bomb": packed(SLIP, ("anh-1.jpg", b"\0" * 13_000_000), kind=zipfile.ZIP_DEFLATED),
    "a bomb of the record": packed(text=" " * 400_000, kind=zipfile.ZIP_DEFLATED),
    "bombs together": packed(SLIP, *((f"anh-{n}.jpg", b"\0" * 11_000_000) for n in range(3)), kind=zipfile.ZIP_DEFLATED),
    "many files": packed(SLIP, *((f"anh-{n}.jpg", b"x") for n in range(100))),
    "a way up": packed(SLIP, ("../anh-1.jpg", PICTURE)),
    "an absolute way": packed(SLIP, ("/etc/anh-1.jpg", PICTURE)),
    "a way of Windows": packed(SLIP, ("C:\\anh-1.jpg", PICTURE)),
    "a folder": packed(SLIP, ("x/", b"")),
    "a strange name": packed(SLIP, ("con.jpg", PICTURE)),
    "a script": packed(SLIP, ("anh-1.svg", b"<svg onload='x'/>")),
    "another method": packed(kind=zipfile.ZIP_BZIP2),
    "no record": packed(text="").replace(TOLD.encode(), b"phieu.xxxx"),
    "no JSON": packed(text="{'x': 1}"),
    "a list": packed(text="[]"),
    "deep": packed(text="[" * 100_000),
    "half a letter": packed(text=json.dumps(valued(title="x")).replace('"x"', '"\\ud800"')),
    "another version": packed(told(phieu=2)),
    "another kind": packed(told(kind="units")),
    "no kind": packed(told(kind=["events"])),
    "values that are none": packed(told(values="x")),
    "no sender": packed(told(sender=None)),
    "thousands of pictures": packed(valued(pictures=[{}] * 15_000)),
    "thousands of steps": packed(told(kind="models", values={"name": "x", "steps": [{"text": "x"}] * 10_000})),
}  # fmt: skip


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_slip_is_refused_in_words(content):
    with pytest.raises(Refusal) as refused:
        read_slip(content)
    assert refused.value.status == 422 and "Xin người gửi" in refused.value.todo


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused():
    with pytest.raises(Refusal):
        read_slip(packed(SLIP, ("anh-1.jpg", PICTURE), ("anh-1.jpg", PICTURE)))


def test_it_has_no_say_in_what_is_the_editors():
    slip = read_slip(
        packed(
            told(
                id=EVENT,
                base="x",
                values={
                    **SLIP["values"], "id": EVENT, "draft": False, "aliases": [EVENT], "posted": "2020-01-01", "seal": "a" * 16,
                    "privacy": [{"text": "x", "reason": "y"}], "sources": ["bai-mot"], "title": "<script>alert(1)</script>",
                    "summary": {"text": "a", "source": ["bai-mot"]},
                },
            ),
            ("anh-1.jpg", PICTURE),
            ("anh-2.jpg", PICTURE),
        )
    )  # fmt: skip
    assert slip.values == {**SLIP["values"], "title": "<script>alert(1)</script>", "summary": {"text": "a"}}
    never = ("id", "draft", "aliases", "posted", "seal", "privacy", "sources", "source", "base")
    assert set(slip.left_out[:-1]) == {f"mục “{name}”" for name in never}
    assert slip.left_out[-1] == "ảnh anh-2.jpg mà tin không nhắc tới" and list(slip.pictures) == ["anh-1.jpg"]
    again = read_slip(packed(told(made="2026-08-21T00:00:00Z"), kind=zipfile.ZIP_DEFLATED))
    assert again.mark == read_slip(packed()).mark != slip.mark


@pytest.fixture
def desk(tmp_path):
    return Desk(Held(copy_of_the_site(tmp_path)))


def test_it_is_told_with_who_and_with_what_may_be_the_same(desk):
    there = desk.held.catalogue.in_folder("events")[EVENT]
    desk.inbox.receive(packed(valued(unit=there.unit, date=str(there.date), title="Tên khác", time="25:90")))
    (slip,) = desk.inbox.all()
    assert slip["sender"]["office"] == "Công an phường Hoa" and slip["sender"]["unit"].startswith("Phường Hoa")
    assert (slip["pictures"], slip["folder"]) == (1, "events")
    (alike,) = slip["alike"]
    assert alike["id"] == EVENT
    assert [one["place"] for one in slip["problems"]] == [["time"]]  # in the checker's words
    desk.inbox.receive(packed(valued(unit=there.unit, date=str(there.date), place="Sân")))
    other = next(one for one in desk.inbox.all() if one["mark"] != slip["mark"])
    assert any(
        change.startswith("Tên sự kiện:") and "Ngày hội ở phường Hoa" in change
        for change in other["alike"][0]["changes"]
    )
    desk.inbox.receive(
        packed(
            told(kind="models", values={"name": "ngõ tự quản về antt", "units": ["phuong-hoa"]}), ("anh-9.jpg", b"x")
        )
    )
    models = next(one for one in desk.inbox.all() if one["folder"] == "models")
    assert [one["id"] for one in models["alike"]] == ["ngo-tu-quan"]


def test_what_is_taken_is_unfinished_and_nothing_of_it_is_a_record(desk):
    before = contents(desk.held.data)
    mark = desk.inbox.receive(packed())["mark"]
    taken = desk.inbox.take(mark)
    kept = desk.unfinished.get(taken["key"])
    assert kept["values"]["title"] == SLIP["values"]["title"] and kept["values"]["sources"] == ["+1"]
    ((key, source),) = kept["others"]
    assert key == "+1" and source["values"]["published"] == "2026-08-20"
    file = kept["values"]["pictures"][0]["file"]
    assert (desk.saving.uploads.waiting / file).is_file() and file.startswith("phuong-hoa-")
    assert contents(desk.held.data) == before
    assert "0900" not in json.dumps(kept)  # how to reach the sender stays with the slip
    # With its source it can be saved as it is.
    records = [
        {"folder": "events", "id": None, "key": "+0", "values": {**kept["values"], "draft": True}},
        {"folder": "sources", "id": None, "key": "+1", "values": source["values"]},
    ]
    assert [one for one in desk.saving.check({"records": records}) if not one["judged"]] == []
    saved = desk.saving.save({"records": records})["saved"]
    assert {one["folder"] for one in saved} == {"events", "sources"}
    # The same again is known, and thrown away leaves nothing of who sent it.
    assert desk.inbox.receive(packed(kind=zipfile.ZIP_DEFLATED))["again"]
    desk.inbox.drop(mark)
    assert desk.inbox.all() == [] and desk.inbox.receive(packed())["again"]
    assert not any(b"0900" in file.read_bytes() for file in (desk.held.data / ".desk").rglob("*") if file.is_file())


def test_a_picture_that_is_none_is_left_out_and_said(desk):
    mark = desk.inbox.receive(packed(SLIP, ("anh-1.jpg", b"<svg onload='alert(1)'/>")))["mark"]
    taken = desk.inbox.take(mark)
    assert taken["left_out"][0].startswith("anh-1.jpg: ")
    assert "file" not in desk.unfinished.get(taken["key"])["values"]["pictures"][0]


def test_the_server_takes_it_and_names_lead_nowhere(tmp_path):
    data = copy_of_the_site(tmp_path)
    with served(data) as browser:
        browser.open()
        assert browser.ask("POST", "/ban-lam-viec/api/inbox", packed(), x_desk=None).status == 403
        assert browser.ask("POST", "/ban-lam-viec/api/inbox", b"x").status == 422
        mark = browser.ask("POST", "/ban-lam-viec/api/inbox", packed()).json["mark"]
        assert [one["mark"] for one in browser.get("inbox").json["slips"]] == [mark]
        for name in ("site", "x" * 20, mark[:-1]):
            assert browser.post(f"inbox/{name}").status == 404
        assert browser.post(f"inbox/{mark}").json["folder"] == "events"
        assert browser.ask("DELETE", f"/ban-lam-viec/api/inbox/{mark}").status == 200
