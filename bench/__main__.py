"""`python -m bench`: measure everything, or the parts that are named, and print one table."""

from __future__ import annotations

import importlib
import os
import platform
import sys

from bench.table import Figure, table

PARTS = {
    "facts": "what a recorded fact costs, and how that grows",
    "judging": "what judging a shift costs beside playing it",
    "grading": "what grading a class costs beside replay and judging",
    "verifying": "what verifying run files costs beside replay and judging",
    "memory": "what a long shift holds",
    "starts": "how long until there is something to see",
    "keys": "how long from a key to the paint, in a running shift",
    "bank": "what opening a large bank of questions costs",
    "desk": "a plain desk beside Ciw, salabim and Erlang C",
}
"""Modules of this package, and what each is about."""


def main(names: list[str]) -> int:
    """Measure; the exit code says whether a limit was passed."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        parts = "\n".join(f"  {name:10}{words}" for name, words in PARTS.items())
        print(f"There is no part {unknown[0]!r}. The parts are:\n{parts}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load()}")
    found: list[Figure] = []
    for name in names or PARTS:
        print(f"measuring {PARTS[name]} ...", file=sys.stderr, flush=True)
        found += importlib.import_module(f"bench.{name}").figures()
    print(table(found))
    print(
        f"load at the end {load()}; figures mean little where it is above the number of processors"
    )
    return int(any(each.verdict == "over" for each in found))


def load() -> str:
    """The machine's load over 1, 5 and 15 minutes, where the system tells it."""
    if not hasattr(os, "getloadavg"):
        return "unknown"
    return " ".join(f"{each:.2f}" for each in os.getloadavg())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
