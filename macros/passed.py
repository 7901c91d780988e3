"""What pages asked, on its way from the processes that make them: most ask what others asked too, so each question travels once from each
process, and from then on as its number there.
"""

import os
from array import array
from collections import defaultdict

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
    """In the process that has them made, and takes from each of the others what it passed on in the order in which it did."""

    def __init__(self) -> None:
        self._of: defaultdict[int, list[Noted]] = defaultdict(list)

    def noted(self, passed: Passed) -> list[Noted]:
        """What a page asked."""
        process, new, numbers = passed
        known = self._of[process]
        known += new
        return [known[number] for number in array("I", numbers)]
