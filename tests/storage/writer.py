"""A process that appends entries and prints each number once it is acknowledged.

Arguments: home, number of the first entry, bytes a file may have (0 for any).
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from itilsim.domain.errors import ItilsimError
from itilsim.storage.places import places
from itilsim.storage.records import StoredEntry
from itilsim.storage.runs import open_runs


def main(home: str, first: int, size: int) -> int:
    """Append until killed or refused; the exit code of a refusal."""
    with open_runs(places(Path(home))) as runs:
        runs.resume("run-1")
        if size:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        number = first
        while True:
            try:
                runs.append("run-1", StoredEntry(number, number, "trainee", '{"kind":"wait"}'))
            except ItilsimError as error:
                print(error, file=sys.stderr)
                return error.exit_code
            print(number, flush=True)
            number += 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
