"""`python -m tests.privacy`: the figures of the privacy gate, and how long it takes. What the held-out part missed is not shown."""

import sys

from tests.privacy.measure import PARTS, measure
from tests.privacy.speed import HOSTILE, of_a_country, time_of

if __name__ == "__main__":
    for name, part in PARTS.items():
        result = measure(part)
        found = result.planted - len(result.missed)
        print(f"\n{name}: {found} of {result.planted} planted items found; of {result.honest} honest texts "
              f"{len(result.errors)} refused, {len(result.warnings)} asked about")  # fmt: skip
        for certain, told in ((True, "certain, as errors"), (False, "to be judged, as warnings or errors")):
            print(f"  {told}: {result.recall(certain):.1%}")
            for (kind, sure), (hits, all_) in result.by_kind.items():
                if sure is certain:
                    print(f"    {kind:12} {hits:4} of {all_:4}")
        if name == "tuned on" or "--show" in sys.argv:
            for item in result.missed:
                print(f"  missed: {item.kind.name} in {item.place}: {item.text!r}")
            for text in result.errors + result.warnings:
                print(f"  false alarm: {text!r}")
    records = of_a_country()
    print(f"\n{len(records)} records: {time_of(records):.2f} s")
    for name, text in HOSTILE.items():
        print(f"  {len(text)} characters of {name}: {time_of([text]):.3f} s")
