"""What is kept from run to run: found only if it is whole and of the same makers, bounded, and never run."""

import errno
import os
import random
import shutil
from pathlib import Path

import pytest

from macros.files import kept
from macros.files.kept import Kept, digest, folder_for

KEYS = [digest(str(number)) for number in range(8)]


def ran(folder, values=(), keys=KEYS, made_by="same"):
    """What a run finds under `keys`; it puts `values` and saves."""
    store = Kept(folder, "one", made_by)
    found = [store.get(key) for key in keys]
    for key, value in values:
        store.put(key, value)
    store.save()
    return found


def size(folder):
    return sum(file.stat().st_size for file in folder.iterdir())


def test_parts_of_a_digest_are_told_apart():
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest(), digest("")}) == 6


def test_the_next_run_finds_what_the_last_used_and_nothing_else(tmp_path):
    assert ran(tmp_path, [(key, key * 100) for key in KEYS]) == [None] * 8
    assert ran(tmp_path, [(KEYS[0], b"new")], keys=KEYS[:2]) == [KEYS[0] * 100, KEYS[1] * 100]
    assert ran(tmp_path) == [b"new", KEYS[1] * 100] + [None] * 6
    assert size(tmp_path) < 2500


def test_what_is_put_is_found_in_the_same_run_too_and_lost_without_saving(tmp_path):
    store = Kept(tmp_path, "one", "same")
    store.put(KEYS[0], b"x")
    assert store.get(KEYS[0]) == b"x"
    store.close()
    assert ran(tmp_path) == [None] * 8


def test_nobody_need_look_at_what_is_to_stay(tmp_path):
    ran(tmp_path, [(KEYS[0], b"x")])
    store = Kept(tmp_path, "one", "same")
    assert (store.keep(KEYS[0]), store.keep(KEYS[1])) == (True, False)
    store.save()
    assert ran(tmp_path)[0] == b"x"


def test_other_makers_find_nothing(tmp_path, monkeypatch):
    ran(tmp_path, [(KEYS[0], b"x")])
    assert ran(tmp_path, made_by="other")[0] is None
    assert ran(tmp_path)[0] is None
    ran(tmp_path, [(KEYS[0], b"x")])
    monkeypatch.setattr(kept, "makers", lambda: b"newer")
    assert ran(tmp_path)[0] is None


def test_it_stays_small_over_many_edits(tmp_path):
    random.seed(7)
    now = {key: os.urandom(1000) for key in KEYS}
    ran(tmp_path, now.items())
    for _ in range(60):
        now[random.choice(KEYS)] = os.urandom(random.choice([10, 1000]))
        store = Kept(tmp_path, "one", "same")
        for key, value in now.items():
            if store.get(key) != value:
                store.put(key, value)
        store.save()
        assert ran(tmp_path) == [now[key] for key in KEYS]
        assert size(tmp_path) < 2 * sum(map(len, now.values())) + 3000
        assert len(list(tmp_path.iterdir())) <= 6


@pytest.mark.parametrize("seed", range(30))
def test_what_is_damaged_is_not_found(seed, tmp_path):
    """A byte that differs, an end that is cut off, a file that is gone: nothing false is found, nothing raised, and it mends itself."""
    random.seed(seed)
    values = {key: random.randbytes(50) for key in KEYS}
    ran(tmp_path, values.items())
    file = random.choice(sorted(tmp_path.iterdir()))
    content = bytearray(file.read_bytes())
    at = random.randrange(len(content))
    content[at] ^= 1 << random.randrange(8)
    damaged = random.choice([bytes(content), bytes(content[:at]), b"", None])
    file.unlink() if damaged is None else file.write_bytes(damaged)
    found = ran(tmp_path, values.items())
    assert None in found
    assert all(one in (None, value) for one, value in zip(found, values.values(), strict=True))
    assert ran(tmp_path) == [*values.values()]


def test_an_index_names_no_file_but_a_part(tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    folder = tmp_path / "store"
    ran(folder, [(KEYS[0], b"secret")])
    (part,) = folder.glob("*.part")
    index = folder / "one.index"
    content = index.read_bytes()[16:].replace(part.name.encode(), b"../secret".rjust(len(part.name), b"/"))
    index.write_bytes(digest(content) + content)
    part.unlink()
    assert ran(folder)[0] is None


def test_two_runs_at_once_do_no_harm(tmp_path):
    ran(tmp_path, [(KEYS[0], b"old")])
    one, other = (Kept(tmp_path, "one", "same") for _ in range(2))
    for number, store in enumerate((one, other), 1):
        assert store.get(KEYS[0]) == b"old"
        store.put(KEYS[number], b"new")
    one.save()
    assert other.get(KEYS[0]) == b"old"
    other.save()
    found = ran(tmp_path, [(KEYS[3], b"later")])
    assert found[0] in (b"old", None) and found[1:3] == [None, b"new"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "x").write_text("a file", encoding="utf-8")
    assert ran(tmp_path / "x", [(KEYS[0], b"x")])[0] is None
    assert ran(tmp_path / "x")[0] is None
    assert ran(None, [(KEYS[0], b"x")])[0] is None


def half_written(file, content):
    """What a full disk takes of a file."""
    with file.open("wb") as out:
        out.write(content[: len(content) // 2])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_is_lost_takes_no_room_on_the_disk(tmp_path, monkeypatch):
    """Nor what is left of a store for whose index there is none: else each try would leave the disk a little fuller."""
    ran(tmp_path, [(KEYS[0], b"old")])
    before = sorted(tmp_path.iterdir())
    store = Kept(tmp_path, "one", "same")
    store.put(KEYS[1], b"x")
    store.close()
    assert sorted(tmp_path.iterdir()) == before
    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", half_written)
        ran(tmp_path, [(KEYS[1], b"x")])
    assert sorted(tmp_path.iterdir()) == before
    assert ran(tmp_path)[:2] == [b"old", None]


def test_few_data_folders_are_remembered(tmp_path):
    for number in range(kept._FOLDERS + 3):
        ran(folder_for(tmp_path / f"data{number}", tmp_path / "stores"), [(KEYS[0], b"x")])
    assert len(list((tmp_path / "stores").iterdir())) == kept._FOLDERS
    assert ran(folder_for(tmp_path / f"data{number}", tmp_path / "stores"))[0] == b"x"
    shutil.rmtree(tmp_path / "stores")
