"""Tell how many seconds the page beside the form takes, as a desk makes it, and what the checker says of what isn't saved: the
median of several, of the processor and by the clock.

    .venv/bin/python -m tests.bench.live DATA
"""

import statistics
import sys
import time
from pathlib import Path

from macros import running
from macros.build import Settings
from macros.desk.held import Held
from macros.desk.live import Live
from macros.desk.saving import Saving
from macros.desk.unsaved import Unsaved
from macros.desk.wire import to_wire

_TIMES = 7


def main() -> int:
    data = Path(sys.argv[1]).resolve()
    site = running.current(Settings(data, None, preview=True), "http://127.0.0.1:8000/")
    live, saving, event = Live(site), Saving(Held(data)), site.build.find.events()[0]
    saving.held.now()
    form = to_wire(event)
    processor, clock = [], []
    for number in range(_TIMES):
        form["place"] = f"Sân số {number}"
        sent = {"folder": event.folder, "id": event.id, "values": form, "base": ""}
        begun, by_clock = time.process_time(), time.monotonic()
        _, html = live.page([Unsaved(event.folder, event.id, form)], (event.folder, event.id))
        saving.check({"records": [sent]})
        processor.append(time.process_time() - begun)
        clock.append(time.monotonic() - by_clock)
        assert form["place"] in html
    site.close()
    print(statistics.median(processor), statistics.median(clock))
    return 0


if __name__ == "__main__":
    sys.exit(main())
