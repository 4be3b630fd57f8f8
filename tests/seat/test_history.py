"""What came before on an item stands on its card, where somebody looks before deciding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.domain.names import AlertId
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.matters import LISTED, ItemView, item_view
from itilsim.seat.names import Called
from itilsim.seat.session import Session
from tests.tui.shifts import SEED, first_shift, play_until, session


def card_of(running: Session, component: str) -> tuple[tuple[str, str], ...]:
    desk = running.desk
    alert = next(each.id for each in desk.alerts.values() if each.component == component)
    called = Called(desk, {}, SEED)
    view = item_view(desk, Chronicle(), called, running.shift.journal, AlertId(alert))
    assert isinstance(view, ItemView)
    return view.card


def test_a_switch_shows_what_failed_there_and_on_its_like() -> None:
    running = session()
    play_until(running, 1700)
    card = card_of(running, "ws-sw-07")
    here = [words for name, words in card if name == "Earlier"]
    alike = [words for name, words in card if name == "Same kind"]
    assert [each.partition(" ago")[0] for each in here] == ["23 days"]
    assert [each.partition(":")[0] for each in alike] == [
        "62 days ago on ws-sw-05",
        "71 days ago on ws-sw-03",
    ]
    told = " ".join(here + alike).lower()
    assert not any(word in told for word in ("problem", "raise", "recurring"))


def test_an_item_with_no_past_says_nothing_of_it() -> None:
    running = session()
    play_until(running, 700)
    assert not [
        name for name, _ in card_of(running, "ord-mq-01") if name in ("Earlier", "Same kind")
    ]


@pytest.mark.parametrize("count", [LISTED, LISTED + 2])
def test_a_long_past_is_cut_and_says_so(count: int) -> None:
    setting = first_shift()
    one = setting.scenario.past_incidents[0]
    many = tuple(replace(one, number=f"INC000{n:04}", days_ago=n + 1) for n in range(count))
    running = session(
        setting=replace(setting, scenario=replace(setting.scenario, past_incidents=many))
    )
    play_until(running, 1700)
    rows = [words for name, words in card_of(running, "ws-sw-07") if name == "Earlier"]
    assert rows[0].startswith("1 day ago: ")
    assert len(rows) == min(count, LISTED) + (count > LISTED)
    assert (rows[-1] == f"and {count - LISTED} more") == (count > LISTED)
