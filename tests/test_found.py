"""What lies in the data folder and is not read is said; what Git, editors and systems keep there is passed over."""

import errno
import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

from macros.files.found import files_in, read_regular
from macros.files.whole import write_new
from macros.hand_written import refuse_odd
from macros.hosting.recipes import RECIPES
from macros.load import load, read
from macros.records import Model
from tests.conftest import SAMPLE
from tests.ready import run
from tests.test_checker import MODEL


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the sample site that messages call `data`."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(SAMPLE, "data"))


def put(file: Path, text: str = MODEL) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def bound(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(file))


LINK = "là liên kết tới nơi khác, chương trình không đọc qua liên kết. Chép tệp hay thư mục thật vào chỗ này."
SYSTEM = "không phải tệp thường mà là thứ của hệ thống, như ống dẫn hay thiết bị. Xóa hoặc chuyển đi nơi khác."
DOT = "tên bắt đầu bằng dấu . nên chương trình không đọc. Bỏ dấu ấy khỏi tên tệp, hoặc xóa tệp."
NOT_READ = {
    "a link to a file inside": (lambda d: (d / "models/x.yml").symlink_to("camera-nui.yml"), f"data/models/x.yml: {LINK}"),
    "a link to a file outside": (lambda d: (d / "models/x.yml").symlink_to("/etc/hosts"), f"data/models/x.yml: {LINK}"),
    "a dangling link": (lambda d: (d / "models/x.yml").symlink_to("khong-co"), f"data/models/x.yml: {LINK}"),
    "a link to itself": (lambda d: (d / "models/x.yml").symlink_to("x.yml"), f"data/models/x.yml: {LINK}"),
    "a linked folder": (lambda d: (d / "models/khac").symlink_to("../events"), f"data/models/khac: {LINK}"),
    "a linked folder at the top": (lambda d: (d / "khac").symlink_to("/"), f"data/khac: {LINK}"),
    "a pipe": (lambda d: os.mkfifo(d / "models/x.yml"), f"data/models/x.yml: {SYSTEM}"),
    "a pipe at the top": (lambda d: os.mkfifo(d / "x.yml"), f"data/x.yml: {SYSTEM}"),
    "a socket": (lambda d: bound(d / "models/x.yml"), f"data/models/x.yml: {SYSTEM}"),
    "a folder like a record": (lambda d: put(d / "models/x.yml/y.yml"), "data/models/x.yml: là thư mục mà mang tên của một tệp. Đổi"),
    "a hidden record": (lambda d: put(d / "models/.x.yml"), f"data/models/.x.yml: {DOT}"),
    "a hidden kind": (lambda d: put(d / ".models/x.yml"), "data/.models: tên thư mục bắt đầu bằng dấu chấm nên chương trình không đọc 1 tệp trong đó. Đổi tên thành models."),
    "a hidden folder of a kind": (lambda d: put(d / "models/.cu/x.yml"), "data/models/.cu: tên thư mục bắt đầu bằng dấu chấm nên chương trình không đọc 1 tệp"),
    "deep in a hidden folder": (lambda d: put(d / ".cu/models/x.yml"), "data/.cu: tên thư mục bắt đầu bằng dấu chấm"),
    "a link in a hidden folder": (lambda d: [(d / ".cu").mkdir(), (d / ".cu/x.yml").symlink_to("y")], "data/.cu: tên thư mục"),
    "a long name": (lambda d: put(d / f"models/{'x' * 121}.yml"), f"data/models/{'x' * 121}.yml: tên tệp dài quá 120 chữ. Đặt tên ngắn hơn."),
    "a reserved alias": (lambda d: put(d / "models/x.yml", f"{MODEL}aliases: [con]\n"), "data/models/x.yml: aliases.1: 'con' là tên dành riêng cho hệ thống"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_READ)
def test_what_is_not_read_is_said(case, data):
    make, said = NOT_READ[case]
    make(data)
    (problem,) = read(data)[1]
    assert str(problem).startswith(said)


@pytest.mark.parametrize("make", [lambda f: f.symlink_to("x"), os.mkfifo, Path.mkdir])
def test_settings_that_are_no_file_are_said(make, data):
    (data / "site.yml").unlink()
    make(data / "site.yml")
    (problem,) = read(data)[1]
    assert problem.file == "data/site.yml" and "thiếu" not in problem.what


@pytest.mark.parametrize("name", ["models", "models/camera-nui.yml", "site.yml", "published.txt"])
def test_what_may_not_be_read_is_said(name, data):
    assert "không có quyền đọc hoặc ghi" in refused_to_read(data, name)


def refused_to_read(data, name) -> str:
    """What is said of a file or folder that the system refuses to open (which it refuses root nothing of)."""
    real = {"scandir": os.scandir, "read_bytes": Path.read_bytes}
    (data / "published.txt").touch()

    def refusing(how):
        def call(path, *rest):
            if Path(path).resolve() == (data / name).resolve():
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real[how](path, *rest)

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", refusing("scandir"))
        patch.setattr(Path, "read_bytes", refusing("read_bytes"))
        problems = [str(problem) for problem in read(data)[1] if problem.file == f"data/{name}"]
    assert len(problems) == 1
    return problems[0]


PASSED_OVER = [
    ".git/config", ".git/x.yml", ".github/workflows/ci.yml", ".vscode/settings.json", "__MACOSX/models/._x.yml", "__MACOSX/x.yml",
    ".DS_Store", "models/.DS_Store", ".gitignore", ".gitattributes", ".gitlab-ci.yml", "README.md", "README", "LICENSE", "license.txt",
    "models/._camera-nui.yml", "models/.x.yml.swp", "models/~$x.docx", "models/.x.yml.12.new", ".idea/x.xml", "models/Thumbs.db",
    ".published.txt.12.new", "CODEOWNERS", ".cu/ghi-chu.txt", "models/.obsidian/x.yml", ".editorconfig",
]  # fmt: skip


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_programs_keep_beside_records_is_passed_over(name, data):
    put(data / name, "x: [")
    assert read(data)[1] == []


def test_a_data_folder_that_is_a_repository_can_be_used(data):
    subprocess.run(["git", "init", "-q", data], check=True)
    for name in PASSED_OVER:
        put(data / name, "x: [")
    assert len(load(data).by_id(Model)) == 2


def test_files_come_in_the_order_of_their_folders_and_names(tmp_path):
    files = [tmp_path / name for name in ("a/b/c.yml", "a/b.yml", "a/d.yml", "a.yml", "ab/c.yml", "b.yml")]
    for file in reversed(files):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    assert files_in(tmp_path, set()) == (files, []) and files == sorted(files)


def test_the_checker_never_waits_for_a_pipe(data):
    for name in ("models/x.yml", "site.yml", "published.txt", "units/x", "pipe"):
        (data / name).unlink(missing_ok=True)
        os.mkfifo(data / name)
    done = run("check", "--data", data.resolve(), timeout=60)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.count("không phải tệp thường") == 5


def test_no_command_waits_for_a_pipe_in_the_place_of_a_file_that_it_was_named(data, tmp_path):
    os.mkfifo(pipe := tmp_path / "ong.json")
    ways = (
        ("import",),
        ("units", "--in"),
        ("borders", "--source", "bai-hai"),
        ("review", "--take"),
        ("changes", "--since"),
    )
    os.mkfifo(tmp_path / RECIPES["pages"].file)
    for way, named in [(way, pipe) for way in ways] + [(("recipe", "pages", "--out"), tmp_path)]:
        done = run(*way, named, "--data", data.resolve(), timeout=60)
        assert done.returncode == 1 and "không phải tệp thường" in done.stderr and "Traceback" not in done.stderr, way


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="a system without devices in folders")
def test_a_link_to_a_device_is_never_read(tmp_path):
    (tmp_path / "x").symlink_to("/dev/zero")
    with pytest.raises(OSError, match="x"):
        read_regular(tmp_path / "x")


def test_a_hand_written_page_or_file_that_is_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "ong.js")
    made = File("ong.js", str(tmp_path), str(tmp_path / "site"), use_directory_urls=True)
    with pytest.raises(Abort, match="không phải tệp thường"):
        refuse_odd(Files([made]))


def test_a_new_file_is_whole_or_not_there(tmp_path, monkeypatch):
    file = tmp_path / "events/2026/x.yml"
    write_new(file, "một\n")
    with pytest.raises(FileExistsError, match=r"x\.yml"):
        write_new(file, "hai\n")
    assert file.read_text(encoding="utf-8") == "một\n"

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "models/moi/y.yml", "ba\n")
    assert sorted(str(f.relative_to(tmp_path)) for f in tmp_path.rglob("*")) == [
        "events",
        "events/2026",
        "events/2026/x.yml",
    ]


def test_a_new_file_needs_no_links(tmp_path, monkeypatch):
    """exFAT and some network drives have none."""

    def without(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", without)
    write_new(tmp_path / "x.yml", "một\n")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "x.yml", "hai\n")
    assert os.listdir(tmp_path) == ["x.yml"]
