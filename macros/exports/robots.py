"""What tells crawlers where the sitemap is."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from macros.addresses.address import ROBOTS, SITEMAP, Address
from macros.catalogue import Finder


def robots(find: Finder) -> Iterator[tuple[Address, Callable[[], str]]]:
    """Yield (address, what makes the text) of the file for crawlers, if the site has a host to itself: they look for it nowhere else
    (RFC 9309)."""
    if find.site.url and urlsplit(find.site.url).path == "/":
        text = f"User-agent: *\nAllow: /\n\nSitemap: {SITEMAP.whole(find.site.url)}\n"
        yield ROBOTS, lambda: text
