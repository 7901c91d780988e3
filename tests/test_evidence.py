"""What can be copied from a model, and how well it is known: by the rules of `pages/evidence.py`, on records made for the question."""

import pytest

from macros.pages.evidence import RULES, before_and_after, copied, evidence
from macros.records import Model, Organisation, Source
from tests.by_hand import door, made

CRIMES = {"label": "Số vụ trộm", "measure": "vụ"}
FELL = {"way": "fall", "against": "năm trước"}


@pytest.mark.parametrize(
    ("figures", "since", "is_told"),
    [
        ([{**CRIMES, "value": 3, "period": "2024"}], "2023-04", False),
        ([{**CRIMES, "value": 9, "period": "2022"}, {**CRIMES, "value": 3, "period": "2024"}], "2023-04", True),
        ([{**CRIMES, "value": 9, "period": "2022"}, {**CRIMES, "value": 3, "period": "2024"}], None, False),
        ([{**CRIMES, "value": 9, "period": "2023"}, {**CRIMES, "value": 3, "period": "2024"}], "2023-04", False),  # half of it after
        ([{**CRIMES, "value": 9, "period": "2022"}, {**CRIMES, "value": 3, "period": "2023"}], "2023", False),  # it may begin at its end
        ([{**CRIMES, "value": 9, "period": "../2022"}, {**CRIMES, "value": 3, "period": "2023-05/2024"}], "2023-04", True),
        ([{**CRIMES, "value": 9, "period": "2022"}, {**CRIMES, "value": 3, "period": "2024", "measure": "hộ"}], "2023", False),
        ([{**CRIMES, "value": 9, "period": "2022"}, {**CRIMES, "as_written": "vài", "period": "2024"}], "2023", False),
        ([{**CRIMES, "value": 9, "period": "XXXX-09-27"}, {**CRIMES, "value": 3, "period": "2024"}], "2023", False),
        ([{**CRIMES, "compared": {**FELL, "by": 4}}], None, True),
        ([{**CRIMES, "compared": {**FELL, "percent": 40}}], None, True),
        ([{**CRIMES, "value": 3, "compared": {**FELL, "before": 9}}], None, True),
        ([{**CRIMES, "value": 3, "compared": FELL}], None, False),  # only that it fell
        ([{**CRIMES, "compared": {**FELL, "before": 9}}], None, False),  # to nobody says what
        ([{**CRIMES, "as_written": "vài", "compared": {**FELL, "before": 9}}], None, False),
    ],
)  # fmt: skip
def test_figures_before_and_after_are_those_of_one_kind_or_compared_by_the_source(figures, since, is_told):
    model = made(Model, "m", figures=figures, **({"since": since} if since else {}))
    assert bool(before_and_after(model)) is is_told


def test_a_card_tells_what_there_is_or_all_that_there_is_not():
    compared = [{**CRIMES, "compared": {**FELL, "by": 4}}]
    assert copied(made(Model, "m")) == ([], ["các bước", "kinh phí", "số liệu trước–sau"])
    assert copied(made(Model, "m", figures=[{**CRIMES, "value": 1}]))[0] == ["số liệu"]
    full = made(Model, "m", steps=["Họp."], cost="Dân góp.", figures=compared)
    assert copied(full) == (["các bước", "kinh phí", "số liệu trước–sau"], [])


def answers(model, *others):
    told = evidence(door(made(Organisation, "xa", name="UBND xã Hoa"), model, *others), model)
    return [(said.text, said.known) for _, said in told]


def test_a_model_says_what_is_known_and_what_is_not():
    paper = made(Source, "bai", kind="article", publisher="Báo Hoa")
    report = made(Source, "bao-cao", kind="report", publisher="UBND xã Hoa")
    model = made(
        Model,
        "m",
        leads="xa",
        sources=["bai", "bao-cao"],
        since="2022",
        figures=[{**CRIMES, "value": 3, "period": "2024"}],
    )
    assert answers(model, paper, report) == [
        ("chưa có; có 1 số liệu không kèm số của thời gian trước", False),
        ("bắt đầu năm 2022; tin gần nhất năm 2024", True),
        ("1 bài báo, 1 báo cáo", True),
        ("chưa rõ; nguồn do Báo Hoa đăng, có thể kể lại số của nơi làm", False),
        ("chưa rõ", False),
    ]  # fmt: skip
    own = answers(made(Model, "n", leads="xa", sources="bao-cao"), report)
    assert own[0] == ("chưa có số liệu", False)
    assert own[1] == ("chưa rõ, vì nguồn không nêu năm bắt đầu", False)
    assert own[3] == ("chưa thấy: mọi nguồn do chính đơn vị chủ trì hoặc tham gia công bố", True)
    assert answers(made(Model, "n", since="2022", sources="bai"), paper)[1][1] is False
    # nobody knows who runs it, so nobody can be told to be another
    assert answers(made(Model, "n", sources="khong"), made(Source, "khong"))[3] == ("chưa rõ", False)


def test_what_is_only_planned_has_nothing_to_be_known_of():
    model = made(Model, "m", life=[{"stage": "planned"}])
    assert evidence(door(model, made(Source, "bai")), model) == []


def test_every_rule_says_how_it_answers():
    assert all(rule.title and rule.explained for rule in RULES)
