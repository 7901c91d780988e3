"""A slow phone on a slow line, as a browser can play it."""

import time

from playwright.sync_api import CDPSession, Page

SLOWED = 4  # times the processor
WAY = 300  # ms there and back
SPEED = 1.6e6 / 8  # bytes a second


def slow(page: Page) -> CDPSession:
    """Have a page work as slowly as such a phone, and its requests take as long; return the session that does it, which tells of them."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": WAY, "downloadThroughput": SPEED, "uploadThroughput": SPEED / 2}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return session


def disturbance() -> float:
    """How much longer work takes now than it would on a machine that does nothing else: 0 is quiet, 1 is twice as long."""
    begun, worked = time.perf_counter(), time.process_time()
    while time.process_time() - worked < 0.05:
        pass
    return (time.perf_counter() - begun) / 0.05 - 1
