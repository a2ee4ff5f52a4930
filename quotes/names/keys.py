"""Keys of names: variants that are certainly one name share one."""

from __future__ import annotations

import re

from quotes.names import chinese, order
from quotes.names.normal import fold, is_initial, joined, token
from quotes.names.parsing import parse
from quotes.names.remembered import remembered


@remembered
def key(text: str) -> str:
    """A slug of the name in ``text`` without its titles; of all words where it holds no name. Never empty.

    Case, diacritics, the order of a Chinese or Korean name, and the two readings of a surname make no difference.

    >>> key("LI Keqiang"), key("Park Geun-hye"), key("George Wallace Jr.")
    ('li-keqiang', 'park-geunhye', 'george-wallace-jr')
    """
    name = parse(text)
    if not name.tokens:
        return slug(text)
    words = name.tokens
    if order.eastern(words):
        family, given = (tuple(token(word) for word in part) for part in (name.family, name.given))
        surname = joined(family)
        if len(chinese.given_syllables(given)) == 2:
            surname = chinese.surname_readings().get(surname, surname)
        words = (surname, joined(given))
    else:
        words = _initials_together(words)
    suffix = (token(name.suffix),) if name.suffix else ()
    return slug(" ".join((*words, *suffix)))


def _initials_together(words: tuple[str, ...]) -> tuple[str, ...]:
    """Initials one after another as one word: "J. D." and "J.D." are written by the same people."""
    together: list[str] = []
    for index, word in enumerate(words):
        if index and is_initial(word) and is_initial(words[index - 1]):
            together[-1] += word
        else:
            together.append(word)
    return tuple(together)


def slug(text: str) -> str:
    """Lower-case words joined by hyphens; letters of other scripts stay. "speaker" where nothing is left."""
    return re.sub(r"[\W_]+", "-", fold(text).replace(".", "")).strip("-") or "speaker"
