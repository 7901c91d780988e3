"""Numbers as they are shown to readers, and as they are written for programs."""

from decimal import Decimal


def shown_number(value: Decimal | int) -> str:
    """`33786` → `33.786`, `36.6` → `36,6`: the Vietnamese way.

    A file writes three decimals with a 0 behind them, `408.6160`, since `408.616` reads in two ways; a reader sees three.
    """
    text = f"{Decimal(value):,f}"
    if Decimal(value).as_tuple().exponent == -4:
        text = text.removesuffix("0")
    return text.translate(str.maketrans(",.", ".,"))


def shown_size(count: int) -> str:
    """A number of bytes as a person reads it: `84 KB`, `1,2 MB`."""
    if count < 1024 * 1024:
        return f"{shown_number(max(1, round(count / 1024)))} KB"
    return f"{shown_number((Decimal(count) / 1024 / 1024).quantize(Decimal('0.1')))} MB"


def plain_number(value: Decimal | int) -> str:
    """`Decimal("20.50")` → `20.5`: as programs read it, in CSV and JSON alike; never with an exponent."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
