"""Lighthouse on a phone's terms: `python -m tests.quality.lighthouse` measures the real site and fails below 100.

Times differ from run to run, so they are measured by this command, on a machine that does nothing else, and not by a test.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.browser import ensure_browser
from tests.conftest import BROWSER_ARGUMENTS, ROOT, built
from tests.quality import tools
from tests.quality.host import hosted
from tests.quality.kinds import main_pages

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def lighthouse(address: str, categories: Sequence[str] = CATEGORIES) -> dict:
    """Lighthouse's report on one page, as it loads on a phone with slow 4G. RuntimeError if it could not be made."""
    done = tools.node(
        str(tools.LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={' '.join(['--headless=new', *BROWSER_ARGUMENTS])}",
        env={**os.environ, "CHROME_PATH": ensure_browser()},
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def scores(report: dict) -> dict[str, int]:
    """Category → its score, 0 to 100."""
    return {name: round(100 * category["score"]) for name, category in report["categories"].items()}


def shortfalls(report: dict) -> list[str]:
    """What kept the categories below 100: the audits that count and were not passed in full."""
    counted = {
        ref["id"] for category in report["categories"].values() for ref in category["auditRefs"] if ref["weight"]
    }
    audits = (report["audits"][name] for name in sorted(counted))
    return [
        f"{a['id']} {a.get('displayValue', '')}".strip() for a in audits if a["score"] is not None and a["score"] < 1
    ]


def main() -> int:
    """Print a table of medians; return 1 if one of them is below 100, else 0."""
    tools.ensure_tools()
    low = 0
    with tempfile.TemporaryDirectory() as folder:
        site = built(ROOT / "data", Path(folder, "site"))
        with hosted(site) as origin:
            print(f"{'':10}" + "".join(f"{name:>16}" for name in CATEGORIES))
            for name, address in main_pages(site).items():
                reports = [lighthouse(f"{origin}/{address}") for _ in range(RUNS)]
                runs = [scores(report) for report in reports]
                middle = {category: median(run[category] for run in runs) for category in CATEGORIES}
                print(f"{name:10}" + "".join(f"{middle[category]:16.0f}" for category in CATEGORIES), flush=True)
                if min(middle.values()) < 100:
                    low = 1
                    for missed in sorted({missed for report in reports for missed in shortfalls(report)}):
                        print(f"{'':10}{missed}")
    return low


if __name__ == "__main__":
    sys.exit(main())
