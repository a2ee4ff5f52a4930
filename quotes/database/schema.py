"""The steps of the schema. A published one is never edited; a change is a new step at the end."""

TABLES = """
-- Documents as they were read. sha256 is that of the text; extractor names the version that found the quotes.
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    extractor TEXT NOT NULL,
    title TEXT,
    date TEXT,
    publisher TEXT,
    url TEXT,
    notes TEXT NOT NULL DEFAULT '[]',
    text TEXT NOT NULL
);

-- Canonical speakers: derived from local speakers and decisions, never edited.
-- quotes counts speech and thought, which is what a look-up gives; sayings counts all.
CREATE TABLE speakers (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    type TEXT NOT NULL,
    roles TEXT NOT NULL DEFAULT '[]',
    quotes INTEGER NOT NULL DEFAULT 0,
    sayings INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0,
    first TEXT NOT NULL DEFAULT '',
    last TEXT NOT NULL DEFAULT ''
);
CREATE INDEX speakers_by_count ON speakers (quotes DESC, folded, number);
CREATE INDEX speakers_by_name ON speakers (folded);

-- Speakers as one document knows them.
CREATE TABLE local_speakers (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    roles TEXT NOT NULL DEFAULT '[]',
    speaker INTEGER REFERENCES speakers ON DELETE SET NULL,
    UNIQUE (document, key)
);
CREATE INDEX local_speakers_by_speaker ON local_speakers (speaker);

CREATE TABLE aliases (
    local INTEGER NOT NULL REFERENCES local_speakers ON DELETE CASCADE,
    form TEXT NOT NULL,
    count INTEGER NOT NULL,
    start INTEGER,
    end INTEGER,
    rule TEXT NOT NULL
);
CREATE INDEX aliases_by_local ON aliases (local);

-- Local speakers that share a key may be the same speaker.
CREATE TABLE block_keys (
    key TEXT NOT NULL,
    local INTEGER NOT NULL REFERENCES local_speakers ON DELETE CASCADE,
    PRIMARY KEY (key, local)
) WITHOUT ROWID;
CREATE INDEX block_keys_by_local ON block_keys (local);

-- Numbered in the order of the text within a document. Lists and extents are JSON.
CREATE TABLE quotes (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    form TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    cue TEXT,
    cue_spans TEXT NOT NULL,
    source TEXT,
    source_spans TEXT NOT NULL,
    speaker TEXT,
    speaker_type TEXT NOT NULL,
    speakers TEXT NOT NULL,
    role TEXT,
    steps TEXT NOT NULL,
    occasion TEXT,
    said_on TEXT,
    confidence REAL NOT NULL,
    parent TEXT,
    day TEXT NOT NULL
);
CREATE INDEX quotes_by_document ON quotes (document, number);
CREATE INDEX quotes_by_day ON quotes (day DESC, number);

-- Who said it: rank 0 is the quote's speaker, further ones said it with them. speaker is derived; day and act are
-- the quote's, so that a speaker's quotes come in order from one index.
CREATE TABLE said (
    quote INTEGER NOT NULL REFERENCES quotes ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    local INTEGER NOT NULL REFERENCES local_speakers ON DELETE CASCADE,
    speaker INTEGER REFERENCES speakers ON DELETE SET NULL,
    day TEXT NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (quote, rank)
) WITHOUT ROWID;
CREATE INDEX said_by_speaker ON said (speaker, day DESC, quote, act);
CREATE INDEX said_by_local ON said (local);

-- Why a name form belongs to a canonical speaker; derived.
CREATE TABLE evidence (
    speaker INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
    form TEXT NOT NULL,
    folded TEXT NOT NULL,
    document TEXT,
    count INTEGER NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX evidence_by_speaker ON evidence (speaker, document);
CREATE INDEX evidence_by_form ON evidence (folded, speaker);

-- People's corrections. One that is undone stays, with the time.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    names TEXT NOT NULL,
    documents TEXT NOT NULL DEFAULT '[]',
    at TEXT,
    reason TEXT,
    undone TEXT
);

-- A decision ties the blocks of all names that it speaks of.
CREATE TABLE decision_keys (
    key TEXT NOT NULL,
    decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
    PRIMARY KEY (key, decision)
) WITHOUT ROWID;
CREATE INDEX decision_keys_by_decision ON decision_keys (decision);

-- Blocks and speakers that documents have touched since the canonical speakers were last worked out.
CREATE TABLE stale_keys (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stale_speakers (speaker INTEGER PRIMARY KEY);

CREATE VIRTUAL TABLE quotes_text USING fts5 (
    text, content = 'quotes', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER quotes_inserted AFTER INSERT ON quotes BEGIN
    INSERT INTO quotes_text (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER quotes_deleted AFTER DELETE ON quotes BEGIN
    INSERT INTO quotes_text (quotes_text, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER quotes_updated AFTER UPDATE OF text ON quotes BEGIN
    INSERT INTO quotes_text (quotes_text, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO quotes_text (rowid, text) VALUES (new.number, new.text);
END;
"""

AUTHORITIES = """
-- Entries of imported authority files, never derived; each import is a decision. Of several entries with one id, that
-- of the latest import which is not undone holds. Aliases, offices and identifiers are JSON.
CREATE TABLE authorities (
    number INTEGER PRIMARY KEY,
    decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]',
    offices TEXT NOT NULL DEFAULT '[]',
    identifiers TEXT NOT NULL DEFAULT '{}',
    UNIQUE (decision, id)
);
CREATE INDEX authorities_by_id ON authorities (id, decision);

-- The keys of the local speakers that an entry may be.
CREATE TABLE authority_keys (
    key TEXT NOT NULL,
    authority INTEGER NOT NULL REFERENCES authorities ON DELETE CASCADE,
    PRIMARY KEY (key, authority)
) WITHOUT ROWID;
CREATE INDEX authority_keys_by_authority ON authority_keys (authority);

-- The id of the entry that a canonical speaker is; derived.
ALTER TABLE speakers ADD COLUMN authority TEXT;

-- Local speakers are filed under other keys than before: '*' has all of them filed anew.
INSERT OR IGNORE INTO stale_keys (key) SELECT '*' WHERE EXISTS (SELECT 1 FROM local_speakers);
"""

ADDED = """
-- New documents whose speakers have not been worked out yet.
CREATE TABLE stale_documents (document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE);
"""

TWINS = """
-- What is alike, derived. A mark is the hash of a text's words: positive for quotes, negative for documents. Keys are a
-- JSON list; alike is the least of the marks that are nearly the same.
CREATE TABLE marks (mark INTEGER PRIMARY KEY, keys TEXT NOT NULL, alike INTEGER NOT NULL);
CREATE INDEX marks_by_alike ON marks (alike);
CREATE TABLE mark_keys (key INTEGER NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY (key, mark)) WITHOUT ROWID;
CREATE TABLE document_marks (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    mark INTEGER NOT NULL
);
CREATE INDEX document_marks_by_mark ON document_marks (mark);
CREATE TABLE quote_marks (quote INTEGER PRIMARY KEY REFERENCES quotes ON DELETE CASCADE, mark INTEGER NOT NULL);
CREATE INDEX quote_marks_by_mark ON quote_marks (mark);

-- Quotes of documents that have copies: those of one number are one quote.
CREATE TABLE copies (quote INTEGER PRIMARY KEY REFERENCES quotes ON DELETE CASCADE, one INTEGER NOT NULL);
CREATE INDEX copies_by_one ON copies (one);

-- Documents that came in or changed, and marks that lost a document or quote, since copies were last looked for.
CREATE TABLE unlinked_documents (document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE);
CREATE TABLE left_marks (mark INTEGER PRIMARY KEY);
CREATE TRIGGER documents_inserted AFTER INSERT ON documents BEGIN
    INSERT OR IGNORE INTO unlinked_documents VALUES (new.number);
END;
CREATE TRIGGER documents_updated AFTER UPDATE ON documents BEGIN
    INSERT OR IGNORE INTO unlinked_documents VALUES (new.number);
END;
CREATE TRIGGER document_marks_deleted AFTER DELETE ON document_marks BEGIN
    INSERT OR IGNORE INTO left_marks VALUES (old.mark);
END;
CREATE TRIGGER quote_marks_deleted AFTER DELETE ON quote_marks BEGIN
    INSERT OR IGNORE INTO left_marks VALUES (old.mark);
END;
INSERT INTO unlinked_documents SELECT number FROM documents;
"""

FORMS = """
-- The name forms of canonical speakers, each once; derived from evidence and speakers by the triggers. times counts the
-- rows that give it.
CREATE TABLE forms (
    number INTEGER PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
    folded TEXT NOT NULL,
    form TEXT NOT NULL,
    times INTEGER NOT NULL,
    padded TEXT AS (' ' || folded || ' ') VIRTUAL,
    UNIQUE (folded, form, speaker)
);
CREATE INDEX forms_by_speaker ON forms (speaker, form);
DROP INDEX evidence_by_form;
INSERT INTO forms (speaker, folded, form, times)
    SELECT speaker, folded, form, count(*) FROM (
        SELECT speaker, folded, form FROM evidence UNION ALL SELECT number, folded, name FROM speakers
    ) GROUP BY speaker, folded, form;
CREATE TRIGGER evidence_inserted AFTER INSERT ON evidence BEGIN
    INSERT INTO forms (speaker, folded, form, times) VALUES (new.speaker, new.folded, new.form, 1)
        ON CONFLICT (folded, form, speaker) DO UPDATE SET times = times + 1;
END;
CREATE TRIGGER evidence_deleted AFTER DELETE ON evidence BEGIN
    UPDATE forms SET times = times - 1 WHERE folded = old.folded AND form = old.form AND speaker = old.speaker;
    DELETE FROM forms WHERE folded = old.folded AND form = old.form AND speaker = old.speaker AND times < 1;
END;
CREATE TRIGGER speakers_named AFTER INSERT ON speakers BEGIN
    INSERT INTO forms (speaker, folded, form, times) VALUES (new.number, new.folded, new.name, 1)
        ON CONFLICT (folded, form, speaker) DO UPDATE SET times = times + 1;
END;
CREATE TRIGGER speakers_renamed AFTER UPDATE OF name, folded ON speakers
WHEN old.name <> new.name OR old.folded <> new.folded BEGIN
    UPDATE forms SET times = times - 1 WHERE folded = old.folded AND form = old.name AND speaker = old.number;
    DELETE FROM forms WHERE folded = old.folded AND form = old.name AND speaker = old.number AND times < 1;
    INSERT INTO forms (speaker, folded, form, times) VALUES (new.number, new.folded, new.name, 1)
        ON CONFLICT (folded, form, speaker) DO UPDATE SET times = times + 1;
END;

-- Their groups of three letters, for names that are spelt alike; how often each group occurs, and where.
CREATE VIRTUAL TABLE forms_text USING fts5 (
    padded, content = 'forms', content_rowid = 'number', tokenize = 'trigram', detail = 'none'
);
CREATE VIRTUAL TABLE forms_groups USING fts5vocab (forms_text, 'row');
CREATE VIRTUAL TABLE forms_places USING fts5vocab (forms_text, 'instance');
CREATE TRIGGER forms_inserted AFTER INSERT ON forms BEGIN
    INSERT INTO forms_text (rowid, padded) VALUES (new.number, new.padded);
END;
CREATE TRIGGER forms_deleted AFTER DELETE ON forms BEGIN
    INSERT INTO forms_text (forms_text, rowid, padded) VALUES ('delete', old.number, old.padded);
END;
INSERT INTO forms_text (forms_text) VALUES ('rebuild');

-- The words of canonical names, for names that begin so.
CREATE VIRTUAL TABLE names_text USING fts5 (
    folded, content = 'speakers', content_rowid = 'number', tokenize = 'unicode61', prefix = '1 2 3'
);
CREATE TRIGGER names_inserted AFTER INSERT ON speakers BEGIN
    INSERT INTO names_text (rowid, folded) VALUES (new.number, new.folded);
END;
CREATE TRIGGER names_deleted AFTER DELETE ON speakers BEGIN
    INSERT INTO names_text (names_text, rowid, folded) VALUES ('delete', old.number, old.folded);
END;
CREATE TRIGGER names_updated AFTER UPDATE OF folded ON speakers WHEN old.folded <> new.folded BEGIN
    INSERT INTO names_text (names_text, rowid, folded) VALUES ('delete', old.number, old.folded);
    INSERT INTO names_text (rowid, folded) VALUES (new.number, new.folded);
END;
INSERT INTO names_text (names_text) VALUES ('rebuild');
"""

OFFICES = """
-- The confidence that the extractor gave to quotes whose speaker is named by an office alone, and lowered in quotes.
CREATE TABLE lowered (quote INTEGER PRIMARY KEY REFERENCES quotes ON DELETE CASCADE, confidence REAL NOT NULL);

-- Local speakers are filed under other keys than before: '*' has all of them filed anew.
INSERT OR IGNORE INTO stale_keys (key) SELECT '*' WHERE EXISTS (SELECT 1 FROM local_speakers);
"""

LATEST = """
-- The documents in the order of their dates.
CREATE INDEX documents_by_date ON documents (coalesce(date, ''), number);
"""

SOUGHT = """
-- The keys by which a look-up finds a canonical speaker under any variant of a name: those of its local speakers, each
-- once. One that is no longer a local speaker's does no harm: what it finds is compared with the name.
CREATE TABLE speaker_keys (
    key TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
    PRIMARY KEY (key, speaker)
) WITHOUT ROWID;
CREATE INDEX speaker_keys_by_speaker ON speaker_keys (speaker);
INSERT INTO speaker_keys SELECT DISTINCT block_keys.key, speaker FROM block_keys
    JOIN local_speakers ON local_speakers.number = block_keys.local
    WHERE speaker IS NOT NULL AND (
        block_keys.key >= 'family:' AND block_keys.key < 'family;'
        OR block_keys.key >= 'name:' AND block_keys.key < 'name;'
    );
CREATE TRIGGER block_keys_inserted AFTER INSERT ON block_keys
WHEN new.key >= 'family:' AND new.key < 'family;' OR new.key >= 'name:' AND new.key < 'name;' BEGIN
    INSERT OR IGNORE INTO speaker_keys
        SELECT new.key, speaker FROM local_speakers WHERE number = new.local AND speaker IS NOT NULL;
END;
CREATE TRIGGER local_speakers_given AFTER UPDATE OF speaker ON local_speakers WHEN new.speaker IS NOT NULL BEGIN
    INSERT OR IGNORE INTO speaker_keys SELECT key, new.speaker FROM block_keys
        WHERE local = new.number AND (key >= 'family:' AND key < 'family;' OR key >= 'name:' AND key < 'name;');
END;
"""

YEARS = """
-- The year of a local speaker's document, kept in step by triggers, so that those of a canonical speaker are summed up
-- from an index alone.
ALTER TABLE local_speakers ADD COLUMN year TEXT NOT NULL DEFAULT '';
UPDATE local_speakers SET year = (SELECT substr(ifnull(date, ''), 1, 4) FROM documents WHERE number = document);
CREATE TRIGGER local_speakers_dated AFTER INSERT ON local_speakers BEGIN
    UPDATE local_speakers SET year = (SELECT substr(ifnull(date, ''), 1, 4) FROM documents WHERE number = new.document)
        WHERE number = new.number;
END;
CREATE TRIGGER documents_dated AFTER UPDATE OF date ON documents BEGIN
    UPDATE local_speakers SET year = substr(ifnull(new.date, ''), 1, 4) WHERE document = new.number;
END;
CREATE INDEX local_speakers_summed ON local_speakers (speaker, type, name, roles, year);
DROP INDEX local_speakers_by_speaker;
"""

COUNTED = """
-- What is counted of a quote, without its texts: a row of the table is a page of the file, of the index a hundred are.
CREATE INDEX quotes_counted ON quotes (number, kind, act, day, document, confidence);
-- The documents of a speaker, in the order in which they came in.
CREATE INDEX local_speakers_in ON local_speakers (speaker, document);
"""

CORRECTIONS = """
-- The types of the speakers to whom a decision gives quotes, a JSON list.
ALTER TABLE decisions ADD COLUMN types TEXT NOT NULL DEFAULT '[]';

-- The quotes that decisions correct, by the ids of documents and quotes: these need not be there. The text is that of
-- the quote that was meant.
CREATE TABLE corrections (
    document TEXT NOT NULL,
    quote TEXT NOT NULL,
    decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
    text TEXT NOT NULL,
    PRIMARY KEY (document, quote, decision)
) WITHOUT ROWID;
CREATE INDEX corrections_by_decision ON corrections (decision);
CREATE INDEX corrections_by_quote ON corrections (quote);

-- What was found in a document where corrections have changed it, so that they can be undone: quotes as lines of JSON,
-- speakers as in the records of an export, and which place each had among all; the number of a speaker, if known, is
-- the one that it had.
CREATE TABLE found_quotes (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    place INTEGER NOT NULL,
    quote TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX found_quotes_by_quote ON found_quotes (quote);
CREATE TABLE found_speakers (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    place INTEGER NOT NULL,
    record TEXT NOT NULL,
    number INTEGER,
    PRIMARY KEY (document, place)
) WITHOUT ROWID;
"""

STEPS = (TABLES, AUTHORITIES, ADDED, TWINS, FORMS, OFFICES, LATEST, SOUGHT, YEARS, COUNTED, CORRECTIONS)
