"""What staff are asked, and what they look up: the interview for a new record, the reference of fields, the schemas."""
