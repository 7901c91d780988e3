"""What many records add to is held on the disk, and comes back whole; what is written is not held."""

import gc
import tracemalloc
import weakref
from functools import partial
from hashlib import sha256
from types import SimpleNamespace

import pytest
from mkdocs.structure.files import Files

from macros import hooks
from macros.exports.open_data import downloads
from macros.files import heaps
from macros.files.heaps import Ground, Heap, Shelf
from macros.made import file_made_by
from macros.steps import Steps
from tests.conftest import SAMPLE, finder


@pytest.mark.parametrize("folder", ["there", "not-there"])
@pytest.mark.parametrize("at_once", [0, 5, 1 << 14])
def test_pieces_come_back_in_order(folder, at_once, tmp_path, monkeypatch):
    monkeypatch.setattr(heaps, "_AT_ONCE", at_once)
    (tmp_path / "there").mkdir()
    ground = Ground(tmp_path / folder)
    one, other, empty = Heap(ground, b", "), Heap(ground), Heap(ground, b", ")
    for number in range(100):
        one.add(b"%d" % number)
        other.add(b"%d\n" % number)
    assert one.whole() == ", ".join(map(str, range(100))).encode() and one.count == 100
    assert b"".join(other) == b"".join(b"%d\n" % number for number in range(100))
    assert all(part.endswith(b"\n") for part in other)
    assert one.size == len(one.whole()) and one.told() == sha256(one.whole()).hexdigest()
    assert (empty.whole(), empty.count, empty.size) == (b"", 0, 0)
    assert not [*(tmp_path / "there").iterdir()]


def test_a_shelf_is_a_mapping(tmp_path):
    shelf = Shelf(Ground(tmp_path))
    for name in ("a", "", "b", "a"):
        shelf.put(name, name.encode() * 3)
    assert dict(shelf) == {"a": b"aaa", "": b"", "b": b"bbb"} and len(shelf) == 3 and shelf.get("c") is None


def test_neither_rows_nor_files_of_the_open_data_stay_in_memory(monkeypatch):
    monkeypatch.setattr(heaps, "_AT_ONCE", 1000)  # as if there were very many records
    find = finder(SAMPLE)
    assert all(file() for file in downloads(find))  # what all have in common is there from now on
    downloads.cache_clear()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        made = sum(file.told[0] for file in downloads(find))
        gc.collect()  # the makers of workbooks go in circles
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < made / 4


def test_what_a_file_was_made_of_has_gone_before_the_site_is_finished(tmp_path):
    class Entries:
        def told(self) -> str:
            return ""

    def finish():
        gone.append(entries() is None)
        raise InterruptedError

    of, gone = Entries(), []
    entries = weakref.ref(of)
    config = SimpleNamespace(
        site_dir=str(tmp_path), use_directory_urls=True, plugins=SimpleNamespace(_current_plugin="ours")
    )
    config.extra = {
        "build": SimpleNamespace(left=None),
        "generated": SimpleNamespace(finish=finish),
        "builder": SimpleNamespace(steps=Steps(shown=False)),
    }
    config.extra["files"] = Files([file_made_by(partial(Entries.told, of), "a.ics", config)])
    del of
    with pytest.raises(InterruptedError):
        hooks.on_post_build(config)
    assert gone == [True]
