"""What authors write: scenarios, libraries, banks, read with care. Only here: yaml and pydantic.

The path of a file: `lookup` says where it is; `source` reads its bytes, and `tree` turns them into
a plain tree with the guard in the same pass (`malformed` says what is no YAML, `clean` takes out of
every string what cannot be seen). `validate` makes frozen dataclasses of the tree, and `explain`
retells what the validator found. `locate` gives each problem its line and column. `checks` looks at
what a file means, alone and beside the files that belong to it. What comes out is a setting with
its `digest` (`scenarios`, whose calendars `zones` resolves) or a bank of questions (`bank`,
`bank_files`, `blueprints`), and `cache` keeps it, so that a second start reads no YAML at all.
Beside the path: `schema` describes a kind of file to an editor, `bank_writer` writes questions,
`foreign` reads the bytes of other tools' files.
"""
