"""What is wrong with pages, reported so that one cause on a hundred pages is read once."""

from collections import defaultdict
from collections.abc import Iterable


def assert_none(faults: Iterable[tuple[str, str]]) -> None:
    """Fail if there are faults: pairs of what is wrong and where it is."""
    places = defaultdict(set)
    for fault, address in faults:
        places[fault].add(address)
    assert not places, "\n" + "\n".join(
        f"{fault}\n    {len(found)} times: {'; '.join(sorted(found)[:3])}" for fault, found in sorted(places.items())
    )
