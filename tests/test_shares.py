"""Pages made in shares on several machines join to the site that one would have made."""

import shutil

from macros.files.kept import folder_for
from tests.conftest import SAMPLE, TODAY, build
from tests.edits import differing
from tests.ready import run


def test_shares_join_to_the_same_site(tmp_path, mini_site):
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    parts = tmp_path / "parts"
    for share in ("1/2", "2/2"):
        done = run("build", "--data", data, "--share", share, "--parts", parts, SOURCE_DATE_EPOCH=TODAY)
        assert done.returncode == 0, done.stdout + done.stderr
    assert {part.name for part in parts.iterdir()} == {"1-2", "2-2"}
    shutil.rmtree(folder_for(data), ignore_errors=True)  # as on another machine
    done = build(data, tmp_path / "site", "--parts", parts, "--verbose")
    assert "0 giây  Tạo trang" in done.stderr  # each was in a share
    assert not differing(tmp_path / "site", mini_site)


def test_a_share_needs_a_place_and_a_number_that_there_is(tmp_path):
    assert "--parts" in run("build", "--data", SAMPLE, "--share", "1/2").stderr
    assert run("build", "--data", SAMPLE, "--share", "3/2", "--parts", tmp_path).returncode == 2
