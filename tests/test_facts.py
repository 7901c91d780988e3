"""What a page asked is asked again only where something was read for it that has changed, and nothing is overlooked."""

import random
import shutil
from datetime import date
from functools import cached_property
from inspect import getattr_static

from macros.catalogue import Finder, Notes, question
from macros.catalogue.facts import SIZE, Facts, Lent
from macros.catalogue.records import behind
from macros.catalogue.watched import index
from macros.files.kept import digest
from macros.language.problems import DataError
from macros.load import load
from macros.pages.lists import further
from macros.pages.view import View
from macros.records import Event, Model, Source, Unit
from tests.by_hand import door, made
from tests.conftest import DAY
from tests.edits import SITE, Edited
from tests.test_door import calls, markdown

EDITS = ("a_value", "a_number", "a_date", "a_new_record", "a_record_less", "another_id", "a_draft", "a_picture")


Asked = dict[int, tuple[bytes, bytes]]
"""Questions with digests of their answers, by their numbers."""


def noted(find: Finder) -> tuple[bytes, Asked]:
    """What all pages ask, as it is kept and as it was asked."""
    notes = Notes(find)
    view = View(notes.asked)
    notes.begin()
    for source, macro, arguments in calls(find):
        markdown(view, source, macro, arguments)
    return kept(notes)


def kept(notes: Notes) -> tuple[bytes, Asked]:
    facts = Facts(notes)
    asked = {facts.number(one): one[:2] for one in notes.taken()}
    return b"".join(facts.packed()), asked


def overlooked(kept: bytes, asked: Asked, find: Finder) -> tuple[list[bytes], int]:
    """The questions that are answered otherwise and not told to be, and how many were not asked for that."""
    facts, other = Facts(Notes(find), kept), Notes(find)
    unchanged = {number: one for number, one in asked.items() if number not in facts.changed}
    missed = [question for question, told in unchanged.values() if other.answer(question) != told]
    return missed, len(asked.keys() - facts.asked)


def wrongly_lent(kept: bytes, asked: Asked, find: Finder) -> list[bytes]:
    """The questions that are not told to be answered otherwise, or as before, if a few at a time are looked at; and those that are then
    taken over and not as they are now."""
    facts, lent, now = Facts(Notes(find), kept), Lent(Notes(find), kept), Notes(find)
    random.Random(1).shuffle(numbers := list(asked))
    as_before = [number for number in numbers if facts.are_as_they_were([number])]
    wrong = {number for number in numbers if lent.are_as_they_were([number])} ^ set(as_before)
    taken = Facts(Notes(find))
    there = taken.taken_from(lent, as_before)
    assert [taken.question(number) for number in there] == [asked[number][0] for number in as_before]
    noted = map(taken.noted, range(len(taken)))
    return [asked[number][0] for number in wrong] + [
        one[0] for one in noted if one[1] != (now.answer(one[0]) or bytes(SIZE))
    ]


def after_edits(folder, seed: int, count: int):
    """The finder before and after each of so many edits of the sample site, as far as they can be read."""
    edited = Edited(folder, SITE, chance := random.Random(seed))
    before = Finder(load(edited.data), DAY)
    for _ in range(count):
        shutil.copytree(edited.data, folder / "aside")
        done = getattr(edited, chance.choice(EDITS))()
        try:
            after = Finder(load(edited.data), DAY)
        except DataError:
            shutil.rmtree(edited.data)
            shutil.copytree(folder / "aside", edited.data)
            after = before
        shutil.rmtree(folder / "aside")
        if after is not before:
            yield done, before, after
        before = after


def test_after_an_edit_no_changed_answer_is_overlooked(tmp_path):
    looked = 0
    for done, before, after in after_edits(tmp_path, 5, 8):
        missed, skipped = overlooked(*(told := noted(before)), after)
        assert not missed, done
        assert not wrongly_lent(*told, after), done
        assert skipped > len(told[1]) / 4, done
        looked += 1
    assert looked > 3


class Answers:
    """Notes that answer each question in these words, of which the digests are made, and read so much for it."""

    def __init__(self, answers: dict[bytes, tuple[str, tuple[bytes, ...]]]):
        self.answers = answers

    def again(self, question: bytes):
        told, reads = self.answers[question]
        return question, digest(told), reads


def test_what_is_read_for_an_answer_now_and_was_not_before_is_lent_as_it_is_now():
    wide, narrow = [b'["_kind",["%s"],{}]' % kind for kind in (b"a", b"b")], b'["_record",["b","x"],{}]'
    one, other = b'["one",[],{}]', b'["other",[],{}]'
    answers = {
        wide[0]: ("a", ()),
        wide[1]: ("b", ()),
        narrow: ("x", (wide[1],)),
        one: ("1", (wide[0],)),
        other: ("2", (narrow,)),
    }
    before = Answers(answers)
    facts = Facts(before)
    number, _ = map(facts.number, map(before.again, (one, other)))
    now = Answers(answers | {wide[0]: ("A", ()), wide[1]: ("B", ()), narrow: ("X", (wide[1],)), one: ("1", (narrow,))})
    lent, taken = Lent(now, b"".join(facts.packed())), Facts(now)
    assert lent.are_as_they_were([number])
    taken.taken_from(lent, [number])
    assert {taken.noted(at) for at in range(len(taken))} == {now.again(question) for question in (one, narrow, wide[1])}


def test_on_another_day_no_changed_answer_is_overlooked(find):
    before, asked = noted(find)
    missed, skipped = overlooked(before, asked, Finder(behind(find), date(2031, 1, 1)))
    assert not missed and skipped > len(asked) / 2
    missed, skipped = overlooked(before, asked, Finder(behind(find), DAY))
    assert not missed and skipped > 0.95 * len(asked)  # but for what reads files


def housed(changed: int | None) -> Notes:
    """150 models of one ward, of which one may have another name."""
    models = [made(Model, f"so-{n}", name=f"Mô hình {n}{' mới' * (n == changed)}") for n in range(150)]
    return Notes(door(made(Unit, "phuong"), made(Source, "bai"), *models))


def test_of_a_list_of_several_pages_none_is_overlooked():
    """It is worked out once for all of them."""
    notes = housed(None)
    notes.begin()
    for place in (0, 1):
        further(notes.asked, "models", place, "units", "phuong")
    before, asked = kept(notes)
    changed: set[int] = set()
    for n in range(0, 150, 10):
        found, other = Facts(housed(n), before).changed, housed(n)
        otherwise = {number for number, (question, told) in asked.items() if other.answer(question) != told}
        assert otherwise == found & asked.keys()
        changed |= otherwise
    assert len(changed) == 2


def test_a_list_that_a_page_asked_for_is_told_by_how_it_was_asked_for():
    held = [made(Event, f"su-kien-{number}") for number in range(300)]
    notes = Notes(door(*held[:-1]))
    notes.begin()
    notes.asked.told_once(notes.asked.events(year=2024))
    noted = {question: told for question, told, _ in notes.taken()}
    assert sorted(noted) == [b'["events",[],{"year":2024}]', b'["told_once",[{"":["events",[],{"year":2024}]}],{}]']
    now = Notes(door(*held))
    assert all(now.answer(question) not in (told, None) for question, told in noted.items())
    assert now.answer(b'["told_once",[{"":["_places",[],{}]}],{}]') is None


def test_a_list_that_another_page_asked_for_is_told_as_it_is():
    notes = Notes(door(*(made(Event, f"su-kien-{number}") for number in range(2))))
    notes.begin()
    found = notes.asked.events()
    notes.begin()
    notes.asked.told_once(found)
    ((question, _, reads),) = notes.taken()
    assert b"su-kien-1" in question
    assert any(b"su-kien-1" in read for read in reads)


def test_of_a_question_that_may_remember_something_it_is_not_known_what_was_read_for_it(find):
    """What is remembered was read for whoever asked first."""
    notes = Notes(find)
    notes.begin()
    remembered = []
    remember = question(lambda asked: remembered or remembered.append(asked.all(Unit)) or remembered)
    for _ in range(2):
        remember(notes.asked)
        before, (number,) = (told := kept(notes))[0], told[1]
        assert number in Facts(Notes(find), before).asked
        notes = Notes(find)
        notes.begin()


def test_what_nobody_asks_any_more_is_let_go_when_there_is_much_of_it():
    notes = housed(0)
    before, _ = kept(notes)
    sizes = []
    for n in range(1, 150):
        notes = housed(n)
        facts = Facts(notes, before)
        notes.begin()
        further(notes.asked, "models", n % 2, "units", "phuong")
        further(notes.asked, "models", 0, "units", "phuong")
        used = [facts.number(one) for one in notes.taken()]
        if found := facts.of_use(used):
            facts, numbers = found
            assert [facts.noted(numbers[one])[1] for one in used] == [
                notes.answer(one[0]) for one in map(facts.noted, map(numbers.__getitem__, used))
            ]
        before = b"".join(facts.packed())
        sizes.append(len(before))
    assert max(sizes) < 2 * sizes[0]


def test_an_index_that_reads_past_what_is_noted_is_found_out(tmp_path, monkeypatch):
    """That the test above can fail: here one reads events without their being noted."""
    first, *_ = ((before, after) for done, before, after in after_edits(tmp_path, 5, 8) if "events/" in done)
    monkeypatch.setattr(Finder, "_referring_events", index(lambda find: behind(find).events), raising=False)
    Finder._referring_events.__set_name__(Finder, "_referring_events")
    monkeypatch.setattr(Finder, "related_events", lambda find, event, limit=4: find._referring_events)
    assert overlooked(*noted(first[0]), first[1])[0]


def test_whatever_a_finder_works_out_once_is_an_index():
    """Anything else would not tell what was read for it."""
    held = {name for name in dir(Finder) if isinstance(getattr_static(Finder, name), cached_property)}
    assert held == {"_naming"}  # of each record by itself


def test_a_finder_holds_nothing_but_what_notes_what_is_read(find):
    assert {name for name in vars(find) if not name.endswith(" worked")} <= {"_catalogue", "_naming"}
