"""Nothing is wrong on any kind of page, with whatever is looked for (looks.py): on a phone; and on a desk, where wider rows and columns
are all that differs, on as few of them as show every kind of element."""

from functools import cache

import pytest

from tests.quality.faults import assert_none
from tests.quality.kinds import fewest
from tests.quality.looks import LOOKS, looked
from tests.quality.windows import SIZES


@pytest.fixture(scope="module")
def found(request, browser, pages_of_kinds):
    """A function from a size to what each of the looks that are asked for found."""
    asked = {item.callspec.params["look"] for item in request.session.items if item.path == request.path}
    looks = [look for look in LOOKS if look in asked]
    addresses = {"phone": list(pages_of_kinds), "desk": fewest(pages_of_kinds)}
    return cache(lambda size: looked(browser, addresses[size], size, looks))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.__name__)
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page(size, look, found):
    assert_none(found(size)[look.__name__])
