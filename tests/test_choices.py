"""What models of a list can be chosen by: each choice leaves the models that fall under it, and none is offered that chooses nothing."""

from macros.pages.choices import filters
from macros.records import Model, Source, Theme, Unit
from tests.by_hand import door, made


def test_a_choice_leaves_the_models_under_it_now_and_then():
    change = {"unit": "cu", "date": "2025-07-01", "share": "whole", "verification": "law_text", "sources": "bai"}
    places = [
        made(Unit, "tinh", kind="province", name="Tỉnh"),
        made(Unit, "cu", parent="tinh", name="Cũ", end="2025-06-30"),
        made(Unit, "moi", parent="tinh", name="Mới", formed_from=[change]),
    ]  # fmt: skip
    fell = {"label": "Vụ", "compared": {"way": "fall", "by": 2, "against": "năm trước"}}
    models = [
        made(Model, "a", units="cu", steps=["Họp."], life=[{"stage": "replicated"}]),
        made(Model, "b", units="moi", themes=["khac"], figures=[fell], recognition=[{"level": "city", "text": "Tốt."}]),
        made(Model, "c", units="tinh", figures=[{"label": "Hộ", "value": 3}], life=[{"stage": "removed"}]),
    ]
    themes = [made(Theme, "linh-vuc", name="A"), made(Theme, "khac", name="B")]
    find = door(made(Source, "bai"), *places, *themes, *models)
    told = {
        f.name: {choice.key: (group, choice.places) for group, choices in f.groups for choice in choices}
        for f in filters(find, models)
    }
    assert told["theme"] == {"linh-vuc": ("", [0, 2]), "khac": ("", [1])}
    assert told["unit"] == {
        "moi": ("Hiện nay", [0, 1]), "tinh": ("Hiện nay", [0, 1, 2]), "cu": ("Trước đây", [0]),
    }  # fmt: skip
    assert told["stage"] == {"replicated": ("", [0]), "unknown": ("", [1]), "da-thanh-loai": ("", [2])}
    assert told["steps"] == {"yes": ("", [0]), "no": ("", [1, 2])}
    assert told["figures"] == {"no": ("", [0]), "yes": ("", [1, 2]), "before-after": ("", [1])}
    assert told["recognised"] == {"city": ("", [1])}
    assert "lead" not in told, "nobody leads any of them, so there is nothing to choose"


def test_what_would_leave_all_of_them_is_no_choice():
    models = [made(Model, one) for one in "ab"]
    unit = made(Unit, "phuong")
    assert filters(door(made(Source, "bai"), made(Theme, "linh-vuc"), unit, *models), models) == []
