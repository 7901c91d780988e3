"""Where the pages of festivals and campaigns lie that many wards hold."""

from macros.addresses.address import EVENTS, Address
from macros.catalogue.occasions import Occasion


def page_of_occasion(occasion: Occasion, part: int = 1) -> Address:
    """Page number `part` of what it lists."""
    home = EVENTS.below(f"cung-ngay/{occasion.key}/")
    return home.below(f"{part}/") if part > 1 else home
