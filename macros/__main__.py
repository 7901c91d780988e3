"""`python -m macros COMMAND`: the commands behind `manage.py`."""

import atexit
import gc
import importlib.metadata
import os
import sys
from functools import cache

# Nearly all stays to the end: looking as often as usual takes a fifth of starting, and a twentieth of the rest.
gc.set_threshold(50_000, 20, 50)
# What installed packages offer each other is asked five times as a build starts, and each time all of them would be gone through.
_offered = cache(importlib.metadata.entry_points)
importlib.metadata.entry_points = lambda **asked: _offered().select(**asked)  # type: ignore[assignment]
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_status: list[int] = []


@atexit.register  # before all others, so it is called behind them
def _end() -> None:
    """End at once: to take apart all that is in memory is a tenth of an edit."""
    if _status:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_status[0])


try:
    from macros.commands import main

    _status.append(main())
except KeyboardInterrupt:  # before there is a command, which says so itself
    print("\nĐã dừng.")
    _status.append(130)
raise SystemExit(_status[0])
