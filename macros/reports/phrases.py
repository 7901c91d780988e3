"""Texts put together as sentences want them."""


def joined(*texts: str | None, by: str = ", ") -> str:
    """What there is of some texts."""
    return by.join(text for text in texts if text)


def sentence(text: str) -> str:
    """A text with a full stop at its end, if it has none."""
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}."


def lower(text: str) -> str:
    """A text as it stands within a sentence; an abbreviation stays one."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
