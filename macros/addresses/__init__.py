"""Where things lie on the site, what was ever published there, and where it has moved to."""
