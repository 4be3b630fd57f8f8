-- Where a paced shift stood because the computer slept or its clock was changed.

CREATE TABLE gap (
    run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,  -- seconds since the scenario began
    seconds INTEGER NOT NULL  -- by which the wall clock ran ahead; negative if it was set back
) STRICT;

CREATE INDEX gap_by_run ON gap (run);
