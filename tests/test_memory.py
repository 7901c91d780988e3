"""A file that is as it was is neither parsed nor checked again, and what is remembered of it is what it was."""

import json
import pickle
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import memory
from macros.files.kept import Kept, digest
from macros.load import read
from macros.memory import Memory
from macros.records import Theme
from macros.records.packed import packed, unpacked
from tests.conftest import SAMPLE
from tests.exact import same
from tests.records import KINDS, records


@settings(max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_is_packed_and_unpacked_as_it_is(data):
    record = data.draw(st.sampled_from(KINDS).flatmap(records))
    assert same(unpacked(type(record), json.loads(json.dumps(packed(record)))), record)


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
    read(data, stores)
    assert asked == [changed]


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
    pickle.dumps(Run()), b"", b"null", b"[[1], {}, []]", b'[[3, "a"], {}, []]', b"[[1, {}], {}, []]", b'[["a"], 1, 2]', b"[1, 2, 3]",
    b'[[1, "a"], {}, [1]]', b'[[1, "a"], {}, [["a", "b"]]]', b"[" * 100_000, b"\xff", b'[[1e999, "a"], {}, []]',
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
