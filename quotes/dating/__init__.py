"""When: expressions of time in English text, resolved against a date. A small grammar over word lists.

A general date parser takes any "may" and "march" for a date and milliseconds a sentence; here only what can be told for
certain is wanted, and nothing that is a bound, a range or a guess.
"""

from quotes.dating.heads import event_day, occasion_day
from quotes.dating.moments import Moment, moments
from quotes.dating.resolving import resolve

__all__ = ["Moment", "event_day", "moments", "occasion_day", "resolve"]
