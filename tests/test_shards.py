"""Pages made in shards on several machines join to the site that one would have made."""

import os
import shutil
import subprocess
import sys

from macros.files.kept import folder_for
from tests.conftest import ROOT, SAMPLE, TODAY, build
from tests.edits import differing
from tests.ready import run


def test_shards_join_to_the_same_site(tmp_path, mini_site):
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    shards = tmp_path / "shards"
    for shard in ("1/2", "2/2"):
        done = run("build", "--data", data, "--shard", shard, "--shards", shards, SOURCE_DATE_EPOCH=TODAY)
        assert done.returncode == 0, done.stdout + done.stderr
    assert {shard.name for shard in shards.iterdir()} == {"1-2", "2-2"}
    shutil.rmtree(folder_for(data), ignore_errors=True)  # as on another machine
    done = build(data, tmp_path / "site", "--join", "--shards", shards, "--verbose")
    assert "0 giây  Tạo trang" in done.stderr  # each was in a shard
    assert not differing(tmp_path / "site", mini_site)


def test_a_shard_has_a_number_that_there_is_and_joining_needs_some(tmp_path):
    assert run("build", "--data", SAMPLE, "--shard", "3/2", "--shards", tmp_path).returncode == 2
    done = run("build", "--data", SAMPLE, "--join", "--shards", tmp_path)
    assert done.returncode == 1
    assert f"không có phần nào trong {tmp_path}" in done.stderr


def test_a_shard_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "shards").write_text("a file", encoding="utf-8")
    done = run("build", "--data", SAMPLE, "--shard", "1/9", "--shards", tmp_path / "shards", SOURCE_DATE_EPOCH=TODAY)
    assert done.returncode == 1
    assert f"Không ghi được vào {tmp_path / 'shards/1-9'}" in done.stderr
    assert "Đã tạo" not in done.stdout


def test_a_kill_leaves_nothing_that_stays_where_the_system_keeps_what_does_not(tmp_path):
    script = (
        "import os, sys; from mkdocs.commands import build; build.build = lambda _: os.kill(os.getpid(), 9)\n"
        "from macros.commands import main; main()\n"
    )
    aside = tmp_path / "aside"
    aside.mkdir()
    left = []
    for where in (["--site-dir", tmp_path / "site"], ["--shard", "1/2", "--shards", tmp_path / "shards"]):
        subprocess.run(
            [sys.executable, "-P", "-c", script, "build", "--data", SAMPLE, *where],
            check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(aside)},
        )  # fmt: skip
        left.append([name[: len("mot-phan-")] for name in os.listdir(aside)])
    assert left == [[], ["mot-phan-"]]  # which the next one deletes


def test_no_shard_goes_where_it_would_be_taken_for_pages_records_or_a_site(tmp_path, mini_site):
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    site = shutil.copytree(mini_site, tmp_path / "site")
    for place, told in (
        (ROOT / "docs" / "phan", "docs"),
        (data / "phan", "thư mục dữ liệu"),
        (site / "phan", "trang khác"),
    ):
        done = run("build", "--data", data, "--shard", "1/2", "--shards", place)
        assert done.returncode == 1 and told in done.stderr, done.stderr
        assert not place.exists()
