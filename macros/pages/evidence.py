"""How much of a model can be copied, and how well what is said of it is known: in words, by rules that are a table, never a grade.

The questions are those of libraries of what works: the College of Policing's EMMIE (effect, and what it rests on) and the case details
of the POP Center (before and after, how long, who evaluated, displacement). What no field holds is said to be unknown.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from macros.catalogue import Finder
from macros.language.dates import PartialDate
from macros.language.numbers import shown_number
from macros.records import Model, Organisation, Source
from macros.records.figure import Comparison, Figure


@dataclass(frozen=True)
class Case:
    """What is asked of: a model, its sources, and what those who run it are called."""

    model: Model
    sources: Sequence[Source]
    runners: Sequence[str]


@dataclass(frozen=True)
class Said:
    """An answer, and whether it is one: `known` is false where all that can be said is that it isn't known."""

    text: str
    known: bool = True


@dataclass(frozen=True)
class Rule:
    """One question: what the page calls it, how it is answered (for the page that explains it), and the answer."""

    title: str
    explained: str
    answer: Callable[[Case], Said]


def before_and_after(model: Model) -> list[Figure]:
    """The figures of a model that tell of a time before and one after: those that the source compares with an earlier time and says
    by how much, and those after the start of whose kind there is one for a time that ended before it."""
    start = model.launched
    compared = [figure for figure in model.figures if figure.compared and _says_how_much(figure, figure.compared)]
    if not start or not start.first or not start.last:
        return compared
    counted = [figure for figure in model.figures if figure.value is not None and figure.period]
    earlier = {_kind(one) for one in counted if (last := _last(one)) and last.last and last.last < start.first}
    later = [
        one
        for one in counted
        if one.period and one.period.start and one.period.start.first and one.period.start.first >= start.last
    ]
    return [f for f in model.figures if f in compared or (f in later and _kind(f) in earlier)]


def _says_how_much(figure: Figure, compared: Comparison) -> bool:
    """Whether a change is told in numbers: a number of before tells none without one of now."""
    before = compared.before if figure.value is not None else None
    return any(told is not None for told in (compared.by, compared.percent, before))


def _kind(figure: Figure) -> tuple[str, ...]:
    """What two figures have in common that differ in their time alone."""
    return figure.subject[:-1]


def _last(figure: Figure) -> PartialDate | None:
    return figure.period.end if figure.period else None


COPIED: tuple[tuple[str, Callable[[Model], object]], ...] = (
    ("các bước", lambda model: model.steps),
    ("kinh phí", lambda model: model.cost),
    ("số liệu trước–sau", before_and_after),
)
"""What a card says a model has, for who would copy it."""


def copied(model: Model) -> tuple[list[str], list[str]]:
    """What of `COPIED` is told of a model, and what isn't; figures without an earlier time beside them are told as what they are."""
    has = [name for name, told in COPIED if told(model)]
    lacks = [name for name, _ in COPIED if name not in has]
    return [*has, *(["số liệu"] if model.figures and "số liệu trước–sau" in lacks else [])], lacks


def _compared(case: Case) -> Said:
    if found := before_and_after(case.model):
        return Said("có, ở " + "; ".join(dict.fromkeys(figure.label for figure in found)))
    if case.model.figures:
        return Said(
            f"chưa có; có {shown_number(len(case.model.figures))} số liệu không kèm số của thời gian trước", False
        )
    return Said("chưa có số liệu", False)


def _how_long(case: Case) -> Said:
    model = case.model
    start = model.launched
    if not start or not start.year:
        return Said("chưa rõ, vì nguồn không nêu năm bắt đầu", False)
    dates = [
        *(step.date for step in model.life),
        *(_last(figure) for figure in model.figures),
        *(one.period for one in model.recognition),
    ]
    told = [(date.last, date) for date in dates if date and date.last]
    last_day, last = max(told, default=(None, None))
    if not last_day or not last or not start.last or last_day <= start.last:
        return Said(f"chưa rõ; bắt đầu {start.shown}, sau đó chưa có tin nào ghi thời gian", False)
    return Said(f"bắt đầu {start.shown}; tin gần nhất {last.shown}")


def _kinds(case: Case) -> Said:
    kinds = Counter(source.kind_shown for source in case.sources)
    told = [f"{shown_number(count)} {kind[0].lower()}{kind[1:]}" for kind, count in kinds.items()]
    return Said(", ".join(told))


def _independent(case: Case) -> Said:
    runners = {name.casefold() for name in case.runners}
    publishers = [source.publisher for source in case.sources]
    if all(name and name.casefold() in runners for name in publishers):
        return Said("chưa thấy: mọi nguồn do chính đơn vị chủ trì hoặc tham gia công bố")
    others = list(dict.fromkeys(name for name in publishers if name and name.casefold() not in runners))
    told = f"; nguồn do {', '.join(others)} đăng, có thể kể lại số của nơi làm" if others else ""
    return Said(f"chưa rõ{told}", False)


def _moved(_: Case) -> Said:
    return Said("chưa rõ", False)


RULES: tuple[Rule, ...] = (
    Rule(
        "Số liệu trước và sau",
        "“Có” khi nguồn so một con số với thời gian trước và nói hơn kém bao nhiêu, hoặc khi có hai con số về cùng một việc, "
        "một của thời gian kết thúc trước ngày mô hình bắt đầu, một của thời gian sau đó. Trang không tự so các con số khác.",
        _compared,
    ),
    Rule(
        "Theo dõi bao lâu",
        "Từ khi bắt đầu đến tin gần nhất có ghi thời gian trong hồ sơ: bước trong quá trình, số liệu hoặc ghi nhận.",
        _how_long,
    ),
    Rule("Loại nguồn", "Đếm các nguồn của hồ sơ theo loại: bài báo, báo cáo, văn bản…", _kinds),
    Rule(
        "Có người ngoài đánh giá",
        "“Chưa thấy” khi mọi nguồn do chính đơn vị chủ trì hoặc tham gia công bố. Còn lại là “chưa rõ”: báo, đài thường kể lại số "
        "của nơi làm, nên có bài báo chưa phải là có đánh giá độc lập.",
        _independent,
    ),
    Rule(
        "Vụ việc có chuyển sang nơi khác",
        "Luôn là “chưa rõ”: hồ sơ chưa có mục nào ghi điều này, và trang không đoán.",
        _moved,
    ),
)
"""What is asked of every model, in this order."""


def evidence(find: Finder, model: Model) -> list[tuple[str, Said]]:
    """What is known of how well a model works, and what isn't: (question, answer). Nothing of one that is only planned."""
    if model.is_planned:
        return []
    runners = [find.name(find.get(Organisation, one)) for one in model.leads]
    runners += [find.partner(partner) for partner in model.partners]
    case = Case(model, [find.get(Source, one) for one in model.sources], runners)
    return [(rule.title, rule.answer(case)) for rule in RULES]
