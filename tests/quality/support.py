"""What the site's scripts and styles use that the oldest browsers it is promised to lack (baseline/check.mjs), and what of that
is harmless."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.quality.tools import HERE, node

# Everything works from `works` on; pages are read and menus opened from `reads` on. Styles, and the script that every page
# runs before all else, are held to the latter.
READS = (".css", "site.js", "forward.js")
# What pages and the browser run as plain scripts; all others are modules.
CLASSIC = ("site.js", "forward.js", "sw.js")

LOOKS = "only looks or feels otherwise"
PRINTED = "what is folded up is opened for paper by site.js; only without scripts it stays folded"
SCROLLS = "what was led to stands a little under the header"
SCROLLS_ON = "behind the results, the page may scroll on"
OWN = "a field of the site's own objects, called as one of the browser's"
ASKED = "asked for first: nothing is offered where it is missing"

# Feature → why it does no harm where it's missing. One that nothing uses any more has to go.
HARMLESS = {
    "css.at-rules.media.forced-colors": "a system's own contrast, which has its own colours in any case",
    "css.at-rules.media.prefers-contrast": "the panel in the header offers high contrast too",
    "css.at-rules.page": "paper has the browser's margins; partly there since long",
    "css.properties.accent-color": LOOKS,
    "css.properties.break-after.avoid": "a heading may end a printed page",
    "css.properties.color-adjust": LOOKS,
    "css.properties.color-adjust.exact": LOOKS,
    "css.properties.color-scheme": "scroll bars and fields are light on dark pages",
    "css.properties.color-scheme.dark": "scroll bars and fields are light on dark pages",
    "css.properties.color-scheme.light": "scroll bars and fields are light on dark pages",
    "css.properties.content-visibility": PRINTED,
    "css.properties.content-visibility.visible": PRINTED,
    "css.selectors.details-content": PRINTED,
    "css.properties.overscroll-behavior": SCROLLS_ON,
    "css.properties.overscroll-behavior.contain": SCROLLS_ON,
    "css.properties.cursor": "phones have no pointer",
    "css.properties.cursor.help": "phones have no pointer",
    "css.properties.cursor.pointer": "phones have no pointer",
    "css.properties.forced-color-adjust": "maps and charts have the system's colours",
    "css.properties.forced-color-adjust.none": "maps and charts have the system's colours",
    "css.properties.outline": "there, but for corners that are not rounded",
    "css.properties.paint-order": "there, but for text outside of drawings",
    "css.properties.scroll-behavior": "what doesn't scroll smoothly needs no stopping",
    "css.properties.scroll-behavior.auto": "what doesn't scroll smoothly needs no stopping",
    "css.properties.scroll-margin-top": SCROLLS,
    "css.properties.scroll-padding-top": SCROLLS,
    "css.properties.scrollbar-color": LOOKS,
    "css.properties.scrollbar-width": LOOKS,
    "css.properties.scrollbar-width.thin": LOOKS,
    "css.properties.text-decoration-thickness": "the line is there, as thick as the browser draws it",
    "css.properties.text-underline-offset": "the line is there, a little nearer to the text",
    "css.properties.text-wrap": LOOKS,
    "css.properties.text-wrap.balance": LOOKS,
    "css.properties.text-wrap.pretty": LOOKS,
    "css.properties.width.fit-content": "the figures of the site say how wide they are; others take the whole line",
    "css.selectors.focus-visible": "the browser's own outline shows where the focus is",
    "css.selectors.marker": LOOKS,
    "api.CSS.number_static": OWN,
    "api.EventTarget.when": OWN,
    "api.HTMLInstallElement.manifest": OWN,
    "api.InputEvent.isComposing": "that of key presses, which are older; asked for together with their key code",
    "api.LockManager.query": OWN,
    "api.MIDIPort.connection": ASKED,
    "api.MLGraphBuilder.where": OWN,
    "api.Navigator.share": ASKED + "; in the engine, " + OWN,
    "api.AudioData.format": OWN,
    "api.BluetoothRemoteGATTCharacteristic.properties": OWN,
    "api.NetworkInformation.saveData": ASKED,
    "api.NotRestoredReasons.reasons": OWN,
    "api.Observable.first": OWN,
    "api.Window.visualViewport": ASKED,
    "api.SpeechRecognitionEvent.results": OWN,
    "api.SpeechRecognitionPhrase.phrase": OWN,
}


@dataclass(frozen=True)
class Use:
    """A feature used in a file, and what lacks it."""

    name: str
    at: str
    feature: str
    lacking: str

    def __str__(self) -> str:
        return f"{self.feature} ({self.lacking}): {self.at}"


def level(name: str) -> str:
    """How old a browser may be that has to understand a file."""
    return "reads" if name.endswith(READS) else "works"


def uses(texts: Mapping[str, str]) -> list[Use]:
    """What scripts and stylesheets, by their addresses, use that the oldest browsers lack."""
    files = [
        {"name": name, "text": text, "level": level(name), "isModule": not name.endswith(CLASSIC)}
        for name, text in texts.items()
    ]
    done = node(str(HERE / "baseline/check.mjs"), input=json.dumps(files))
    assert done.returncode == 0, done.stderr
    return [Use(**found) for found in json.loads(done.stdout)]


def of_site(site: Path) -> dict[str, str]:
    """Every script and stylesheet of a built site, as readers get it, by its address."""
    files = sorted(file for file in site.rglob("*") if file.suffix in (".css", ".js"))
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in files}


def share() -> dict:
    """What baseline/share.mjs says of page views in Vietnam."""
    done = node(str(HERE / "baseline/share.mjs"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
