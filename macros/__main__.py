"""`python -m macros COMMAND`: the commands behind `manage.py`."""

from macros.commands import main

raise SystemExit(main())
