"""What pages asked, on its way from the processes that make them: most ask what others asked too, so each question travels once from each
process, and from then on as its number there.
"""

import os
from array import array
from collections import defaultdict
from collections.abc import Callable
from functools import partial

from macros.catalogue import Noted

Passed = tuple[int, list[Noted], bytes]
"""Of a page: the process that made it, what it passes on for the first time, and the numbers there of all that the page asked."""


class Passing:
    """In a process that makes pages."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    def passed(self, noted: list[Noted]) -> Passed:
        """What a page asked, as it travels."""
        new: list[Noted] = []
        numbers = array("I")
        for one in noted:
            number = self._numbers.get(one[0])
            if number is None:
                number = self._numbers[one[0]] = len(self._numbers)
                new.append(one)
            numbers.append(number)
        return os.getpid(), new, numbers.tobytes()


class Received:
    """In the process that has them made, and takes from each of the others what it passed on in the order in which it did.

    `numbers` gives what was asked the numbers by which it is known here: what has come need not be held.
    """

    def __init__(self, numbers: Callable[[list[Noted]], "array[int]"]):
        self._numbers = numbers
        self._of: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))

    def asked(self, passed: Passed) -> "array[int]":
        """What a page asked, by these numbers."""
        process, new, numbers = passed
        known = self._of[process]
        known += self._numbers(new)
        return array("I", map(known.__getitem__, array("I", numbers)))
