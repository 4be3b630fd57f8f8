"""Communication with people: `calls` is talk with one of them, `notices` is word about a record."""
