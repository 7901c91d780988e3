"""Files of the site whose content is made when it is wanted, and not held."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.files.kept import digest
from macros.files.promised import Promised
from macros.publish.left import Left
from macros.steps import Steps


class MadeFile(File):
    """A file whose content is made when it is asked for, and not held."""

    make: Callable[[], str | bytes]
    left: Left
    steps: Steps

    @property
    def _content(self) -> str | bytes | None:
        return self.make()

    @_content.setter
    def _content(self, value: str | bytes | None) -> None:
        """MkDocs sets it once, before it is known."""

    def copy_file(self, dirty: bool = False) -> None:
        """Put it into the site: written, or as the last build left it."""
        made = None if isinstance(self.make, Promised) else self.make()
        told = self.make.told() if isinstance(self.make, Promised) else digest(made or b"")
        if not self.left.put(self.dest_uri, told, Path(self.dest_dir)):
            content = self.make() if made is None else made
            Path(self.abs_dest_path).write_bytes(content.encode() if isinstance(content, str) else content)
        self.steps.one_done()


def file_made_by(make: Callable[[], str | bytes], path: str, config: MkDocsConfig) -> File:
    """A file of the site that `make` makes: a build has it made as it is written, a check may never."""
    file = MadeFile.generated(config, path, content="")
    assert isinstance(file, MadeFile)
    file.make, file.left, file.steps = make, config.extra["build"].left, config.extra["builder"].steps
    return file


def let_go(files: Files) -> None:
    """Hold no longer what the files are made of that were given their content in this way; all of them are in the site."""
    for file in files:
        if isinstance(file, MadeFile):
            del file.make
