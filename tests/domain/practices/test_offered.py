"""What is offered is what the rules do not refuse, because both ask one guard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from random import Random

from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.domain.names import TRAINEE, Actor
from itilsim.domain.practices import GUARDS, RULES, decide, offered
from itilsim.domain.state import State
from tests.builders import Story
from tests.data.corner import BOB, CAT, scripted
from tests.domain.test_invariants import moments
from tests.proofs.commands import drawn

UNGUARDED = {
    c.WriteHandover,
    c.RejectChoice,
    c.AnswerTutor,
    c.BeginAction,
    c.EndShift,
    c.AskHint,
    c.HearFeedback,
}
"""Commands that are about the whole shift, not about a contact, alert or record."""
SHIFTS = (
    ("corner", "random_choice", 1),
    ("first-shift", "textbook", 1),
    ("first-shift", "random_choice", 2),
)
CERTAIN = tuple(kind for kind in GUARDS if len(fields(kind)) == 1)
"""Commands that name their subject and decide nothing else."""


def desks() -> Iterator[State]:
    """Some states on the way of very different shifts."""
    for world, policy, seed in SHIFTS:
        for number, (state, _) in enumerate(moments(world, policy, seed)):
            if number % 17 == 0 and state.desk.ended_at is None:
                yield state
    story = Story()  # in which an approval is still to be asked for, and something is on hold
    bob = story.logged(story.call(BOB, "laptop"), "request")
    story.do(c.StartModel(bob, "RM-2"), c.HoldTicket(bob, "supplier"))
    yield story.state


def subjects(state: State) -> list[str]:
    desk = state.desk
    return [*desk.contacts, *desk.alerts, *desk.tickets, "nothing"]


def is_accepted(command: c.Command, state: State) -> bool:
    try:
        decide(command, state, state.desk.at)
    except Refused:
        return False
    return True


def test_every_command_on_a_subject_has_a_guard() -> None:
    assert set(RULES) - set(GUARDS) == UNGUARDED


def test_what_is_not_offered_is_refused_whatever_its_values() -> None:
    stream, tried = Random("offered"), 0
    for state in desks():
        for subject in subjects(state):
            for kind in GUARDS:
                if offered(kind, subject, state.desk):
                    continue
                command = drawn(state.desk, kind, [int(stream.random() * 1000) for _ in range(6)])
                first = {fields(kind)[0].name: subject}
                values = {each.name: getattr(command, each.name) for each in fields(kind)}
                assert not is_accepted(kind(**(values | first)), state), (kind, subject)
                tried += 1
    assert tried > 4_000


def test_what_is_offered_and_decides_nothing_is_accepted() -> None:
    seen: set[tuple[type[c.Command], bool]] = set()
    for state in desks():
        for subject in subjects(state):
            for kind in CERTAIN:
                may = offered(kind, subject, state.desk)
                command = kind(subject)  # type: ignore[call-arg]  # its only field
                assert is_accepted(command, state) == may, command
                seen.add((kind, may))
    assert len(seen) == 2 * len(CERTAIN), "each is offered somewhere, and somewhere not"


def test_a_closed_record_is_reopened_only_within_the_window() -> None:
    story = Story()
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
    assert offered(c.ReopenTicket, cat, story.desk)
    story.desk.at = story.setting.organisation.card.reopen_minutes * 60 + 1
    assert not offered(c.ReopenTicket, cat, story.desk)


def test_what_a_role_does_not_do_is_not_offered_to_it() -> None:
    story = Story(scripted(withheld=("escalate-ticket",)))
    cat = story.logged(story.call(CAT, "no-print"))
    assert not offered(c.EscalateTicket, cat, story.desk)
    assert offered(c.EscalateTicket, cat, story.desk, Actor("shift-lead"))


def test_after_the_shift_nothing_is_offered() -> None:
    story = Story()
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.EndShift())
    assert not any(offered(kind, cat, story.desk, TRAINEE) for kind in RULES)
