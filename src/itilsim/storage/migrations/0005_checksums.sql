-- What the rows of each table should come to; those that belong to a run by themselves.

CREATE TABLE checksum (
    name TEXT NOT NULL,  -- of the table
    key TEXT NOT NULL,  -- the run, empty for all rows of a table that does not belong to runs
    value INTEGER NOT NULL,  -- sum of the CRC-32 of each row
    PRIMARY KEY (name, key)
) STRICT, WITHOUT ROWID;
