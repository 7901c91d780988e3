"""Publishing at the desk: the same steps as the command's, in a thread; every window sees how far it is, and any may answer a question."""

import threading
import time
from collections.abc import Callable
from typing import Any

from macros.desk.safety import Refusal, not_understood
from macros.desk.saving import Saving
from macros.language.problems import DataError
from macros.language.reasons import told
from macros.mishap import mishap
from macros.publish.place import SITE, Refused
from macros.publishing import Order, listed, publish, settings_of, undo

_PATIENCE = 1200.0  # seconds for an answer; then nobody is there any more, and others may publish
_ACTS: dict[str, Callable[[Order, "_Run"], bool]] = {"publish": publish, "undo": undo}

Wire = Any


class Publishing:
    """What is published of the data folder of `saving`, one order at a time."""

    def __init__(self, saving: Saving):
        self._saving = saving
        self._lock = threading.Lock()
        self._run: _Run | None = None

    def now(self) -> Wire:
        """The targets, and the order that is under way or was the last."""
        data = self._saving.held.data
        try:
            targets = settings_of(data).targets
        except DataError:
            targets = []
        run = self._run
        wire: dict[str, Any] = {
            "targets": [{"id": one.id, "kind": one.kind.label} for one in targets],
            "run": run and run.wire(),
        }
        if not (run and run.is_under_way):
            wire["there"] = {one.id: listed(self._order(one.id, False))[1:] for one in targets}
        return wire

    def begin(self, sent: Wire) -> Wire:
        """Begin an order: `act` publish or undo, `target` its name. Refusal if one is under way."""
        act, target = (sent.get("act"), sent.get("target")) if isinstance(sent, dict) else (None, None)
        if act not in _ACTS or not isinstance(target, str):
            raise not_understood()
        with self._lock:
            if self._run and self._run.is_under_way:
                raise Refusal(409, "một lần đăng khác đang chạy ở bàn làm việc này", "Chờ xong rồi đăng")
            self._run = _Run(
                self._run.number + 1 if self._run else 1,
                _ACTS[act],
                self._order(target, bool(sent.get("new_host_key"))),
            )
        return self.now()

    def answer(self, sent: Wire) -> Wire:
        """Answer a question: its number, and yes, no, or the password."""
        question, answer = (sent.get("question"), sent.get("answer")) if isinstance(sent, dict) else (None, None)
        if not isinstance(question, int) or not isinstance(answer, bool | str) or not self._run:
            raise not_understood()
        self._run.answer(question, answer)
        return self.now()

    def _order(self, target: str, new_host_key: bool) -> Order:
        return Order(self._saving.held.data, target, self._saving.history.who, SITE, new_host_key)


class _Run:
    """One order: what was said so far, what is being done, and the question that waits."""

    def __init__(self, number: int, act: Callable[[Order, "_Run"], bool], order: Order):
        self.number = number
        self._order = order
        self._said: list[str] = []
        self._step: tuple[str, int, int] = ("", 0, 0)
        self._question: dict[str, Any] | None = None
        self._answer: bool | str | None = None
        self._asked = 0
        self._became = ""
        self._changed = threading.Condition()
        threading.Thread(target=self._do, args=(act,), daemon=True).start()

    @property
    def is_under_way(self) -> bool:
        """Whether it has not ended."""
        return not self._became

    def wire(self) -> Wire:
        """As windows are told; never what was answered."""
        with self._changed:
            what, done, of = self._step
            return {
                "number": self.number, "target": self._order.target, "who": self._order.who, "said": list(self._said),
                "step": what, "done": done, "of": of, "question": self._question, "became": self._became,
            }  # fmt: skip

    def answer(self, question: int, answer: bool | str) -> None:
        """Take an answer. Refusal if the question doesn't wait any more."""
        with self._changed:
            if not self._question or self._question["number"] != question:
                raise Refusal(409, "câu hỏi này đã được trả lời", "Xem lại trạng thái đăng")
            if isinstance(answer, str) != (self._question["kind"] == "password"):
                raise not_understood()
            self._question, self._answer = None, answer
            self._changed.notify_all()

    # What the order says and asks

    def say(self, text: str) -> None:
        with self._changed:
            self._said += filter(None, text.split("\n"))

    def step(self, what: str, done: int, of: int) -> None:
        with self._changed:
            self._step = what, done, of

    def agrees(self, question: str) -> bool:
        return self._ask("agree", question) is True

    def password(self, of: str) -> str | None:
        answer = self._ask("password", f"Mật khẩu của {of}")
        return answer if isinstance(answer, str) and answer else None

    def _ask(self, kind: str, text: str) -> bool | str | None:
        with self._changed:
            self._asked += 1
            self._step = "", 0, 0
            self._question, self._answer = {"number": self._asked, "kind": kind, "text": text}, None
            until = time.monotonic() + _PATIENCE
            while self._question and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)
            self._question = None
            answer, self._answer = self._answer, None
            return answer

    def _do(self, act: Callable[[Order, "_Run"], bool]) -> None:
        became = "failed"
        try:
            became = "done" if act(self._order, self) else "stopped"
        except Refused as error:
            self.say(str(error))
        except DataError as error:
            self.say(error.report())
        except OSError as error:
            self.say(told(error))
        except Exception as error:  # noqa: BLE001  # nobody waits for it but the windows
            self.say(mishap(error))
        finally:
            with self._changed:
                self._step, self._question, self._became = ("", 0, 0), None, became
