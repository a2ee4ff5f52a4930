"""Name forms that are spelt like another one, found by the three-letter groups that they share.

Only the rarest groups are looked up: the work stays the same however many names there are. A name with one slip shares
all but three of its groups with the one that is meant (Ukkonen, 1992, on q-grams).
"""

from __future__ import annotations

import json

from quotes.database.connection import Database
from quotes.database.text import folded

WORK = 5_000
"""Occurrences of groups that are looked up for one name, about."""
LEAST_GROUPS = 3
"""Groups that are looked up however frequent they are."""
CANDIDATES = 200


def nearest(db: Database, name: str) -> list[str]:
    """The forms of persons and bodies, and their canonical names, that share most with ``name``, best first, as they
    are written."""
    groups = _rarest(db, trigrams(name))
    if not groups:
        return []
    statement = """
        SELECT DISTINCT forms.form FROM (
            SELECT doc, count(DISTINCT term) AS shared FROM json_each(:groups)
            CROSS JOIN forms_places ON forms_places.term = json_each.value
            GROUP BY doc ORDER BY shared DESC, doc LIMIT :limit
        ) JOIN forms ON forms.number = doc JOIN speakers ON speakers.number = forms.speaker
        WHERE speakers.type NOT IN ('unnamed', 'group', 'unknown') ORDER BY shared DESC, forms.folded, forms.form
    """
    values = {"groups": json.dumps(groups, ensure_ascii=False), "limit": CANDIDATES}
    return [form for (form,) in db.all(statement, values)]


def trigrams(name: str) -> list[str]:
    """The groups of three letters in a name, as the index has them: beginning and end count as spaces."""
    padded = f" {folded(name)} ".replace("\0", "\N{SYMBOL FOR NULL}")
    return sorted({padded[start : start + 3] for start in range(len(padded) - 2)})


def _rarest(db: Database, groups: list[str]) -> list[str]:
    """The groups that occur, rarest first, as many as make up the work."""
    statement = """
        SELECT term, doc FROM json_each(?) CROSS JOIN forms_groups ON forms_groups.term = json_each.value
        ORDER BY doc, term
    """
    chosen: list[str] = []
    work = 0
    for term, count in db.all(statement, (json.dumps(groups, ensure_ascii=False),)):
        if len(chosen) >= LEAST_GROUPS and work + count > WORK:
            break
        chosen.append(term)
        work += count
    return chosen
