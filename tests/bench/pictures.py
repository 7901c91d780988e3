"""How long pictures take: `python -m tests.bench.pictures [N]` makes N photographs of 12 million pixels, looks into them, makes what
is made of them, and does it again with nothing changed. Give it a machine with nothing else to do: it takes times."""

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image

from macros.media import Seen, inspect, renditions, write_renditions

_WIDTH, _HEIGHT = 4000, 3000
_SCENES = 8


def photograph(seed: int, width: int = _WIDTH, height: int = _HEIGHT) -> Image.Image:
    """A picture with as much detail at every size as photographs have (its spectrum falls as theirs), edges of things, and the grain
    of a phone's sensor."""
    chance = np.random.default_rng(seed)
    light = np.zeros((height, width, 3), np.float32)
    for octave in range(1, 11):
        across = min(3 * 2**octave, width)
        small = chance.normal(0, 1, (max(2, across * height // width), across, 3)).astype(np.float32)
        small = small.mean(2, keepdims=True) * 0.8 + small * 0.25
        for colour in range(3):
            layer = Image.fromarray(small[..., colour]).resize((width, height), Image.Resampling.BICUBIC)
            light[..., colour] += np.asarray(layer) * 0.62**octave
    light = 125 + 110 * light
    for _ in range(40):  # things in front of others
        left, top = chance.integers(0, width), chance.integers(0, height)
        wide, high = chance.integers(width // 60, width // 6), chance.integers(height // 60, height // 5)
        light[top : top + high, left : left + wide] = light[
            top : top + high, left : left + wide
        ] * 0.5 + chance.integers(20, 120, 3)
    light += chance.normal(0, 2.5, (height, width, 1)).astype(np.float32)
    return Image.fromarray(light.clip(0, 255).astype(np.uint8))


def _take(task: tuple[int, list[tuple[int, Path]]]) -> None:
    """One scene, taken many times from a little further: making each anew would take longer than all that is measured."""
    scene, files = task
    seen = np.asarray(photograph(scene))
    for further, file in files:
        Image.fromarray(np.roll(seen, further * 37, (0, 1))).save(file, "JPEG", quality=88)


def main() -> None:
    """Measure, and say it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("number", type=int, nargs="?", default=200)
    number = asked.parse_args().number
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{n}.jpg" for n in range(number)]
        with Pool(2) as pool:
            pool.map(_take, [(n, list(enumerate(files))[n::_SCENES]) for n in range(_SCENES)], chunksize=1)
        print(f"{number} photographs, {sum(file.stat().st_size for file in files) / number / 1e6:.1f} MB each")
        for turn in ("first", "again, nothing changed"):
            began, used = time.perf_counter(), _used()
            seen = {file: one for file in files if isinstance(one := inspect(file, folder / "stores"), Seen)}
            looked, looked_used = time.perf_counter() - began, _used() - used
            write_renditions(folder / "site", seen.items(), folder / "kept")
            took, all_used = time.perf_counter() - began, _used() - used
            print(
                f"{turn}: {took:.1f} s ({all_used:.1f} s of processor), looking {looked:.1f} s ({looked_used:.1f}), {len(seen)} usable"
            )
        most = (
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        )
        print("most memory: this process {:.0f} MB, one of its helpers {:.0f} MB".format(*(m / 1024 for m in most)))
        sizes = defaultdict(list)
        for one in (r for each in seen.values() for r in renditions(each).all):
            sizes[one.name.partition("-")[2]].append((folder / "site" / "anh" / one.name).stat().st_size)
        for form, held in sizes.items():
            print(f"  {form}: {sum(held) / len(held) / 1000:.1f} KB, at most {max(held) / 1000:.1f} KB")


def _used() -> float:
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in both)


if __name__ == "__main__":
    main()
