"""Data for other tools, and the seam between the journal and what is stored of it."""
