"""From the records to the place where readers find the site: built, told what changes, agreed to, put there, remembered; and back.

    build → keep what it made → what changed → (the person agrees) → reach the target → put it there → note it

`desk` and the command give the order; both are asked and told through `Talk`.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from macros.changes.compare import changes_between
from macros.changes.snapshot import pack
from macros.changes.state import State, state_of
from macros.changes.told import body, subject
from macros.files.kept import ROOT, folder_for
from macros.files.reader import read_record
from macros.language.numbers import shown_number
from macros.language.problems import DataError
from macros.language.text import upper_first
from macros.load import read
from macros.publish import mark
from macros.publish.place import SITE, Refused
from macros.records.destination import Destination
from macros.records.site import SETTINGS, Site
from macros.targets.delivery import Delivery, reach, target_of
from macros.targets.manifest import Files
from macros.targets.since import moment_of, records_of
from macros.targets.store import Publication, Store
from macros.targets.store import State as Became
from macros.targets.talk import Talk

_TIMES = 3


class Speaker(Talk, Protocol):
    """Whoever gives the order is told more than a host asks."""

    def say(self, text: str) -> None:
        """Hear what was found or done."""


@dataclass(frozen=True)
class Order:
    """What is to be published.

    Attributes:
        data: the data folder.
        target: the name of the target; None: the first.
        who: who gives the order.
        site: where the site is built.
        new_host_key: whether a host may show another key than last time, to be agreed to anew.
    """

    data: Path
    target: str | None
    who: str
    site: Path = SITE
    new_host_key: bool = False


def publish(order: Order, talk: Speaker) -> bool:
    """Put the site as the records are now on its target; whether it is there. Raises Refused and OSError, in words."""
    target = target_of(settings_of(order.data), order.target)
    with Store(order.data) as store:
        built = _built(order, store, talk)
        if built is None:
            return False
        state, files = built
        last = _last(store, target)
        pages = change_in_words(last.files if last else {}, files)
        what, told = _tell_changes(store, last, state, pages, talk) if pages else ("", "")
        if what and not talk.agrees(f"Đăng lên {told_of(target)}?"):
            talk.say("Chưa đăng gì.")
            return False
        delivery = reach(target, store, talk, order.who, order.new_host_key)
        try:
            store.agree(target.id, delivery.there)
            if _is_of_others(store, target, delivery) and not talk.agrees(
                f"Bản đang ở {told_of(target)} do máy khác, hoặc thư mục dữ liệu khác, đăng lên. Vẫn thay bằng bản này?"
            ):
                talk.say("Chưa đăng gì.")
                return False
            is_new = bool(what) or (last is not None and delivery.there not in (None, last.id))
            if (
                is_new
                and not what
                and not talk.agrees(f"Đăng lên {told_of(target)}, nơi không thấy bản đăng lần trước?")
            ):
                talk.say("Chưa đăng gì.")
                return False
            one = store.begin(target.id, order.who, what, files, pack(state), told) if what or not last else last
            talk.say(delivery.put(one))
            store.note(target.id, one, Became.THERE)
        finally:
            delivery.close()
        store.tidy(target.id)
    talk.say(
        f"Đã đăng lên {told_of(target)}." if is_new else f"Không có gì mới; {told_of(target)} đã đúng như dữ liệu."
    )
    return True


def undo(order: Order, talk: Speaker) -> bool:
    """Bring back what was on the target before the last publication; whether it is there. Raises Refused and OSError, in words."""
    target = target_of(settings_of(order.data), order.target)
    with Store(order.data) as store:
        going, back = _to_undo(store, target)
        talk.say(f"Đang có: bản {moment_of(going)}, {going.who}: {going.what or 'không đổi'}.")
        if not talk.agrees(f"Đưa bản {moment_of(back)} ({back.who}) trở lại {told_of(target)}?"):
            talk.say("Chưa đổi gì.")
            return False
        delivery = reach(target, store, talk, order.who, order.new_host_key)
        try:
            if _is_of_others(store, target, delivery):
                raise Refused(
                    f"Bản đang ở {told_of(target)} không do thư mục dữ liệu này đăng nên không lùi được. Lùi ở máy đã đăng, hoặc đăng lại."
                )
            if delivery.there == "" and not talk.agrees(
                f"Ở {told_of(target)} không thấy bản đăng lần trước: mục path vừa đổi, hoặc có ai ghi vào đó. Vẫn đưa bản trước lên đó?"
            ):
                talk.say("Chưa đổi gì.")
                return False
            going = store.note(target.id, going, Became.GOING)
            talk.say(delivery.put(back))
            store.note(target.id, going, Became.UNDONE)
            store.note(target.id, back, Became.THERE)
        finally:
            delivery.close()
        store.tidy(target.id)
    talk.say(f"Đã đưa bản {moment_of(back)} trở lại {told_of(target)}. Dữ liệu vẫn giữ nguyên.")
    return True


def listed(order: Order) -> list[str]:
    """The publications of a target that can be brought back, one a line, the last first. Raises Refused."""
    target = target_of(settings_of(order.data), order.target)
    there = Store(order.data, held=False).there(target.id)
    lines = [f"{one.number}. {moment_of(one)}, {one.who}: {one.what or 'không đổi'}" for one in reversed(there)]
    return [f"{upper_first(told_of(target))}:", *(lines or ["chưa đăng lần nào từ đây"])]


def settings_of(data: Path) -> Site:
    """The settings of the site. DataError if they can't be read."""
    site, problems = read_record(data / SETTINGS, Site)
    if site is None:
        raise DataError(problems)
    return site


def told_of(target: Destination) -> str:
    """A target as a sentence names it."""
    where = f"{target.host}:{target.path}" if target.host else target.path
    return f"nơi đăng {target.id} ({target.kind.label}, {where})"


def change_in_words(last: Files, now: Files) -> str:
    """How many pages are new, other than before, gone; of files that aren't pages, that some are. Empty if nothing is."""
    added, gone = now.keys() - last.keys(), last.keys() - now.keys()
    changed = {path for path in now.keys() & last.keys() if now[path] != last[path]}
    counts = [(what, _pages(paths)) for what, paths in (("thêm", added), ("sửa", changed), ("bỏ", gone))]
    said = [f"{what} {shown_number(count)} trang" for what, count in counts if count]
    if not said and (others := len(added | gone | changed)):
        said = [f"đổi {shown_number(others)} tệp"]
    return ", ".join(said)


def _pages(paths: set[str]) -> int:
    return sum(1 for path in paths if path.endswith(".html"))


def _built(order: Order, store: Store, talk: Speaker) -> tuple[State, Files] | None:
    """Build the site and keep it; the records that it was made of and its files, None if it can't be. In a process of its own: the desk
    shows a site of its own meanwhile. Refused if somebody goes on changing the records, or the site: other data folders have theirs
    built in the same place."""
    state = _state(order)
    for _ in range(_TIMES):
        talk.step("Kiểm tra dữ liệu, tạo trang", 0, 0)
        command = [sys.executable, "-P", "-m", "macros", "build", "--record"]
        done = subprocess.run(
            [*command, "--data", str(order.data), "--site-dir", str(order.site)],
            check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )  # fmt: skip
        if done.returncode:
            talk.say(done.stdout.strip())
            talk.say("Chưa đăng gì. Làm xong điều nêu trên thì đăng lại.")
            return None
        stamp = mark.stamp(order.site)
        before, state = state, _state(order)
        if before != state:
            continue
        try:
            files = store.take(order.site)
        except FileNotFoundError:  # another site is taking its place
            continue
        if mark.stamp(order.site) == stamp:
            talk.say(done.stdout.strip())
            return state, files
    raise Refused(
        "Dữ liệu được sửa liên tục trong lúc tạo trang, hoặc lệnh khác đang tạo trang khác ở cùng chỗ. "
        "Chờ mọi người lưu xong, lệnh khác chạy xong rồi đăng lại."
    )


def _state(order: Order) -> State:
    return state_of(read(order.data, folder_for(order.data))[0])


def _tell_changes(store: Store, last: Publication | None, state: State, pages: str, talk: Speaker) -> tuple[str, str]:
    """Tell what readers will find other than before; return it in a line, and record by record."""
    if not last:
        talk.say(f"Lần đăng đầu tiên: {pages}.")
        return pages, ""
    talk.say(f"So với lần đăng {moment_of(last)}, {last.who}: {pages}.")
    if not (before := records_of(store, last)):
        return pages, ""
    changes = changes_between(before, state).for_readers()
    if not changes:
        return pages, ""
    talk.say(told := body(changes))
    return f"{subject(changes)} ({pages})", told


def _last(store: Store, target: Destination) -> Publication | None:
    return there[-1] if (there := store.there(target.id)) else None


def _is_of_others(store: Store, target: Destination, delivery: Delivery) -> bool:
    return bool(delivery.there) and delivery.there not in {one.id for one in store.all(target.id)}


def _to_undo(store: Store, target: Destination) -> tuple[Publication, Publication]:
    """What is to go, be it half there, and what is to come back. Refused if there is nothing."""
    there = store.there(target.id)
    begun = [
        one
        for one in store.all(target.id)
        if one.state is Became.BEGUN and one.number > (there[-1].number if there else 0)
    ]
    whole = [*there, *begun[-1:]]
    if len(whole) < 2:
        raise Refused("Không có bản nào trước bản đang đăng để đưa trở lại. Xem các bản còn giữ: publish --list.")
    going, back = whole[-1], whole[-2]
    if lost := list(store.whole(back.files)):
        raise Refused(
            f"Bản cũ giữ trên máy này đã mất {len(lost)} tệp nên không đưa trở lại được. Đăng lại bản hiện tại."
        )
    return going, back
