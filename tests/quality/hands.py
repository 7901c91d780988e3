"""What a reader does in a browser, whichever it is: each driver behind the same few deeds.

Nothing of a driver is used that asks the page for what old browsers lack: what is on the page is found by plain scripts, and
pressed by where it is.
"""

import json
import time
from contextlib import suppress

PATIENCE = 60  # seconds
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowDown": "\ue015"}  # as WebDriver writes them
# The middle of the first element of these that is shown, once it's scrolled to.
WHERE = """(() => {
    const found = [...document.querySelectorAll(%s)].find((one) => one.getClientRects().length);
    if (!found) return null;
    found.scrollIntoView({ block: "center" });
    const { left, top, width, height } = found.getClientRects()[0]; // of a link that runs over two lines, the first
    return [left + width / 2, top + height / 2];
})()"""


class Hand:
    """The deeds; a driver's own are `go`, `js`, `resize`, `picture`, `_press` and `_type`."""

    def click(self, css: str) -> None:
        self.wait(f"document.querySelector({json.dumps(css)})", css)
        place = self.js(WHERE % json.dumps(css))
        assert place, f"not shown: {css}"
        self._press(*map(round, place))

    def type(self, text: str) -> None:
        for letter in text:
            self._type(letter)

    def press(self, key: str) -> None:
        self._type(KEYS[key])

    def later(self, statement: str) -> None:
        """Run a script's statement by which the page may be left: nothing is waited for."""
        with suppress(Exception):  # the page has been left already
            self.js(f"void setTimeout(() => {{ {statement} }})")

    def wait(self, condition: str, what: str = "") -> None:
        """Wait until a script's expression holds."""
        end = time.monotonic() + PATIENCE
        while not self._holds(condition):
            assert time.monotonic() < end, f"waited in vain: {what or condition}"
            time.sleep(0.1)

    def _holds(self, condition: str) -> bool:
        try:
            return self.js(f"Boolean({condition})")
        except Exception:  # noqa: BLE001 - each driver has its own for a page that is just being left
            return False

    def complaints(self) -> list[str]:
        """What the browser said went wrong since it was last asked."""
        return []


class PlaywrightHand(Hand):
    """Any Chromium, and Playwright's own Firefox and WebKit."""

    def __init__(self, page):
        self.page, self.said = page, []
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self.said.append(said.text))
        self.go, self.picture = page.goto, page.screenshot
        self._press = page.mouse.click

    def js(self, expression):
        return self.page.evaluate(f"() => ({expression})")

    def resize(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def _type(self, key):
        names = {code: name for name, code in KEYS.items()}
        self.page.keyboard.press(names.get(key, key) if key in names else "Space" if key == " " else key)

    def complaints(self):
        said, self.said = self.said, []
        return said


class WebDriverHand(Hand):
    """A browser that speaks WebDriver, through Selenium."""

    def __init__(self, driver):
        self.driver, self.go, self.picture = driver, driver.get, driver.get_screenshot_as_png

    def js(self, expression):
        return self.driver.execute_script(f"return ({expression})")

    def resize(self, width, height):
        self.driver.set_window_size(width, height)
        # What the window has around the page comes on top.
        around = self.js("[outerWidth - innerWidth, outerHeight - innerHeight]")
        self.driver.set_window_size(width + around[0], height + around[1])

    def _actions(self):
        from selenium.webdriver.common.action_chains import ActionChains

        return ActionChains(self.driver, duration=0)

    def _press(self, x, y):
        chain = self._actions()
        chain.w3c_actions.pointer_action.move_to_location(x, y).click()
        chain.perform()

    def _type(self, key):
        self._actions().send_keys(key).perform()


class MarionetteHand(Hand):
    """Firefox as it is installed, through Mozilla's own driver."""

    def __init__(self, marionette):
        self.marionette, self.go = marionette, marionette.navigate

    def js(self, expression):
        return self.marionette.execute_script(f"return ({expression})", sandbox=None)

    def resize(self, width, height):
        around = self.js("[outerWidth - innerWidth, outerHeight - innerHeight]")
        self.marionette.set_window_rect(width=width + around[0], height=height + around[1])

    def picture(self):
        return self.marionette.screenshot(format="binary", full=False)

    def _press(self, x, y):
        self.marionette.actions.sequence("pointer", "mouse", {"pointerType": "mouse"}).pointer_move(
            x, y
        ).click().perform()

    def _type(self, key):
        self.marionette.actions.sequence("key", "keyboard").key_down(key).key_up(key).perform()

    def complaints(self):
        with self.marionette.using_context("chrome"):
            said = self.marionette.execute_script("""
                const all = Services.console.getMessageArray().map(String);
                Services.console.reset();
                return all;
            """)
        return [message for message in said if "127.0.0.1" in message and "Warning" not in message.partition(":")[0]]
