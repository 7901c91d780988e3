"""Things that stand in order are told of in groups."""

from macros.files.groups import grouped


def test_all_stand_in_groups_in_their_order_and_one_that_goes_moves_few():
    names = [f"nguon-{number:04}" for number in range(400)]
    groups = [*grouped(names, str)]
    assert [name for some in groups for name in some] == names
    assert 5 < len(groups) < 40
    others = [*grouped([*names[:200], *names[201:]], str)]
    assert sum(some not in others for some in groups) <= 2


def test_of_nothing_there_is_no_group():
    assert [*grouped([], str)] == []
