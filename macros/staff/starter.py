"""What a new site begins with: the words that every site of the movement needs, and samples of every kind as drafts."""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.files.reader import read_record
from macros.files.yaml_text import values_of
from macros.records import EventKind, Record, Term, Theme
from macros.records.fields import fields_of
from macros.records.site import SETTINGS

SAMPLES = Path(__file__).parents[2] / "docs" / "mau"
BESIDE = "mau"
"""The folder of the samples within the folder of their kind."""

_WORDS: tuple[type[Record], ...] = (Theme, EventKind, Term)
# What holds of one site's record only.
_OF_A_SITE = {
    "draft",
    "publish_on",
    "remove_on",
    "approval",
    "remarks",
    "aliases",
    "posted",
    "changed",
    "seal",
    "privacy",
}


def words(data: Path) -> Iterator[Record]:
    """The themes, kinds of event and terms of `data` that rest on no source, and so may stand on any site; of a term that is
    explained by a source, what it is short for."""
    for kind in _WORDS:
        for file in sorted((data / kind.folder).rglob("*.yml")):
            record, _ = read_record(file, kind)
            if record is None or record.draft or record.privacy:
                continue
            values = {name: value for name, value in values_of(record).items() if name not in _OF_A_SITE}
            if "sources" in values:
                values = {name: value for name, value in values.items() if name not in ("sources", "meaning")}
                if not values.keys() - {"name", "searched_as"}:
                    continue
            yield kind.model_validate(values).placed(Path(kind.folder, file.name))


def samples() -> Iterator[tuple[Path, bytes]]:
    """Yield (place in the data folder, content) for every sample, as a draft, and every file that belongs to them."""
    for file in sorted(SAMPLES.rglob("*")):
        place = file.relative_to(SAMPLES)
        if not file.is_file() or place == Path(SETTINGS):
            continue
        if file.suffix == ".yml":
            yield Path(place.parts[0], BESIDE, file.name), _as_draft(file.read_text(encoding="utf-8")).encode()
        else:
            yield place, file.read_bytes()


def _as_draft(text: str) -> str:
    """A sample that stays one: it isn't published, not dated, not approved."""
    names = "|".join(fields_of(Record).keys() & (_OF_A_SITE - {"draft", "aliases", "privacy"}))
    text = re.sub(rf"(?m)^(?:#[^\n]*\n)?(?:{names}):[^\n]*\n(?: [^\n]*\n)*", "", text).rstrip("\n") + "\n"
    if re.search(r"(?m)^draft: ", text):
        return re.sub(r"(?m)^draft: .*$", "draft: true", text)
    return re.sub(r"(?m)^(?=[a-z_]+:)", "draft: true\n", text, count=1)
