"""The desk's server: what it answers, and to whom."""

import os
import re
import signal
import time
from urllib.parse import unquote

import pytest

from macros.desk.safety import TOP
from macros.load import read
from macros.records import BY_FOLDER, RECORDS
from tests.desk import EVENT, SITE, commanded, copy_of_the_site, picture, served, shown
from tests.ready import run


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with served(copy_of_the_site(tmp_path_factory.mktemp("desk"))) as browser:
        browser.open()
        yield browser


def test_the_address_that_the_command_prints_opens_the_desk_once(tmp_path):
    with served(copy_of_the_site(tmp_path)) as browser:
        assert browser.get("kinds").status == 401
        first = browser.open()
        assert (first.status, first.headers["location"]) == (303, TOP)
        said = first.headers["set-cookie"].lower()
        assert "httponly" in said and "samesite=strict" in said
        assert browser.get("kinds").status == 200
        page = browser.ask("GET", TOP)
        assert page.status == 200 and "script-src 'self'" in page.headers["content-security-policy"]


def test_what_a_browser_keeps_is_of_one_data_folder(tmp_path):
    """Two desks may follow each other at one port, which is one place to keep things for a browser."""
    pages = []
    for name in ("một", "hai"):
        with served(copy_of_the_site(tmp_path / name)) as browser:
            browser.open()
            pages.append(browser.ask("GET", TOP).text)
    assert "data-of" in pages[0] and pages[0] != pages[1]


def test_the_kinds_are_those_of_the_records(desk):
    assert list(desk.get("kinds").json["kinds"]) == [kind.folder for kind in RECORDS]


def test_every_record_is_given_in_the_long_form_with_its_digest(desk):
    for record in read(SITE)[0]:
        found = desk.get(f"record/{record.folder}/{record.id}")
        assert found.status == 200, found.text
        told = found.json
        assert told["file"] == record.file.relative_to(SITE).as_posix() and len(told["base"]) == 32
        assert not any(isinstance(value, int) and not isinstance(value, bool) for value in told["values"].values())
    event = desk.get("record/events/2024-01-18-tong-ket-quan-hoa").json
    assert isinstance(event["values"]["summary"], dict) and isinstance(event["values"]["sources"], list)
    assert desk.get("record/site/site").json["values"]["name"]


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(desk):
    asked = {
        "folder": "events",
        "id": None,
        "values": {"title": "A\nB", "date": "2024-13", "figures": [{"value": "1.234,5"}]},
    }
    problems = desk.post("check", {"records": [asked]}).json["problems"]
    told = {tuple(one["place"]): one["what"] for one in problems}
    assert told["title",] == "mục này chỉ được một dòng"
    assert "tháng" in told["date",] and told["kind",] == "mục này bắt buộc"
    assert "không phải số" in told["figures", 0, "value"]
    asked["values"] = {
        "date": "2024-05-06",
        "end": "2024-05-01",
        "sessions": [{"name": "x", "date": "2024-05-06", "end": "2024-05-01"}],
    }
    problems = desk.post("check", {"records": [asked]}).json["problems"]
    told = {tuple(one["place"]): one["what"] for one in problems}
    assert told["end",] == told["sessions", 0, "end"] == "2024-05-01 đứng trước “Ngày” (2024-05-06)"


def test_records_are_found_by_words_without_diacritics(desk):
    found = desk.get("find?folder=units&q=hoa").json
    assert found and all(set(one) == {"id", "name", "hint"} for one in found) and len(found) <= 12
    assert desk.get("find?folder=nothing&q=x").status == 404


REFUSED = {
    "a name bound to this machine anew": (421, {"host": "ke-xau.example"}),
    "another port in the name": (421, {"host": "127.0.0.1:1"}),
    "no name": (400, {"host": None}),
    "a page of another site": (403, {"origin": "https://ke-xau.example"}),
    "a page without an origin": (403, {"origin": "null"}),
    "a page of another port": (403, {"sec_fetch_site": "same-site"}),
    "a script of another site": (403, {"sec_fetch_site": "cross-site"}),
    "no token": (401, {"cookie": None}),
    "another token": (401, {"cookie": "ban-lam-viec-0=x"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_who_may_not_speak_to_the_desk_gets_nothing(desk, name):
    status, headers = REFUSED[name]
    for answer in (desk.get("record/site/site", **headers), desk.post("check", {"records": []}, **headers)):
        assert answer.status == status
        assert "Mẫu" not in answer.text and "set-cookie" not in answer.headers


def test_what_changes_anything_comes_from_a_script_of_the_desk(desk):
    for headers in ({"x_desk": None}, {"origin": None}, {"x_desk": "0"}):
        assert desk.post("check", {"records": []}, **headers).status == 403
    assert desk.ask("POST", f"{TOP}api/check", b"{}", content_type="text/plain").status == 415
    assert desk.post("check", {"records": [{"folder": "events", "id": None, "values": []}]}).status == 400
    assert desk.ask("POST", f"{TOP}api/check", b"[" * 100_000, content_type="application/json").status == 400
    assert desk.ask("POST", f"{TOP}api/check", b"x" * 4_000_001, content_type="application/json").status == 413


def test_the_token_opens_no_other_host(desk):
    token = desk.start.partition("token=")[2]
    for path in ("//ke-xau.example/", "/%5Cke-xau.example/", "///ke-xau.example"):
        further = desk.ask("GET", f"{path}?token={token}").headers["location"]
        assert further.startswith("/") and not further.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "path",
    ["..", "../site", "..%2fsite", "%2e%2e%2fsite", "..\\site", "..%5csite", "C:", "C:%5cx", "site:x", "CON", "con", "com1", "a.yml",
     "%00", "%2fetc%2fpasswd", "%5c%5cserver%5cshare", "a" * 121, "A", "%C3%A1"],
)  # fmt: skip
def test_no_path_leaves_the_data_folder(desk, path):
    for folder in (*BY_FOLDER, "site", path):
        assert desk.get(f"record/{folder}/{path}").status == 404
    sent = {"folder": "events", "id": unquote(path), "values": {}, "base": "x"}
    assert desk.post("save", {"records": [sent]}).status == 404
    assert desk.ask("GET", f"{TOP}static/{path}").status == 404


def test_what_goes_wrong_is_told_without_a_traceback(desk, monkeypatch, tmp_path):
    monkeypatch.setattr("macros.mishap.LOGS", tmp_path)
    monkeypatch.setattr("macros.desk.answers.forms", lambda: 1 / 0)
    answer = desk.get("kinds")
    assert answer.status == 500 and "Traceback" not in answer.text and "loi.log" in answer.json["what"]
    assert "ZeroDivisionError" in (tmp_path / "loi.log").read_text(encoding="utf-8")


def test_what_can_not_be_saved_yet_is_kept(desk):
    assert desk.get("unfinished").json == {"entries": []}
    body = {"folder": "events", "id": None, "title": "Dở", "values": {"value": 1.50}, "at": 5, "problems": 2}
    for key in ("events--+x", "..", "con", "a%2f..%2fb", "x" * 300):
        answer = desk.post(f"unfinished/{key}", body)
        if answer.status in (404, 405):  # no such address
            continue
        assert answer.status == 200 and desk.get(f"unfinished/{key}").json["title"] == "Dở"
        assert [one["key"] for one in desk.get("unfinished").json["entries"]] == [answer.json["key"]]
        assert desk.ask("DELETE", f"{TOP}api/unfinished/{key}").status == 200
        assert desk.get(f"unfinished/{key}").status == 404
    assert desk.post("unfinished/" + "x" * 301, body).status == 400
    assert desk.post("unfinished/x", {}).status == 400  # the first page could not say what it is
    assert desk.ask("DELETE", f"{TOP}api/unfinished/x", x_desk=None).status == 403


def test_the_command_shows_the_site_with_a_bar_and_follows_what_is_saved(tmp_path):
    data = copy_of_the_site(tmp_path)
    with commanded(data) as browser:
        browser.open()
        home = browser.ask("GET", "/")
        assert home.status == 200 and 'class="desk-bar"' in home.text
        first_page = browser.ask("GET", f"{TOP}static/home.js").text
        for part in re.findall(rf'href="{TOP}#(\w+)"', home.text):
            assert f'id: "{part}"' in first_page
        assert f'href="{TOP}#cho"' in home.text and f'href="{TOP}units/+"' in home.text
        page = browser.ask("GET", f"/su-kien/{EVENT}/")
        assert f'href="{TOP}events/{EVENT}"' in page.text
        assert browser.ask("GET", f"/su-kien/{EVENT}").headers["location"] == f"/su-kien/{EVENT}/"
        assert browser.ask("GET", "/khong-co/").status == 404
        assert browser.ask("GET", "/assets/site.js").headers["content-type"].startswith("text/javascript")
        for path in ("/../site.yml", "/%2e%2e/site.yml", "/..%5c..%5csite.yml", "/site.yml", "//etc/passwd"):
            assert browser.ask("GET", path).status == 404
        form = browser.get(f"record/events/{EVENT}").json
        form["values"]["title"] = "Tên sắp có"
        made = browser.post("page", {"records": [form], "show": ["events", EVENT]}).json
        assert "Tên sắp có" in made["html"] and made["address"] == f"/su-kien/{EVENT}/"
        begun = browser.post(
            "page", {"records": [{"folder": "events", "id": "+", "values": {}}], "show": ["events", "+"]}
        )
        assert begun.status == 200 and begun.json["html"] == ""  # no fault of the browser's console
        assert "Tên sắp có" not in browser.ask("GET", f"/su-kien/{EVENT}/").text
        file = browser.ask("POST", f"{TOP}api/upload?name=x.png", picture((900, 600))).json["file"]
        form["values"]["pictures"] = [shown(file)]
        made = browser.post("page", {"records": [form], "show": ["events", EVENT]}).json["html"]
        address = re.search(r"/(anh/[0-9a-f]{20}-\d+-\d+\.webp)", made)[1]
        before = browser.ask("GET", f"/{address}")
        assert before.status == 200 and before.headers["content-type"] == "image/webp"
        assert browser.post("save", {"records": [form]}).status == 200
        assert browser.ask("GET", f"/{address}").content == before.content
        until = time.monotonic() + 60
        while "Tên sắp có" not in browser.ask("GET", f"/su-kien/{EVENT}/").text:
            assert time.monotonic() < until
            time.sleep(0.1)
        taken = run("edit", "--data", data, "--no-browser", "--port", browser.port)
        assert taken.returncode == 1 and f"Cổng {browser.port} đang được chương trình khác dùng" in taken.stderr
        os.kill(browser.process.pid, signal.SIGINT)
        browser.process.join(120)
        told = browser.said.read_text("utf-8")
        assert browser.process.exitcode == 0 and "Đã dừng bàn làm việc" in told
        assert "Traceback" not in told and "Warning" not in told


def test_data_that_are_wrong_can_be_mended_at_the_desk(tmp_path):
    data = copy_of_the_site(tmp_path)
    file = next((data / "events").rglob(f"{EVENT}.yml"))
    right = file.read_bytes()
    file.write_bytes(right.replace(b"unit: ", b"unit: khong-co-", 1))
    with commanded(data) as browser:
        browser.open()
        assert browser.ask("GET", "/").status == 503 and "Bàn làm việc" in browser.ask("GET", "/").text
        style = browser.ask("GET", f"{TOP}static/desk.css").text
        for font in re.findall(r"url\((.*?)\)", style):  # there is no site yet that has them
            assert browser.ask("GET", f"{TOP}static/{font}").headers["content-type"] == "font/woff2"
        form = browser.get(f"record/events/{EVENT}").json
        problems = browser.post("check", {"records": [form]}).json["problems"]
        assert [one["place"] for one in problems] == [["unit"]] and problems[0]["id"] == EVENT
        form["values"]["unit"] = form["values"]["unit"].removeprefix("khong-co-")
        assert browser.post("save", {"records": [form]}).status == 200
        assert browser.ask("GET", "/").status == 200
