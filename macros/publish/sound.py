"""Whether all links of a site lead somewhere, told of its unchanged pages by what was read in them last time: where a page leads
follows from its bytes and its place. What is wrong where something is, `links` finds out."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from macros.files.groups import grouped
from macros.files.kept import Kept, digest
from macros.publish.links import READ, leads_of, text_in

_LEADS, _IDS = 0, 1  # lines
_Page = tuple[str, bytes]  # its path, its key
EachPage = Callable[[Sequence[_Page]], Iterable[_Page]]


def led(path: str, url: str | None, text: str) -> bytes:
    """What is kept of a page of a site at `url`, as two lines of JSON: whether nothing is wrong with it by itself, the files that it leads to,
    and the ids in others, with these; and its own ids."""
    leads = leads_of(path, text, url)
    alone = not leads.twice and all(target != path for target, _, _ in leads.links)
    anchors = {(target, anchor) for target, anchor, _ in leads.links if anchor}
    told = alone, sorted({target for target, _, _ in leads.links}), sorted(anchors)
    lines = (json.dumps(one, ensure_ascii=False) for one in (told, sorted(leads.ids)))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def is_sound(
    content_of: Callable[[str], bytes],
    files: set[str],
    url: str | None,
    digests: Mapping[str, bytes],
    stores: Path | None,
    known: Mapping[str, bytes],
    each: EachPage = iter,
) -> bool:
    """Whether no link of a site leads nowhere and no id stands twice on a page.

    Args:
        content_of: what one of its files holds.
        files: all of them, by path.
        url: where it is to lie, if that is known.
        digests: of files whose digest is known already; what it is made with does not matter.
        stores: the folder where what was read is kept.
        known: by path what `led` tells of pages whose digests are known too.
        each: is given the pages, and yields them as they are looked at.
    """
    sound = True
    wanted: dict[str, set[str]] = {}
    with Kept(stores, "links", url or "") as store:

        def key_of(line: int, path: str) -> bytes:
            return digest(str(line), path, digests.get(path) or digest(content_of(path)))

        def told(line: int, path: str, key: bytes) -> Any:
            def make() -> Any:
                lines = known.get(path) or led(path, url, text_in(content_of(path)))
                return json.loads(lines.split(b"\n")[line].decode("utf-8", "surrogatepass"))

            return store.told(key, make)

        def led_from(some: list[_Page]) -> Any:
            """What is told of some pages, each with its key, as if they were one."""
            each = [told(_LEADS, path, key) for path, key in some]
            anchors = {(target, anchor) for _, _, anchors in each for target, anchor in anchors}
            return all(one[0] for one in each), sorted({target for one in each for target in one[1]}), sorted(anchors)

        pages = [(path, key_of(_LEADS, path)) for path in sorted(file for file in files if file.endswith(READ))]
        for some in grouped(each(pages), lambda page: page[0]):
            keys = [key for _, key in some]
            alone, targets, anchors = store.told(digest("together", *keys), partial(led_from, some))
            for key in keys:
                store.keep(key)  # for when another of them has changed
            sound = sound and alone and files.issuperset(targets)
            for target, anchor in anchors:
                wanted.setdefault(target, set()).add(anchor)
        for target, ids in wanted.items():
            sound = sound and ids.issubset(told(_IDS, target, key_of(_IDS, target)))
    return sound
