"""What pages show alike is made once for all that see it in the same way."""

from collections.abc import Callable, Iterable
from itertools import takewhile

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage


class Once:
    """What the page template calls around what is the same on many pages: links to pages that are written by hand, as one of the
    generated pages sees them. It depends on the folders of such pages in which that one lies, and on how far it is from the top."""

    def __init__(self, pages: Iterable[File]):
        by_hand = (file.url.split("/") for file in pages if not file.generated_by)
        self._folders = {"/".join(steps[:n]) for steps in by_hand for n in range(len(steps))}
        self._made: dict[tuple[object, ...], str] = {}

    def __call__(self, part: str, page: MkDocsPage | None, *told: object, caller: Callable[[], str]) -> str:
        """A part of the document around a page; `told` is what it depends on besides."""
        if not page or not page.file.generated_by:
            return caller()
        steps = page.url.split("/")
        near = takewhile(self._folders.__contains__, ("/".join(steps[:n]) for n in range(1, len(steps))))
        key = part, len(steps), max(near, default="", key=len), *told
        if key not in self._made:
            self._made[key] = caller()
        return self._made[key]
