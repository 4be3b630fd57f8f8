"""Incident management, by activity: the life of a record, which requests live as well."""
