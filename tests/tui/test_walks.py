"""Walks: what people with fresh eyes pressed, key by key, must still do what it did for them.

A walk is `walks/NAME.yaml` with who it was, what they played, their window and their keys, a click
as `@column,row`; beside it stands `NAME.journal`, what came of it, a second and a command a line.
It ends with its shift, or before. Where other keys are meant to do other things, `--update-walks`
writes the journals anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from textual.pilot import Pilot

from itilsim.exchange.journal import to_stored
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import opened
from itilsim.storage.places import Places, places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.shift import playing
from tests.tui.fingers import settle, type_in

WALKS = Path(__file__).with_name("walks")
NAMES = sorted(each.stem for each in WALKS.glob("*.yaml"))


async def walked(walk: dict[str, Any], home: Places) -> list[str]:
    """The journal that the keys of a walk give."""
    running = opened(PlayRequest(**walk["play"]), home)
    journal = running.session.shift.journal

    async def story(app: ItilsimApp) -> int:
        await playing(app, running, home, brief=True)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=tuple(walk["size"])) as pilot:
        await pilot.pause()
        for word in walk["keys"].split():
            if running.session.ended:
                break
            await press(pilot, word)
    running.close()
    return [f"{each.at} {each.command}" for each in map(to_stored, journal)]


async def press(pilot: Pilot[Any], word: str) -> None:
    """Press a key, or click."""
    if word.startswith("@") and "," in word:
        column, row = (int(part) for part in word[1:].split(","))
        await pilot.click(offset=(column, row))
        await pilot.pause()
    else:
        type_in(pilot.app, word)
        await settle(pilot.app)


@pytest.mark.parametrize("name", NAMES)
async def test_a_walk_does_what_it_did(
    name: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever walked looked between two clicks; here none is the second of a double click.
    monkeypatch.setattr("itilsim.tui.widgets.key_bar.DOUBLE", 0.0)
    walk = yaml.safe_load((WALKS / f"{name}.yaml").read_text(encoding="utf-8"))
    kept = WALKS / f"{name}.journal"
    found = await walked(walk, places(tmp_path))
    if request.config.getoption("--update-walks"):
        kept.write_text("".join(f"{each}\n" for each in found), encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8").splitlines()


def test_every_walk_went_to_its_end() -> None:
    assert len(NAMES) >= 6
    for name in NAMES:
        last = (WALKS / f"{name}.journal").read_text(encoding="utf-8").splitlines()[-1]
        assert '"end-shift"' in last, name
