"""Where a site may be put, what stays in its folder, and that a build which is cut off or refused loses nothing."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from macros.addresses.address import HOME
from macros.build import Build, Settings
from macros.catalogue import Finder, Notes
from macros.commands import main as give
from macros.load import load
from macros.publish import mark
from macros.publish.lock import Lock
from macros.publish.place import Refused
from macros.publish.swap import Swap
from macros.review.pages import START
from macros.search import index
from tests.conftest import DAY, ROOT, SAMPLE, build
from tests.faults import KILLED, killed
from tests.ready import PROCESSES
from tests.trees import contents

FEW = {
    "build --record": 2,
    "preview": 1,
    "new": 3,
    "writer of records": 3,
    "list of published addresses": 3,
    "start": 2,
}
STAYS = {
    "CNAME": "vi-du.example", ".nojekyll": "", ".htaccess": "Options -Indexes", ".well-known/security.txt": "Contact: x",
    ".git/HEAD": "ref: refs/heads/gh-pages", "google0123456789abcdef.html": "google", "web.config": "<x/>",
}  # fmt: skip


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write `files` under `folder`."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def top(tmp_path):
    """A project with a data folder, beside which sites are put."""
    put(tmp_path, {"project/data/site.yml": "", "project/docs/index.md": "", "project/tests/x.py": ""})
    return tmp_path


def swap(top: Path, site: Path | None = None) -> Swap:
    return Swap(site or top / "site", top / "project/data", top / "project")


def publish(top: Path, files: dict[str, str]) -> Swap:
    """What a build does with the swap."""
    made = swap(top)
    put(made.building, files)
    made.finish(files)
    made.abandon()
    return made


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


REFUSED = {
    "project/data": "là thư mục dữ liệu",
    "project": "là thư mục của dự án",
    ".": "chứa thư mục dữ liệu",
    "project/data/site": "nằm trong thư mục dữ liệu",
    "project/data/models/moi": "nằm trong thư mục dữ liệu",
    "project/tests": "nằm trong tests, thư mục của dự án",
    "project/docs/moi": "nằm trong docs, thư mục của dự án",
    "project/.git": "nằm trong .git, thư mục của dự án",
    "project/.venv/lib": "nằm trong .venv, thư mục của dự án",
    "kho/.git/site": "nằm trong một thư mục .git",
    "tep": "đã có một tệp",
    "ong": "đã có một tệp",
    "lien-ket": "là liên kết tới nơi khác",
    "lien-ket-hong": "là liên kết tới nơi khác",
    "co-quan": "trong đó có CNAME, bao-cao.pdf",
    "kho": "trong đó có .git, doc.md",
    "cay": "trong đó có .git",
    "trang/mo-hinh": "nằm trong một trang khác",
    "la-ma": "trong đó có .site-files",
    "nhieu": "trong đó có 0, 1, 2, 3, 4 và 3 tệp khác",
    "/": "là gốc của ổ đĩa",
}  # fmt: skip


@pytest.mark.parametrize("place", REFUSED)
def test_what_is_not_ours_is_refused_by_name_and_left(place, top):
    put(top, {"co-quan/CNAME": "x", "co-quan/bao-cao.pdf": "x", "kho/.git/HEAD": "x", "kho/doc.md": "x", "cay/.git": "gitdir: x",
              "trang/mo-hinh/index.html": "x", "tep": "x", "rong/x/y": "", "la-ma/.site-files": "# khác", **{f"nhieu/{n}": "" for n in range(8)}})  # fmt: skip
    mark.write(top / "trang", ["mo-hinh/index.html"])
    os.mkfifo(top / "ong")
    (top / "lien-ket").symlink_to(top / "rong")
    (top / "lien-ket-hong").symlink_to(top / "khong-co")
    before = names(top), [str(file) for file in sorted(top.rglob("*"))]
    with pytest.raises(Refused) as told:
        swap(top, Path(os.path.abspath(top / place)))
    assert REFUSED[place] in str(told.value)
    assert str(Path(os.path.abspath(top / place))) in str(told.value)  # by name
    assert (names(top), [str(file) for file in sorted(top.rglob("*"))]) == before


def test_what_was_made_of_another_kind_is_not_replaced(top):
    """A review holds what isn't public, and a site may lie where readers look."""
    publish(top, {"index.html": "trang"})
    before = contents(top / "site")
    with pytest.raises(Refused, match="bản xem để duyệt"):
        Swap(top / "site", top / "project/data", top / "project", START)
    assert contents(top / "site") == before
    Swap(top / "site", top / "project/data", top / "project", HOME.file).abandon()


def test_home_and_what_holds_it_are_refused(top, monkeypatch):
    monkeypatch.setenv("HOME", str(top / "nguoi/nha"))
    (top / "nguoi/nha").mkdir(parents=True)
    for place, said in {"nguoi/nha": "là thư mục riêng của bạn", "nguoi": "chứa thư mục riêng của bạn"}.items():
        with pytest.raises(Refused, match=said):
            swap(top, top / place)


def test_a_place_reached_by_a_link_or_a_detour_is_known_again(top):
    (top / "loi").symlink_to(top / "project")
    for place in ("loi/data", "loi/docs/moi", "project/docs/../data"):
        with pytest.raises(Refused, match="thư mục"):
            swap(top, Path(os.path.abspath(top / place)))


@pytest.mark.parametrize("before", [None, [], ["site"], ["a/b"]])
def test_a_folder_that_is_empty_or_not_there_is_taken(before, top):
    for name in before or ():
        (top / name).mkdir(parents=True)
    publish(top, {"index.html": "1"})
    assert contents(top / "site") == {"index.html": b"1", mark.NAME: (top / "site" / mark.NAME).read_bytes()}


def test_what_stays_stays_and_what_was_ours_goes(top):
    publish(top, {"index.html": "1", "cu/index.html": "1"})
    put(top / "site", {**STAYS, "cu/Thumbs.db": "x", ".DS_Store": "x"})
    for n in "23":
        assert publish(top, {"index.html": n}).told == []
        there = contents(top / "site")
        assert there.pop("index.html") == n.encode()
        assert {name: there[name].decode() for name in STAYS} == STAYS
        assert not (top / "site/cu").exists()
        assert names(top) == ["project", "site"]


FOREIGN = ("bao-cao.pdf", "mo-hinh/ghi chú.docx", "docs/CNAME", "moi/index.html", "x/.git/HEAD")


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_somebody_put_into_the_site_is_named_and_left(name, top):
    publish(top, {"index.html": "1", "mo-hinh/index.html": "1"})
    put(top / "site", {name: "của tôi"})
    with pytest.raises(Refused, match="có tệp không do lệnh build viết: ") as told:
        swap(top)
    assert name in str(told.value)
    assert (top / "site" / name).read_text(encoding="utf-8") == "của tôi"
    assert names(top) == ["project", "site"]


def test_a_link_in_the_site_is_never_followed(top):
    put(top, {"khac/index.html": "của tôi"})
    publish(top, {"index.html": "1", "mo-hinh/index.html": "1"})
    shutil.rmtree(top / "site/mo-hinh")
    (top / "site/mo-hinh").symlink_to(top / "khac")
    with pytest.raises(Refused, match="mo-hinh"):
        swap(top)
    (top / "site").rename(top / ".site.deleting")  # as if it had been put there in the middle of a build
    publish(top, {"index.html": "2"})
    assert (top / "khac/index.html").read_text(encoding="utf-8") == "của tôi"


def test_what_comes_into_the_site_during_a_build_is_put_aside(top):
    publish(top, {"index.html": "1"})
    made = swap(top)
    put(made.building, {"index.html": "2", "CNAME": "mới"})
    put(top / "site", {"bao-cao.pdf": "của tôi", "CNAME": "cũ"})
    made.finish(["index.html", "CNAME"])
    made.abandon()
    assert "site.cu" in made.told[0]
    assert contents(top / "site.cu") == {"CNAME": "cũ".encode(), "bao-cao.pdf": "của tôi".encode()}
    assert contents(top / "site").keys() == {"index.html", "CNAME", mark.NAME}


def test_a_site_from_before_the_mark_is_replaced_and_kept_beside(top):
    old = {
        "index.html": "cũ",
        "assets/search/index/manifest.json": "{}",
        "du-lieu/datapackage.json": "{}",
        "bao-cao.pdf": "x",
    }
    put(top / "site", {**old, "CNAME": "x"})
    assert "site.cu" in publish(top, {"index.html": "mới"}).told[0]
    assert {name: text.decode() for name, text in contents(top / "site.cu").items()} == old
    assert contents(top / "site")["CNAME"] == b"x"
    assert publish(top, {"index.html": "mới"}).told == []


def test_names_that_the_build_needs_are_not_taken_from_others(top):
    for name in (".site.building", ".site.last", ".site.deleting"):
        put(top, {f"{name}/của tôi.txt": "x"})
        with pytest.raises(Refused, match="mà ở đó có thứ khác"):
            swap(top)
        shutil.rmtree(top / name)
        (top / name).symlink_to(top / "project")
        with pytest.raises(Refused, match="mà ở đó có thứ khác"):
            swap(top)
        (top / name).unlink()
    assert (top / "project/data/site.yml").exists()


def test_a_build_that_was_cut_off_is_gone_on_with_from_wherever_it_was(top, monkeypatch):
    """The moves between folders are done one by one, each time by a build that is cut off right after one more of them."""

    class CutOff(BaseException):
        pass

    moves = 0
    for last in range(12):
        shutil.rmtree(top / "site", ignore_errors=True)
        publish(top, {"index.html": "1", "cu/index.html": "1"})
        put(top / "site", STAYS)
        left = last

        def counted(real):
            def move(*arguments, **options):
                nonlocal left
                if left == 0:
                    raise CutOff
                left -= 1
                return real(*arguments, **options)

            return move

        with monkeypatch.context() as cut:
            for owner, name in ((Path, "rename"), (os, "rename"), (Path, "unlink"), (Path, "rmdir"), (Path, "mkdir")):
                cut.setattr(owner, name, counted(getattr(owner, name)))
            try:
                made = swap(top)
                put(made.building, {"index.html": "2"})
                made.finish(["index.html"])
            except CutOff:
                moves += 1
        made = None  # the process is gone, and with it its lock
        for lock in top.glob(".*.lock"):
            lock.unlink()
        present = {
            name: text for folder in (top / "site", top / ".site.last") for name, text in contents(folder).items()
        }
        assert {name for name in STAYS if name not in present} == set()
        swap(top).abandon()
        there = {name: text.decode() for name, text in contents(top / "site").items()}
        assert {name: there.get(name) for name in STAYS} == STAYS
        assert there["index.html"] == ("2" if "cu/index.html" not in there else "1")
        assert names(top) == ["project", "site"]
    assert moves > 8


def test_two_builds_at_once_the_second_is_told_who_is_at_work(top):
    code = f"import sys, time; from macros.publish.lock import Lock; from pathlib import Path; Lock(Path({str(top / '.site.lock')!r}), 'x'); print('!', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"!\n"
        with pytest.raises(Refused, match=rf"đang chạy cho .*site \(tiến trình {holder.pid}, từ \d\d:\d\d:\d\d ngày"):
            swap(top)
        assert names(top) == [".site.lock", "project"]
        holder.kill()
    publish(top, {"index.html": "1"})  # what a dead process left is no obstacle
    assert names(top) == ["project", "site"]


@pytest.mark.parametrize("make", [Path.mkdir, lambda file: file.symlink_to("project/data/site.yml")])
def test_a_lock_that_cannot_be_had_is_told(make, top):
    make(top / ".site.lock")
    with pytest.raises(Refused, match=r"Không ghi được vào .*\.site\.lock"):
        Lock(top / ".site.lock", "site")


def test_who_has_patience_waits_for_the_other(tmp_path):
    holder = Lock(tmp_path / ".x.lock", "x")
    threading.Timer(0.2, holder.release).start()
    Lock(tmp_path / ".x.lock", "x", patience=30).release()
    assert names(tmp_path) == []


# The whole command.


def test_two_builds_of_one_data_folder_note_all_that_each_published(tmp_path):
    """The first to finish notes its addresses while the second is still at work; the second adds its own."""
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    (data / "published.txt").write_text("", encoding="utf-8")
    first = Build(Settings(data, tmp_path / "mot", recording=True), Notes(Finder(load(data), DAY)), None)
    second = Build(Settings(data, tmp_path / "hai", recording=True), Notes(Finder(load(data), DAY)), None)
    holder = Lock(data / ".published.lock", "data")
    notes: list[str] = []
    at_work = [
        threading.Thread(target=lambda made=made, page=page: notes.extend(made._note({f"{page}/index.html"})))
        for made, page in ((first, "mot"), (second, "hai"))
    ]
    for thread in at_work:
        thread.start()
    assert (data / "published.txt").read_text(encoding="utf-8") == ""
    holder.release()
    for thread in at_work:
        thread.join()
    assert {"/mot/", "/hai/"} <= set((data / "published.txt").read_text(encoding="utf-8").splitlines()), notes
    assert ".published.lock" not in names(data)


def test_the_second_build_ends_and_says_who_is_at_work(tmp_path, mini_site):
    last = Path(shutil.copytree(mini_site, tmp_path / "site"))
    holder = Lock(tmp_path / ".site.lock", "site")
    done = build(SAMPLE, last)
    assert done.returncode == 1
    assert f"Một lệnh build khác đang chạy cho {last} (tiến trình {os.getpid()}, từ " in done.stderr
    assert contents(last) == contents(mini_site)
    holder.release()
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("command", ["build", "check"])
def test_that_nobody_listens_is_no_mistake(command, tmp_path):
    """As in `build | head -1`."""
    site, (listens, says) = tmp_path / "site", os.pipe()
    os.close(listens)
    to = ["--site-dir", site] if command == "build" else []
    begun = [sys.executable, "-m", "macros", command, "--data", SAMPLE, *to]
    done = subprocess.run(begun, cwd=ROOT, stdout=says, stderr=subprocess.PIPE, text=True, check=False)
    os.close(says)
    assert not done.stderr
    assert command == "check" or (done.returncode == 0 and (site / "index.html").exists())


def test_a_worktree_of_git_is_refused(tmp_path):
    for command in (
        ["init", "-q", "kho"],
        ["-C", "kho", "commit", "-q", "--allow-empty", "-m", "x"],
        ["-C", "kho", "worktree", "add", "-q", "../cay"],
    ):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y.example", *command], cwd=tmp_path, check=True)
    before = contents(tmp_path)
    done = build(SAMPLE, tmp_path / "cay")
    assert done.returncode == 1
    assert "trong đó có .git" in done.stderr
    assert contents(tmp_path) == before


@pytest.mark.parametrize("place", ["tests", "docs/x", ".git", "."])
def test_the_command_refuses_before_it_reads_anything(place):
    done = build(ROOT / "khong-co", ROOT / place)
    assert done.returncode == 1
    assert "--site-dir" in done.stderr and "Traceback" not in done.stderr
    assert "không có thư mục dữ liệu" not in done.stderr


def test_mkdocs_itself_refuses_too(tmp_path):
    put(tmp_path / "site", {"CNAME": "x", "bao-cao.pdf": "x"})
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", tmp_path / "site"],
        check=False, cwd=ROOT, env={**os.environ, "SHOWCASE_DATA": str(SAMPLE)}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert "trong đó có CNAME, bao-cao.pdf" in done.stdout and "Traceback" not in done.stderr
    assert names(tmp_path / "site") == ["CNAME", "bao-cao.pdf"]


def build_on_a_full_disk(site: Path, said: Path) -> None:
    def full(*_: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    index.write_index = full
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), 2)
    sys.exit(give(["build", "--data", str(SAMPLE), "--site-dir", str(site)]))


def test_a_full_disk_leaves_the_last_site(tmp_path, mini_site):
    last, said = Path(shutil.copytree(mini_site, tmp_path / "ra/site")), tmp_path / "said"
    process = PROCESSES.Process(target=build_on_a_full_disk, args=(last, said))
    process.start()
    process.join()
    assert process.exitcode == 1
    told = said.read_text(encoding="utf-8")
    assert "đĩa đã đầy. Chưa đăng gì; trang lần trước vẫn còn nguyên." in told
    assert "Traceback" not in told
    assert contents(last) == contents(mini_site)
    assert names(last.parent) == ["site"]


@pytest.mark.parametrize("what", KILLED)
def test_a_kill_at_any_moment_leaves_all_whole(what, tmp_path):
    """A few; `python -m tests.faults` does it many times."""
    assert killed(tmp_path, {what: FEW[what]}, seed=1) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    put(tmp_path, {"cha": "một tệp"})
    done = build(SAMPLE, tmp_path / "cha/site")
    assert done.returncode == 1
    assert "Không ghi được vào" in done.stderr and "Traceback" not in done.stderr
