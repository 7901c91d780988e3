"""A folder that is replaced whole: the new one is made beside it, then takes its place at one stroke, or not at all."""

import shutil
from pathlib import Path


class Swap:
    """The next state of `final`, to be made in `building`, a folder beside it so that renaming is enough."""

    def __init__(self, final: Path):
        self.final = final
        self.building = final.with_name(f".{final.name}.building")
        self._last = final.with_name(f".{final.name}.last")
        if self._last.exists() and not final.exists():  # the last run was cut off between two renames
            self._last.rename(final)

    def finish(self) -> None:
        """Put the new state in the place of the last one. OSError if it cannot be; the last one is then still there."""
        shutil.rmtree(self._last, ignore_errors=True)
        try:
            if self.final.exists():
                self.final.rename(self._last)
            self.building.rename(self.final)
        except OSError:
            if self._last.exists() and not self.final.exists():
                self._last.rename(self.final)
            raise
        shutil.rmtree(self._last, ignore_errors=True)

    def abandon(self) -> None:
        """Leave nothing half-made behind."""
        shutil.rmtree(self.building, ignore_errors=True)
