-- Runs, their journals, and the resolved scenarios that they were played in.

CREATE TABLE scenario (
    digest TEXT NOT NULL PRIMARY KEY,  -- SHA-256 of the text beside it
    json TEXT NOT NULL
) STRICT;

CREATE TABLE run (
    id TEXT NOT NULL PRIMARY KEY,
    created TEXT NOT NULL,
    header TEXT NOT NULL,  -- JSON
    status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'abandoned')),
    reached INTEGER NOT NULL DEFAULT 0,  -- seconds since the scenario began
    scenario TEXT REFERENCES scenario (digest),
    roster TEXT NOT NULL DEFAULT '',  -- JSON
    score TEXT NOT NULL DEFAULT '',  -- JSON
    log_digest TEXT NOT NULL DEFAULT '',
    log BLOB  -- zlib
) STRICT;

CREATE INDEX run_by_created ON run (created);
CREATE INDEX run_by_scenario ON run (scenario);

CREATE TABLE journal (
    run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,  -- seconds since the scenario began
    actor TEXT NOT NULL,
    command TEXT NOT NULL,  -- JSON
    chain TEXT NOT NULL,  -- SHA-256 over the entry and the chain before it
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;
