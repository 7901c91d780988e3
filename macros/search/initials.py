"""Units by the letters that their names begin with, as officers write them: `CAQ LC`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from macros.language.text import fold
from macros.search.documents import Document
from macros.search.encoding import posting_lists
from macros.search.packs import NAMED
from macros.search.terms import CONTEXT

_LETTERS = range(2, 5)
_BARE = ("unit", "point")  # kinds of documents that most units have, whether anything took place there or not


def of_initials(documents: Iterable[Document], numbers: Mapping[str, int]) -> dict[str, bytes]:
    """Return for the initials of each unit's name what is so called: by `lc`, NAMED and its full name, after a space between, the lists of the numbers of
    its own documents, the unit's among them; so that what has most is known to come first."""
    units = {d.title: d.other_names for d in documents if d.kind == "unit" and len(d.other_names) > 1}
    of_names: defaultdict[str, set[int]] = defaultdict(set)
    for document in documents:
        its = [document.title] if document.kind == "unit" else () if document.kind in _BARE else document.units
        for full_name, name, *_ in (units[unit] for unit in its if unit in units and unit not in document.heirs):
            words = fold(name).split()
            if len(words) in _LETTERS and "".join(words).isalpha():
                of_names[f"{''.join(word[0] for word in words)} {NAMED}{full_name}"].add(numbers[document.url])
    return {
        key: posting_lists(np.array(sorted(its), np.int64), np.zeros(1, np.int64), np.full(1, CONTEXT, np.int64))[0]
        for key, its in sorted(of_names.items())
    }
