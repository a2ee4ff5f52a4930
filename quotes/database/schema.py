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

STEPS = (TABLES, AUTHORITIES, ADDED)
