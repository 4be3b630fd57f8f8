"""What stands on the desk after each key is what a desk that is shown anew would show."""

from __future__ import annotations

from random import Random

import pytest
from textual.strip import Strip
from textual.widgets import OptionList

from itilsim.seat.surroundings import surroundings
from itilsim.tui.screens.desk import SCROLLS, DeskScreen
from itilsim.tui.screens.play import Play
from itilsim.tui.widgets.plain import Hanging
from itilsim.tui.widgets.queue import Queue
from itilsim.tui.widgets.record_panel import RecordPanel
from tests.tui.fingers import Fingers
from tests.tui.shifts import play_screen, shown

SIZES = ((80, 24), (120, 40))
KEYS = ("down", "up", "down", "up", "1", "2", "end", "home", "pagedown", ".", "3", "4", "7")


async def stale(size: tuple[int, int], keys: int, seed: int) -> list[str]:
    """Press random keys; after which of them another frame is seen once all is shown anew."""
    play, random, found = play_screen(until=1900), Random(seed), []
    async with shown(play, size) as pilot:
        fingers = Fingers(pilot, play)
        for _ in range(keys):
            key = random.choice(KEYS)
            await fingers.press(key)
            if pilot.app.screen is not play:
                await fingers.press("escape")
            await pilot.pause()
            await pilot.pause(0.0 if play.view is play._shown else 2 * SCROLLS)
            await pilot.wait_for_scheduled_animations()  # A text that scrolls glides.
            before = painted(play)
            anew(play)
            await pilot.pause()
            await pilot.pause()
            if painted(play) != before:
                found.append(key)
    return found


def painted(play: Play) -> list[Strip]:
    """What stands on the terminal, with its colours: the cursor is nothing else."""
    return [strip.simplify() for strip in play._compositor.render_strips()]


def anew(play: Play) -> None:
    """Forget all that is kept of what is shown, and show it again from the desk."""
    for queue in play.query(Queue):
        queue._made, queue._rows = {}, ()
        for each, content in queue._lines_shown.items():
            queue._lines_shown[each] = content + " "
    play.query_one(RecordPanel).text = Hanging(())
    play._around = surroundings(play.session.desk, play.called)
    play.view = play.seen(play.selected)
    for widget in play.query("*"):
        widget.refresh()


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
async def test_after_each_key_the_desk_is_what_it_would_be_anew(size: tuple[int, int]) -> None:
    assert await stale(size, 40, seed=3) == []


async def test_a_matter_that_is_not_shown_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeskScreen, "_catch_up", lambda _self: None)
    assert await stale((80, 24), 20, seed=3)


async def test_a_cursor_that_is_not_painted_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpainted(queue: Queue, _before: int | None, highlighted: int | None) -> None:
        OptionList.watch_highlighted(queue, highlighted)

    monkeypatch.setattr(Queue, "watch_highlighted", unpainted)
    assert await stale((80, 24), 20, seed=3)


async def test_who_scrolls_slowly_is_shown_a_matter_only_where_they_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A paint of the matter delays the next key; it must not earn that key a paint of its own."""
    monkeypatch.setattr("itilsim.tui.screens.desk.SCROLLS", 2.0)
    play, shows = play_screen(until=1900), list[str]()
    async with shown(play, (120, 40)) as pilot:
        await pilot.press("2", "home")
        await pilot.pause(0.1)
        monkeypatch.setattr(
            DeskScreen, "_show_matter", lambda _self, view: shows.append(view.item.subject)
        )
        for key in ("down", "up", "down", "up", "down"):
            await pilot.press(key)
            await pilot.pause(0.2)
        assert shows == []
        await pilot.pause(2.5)
        assert shows == [play.selected]
