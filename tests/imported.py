"""All that a command needs, imported and put aside: a process that is forked off looks through none of it for garbage."""

import gc

import material.templates  # noqa: F401
import mkdocs.livereload  # noqa: F401
import mkdocs_macros.plugin  # noqa: F401
import pymdownx.highlight
import pymdownx.superfences  # noqa: F401

import macros.door
import macros.hooks
import macros.running  # noqa: F401
import tests.desk
import tests.faults  # noqa: F401

gc.collect()
gc.freeze()
