"""Which places in a site are taken."""

from collections.abc import Iterable

from macros.addresses.address import Address


class Places:
    """The places in a site that are taken, on every file system: on some `Mo-hinh` is `mo-hinh`, and nowhere is a name that of a
    file and of a folder."""

    def __init__(self, files: Iterable[str]):
        self._files = {file.casefold() for file in files}
        self._folders = {folder for file in self._files for folder in _above(file)}

    def free(self, address: Address) -> bool:
        """Whether there can be a file at `address` beside those that are there."""
        file = address.file.casefold()
        return file not in self._files and file not in self._folders and self._files.isdisjoint(_above(file))


def _above(file: str) -> list[str]:
    names = file.split("/")[:-1]
    return ["/".join(names[: n + 1]) for n in range(len(names))]
