"""`python -m itilsim` is the command line."""

from __future__ import annotations

import sys

from itilsim.cli import main

if __name__ == "__main__":
    sys.exit(main())
