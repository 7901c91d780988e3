"""The page beside the form: the one that the preview will show once the record is saved, and tells where each thing on it comes from."""

import copy
import posixpath
import random
import re
import shutil
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from PIL import Image

from macros import running
from macros.build import Settings
from macros.catalogue.records import behind
from macros.desk.held import Held
from macros.desk.live import Live
from macros.desk.places import ATTRIBUTE
from macros.desk.saving import Saving
from macros.desk.unsaved import Unsaved
from macros.desk.wire import from_wire, to_wire
from macros.files.yaml_text import lines_of, values_of
from macros.load import read
from macros.records import Part, Unit
from macros.records.base import FieldType
from macros.records.walk import values
from tests.conftest import ROOT, SAMPLE

URL = "http://127.0.0.1:8000/"
TOLD = re.compile(f' {ATTRIBUTE}="([^"]*)"')
SAMPLES = ROOT / "docs/mau"
NOT_ON_ITS_PAGE = ("aliases", "posted", "changed", "privacy", "searched_as")
"""What a page tells of in other words, or not at all."""


@pytest.fixture(scope="module")
def site():
    """A function that shows the site of a data folder, as a preview does, as long as the tests of this module run."""
    with ExitStack() as shown:
        known = {}

        def of(data):
            if data not in known:
                known[data] = running.current(Settings(data, None, preview=True), URL)
                shown.callback(known[data].close)
            return known[data]

        yield of


def bare(html):
    """The page without what only the form needs."""
    return TOLD.sub("", html)


def places_on(html):
    return {place for told in TOLD.findall(html) for place in told.split()}


def form_of(record):
    return Unsaved(record.folder, record.id, to_wire(record))


def problems_of(data, unsaved):
    """What the desk says of them."""
    sent = [{"folder": one.folder, "id": one.id, "values": one.values, "base": ""} for one in unsaved]
    return Saving(Held(data)).check({"records": sent})


def shown_by(site, each=1):
    """Each record that the site tells of, or one in so many, with its live page."""
    find, live = site.build.find, Live(site)
    for record in list(behind(find))[::each]:
        if not isinstance(record, Unit) or find.has_page(record):
            address, html = live.page([form_of(record)], (record.folder, record.id))
            if address:
                yield record, address.partition("#")[0], html


@pytest.mark.parametrize(
    ("data", "each"), [(SAMPLES, 1), (SAMPLE, 1), (ROOT / "data", 5)], ids=["samples", "sample site", "data"]
)
def test_a_live_page_is_that_of_the_preview(site, data, each):
    shown = site(data)
    for record, address, html in shown_by(shown, each):
        assert bare(html) == shown.file(f"{address}index.html").read_text(encoding="utf-8"), record.file


def test_nearly_all_of_a_record_is_found_on_its_page(site):
    there, all_there_is = Counter(), Counter()
    for record, _, html in shown_by(site(SAMPLES)):
        places = places_on(html)
        for one in values(record):
            is_told = one.value not in (None, "", False, one.field.default) and not isinstance(one.value, Part)
            is_told = is_told and str(one.value) != "other"  # which is told in the words beside it
            if is_told and not one.field.internal and one.place[0] not in NOT_ON_ITS_PAGE:
                all_there_is[one.field.type] += 1
                there[one.field.type] += ".".join(map(str, one.place)) in places
    shares = {kind: there[kind] / count for kind, count in all_there_is.items() if kind is not FieldType.FLAG}
    assert {kind for kind, share in shares.items() if share < 0.9} == set(), shares


def edited(record, chance):
    """What a form holds after somebody has changed a field or two."""
    form = copy.deepcopy(to_wire(record))
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(sorted(form))
        if isinstance(form[name], list) and form[name]:
            chance.choice([form[name].pop, form[name].reverse, lambda name=name: form.update({name: []})])()
        elif isinstance(form[name], str):
            form[name] = chance.choice([f"{form[name]} và thêm", "2019", "", form[name].title()])
        else:
            del form[name]
    return form


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edit_it_is_the_page_of_a_site_made_from_nothing(site, tmp_path, seed):
    chance, data = random.Random(seed), tmp_path / "data"
    shutil.copytree(SAMPLE, data)
    saved = behind(site(SAMPLE).build.find)
    told = [one for one in saved if one.told_by or one.address]
    written = []
    while len(written) < 3:
        record = chance.choice(told)
        form = edited(record, chance)
        made, _ = from_wire(type(record), form)
        if made and record.id not in {one.id for one in written}:
            text = "\n".join(lines_of(type(record), values_of(made)))
            (data / record.file.relative_to(SAMPLE)).write_text(text, encoding="utf-8")
            written.append(Unsaved(record.folder, record.id, form))
    _, problems = read(data)
    assert {(one["what"], one["judged"]) for one in problems_of(SAMPLE, written)} >= {
        (one.what, False) for one in problems
    }
    if not problems:
        with running.current(Settings(data, None, preview=True), URL) as anew:
            for one in written:
                address, html = Live(site(SAMPLE)).page(written, (one.folder, one.id))
                assert bare(html) == anew.file(f"{address}index.html").read_text(encoding="utf-8"), one


def test_what_is_wrong_or_leads_nowhere_is_left_out_of_the_page_and_told(site):
    shown = site(SAMPLES)
    event = next(one for one in shown.build.find.events() if len(one.content) > 1)
    form = to_wire(event)
    form["title"] = "Tên mới của sự kiện"
    form["organisers"] = ["khong-co", "+1"]
    form["content"] = [{"source": event.sources}, {"text": "Ý còn đủ."}]
    office = {
        "name": "Cơ quan vừa thêm",
        "kind": "police",
        "unit": event.unit,
        "sources": event.sources,
        "remove_on": "2035-01-01",
    }
    unsaved = [Unsaved("events", event.id, form), Unsaved("organisations", "+1", office)]
    _, html = Live(shown).page(unsaved, ("events", event.id))
    assert "Tên mới của sự kiện" in html
    assert re.search(r'<a data-desk="organisers.1"[^>]*>Cơ quan vừa thêm</a>', html)
    assert 'data-desk="content.1.text">Ý còn đủ.<' in html  # where the form has it
    told = {(one["folder"], one["id"], *one["place"]) for one in problems_of(SAMPLES, unsaved)}
    assert ("events", event.id, "content", 0, "text") in told
    assert not {one for one in told if one[0] == "organisations"}

    form["content"] = []
    told = {(one["folder"], one["id"], *one["place"]) for one in problems_of(SAMPLES, unsaved)}
    assert ("events", event.id, "organisers", 0) in told


def test_a_new_record_has_a_page_as_soon_as_it_has_what_it_needs(site):
    shown = site(SAMPLES)
    event = next(iter(shown.build.find.events()))
    form = {"title": "Sự kiện chưa lưu"}
    assert Live(shown).page([Unsaved("events", None, form)], ("events", None)) == ("", "")
    form |= {"kind": event.kind, "date": "2026-03-01", "unit": event.unit, "sources": event.sources}
    address, html = Live(shown).page([Unsaved("events", None, form)], ("events", None))
    assert address.startswith("su-kien/")
    assert re.search(r'<h1 data-desk="title"[^>]*>Sự kiện chưa lưu<', html)
    assert all(one.heading != "Sự kiện chưa lưu" for one in shown.build.find.events())


def test_a_picture_that_waits_to_be_saved_is_on_the_page(site, tmp_path):
    shown, waiting = site(SAMPLES), tmp_path / "media"
    waiting.mkdir()
    Image.new("RGB", (800, 600), "#0d4435").save(waiting / "vua-chon.jpg")
    event = shown.build.find.events()[0]
    form = to_wire(event)
    form["pictures"] = [
        {"file": "vua-chon.jpg", "shows": "Sân chung cư", "credit": "Công an phường", "people": "nobody"}
    ]
    form["pictures"][0]["source"] = event.sources[:1]
    address, html = Live(shown, waiting).page([Unsaved("events", event.id, form)], ("events", event.id))
    (picture,) = re.findall(r'<img data-desk="pictures.0.file[^"]*"[^>]*\ssrc="([^"]+)"', html)
    file = shown.file(posixpath.normpath(posixpath.join(address, picture)))
    with Image.open(file) as made:
        assert made.size[0] > 100


def test_pages_shown_before_all_are_laid_out_are_those_of_a_site_made_from_nothing(tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(SAMPLE, data)
    with running.current(Settings(data, None, preview=True), URL) as shown:
        event = shown.build.find.events()[0]
        text = event.file.read_text(encoding="utf-8").replace(event.title, "Tên vừa đổi") + "remove_on: 2035-01-02\n"
        event.file.write_text(text, encoding="utf-8")
        shown.look()
        pages = [f"su-kien/{event.id}", "su-kien", f"nam/{event.date.year}", f"dia-ban/{event.unit}", "tim-kiem"]
        seen = [shown.file(f"{page}/index.html").read_text(encoding="utf-8") for page in pages]
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2035, 1, 2, tzinfo=UTC).timestamp())))
        shown.look()  # on another day of the same files
        assert "Đã gỡ từ ngày 2/1/2035: chỉ thấy khi xem thử" in shown.file(f"{pages[0]}/index.html").read_text(
            encoding="utf-8"
        )
        monkeypatch.delenv("SOURCE_DATE_EPOCH")
        event.file.write_text("title: Chưa đủ\n", encoding="utf-8")
        shown.look()
        assert "Dữ liệu đang có lỗi" in shown.file(f"{pages[0]}/index.html").read_text(encoding="utf-8")
    event.file.write_text(text, encoding="utf-8")
    anew = running.current(Settings(data, None, preview=True), URL)
    made = [anew.file(f"{page}/index.html").read_text(encoding="utf-8") for page in pages]
    anew.close()
    assert "Tên vừa đổi" in seen[0]
    assert seen == made
