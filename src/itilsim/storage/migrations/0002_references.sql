-- What the reference policies reached, kept because each is played only once.

CREATE TABLE reference (
    scenario_digest TEXT NOT NULL,
    seed INTEGER NOT NULL,
    engine INTEGER NOT NULL,
    policy TEXT NOT NULL,
    result TEXT NOT NULL,  -- JSON
    PRIMARY KEY (scenario_digest, seed, engine, policy)
) STRICT, WITHOUT ROWID;
