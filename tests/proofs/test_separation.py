"""What separates each policy from the next in `first-shift` is a skill, and not noise.

The one idea: a skill is shown to separate two policies by taking it away, or by taking away what it
works on, and seeing the difference go; never by the difference alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import fmean

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.assess import assess
from itilsim.domain.desk import Desk
from itilsim.domain.names import ContactId, TicketId
from itilsim.domain.scenario import Setting
from tests.proofs.judged import EVERYDAY, FULL, marks, usual
from tests.proofs.shifts import causes_of, played
from tests.proofs.variants import Instead

BEFORE_THE_URGENT = ("U1", "U2", "F5", "F6")
"""What stands before F1 and F8 in order of arrival."""


@dataclass(frozen=True)
class Waits:
    """When the urgent was served, in seconds."""

    caller: int
    """F1, whom customers wait for, was answered."""
    switch: int
    """A record of the dead switch reached the team that owns it."""
    queue: int
    """A record of the full queue reached the team that owns it."""


def waits(setting: Setting, seed: int, policy: str) -> Waits:
    facts = played(setting, seed, policy).facts
    causes = causes_of(facts)
    arrivals = {fact.contact: fact.arrival for fact in facts if isinstance(fact, f.ContactArrived)}
    answered = (
        fact.at
        for fact in facts
        if isinstance(fact, f.CallTaken) and arrivals[fact.contact] == "F1"
    )

    def sent(team: str, component: str) -> int:
        return next(
            fact.at
            for fact in facts
            if isinstance(fact, f.TicketAssigned)
            and fact.team == team
            and causes[fact.ticket].startswith(f"{component}/")
        )

    return Waits(next(answered), sent("NET", "ws-sw-07"), sent("SRV", "ord-mq-01"))


def sooner(setting: Setting, seeds: int) -> tuple[float, float, float]:
    """By how much by_priority is sooner than first_come: caller, switch, queue; mean seconds."""
    pairs = [
        (waits(setting, seed, "first_come"), waits(setting, seed, "by_priority"))
        for seed in range(seeds)
    ]
    return (
        fmean(first.caller - second.caller for first, second in pairs),
        fmean(first.switch - second.switch for first, second in pairs),
        fmean(first.queue - second.queue for first, second in pairs),
    )


def without_contacts(setting: Setting, gone: Iterable[str]) -> Setting:
    kept = tuple(each for each in setting.scenario.contacts if each.id not in gone)
    return replace(setting, scenario=replace(setting.scenario, contacts=kept))


def test_by_priority_serves_the_urgent_before_what_stands_in_front(first_shift: Setting) -> None:
    """Without the four contacts in front of them the difference is gone."""
    caller, switch, queue = sooner(first_shift, FULL)
    alone = without_contacts(first_shift, BEFORE_THE_URGENT)
    caller_alone, switch_alone, _ = sooner(alone, FULL)
    assert caller > 180
    assert abs(caller_alone) < 20
    assert switch > 15
    assert queue > 20
    assert abs(switch_alone) < 10


def test_by_priority_in_order_of_arrival_lets_the_caller_wait(
    first_shift: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["itilsim.sim.policies.by_priority"]
    rank = module.rank
    monkeypatch.setattr(module, "rank", lambda desk, subject: (4, rank(desk, subject)[1]))
    for seed in range(EVERYDAY):
        late = waits(first_shift, seed, "by_priority").caller
        assert late == waits(first_shift, seed, "first_come").caller


def everything_medium(wish: c.Command, desk: Desk) -> list[c.Command] | None:
    """Believe nothing but the middle of the card."""
    del desk
    if isinstance(wish, c.PrioritiseTicket):
        return [c.PrioritiseTicket(wish.ticket, 2, 2)]
    return None


def test_reading_the_card_separates_by_priority() -> None:
    """Without it, by_priority is no better on impact and urgency than first_come."""
    total, found = marks("less", "by_priority", everything_medium, EVERYDAY)
    whole, best = usual("by_priority", EVERYDAY)
    _, first = usual("first_come", EVERYDAY)
    assert whole - total > 3
    for each in ("impact", "urgency"):
        assert found[each] == pytest.approx(first[each], abs=2)
        assert best[each] > first[each] + 10


def no_workaround(known_error: str) -> Instead:
    """Never heard of a known error."""

    def instead(wish: c.Command, desk: Desk) -> list[c.Command] | None:
        del desk
        if isinstance(wish, c.ApplyWorkaround) and wish.known_error == known_error:
            return []
        if isinstance(wish, c.SendNotice) and wish.known_error == known_error:
            return [replace(wish, known_error="")]
        return None

    return instead


def never(*kinds: type[c.Command]) -> Instead:
    """Leave these commands out."""
    return lambda wish, _: [] if isinstance(wish, kinds) else None


def each_for_itself(wish: c.Command, desk: Desk) -> list[c.Command] | None:
    """A record of its own for every report of one cause."""
    if not isinstance(wish, c.LinkTicket) or ContactId(wish.subject) not in desk.contacts:
        return None
    contact = desk.contacts[ContactId(wish.subject)]
    found = assess(desk, contact.id)
    assert found.impact is not None
    assert found.urgency is not None
    ticket = TicketId(contact.id)
    category = desk.setting.symptoms[contact.symptom].category
    return [
        c.LogTicket(contact.id, "incident", category, contact.service, contact.component),
        c.PrioritiseTicket(ticket, found.impact.best, found.urgency.best),
        c.AssignTicket(ticket, desk.tickets[wish.parent].team),
    ]


def resolve_on_the_teams_word(wish: c.Command, desk: Desk) -> list[c.Command] | None:
    """Ask no caller whether it is over."""
    if not isinstance(wish, c.ConfirmRestoration):
        return None
    model = desk.tickets[wish.ticket].model
    resolve = c.ResolveTicket(wish.ticket, "fulfilled" if model else "fixed")
    return [resolve, c.CloseTicket(wish.ticket)]


def no_note(wish: c.Command, desk: Desk) -> list[c.Command | None] | None:
    """Go home without a word to the next shift."""
    del desk
    return [None] if isinstance(wish, c.WriteHandover) else None


SKILLS: dict[str, tuple[Instead, tuple[str, ...], float]] = {
    "KE-04": (no_workaround("KE-04"), ("known_error", "destination"), 1),
    "KE-09": (no_workaround("KE-09"), ("known_error", "lost_minutes"), 1),
    "F3": (never(c.AlertTeam), ("proactive", "events", "lost_minutes"), 5),
    "linking": (each_for_itself, ("correlation",), 5),
    "asking the callers": (resolve_on_the_teams_word, ("ownership",), 5),
    "the problem": (never(c.RaiseProblem), ("problem",), 2),
    "the note": (no_note, ("handover",), 2),
}
"""What to leave out, the criteria that fall by it, and the points that it costs at least."""


@pytest.mark.parametrize("skill", SKILLS)
def test_what_textbook_can_do_besides_pays(skill: str) -> None:
    """Leaving out one skill costs points, on the criterion that is about it."""
    instead, criteria, at_least = SKILLS[skill]
    total, found = marks("less", "textbook", instead, EVERYDAY)
    whole, best = usual("textbook", EVERYDAY)
    assert whole - total > at_least
    for each in criteria:
        assert found[each] < best[each] - 2


def test_by_priority_lacks_what_textbook_can_do() -> None:
    """The warning too: it acknowledges what has not failed yet, and the queue fills."""
    _, lower = usual("by_priority", EVERYDAY)
    _, higher = usual("textbook", EVERYDAY)
    for name in ("known_error", "correlation", "ownership", "problem", "proactive", "handover"):
        assert higher[name] > lower[name] + 50
    assert higher["lost_minutes"] > lower["lost_minutes"] + 20


@pytest.mark.prove
def test_every_skill_of_textbook_pays_over_thirty_seeds() -> None:
    whole, _ = usual("textbook", FULL)
    costs = {
        skill: whole - marks("less", "textbook", instead, FULL)[0]
        for skill, (instead, _, _) in SKILLS.items()
    }
    assert all(costs[skill] > at_least for skill, (_, _, at_least) in SKILLS.items())
    line = ", ".join(f"{skill} {cost:.2f}" for skill, cost in costs.items())
    print(f"\nladder: {FULL} seeds, points of the total that textbook loses without: {line}")


@pytest.mark.prove
def test_reading_the_card_pays_over_thirty_seeds(first_shift: Setting) -> None:
    whole, _ = usual("by_priority", FULL)
    medium = whole - marks("less", "by_priority", everything_medium, FULL)[0]
    caller, switch, queue = sooner(first_shift, FULL)
    alone = sooner(without_contacts(first_shift, BEFORE_THE_URGENT), FULL)
    print(
        f"\nladder: {FULL} seeds, points that by_priority loses without impact and urgency "
        f"{medium:.2f}"
    )
    print(
        f"ladder: by_priority answers F1 {caller:.0f} s sooner than first_come and sends the "
        f"switch {switch:.0f} s sooner, the full queue {queue:.0f} s; without U1, U2, F5, F6 in "
        f"front: {alone[0]:.0f} s and {alone[1]:.0f} s"
    )
