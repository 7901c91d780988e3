"""What leads from old addresses to new ones: pages that forward, pages that say they are gone, copies of feeds."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.addresses.address import Address, address_of, fault_of, home_of, kit_of, page_of
from macros.addresses.occasions import instead_of
from macros.addresses.published import Published
from macros.catalogue import Finder
from macros.records import RECORDS, Model


@dataclass(frozen=True)
class Move:
    """Where an old address leads to now, and the file that asks for it."""

    to: str
    file: Path


def moves(find: Finder, published: Published) -> dict[str, Move]:
    """Return, for every old address (`/mo-hinh/x/`) that leads on, where to.

    They are the old ids (aliases) of records, the addresses marked as moved in the list of published ones, and the pages
    that records had and have no longer, such as those of units whose content went elsewhere, kits without steps, and occasions whose
    records say something else now. What was published under
    such a page, its feed for instance, is now under the new one.
    """
    leads = {old: Move(new, published.file) for old, new in published.forwards()}
    for kind in RECORDS:
        for record in find.all(kind) if kind.address else []:
            has_page = find.has_page(record)
            for old_id in record.aliases if has_page else [record.id, *record.aliases]:
                old = Address(f"{kind.address}/{old_id}/").rooted
                if (has_page or old in published.fates) and (now := address_of(find, record)):
                    leads[old] = Move(now.rooted, record.file)
    for model in find.all(Model):
        kit = kit_of(model).rooted
        if (
            not model.can_be_copied and published.fates.get(kit) == ""
        ):  # it was offered, and never held more than the page
            leads[kit] = Move(page_of(model).rooted, model.file)
    for address, fate in published.fates.items():  # a list that became shorter has fewer pages
        if not fate and (home := home_of(address)):
            leads.setdefault(address, Move(home, published.file))
    for address, fate in published.fates.items():
        if not fate and (now := instead_of(find, address)):
            leads.setdefault(address, Move(now.rooted, published.file))
    for address, fate in published.fates.items():
        page = "/".join(address.split("/")[:3]) + "/"
        if not fate and address != page and page in leads and leads[page].to.endswith("/"):
            new = leads[page].to + address.removeprefix(page)
            if not fault_of(new[1:]):
                leads[address] = Move(new, leads[page].file)
    return leads


def copy_moved(site: Path, moved: Mapping[str, Move], at: Callable[[str], Path]) -> None:
    """Keep a copy in the site where a feed or another file was before its page moved: unlike a page, it can't lead on. `at` tells where
    what is to be a file of the site lies now."""
    for old, move in moved.items():
        there, here = (Address.of_rooted(rooted).file for rooted in (old, move.to))
        if not old.endswith("/") and at(here).is_file() and not at(there).exists():
            (site / there).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(at(here), site / there)
