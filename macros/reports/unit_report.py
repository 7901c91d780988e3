"""The report of a unit and a time, in the order in which such reports are written. What no record tells is left blank, and marked."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from macros.catalogue import Finder
from macros.language.numbers import shown_number
from macros.records import Event, EventKind, Model, Organisation, Record, Result, Unit
from macros.records.life import Stage
from macros.records.parts import Passage
from macros.reports import told
from macros.reports.decree import MOVEMENT
from macros.reports.ground import ground
from macros.reports.letterhead import Issuer, close_report, open_report
from macros.reports.paper import Cell, Paper, blank, cited
from macros.reports.phrases import joined, lower, sentence
from macros.reports.prose import Piece
from macros.reports.scope import Scope
from macros.reports.span import Span

_MANY = 40
"""Events of which more than a line is told each; of more a report is no longer read."""


def unit_report(find: Finder, unit: Unit, span: Span, day: date, organisation: Organisation | None = None) -> bytes:
    """The report of a unit, as the file of Word; `day` is that on which it is made, `organisation` who issues it if that is known.

    Raises DataError if there was no such unit in the time.
    """
    scope = Scope(find, unit, span)
    return _Report(scope, Issuer.of(find, unit, organisation), day).content()


class _Report:
    def __init__(self, scope: Scope, issuer: Issuer, day: date):
        self._scope, self._find, self._issuer, self._day = scope, scope.find, issuer, day
        self._about = f"Kết quả phong trào {MOVEMENT} của {lower(scope.unit.full_name)}, {scope.span.name}"
        self._paper = Paper(scope.find, f"Báo cáo {lower(self._about)}", day)

    def content(self) -> bytes:
        paper = self._paper
        open_report(paper, self._issuer, self._about)
        self._about_this_report()
        issuer = self._issuer.name or blank("cơ quan báo cáo")
        paper.text(
            "Thực hiện ", blank("văn bản yêu cầu báo cáo"), ", ", issuer, f" báo cáo {lower(self._about)} như sau:"
        )
        paper.heading(1, "I. ĐẶC ĐIỂM, TÌNH HÌNH")
        ground(paper, self._scope)
        paper.heading(2, "2. Tình hình an ninh, trật tự trên địa bàn")
        paper.blank("tình hình chung, thuận lợi, khó khăn trong kỳ")
        paper.heading(1, "II. KẾT QUẢ THỰC HIỆN PHONG TRÀO")
        self._leading()
        self._results()
        self._models()
        self._events()
        self._organisations()
        self._awards()
        self._verdict()
        paper.heading(1, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI")
        paper.blank("phương hướng, nhiệm vụ")
        paper.heading(1, "V. ĐỀ XUẤT, KIẾN NGHỊ")
        paper.blank("đề xuất, kiến nghị, hoặc ghi là không có")
        closing = f"Trên đây là báo cáo {lower(self._about)}"
        by = (
            (f"; {self._issuer.name} kính báo cáo./.",)
            if self._issuer.name
            else ("; ", blank("cơ quan"), " kính báo cáo./.")
        )
        paper.closing(closing, *by)
        close_report(paper, self._issuer)
        return paper.content()

    def _about_this_report(self) -> None:
        text = (
            f"[Trước khi trình ký, xóa đoạn này. Dự thảo lập ngày {self._day.day}/{self._day.month}/{self._day.year} từ các bản ghi của trang "
            f"“{self._find.site.name}”, không thêm gì ngoài đó; nguồn ghi ở chú thích cuối trang. Chỗ tô màu là chỗ bản ghi chưa có.]"
        )
        self._paper.text(Piece(text, italic=True, blank=True))

    # II

    def _leading(self) -> None:
        paper = self._paper
        paper.heading(2, "1. Công tác lãnh đạo, chỉ đạo")
        if self._scope.documents:
            paper.text("Văn bản ban hành trong kỳ hoặc được nêu trong các hoạt động, kết quả của kỳ:")
        for document in self._scope.documents:
            when = f"ngày {document.issued.shown}" if document.issued and document.issued.day else ""
            number = document.number if document.number and document.number not in document.title else ""
            by = document.issued_by or ", ".join(self._find.get(Organisation, one).name for one in document.issuers)
            said = joined(document.title, number, when, by if by not in document.title else "")
            paper.item(f"{said}.", cited(None, document))
        paper.blank("văn bản lãnh đạo, chỉ đạo khác đã ban hành; kiện toàn Ban Chỉ đạo; kiểm tra")

    def _results(self) -> None:
        paper, find, scope = self._paper, self._find, self._scope
        paper.heading(2, "2. Kết quả chung")
        for result in scope.results:
            of = told.of_result(find, result)
            paper.heading(3, f"Kết quả {of}")
            if result.summary:
                paper.passage(result.summary.text, cited(result.summary, result))
            for passage in result.content:
                paper.passage(passage.text, cited(passage, result), "- ")
            told.figures(paper, find, [(result, figure) for figure in result.figures], f"Số liệu {of}")
            told.ratings(paper, find, [(result, rating) for rating in result.ratings])
            told.disagreements(paper, result.disagreements)
        for event in scope.events:
            of = f"{event.title}, {find.where(event)}"
            told.figures(
                paper, find, [(event, figure) for figure in event.figures], f"Số liệu công bố cùng sự kiện: {of}"
            )
            told.ratings(paper, find, [(event, rating) for rating in event.ratings])
        for model in scope.models:
            figures = [(model, figure) for figure in model.figures if scope.span.covers(figure.period)]
            told.figures(paper, find, figures, f"Số liệu của mô hình: {model.name}")
        if scope.mentions:
            paper.heading(3, "Được nêu tên trong kết quả, khen thưởng, hoạt động chung")
        for record, unit, said, statement in scope.mentions:
            paper.item(sentence(f"{find.name(unit)}: {lower(said)} ({find.name(record)})"), cited(statement, record))
        self._differing()
        if scope.other_results:
            names = "; ".join(told.of_result(find, result) for result in scope.other_results)
            paper.text(f"Có số liệu của kỳ khác, chỉ trùng một phần với kỳ này nên không đưa vào: {names}.")
        if not scope.results:
            paper.blank(f"kết quả, số liệu của {scope.span.name}, kèm so sánh với kỳ trước")

    def _differing(self) -> None:
        """On what the results and events of a unit differ; where there are several units, whose they are."""
        by_unit: dict[str, list[told.Of]] = defaultdict(list)
        holders: list[Event | Result] = [*self._scope.results, *self._scope.events]
        for record in holders:
            by_unit[record.unit] += [(record, figure) for figure in record.figures]
        for unit, figures in by_unit.items():
            told.differing(
                self._paper, figures, self._find.name(self._find.get(Unit, unit)) if len(by_unit) > 1 else ""
            )
        for model in self._scope.models:
            told.differing(
                self._paper, [(model, figure) for figure in model.figures if self._scope.span.covers(figure.period)]
            )

    def _models(self) -> None:
        paper, scope = self._paper, self._scope
        paper.heading(2, "3. Xây dựng, nhân rộng mô hình")
        models = scope.models
        if not models:
            paper.blank("mô hình đang hoạt động, mô hình mới, mô hình được nhân rộng")
        else:
            new = [model for model in models if scope.is_new(model)]
            spread = [m for m in models if any(step.stage is Stage.REPLICATED for step in scope.steps(m))]
            points = sum(bool(scope.here([point.unit])) for model in models for point in model.points)
            count = f"Ghi nhận được {shown_number(len(models))} mô hình, đếm theo tên"
            count += f", tại {shown_number(points)} điểm được ghi" if points else ""
            of_the_time = joined(
                f"{shown_number(len(new))} mô hình bắt đầu" if new else "",
                f"{shown_number(len(spread))} mô hình được nhân rộng" if spread else "",
            )
            paper.text(
                f"{count}; "
                + (f"trong kỳ có {of_the_time}." if of_the_time else "chưa ghi mô hình nào bắt đầu trong kỳ.")
            )
            stages = Counter(lower(model.state.shown) if model.state else "chưa ghi giai đoạn nào" for model in models)
            by_stage = "; ".join(
                f"{stage} {shown_number(count)}"
                for stage, count in sorted(stages.items(), key=lambda one: (-one[1], one[0]))
            )
            paper.text(f"Theo giai đoạn gần nhất được ghi: {by_stage}.")
            if not spread:
                paper.blank("mô hình được nhân rộng trong kỳ, hoặc ghi là không có")
            rows = [self._model_row(at, model) for at, model in enumerate(models, start=1)]
            heads = ["TT", "Tên mô hình", "Địa bàn", "Bắt đầu", "Trong kỳ; giai đoạn gần nhất"]
            paper.table(heads, [11, 54, 42, 24, 34], rows, "Các mô hình")
            for model in models:
                told.disagreements(paper, model.disagreements)
        for label, found in (
            ("Mới dự kiến", scope.planned),
            ("Không tính vào số mô hình, vì nguồn gọi là", scope.uncounted),
        ):
            for model in found:
                called = f" {model.called}" if model.called else ""
                paper.item(f"{label}{called}: {model.name}.", cited(None, model))

    def _model_row(self, number: int, model: Model) -> list[Cell]:
        scope = self._scope
        where = "; ".join(map(self._find.name, scope.here(model.all_units)))
        new = scope.is_new(model)
        told_of = (
            ["Mô hình mới"]
            if new
            else ["Có thể mới trong kỳ: nguồn không ghi rõ ngày"]
            if new is None and model.launched
            else []
        )
        for step in scope.steps(model):
            if not (new and step.stage is Stage.LAUNCHED):
                told_of.append(joined(step.shown, step.date.shown if step.date else "", step.note))
        if (standing := self._find.standing(model)) and standing not in told_of:
            told_of.append(standing)
        elif not told_of and model.state:
            told_of.append(joined(model.state.shown, model.state.date.shown if model.state.date else ""))
        began = model.launched.shown if model.launched else "nguồn không ghi"
        return [str(number), (model.name, cited(None, model)), where, began, "; ".join(told_of)]

    def _events(self) -> None:
        paper, find, scope = self._paper, self._find, self._scope
        paper.heading(2, "4. Tuyên truyền, phát động và các hoạt động")
        by_kind: dict[str, list[Event]] = defaultdict(list)
        for event in scope.events:
            by_kind[event.kind].append(event)
        for kind, events in sorted(by_kind.items(), key=lambda one: (-len(one[1]), one[0])):
            paper.heading(3, f"{find.get(EventKind, kind).name}: {shown_number(len(events))}")
            for event in events:
                paper.item(*told.event_line(find, event))
                if event.summary and len(scope.events) <= _MANY:
                    paper.passage(event.summary.text, cited(event.summary, event))
                told.disagreements(paper, event.disagreements)
        for title, events in (
            ("Nguồn không ghi đủ ngày, có thể trong kỳ", scope.perhaps),
            ("Đã hoãn, đã hủy", scope.called_off),
        ):
            if events:
                paper.heading(3, title)
            for event in events:
                paper.item(*told.event_line(find, event))
        if not scope.events:
            paper.blank("các hoạt động trong kỳ")

    def _organisations(self) -> None:
        paper = self._paper
        paper.heading(2, "5. Cơ quan, đoàn thể tham gia")
        for one, events, models in self._scope.organisations:
            counts = joined(f"{events} hoạt động" if events else "", f"{models} mô hình" if models else "")
            paper.item(f"{one.name}: {counts}.", cited(None, one))
        if not self._scope.organisations:
            paper.blank("cơ quan, đoàn thể, doanh nghiệp tham gia")

    def _awards(self) -> None:
        paper, find, scope = self._paper, self._find, self._scope
        paper.heading(2, "6. Khen thưởng")
        holders: list[Record] = [*scope.results, *scope.events]
        given = [(holder, award) for holder in holders for award in getattr(holder, "awards", ())]
        told.awards(paper, find, given)
        told.prizes(paper, find, [(holder, one) for holder in holders for one in getattr(holder, "prizes", ())])
        recognised = [(m, one) for m in scope.models for one in m.recognition if scope.span.holds(one.period)]
        for model, one in recognised:
            when = one.period.shown if one.period else ""
            said = joined(f"Mô hình “{model.name}”: {one.text}", one.told_by, when)
            paper.item(sentence(said), cited(one, model))
        if not given and not recognised:
            paper.blank("khen thưởng trong kỳ, hoặc ghi là không có")

    # III

    def _verdict(self) -> None:
        paper = self._paper
        paper.heading(1, "III. ĐÁNH GIÁ CHUNG")
        paper.heading(2, "1. Ưu điểm")
        paper.blank("ưu điểm")
        paper.heading(2, "2. Khó khăn, hạn chế và nguyên nhân")
        self._of_models((model, model.difficulties) for model in self._scope.models)
        paper.blank("khó khăn, hạn chế, nguyên nhân")
        paper.heading(2, "3. Bài học kinh nghiệm")
        self._of_models((model, model.lessons) for model in self._scope.models)
        paper.blank("bài học kinh nghiệm")

    def _of_models(self, told_of: Iterable[tuple[Model, Passage | None]]) -> None:
        for model, passage in told_of:
            if passage:
                self._paper.passage(passage.text, cited(passage, model), f"- Mô hình “{model.name}”: ")
