"""The quote database: rows in, rows out. ``Database`` opens the file; the functions of the modules take it."""

from quotes.database.connection import Database

__all__ = ["Database"]
