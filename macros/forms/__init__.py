"""What forms in the browser are made from: the fields of records, in words and in an order for whoever knows no file."""
