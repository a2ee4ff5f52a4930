"""Local speakers block by block: which may be the same speaker as those of a document, and who they came out as."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from quotes.database.connection import Database
from quotes.database.text import folded, stored_keys
from quotes.types import Alias, LocalSpeaker, Occurrence, Speaker

Keys = Callable[[Occurrence], Iterable[str]]


def of_document(db: Database, id: str) -> list[int]:
    """The numbers of a document's local speakers."""
    statement = "SELECT number FROM local_speakers WHERE document = (SELECT number FROM documents WHERE id = ?)"
    return [row["number"] for row in db.rows(statement, (id,))]


def of_speaker(db: Database, id: str, *, documents: Sequence[str] = ()) -> list[int]:
    """The numbers of a canonical speaker's local speakers; those in these documents, if any are given."""
    statement = """
        SELECT local_speakers.number FROM local_speakers JOIN documents ON documents.number = local_speakers.document
        WHERE speaker = (SELECT number FROM speakers WHERE id = :id)
        AND (:documents = '[]' OR documents.id IN (SELECT value FROM json_each(:documents)))
    """
    return [row["number"] for row in db.rows(statement, {"id": id, "documents": json.dumps(documents)})]


def documents_of(db: Database, id: str, *, limit: int = -1) -> tuple[str, ...]:
    """The ids of the documents that a canonical speaker occurs in, sorted."""
    statement = """
        SELECT DISTINCT documents.id FROM local_speakers JOIN documents ON documents.number = local_speakers.document
        WHERE speaker = (SELECT number FROM speakers WHERE id = ?) ORDER BY documents.id LIMIT ?
    """
    return tuple(row["id"] for row in db.rows(statement, (id, limit)))


def of_ids(db: Database, ids: Iterable[str]) -> set[int]:
    """The numbers of all local speakers of the canonical speakers with these ids."""
    statement = """
        SELECT local_speakers.number FROM local_speakers JOIN speakers ON speakers.number = local_speakers.speaker
        WHERE speakers.id IN (SELECT value FROM json_each(?))
    """
    return {row["number"] for row in db.rows(statement, (json.dumps(sorted(ids), ensure_ascii=False),))}


def index(db: Database, locals_: Sequence[int], keys: Keys) -> None:
    """Files these local speakers under the keys of their blocks, in place of what was there."""
    db.execute("DELETE FROM block_keys WHERE local IN (SELECT value FROM json_each(?))", (json.dumps(locals_),))
    for number, occurrence in occurrences(db, locals_):
        rows = [(key, number) for key in stored_keys(keys(occurrence))]
        db.executemany("INSERT INTO block_keys (key, local) VALUES (?, ?)", rows)


def keys_of(db: Database, locals_: Collection[int]) -> set[str]:
    statement = "SELECT DISTINCT key FROM block_keys WHERE local IN (SELECT value FROM json_each(?))"
    return {row["key"] for row in db.rows(statement, (json.dumps(list(locals_)),))}


def mark_stale(db: Database, id: str) -> None:
    """Notes that the speakers of a document's blocks have to be worked out anew, also those it may leave."""
    locals_ = of_document(db, id)
    db.executemany("INSERT OR IGNORE INTO stale_keys VALUES (?)", [(key,) for key in keys_of(db, locals_)])
    left = {number for number in speakers_of(db, locals_).values() if number is not None}
    db.executemany("INSERT OR IGNORE INTO stale_speakers VALUES (?)", [(number,) for number in left])


def is_stale(db: Database) -> bool:
    query = "SELECT EXISTS (SELECT 1 FROM stale_keys) OR EXISTS (SELECT 1 FROM stale_speakers)"
    return bool(db.execute(query).fetchone()[0])


def take_stale(db: Database) -> tuple[set[str], set[int]]:
    """The keys and the canonical speakers to be worked out anew; they count as done."""
    keys = {row["key"] for row in db.rows("SELECT key FROM stale_keys")}
    left = {row["speaker"] for row in db.rows("SELECT speaker FROM stale_speakers")}
    db.execute("DELETE FROM stale_keys")
    db.execute("DELETE FROM stale_speakers")
    return keys, left


def connected(db: Database, keys: Iterable[str], locals_: Iterable[int] = ()) -> set[int]:
    """The numbers of all local speakers that these keys and local speakers reach: over keys that local speakers
    share and over decisions that tie keys."""
    reached, seen = set(locals_), set[str]()
    new = stored_keys(keys) | keys_of(db, reached)
    while new:
        seen |= new
        asked = (json.dumps(sorted(new)),)
        found = {
            row["local"]
            for row in db.rows("SELECT local FROM block_keys WHERE key IN (SELECT value FROM json_each(?))", asked)
        }
        tied = """
            SELECT DISTINCT other.key FROM decision_keys AS one JOIN decision_keys AS other USING (decision)
            JOIN decisions ON decisions.number = decision AND decisions.undone IS NULL
            WHERE one.key IN (SELECT value FROM json_each(?))
        """
        new = {row["key"] for row in db.rows(tied, asked)} | keys_of(db, found - reached)
        new -= seen
        reached |= found
    return reached


def occurrences(db: Database, locals_: Iterable[int] | None = None) -> Iterator[tuple[int, Occurrence]]:
    """The local speakers with these numbers (all, if None), with their numbers, by document and key."""
    chosen, values = "", {}
    if locals_ is not None:
        chosen = "WHERE local_speakers.number IN (SELECT value FROM json_each(:locals))"
        values = {"locals": json.dumps(sorted(locals_))}
    statement = f"""
        SELECT local_speakers.*, documents.id AS document_id, documents.date,
            (SELECT count(*) FROM said WHERE said.local = local_speakers.number) AS quotes,
            (SELECT json_group_array(json_array(form, count, start, end, rule))
                FROM (SELECT * FROM aliases WHERE aliases.local = local_speakers.number ORDER BY rowid)) AS aliases
        FROM local_speakers JOIN documents ON documents.number = local_speakers.document {chosen}
        ORDER BY documents.id, local_speakers.key
    """
    for row in db.rows(statement, values):
        aliases = tuple(
            Alias(form, count, None if start is None else (start, end), rule)
            for form, count, start, end, rule in json.loads(row["aliases"])
        )
        roles = tuple(json.loads(row["roles"]))
        speaker = LocalSpeaker(row["key"], row["name"], row["type"], roles, aliases)
        yield row["number"], Occurrence(row["document_id"], row["date"], speaker, row["quotes"])


def speakers_of(db: Database, locals_: Iterable[int]) -> dict[int, int | None]:
    """The canonical speaker's number for each of these local speakers; None where it has none yet."""
    statement = "SELECT number, speaker FROM local_speakers WHERE number IN (SELECT value FROM json_each(?))"
    return {row["number"]: row["speaker"] for row in db.rows(statement, (json.dumps(list(locals_)),))}


def assign(
    db: Database, numbers: dict[tuple[str, str], int], speakers: Sequence[Speaker], *, left: Iterable[int] = ()
) -> None:
    """Makes these the canonical speakers of the local speakers in ``numbers`` (reference to number).

    ``left`` are the numbers of canonical speakers that lost local speakers before. Whoever has none any more is taken
    out. The caller holds the transaction.
    """
    old = speakers_of(db, numbers.values())
    touched = {number for number in old.values() if number is not None} | set(left)
    for speaker in speakers:
        number = _put(db, speaker)
        touched.add(number)
        moved = [(number, numbers[ref]) for ref in speaker.members if old[numbers[ref]] != number]
        db.executemany("UPDATE local_speakers SET speaker = ? WHERE number = ?", moved)
        # An old local speaker gets no new quote: a document is written as a whole.
        db.executemany("UPDATE said SET speaker = ? WHERE local = ?", moved)
    _count(db, touched)


def _put(db: Database, speaker: Speaker) -> int:
    statement = """
        INSERT INTO speakers (id, name, folded, type, roles) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, folded = excluded.folded, type = excluded.type, roles = excluded.roles
    """
    roles = json.dumps(speaker.roles, ensure_ascii=False)
    db.execute(statement, (speaker.id, speaker.name, folded(speaker.name), speaker.type, roles))
    number = int(db.execute("SELECT number FROM speakers WHERE id = ?", (speaker.id,)).fetchone()[0])
    db.execute("DELETE FROM evidence WHERE speaker = ?", (number,))
    rows = [(number, e.form, folded(e.form), e.document, e.count, e.rule) for e in speaker.evidence]
    db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)", rows)
    return number


def _count(db: Database, speakers: Iterable[int]) -> None:
    """Counts the quotes of these speakers anew, and takes out those who have no local speaker left."""
    chosen = (json.dumps(sorted(speakers)),)
    unused = "NOT EXISTS (SELECT 1 FROM local_speakers WHERE local_speakers.speaker = speakers.number)"
    db.execute(f"DELETE FROM speakers WHERE number IN (SELECT value FROM json_each(?)) AND {unused}", chosen)
    statement = """
        UPDATE speakers SET
            quotes = (SELECT count(*) FROM said WHERE speaker = speakers.number AND act <> 'attitude'),
            sayings = (SELECT count(*) FROM said WHERE speaker = speakers.number),
            documents = (SELECT count(DISTINCT document) FROM local_speakers WHERE speaker = speakers.number),
            first = ifnull((SELECT min(day) FROM said WHERE speaker = speakers.number AND day <> ''), ''),
            last = ifnull((SELECT max(day) FROM said WHERE speaker = speakers.number), '')
        WHERE number IN (SELECT value FROM json_each(?))
    """
    db.execute(statement, chosen)
