"""What a built site asks of whoever serves it or makes it by itself, as the files that hosts understand."""
