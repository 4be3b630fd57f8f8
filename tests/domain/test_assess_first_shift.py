"""What a careful person decides on each arrival of the first shift, as the shift goes on."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from itilsim.domain import facts as f
from itilsim.domain.assess import Assessment, assess, priority_seen
from itilsim.domain.facts import Fact
from itilsim.domain.practices import new_state
from itilsim.domain.truth import Truth, truth_of
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.builders import alert_id
from tests.played import first_shift


class Read(NamedTuple):
    """One arrival, read as it came, beside the truth."""

    seen: Assessment
    truth: Truth


@cache
def arrivals() -> dict[str, Read]:
    """Every arrival of a textbook run by its scripted id, the first of each."""
    log: list[Fact] = []
    shift = Shift(first_shift(), 1, sink=lambda fact, _: log.append(fact))
    play(shift, "textbook")
    shift.finish()
    state = new_state(first_shift())
    found: dict[str, Read] = {}
    for fact in log:
        state.apply(fact)
        if isinstance(fact, f.AlertRaised | f.ContactArrived):
            subject = fact.alert if isinstance(fact, f.AlertRaised) else fact.contact
            read = Read(assess(state.desk, subject), truth_of(state, subject, fact.at))
            found.setdefault(fact.arrival, read)
    return found


ALL = (
    "U1",
    "U2",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "switch-silent",
    "F8",
    "F9",
    "F10",
    "leftover",
)
INCIDENTS = ("F4", "F6", "switch-silent", "F8", "F9", "F10", "leftover")


@pytest.mark.parametrize(
    ("arrival", "kinds"),
    [
        ("U1", {"request"}),
        ("U2", {"information", "request"}),
        # A password reset logged as access is right; the judge said so before, the tutor did not.
        ("F1", {"request", "access"}),
        ("F2", {None}),
        ("F3", {None, "incident"}),
        ("F4", {"incident"}),
        ("F5", {"request"}),
        ("F6", {"incident"}),
        ("switch-silent", {"incident"}),
        ("F8", {"incident"}),
        ("F9", {"incident"}),
        ("F10", {"incident"}),
        ("leftover", {"incident"}),
    ],
)
def test_what_it_is(arrival: str, kinds: set[str | None]) -> None:
    assert set(arrivals()[arrival].seen.kind.accepted) == kinds


@pytest.mark.parametrize(
    ("arrival", "impact", "urgency", "priority"),
    [
        ("F3", 3, 1, 3),
        ("F4", 3, 2, 4),
        ("F6", 3, 2, 4),
        ("switch-silent", 2, 1, 2),
        ("F8", 2, 1, 2),
        ("F9", 2, 1, 2),
        ("F10", 2, 1, 2),
        ("leftover", 3, 1, 3),
    ],
)
def test_how_it_is_rated(arrival: str, impact: int, urgency: int, priority: int) -> None:
    seen = arrivals()[arrival].seen
    assert seen.impact is not None
    assert seen.urgency is not None
    assert (seen.impact.best, seen.urgency.best, seen.priority) == (impact, urgency, priority)
    assert (seen.impact.accepted, seen.urgency.accepted) == ((impact,), (urgency,))


@pytest.mark.parametrize("arrival", ["U1", "U2", "F1", "F2", "F5"])
def test_what_hurts_nobody_is_not_rated(arrival: str) -> None:
    seen = arrivals()[arrival].seen
    assert (seen.impact, seen.urgency) == (None, None)


@pytest.mark.parametrize(
    ("arrival", "team"),
    [
        ("U1", "SD"),
        ("U2", "SD"),
        ("F1", "SD"),
        ("F2", "OPS"),
        ("F3", "SRV"),
        ("F4", "SD"),
        ("F5", "SD"),
        ("F6", "WP"),
        ("switch-silent", "NET"),
        ("F8", "NET"),
        ("F9", "NET"),
        ("F10", "NET"),
        ("leftover", "SD"),
    ],
)
def test_where_it_goes_first(arrival: str, team: str) -> None:
    assert arrivals()[arrival].seen.team.best == team


@pytest.mark.parametrize(
    ("arrival", "component"),
    [
        ("F2", "job-stock"),
        ("F3", "ord-mq-01"),
        ("F4", "wn-label-3"),
        ("F6", "ho-screen-2"),
        ("switch-silent", "ws-sw-07"),
        ("F8", "ws-sw-07"),
        ("F9", "ws-sw-07"),
        ("F10", "ws-sw-07"),
        ("leftover", None),
    ],
)
def test_which_item_it_is(arrival: str, component: str | None) -> None:
    assert arrivals()[arrival].seen.component.best == component


@pytest.mark.parametrize(
    ("arrival", "helps"),
    [
        ("U2", "KA-02"),
        ("F4", "KE-04"),
        ("F6", None),
        ("switch-silent", "KE-09"),
        ("F8", "KE-09"),
        ("leftover", "KA-07"),
    ],
)
def test_what_helps(arrival: str, helps: str | None) -> None:
    assert arrivals()[arrival].seen.known_error.best == helps


@pytest.mark.parametrize(("arrival", "model"), [("U1", "RM-03"), ("F1", "RM-01"), ("F5", "RM-06")])
def test_which_model_a_request_has(arrival: str, model: str) -> None:
    assert arrivals()[arrival].seen.model == model


@pytest.mark.parametrize("arrival", ["F8", "F9", "F10"])
def test_the_callers_belong_to_the_switch(arrival: str) -> None:
    seen = arrivals()[arrival].seen
    assert seen.belongs_to.best == alert_id("switch-silent", "ws-sw-07")
    assert "alert" in [each.code for each in seen.belongs_to.evidence]


@pytest.mark.parametrize("arrival", ["U1", "F1", "F4", "F6", "switch-silent", "leftover"])
def test_everything_else_stands_alone(arrival: str) -> None:
    assert arrivals()[arrival].seen.belongs_to.best is None


@pytest.mark.parametrize("arrival", INCIDENTS)
def test_every_rating_of_an_incident_has_evidence(arrival: str) -> None:
    seen = arrivals()[arrival].seen
    assert seen.impact is not None
    assert seen.urgency is not None
    assert seen.kind.evidence
    assert seen.impact.evidence
    assert seen.urgency.evidence
    assert seen.team.evidence


def test_the_lorry_is_evidence_of_urgency() -> None:
    urgency = arrivals()["F8"].seen.urgency
    assert urgency is not None
    assert "deadline" in [each.code for each in urgency.evidence]


@pytest.mark.parametrize("arrival", ALL)
def test_the_best_answers_are_the_truth(arrival: str) -> None:
    """In the first shift nobody is led astray by careful reading."""
    seen, truth = arrivals()[arrival]
    assert truth.kind in seen.kind.accepted
    if truth.kind == "incident":
        assert seen.impact is not None
        assert seen.urgency is not None
        assert (seen.impact.best, seen.urgency.best) == (truth.impact, truth.urgency)
    assert seen.priority == truth.priority
    assert seen.team.best in truth.teams
    assert seen.model == truth.model
    if seen.known_error.best is not None:
        assert seen.known_error.best in truth.known_errors


def test_no_arrival_is_forgotten_here() -> None:
    scenario = first_shift().scenario
    contacts = {each.id for each in scenario.contacts}
    scripted = contacts | {each.id for each in scenario.alerts}
    # Nobody calls about the full disk, because the warning was heeded.
    spared = {each.id for each in scenario.contacts if each.fault == "queue"}
    assert spared
    assert set(arrivals()) == (scripted - spared) | {"switch-silent", "leftover"}
    assert set(arrivals()) == set(ALL)


@pytest.mark.parametrize("policy", ["idle", "first_come", "random_choice"])
def test_the_priority_alone_is_that_of_the_whole_reading(policy: str) -> None:
    shift = Shift(first_shift(), 4)
    seen = set()
    for at in range(300, 5400, 300):
        play(shift, policy, until=at)
        shift.advance(max(shift.at, at))
        desk = shift.desk
        for subject in (*desk.contacts, *desk.alerts):
            seen.add(priority := priority_seen(desk, subject))
            assert priority == assess(desk, subject).priority
    assert len(seen) >= 4
