"""What programs take from the site beside its pages. An output format is a module here and its line in `EXPORTS`."""

from collections.abc import Callable, Iterable

from macros.addresses.address import Address
from macros.catalogue import Finder
from macros.exports.calendar_file import calendars
from macros.exports.feed import feeds
from macros.exports.licences import licences
from macros.exports.package import packaged
from macros.exports.places import places
from macros.exports.robots import robots
from macros.exports.slip_form import slip_form

Export = Callable[[Finder], Iterable[tuple[Address, Callable[[], str | bytes]]]]

EXPORTS: tuple[Export, ...] = (feeds, calendars, packaged, robots, licences, slip_form, places)
"""Each yields (address, what makes its content) of every file that it makes: who only asks for the addresses has nothing made."""
