"""A static site about a movement, from YAML records to pages: `hooks.py` and `build.py` say how, CONTRIBUTING.md draws it."""
