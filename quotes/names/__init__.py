"""One name: parsed, normalised, compared with another."""

from quotes.names.casing import display
from quotes.names.comparing import compare
from quotes.names.gender import gender
from quotes.names.keys import key, slug
from quotes.names.model import Name, Verdict
from quotes.names.parsing import parse

__all__ = ["Name", "Verdict", "compare", "display", "gender", "key", "parse", "slug"]
