"""Everything that was loaded, linked both ways: the store, and the one door through which pages and exports ask it."""

from macros.catalogue.asked import Noted, Notes, noted_question, question
from macros.catalogue.finder import Finder
from macros.catalogue.store import Catalogue, Unread

__all__ = ["Catalogue", "Finder", "Noted", "Notes", "Unread", "noted_question", "question"]
