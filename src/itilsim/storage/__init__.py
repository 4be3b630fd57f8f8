"""The edge: files, the database, the user's folders. Only here: yaml, pydantic, sqlite3."""
