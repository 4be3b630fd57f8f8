"""A story to begin with, and an incident in it."""

from __future__ import annotations

import pytest

from itilsim.domain.names import TicketId
from tests.builders import Story
from tests.data.corner import CAT


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def cat(story: Story) -> TicketId:
    """An incident of the packer Cat, rated 2 and 2."""
    return story.logged(story.call(CAT, "no-print"))
