"""Records as workbooks that staff fill in, and workbooks and plain tables as what they change of the records."""
