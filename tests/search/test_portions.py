"""What the search takes over of its documents follows from what was read for them: where a document would be another, that is noticed."""

from collections import Counter

import pytest

from macros.catalogue import Finder
from macros.catalogue.records import behind, day_of
from macros.load import load
from macros.records import BY_FOLDER
from macros.search.findable import portions
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def kept_find(find, tmp_path_factory):
    """The door to the sample site, whose records are known by their digests."""
    return Finder(load(SAMPLE, stores=tmp_path_factory.mktemp("stores")), day_of(find))


def with_another(find: Finder, record) -> Finder:
    """The same site, a record of which is called otherwise."""
    name = next(name for name in ("title", "name", "period_name") if name in type(record).model_fields)
    edited = record.model_copy(update={name: f"{getattr(record, name)} khác"}).placed(record.file)
    return Finder(behind(find).with_records([edited]), day_of(find))


def test_a_document_that_would_be_another_is_noticed_whichever_record_was_edited(kept_find):
    before = [(portion, *portion.made()) for portion in portions(kept_find, {}) if portion.own]
    states = [portion.state(followed) for portion, _, followed in before]
    assert all(states) and all(portion.own for portion, *_ in before)
    noticed: Counter[str] = Counter()
    for folder, kind in BY_FOLDER.items():
        for record in kept_find.all(kind):
            now = [*portions(with_another(kept_find, record), {})]
            for (portion, documents, followed), state, other in zip(before, states, now, strict=False):
                if other.own == portion.own and other.made()[0] != documents:
                    assert other.state(followed) != state, (record, portion.name)
                    noticed[folder] += 1
    assert {"event-kinds", "organisations", "results", "themes", "units"} <= noticed.keys()
