"""What others need to do the same as a model, whole, as a paper in Word: what its kit and its page say."""

from datetime import date

from macros.addresses.address import page_of
from macros.catalogue import Finder
from macros.pages.kit import told_in_kit
from macros.records import Document, Model, Organisation, Theme
from macros.records.parts import Contact
from macros.reports import told
from macros.reports.facts import begin, facts, papers, partners
from macros.reports.paper import Paper, cited
from macros.reports.phrases import joined, lower

_NEEDED = ("steps", "equipment", "operation", "cost", "conditions")
"""Without which nobody can do the same: where nothing tells of them, that is said, and left to fill in."""


def model_kit(find: Finder, model: Model, day: date) -> bytes:
    """The kit of a model, as the file of Word; `day` is that on which it is made."""
    paper = Paper(find, f"Bộ tài liệu mô hình {model.name}", day)
    begin(paper, find, model, "MÔ HÌNH", model.name)
    facts(paper, _facts(find, model))
    sections = {name: (title, passages) for name, title, passages in told_in_kit(model)}
    number = 0
    for name in dict.fromkeys([*sections, *_NEEDED]):
        number += 1
        title, passages = sections.get(name, (told.label(Model, name), []))
        paper.heading(1, f"{number}. {title}")
        for at, passage in enumerate(passages, start=1):
            mark = f"{at}. " if name == "steps" and model.in_order else "- " if len(passages) > 1 else ""
            paper.passage(passage.text, cited(passage, model), mark)
        if not passages:
            paper.blank(lower(title))
    if model.figures or model.reach:
        paper.heading(1, f"{(number := number + 1)}. Số liệu")
        figures = [(model, figure) for figure in (*model.reach, *model.figures)]
        told.figures(paper, find, figures)
        told.differing(paper, figures)
    if model.partners:
        paper.heading(1, f"{(number := number + 1)}. {told.label(Model, 'partners')}")
        partners(paper, find, model, model.partners)
    if model.documents or model.papers:
        paper.heading(1, f"{(number := number + 1)}. Văn bản, tài liệu")
        for one in model.documents:
            document = find.get(Document, one)
            paper.item(f"{joined(document.title, document.number)}.", cited(None, document))
        papers(paper, find, model)
    if model.disagreements:
        paper.heading(1, f"{(number := number + 1)}. Chỗ các nguồn nêu khác nhau hoặc ghi chưa rõ")
        told.disagreements(paper, model.disagreements)
    paper.heading(1, f"{number + 1}. {told.label(Model, 'contact')}")
    _contact(paper, find, model.contact)
    if find.site.url:
        paper.text("Trang đầy đủ của mô hình: ", page_of(model).whole(find.site.url))
    return paper.content()


def _facts(find: Finder, model: Model) -> list[tuple[str, str]]:
    state = model.state
    return [
        ("Lĩnh vực", ", ".join(find.get(Theme, one).name for one in model.themes)),
        ("Địa bàn", "; ".join(map(find.name, find.located(model)))),
        ("Bắt đầu", model.launched.shown if model.launched else ""),
        (
            "Giai đoạn gần nhất được ghi nhận",
            joined(state.shown, state.date.shown if state.date else "") if state else "",
        ),
        ("Hiện nay", "" if model.is_planned else find.standing(model)),
        ("Đơn vị chủ trì", "; ".join(find.get(Organisation, one).name for one in model.leads)),
        ("Ghi nhận", "; ".join(joined(one.told_by, one.text) for one in model.recognition)),
        ("Số điểm được ghi", str(len(model.points)) if model.points else ""),
        ("Khẩu hiệu", "; ".join(model.slogans)),
    ]


def _contact(paper: Paper, find: Finder, contact: Contact | None) -> None:
    if not contact:
        paper.blank("cơ quan, bộ phận trả lời câu hỏi về mô hình")
        return
    paper.text(joined(
        find.get(Organisation, contact.organisation).name if contact.organisation else "",
        contact.office, contact.phone, *contact.hotlines, contact.email, contact.url, by="; ",
    ))  # fmt: skip
