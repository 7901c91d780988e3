"""From the records to a target and back, as staff give the order: what is told, asked, kept, and never let out."""

import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros import publishing
from macros.changes.state import State
from macros.desk import publishing as desk
from macros.desk.held import Held
from macros.desk.safety import Refusal
from macros.desk.saving import Saving
from macros.publish import mark
from macros.publish.place import Refused
from macros.publishing import Order, listed, publish, undo
from macros.targets.store import State as Became
from macros.targets.store import Store
from tests.conftest import SAMPLE
from tests.ready import run
from tests.test_targets import Person, contents, memory  # noqa: F401  # no password of these tests into this machine's keyring


@pytest.fixture
def order(tmp_path):
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    with (data / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"targets:\n  - {{id: web, kind: folder, path: {tmp_path / 'web'}}}\n")
    return Order(data, None, "Chị Mai", tmp_path / "site")


@pytest.fixture
def forked(monkeypatch):
    """Have builds forked from now on, which takes half the time; the command itself is given before."""

    def begin():
        called = publishing.subprocess.run

        def build(command, **how):
            if command[1:5] != ["-P", "-m", "macros", "build"]:
                return called(command, **how)
            done = run(*command[4:])
            return SimpleNamespace(returncode=done.returncode, stdout=done.stdout + done.stderr)

        monkeypatch.setattr(publishing.subprocess, "run", build)

    return begin


def test_a_site_is_published_changed_and_brought_back(order, tmp_path, forked):
    web, person = tmp_path / "web", Person()
    assert not publish(order, Person(agrees=False))
    assert not web.exists()
    forked()
    assert publish(order, person)
    first = contents(web)
    assert first["index.html"] == (tmp_path / "site/index.html").read_text(encoding="utf-8")
    model = order.data / "models/camera-nui.yml"
    model.write_text(
        model.read_text(encoding="utf-8").replace("name: Camera xã Núi", "name: Mắt thần xã Núi"), encoding="utf-8"
    )
    (order.data / "models/nhap.yml").write_text(
        model.read_text(encoding="utf-8").replace("Mắt thần", "Bí mật") + "draft: true\n", encoding="utf-8"
    )
    changed = Person()
    assert publish(order, changed)
    assert "- Tên mô hình: “Camera xã Núi” → “Mắt thần xã Núi”" in "\n".join(changed.said)
    assert "Bí mật" not in "\n".join(changed.said) and not any("Bí mật" in text for text in contents(web).values())
    assert contents(web) != first
    told = listed(order)
    assert len(told) == 3 and "Chị Mai: Sửa mô hình “Mắt thần xã Núi”" in told[1]
    assert undo(order, Person())
    assert {path: text for path, text in contents(web).items() if path in first} == first
    with pytest.raises(Refused, match="Không có bản nào trước"):
        undo(order, Person())
    model.write_text(model.read_text(encoding="utf-8") + "themes: [khong-co]\n", encoding="utf-8")
    wrong = Person()
    assert not publish(order, wrong)
    assert any("khong-co" in text or model.name in text for text in wrong.said) and "Chưa đăng gì" in wrong.said[-1]
    with Store(order.data), pytest.raises(Refused, match="Một lần đăng khác của dữ liệu này đang chạy"):
        undo(order, Person())


@pytest.mark.parametrize("when", ["before it is taken", "while it is taken"])
def test_a_site_of_others_that_was_built_in_the_same_place_is_never_published(order, monkeypatch, when):
    """As two wards do on one machine; the build itself is not what this is about."""
    take, others, made = Store.take, ["others"], []

    def put(whose):
        site = order.site.with_name(f"new-{len(made)}")
        site.mkdir()
        (site / "index.html").write_text(whose)
        mark.write(site, ["index.html"])
        if order.site.exists():
            order.site.rename(order.site.with_name(f"old-{len(made)}"))
        site.rename(order.site)
        made.append(whose)

    def build(*_, **__):
        put("ours")
        return SimpleNamespace(returncode=0, stdout="")

    def taken(store, site):
        if when == "while it is taken" and others:
            put(others.pop())
        return take(store, site)

    def state(_):
        if when == "before it is taken" and made and others:
            put(others.pop())
        return State({}, {}, {}, {}, {}, {}, {})

    monkeypatch.setattr(publishing.subprocess, "run", build)
    monkeypatch.setattr(publishing, "_state", state)
    monkeypatch.setattr(Store, "take", taken)
    with Store(order.data) as store:
        _, files = publishing._built(order, store, Person())
        assert made == ["ours", "others", "ours"]
        assert store.blob(files["index.html"][0]).read_text() == "ours"


def test_the_same_site_is_not_put_in_another_place_without_asking(order, monkeypatch):
    monkeypatch.setattr(
        publishing, "_built", lambda given, store, talk: (State({}, {}, {}, {}, {}, {}, {}), store.take(given.site))
    )
    order.site.mkdir()
    (order.site / "index.html").write_text("một")
    mark.write(order.site, ["index.html"])
    assert publish(order, Person())
    same = Person(agrees=False)  # nothing is new: nothing to ask
    assert publish(order, same) and same.asked == [] and "Không có gì mới" in same.said[-1]
    settings = order.data / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("/web}", "/noi-khac}"), encoding="utf-8")
    there = order.data.parent / "noi-khac"
    no, yes = Person(agrees=False), Person()
    assert not publish(order, no) and "noi-khac" in no.asked[0] and not (there / "index.html").exists()
    assert publish(order, yes) and "Đã đăng" in yes.said[-1] and (there / "index.html").exists()
    assert len(listed(order)) == 1 + 1
    (order.site / "index.html").write_text("hai")
    assert publish(order, Person())
    settings.write_text(settings.read_text(encoding="utf-8").replace("/noi-khac}", "/moi}"), encoding="utf-8")
    asked = SimpleNamespace(agrees=lambda question: question.startswith("Đưa"), say=str, step=print)  # as with --yes
    assert not undo(order, asked)
    assert not (order.data.parent / "moi/index.html").exists()


def test_what_a_kill_left_is_ended_by_the_next_order(order, monkeypatch):
    """Killed between the target and the note of it, and in the middle of going back: nothing goes back further than was asked."""
    monkeypatch.setattr(
        publishing, "_built", lambda given, store, talk: (State({}, {}, {}, {}, {}, {}, {}), store.take(given.site))
    )
    site, web = order.site, order.data.parent / "web"

    def made(text):
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        (site / "index.html").write_text(text, encoding="utf-8")
        mark.write(site, ["index.html"])

    def killed(when, act):
        with monkeypatch.context() as patched:
            patched.setattr(Store, "note", when)
            with pytest.raises(KeyboardInterrupt):
                act(order, Person())

    def at(state):
        noted = Store.note

        def note(self, target, one, became=None):
            if became is state:
                raise KeyboardInterrupt
            return noted(self, target, one, became)

        return note

    for text in ("một", "hai"):
        made(text)
        assert publish(order, Person())
    made("ba")
    killed(at(Became.THERE), publish)
    assert contents(web)["index.html"] == "ba" and len(listed(order)) == 3
    killed(at(Became.UNDONE), undo)  # what was put there without a note goes first
    assert contents(web)["index.html"] == "hai"
    assert undo(order, Person())
    assert contents(web)["index.html"] == "hai"
    for number in range(7):
        made(f"{number}")
        assert publish(order, Person())
    assert len(listed(order)) == 1 + 5
    assert undo(order, Person()) and undo(order, Person())
    assert contents(web)["index.html"] == "4" and len(listed(order)) == 1 + 3
    assert not publish(Order(order.data, None, "Anh Ba", site), Person(agrees=False))
    made("4")
    assert publish(order, again := Person()) and not any("Đăng lên" in one for one in again.asked)  # nothing is new
    blobs = [file for file in (order.data / ".desk/published/blobs").rglob("*") if file.is_file()]
    assert len(blobs) == 3 + 1 + 1  # the contents of three, the mark, the records


def test_every_window_of_the_desk_sees_one_order_and_the_first_answer_counts(order, monkeypatch):
    def act(given, talk):
        talk.say(f"tới {given.target}")
        talk.step("Gửi", 1, 2)
        said = talk.password("ftp://ai@vi-du.vn:21")
        talk.say("có mật khẩu" if said == "bí mật" else "không có")
        if not talk.agrees("Đăng?"):
            return False
        raise Refused("Máy chủ đã hết chỗ chứa. Xóa bớt.")

    monkeypatch.setitem(desk._ACTS, "publish", act)
    one = desk.Publishing(Saving(Held(order.data)))
    assert one.now()["there"] == {"web": ["chưa đăng lần nào từ đây"]}
    one.begin({"act": "publish", "target": "web"})

    def until(good):
        for _ in range(6000):
            if good(run := one.now()["run"]):
                return run
            time.sleep(0.01)
        raise AssertionError(run)

    first = until(lambda run: run["question"])
    assert (first["question"]["kind"], first["said"], first["who"]) == (
        "password",
        ["tới web"],
        one._order("web", False).who,
    )
    with pytest.raises(Refusal, match="một lần đăng khác đang chạy"):
        one.begin({"act": "undo", "target": "web"})
    with pytest.raises(Refusal, match="không đọc được"):  # no yes to a question for a password
        one.answer({"question": first["question"]["number"], "answer": True})
    one.answer({"question": first["question"]["number"], "answer": "bí mật"})
    with pytest.raises(Refusal, match="đã được trả lời"):
        one.answer({"question": first["question"]["number"], "answer": "bí mật"})
    second = until(lambda run: run["question"])
    assert "bí mật" not in str(one.now())
    one.answer({"question": second["question"]["number"], "answer": True})
    last = until(lambda run: run["became"])
    assert (last["became"], last["said"][1:]) == ("failed", ["có mật khẩu", "Máy chủ đã hết chỗ chứa. Xóa bớt."])
    assert one.begin({"act": "publish", "target": "web"})["run"]["number"] == 2
    one.answer({"question": until(lambda run: run["question"])["question"]["number"], "answer": ""})
    one.answer(
        {"question": until(lambda run: run["question"] and len(run["said"]) > 1)["question"]["number"], "answer": False}
    )
    assert until(lambda run: run["became"])["became"] == "stopped"
