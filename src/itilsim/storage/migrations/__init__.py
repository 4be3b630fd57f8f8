"""Numbered SQL files, one per version of the database; they never touch journals or logs."""
