"""What a first visit loads stays small enough for a slow phone: no time is measured, only bytes."""

from tests.quality.faults import assert_none
from tests.quality.weight import LIMIT, first_views


def test_a_first_view_of_any_kind_of_page(browser, kinds_of_pages, origin):
    views = first_views(browser, [address for address in kinds_of_pages if address.startswith(origin)])
    assert_none(
        (f"{sum(files.values())} bytes: {files}", address)
        for address, files in views.items()
        if sum(files.values()) > LIMIT
    )
