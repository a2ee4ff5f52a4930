"""Korean names in the romanisations in use: the Revised one, McCune-Reischauer, and what people make of them."""

from __future__ import annotations

import itertools

from quotes import lexicon
from quotes.names.folding import folded, steps
from quotes.names.remembered import remembered

Words = tuple[str, ...]


def surnames(word: str) -> frozenset[str]:
    """The usual spellings of the Korean surnames that a spelling may stand for: "rhee" and "yi" are "lee"; empty for
    other words."""
    return frozenset(lexicon.pairs("surnames", "ko").get(word, ()))


_STEPS = steps(
    # The o of McCune-Reischauer without its breve is eo in syllables that no given name has with o: Chol, Hyok, Myong.
    (r"(?<=y)o(?=[nklp]$)|(?<=[hkgpbm]y)o(?=ng$)|(?<=^ch)o(?=l$)|(?<=^j)o(?=l$)|(?<=^s)o(?=[nkp]$)", "u"),
    (r"(?<=^[td])o(?=k$)|(?<=^[pb])o(?=m$)", "u"),
    (r"(?<=[aeiou])h(?=[nmlk]?$)", ""),
    (r"^sy(?=e)", "s"),
    (r"oo|ou|eo|eu", "u"),
    (r"ee|ea", "i"),
    (r"(?<=h)ui$", "i"),
    (r"oi|oe|ue", "oe"),
    (r"^ch|^j", "j"),
    (r"^p(?!h)|^b", "b"),
    (r"^t|^d", "d"),
    (r"^k|^g", "g"),
    (r"^r|^l", "r"),
    (r"^sh", "s"),
    (r"ck|[gc]$", "k"),
    (r"nk$", "ng"),
)


# Spellings of family names in McCune-Reischauer and nothing else.
_MCCUNE = frozenset({"pak", "paek", "chong", "chon", "yi", "ri"})


def given(words: Words) -> str:
    """One spelling for the romanisations of a Korean given name, for comparison inside one surname only."""
    return "".join(folded(piece, _STEPS) for word in words for piece in word.split("-"))


@remembered
def givens(surname: str, words: Words) -> frozenset[str]:
    """The same, after a family name in McCune-Reischauer with each o read as that or as eo: "Pak Chong-hui"."""
    pieces = [folded(piece, _STEPS) for word in words for piece in word.split("-")]
    if surname not in _MCCUNE:
        return frozenset({"".join(pieces)})
    return frozenset(map("".join, itertools.product(*({piece, piece.replace("o", "u")} for piece in pieces))))
