"""All tests: those that need a browser, and some more, in a process beside the others, so that both processors of a small machine are at
work. With arguments, what pytest makes of them, in one process.

    python3 manage.py test [PYTEST'S ARGUMENTS]
"""

import subprocess
import sys
import tempfile

BESIDE = (
    "tests/files",
    "tests/quality",
    "tests/search",
    "tests/test_browser.py",
    "tests/test_desk_browser.py",
    "tests/test_desk_kept.py",
    "tests/test_form_scripts.py",
    "tests/test_hostile.py",
    "tests/test_lint.py",
    "tests/test_lists.py",
    "tests/test_live.py",
    "tests/test_not_found.py",
    "tests/test_older_browsers.py",
    "tests/test_slip.py",
    "tests/test_today.py",
)
"""About half of the work. They make few sites, and no other test needs their tools."""
PYTEST = (sys.executable, "-m", "pytest")


def main(arguments: list[str]) -> int:
    """Run the tests; return the exit status. What the ones beside say follows on what the others say."""
    if arguments:
        return subprocess.call([*PYTEST, *arguments])
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen([*PYTEST, *BESIDE], stdout=said, stderr=subprocess.STDOUT) as beside,
    ):
        others = subprocess.call([*PYTEST, *(f"--ignore={place}" for place in BESIDE)])
        status = beside.wait()
        said.seek(0)
        sys.stdout.buffer.write(said.read())
    return others or status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
