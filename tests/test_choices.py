"""What models of a list can be chosen by: each choice leaves the models that fall under it, and none is offered that chooses nothing."""

import json

from macros.pages.choices import choices, filters
from macros.records import Model, Source, Theme, Unit
from tests.by_hand import door, made
from tests.conftest import built

MANY = 130
SHOWN = "[...document.querySelectorAll('.card')].filter(card => card.checkVisibility()).map(card => card.querySelector('.what').textContent)"


def many():
    """So many models, a third of them of another theme, one with steps, two with numbers of two sorts."""
    told = {129: {"steps": ["Họp."]}} | {
        number: {"figures": [{"label": "Vụ", "value": number}], "reach": [{"label": "Tổ dân phố", "value": number}]}
        for number in (0, 69)
    }
    return [
        {"name": f"Tổ {number:03}", "themes": ["khac" if number % 3 == 0 else "linh-vuc"], "units": ["phuong"], "sources": ["bai"]}
        | told.get(number, {})
        for number in range(MANY)
    ]  # fmt: skip


def test_the_file_of_a_long_list_tells_the_same_as_the_list():
    models = [made(Model, f"to-{number:03}", **fields) for number, fields in enumerate(many())]
    themes = made(Theme, "linh-vuc"), made(Theme, "khac")
    find = door(made(Source, "bai"), made(Unit, "phuong"), *themes, *models)
    ((address, make),) = choices(find)
    told = json.loads(make())
    assert (address.path, told["pages"]) == ("mo-hinh/chon.json", [["./", 60, "to-000"], ["trang/2/", 60, "to-060"], ["trang/3/", 10, "to-120"]])  # fmt: skip
    (expected,) = (one for one in filters(find, find.models()) if one.name == "theme")
    for (_, held), (_, packed) in zip(expected.groups, told["filters"]["theme"], strict=True):
        for choice, (key, name, steps) in zip(held, packed, strict=True):
            at, places = -1, []
            for step in steps.split(","):
                at += int(step or 1)
                places.append(at)
            assert (key, name, places) == (choice.key, choice.name, choice.places)
    assert list(choices(door(made(Source, "bai"), made(Unit, "phuong"), *themes, *models[:60]))) == []


def test_a_list_of_several_pages_is_chosen_from_whole(tmp_path, serve, browser):
    told = {
        "site.yml": {"name": "Trang", "place": "Nơi", "description": "Trang thử."},
        "sources/bai.yml": {"title": "Bài", "kind": "article"},
        "units/phuong.yml": {"kind": "ward", "name": "Hoa", "sources": ["bai"]},
        **dict(festivals()),
        **{f"themes/{theme}.yml": {"name": name} for theme, name in (("linh-vuc", "Lĩnh vực"), ("khac", "Việc khác"))},
        **{f"models/to-{number:03}.yml": fields for number, fields in enumerate(many())},
    }
    for name, fields in told.items():
        file = tmp_path / "data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    origin = serve(built(tmp_path / "data", tmp_path / "site"))
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    page.goto(f"{origin}/mo-hinh/")
    fetched = []
    page.on(
        "request", lambda one: fetched.append(one.url.partition("/mo-hinh/")[2]) if "/mo-hinh/" in one.url else None
    )
    everything = page.evaluate(SHOWN)
    page.click("[data-choose] summary")
    page.wait_for_selector("#choose-theme:not([disabled])")
    assert page.locator("#choose-theme option[value=khac]").inner_text() == "Việc khác (44)"
    page.select_option("#choose-theme", "khac")
    page.wait_for_selector("[data-picked] .card")
    assert page.locator("[data-choose-said]").inner_text() == "44 trong 130 hồ sơ"
    assert page.evaluate(SHOWN) == [f"Tổ {number:03}" for number in range(0, 36, 3)]
    assert fetched == ["chon.json"], "what stands on the page is not fetched again"
    page.click("[data-picked] button")
    page.wait_for_selector("[data-picked] .card:nth-child(24)")
    assert page.evaluate("document.activeElement.pathname") == "/mo-hinh/to-036/"
    assert fetched == ["chon.json", "trang/2/"]
    page.check("[data-picked] .card input >> nth=23")  # of another page, to be compared
    page.check("[data-picked] .card input >> nth=0")
    assert page.get_attribute("[data-compare] a", "href").endswith("so=to-000,to-069")
    page.click("[data-compare] a")
    page.wait_for_selector(".compare")
    told = dict(
        page.evaluate(
            "[...document.querySelectorAll('.compare tbody tr')].map(row => [row.querySelector('th').textContent, [...row.querySelectorAll('td')].map(cell => cell.textContent)])"
        )
    )
    assert (told["Số liệu"], told["Theo nguồn, mô hình có ở"]) == (
        ["Vụ; 0", "Vụ; 69"],
        ["Tổ dân phố; 0", "Tổ dân phố; 69"],
    )
    page.click("text=Thôi so sánh")
    page.select_option("#choose-steps", "yes")
    page.wait_for_selector("[data-picked] .card:only-child")
    address = page.url
    assert address.endswith("?theme=khac&steps=yes") and page.evaluate(SHOWN) == ["Tổ 129"]
    page.click("[data-results-clear] button")
    assert page.evaluate(SHOWN) == everything and page.url.endswith("/mo-hinh/")
    page.goto(address)
    page.wait_for_selector("[data-picked] .card")
    assert page.evaluate("document.querySelector('[data-picked] a').href") == f"{origin}/mo-hinh/to-129/"
    archived(page, origin)
    context.close()


def festivals():
    """What each of four units tells of one festival, two of them of a theme."""
    yield "event-kinds/ngay-hoi.yml", {"name": "Ngày hội", "told_as_one": True}
    for number, place in enumerate(("Lá", "Cành", "Rễ", "Quả")):
        yield f"units/{number}.yml", {"kind": "ward", "name": place, "sources": ["bai"]}
        themes = {"themes": ["khac"]} if number < 2 else {}
        event = {"kind": "ngay-hoi", "title": f"Ngày hội lớn phường {place}", "date": "2024-08-19", "unit": str(number)}
        yield f"events/hoi-{number}.yml", event | themes | {"sources": ["bai"]}


def archived(page, origin):
    """The filtered archive says how many places of a festival are left, and which."""
    page.goto(f"{origin}/su-kien/luu-tru/?theme=khac")
    page.wait_for_selector(".results__places")
    assert page.locator("[data-results-status]").inner_text() == "1 sự kiện"
    assert page.locator("[data-results-list] > li").count() == 1
    assert page.locator(".results__about").inner_text() == "4 phường · 19/8/2024 · 2 nơi khớp"
    page.click(".results__places summary")
    page.wait_for_selector(".results__places li")
    links = page.locator(".results__places a").evaluate_all("all => all.map(one => [one.textContent, one.pathname])")
    assert links == [["Phường Cành", "/su-kien/hoi-1/"], ["Phường Lá", "/su-kien/hoi-0/"]]


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


def test_what_records_call_in_their_own_words_is_a_choice_of_its_own():
    stages = [{"stage": "other", "stage_name": name} for name in ("Bàn giao", "Bán giao", "bàn giao", "Unknown", "☆")]
    others = [{"level": "other", "by": by, "text": "Tốt."} for by in ("City", "☆", "CITY")]
    models = [
        *(made(Model, f"s{n}", life=[stage]) for n, stage in enumerate(stages)),
        *(made(Model, f"r{n}", recognition=told) for n, told in enumerate([others[::2], others[1:2], [{"level": "city", "text": "Tốt."}]])),
    ]  # fmt: skip
    found = {one.name: one.groups for one in filters(door(made(Source, "bai"), made(Theme, "linh-vuc"), made(Unit, "phuong"), *models), models)}  # fmt: skip
    assert {c.name: c.places for _, held in found["stage"] for c in held} == {
        "Bàn giao": [0, 2], "Bán giao": [1], "Unknown": [3], "☆": [4], "Chưa rõ": [5, 6, 7],
    }  # fmt: skip
    assert {c.name: c.places for _, held in found["recognised"] for c in held} == {
        "CITY": [5], "☆": [6], "Cấp tỉnh, thành phố": [7],
    }  # fmt: skip
    assert all(choice.key for groups in found.values() for _, held in groups for choice in held)


def test_what_would_leave_all_of_them_is_no_choice():
    models = [made(Model, one) for one in "ab"]
    unit = made(Unit, "phuong")
    assert filters(door(made(Source, "bai"), made(Theme, "linh-vuc"), unit, *models), models) == []
