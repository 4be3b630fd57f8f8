"""Generated shifts: composed from an organisation's own sources, and proved before anyone plays."""
