"""Who only presses Enter, or always takes the first line, does not pass for somebody who knows.

The one idea: both play at the seat, with the forms and offers that the app shows; the first line is
the one that stands first, and Enter does what it says below the record, never more.
Seeds from 2,100,000 on, used for nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import pytest

from itilsim.coaching.decisions import decided
from itilsim.composing.generated import Composer
from itilsim.composing.loading import load_shifts
from itilsim.composing.orders import ShiftOrder
from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.assess import assess
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.seat import choices
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.draft import Draft, Field, FormView
from itilsim.seat.forms import MAKERS, making
from itilsim.seat.matters import ItemView
from itilsim.seat.names import Called
from itilsim.seat.offered import next_action
from itilsim.seat.session import Beginning, Session
from itilsim.seat.snapshot import DeskView, snapshot
from itilsim.sim.reference import tally_of
from itilsim.storage.places import places
from tests.played import first_shift

FIRST_SEED = 2_100_000
MOST = 600
Filling = Callable[[FormView], c.Command | None]
"""What somebody makes of a form; nothing: it is left by escape."""


def left(_view: FormView) -> None:
    """Whoever only presses Enter never gets a form filled."""


def first_lines(view: FormView) -> c.Command | None:
    """The first line of every field that is asked for."""
    draft = Draft(view)
    for each in draft.open:
        if each.is_settled(draft.values):
            continue
        options = each.options(draft.values)
        if options and not each.many:
            draft._values[each.name] = options[0].value
    return draft.build() if draft.missing() is None else None


def played(setting: Setting, seed: int, filling: Filling) -> tuple[scoring.Tally, list[bool]]:
    """A whole shift by somebody who does on each line in turn what Enter offers.

    Returns:
        What it came to, and whether each choice from a list could be defended.
    """
    judging, chronicle = scoring.start(setting), Chronicle()

    def take(fact: Fact, line: str) -> None:
        scoring.step(judging, fact)
        chronicle.take(fact, line)

    session = Session(Beginning(setting, seed), sink=take)
    called = Called(session.desk, {}, seed)

    def look(subject: str) -> DeskView:
        return snapshot(session.desk, chronicle, called, session.shift.journal, subject)

    tried: set[tuple[str, str]] = set()
    right: list[bool] = []
    for _ in range(MOST):
        if session.ended:
            break
        view, done = look(""), False
        came, opened = (each.subject for each in view.came_in), (e.subject for e in view.opened)
        for subject in (*came, *opened):
            item = look(subject).item
            name = next_action(session.desk, item) if item is not None else ""
            made = making(name, session.desk, called, item) if name else None
            command = filling(made) if isinstance(made, FormView) else made
            if command is None or (subject, repr(command)) in tried:
                continue
            tried.add((subject, repr(command)))
            found = decided(session.desk, command) if isinstance(made, FormView) else ()
            try:
                session.submit(command)
            except Refused:
                continue
            right += [each.is_right for each in found]
            done = True
            break
        if not done:
            session.wait()
    if not session.ended:
        session.submit(c.EndShift())
    session.shift.finish()
    return scoring.finish(judging), right


def settings(home: Path, each: int) -> list[tuple[Setting, int]]:
    """The first shift with so many seeds, and generated shifts of both organisations."""
    found = [(first_shift(), FIRST_SEED + n) for n in range(each)]
    for organisation in ("quillmere", "wennery"):
        for level in (1, 2, 3):
            composer = load_shifts(ShiftOrder(organisation, level, 60).id, places(home))
            assert isinstance(composer, Composer)
            for n in range(each):
                seed = FIRST_SEED + 100 * level + n
                found.append((composer.generated(seed).setting, seed))
    return found


def shown(home: Path, each: int, filling: Filling) -> tuple[float, float, float, float]:
    """Mean points, those of `first_come` beside them, decisions a shift, and the right share."""
    points, beside, right = [], [], list[bool]()
    shifts = settings(home, each)
    for setting, seed in shifts:
        idle, best, other = (tally_of(setting, seed, e) for e in ("idle", "textbook", "first_come"))
        tally, found = played(setting, seed, filling)
        right += found
        points.append(scoring.scorecard(tally, setting, idle, best).total / 100)
        beside.append(scoring.scorecard(other, setting, idle, best).total / 100)
    share = sum(right) / len(right) if right else 0.0
    return fmean(points), fmean(beside), len(right) / len(shifts), share


@pytest.mark.prove
def test_who_only_presses_enter_decides_nothing(tmp_path: Path) -> None:
    mine, beside, decided, share = shown(tmp_path, 6, left)
    print(
        f"\nEnter alone, 42 shifts: {mine:.1f} points, first_come {beside:.1f}; "
        f"{decided:.1f} decisions a shift, right {share:.1%}"
    )
    assert decided == 0
    assert mine <= beside + 5


@pytest.mark.prove
def test_who_always_takes_the_first_line_is_right_on_a_third_at_most(tmp_path: Path) -> None:
    mine, beside, decided, share = shown(tmp_path, 6, first_lines)
    print(
        f"\nthe first line always, 42 shifts: {mine:.1f} points, first_come {beside:.1f}; "
        f"{decided:.1f} decisions a shift, right {share:.1%}"
    )
    assert decided > 8
    assert share <= 1 / 3


@pytest.mark.prove
def test_a_list_that_begins_with_what_fits_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the list of models as it once was, the fitting one first."""

    def fitting(desk: Desk, _called: Called, item: ItemView) -> FormView:
        ticket = item.ticket
        assert ticket is not None
        fits = assess(desk, ticket).model
        listed = sorted(choices.models(desk), key=lambda each: each.value != fits)
        field = Field("model", "Which model?", tuple(listed))
        return FormView("Model", lambda values: c.StartModel(ticket, values["model"]), (field,))

    monkeypatch.setitem(MAKERS, "start_model", fitting)
    *_, share = shown(tmp_path, 2, first_lines)
    print(f"\ncontrol, models that begin with what fits, 14 shifts: right {share:.1%}")
    assert share > 1 / 3
