"""What the site speaks: Vietnamese text, dates, numbers, the small Markdown of records, and messages to staff."""
