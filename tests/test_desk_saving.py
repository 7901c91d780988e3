"""What the desk writes: all of it or nothing, nothing else, and nothing over what somebody else wrote."""

import json
import os
import random
import shutil
from bisect import bisect_left
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.desk.held import Held
from macros.desk.removing import refers, remove
from macros.desk.safety import API, Refusal
from macros.desk.saving import Saving
from macros.desk.undoing import undo
from macros.desk.wire import from_wire, to_wire
from macros.files.together import Change, Move, put_together, settle
from macros.load import read
from macros.records import BY_FOLDER, Event, Model, Source
from tests.desk import (
    EVENT,
    SITE,
    contents,
    copy_of_the_site,
    killed,
    new_event,
    new_source,
    opened,
    picture,
    save,
    saved_at_once,
    served,
    shown,
)
from tests.ready import run
from tests.records import HOSTILE, KINDS, records

tried = settings(max_examples=100, deadline=None, derandomize=True, database=None)


@pytest.fixture
def data(tmp_path):
    return copy_of_the_site(tmp_path)


@pytest.fixture
def saving(data):
    return Saving(Held(data))


def refused(act, *arguments):
    with pytest.raises(Refusal) as caught:
        act(*arguments)
    return caught.value


def test_a_folder_that_is_only_for_reading_is_not_said_to_be_held_by_somebody(saving, data):
    (data / ".desk/lock").mkdir(parents=True)  # nothing can be opened to write there
    with pytest.raises(OSError):
        save(saving, new_source())


def test_a_picture_that_is_there_already_is_not_kept_under_a_second_name(saving, data):
    content = picture((900, 600))
    (data / "media/le").mkdir(parents=True, exist_ok=True)
    (data / "media/le/ra-mat.png").write_bytes(content)
    assert saving.uploads.take("IMG 1.PNG", content)["file"] == "le/ra-mat.png"
    other = picture((901, 600))
    assert saving.uploads.take("a.png", other)["file"] == saving.uploads.take("b.png", other)["file"] == "a.png"


def test_what_is_wrong_is_said_by_names_and_of_the_form_s_own_records(saving):
    """No id of another record, no path of a file: those who write in the form know neither."""
    event = new_event(saving, "+1", date="2026-05-05")
    (problem,) = refused(save, saving, event, new_source()).more["problems"]
    assert problem["place"] == ["unit"] and "“Phường Hoa" in problem["todo"] and "phuong-hoa" not in problem["todo"]
    both = [new_source("+1"), new_source("+2")]
    (problem,) = refused(save, saving, new_event(saving, "+1"), *both).more["problems"]
    assert problem["key"] in ("+1", "+2") and "“Bài viết mới”" in problem["what"] and ".yml" not in problem["what"]


def test_what_is_missing_keeps_nothing_else_from_being_told(saving):
    """An officer fills in one field after another: a unit that was no more on the day is told before there is a title."""
    values = {"date": "2026-05-05", "unit": "quan-hoa-2025", "pictures": [{"file": "tong-ket.jpg", "people": "nobody"}]}
    event = {"folder": "events", "id": "+", "values": values}
    told = {".".join(map(str, one["place"])): one["what"] for one in saving.check({"records": [event]})}
    missing = {"title", "kind", "sources", "pictures.0.shows", "pictures.0.credit"}
    assert told.keys() == missing | {"unit"} and "không còn tồn tại" in told["unit"]
    assert {told[name] for name in missing} == {"mục này bắt buộc"}
    values["unit"] = "phuong-hoa"
    assert {".".join(map(str, one["place"])) for one in saving.check({"records": [event]})} == missing


def test_an_event_and_its_source_are_saved_together(saving, data):
    before = contents(data)
    done = save(saving, new_event(saving, "+1"), new_source())
    assert [one["id"] for one in done["saved"]] == ["2024-05-05-le-ra-mat-moi", "bai-viet-moi-2024-05-06"]
    after = contents(data)
    assert after.keys() - before.keys() == {
        "events/2024/2024-05-05-le-ra-mat-moi.yml",
        "sources/bai-viet-moi-2024-05-06.yml",
    }
    assert {name: after[name] for name in before} == before
    catalogue, problems = read(data)
    assert not problems
    event = catalogue.get(Event, "2024-05-05-le-ra-mat-moi")
    assert event.sources == ["bai-viet-moi-2024-05-06"] and event.posted and event.seal
    # A second of the same name has the next id.
    assert save(saving, new_source(url="https://bao.example/2"))["saved"][0]["id"] == "bai-viet-moi-2024-05-06-2"


def test_one_that_is_wrong_keeps_all_from_being_saved(saving, data):
    before = contents(data)
    wrong = refused(save, saving, new_event(saving, "+1", date="2024-13-05"), new_source())
    assert wrong.status == 422 and [one["place"] for one in wrong.more["problems"]] == [["date"]]
    # What the rules over several records refuse, too.
    wrong = refused(save, saving, new_event(saving, "+2"), new_source())
    assert wrong.more["problems"][0]["place"] == ["sources", 0] and wrong.more["problems"][0]["folder"] == "events"
    assert contents(data) == before


def test_what_is_not_changed_stays_to_the_letter(saving, data):
    file = saving.held.file("events", EVENT)
    text = "# của văn phòng\n" + file.read_text(encoding="utf-8").replace(
        "\nunit:", "   # xem lại\n# ghi chú\nunit:", 1
    )
    file.write_text(text, encoding="utf-8")
    form = opened(saving, "events", EVENT)
    form["values"]["title"] = "Tên mới của sự kiện"
    save(saving, form)
    now = file.read_text(encoding="utf-8").splitlines()
    fresh = [line for line in now if line not in text.splitlines()]
    assert all(line.startswith(("title: ", "posted: ", "changed: ", "seal: ")) for line in fresh) and len(fresh) >= 3
    assert "# của văn phòng" in now and "# ghi chú" in now


def test_saving_what_is_as_it_was_writes_nothing(saving, data):
    save(saving, opened(saving, "events", EVENT))  # dates it
    before = contents(data)
    entries = len(saving.history.entries())
    assert save(saving, opened(saving, "events", EVENT))["entry"] is None
    assert contents(data) == before and len(saving.history.entries()) == entries


def test_a_file_that_was_changed_outside_is_not_overwritten(saving, data):
    form = opened(saving, "events", EVENT)
    file = saving.held.file("events", EVENT)
    theirs = file.read_text(encoding="utf-8") + "date_note: Ai đó ghi thêm.\n"
    file.write_text(theirs, encoding="utf-8")
    form["values"]["title"] = "Tên mới"
    conflict = refused(save, saving, form, new_source())
    assert conflict.status == 409
    (theirs_now,) = conflict.more["conflicts"]
    assert (
        theirs_now["theirs"]["date_note"] == "Ai đó ghi thêm."
        and "date_note" not in theirs_now["was"]
        and theirs_now["was"]["title"] != "Tên mới"
    )
    assert file.read_text(encoding="utf-8") == theirs and not (data / "sources/bai-viet-moi-2024-05-06.yml").exists()
    save(saving, {**form, "base": theirs_now["base"], "values": {**theirs_now["theirs"], "title": "Tên mới"}})
    assert "Ai đó ghi thêm." in file.read_text(encoding="utf-8")
    # One that is gone meanwhile isn't silently put back.
    form = opened(saving, "events", EVENT)
    file.unlink()
    assert refused(save, saving, form).more["conflicts"][0]["gone"] is True
    assert not file.exists()


def test_a_renamed_record_keeps_its_old_address_and_whoever_names_it_follows(saving, data):
    form = opened(saving, "sources", source := read(data)[0].get(Event, EVENT).sources[0])
    naming = [one for one in read(data)[0] if source in one_targets(one)]
    assert naming
    save(saving, {**form, "rename": "ten-moi-cua-nguon"})
    catalogue, problems = read(data)
    assert not problems and catalogue.get(Source, "ten-moi-cua-nguon").aliases == [source]
    assert all("ten-moi-cua-nguon" in one_targets(catalogue.in_folder(one.folder)[one.id]) for one in naming)
    # Their dates stay: they tell nothing else than before.
    assert [one.changed for one in naming] == [catalogue.in_folder(one.folder)[one.id].changed for one in naming]
    assert refused(save, saving, {**opened(saving, "sources", "ten-moi-cua-nguon"), "rename": "../x"}).status == 422
    assert refused(save, saving, {**opened(saving, "sources", "ten-moi-cua-nguon"), "rename": "index"}).status == 422


def one_targets(record):
    from macros.records.walk import targets

    return targets(record).get("sources", [])


def test_what_others_refer_to_is_not_deleted_unless_asked(saving, data):
    before = contents(data)
    model = next(one for one in read(data)[0].all(Model) if refers(saving, "models", one.id))
    form = opened(saving, "models", model.id)
    asked = {name: form[name] for name in ("folder", "id", "base")}
    refusal = refused(remove, saving, asked)
    assert refusal.status == 422 and refusal.more["refers"] == refers(saving, "models", model.id)
    assert contents(data) == before
    entry = remove(saving, {**asked, "unlink": True})["entry"]
    catalogue, problems = read(data)
    assert not problems and model.id not in catalogue.by_id(Model)
    undo(saving, {"entry": entry})
    assert contents(data) == before
    # A link that has to be there can't be taken out.
    unit = read(data)[0].get(Event, EVENT).unit
    form = opened(saving, "units", unit)
    refusal = refused(remove, saving, {**{name: form[name] for name in ("folder", "id", "base")}, "unlink": True})
    assert refusal.status == 422 and contents(data) == before


def test_a_deleted_address_says_that_it_was_taken_down(saving, data):
    save(saving, new_event(saving, "+1"), new_source())
    (data / "published.txt").write_bytes(b"/su-kien/2024-05-05-le-ra-mat-moi/\r\n/su-kien/khac/\n")
    form = opened(saving, "events", "2024-05-05-le-ra-mat-moi")
    entry = remove(saving, {name: form[name] for name in ("folder", "id", "base")})["entry"]
    assert (data / "published.txt").read_bytes() == b"/su-kien/2024-05-05-le-ra-mat-moi/ gone\r\n/su-kien/khac/\n"
    with (data / "published.txt").open("ab") as file:
        file.write(b"/su-kien/them/\n")
    undo(saving, {"entry": entry})
    assert (
        data / "published.txt"
    ).read_bytes() == b"/su-kien/2024-05-05-le-ra-mat-moi/\r\n/su-kien/khac/\n/su-kien/them/\n"


def test_the_settings_are_saved_as_records_are(saving, data):
    file = data / "site.yml"
    record = to_wire(saving.held.catalogue.site)
    done = save(
        saving,
        {"folder": "site", "id": "site", "base": saving.seen(file), "values": {**record, "name": "Tên trang mới"}},
    )
    assert done["saved"][0]["base"] == saving.seen(file) and read(data)[0].site.name == "Tên trang mới"


@pytest.mark.parametrize("kind", BY_FOLDER)
def test_every_record_makes_the_way_to_the_form_and_back(kind):
    for record in read(SITE)[0].all(BY_FOLDER[kind]):
        sent = json.loads(json.dumps(to_wire(record)))
        made, problems = from_wire(type(record), sent)
        assert not problems and made.model_dump() == record.model_dump(), record.id


@tried
@given(st.sampled_from(KINDS).flatmap(records))
def test_any_record_makes_it_too(record):
    made, problems = from_wire(type(record), json.loads(json.dumps(to_wire(record))))
    assert not problems and made.model_dump() == record.model_dump()


def edit(chance, values):
    """Change a form's values somewhere, as a person would; what comes of it need not be right."""
    name = chance.choice([name for name in values if name not in ("posted", "changed", "seal")])
    value = values[name]
    if isinstance(value, list) and chance.random() < 0.8:
        if isinstance(value[0], dict) and chance.random() < 0.6:
            edit(chance, chance.choice(value))
        else:
            chance.choice([value.reverse, value.pop, lambda: value.insert(0, chance.choice(value))])()
    elif isinstance(value, dict):
        edit(chance, value)
    elif isinstance(value, str) and chance.random() < 0.7:
        values[name] = chance.choice(["", value + " thêm", "0", f"{value}\n\n- ý", "# a: b", *HOSTILE])
    else:
        del values[name]


def test_random_edits_change_what_they_change_and_nothing_else(saving, data):
    chance, saved = random.Random(17), 0
    for _ in range(80):
        record = chance.choice([*saving.held.catalogue])
        form = opened(saving, record.folder, record.id)
        before, values = contents(data), json.loads(json.dumps(form["values"]))
        edit(chance, form["values"])
        try:
            save(saving, form)
        except Refusal as refusal:
            assert refusal.status == 422 and refusal.more["problems"]
            assert contents(data) == before
            continue
        saved += 1
        name = record.file.relative_to(data).as_posix()
        after = contents(data)
        assert {one for one in after if after[one] != before[one]} <= {name}
        made, _ = from_wire(type(record), form["values"])
        now = saving.held.catalogue.in_folder(record.folder)[record.id]
        ours = {"posted", "changed", "seal"}
        assert now.model_dump(exclude=ours) == made.model_dump(exclude=ours)
        same = {one for one in values if values[one] == to_wire(now).get(one)} - ours
        for field, lines in by_field(before[name].decode()).items():
            if field in same:
                assert lines == by_field(after[name].decode())[field], (name, field)
    assert saved > 25


def by_field(text):
    """The lines of each field of a file, its own comments too."""
    found, field = {}, None
    for line in text.splitlines():
        if line[:1].isalpha():
            field = line.partition(":")[0]
        found.setdefault(field, []).append(line)
    return found


def test_files_that_are_changed_together_are_so_whenever_it_is_killed(tmp_path):
    outcomes = []
    for step in range(1, 100):
        top = tmp_path / str(step)
        (top / "a").mkdir(parents=True)
        for name in ("a/changed", "a/gone", "moved"):
            (top / name).write_bytes(b"old")
        before = contents(top)
        changes = [
            Change(top / "a/changed", b"old", b"new"),
            Change(top / "a/gone", b"old", None),
            Change(top / "b/new", None, b"new"),
        ]
        moves = [Move(top / "moved", top / "c/moved")]
        was_killed = killed(step, put_together, top, changes, moves, top / ".desk/saving", {"who": "x"})
        is_done = settle(top, top / ".desk/saving") or not was_killed
        assert contents(top) == ({"a/changed": b"new", "b/new": b"new", "c/moved": b"old"} if is_done else before), step
        assert not settle(top, top / ".desk/saving") or is_done
        if not was_killed:
            break
        outcomes.append(is_done)
    assert len(outcomes) > 15 and outcomes == sorted(outcomes) and len({*outcomes}) == 2


def test_a_save_that_is_killed_is_ended_or_undone(tmp_path, data):
    before, outcomes = contents(data), []
    whole = {
        "events/2024/ten-khac.yml",
        "events/2024/2024-05-05-le-ra-mat-moi.yml",
        "sources/bai-viet-moi-2024-05-06.yml",
    }
    for step in range(11, 100, 9):
        folder = tmp_path / f"{step}" / "dữ liệu"
        shutil.copytree(data, folder)
        if not killed(step, saved_at_once, folder):
            break
        saving = Saving(Held(folder))
        saving.settle()
        now = contents(folder)
        assert now == before or now.keys() - before.keys() == whole, step
        assert not read(folder)[1] and not (folder / ".desk/saving").exists()
        assert len(saving.history.entries()) == (now != before)
        outcomes.append(now != before)
    assert outcomes == sorted(outcomes) and len({*outcomes}) == 2


def test_a_command_sees_no_half_of_a_save_and_what_is_written_after_it_stays(tmp_path, data):
    before = contents(data)

    def has_begun(step):
        """Whether the first of its files stands there, of a save that was killed at a step."""
        folder = shutil.copytree(data, tmp_path / f"{step}")
        killed(step, saved_at_once, folder)
        return contents(folder) != before

    steps = range(20, 100)
    folder = tmp_path / f"{steps[bisect_left(steps, True, key=has_begun)]}"
    assert read(folder)[1] and (folder / ".desk/saving/journal.json").exists()
    said = run("check", "--data", folder)
    assert said.returncode == 0, said.stderr
    now = contents(folder)
    assert now.keys() - before.keys() >= {"sources/bai-viet-moi-2024-05-06.yml", "events/2024/ten-khac.yml"}
    own = folder / "sources/bai-viet-moi-2024-05-06.yml"
    own.write_bytes(own.read_bytes() + b"# xem lai\n")
    now = contents(folder)
    saving = Saving(Held(folder))
    saving.settle()
    assert contents(folder) == now and len(saving.history.entries()) == 1


def test_a_system_that_refuses_leaves_all_as_it_was(saving, data, monkeypatch):
    before, forms = contents(data), [new_event(saving, "+1"), new_source()]
    own, calls = os.replace, []

    def failing(source, target):
        if str(target).endswith(".yml"):
            calls.append(target)
            if len(calls) == 2:
                raise OSError(28, "No space left on device", str(target))
        return own(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError):
        save(saving, *forms)
    assert contents(data) == before and not saving.history.entries()


def test_the_server_saves_and_tells_what_is_wrong(data):
    with served(data) as browser:
        browser.open()
        form = browser.get(f"record/events/{EVENT}").json
        form["values"]["figures"] = [{"label": "x", "value": "mười"}]
        answer = browser.post("save", {"records": [form]})
        assert answer.status == 422 and answer.json["problems"][0]["place"] == ["figures", 0, "value"]
        form["values"].pop("figures")
        form["values"]["title"] = "Tên mới"
        answer = browser.post("save", {"records": [form]})
        assert (
            answer.status == 200
            and browser.get(f"record/events/{EVENT}").json["base"] == answer.json["saved"][0]["base"]
        )
        assert browser.post("save", {"records": [form]}).status == 409
        entries = browser.get("history").json["entries"]
        assert entries[0]["what"][0]["changes"][0].startswith("Tên sự kiện: ")
        for body in (
            [],
            {"records": 1},
            {"records": [1]},
            {"records": [{"folder": "x", "values": {}}]},
            {"records": []},
        ):
            assert browser.post("save", body).status == 400


def test_a_picture_waits_until_a_save_names_it_and_comes_with_the_records(data):
    with served(data) as browser:
        browser.open()
        name = quote("Ảnh chụp (1).PNG")
        taken = browser.ask("POST", f"{API}upload?name={name}", picture())
        assert taken.status == 200, taken.text
        assert (taken.json["file"], taken.json["width"], taken.json["height"]) == ("anh-chup-1.png", 40, 30)
        assert not (data / "media/anh-chup-1.png").exists() and (data / ".desk/media/anh-chup-1.png").exists()
        small = browser.get("media/anh-chup-1.png?w=320")
        assert small.status == 200 and small.headers["content-type"].startswith("image/")
        form = browser.get(f"record/events/{EVENT}").json
        before = contents(data)
        form["values"]["pictures"] = [shown("anh-chup-1.png")]
        assert browser.post("check", {"records": [form]}).json["problems"] == []
        # What is refused leaves it where it waits.
        assert browser.post("save", {"records": [{**form, "values": {**form["values"], "title": ""}}]}).status == 422
        assert (data / ".desk/media/anh-chup-1.png").exists()
        saved = browser.post("save", {"records": [form]})
        assert saved.status == 200, saved.text
        assert (data / "media/anh-chup-1.png").read_bytes() == picture() and not (
            data / ".desk/media/anh-chup-1.png"
        ).exists()
        assert not read(data)[1] and browser.get("media/anh-chup-1.png?w=320").content == small.content
        # Another of the same name gets its own.
        again = browser.ask("POST", f"{API}upload?name={name}", picture(colour=(0, 0, 0))).json
        assert again["file"] == "anh-chup-1-2.png"
        undone = browser.post("undo", {"entry": saved.json["entry"]})
        assert undone.status == 200
        assert contents(data) == before and (data / ".desk/media/anh-chup-1.png").exists()
        # And the way back from that.
        assert browser.post("undo", {"entry": undone.json["entry"]}).status == 200
        assert (data / "media/anh-chup-1.png").read_bytes() == picture() and not read(data)[1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.png", b"GIF89a"),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("x.exe", b"MZ"),
        ("x.png:evil", b"x"),
        ("", b"x"),
        ("../../x.html", b"<html>"),
    ],
)
def test_what_is_no_picture_film_or_paper_is_not_taken(data, name, content):
    with served(data) as browser:
        browser.open()
        taken = browser.ask("POST", f"{API}upload?name={quote(name)}", content)
        assert taken.status == 422 and taken.json["problems"][0]["what"]
        assert [*(data / ".desk").rglob("x*")] == []
        for path in ("..%2fsite.yml", "../site.yml", "%2e%2e/%2e%2e/x.png", "con.png", ".desk/x.png", "C:x.png"):
            assert browser.get(f"media/{path}?w=99999999").status == 404


def test_names_that_mean_more_to_a_system_are_not_given(data):
    with served(data) as browser:
        browser.open()
        for width, (name, called) in enumerate(
            (
                ("CON.png", "tep-con.png"),
                ("..\\..\\a.png", "a.png"),
                ("/etc/b.png", "b.png"),
                ("ảnh.png", "anh.png"),
            ),
            900,
        ):
            assert browser.ask("POST", f"{API}upload?name={quote(name)}", picture((width, 600))).json["file"] == called
        assert browser.ask("POST", f"{API}upload?name=x.png", b"x" * (60 * 1024 * 1024 + 1)).status == 422
