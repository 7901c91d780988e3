"""Runs the desk on this machine until it is stopped: `manage.py edit`."""

import contextlib
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterable
from pathlib import Path

import uvicorn

from macros.build import Settings
from macros.desk.answers import Desk
from macros.desk.app import application
from macros.desk.beginning import Beginning
from macros.desk.held import Held
from macros.desk.safety import HOST, Guard
from macros.desk.saving import Saving
from macros.desk.showing import Showing
from macros.files.kept import ROOT, folder_for
from macros.previewing import address_at
from macros.running import current

SITE = ROOT / "site"
FIRST_PORT = 8000
_PORTS = 50
_GRACE = 2  # seconds that answers under way are given once it is stopped


def edit(data: Path, port: int | None, open_browser: bool) -> int:
    """Serve the desk for `data` at `port`, or at the first that is free; return the exit status."""
    listening = _listening([port] if port else range(FIRST_PORT, FIRST_PORT + _PORTS))
    if listening is None:
        which = f"Cổng {port} đang" if port else f"Các cổng từ {FIRST_PORT} đến {FIRST_PORT + _PORTS - 1} đều"
        print(
            f"{which} được chương trình khác dùng. Đóng chương trình ấy, hoặc chọn cổng khác: --port 8100.",
            file=sys.stderr,
        )
        return 1
    port = listening.getsockname()[1]
    held = Held(data, folder_for(data.resolve()))
    if not Beginning(held).is_needed:
        Saving(held).settle()
        held.now()
    settings = Settings(held.data, SITE, preview=True)
    with listening, Showing(lambda: current(settings, address_at(port)), held) as showing:
        guard = Guard(application(Desk(held, showing)), port)
        print(f"Bàn làm việc: {guard.start}\n(giữ cửa sổ này mở trong khi làm việc; nhấn Ctrl+C để dừng)", flush=True)
        server = uvicorn.Server(
            uvicorn.Config(
                guard,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        if open_browser:
            threading.Thread(target=_open, args=(guard.start,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            server.run([listening])
    print("\nĐã dừng bàn làm việc. Những gì đang gõ dở vẫn còn trong trình duyệt.")
    return 0


def _listening(ports: Iterable[int]) -> socket.socket | None:
    """A socket that listens at the first of the ports that is nobody's, on this machine alone."""
    for port in ports:
        listening = socket.socket()
        try:
            # On Windows another program could else listen at the same port, and on others one that has just ended holds it.
            shared = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
            listening.setsockopt(socket.SOL_SOCKET, shared, 1)
            listening.bind((HOST, port))
            listening.listen()
        except OSError:
            listening.close()
            continue
        return listening
    return None


def _open(address: str) -> None:
    """Show the desk in the browser; where there is none to be opened, say how."""
    opened = False
    with contextlib.suppress(Exception):  # whatever a system's own way of opening does
        opened = webbrowser.open(address)
    if not opened:
        print("Không tự mở được trình duyệt: hãy chép địa chỉ trên vào trình duyệt.", flush=True)
