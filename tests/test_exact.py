"""What is kept between runs changes nothing: `python -m tests.exact` tries much more."""

import pytest

from tests.exact import run


@pytest.mark.parametrize("seed", range(2))
def test_what_was_kept_changes_nothing(seed, tmp_path):
    run(seed, tmp_path)
