"""The preview: it says where it is, follows the data, and shows mistakes instead of stopping."""

import contextlib
import os
import re
import shutil
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from watchdog.events import (
    DirModifiedEvent,
    FileClosedNoWriteEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
)

from macros import running
from macros.build import Settings
from macros.builder import Builder
from macros.load import load, read_again
from macros.made import MadeFile
from macros.publish.fleeting import Fleeting
from macros.publish.links import files_of
from macros.shown import Shown
from macros.watch import Watch
from tests.conftest import SAMPLE
from tests.ready import begun, said_address

PATIENCE = 60  # seconds for a rebuild on a busy machine


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(SAMPLE, tmp_path / "dữ liệu"))


@pytest.fixture
def preview(data):
    """A running preview of `data`: a function that reads a page until it holds (or lacks) a text."""
    with begun("preview", "--data", data) as (process, said):
        address = said_address(process, said, r"Trang xem thử: (http://\S+)")[1]

        def read(page, text, there=True):
            deadline = time.monotonic() + PATIENCE
            html = "no answer yet"  # the address is told a moment before the server listens
            while True:
                with contextlib.suppress(OSError):
                    try:
                        answer = urllib.request.urlopen(f"{address}{page}")
                    except urllib.error.HTTPError as refused:  # its page says so
                        answer = refused
                    with answer:
                        html = answer.read().decode()
                    if (text in html) is there:
                        return html
                assert time.monotonic() < deadline, html
                time.sleep(0.2)

        yield read


def test_it_follows_the_data_and_shows_mistakes(data, preview):
    model = data / "models/camera-nui.yml"
    right = model.read_text(encoding="utf-8")
    page = "mo-hinh/camera-nui/"
    preview(page, "Camera xã Núi")

    model.write_text(right.replace("Camera xã Núi", "Camera xã Đồi"), encoding="utf-8")
    preview(page, "Camera xã Đồi")

    model.write_text(f"{right}\n\tsai: tab\n", encoding="utf-8")
    html = preview(page, "Dữ liệu đang có lỗi")
    assert "Camera xã Đồi" in html  # the last good state
    assert "dòng này lùi vào bằng phím Tab" in html

    model.write_text(right, encoding="utf-8")
    assert "Camera xã Núi" in preview(page, "Dữ liệu đang có lỗi", there=False)


def test_it_notices_data_that_were_moved_away_and_back(data, preview):
    page, away = "mo-hinh/camera-nui/", data.with_name("away")
    preview(page, "Camera xã Núi")
    for name in ("Đồi", "Suối"):  # and again
        data.rename(away)
        assert "không có thư mục dữ liệu này" in preview(page, "Dữ liệu đang có lỗi")
        away.rename(data)
        preview(page, "Dữ liệu đang có lỗi", there=False)
        model = data / "models/camera-nui.yml"
        text = re.sub("Camera xã [^\n]+", f"Camera xã {name}", model.read_text(encoding="utf-8"))
        model.write_text(text, encoding="utf-8")
        preview(page, f"Camera xã {name}")


def test_the_search_is_there_before_all_pages_are(preview):
    assert "abbreviations" in preview("assets/search/index/manifest.json", "abbreviations")


def test_it_shows_drafts_and_says_so(data, preview):
    drafts = [file for file in data.rglob("*.yml") if "draft: true" in file.read_text(encoding="utf-8")]
    event = next(file for file in drafts if "events" in file.parts)
    preview(f"su-kien/{event.stem}/", "Bản nháp: chỉ thấy khi xem thử")


def test_what_is_no_page_any_more_is_not_shown(data, preview):
    model = data / "models/camera-nui.yml"
    assert "zqnhap" in preview("mo-hinh/zqnhap/", "Bản nháp")
    preview("mo-hinh/camera-nui", "Camera xã Núi")  # without its last slash, and nobody asked for it before
    model.rename(model.with_name("camera-doi.yml"))
    for file in data.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        if "camera-nui" in text:
            file.write_text(text.replace("camera-nui", "camera-doi"), encoding="utf-8")
    preview("mo-hinh/camera-doi/", "Camera xã Núi")
    preview("mo-hinh/camera-nui/", "Không tìm thấy trang")


def test_a_record_is_shown_before_all_are_checked(data, monkeypatch):
    """What only several records together tell is told a moment later."""
    monkeypatch.setattr("macros.current._rest", lambda shown: None)
    glanced, glance = [], Builder.glance

    def note(builder, files):
        glanced.append(build := glance(builder, files))
        return build

    monkeypatch.setattr(Builder, "glance", note)
    first = data / "events/2023/nam-2023-ra-mat.yml"
    text = first.read_text(encoding="utf-8")
    event, page = first.with_stem("khac"), "su-kien/khac/index.html"
    event.write_text(text.replace("title: ", "title: Khác ", 1), encoding="utf-8")
    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:

        def shown(title):
            event.write_text(text.replace("title: ", title, 1), encoding="utf-8")
            site.look()
            return site.file(page).read_bytes()

        seen = shown("title: Lại ")
        assert "Lại".encode() in seen and all(glanced)
        site.file("khong-co/index.html")  # for which all is laid out
        assert site.file(page).read_bytes() == seen
        number = site.number
        assert "Dữ liệu đang có lỗi".encode() not in shown("title: ") and all(glanced)  # it is there twice now
        while "Dữ liệu đang có lỗi".encode() not in site.file(page).read_bytes():
            number = site.newer(number, PATIENCE)
        assert site.number > number - 1 and "Lại".encode() in site.file(page).read_bytes()
        shown("title: Khác ")
        assert glanced[-1] is None  # as long as something is wrong, all are read


def test_nobody_waits_for_an_export_that_nobody_asked_for(data, monkeypatch):
    """Of thousands of records, what stands behind some takes seconds."""
    is_begun, may_end, had_to_end = threading.Event(), threading.Event(), []

    def slowly(make):
        is_begun.set()
        had_to_end.append(not may_end.wait(PATIENCE))
        return make()

    monkeypatch.setattr(MadeFile, "_content", property(lambda file: slowly(file.make), lambda *_: None))
    event = data / "events/2023/nam-2023-ra-mat.yml"
    text = event.read_text(encoding="utf-8").replace("title: ", "title: Khác ", 1)
    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:
        assert is_begun.wait(PATIENCE)
        assert site.file("du-lieu/index.html")
        event.write_text(text, encoding="utf-8")
        site.look()
        seen = site.file("su-kien/nam-2023-ra-mat/index.html").read_bytes()
        assert "Khác".encode() in seen and not had_to_end
        may_end.set()


@pytest.fixture
def slowly(monkeypatch):
    """Has all be laid out anew only when it may end: (whether that has begun, that it may end, whether it had to)."""
    is_begun, may_end, had_to_end = threading.Event(), threading.Event(), []

    def laid_out(*of):
        shown = Shown(*of)
        is_begun.set()
        had_to_end.append(not may_end.wait(PATIENCE))
        return shown

    def begin():
        monkeypatch.setattr("macros.current.Shown", laid_out)
        return is_begun, may_end, had_to_end

    return begin


def test_what_changes_while_all_is_laid_out_anew_is_shown_first(data, slowly):
    event, page = data / "events/2023/nam-2023-ra-mat.yml", "su-kien/nam-2023-ra-mat/index.html"
    text = event.read_text(encoding="utf-8")
    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:
        is_begun, may_end, had_to_end = slowly()

        def shown(title):
            event.write_text(text.replace("title: ", f"title: {title} ", 1), encoding="utf-8")
            site.look()
            return site.file(page).read_bytes()

        assert "Một".encode() in shown("Một") and is_begun.wait(PATIENCE)
        assert b"Hai" in shown("Hai") and not had_to_end
        may_end.set()
        assert not site.file("khong-co/index.html")  # for which all is laid out
        assert b"Hai" in site.file(page).read_bytes()
        assert b"Hai" in site.file("su-kien/index.html").read_bytes()


def test_what_is_asked_for_while_one_state_takes_the_place_of_another_is_of_the_new_one(data, monkeypatch):
    monkeypatch.setattr("macros.current._rest", lambda shown: None)
    event, page, answered = data / "events/2023/nam-2023-ra-mat.yml", "su-kien/nam-2023-ra-mat/index.html", []

    def looked_through(folder):
        asking.start()
        asking.join(1)  # it may have to wait for the end of this
        return files_of(folder)

    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:
        asking = threading.Thread(target=lambda: answered.append(site.file(page).read_bytes()))
        assert b"Khac" not in site.file(page).read_bytes()
        monkeypatch.setattr("macros.current.files_of", looked_through)
        event.write_text(event.read_text(encoding="utf-8").replace("title: ", "title: Khac ", 1), encoding="utf-8")
        site.look()
        site.file("khong-co/index.html")  # for which all is laid out
        asking.join(PATIENCE)
        assert b"Khac" in answered[0]


def test_a_file_that_cannot_be_deleted_keeps_no_page_from_being_shown(data, monkeypatch):
    """As on Windows, where somebody reads it."""
    monkeypatch.setattr("macros.current._rest", lambda shown: None)
    event, page = data / "events/2023/nam-2023-ra-mat.yml", "su-kien/nam-2023-ra-mat/index.html"
    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:
        (site.folder / "cu.html").touch()
        unlink = Path.unlink

        def refused(file, *of, **named):
            if file.name == "cu.html":
                raise PermissionError(13, "being read")
            unlink(file, *of, **named)

        monkeypatch.setattr(Path, "unlink", refused)
        event.write_text(event.read_text(encoding="utf-8").replace("title: ", "title: Khac ", 1), encoding="utf-8")
        site.look()
        assert not site.file("khong-co/index.html")  # for which all is laid out
        assert b"Khac" in site.file(page).read_bytes()


def test_a_page_written_by_hand_is_shown_before_all_is_laid_out_anew(data, project, slowly, monkeypatch):
    monkeypatch.setattr(running, "CONFIG", project / "mkdocs.yml")
    page, other = project / "docs/gioi-thieu.md", project / "docs/trang-khac.md"
    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:
        _, may_end, had_to_end = slowly()
        page.write_text(page.read_text(encoding="utf-8") + "\nĐoạn thêm.\n", encoding="utf-8")
        site.look()
        assert "Đoạn thêm.".encode() in site.file("gioi-thieu/index.html").read_bytes() and not had_to_end
        may_end.set()
        text = page.read_text(encoding="utf-8")
        with site.ahead() as shown:
            assert shown.is_written_by_hand(str(page))
            page.unlink()
            assert not shown.is_written_by_hand(str(page))
        site.look()
        assert not site.file("gioi-thieu/index.html")
        other.write_text(text, encoding="utf-8")  # which no menu knows
        site.look()
        assert "Đoạn thêm.".encode() in site.file("trang-khac/index.html").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("unit: ", "unit: phuong-khong-co # "),
        lambda text: text + "khong-co: 1\n",
        lambda text: text + "pictures: [{file: khac.jpg, shows: Hình, credit: Ai, own: true, people: nobody}]\n",
        lambda text: text.replace("models:\n  - ngo-tu-quan\n", ""),
    ],
)
def test_what_may_change_more_than_a_record_is_not_glanced_at(change, data):
    file = data / "events/2023/nam-2023-ra-mat.yml"
    catalogue = load(data, drafts=True)
    text = file.read_text(encoding="utf-8")
    assert read_again(catalogue, file) and change(text) != text
    file.write_text(change(text), encoding="utf-8")
    assert not read_again(catalogue, file)


def test_files_that_are_only_read_are_not_looked_at_again(tmp_path, monkeypatch):
    """Else all would be, whenever a page is made of them."""
    monkeypatch.setattr(Watch, "_go_on", lambda _: None)
    watch = Watch([tmp_path], lambda _: None)
    for event in (FileOpenedEvent("a"), FileClosedNoWriteEvent("a"), DirModifiedEvent("b")):
        watch.on_any_event(event)
    assert not watch._told.is_set()
    for event in (FileModifiedEvent("a"), FileMovedEvent("c", "d"), FileDeletedEvent("e")):
        watch.on_any_event(event)
    assert watch._told.is_set() and watch._told_of == {"a", "c", "d", "e"}


def test_a_file_that_is_saved_is_looked_at_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(Watch, "_go_on", lambda _: None)  # which looks when it likes
    files, changed = [tmp_path / name for name in ("a.yml", "b.yml")], []
    for file in files:
        file.write_text("1")
    watch = Watch([tmp_path], changed.append)
    for file in files:
        file.write_text("12")
    watch.look([str(files[0])])
    assert {str(files[0])} in changed
    files[0].unlink()
    watch.look([str(files[0])])
    watch.look()
    assert {path for paths in changed for path in paths} == {str(file) for file in files}


def test_a_file_that_is_changed_with_its_size_and_time_put_back_is_noticed(data):
    """As programs do that bring back a copy with the times that it had."""
    file = data / "events/2023/nam-2023-ra-mat.yml"
    page = "su-kien/nam-2023-ra-mat/index.html"
    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:
        for title in ("Lễ", "Hội"):
            text = re.sub("^title: ..", f"title: {title[:2]}", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            before = file.stat()
            file.write_text(text, encoding="utf-8")
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
            site.look()
            shown = re.search("^title: (.*)", text, re.MULTILINE)
            assert shown and shown[1].encode() in site.file(page).read_bytes()


def test_where_nothing_can_be_shown_nothing_is_left(data, monkeypatch):
    """A desk tries again and again, as long as the data are wrong."""
    closed = []
    monkeypatch.setattr(Fleeting, "close", lambda this, close=Fleeting.close: (closed.append(this), close(this)))
    (data / "site.yml").write_text("name: [", encoding="utf-8")
    with pytest.raises(Abort):
        running.current(Settings(data, None, preview=True), "http://127.0.0.1:1/")
    assert len(closed) == 1


def test_it_ends_when_nothing_is_written_into_its_folder_any_more(data, monkeypatch):
    left = []

    def slowly(shown):
        while not shown.is_over:
            time.sleep(0.01)
        time.sleep(0.2)  # in the middle of a page
        left.append(site.folder.is_dir())

    monkeypatch.setattr("macros.current._rest", slowly)
    with running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/") as site:
        (data / "site.yml").write_bytes((data / "site.yml").read_bytes() + b"\n")
        site.look()
    assert left == [True, True] and not site.folder.exists()
