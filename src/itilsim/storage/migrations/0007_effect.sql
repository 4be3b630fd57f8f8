-- Whether shifts teach: what a learner who agreed to find out has decided, and been offered.

-- Appended only; all of it goes when they leave. Answers and shifts stay where they always are.
CREATE TABLE effect (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,  -- seconds of the epoch
    kind TEXT NOT NULL CHECK (kind IN ('joined', 'offered', 'done', 'tested')),
    what TEXT NOT NULL  -- JSON, empty where the moment says all
) STRICT;
