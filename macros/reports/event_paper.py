"""What is told of an event, as a paper in Word."""

from collections.abc import Callable
from datetime import date

from macros.addresses.address import page_of
from macros.catalogue import Finder
from macros.records import Document, Event, EventKind, Model, Organisation, Unit
from macros.records.session import Session
from macros.reports import told
from macros.reports.facts import begin, facts, papers, partners
from macros.reports.paper import Paper, cited
from macros.reports.phrases import joined, lower, sentence


def event_paper(find: Finder, event: Event, day: date) -> bytes:
    """The summary of an event, as the file of Word; `day` is that on which it is made."""
    paper = Paper(find, event.told_as, day)
    begin(paper, find, event, "TÓM TẮT SỰ KIỆN", event.told_as)
    facts(paper, _facts(find, event))
    parts: list[tuple[str, object, Callable[[], None]]] = [
        ("Nội dung", event.content, lambda: _passages(paper, event)),
        ("Các buổi, lớp, điểm", event.sessions, lambda: _sessions(paper, find, event)),
        ("Đơn vị tham gia", event.partners, lambda: partners(paper, find, event, event.partners)),
        ("Cán bộ tham dự", event.people, lambda: _people(paper, event)),
        ("Phát biểu", event.quotations, lambda: _quotations(paper, event)),
        ("Số liệu", event.figures, lambda: _figures(paper, find, event)),
        ("Xếp loại, công nhận", event.ratings, lambda: told.ratings(paper, find, [(event, one) for one in event.ratings])),
        ("Giải cuộc thi", event.prizes, lambda: told.prizes(paper, find, [(event, one) for one in event.prizes])),
        ("Khen thưởng", event.awards, lambda: told.awards(paper, find, [(event, one) for one in event.awards])),
        ("Mô hình được nêu", event.models, lambda: _models(paper, find, event)),
        ("Văn bản, tài liệu", event.documents or event.papers, lambda: _documents(paper, find, event)),
        ("Chỗ các nguồn nêu khác nhau hoặc ghi chưa rõ", event.disagreements, lambda: told.disagreements(paper, event.disagreements)),
        ("Ghi chú", event.note, lambda: paper.passage(event.note or "", cited(None, event))),
    ]  # fmt: skip
    for title, is_told, tell in parts:
        if is_told:
            paper.heading(1, title)
            tell()
    if find.site.url:
        paper.text("Trang đầy đủ của sự kiện: ", page_of(event).whole(find.site.url))
    return paper.content()


def _facts(find: Finder, event: Event) -> list[tuple[str, str]]:
    return [
        ("Loại", find.get(EventKind, event.kind).name),
        ("Tình trạng", event.status.label),
        ("Thời gian", joined(event.when, event.date_note, by="; ")),
        ("Chủ đề, khẩu hiệu", "; ".join(event.slogans)),
        ("Địa bàn", "; ".join(map(find.name, find.located(event)))),
        ("Địa điểm", event.place or ""),
        ("Đơn vị tổ chức", "; ".join(find.get(Organisation, one).name for one in event.organisers)),
    ]


def _figures(paper: Paper, find: Finder, event: Event) -> None:
    figures = [(event, one) for one in event.figures]
    told.figures(paper, find, figures)
    told.differing(paper, figures)


def _passages(paper: Paper, event: Event) -> None:
    for passage in event.content:
        paper.passage(passage.text, cited(passage, event), "- " if len(event.content) > 1 else "")


def _sessions(paper: Paper, find: Finder, event: Event) -> None:
    for one in event.sessions:
        paper.item(sentence(_session(find, one)), cited(one, event))


def _session(find: Finder, one: Session) -> str:
    where = "; ".join(find.name(find.get(Unit, unit)) for unit in one.units)
    online = "trực tuyến" if one.online else ""
    return joined(one.name, one.shown, one.when, one.place, where, online, one.note, by="; ")


def _people(paper: Paper, event: Event) -> None:
    for one in event.people:
        role = lower(one.role) if one.role else ""
        paper.item(sentence(joined(f"{one.named}, {one.office}", role, by=": ")), cited(one, event))


def _quotations(paper: Paper, event: Event) -> None:
    for one in event.quotations:
        when = one.date.shown if one.date else ""
        paper.item(f"“{one.text}” ({joined(one.named, one.office, one.role, when)}).", cited(one, event))


def _models(paper: Paper, find: Finder, event: Event) -> None:
    for one in event.models:
        model = find.get(Model, one)
        paper.item(f"{model.name}.", cited(None, model))


def _documents(paper: Paper, find: Finder, event: Event) -> None:
    for one in event.documents:
        document = find.get(Document, one)
        paper.item(f"{joined(document.title, document.number)}.", cited(None, document))
    papers(paper, find, event)
