"""The pages: which there are, what their templates see, and the macros that stand in them."""
