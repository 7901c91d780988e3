"""Pages made in shards on several machines join to the site that one would have made."""

import shutil

from macros.files.kept import folder_for
from tests.conftest import SAMPLE, TODAY, build
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
