"""Units by the letters that their names begin with, as officers write them: `CAQ LC`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from macros.language.text import fold
from macros.search.documents import Document
from macros.search.encoding import posting_lists
from macros.search.packs import NAMED
from macros.search.terms import CONTEXT

_LETTERS = range(2, 5)
_BARE = ("unit", "point")  # kinds of documents that most units have, whether anything took place there or not


def of_initials(documents: Sequence[Document], numbers: Mapping[str, int]) -> dict[str, bytes]:
    """Return for the initials of each unit's name what is so called: by `lc`, NAMED and its full name, after a space between, the lists of the numbers of
    its own documents, the unit's among them; so that what has most is known to come first."""
    units = {d.title: key for d in documents if d.kind == "unit" if (key := _key(d))}
    of_names: defaultdict[str, set[int]] = defaultdict(set)
    for document in documents:
        its = [document.title] if document.kind == "unit" else () if document.kind in _BARE else document.units
        for unit in its:
            if (name := units.get(unit)) and unit not in document.heirs:
                of_names[name].add(numbers[document.url])
    listed = [sorted(of_names[key]) for key in sorted(of_names)]
    ends = np.cumsum([*map(len, listed)], dtype=np.int64)
    all_numbers = np.array([*chain(*listed)], np.int64)
    lists = posting_lists(all_numbers, np.append(0, ends[:-1])[: len(ends)], np.full(len(ends), CONTEXT, np.int64))
    return dict(zip(sorted(of_names), lists, strict=True))


def _key(unit: Document) -> str:
    """What a unit is looked up by; nothing for one whose name has too many words, or too few."""
    full_name, name, *_ = (*unit.other_names, "", "")
    words = fold(name).split()
    if len(words) not in _LETTERS or not "".join(words).isalpha():
        return ""
    return f"{''.join(word[0] for word in words)} {NAMED}{full_name}"
