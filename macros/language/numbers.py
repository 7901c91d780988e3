"""Numbers as they are shown to readers, and as they are written for programs."""

from decimal import Decimal


def shown_number(value: Decimal | int) -> str:
    """`33786` → `33.786`, `36.6` → `36,6`: the Vietnamese way."""
    return f"{Decimal(value):,f}".translate(str.maketrans(",.", ".,"))


def plain_number(value: Decimal | int) -> str:
    """`Decimal("20.50")` → `20.5`: as programs read it, in CSV and JSON alike; never with an exponent."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
