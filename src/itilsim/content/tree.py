"""What a parsed content file is made of: a plain tree, and ways through it."""

from __future__ import annotations

Tree = dict[str, "Tree"] | list["Tree"] | str | int | float | bool | None
"""What a YAML file holds here: keys are always text."""

Route = tuple[str | int, ...]
"""Where a value is: keys and list indexes from the root."""
