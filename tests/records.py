"""Records for Hypothesis, made from the fields of their kind, so that a new field is tried without further code."""

import re
from functools import cache
from string import ascii_letters

from hypothesis import strategies as st
from pydantic import ValidationError

from macros.files.yaml_text import values_of
from macros.language.characters import clean, is_visible, old_encoding, wrong_in
from macros.language.dates import PARTS_OF_DAY
from macros.records import BY_FOLDER, Site
from macros.records.base import ID_PATTERN, FieldType
from macros.records.destination import Destination
from macros.records.fields import fields_of
from macros.records.media import Film, Shot
from macros.records.record import Approval, Correction
from macros.records.remark import Remark

KINDS = (*BY_FOLDER.values(), Site)
"""What a file can hold."""

# Texts that mean something else in YAML 1.1 or 1.2, or that a careless writer would break.
HOSTILE = [
    "a: b", "a:", "a #b", "# a", "#", "- a", "-", "-a", "? a", "?", "! a", "!a", "&a", "*a", "| a", "|", ">", "> a", "'", '"',
    "'a' b", '"a" b', "'a'", '"a"', "a'b", 'a"b: c', "%a", "@a", "`a", "{a", "[a", "}", "]", ",", "a, b", "a: 'b' \"c\"", "\\",
    "\\n", "a\\: b", "no", "yes", "on", "off", "y", "true", "True", "null", "Null", "~", "0", "-1", "0123", "08", "1_000",
    "1,000", "1.5", ".5", "5.", "1e5", "1E+5", "0x1F", "0o17", "0b1", ".inf", "-.INF", ".nan", "22:30", "190:20:30", "2024",
    "2024-08-19", "2024-08-19 10:00:00", "<<", "=", "---", "--- a", "...", "a\tb", "a: \tb", "😀", "😀: “a”", "…", "a\u2028b",
    "a\ufeffb: c", "\u200b", "a\xa0b", "Tổ 1: “b”", "x" * 450, "a: " * 150 + "b", "!!str a", "key: |-", "- - a", "${a}", "{{ a }}",
]  # fmt: skip

_LETTERS = st.sampled_from(ascii_letters + "0123456789 .,:;#-?!&*|>'\"%@`{}[]\\~=<đĐưỔệ…“”–😀\u2028\xa0\t")
_HARMLESS = st.text(st.sampled_from(ascii_letters + "đƯơ"), min_size=1, max_size=8)
_LINES = st.one_of(
    st.sampled_from(HOSTILE),
    st.builds(str.__add__, st.sampled_from(HOSTILE), _HARMLESS),
    st.text(_LETTERS, min_size=1, max_size=30),
).map(lambda text: clean(text).strip()).filter(is_visible)  # fmt: skip
_PROSE = st.one_of(
    _LINES,
    st.lists(st.one_of(_LINES, st.sampled_from(["", "", "  a", "- a", "   ", "\ta", "- \ta", "a  "])), min_size=2, max_size=5).map(
        lambda lines: "\n".join(lines).strip()
    ),
).filter(bool)  # fmt: skip
_WORDS = st.one_of(
    st.from_regex(ID_PATTERN, fullmatch=True).filter(lambda word: len(word) <= 120),
    st.sampled_from(["2024", "no", "null", "0123", "1e5", "2024-08-19"]),
)
_DATES = st.one_of(
    st.dates().map(str), st.dates().map(lambda day: f"XXXX-{day:%m-%d}"), st.sampled_from(["2024", "0024", "2024-08"])
)
_TIMES = st.one_of(st.sampled_from(PARTS_OF_DAY), st.times().map(lambda time: f"{time:%H:%M}"))
_YEARS = st.integers(1000, 9999)
_PERIODS = st.one_of(
    _DATES,
    st.tuples(_YEARS, _YEARS).map(lambda years: f"{min(years)}/{max(years)}"),
    _YEARS.map(lambda year: f"../{year}-07"),
    _YEARS.map(lambda year: f"{year}-01/.."),
)
_BY_TYPE = {
    FieldType.LINE: _LINES,
    FieldType.PROSE: _PROSE,
    FieldType.WORD: _WORDS,
    FieldType.LINK: st.one_of(_WORDS, _LINES),
    FieldType.FLAG: st.booleans(),
    FieldType.DATE: _DATES,
    FieldType.PERIOD: _PERIODS,
    FieldType.TIME: _TIMES,
    FieldType.FILE: st.sampled_from(["goc.jpg", "2024/le-ra-mat-1.jpeg", "a-b/c.pdf"]),
}


@st.composite
def records(draw, kind):
    """A record of `kind`, or a part, with some of its optional fields.

    Where a rule of its own refuses it, it is tried again without the fields that it names, then with all of the optional ones,
    with each alone, then without any.
    """
    fields = fields_of(kind).values()
    optional = [field.name for field in fields if not field.required]
    chosen = draw(st.lists(st.sampled_from(optional), unique=True, max_size=5)) if optional else []
    values = {}
    for tried in (chosen, optional, *([name] for name in optional), []):
        for field in fields:
            if field.name not in values and (field.required or field.name in tried):
                values[field.name] = draw(field_values(field))
        kept = _whole(kind, {f.name: values[f.name] for f in fields if f.required or f.name in tried})
        for _ in range(2):
            try:
                return kind.model_validate(kept)
            except ValidationError as error:
                refused = {one["loc"][0] for one in error.errors() if one["loc"]}
                kept = {
                    name: value for name, value in kept.items() if name not in refused or fields_of(kind)[name].required
                }
    raise AssertionError(f"no {kind.__name__} could be made")


def _whole(kind, values):
    """The same, of an approval or a remark with the day that it must have, of what a camera took with what its rules ask for."""
    if kind in (Approval, Correction, Remark):
        return values | {"date": "2026-05-01"}
    if kind is Destination:  # each kind has other fields
        return {name: values[name] for name in ("id", "path")} | {"kind": "folder"}
    if not issubclass(kind, Shot):
        return values
    known = {"own": not values.get("source"), "people": "nobody", "consent": "Phiếu 1", "guardian_consent": "Phiếu 2"}
    values = {**known, **values, "own": known["own"]}
    if issubclass(kind, Film) and bool(values.get("url")) == bool(values.get("file")):
        values |= {"url": None, "file": "goc.webm"}
    return values


@st.composite
def changed_records(draw, kind):
    """A record of `kind` and what became of it: fields kept, changed, gone and new; items of lists also moved."""
    old, other = draw(records(kind)), draw(records(kind))
    was, now = values_of(old), values_of(other)
    for name, value in was.items():
        how = draw(st.sampled_from(["keep", "change", "mix"]))
        if how == "mix" and isinstance(value, list):
            now[name] = draw(st.permutations([*value, *now.get(name, [])]))[: len(value) + 1]
        elif how != "change":
            now[name] = value
    try:
        return old, kind.model_validate(now)
    except ValidationError:  # by a rule that spans fields
        return old, other


def _is_no_slip(text):
    """Whether the reader takes `text` for what it is."""
    return not old_encoding(text) and not [*wrong_in(text)]


def field_values(field):
    """What a field may hold: one value, or a list."""
    one = _one(field)
    return st.lists(one, min_size=field.fewest or 0, max_size=3) if field.many else one


def _one(field):
    if field.part:
        return records(field.part)
    if field.choices:
        return st.sampled_from(field.choices)
    if field.pattern and field.type is FieldType.LINE:
        return _matching(field.pattern, field.longest)
    if field.type is FieldType.INTEGER:
        return st.integers(_bound(field.least, -(10**6)), _bound(field.most, 10**12))
    if field.type is FieldType.NUMBER:
        least = _bound(field.least if field.least is not None else field.above, -(10**6))
        numbers = st.decimals(least, _bound(field.most, 10**12), allow_nan=False, places=4)
        return numbers.filter(lambda number: field.above is None or number > field.above)
    return _BY_TYPE[field.type]


@cache  # to make one takes longer than to draw from it
def _matching(pattern, longest):
    letters = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
    texts = st.from_regex(pattern, fullmatch=True, alphabet=letters).map(clean).filter(_is_no_slip)
    return texts.filter(lambda text: len(text) <= longest and re.search(pattern, text))


def _bound(given, otherwise):
    return otherwise if given is None else int(given)
