"""What pages asked arrives as it was, and each question once from each process."""

import os
import pickle
from array import array

from macros.passed import Passing, Received

PAGES = [[(b"a", b"1"), (b"b", b"2")], [(b"b", b"2")], [], [(b"c", b"3"), (b"a", b"1"), (b"b", b"2")]]


def test_what_two_processes_pass_on_arrives_whole_and_once(monkeypatch):
    known, arrived = {}, []
    received = Received(lambda new: array("I", [known.setdefault(one, 5 * len(known)) for one in new]))
    for process, pages in ((1, PAGES), (2, PAGES[::-1])):
        monkeypatch.setattr(os, "getpid", lambda process=process: process)
        passing = Passing()
        arrived += [pickle.loads(pickle.dumps(passing.passed(page))) for page in pages]
    together = arrived[::4] + arrived[1::4] + arrived[2::4] + arrived[3::4]
    asked = [received.asked(one) for one in together]
    named = {number: one for one, number in known.items()}
    assert [[named[number] for number in page] for page in asked] == [
        page for pair in zip(PAGES, PAGES[::-1], strict=True) for page in pair
    ]
    assert [[question for question, _ in new] for _, new, _ in arrived[:4]] == [[b"a", b"b"], [], [], [b"c"]]
