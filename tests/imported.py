"""All that a command needs, imported and put aside: a process that is forked off looks through none of it for garbage. What is
the same for every site of the project is made, too."""

import gc

import material.templates  # noqa: F401
import mkdocs.livereload  # noqa: F401
import mkdocs_macros.plugin  # noqa: F401
import pymdownx.highlight
import pymdownx.superfences  # noqa: F401

import macros.door
import macros.hooks
import macros.media.opened
import macros.running
import macros.search.index  # noqa: F401
import tests.desk
import tests.faults
import tests.interrupted
import tests.rendered
from macros import commands
from macros.addresses.address import FORM
from macros.assets.scripts import lightened
from macros.files.kept import ROOT
from macros.files.makers import makers
from macros.load import read
from macros.publish.by_hand import faults_in
from tests.remembered import remember

commands.parser()
makers()
remember()
read(tests.desk.SITE)
docs = ROOT / "docs"
faults_in(docs.rglob("*.md"), None)
scripts = {file.relative_to(docs).as_posix(): file.read_text(encoding="utf-8") for file in docs.rglob("*.js")}
lightened(scripts)  # of a site that takes word from the wards, and of one that doesn't
lightened({address: script for address, script in scripts.items() if not address.startswith(FORM.path)})

gc.collect()
gc.freeze()
