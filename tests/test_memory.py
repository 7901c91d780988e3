"""A file that is as it was is neither parsed nor checked again, and what is remembered of it is what it was."""

import pickle
import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import memory, workers
from macros.catalogue import Finder
from macros.catalogue.cut import weight
from macros.exports import EXPORTS
from macros.exports.open_data import downloads
from macros.files.kept import Kept, digest
from macros.language.clock import today
from macros.load import read
from macros.memory import Memory
from macros.pages.view import View
from macros.records import BY_FOLDER, RECORDS, Document, Event, Model, Organisation, Result, Theme, Unit
from macros.records import packed as packing
from macros.records.fields import held
from macros.records.figure import Figure
from macros.records.packed import packed, unpacked
from macros.records.record import _HELD, LATE, Foretold
from macros.records.walk import named_in, naming, targets
from macros.search.findable import documents
from tests.conftest import SAMPLE
from tests.exact import same
from tests.records import records
from tests.test_door import calls, markdown

FORETOLD = Foretold(7, ["a"])


@settings(max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_is_packed_and_unpacked_as_it_is(data):
    record = data.draw(st.sampled_from([*BY_FOLDER.values()]).flatmap(records))
    assert same(unpacked(type(record), record.file, packed(record, FORETOLD)), record)


def test_lists_of_parts_are_made_when_they_are_asked_for(tmp_path, monkeypatch):
    figures = [{"label": "Số vụ", "value": number, "measure": "vụ"} for number in range(3)]
    told = {"title": "Lễ ra mắt", "kind": "le", "date": "2024-08", "unit": "a", "sources": ["b"], "figures": figures}
    event = Event.model_validate(told).placed(tmp_path / "le.yml")
    made, make = [], packing._made
    monkeypatch.setattr(packing, "_made", lambda kind, *values: made.append(kind) or make(kind, *values))
    known = unpacked(Event, event.file, packed(event, FORETOLD))
    assert (known.id, known.title, known.people, made) == ("le", "Lễ ra mắt", [], [Event])
    assert (known.has("figures"), known.has("people"), known.has("time"), made) == (True, False, False, [Event])
    assert known.figures is known.figures and known.figures == event.figures and made[1:] == [Figure] * 3
    for whole in (
        dict,
        lambda record: record.model_dump(),
        lambda record: pickle.loads(pickle.dumps(record)),
        deepcopy,
    ):
        assert whole(unpacked(Event, event.file, packed(event, FORETOLD))) == whole(event)
    assert repr(unpacked(Event, event.file, packed(event, FORETOLD))) == repr(event)
    copied = unpacked(Event, event.file, packed(event, FORETOLD)).model_copy(update={"title": "Khác"})
    assert (copied.title, copied.figures) == ("Khác", event.figures)
    with pytest.raises(AttributeError, match="'Event' object has no attribute 'figure'"):
        known.figure  # noqa: B018


def test_what_is_asked_of_a_record_in_passing_is_not_held(tmp_path):
    figures = [{"label": "Số vụ", "value": 3, "measure": "vụ"}]
    told = {"title": "Lễ ra mắt", "kind": "le", "date": "2024-08", "unit": "a", "sources": ["b"], "figures": figures}
    event = Event.model_validate(told).placed(tmp_path / "le.yml")
    known = unpacked(Event, event.file, packed(event, FORETOLD))
    passing = known.in_passing()
    assert passing == known and same(passing.figures, event.figures) and passing.figures is passing.figures
    assert passing.id == known.id and passing.model_fields_set == known.model_fields_set
    assert known.figures is not passing.figures and known.in_passing().figures is known.figures
    assert event.in_passing() is event


def test_open_data_and_search_hold_no_lists_that_are_for_nobody_else(tmp_path):
    read(SAMPLE, tmp_path)
    known, _ = read(SAMPLE, tmp_path)
    find = Finder(known, today())
    assert all(file.told for file in downloads(find)) and [*documents(find)]
    late = [held_now for event in known.all(Event) if "content" in (held_now := _HELD.__get__(event)).get(LATE, ())]
    assert late and not [held_now for held_now in late if "content" in held_now]


def test_what_records_have_in_common_is_changed_by_no_page_and_no_file(tmp_path):
    read(SAMPLE, tmp_path)
    find = Finder(read(SAMPLE, tmp_path)[0], today())
    for source, macro, arguments in calls(find):
        markdown(View(find), source, macro, arguments)
    for export in EXPORTS:
        for _, make in export(find):
            make()
    kinds = [*RECORDS]
    for kind in kinds:
        assert not [field.name for field in held(kind) if isinstance(field.default, list) and field.default]
        kinds += {field.part: None for field in held(kind) if field.part and field.part not in kinds}
    assert len(kinds) > 2 * len(RECORDS)


@settings(max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whom_a_record_names_is_told_without_its_lists(data):
    record = data.draw(st.sampled_from([Document, Event, Model, Result]).flatmap(records))
    links = [(folder, one) for folder in ("units", "organisations") for one in targets(record).get(folder, [])]
    assert named_in(record) == [one for folder, one in links if any(s.said_of(folder, one) for s in naming(record))]


def test_what_follows_from_lists_is_known_without_them(tmp_path):
    read(SAMPLE, tmp_path)
    (plain, _), (known, _) = read(SAMPLE), read(SAMPLE, tmp_path)
    assert [*map(weight, known)] == [*map(weight, plain)]
    assert sum(record.foretold is not None for record in known) > 10

    def named(catalogue):
        find = Finder(catalogue, today())
        return [find.mentions(one) for kind in (Unit, Organisation) for one in find.all(kind)]

    assert named(known) == named(plain) and any(named(plain))
    one = next(record for record in known if record.foretold and record.foretold.named)
    assert dict(one) and one.foretold is None and weight(one) == weight(plain.get(type(one), one.id))


def test_a_file_is_read_and_checked_once(tmp_path, monkeypatch):
    data, stores = tmp_path / "data", tmp_path / "stores"
    shutil.copytree(SAMPLE, data)
    first, problems = read(data, stores)
    assert problems == []
    asked = []
    read_record = memory.read_record
    monkeypatch.setattr(memory, "read_record", lambda file, kind: asked.append(file) or read_record(file, kind))
    changed = data / "themes/camera.yml"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# một chú thích\n", encoding="utf-8")
    again, problems = read(data, stores)
    assert problems == [] and asked == [changed]
    assert same(list(first), list(again)) and first.warnings == again.warnings
    assert all(again.digest(record) for record in again)
    assert all(
        again.size(record) == record.file.stat().st_size == first.size(record) + 21 * (record.file == changed)
        for record in again
    )
    read(data, stores)
    assert asked == [changed]
    without, _ = read(data)
    assert all(without.size(record) == again.size(record) for record in again)


@pytest.mark.skipif(not workers.FORKING, reason="elsewhere a process takes longer to begin than some hundred files")
def test_where_nothing_is_kept_several_processes_read_the_same(tmp_path, monkeypatch):
    data, stores, wrong = tmp_path / "data", tmp_path / "stores", tmp_path / "data/themes/sai.yml"
    shutil.copytree(SAMPLE, data)
    wrong.write_text("name: Một\nnam: Hai\n", encoding="utf-8")
    for number in range(40):
        (data / f"themes/t{number}.yml").write_text(f"name: Chủ đề {number}\n", encoding="utf-8")
    (data / "themes/so.yml").write_text("name: Gọi 0912 345 678\n", encoding="utf-8")
    monkeypatch.setattr(workers, "processors", lambda: 2)
    alone, problems = read(data)
    asked = []
    read_record = memory.read_record
    monkeypatch.setattr(memory, "read_record", lambda file, kind: asked.append(file) or read_record(file, kind))
    shared, told = read(data, stores, shared=True)
    assert asked == [wrong]  # what is wrong is told by the one who asks
    assert told == problems and {Path(one.file).name for one in told} == {"sai.yml", "so.yml"}
    assert same(list(shared), list(alone))
    again, told = read(data, stores, shared=True)
    assert asked == [wrong] * 2 and told == problems and same(list(again), list(alone))


def test_what_a_file_holds_while_it_is_written_is_not_kept(tmp_path, monkeypatch):
    file = tmp_path / "a.yml"
    file.write_text("name: Một\n", encoding="utf-8")
    read_record = memory.read_record

    def meanwhile(file, kind):
        file.write_text("name: Hai\n", encoding="utf-8")
        return read_record(file, kind)

    monkeypatch.setattr(memory, "read_record", meanwhile)
    with Memory(tmp_path / "stores") as store:
        one, _ = store.read(file, Theme)
    assert (one.known.record.name, one.known.digest) == ("Hai", b"")
    file.write_text("name: Một\n", encoding="utf-8")
    monkeypatch.setattr(memory, "read_record", read_record)
    with Memory(tmp_path / "stores") as store:
        assert store.read(file, Theme)[0].known.record.name == "Một"


class Run:
    """What a pickle would call."""

    def __reduce__(self):
        return (pytest.fail, ("the store was run",))


ODD = [
    pickle.dumps(Run()), b"", b"null", b"[1, 2, 3]", b"\xff", b"[" * 100_000, b"[{}, []]", b'[{}, []]\n"a"', b"[{}, []]\n[1, 0, []]",
    b'[{}, []]\n[3, 0, [], "a"]', b'[{}, []]\n[1, 0, [], {}, "a"]', b'[{}, []]\n[["a"], 1, 2, 3]', b'[{}, [1]]\n[1, 0, [], "a"]',
    b'[{}, [["a", "b"]]]\n[1, 0, [], "a"]', b'[{}, []]\n[1e999, 0, [], "a"]', b'[{}, []]\n[1, 0, [], "a"]\n[]', b"[{}, []]\n[1, 1, []]\n[]",
    b'[{}, []]\n[1, 2, [], "a"]\n[]',
]  # fmt: skip


@pytest.mark.parametrize("value", ODD)
def test_what_is_whole_and_not_ours_is_made_anew_and_never_run(value, tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("name: Một\n", encoding="utf-8")
    with Kept(tmp_path / "stores", "records", str(memory.this_year())) as store:
        store.put(digest("themes", "a", file.read_bytes()), value)
    with Memory(tmp_path / "stores") as remembering:
        one, problems = remembering.read(file, Theme)
    assert (one.known.record.name, one.told, problems) == ("Một", [], [])
