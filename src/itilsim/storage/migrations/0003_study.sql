-- What a student chose, answered, rated and sat, and what shifts have shown of it.

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Answers, ratings and evidence are appended and never changed.
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,  -- seconds of the epoch
    item TEXT NOT NULL,
    edition TEXT NOT NULL,
    chosen INTEGER,  -- position of the option; null where an item has none
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    certainty INTEGER CHECK (certainty IN (1, 2, 3)),
    place TEXT NOT NULL CHECK (place IN ('practice', 'review', 'exam', 'computed'))
) STRICT;

CREATE TABLE flag (
    id INTEGER PRIMARY KEY,
    item TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,  -- seconds of the epoch
    card TEXT NOT NULL,
    rating INTEGER NOT NULL CHECK (rating IN (1, 2, 3, 4))
) STRICT;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,  -- seconds of the epoch
    run TEXT NOT NULL,
    topic TEXT NOT NULL,
    refs TEXT NOT NULL,  -- JSON: criterion by edition
    credit REAL NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (run, topic, position)
) STRICT;

CREATE TABLE sitting (
    id TEXT NOT NULL PRIMARY KEY,
    edition TEXT NOT NULL,
    seed INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    pass_mark INTEGER NOT NULL,
    position INTEGER NOT NULL,
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    started_wall INTEGER NOT NULL,  -- seconds of the epoch
    started_boot INTEGER NOT NULL,  -- seconds since the machine was started
    started_boot_id TEXT NOT NULL,
    elapsed INTEGER NOT NULL,  -- seconds used when the last step was saved
    saved_wall INTEGER NOT NULL,
    saved_boot INTEGER NOT NULL,
    saved_boot_id TEXT NOT NULL,
    correct INTEGER,  -- null until it is marked
    certainty_score INTEGER  -- null where certainty was not asked for
) STRICT;

-- One exam at a time.
CREATE UNIQUE INDEX sitting_unfinished ON sitting (finished) WHERE finished = 0;

CREATE TABLE sitting_item (
    sitting TEXT NOT NULL REFERENCES sitting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- from 0 without gaps
    item TEXT NOT NULL,
    chosen INTEGER,  -- null where nothing is answered
    certainty INTEGER,
    at INTEGER,  -- seconds used of the exam when it was answered
    flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
    PRIMARY KEY (sitting, position)
) STRICT, WITHOUT ROWID;
