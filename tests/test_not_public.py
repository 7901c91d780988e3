"""What isn't public leaves no trace: the site is, to the byte, the one of the same data without it; and it is there on its day.

So outputs that are still to come are held to it too, whatever they hold and however they are packed.
"""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from PIL import Image

from macros.catalogue import Finder
from macros.files.writer import write as write_record
from macros.language.dates import PartialDate
from macros.load import read
from macros.media import inspect, renditions
from macros.pages.listing import pages
from macros.publish.links import files_of
from macros.records import RECORDS
from macros.records.remark import Remark, Verdict
from macros.records.standing import Standing, approved
from tests.conftest import DAY, SAMPLE, TODAY, build
from tests.hostile import FILES, records, write

TOMORROW = DAY + timedelta(days=1)
STATES = {
    Standing.DRAFT: {"draft": True},
    Standing.WAITING: {},
    Standing.COMING: {"publish_on": str(TOMORROW)},
    Standing.OVER: {"remove_on": str(DAY)},
}
IDS = {state: f"zqid{number}" for number, state in enumerate(STATES)}
WORDS = {state: f"Zqw{state.name.lower()}" for state in STATES}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The sample data on a site whose records are reviewed; beside those, a record of each kind in each state, with words of
    its own in every field, pictures, films and papers of its own, and all its addresses among the published ones if it is over."""
    data = tmp_path_factory.mktemp("not-public") / "data"
    shutil.copytree(SAMPLE, data)
    settings = data / "site.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "review: true\nfilm_hosts: [evil.example]\n", encoding="utf-8"
    )
    for number, (state, marks) in enumerate(STATES.items()):
        words, name = WORDS[state], IDS[state]
        for kind in ("picture", "paper"):
            _another(data / "media" / FILES[kind], data / "media" / f"{name}{Path(FILES[kind]).suffix}", kind, number)
        for folder, record, fields in records(
            name, f"{words} một dòng", f"{words} đoạn thứ nhất.\n\n{words} đoạn thứ hai."
        ):
            text = json.dumps(fields | marks, ensure_ascii=False)
            for file in FILES.values():
                text = text.replace(f'"{file}"', f'"{name}{Path(file).suffix}"')
            if state is Standing.OVER and folder == "events":  # the only one of its year, whose page goes with it
                text = text.replace("2025-08-01", "2019-05-05")
            write(data / folder / f"{record}.yml", json.loads(text))
    catalogue, problems = read(data)
    waiting = IDS[Standing.WAITING]
    day = PartialDate(DAY.year, DAY.month, DAY.day)
    remark = Remark(by="Lê A, Trưởng phòng", date=day, verdict=Verdict.REVISE, text="Sửa đoạn một.")
    assert {problem.what for problem in problems} == set()
    for record in catalogue:
        if not record.draft and not record.id.startswith(waiting):
            approval = approved(record, "Lê A, Trưởng phòng", DAY, catalogue.album.digest).approval
            write_record(record.file, record.model_copy(update={"approval": approval, "remarks": [remark]}))
    over = [page.address.rooted for page in pages(Finder(catalogue, DAY)) if IDS[Standing.OVER] in page.address.path]
    assert len(over) > 8
    (data / "published.txt").write_text("\n".join([*over, "/nam/2019/", "/mo-hinh/camera-nui/", ""]), encoding="utf-8")
    return data


def _another(file: Path, target: Path, kind: str, number: int) -> None:
    """A file of the same kind that holds something else."""
    if kind == "picture":
        Image.new("RGB", (900, 600), (40 * number, 200, 10)).save(target)
    else:
        target.write_bytes(file.read_bytes().replace(b"startxref", b"%% %d\nstartxref" % number))


@pytest.fixture(scope="module")
def site(data):
    return _built(data, "today", DAY)


@pytest.fixture(scope="module")
def on_its_day(data):
    return _built(data, "tomorrow", TOMORROW)


def _built(data: Path, name: str, day: date) -> Path:
    done = build(data, data.with_name(name), SOURCE_DATE_EPOCH=str(int(TODAY) + (day - DAY).days * 86_400))
    assert done.returncode == 0, done.stdout + done.stderr
    return data.with_name(name)


def test_each_state_is_there_of_each_kind(data):
    catalogue, _ = read(data)
    for state, name in IDS.items():
        kinds = {type(one) for one in catalogue if one.id == name and catalogue.standing(one, DAY) is state}
        assert kinds == set(RECORDS), state


def test_the_site_is_the_one_without_them_but_for_what_says_that_pages_are_gone(site, mini_site):
    here, there = files_of(site), files_of(mini_site)
    gone = re.compile(rf"[a-z-]+/{IDS[Standing.OVER]}(-cu)?/(\S+/)?index\.html|nam/2019/index\.html")
    more = here - there
    assert there - here == set()
    assert [path for path in more if not gone.fullmatch(path)] == []
    assert len(more) > 8
    for path in more:
        page = (site / path).read_text(encoding="utf-8")
        assert "Trang này đã được gỡ" in page and "noindex" in page, path
        assert not any(word.casefold() in page.casefold() for word in WORDS.values()), path
    assert [path for path in sorted(there) if (site / path).read_bytes() != (mini_site / path).read_bytes()] == []


def _holding(site: Path, word: str) -> Iterator[str]:
    """The files of a site that hold a word, in packed ones too, or have it in their names."""
    for path in sorted(files_of(site)):
        file = site / path
        held = [file.read_bytes(), path.encode()]
        if is_zipfile(file):
            with ZipFile(file) as packed:
                held += [packed.read(name) for name in packed.namelist()]
        if any(word.lower().encode() in content.lower() for content in held):
            yield path


COMING = IDS[Standing.COMING]
EVERYWHERE = (
    *(rf"{kind.address}/{COMING}/index\.html" for kind in RECORDS if kind.address), rf"mo-hinh/{COMING}/bo-tai-lieu/index\.html",
    rf"su-kien/{COMING}\.ics", r"su-kien\.xml", r"su-kien\.ics", r"index\.html", r"nam/2025/index\.html", r"mo-hinh/index\.html", r"thuat-ngu/index\.html",
    *(rf"du-lieu/{kind.folder}\.{ending}" for kind in RECORDS for ending in ("csv", "json", "xlsx")), r"du-lieu/figures\.csv",
    r"assets/search/index/.*", r"tai-lieu/.*", r"sitemap\.xml", r"assets/form/slip\.json",
)  # fmt: skip


def test_on_its_day_it_is_wherever_it_should_be(on_its_day, data):
    found = {*_holding(on_its_day, WORDS[Standing.COMING]), *_holding(on_its_day, COMING)}
    for shape in EVERYWHERE:
        assert any(re.fullmatch(shape, path) for path in found), (shape, sorted(found))
    seen = inspect(data / "media" / f"{COMING}.jpg", None)
    assert {f"anh/{name}" for name in renditions(seen).names} <= files_of(on_its_day)
    for state in (Standing.DRAFT, Standing.WAITING, Standing.OVER):
        assert [*_holding(on_its_day, WORDS[state])] == []
