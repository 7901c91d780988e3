"""The pages that macros make, as MkDocs takes them: files without a file, and one converter of Markdown for all.

MkDocs makes a new converter for every page, which takes longer than most pages do.
"""

from collections.abc import Iterable, Iterator

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from macros.pages.listing import Page


def generated(pages: Iterable[Page], config: MkDocsConfig) -> Iterator[File]:
    """Yield for each page the file that it would be made from, as one that the navigation need not name."""
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    for page in pages:
        file = File.generated(config, page.address.source, content=page.source)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        _GeneratedPage(file, config, markdown)
        yield file


class _GeneratedPage(MkDocsPage):
    """Its links are ready and its title is known, so MkDocs need not look for either."""

    def __init__(self, file: File, config: MkDocsConfig, markdown: Markdown):
        super().__init__(None, file, config)
        self._converter = markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._converter.reset().convert(self.markdown or "")
        self.toc = get_toc(getattr(self._converter, "toc_tokens", []))
        self.present_anchor_ids, self.links_to_anchors = set(), {}
