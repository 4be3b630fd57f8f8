"""What people do, kept: the database and the user's folders. Only here: sqlite3."""
