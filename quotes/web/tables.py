"""The plain database under the pages: Datasette's tables with their facets, as pages, JSON and CSV."""

from __future__ import annotations

from typing import Any

from datasette.database import Database

NAME = "data"
"""The name of the database in Datasette's own addresses: its tables are at /data."""

SETTINGS: dict[str, Any] = {
    "default_allow_sql": False,
    "allow_download": False,
    "suggest_facets": False,
    "num_sql_threads": 2,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 500,
    "max_returned_rows": 1000,
    "max_csv_mb": 100,
    "default_cache_ttl": 0,
}

DERIVED = (
    "authority_keys", "block_keys", "copies", "decision_keys", "document_marks", "forms", "forms_groups",
    "forms_places", "forms_text", "found_quotes", "found_speakers", "left_marks", "lowered", "mark_keys", "marks",
    "names_text", "quote_marks", "speaker_keys", "stale_documents", "stale_keys", "stale_speakers",
    "unlinked_documents",
)  # fmt: skip
"""What the program keeps for itself: not listed among the tables."""

SAID = """
    SELECT speakers.id AS speaker_id, speakers.name AS speaker, quotes.day, quotes.kind, quotes.act, quotes.text,
        documents.id AS document, documents.title, quotes.id
    FROM said JOIN quotes ON quotes.number = said.quote JOIN speakers ON speakers.number = said.speaker
    JOIN documents ON documents.number = quotes.document
    WHERE said.speaker = (SELECT number FROM speakers WHERE id = :speaker)
    ORDER BY said.day DESC, said.quote
"""
FOUND = """
    SELECT speakers.id AS speaker_id, speakers.name AS speaker, quotes.day, quotes.kind, quotes.act, quotes.text,
        documents.id AS document, documents.title, quotes.id
    FROM quotes_text CROSS JOIN quotes ON quotes.number = quotes_text.rowid
    JOIN documents ON documents.number = quotes.document
    LEFT JOIN said ON said.quote = quotes.number AND said.rank = 0
    LEFT JOIN speakers ON speakers.number = said.speaker
    WHERE quotes_text MATCH '"' || replace(:words, '"', ' ') || '"' ORDER BY quotes_text.rank
"""
METADATA: dict[str, Any] = {
    "title": "quotes",
    "databases": {
        NAME: {
            "tables": {name: {"hidden": True} for name in DERIVED},
            "queries": {
                "said": {"title": "Everything a speaker said, by the speaker’s id", "sql": SAID},
                "found": {"title": "Quotes with a phrase", "sql": FOUND},
            },
        }
    },
}


class Tables(Database):  # type: ignore[misc]
    """The database as Datasette reads it. A foreign key of the schema names a table alone and means its ``number``,
    as SQLite has it; Datasette wants the column."""

    async def foreign_keys_for_table(self, table: str) -> list[dict[str, Any]]:
        found = await super().foreign_keys_for_table(table)
        return [{**key, "other_column": key["other_column"] or "number"} for key in found]

    async def get_all_foreign_keys(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        found = await super().get_all_foreign_keys()
        return {
            table: {
                "incoming": [{**key, "column": key["column"] or "number"} for key in keys["incoming"]],
                "outgoing": [{**key, "other_column": key["other_column"] or "number"} for key in keys["outgoing"]],
            }
            for table, keys in found.items()
        }
