"""What the tests of runs share: the home and the small run of the storage's tests."""

from __future__ import annotations

from tests.storage.conftest import header, home, runs

__all__ = ["header", "home", "runs"]
