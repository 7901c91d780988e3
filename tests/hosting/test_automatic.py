"""A site that makes itself: the files for GitHub and GitLab are what these understand, and their commands work in a clean clone."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from jsonschema import Draft7Validator

from macros.assets.cards import KEPT as WORDS
from macros.commands import hosting
from macros.files.kept import STORES
from macros.hosting.recipes import ACTIONS, RECIPES, made
from macros.hosting.served import Site
from macros.pages.compiled import KEPT as COMPILED
from macros.publish import enclosed
from macros.staff.packing import PYTHONS
from tests.conftest import ROOT, SAMPLE
from tests.ready import run

SCHEMAS = {"github": "github-workflows.json", "gitlab": "gitlab-ci.json"}
SITE = Site("https://mau.example/")


class Loader(yaml.SafeLoader):
    """YAML 1.2, in which `on` is a word."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool") or first in "tTfF"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(name: str, data: str = "data") -> dict:
    return yaml.load(made(name, SITE, data), Loader)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_is_what_the_host_understands(name):
    schema = json.loads((Path(__file__).parent / "schemas" / SCHEMAS[name]).read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(read(name))] == []
    broken = made(name, SITE).replace("timeout", "time_out").replace("script:", "scripts:")
    assert [*Draft7Validator(schema).iter_errors(yaml.load(broken, Loader))]


def test_no_job_may_do_more_than_it_has_to():
    flow = read("github")
    assert flow["permissions"] == {"contents": "read"}
    allowed = {name: job.get("permissions") for name, job in flow["jobs"].items()}
    assert allowed == {
        "kiem-tra": None,
        "tao-trang": {"contents": "write"},
        "dang-trang": {"pages": "write", "id-token": "write"},
    }
    used = {step["uses"] for job in flow["jobs"].values() for step in job["steps"] if "uses" in step}
    assert used == {one.partition(" ")[0] for one in ACTIONS.values()}
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in ACTIONS.values())
    checked = flow["jobs"]["kiem-tra"]["steps"]
    assert (
        checked[0]["with"] == {"persist-credentials": False}
        and PYTHONS.count(checked[1]["with"]["python-version"]) == 1
    )
    assert not any("secrets." in one for one in map(str, flow.values()))


def test_what_is_dear_to_make_is_kept_from_run_to_run_and_nothing_that_can_be_run():
    """Templates in Python's own form are code."""
    (step,) = [one for one in read("github")["jobs"]["tao-trang"]["steps"] if "actions/cache@" in one.get("uses", "")]
    kept = {STORES, WORDS, enclosed._KEPT}
    for paths in (step["with"]["path"].split(), read("gitlab")["cache"][1]["paths"]):
        assert {ROOT / path for path in paths} == kept
    assert COMPILED not in kept


def test_it_is_made_after_midnight_in_vietnam_and_by_each_push():
    flow = read("github")
    minute, hour, *days = flow["on"]["schedule"][0]["cron"].split()
    assert ((int(hour) + 7) % 24, int(minute), days) == (0, 17, ["*", "*", "*"])
    assert {"push", "workflow_dispatch"} <= flow["on"].keys()


def commands(name: str, data: str) -> list[str]:
    """What the job runs that makes the site, in its order."""
    if name == "gitlab":
        return read(name, data)["pages"]["script"]
    return [step["run"] for step in read(name, data)["jobs"]["tao-trang"]["steps"] if "run" in step]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def clone(tmp_path):
    """A clean clone of the project, with the sample site as its data and the packages already there; and where it came from."""
    top, there = tmp_path / "top", tmp_path / "kho.git"
    subprocess.run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), top], check=True)
    shutil.rmtree(top / ".git")  # a shallow clone can't be pushed
    git(top, "init", "-q", "-b", "chinh")
    git(top, "config", "user.email", "a@b.invalid")
    git(top, "config", "user.name", "Người khác")
    changed = git(ROOT, "diff", "--name-only", "--relative", "HEAD", "--", "macros").split()
    for file in (*changed, *git(ROOT, "ls-files", "--others", "--exclude-standard", "--", "macros").split()):
        (top / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, top / file)
    shutil.rmtree(top / "data")
    shutil.copytree(SAMPLE, top / "data")
    settings = top / "data/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "automatic: true\n", encoding="utf-8")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "Dữ liệu")
    git(tmp_path, "init", "-q", "--bare", there)
    git(top, "push", "-q", there, "HEAD:chinh")
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "chinh", there.as_uri(), "clone")
    (tmp_path / "clone/.venv").symlink_to(ROOT / ".venv")
    return SimpleNamespace(folder=tmp_path / "clone", there=there, others=top)


def given(clone: SimpleNamespace, command: str) -> subprocess.CompletedProcess:
    """A command of a job, as the host's shell runs it."""
    named = {"NHANH": "chinh", "KHO": "origin", "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        ["bash", "-e", "-c", command], check=False, cwd=clone.folder, env={**os.environ, **named},
        capture_output=True, encoding="utf-8", timeout=300,
    )  # fmt: skip


def test_its_commands_make_the_site_and_keep_the_list_in_a_clean_clone(clone):
    check, build, keep = commands("github", "data")
    assert [re.sub(r" --site-dir public", "", one) for one in commands("gitlab", "data")[:2]] == [check, build]
    assert commands("gitlab", "data")[2].strip() == keep.strip()
    for command in (check, build):
        done = given(clone, command)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (clone.folder / "site/index.html").is_file()
    # Somebody else has added to the list meanwhile: both keep their lines.
    (clone.others / "data/published.txt").write_text("/cua-nguoi-khac/ gone\n", encoding="utf-8")
    git(clone.others, "add", "-A")
    git(clone.others, "commit", "-qm", "Khác")
    git(clone.others, "push", "-q", clone.there, "HEAD:chinh")
    done = given(clone, keep)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = git(clone.there, "show", "chinh:data/published.txt").splitlines()
    assert "/cua-nguoi-khac/ gone" in lines and "/mo-hinh/camera-nui/" in lines
    assert git(clone.there, "log", "-1", "--format=%s", "chinh") == "Ghi danh sách địa chỉ đã đăng [skip ci]\n"
    assert git(clone.there, "show", "--name-only", "--format=", "chinh").split() == [
        "data/.gitattributes", "data/published.txt", "data/revisions.txt"
    ]  # fmt: skip
    last = git(clone.there, "rev-parse", "chinh")
    assert (
        given(clone, keep).returncode == 0 and git(clone.there, "rev-parse", "chinh") == last
    )  # nothing new, no commit
    # A list that can't be kept: the job fails, and what comes after it doesn't publish.
    (clone.folder / "data/published.txt").write_text("/x/ gone\n", encoding="utf-8")
    git(clone.folder, "remote", "set-url", "origin", str(clone.there / "khong-co"))
    assert given(clone, keep.replace('sleep "$lan"', ":")).returncode != 0
    # And so does one that has a mistake in its data.
    (clone.folder / "data/models/camera-nui.yml").write_text("name: ''\n", encoding="utf-8")
    assert given(clone, check).returncode == 1


def test_the_recipe_is_written_where_it_belongs_and_over_nothing_else(tmp_path):
    done = run("recipe", "github", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    file = tmp_path / RECIPES["github"].file
    assert file.read_text(encoding="utf-8") == made("github", SITE)
    assert "chưa chạy trên chính GitHub" in done.stdout and "automatic: true" in done.stdout
    assert run("recipe", "github", "--out", tmp_path).returncode == 0
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    edited = file.read_text(encoding="utf-8") + "# chúng tôi thêm\n"
    for number in (1, 2):
        file.write_text(edited, encoding="utf-8")
        again = run("recipe", "github", "--out", tmp_path)
        former = file.with_name(f"{file.name}.cu{number}")
        assert again.returncode == 0 and former.name in again.stdout
        assert former.read_text(encoding="utf-8") == edited and file.read_text(encoding="utf-8") == made("github", SITE)
    # As Git and editors on Windows leave it, it has been changed by nobody.
    file.write_bytes(b"\xef\xbb\xbf" + made("github", SITE).replace("\n", "\r\n").encode())
    assert run("recipe", "github", "--out", tmp_path).returncode == 0
    assert file.read_bytes() == made("github", SITE).encode() and len(list(file.parent.iterdir())) == 3
    file.write_text("name: của mình\n", encoding="utf-8")
    refused = run("recipe", "github", "--out", tmp_path)
    assert refused.returncode == 1 and "không do lệnh recipe ghi" in refused.stderr
    assert file.read_text(encoding="utf-8") == "name: của mình\n"


def test_what_a_recipe_has_to_know_is_asked_for(tmp_path):
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    settings = data / "site.yml"
    settings.write_text(
        re.sub(r"^url:.*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    refused = run("recipe", "nginx", "--data", data)
    assert refused.returncode == 1 and "chưa biết địa chỉ của trang" in refused.stderr
    shown = run("recipe", "nginx", "--data", data, "--url", "https://mau.example", "--root", "/srv/trang")
    assert shown.returncode == 0 and shown.stdout == made("nginx", Site("https://mau.example/", "/srv/trang"))
    outside = run("recipe", "gitlab", "--data", data)
    assert outside.returncode == 1 and "nằm ngoài kho của chương trình" in outside.stderr
    assert {*hosting._NAMES} == RECIPES.keys()
