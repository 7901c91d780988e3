"""What next to no page asks for is got when one does, and is then what it always was."""

import subprocess
import sys

from tests.conftest import ROOT

PROGRAM = """
import sys
from mkdocs_macros import context
was = context.get_git_info()
from macros.running import _config
config = _config()
ran = []
context.subprocess.check_output, run = lambda *told, **how: ran.append(told) or run(*told, **how), context.subprocess.check_output
config.plugins["macros"]._macros, config.plugins["macros"]._variables = {}, {}
context.define_env(config.plugins["macros"])
config.plugins.on_pre_build(config=config)
assert ran == [] and "requests.api" not in sys.modules
git = config.plugins["macros"].variables["git"]
assert git["commit"] == was["commit"] and {**git} == was and str(git) == str(was) and len(ran) == 12, (git, was, ran)
import requests
assert requests.get.__module__ == "requests.api" and "requests.api" in sys.modules
"""


def test_git_and_the_web_are_asked_when_a_page_asks_them():
    subprocess.run([sys.executable, "-c", PROGRAM], check=True, cwd=ROOT)
