"""The Nu HTML checker has nothing to say of any page, style sheet or picture of the site."""

import json

import pytest

from tests.quality.tools import NU, java

# What it may say, and why that stands.
ACCEPTED: dict[str, str] = {}


@pytest.fixture(scope="module")
def messages(real_site, mini_site):
    done = java("-Xss4m", "-jar", str(NU), "--format", "json", "--skip-non-html", "--also-check-css", "--also-check-svg",
                "--exit-zero-always", str(real_site), str(mini_site))  # fmt: skip
    return json.loads(done.stderr)["messages"]


def test_all_pages(messages):
    said = {f"{m['url']}:{m.get('lastLine')}: {m['message']} {m.get('extract', '')!r}" for m in messages}
    assert not said, "\n".join(sorted(said))
