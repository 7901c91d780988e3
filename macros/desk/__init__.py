"""The desk: forms in the browser, behind a server on this machine, through which officers write the records. Nothing of the
published site imports it."""
