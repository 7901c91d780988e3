"""Review: the site with what isn't public yet, for whoever has to approve it, and what comes back of it."""
