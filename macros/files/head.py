"""The head of a page written by hand, as MkDocs finds it: YAML between two lines of hyphens."""

import re

HEAD = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
"""Matches the head at the beginning of a page, and in its group what it says."""
