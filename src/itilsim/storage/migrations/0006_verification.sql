-- What doing a run from a file again has shown; a run without a row was played here.

CREATE TABLE verification (
    run TEXT NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('verified', 'differs', 'unknown')),
    words TEXT NOT NULL,  -- what differed, or why it could not be done again
    engine INTEGER NOT NULL,  -- by which it was done again
    scoring INTEGER NOT NULL,  -- by which it was judged
    mine INTEGER NOT NULL CHECK (mine IN (0, 1))  -- whoever took it in says that they played it
) STRICT, WITHOUT ROWID;
