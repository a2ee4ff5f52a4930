"""Databases as SQL that can be read and compared: what ``fixtures/databases`` holds, one of each earlier schema.

python tests/stored.py DATABASE > fixtures/databases/schema-N.sql
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

STORED = Path(__file__).resolve().parent.parent / "fixtures" / "databases"


def dump(path: str) -> Iterator[str]:
    """The statements that make the database again: tables, rows, full-text indexes, indexes and triggers."""
    connection = sqlite3.connect(path)
    own = "sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
    made = connection.execute(f"SELECT type, name, sql FROM sqlite_master WHERE {own} ORDER BY rowid").fetchall()
    virtual = {name: sql for _, name, sql in made if sql.startswith("CREATE VIRTUAL")}
    shadows = re.compile("|".join(f"{name}_(data|idx|docsize|config|content)" for name in virtual) or "$")
    tables = [name for type, name, _ in made if type == "table" and not shadows.fullmatch(name) and name not in virtual]
    yield from (sql for type, name, sql in made if name in tables or name in virtual)
    for name in tables:
        columns = [column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        quoted = ", ".join(f"quote({column})" for column in columns)
        for row in connection.execute(f"SELECT {quoted} FROM {name} ORDER BY {quoted}"):
            yield f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join(row)})"
    yield from (
        f"INSERT INTO {name} ({name}) VALUES ('rebuild')" for name, sql in virtual.items() if "content =" in sql
    )
    yield from (sql for type, _, sql in made if type in ("index", "trigger"))
    for pragma in ("application_id", "user_version"):
        yield f"PRAGMA {pragma} = {connection.execute(f'PRAGMA {pragma}').fetchone()[0]}"


def restore(script: Path, path: Path) -> None:
    """Makes the database of a script."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for statement in dump(sys.argv[1]):
        print(f"{statement.strip()};")
