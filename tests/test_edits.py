"""A build with what earlier ones kept gives the same as one that begins with nothing. Thousands of edits are `python3 -m tests.edits`."""

import random

from tests.edits import OF_DATA, SITE, Edited


def test_after_any_edit_of_the_data_the_site_is_that_of_a_build_from_nothing(tmp_path):
    seed = 8
    edited = Edited(tmp_path, SITE, random.Random(seed))
    for name in ("another_id", "a_picture", "another_day", "damage"):
        done, different = edited.step([name])
        assert not different, (seed, done)
    assert set(OF_DATA) <= set(dir(Edited))
