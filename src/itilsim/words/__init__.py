"""The words that people read, and the table of what they can do; no textual, no files."""
