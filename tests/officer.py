"""An officer at the desk: a real server over a copy of the sample site, a real browser, mostly the keyboard."""

from contextlib import contextmanager

from tests.desk import copy_of_the_site, served


@contextmanager
def at_the_desk(folder, browser, run=served):
    """A window of the desk for a copy of the sample site in a folder, served by `run`; in the end no script must have failed."""
    data = copy_of_the_site(folder)
    with run(data) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(60_000)
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(server.start)
        yield Officer(page, data, server)
        context.close()
    assert faults == []


class Officer:
    """Somebody at the keyboard; what is pressed is counted."""

    def __init__(self, page, data, server):
        self.page, self.data, self.server, self.pressed = page, data, server, 0
        self.top = server.start.partition("?")[0]

    def open(self, address):
        self.page.goto(self.top + address)
        self.page.locator(".editor, .front").wait_for()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.insert_text(text)
        self.pressed += len(text)

    @property
    def at(self):
        """What a screen reader calls the control that has the focus."""
        return self.page.evaluate(
            """() => {
              const one = document.activeElement;
              if (one === document.body) return "";
              const label = one.labels && one.labels[0], group = one.closest("fieldset");
              const own = one.getAttribute("aria-label") || (label ? label.textContent : one.textContent);
              return `${group && group.querySelector("legend") ? group.querySelector("legend").textContent + ": " : ""}${own}`;
            }"""
        )

    def tab_to(self, name):
        """Press Tab until the control with that name has the focus."""
        for _ in range(80):
            if name in self.at:
                return
            self.press("Tab")
        raise AssertionError(f"no {name} by the keyboard; at {self.at}")

    def write(self, name, text):
        self.tab_to(name)
        self.type(text)

    def pick(self, name, text, wanted):
        """Look for a record by some letters, and take it."""
        self.write(name, text)
        option = self.page.get_by_role("option", name=wanted).first
        option.wait_for()
        while option.get_attribute("aria-selected") != "true":
            self.press("ArrowDown")
        self.press("Enter")

    def said(self, text):
        """Wait until the window says so."""
        self.page.locator(".state", has_text=text).wait_for()

    def read(self, pattern):
        (file,) = self.data.glob(pattern)
        return file.read_text(encoding="utf-8")
