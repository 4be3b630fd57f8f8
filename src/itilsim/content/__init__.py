"""What authors write: scenarios, libraries, banks, read with care. Only here: yaml and pydantic."""
