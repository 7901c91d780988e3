"""What was saved can be told and undone; in a repository it is kept by Git, and nothing of the user's there is touched."""

import os
import subprocess

import pytest

from macros.desk.held import Held
from macros.desk.saving import Saving
from macros.desk.undoing import undo
from macros.load import read
from macros.records import Event
from tests.desk import EVENT, contents, copy_of_the_site, new_event, new_source, opened, picture, save, shown
from tests.test_desk_saving import refused


@pytest.fixture
def data(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return copy_of_the_site(tmp_path / "kho")


@pytest.fixture
def saving(data):
    return Saving(Held(data))


def titled(saving, title, **more):
    form = opened(saving, "events", EVENT)
    form["values"] |= {"title": title, **more}
    return save(saving, form)["entry"]


def test_what_changed_is_told_in_words(saving):
    saving.history.who = "Đại úy Mẫu"
    form = opened(saving, "events", EVENT)
    form["values"] |= {"title": "Tên mới", "date": "2024-01-17", "status": "postponed", "figures": [], "draft": True}
    save(saving, form, note="theo văn bản mới")
    (entry,) = saving.history.entries()
    assert entry["who"] == "Đại úy Mẫu" and entry["note"] == "theo văn bản mới"
    (what,) = entry["what"]
    assert what["did"] == "sửa" and what["title"] == "sự kiện “Tên mới”"
    told = "\n".join(what["changes"])
    assert "Tên sự kiện: “" in told and "” → “Tên mới”" in told
    assert (
        "Ngày: 18/1/2024 → 17/1/2024" in told
        and "Tình trạng: (trống) → Đã hoãn" in told
        and "Bản nháp (nội bộ): không → có" in told
    )
    assert "seal" not in told and "Số liệu: bỏ “" in told


def test_a_picture_that_another_record_names_by_now_stays_where_it_is(saving, data):
    file = saving.uploads.take("anh.png", picture())["file"]
    form = opened(saving, "events", EVENT)
    form["values"]["pictures"] = [shown(file)]
    entry = save(saving, form)["entry"]
    save(saving, new_event(saving, form["values"]["sources"][0], pictures=[shown(file)]))
    undo(saving, {"entry": entry})
    assert (data / "media" / file).exists() and not read(data)[1]


def test_undoing_gives_back_every_byte(saving, data):
    file = saving.held.file("events", EVENT)
    file.write_bytes(b"\xef\xbb\xbf# a\r\n" + file.read_bytes().replace(b"\n", b"\r\n") + b"\r\n# z")
    before = contents(data)
    first = titled(saving, "Một")
    second = save(saving, new_event(saving, "+1"), new_source())["entry"]
    undo(saving, {"entry": second})
    undone = undo(saving, {"entry": first})["entry"]
    assert contents(data) == before
    assert [one.get("undoes") for one in saving.history.entries()] == [first, second, None, None]
    assert refused(undo, saving, {"entry": first}).status == 409
    undo(saving, {"entry": undone})
    assert read(data)[0].get(Event, EVENT).title == "Một"
    for entry in ("x", "../../..", "", None, 5, "20200101-000000-000000"):
        assert refused(undo, saving, {"entry": entry}).status == 404


def test_undoing_leaves_what_was_changed_since(saving, data):
    first = titled(saving, "Một", place="Hội trường A")
    titled(saving, "Một", place="Hội trường A", date_note="ghi sau")
    file = saving.held.file("events", EVENT)
    undo(saving, {"entry": first})
    event = read(data)[0].get(Event, EVENT)
    assert event.title != "Một" and event.date_note == "ghi sau"
    second = titled(saving, "Hai")
    file.write_text(file.read_text(encoding="utf-8").replace("Hai", "Ba"), encoding="utf-8")
    text = file.read_bytes()
    conflict = refused(undo, saving, {"entry": second})
    assert conflict.status == 409 and conflict.more["conflicts"][0]["fields"][0]["theirs"] == "Ba"
    assert file.read_bytes() == text
    save(saving, {**opened(saving, "events", EVENT), "rename": "ten-khac"})
    conflict = refused(undo, saving, {"entry": second}).more["conflicts"][0]
    assert "đã đổi mã" in conflict["what"]


def test_a_record_that_others_name_by_now_is_not_undone(saving, data):
    source = save(saving, new_source())
    save(saving, new_event(saving, source["saved"][0]["id"]))
    before = contents(data)
    assert refused(undo, saving, {"entry": source["entry"]}).status == 422
    assert contents(data) == before


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.fixture
def repository(data):
    top = data.parent
    git(top, "init", "-q", "-b", "main")
    (top / "khac.txt").write_text("một\n", encoding="utf-8")
    git(top, "add", "-A")
    git(top, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "đầu")
    return top


def test_git_keeps_each_save_and_nothing_else(repository, saving, data):
    """Nobody has told Git a name; something is staged, something is changed, something is new."""
    (repository / "khac.txt").write_text("hai\n", encoding="utf-8")
    git(repository, "add", "khac.txt")
    (repository / "khac.txt").write_text("ba\n", encoding="utf-8")
    (repository / "la.txt").write_text("lạ\n", encoding="utf-8")
    before = git(repository, "status", "--porcelain")
    saving.history.who = "Đại úy Mẫu"
    save(saving, new_event(saving, "+1"), new_source())
    assert git(repository, "status", "--porcelain") == before
    assert sorted(git(repository, "show", "--name-only", "--format=", "HEAD").split()) == sorted(
        git(repository, "diff", "--name-only", "HEAD~", "HEAD").split()
    )
    assert git(repository, "show", "--name-only", "--format=%an%n%s", "HEAD").splitlines()[:2] == [
        "Đại úy Mẫu",
        "Thêm sự kiện “Lễ ra mắt mới” và nguồn “Bài viết mới”",
    ]
    entry = titled(saving, "Một")
    undo(saving, {"entry": entry})
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "4"
    assert git(repository, "status", "--porcelain") == before
    assert git(repository, "diff", "HEAD~2", "HEAD") == ""


def test_a_file_that_is_staged_stays_staged(repository, saving, data):
    file = saving.held.file("events", EVENT)
    file.write_text(file.read_text(encoding="utf-8") + "# của tôi\n", encoding="utf-8")
    git(repository, "add", "-A")
    staged = git(repository, "ls-files", "--stage")
    titled(saving, "Một")
    assert git(repository, "ls-files", "--stage") == staged
    assert "Một" in git(repository, "show", f"HEAD:{file.relative_to(repository).as_posix()}")


@pytest.mark.parametrize("trouble", ["merging", "locked", "no-git", "ignored", "no-commit"])
def test_where_git_can_not_the_desk_keeps_the_history_itself(repository, saving, data, monkeypatch, trouble):
    head = git(repository, "rev-parse", "HEAD").strip()
    if trouble == "merging":
        (repository / ".git" / "MERGE_HEAD").write_text(head, encoding="utf-8")
    elif trouble == "locked":
        (repository / ".git" / "index.lock").touch()
    elif trouble == "no-git":
        monkeypatch.setenv("PATH", "")
    elif trouble == "ignored":
        (repository / ".gitignore").write_text("*\n", encoding="utf-8")
        git(repository, "rm", "-rq", "--cached", ".")
        git(repository, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "bỏ")
        head = git(repository, "rev-parse", "HEAD").strip()
    elif trouble == "no-commit":
        git(repository, "update-ref", "-d", "HEAD")
    before = contents(data)
    entry = titled(saving, "Một")
    monkeypatch.undo()
    if trouble == "no-commit":  # the first of all
        assert git(repository, "show", "--name-only", "--format=", "HEAD").count("\n") == 1
    else:
        assert git(repository, "rev-parse", "HEAD").strip() == head
    undo(saving, {"entry": entry})
    assert contents(data) == before
