"""What changed from one state of a data folder to another: the states, what differs, and how it is told to people."""
