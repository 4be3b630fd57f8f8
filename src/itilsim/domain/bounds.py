"""How large the values of content may be: wide enough for any desk, narrow enough to be played.

The one idea: whatever a file may hold can be played. All of these are tuning constants, chosen so
that no sum in a shift leaves 64 bits and no list takes longer to read than its file.
"""

from __future__ import annotations

YEAR_MINUTES = 527_040
"""Minutes of a leap year: the longest of what is agreed, waited for or played."""

CENTURY_MINUTES = 100 * YEAR_MINUTES
"""Longest duration that is drawn, such as the life of a part."""

MOST_PEOPLE = 1_000_000
"""People of a group, or of whom a caller speaks."""

MOST_ON_DUTY = 1_000
"""People of a team who are on duty at once."""

MOST_COST = 1_000_000_000
"""Cost of a minute, in units of account."""

MOST_CHASERS = 3
"""Times that one person asks again. Whoever hung up calls again as often, and then asks again: with
three of each the seventh contact is the last, and from the eighth on ids belong to who insists."""

MOST_ENTRIES = 100_000
"""Entries of a list."""

LONGEST_ID = 100
"""Characters of an id."""

LONGEST_NAME = 200
"""Characters of a name or title."""

LONGEST_WORDS = 5_000
"""Characters of a text of some sentences."""

NEVER = 10**15
"""A due time that lies past the resolved horizon: later than any second of any shift."""
