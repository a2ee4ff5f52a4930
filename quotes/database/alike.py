"""Which quotes are one with those of a document's copies, and which others say the same: as conditions and columns of a
query over ``quotes``.

Two quotes by different named speakers are never linked, however alike their words; nor are two that were said on
different days.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

MOST = 100
"""At most so many others are listed with a quote."""

NAMED = "('person', 'organization', 'document')"
_ANOTHERS = f"""
    SELECT 1 FROM said AS one_said JOIN speakers AS one_speaker ON one_speaker.number = one_said.speaker
    CROSS JOIN said AS other_said ON other_said.quote = other.quote AND other_said.rank = 0
    JOIN speakers AS other_speaker ON other_speaker.number = other_said.speaker
    WHERE one_said.quote = quotes.number AND one_said.rank = 0 AND one_speaker.number <> other_speaker.number
    AND one_speaker.type IN {NAMED} AND other_speaker.type IN {NAMED}
"""
_COPIES = "copies AS mine CROSS JOIN copies AS other ON other.one = mine.one AND other.quote <> mine.quote"
_TWINS = """
    quote_marks AS mine CROSS JOIN marks AS one_mark ON one_mark.mark = mine.mark
    CROSS JOIN marks AS other_mark ON other_mark.alike = one_mark.alike
    CROSS JOIN quote_marks AS other ON other.mark = other_mark.mark AND other.quote <> mine.quote
"""
# Most quotes have neither: the test in front is quicker than an empty list.
ALSO_IN = f"""
    CASE WHEN EXISTS (SELECT 1 FROM copies WHERE copies.quote = quotes.number) THEN (
        SELECT '[' || ifnull(group_concat(copy, ', '), '') || ']' FROM (
        SELECT printf('{{"document": %s, "id": %s}}', json_quote(its.id), json_quote(twin.id)) AS copy
        FROM {_COPIES} CROSS JOIN quotes AS twin ON twin.number = other.quote
        CROSS JOIN documents AS its ON its.number = twin.document
        WHERE mine.quote = quotes.number AND NOT EXISTS ({_ANOTHERS}) ORDER BY its.id, twin.id LIMIT {MOST}
        )
    ) ELSE '[]' END
"""
"""The same quote in copies of the document, as the JSON of a line."""
SAME_AS = f"""
    CASE WHEN EXISTS (SELECT 1 FROM {_TWINS} WHERE mine.quote = quotes.number) THEN (
        SELECT '[' || ifnull(group_concat(id, ', '), '') || ']' FROM (
        SELECT json_quote(twin.id) AS id FROM {_TWINS} CROSS JOIN quotes AS twin ON twin.number = other.quote
        WHERE mine.quote = quotes.number AND twin.document <> quotes.document
        AND NOT (length(ifnull(twin.said_on, '')) = 10 AND length(ifnull(quotes.said_on, '')) = 10
            AND twin.said_on <> quotes.said_on)
        AND NOT EXISTS (
            SELECT 1 FROM copies AS one JOIN copies AS also ON also.one = one.one
            WHERE one.quote = quotes.number AND also.quote = other.quote
        )
        AND NOT EXISTS ({_ANOTHERS}) ORDER BY twin.id LIMIT {MOST}
        )
    ) ELSE '[]' END
"""
"""The ids of the quotes of other documents that say the same, as the JSON of a line."""


def once(where: Sequence[str]) -> str:
    """The condition that of a speaker's quotes that are one, only the earliest is given; by day, then by the document's
    id. ``where`` are the other conditions, over ``said`` and ``quotes``, which that one meets too."""
    they = " AND ".join(test.replace("quotes.", "twin.").replace("said.", "theirs.") for test in where)
    return f"""
        NOT EXISTS (
            SELECT 1 FROM {_COPIES} CROSS JOIN quotes AS twin ON twin.number = other.quote
            CROSS JOIN documents AS its ON its.number = twin.document
            CROSS JOIN said AS theirs ON theirs.quote = other.quote AND theirs.speaker = said.speaker
            WHERE mine.quote = quotes.number AND {they}
            AND (twin.day = '', twin.day, its.id) <
                (quotes.day = '', quotes.day, (SELECT id FROM documents WHERE number = quotes.document))
        )
    """


def also_in(listed: str) -> tuple[tuple[str, str], ...]:
    """What ``ALSO_IN`` gives, for a quote."""
    return tuple([(copy["document"], copy["id"]) for copy in json.loads(listed)]) if listed != "[]" else ()


def same_as(listed: str) -> tuple[str, ...]:
    """What ``SAME_AS`` gives, for a quote."""
    return tuple(json.loads(listed)) if listed != "[]" else ()
