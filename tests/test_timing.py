"""What is timed is the work alone: the collector rests meanwhile, and goes on after it."""

from __future__ import annotations

import gc

import pytest

from tests.timing import timed


def test_no_collection_is_timed() -> None:
    assert timed(gc.isenabled)[1] is False
    assert gc.isenabled()


def test_the_collector_goes_on_after_work_that_failed() -> None:
    with pytest.raises(ZeroDivisionError):
        timed(lambda: 1 / 0)
    assert gc.isenabled()
