"""The decisions that mattered: each replaced by the best that could be seen, and played again.

The one idea: what a decision did is not estimated but played. One thing is changed, everything else
is done again at its time, and the same score judges it; the difference is what the decision cost,
with all that it spoilt. What no longer applies then is skipped, and listed.

Two kinds of decision are changed: a command that was not the best, with all that was judged in it
together; and a matter on which something was left undone, which is then looked after wherever the
seat was free. "Best" knows no more than the desk: it is the answer that judging held against the
decision, else the move that was due on its subject at that second.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.commands import Command, EndShift, Entry, subject_of
from itilsim.domain.debriefing.values import Dear
from itilsim.domain.desk import Desk
from itilsim.domain.due import due, note_due
from itilsim.domain.errors import Refused
from itilsim.domain.names import SERVICE_DESK, TRAINEE, Actor, AlertId, ContactId, TeamId
from itilsim.domain.scoring.tally import Described, Finding
from itilsim.runs.attainable import Course
from itilsim.runs.opened import carefully
from itilsim.sim.policies.textbook import HANDOVER_BEFORE, next_move
from itilsim.sim.shift import Shift

MATTERS: Final = 3
"""So many decisions are told if nothing else is said. Tuning constant."""
_ASIDE: Final = (
    c.BeginAction, c.EndShift, c.EndCall, c.WriteNote,
    c.AskHint, c.HearFeedback, c.AnswerTutor, c.RejectChoice,
)  # fmt: skip
"""Commands that decide nothing about a matter: they begin or end something, or are the coach's."""
_NOTE: Final = "handover"
"""What findings and moves on the note to the next shift are about."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided or left, and what would have been best then."""

    at: int
    """Second of the decision, or of the arrival where something was left."""
    subject: str
    """Contact, alert or record."""
    done: Entry | None
    """What was done; none: something was left undone."""
    instead: Command | None
    """What takes its place; none where something was left undone: whatever is due on it."""
    judged: tuple[Dear, ...]
    """What was judged in it and cost points, the dearest first."""

    @property
    def lost(self) -> int:
        """What it cost in its own marks alone, in hundredths of a point."""
        return sum(each.lost for each in self.judged)


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """What would have become of the shift, had one thing been decided otherwise."""

    decisions: tuple[Decision, ...]
    """What was decided otherwise; one, unless several are followed together."""
    total: int
    """Points of the total then, in hundredths."""
    gain: int
    """By how much that is more than the run's own, in hundredths; negative: it is less."""
    minutes_saved: int
    """User-minutes that fewer are lost; negative: more are."""
    fewer_missed: int
    """Targets that fewer are missed; negative: more are."""
    new: tuple[Entry, ...]
    """What was done that the run did not do."""
    skipped: tuple[Entry, ...]
    """What the run did that did not apply any more."""
    journal: tuple[Entry, ...]
    """All that was done: played as a run it gives this total."""


def decisions(course: Course) -> Iterator[Decision]:
    """What can be decided otherwise, the dearest first; what cost no mark of its own comes last.

    Args:
        course: The run.

    Raises:
        UsageError: If the run comes from a file, and what it holds makes no sense.
    """
    by_entry: dict[int, list[Dear]] = {}
    left: dict[str, list[Dear]] = {}
    for each in course.debrief.dearest:
        if each.finding.entry is not None:
            by_entry.setdefault(each.finding.entry, []).append(each)
        elif each.finding.subject in (*course.debrief.subjects, _NOTE):
            left.setdefault(each.finding.subject, []).append(each)
    found = [
        Decision(e.at, subject_of(e.command), e, instead, tuple(by_entry.get(e.seq, ())))
        for e, instead in _instead(course, by_entry)
    ]
    found += [
        Decision(judged[0].finding.at, subject, None, None, tuple(judged))
        for subject, judged in left.items()
    ]
    yield from sorted(found, key=lambda each: (-each.lost, each.at))


def counterfactual(course: Course, changed: Sequence[Decision]) -> Counterfactual:
    """The run with some decisions taken otherwise; one replay.

    Args:
        course: The run.
        changed: What is decided otherwise.

    Raises:
        UsageError: As `decisions`.
    """
    instead = {
        each.done.seq: each.instead
        for each in changed
        if each.done is not None and each.instead is not None
    }
    cared = tuple(each.subject for each in changed if each.done is None)
    judging = scoring.start(course.setting)
    skipped: list[Entry] = []
    with carefully(course.stranger):
        shift = Shift(
            course.setting, course.seed, mode=course.mode, pace=course.pace,
            sink=lambda fact, _: scoring.step(judging, fact),
        )  # fmt: skip
        caring = _Caring(shift, cared)
        for entry in course.journal:
            caring.until(entry.at)
            command = instead.get(entry.seq, entry.command)
            if not _done_at(shift, entry, command):
                skipped.append(entry)
        if course.left_at is None:
            caring.until(course.setting.horizon)
            shift.advance(course.setting.horizon)
        shift.finish()
        tally = scoring.finish(judging)
    card = scoring.scorecard(tally, course.setting, course.idle, course.textbook)
    own = {each.command for each in course.journal}
    return Counterfactual(
        tuple(changed), card.total, card.total - course.card.total,
        course.debrief.lost_user_minutes - tally.lost_user_minutes,
        _missed(course.tally) - _missed(tally),
        tuple(each for each in shift.journal if each.command not in own),
        tuple(skipped), tuple(shift.journal),
    )  # fmt: skip


def that_mattered(
    found: Iterable[Counterfactual], most: int = MATTERS
) -> tuple[Counterfactual, ...]:
    """Those that would have gained most, the most first; of equals the earlier decision.

    Args:
        found: Counterfactuals of one decision each.
        most: How many.
    """
    gaining = [each for each in found if each.gain > 0]
    return tuple(sorted(gaining, key=lambda e: (-e.gain, e.decisions[0].at))[:most])


def together(course: Course, found: Sequence[Counterfactual]) -> Counterfactual | None:
    """All of some followed together; none where there are fewer than two.

    Args:
        course: The run.
        found: Counterfactuals of one decision each.
    """
    if len(found) < 2:
        return None
    return counterfactual(course, [each.decisions[0] for each in found])


def _missed(tally: scoring.Tally) -> int:
    """Targets that were missed, of both clocks."""
    found = tally.sla.get("all")
    return 0 if found is None else 2 * found.count - found.response_met - found.resolution_met


def _done_at(shift: Shift, entry: Entry, command: Command) -> bool:
    """Do something at its time, or as soon as the seat is free; whether it was possible."""
    actor = Actor(entry.actor)
    ends = isinstance(command, EndShift)
    shift.advance(entry.at if ends else max(entry.at, shift.busy_until(actor)))
    if shift.ended:
        return ends
    try:
        shift.submit(command, actor)
    except Refused:
        return False
    return True


class _Caring:
    """Looks after some matters wherever the seat is free."""

    def __init__(self, shift: Shift, subjects: Sequence[str]) -> None:
        """Begin with nothing tried.

        Args:
            shift: The running shift.
            subjects: Contacts and alerts.
        """
        self._shift, self._subjects = shift, subjects
        self._in_vain: set[Command] = set()

    def until(self, at: int) -> None:
        """Do whatever is due on them before a second."""
        shift = self._shift
        while self._subjects and not shift.ended:
            free = max(shift.at, shift.busy_until(TRAINEE))
            if free >= at:
                return
            shift.advance(free)
            move = self._move(shift.desk)
            if move is None:
                shift.advance_to_change(at)
                continue
            before = shift.desk.revision
            try:
                shift.submit(move)
            except Refused:
                self._in_vain.add(move)
            if shift.desk.revision == before:
                self._in_vain.add(move)

    def _move(self, desk: Desk) -> Command | None:
        moves = (_due(desk, each) for each in self._subjects)
        return next((e for e in moves if e is not None and e not in self._in_vain), None)


def _instead(
    course: Course, judged: Mapping[int, Sequence[Dear]]
) -> Iterator[tuple[Entry, Command]]:
    """Each entry for which something better could be seen, with that."""
    with carefully(course.stranger):
        shift = Shift(course.setting, course.seed, mode=course.mode, pace=course.pace)
        for entry in course.journal:
            shift.advance(entry.at)
            if shift.ended:
                return
            if not isinstance(entry.command, _ASIDE):
                found = [each.finding for each in judged.get(entry.seq, ())]
                best = _repaired(entry.command, found)
                if best is None:
                    best = _better(shift.desk, entry.command, judged=bool(found))
                if best is not None and best != entry.command:
                    yield entry, best
            shift.submit(entry.command, Actor(entry.actor))


def _repaired(command: Command, findings: Collection[Finding]) -> Command | None:
    """The same command with the answers that the evidence spoke for; none: it has none of them."""
    better = command
    for each in findings:
        best = each.best
        match each.criterion, better:
            case "kind", c.LogTicket() if isinstance(best, str):
                better = replace(better, record=best)  # type: ignore[arg-type]  # a kind of record
            case "category", c.LogTicket() if isinstance(best, Described):
                better = replace(
                    better, service=best.service, component=best.component, category=best.category
                )
            case "impact", c.PrioritiseTicket() if isinstance(best, int):
                better = replace(better, impact=best)
            case "urgency", c.PrioritiseTicket() if isinstance(best, int):
                better = replace(better, urgency=best)
            case "destination", c.AssignTicket() if isinstance(best, str) and best != SERVICE_DESK:
                better = replace(better, team=TeamId(best))
            case "events", c.AcknowledgeAlert() if isinstance(best, str):
                better = replace(better, significance=best)  # type: ignore[arg-type]  # as above
    return None if better == command else better


def _better(desk: Desk, command: Command, *, judged: bool) -> Command | None:
    """What was due on the subject of a command; none: just that, or nothing that is known of."""
    if isinstance(command, c.WriteHandover):
        return _due(desk, _NOTE) or next_move(desk, ())  # Too early for it: something else is due.
    best = _due(desk, subject_of(command))
    if best is None or (type(best) is type(command) and not judged):
        return None  # Another answer to the same question, in which nothing was lost.
    return best


def _due(desk: Desk, subject: str) -> Command | None:
    """What is due on a matter, as far as it has come in; none: nothing."""
    if subject == _NOTE:
        late = desk.at >= desk.setting.horizon - HANDOVER_BEFORE
        return note_due(desk).best if late and desk.handover is None else None
    if ContactId(subject) not in desk.contacts and AlertId(subject) not in desk.alerts:
        return None
    found = due(desk, subject)
    return None if found is None else found.best
