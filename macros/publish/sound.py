"""Whether all links of a site lead somewhere, told of its unchanged pages by what was read in them last time: where a page leads
follows from its bytes and its place. What is wrong where something is, `links` finds out."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from macros.files.kept import Kept, digest
from macros.publish.links import READ, ids_in, leads_of


def is_sound(site: Path, files: set[str], url: str | None, digests: Mapping[str, bytes], stores: Path | None) -> bool:
    """Whether no link of the site in `site` leads nowhere and no id stands twice on a page.

    Args:
        files: all its files, by path.
        url: where it is to lie, if that is known.
        digests: of files whose digest is known already; what it is made with does not matter.
        stores: the folder where what was read is kept.
    """
    sound = True
    wanted: dict[str, set[str]] = {}
    with Kept(stores, "links", url or "") as store:

        def told(of: str, path: str, make: Callable[[str], list[str]]) -> list[str]:
            content = b"" if path in digests else (site / path).read_bytes()

            def anew() -> list[str]:
                return make((content or (site / path).read_bytes()).decode())

            found: list[str] = store.told(digest(of, path, digests.get(path) or digest(content)), anew)
            return found

        def led(path: str, text: str) -> list[str]:
            """Nothing if something is wrong with the page by itself; else each file that it leads to, with the id behind a space."""
            leads = leads_of(path, text, url)
            if leads.twice or any(target == path for target, _, _ in leads.links):
                return []
            return ["", *sorted({f"{target} {anchor}" if anchor else target for target, anchor, _ in leads.links})]

        for path in sorted(file for file in files if file.endswith(READ)):
            targets = told("leads", path, partial(led, path))
            sound = sound and bool(targets)
            for target in targets[1:]:
                if target not in files:
                    whole, _, anchor = target.partition(" ")
                    wanted.setdefault(whole, set()).add(anchor)
        for target, anchors in wanted.items():
            sound = (
                sound and target in files and anchors.issubset(told("ids", target, lambda text: sorted(ids_in(text))))
            )
    return sound
