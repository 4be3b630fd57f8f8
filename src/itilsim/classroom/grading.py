"""Hand-ins graded: each is played again, judged anew, and looked at for what cannot be.

The one idea: nothing that a hand-in says about itself counts. What its journal does not give again
is refused; what is merely odd is flagged, for a person to ask about.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from itilsim.classroom.copying import across
from itilsim.classroom.hand_in import Beside, load_hand_in
from itilsim.classroom.plan_file import A_MINUTE, Prepared
from itilsim.classroom.variants import letter_for
from itilsim.domain.commands import Command, EndShift, Entry
from itilsim.domain.debrief import Debrief
from itilsim.domain.errors import ContentError, ItilsimError
from itilsim.domain.names import Pace
from itilsim.domain.scoring import Scorecard
from itilsim.domain.scoring.tally import Finding
from itilsim.quiz.questions import Item
from itilsim.runs.debriefed import debrief_of
from itilsim.runs.opened import OpenedRun
from itilsim.runs.references import References
from itilsim.runs.replaying import Log
from itilsim.runs.verifying import judged
from itilsim.sim.policies import POLICIES, play
from itilsim.sim.shift import Shift
from itilsim.storage.places import Places
from itilsim.storage.records import StoredRun

FASTEST: Final = 1.0
"""Median of seconds between two entries below which nobody reads what is on the screen. Tuning
constant."""
FEW: Final = 5
"""Entries below which a journal is too short for its pace, or its likeness, to say anything. Tuning
constant."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One hand-in."""

    file: str
    """Name of the file."""
    beside: Beside | None
    """What it holds beside the run; none: it could not be read."""
    refused: tuple[str, ...] = ()
    """Why it has no score; empty: it has one."""
    flags: tuple[str, ...] = ()
    """What is odd about it, for a person to ask about; it earns and costs nothing."""
    card: Scorecard | None = None
    """Its score, of its own replay; none: it was refused."""
    findings: tuple[Finding, ...] = ()
    """What judging found."""
    journal: tuple[Entry, ...] = ()
    """What was done."""
    log: Log | None = None
    """The log of its replay; none: it was refused."""
    before: tuple[int, int] = (0, 0)
    """Questions before the shift: right, and asked."""
    after: tuple[int, int] = (0, 0)
    """Questions after it, likewise."""
    claimed: tuple[Command, ...] = ()
    """What its file says was done, even where that cannot be done again."""

    @property
    def variant(self) -> str:
        """Letter of the variant that it names; empty: none."""
        return "" if self.beside is None else self.beside.variant

    @property
    def name(self) -> str:
        """Whose it is."""
        return " & ".join(self.beside.names) if self.beside is not None else self.file


@dataclass(frozen=True, slots=True)
class Member:
    """One student with a score."""

    graded: Graded
    """The hand-in."""
    debrief: Debrief
    """What came of the shift."""
    own: Prepared
    """The class as it is for this student's variant."""

    @property
    def total(self) -> int:
        """Points of the total, in hundredths."""
        return 0 if self.graded.card is None else self.graded.card.total


def grade(
    files: Sequence[Path], prepared: Prepared, items: Mapping[str, Item], places: Places
) -> Iterator[Graded]:
    """Grade hand-ins, one by one.

    Args:
        files: The hand-ins.
        prepared: The class.
        items: The questions of the exam, by id.
        places: The user's folders.
    """
    references = References.at(places)
    try:
        for path in files:
            yield _graded(path, prepared, items, places, references)
    finally:
        references.close()


def compared(found: Sequence[Graded], prepared: Prepared) -> tuple[Graded, ...]:
    """All hand-ins, with what shows only beside others: equal journals, policies, equal names.

    Args:
        found: All of a class.
        prepared: The class.
    """
    policies = {
        own.handout.seed: _policies(
            [e.journal for e in found if len(e.journal) >= FEW and prepared.of(e.variant) is own],
            own,
        )
        for own in prepared.variants or (prepared,)
    }
    copied = across(found, prepared)
    by_journal: dict[tuple[str, ...], list[str]] = {}
    by_name: dict[str, int] = {}
    for each in found:
        if len(each.journal) >= FEW:
            by_journal.setdefault(_deeds(each), []).append(each.name)
        by_name[each.name] = by_name.get(each.name, 0) + 1
    return tuple(
        replace(
            each,
            flags=(
                *each.flags,
                *(
                    f"Its journal is that of a policy, {name}."
                    for own in [prepared.of(each.variant)]
                    if own is not None
                    for name in policies[own.handout.seed](each.journal)
                ),
                *copied[place],
                *_beside_others(each, by_journal, by_name),
            ),
        )
        for place, each in enumerate(found)
    )


class _Another(Exception):
    """A policy has done what is in no journal."""


def _policies(
    journals: Sequence[tuple[Entry, ...]], prepared: Prepared
) -> Callable[[tuple[Entry, ...]], Iterator[str]]:
    """Which policies make just a journal.

    Each plays the class's shift once, and is stopped at the first thing that nobody did.
    """
    played: dict[str, list[tuple[Entry, ...]]] = {}
    handout = prepared.handout
    for policy in POLICIES if journals else ():
        left = list(journals)

        def compare(entry: Entry) -> None:
            nonlocal left
            left = [each for each in left if entry.seq < len(each) and each[entry.seq] == entry]
            if not left:
                raise _Another

        pace: Pace = "stepped" if handout.pace is None else "paced"
        shift = Shift(prepared.setting, handout.seed, mode=handout.mode, pace=pace, commit=compare)
        try:
            play(shift, policy)
            shift.finish()
        except _Another:
            continue
        played[policy] = [each for each in left if len(each) == len(shift.journal)]
    return lambda journal: (name for name, same in played.items() if journal and journal in same)


def members_of(found: Sequence[Graded], prepared: Prepared, places: Places) -> tuple[Member, ...]:
    """Those with a score, each with the debrief of its own replay.

    Args:
        found: All hand-ins.
        prepared: The class.
        places: The user's folders.
    """
    references = References.at(places)
    try:
        return tuple(
            Member(
                each,
                debrief_of(own.setting, own.handout.seed, each.log, references).debrief,
                own,
            )
            for each in found
            if each.log is not None and (own := prepared.of(each.variant)) is not None
        )
    finally:
        references.close()


def _beside_others(
    each: Graded, by_journal: Mapping[tuple[str, ...], list[str]], by_name: Mapping[str, int]
) -> Iterator[str]:
    alike = by_journal.get(_deeds(each), [])
    if len(alike) > 1:
        others = ", ".join(dict.fromkeys(name for name in alike if name != each.name))
        yield f"Its journal is, deed for deed, that of {others or 'another file of the same name'}."
    if by_name[each.name] > 1:
        yield f"There are {by_name[each.name]} files of {each.name}."


def _deeds(each: Graded) -> tuple[str, ...]:
    """What was done, whenever it was."""
    return tuple(str(entry.command) for entry in each.journal)


def _graded(
    path: Path,
    prepared: Prepared,
    items: Mapping[str, Item],
    places: Places,
    references: References,
) -> Graded:
    try:
        beside, stored = load_hand_in(path)
    except ContentError as error:
        return Graded(path.name, None, (str(error.problems[0]),))
    own = prepared.of(beside.variant)
    if own is None:
        named = f"variant {beside.variant}" if beside.variant else "no variant"
        return Graded(path.name, beside, (f"It names {named}; such a one this class has not.",))
    found = Graded(
        path.name,
        beside,
        before=_marked(beside.before, own.plan.before, items),
        after=_marked(beside.after, own.plan.after, items),
    )
    refused = tuple(_another(beside, stored, own))
    if refused:
        return replace(found, refused=refused)
    run = OpenedRun(stored, places, str(path), own.setting)
    try:
        found = replace(found, claimed=tuple(entry.command for entry in run.journal))
        seen, judgement = judged(run, references)
        if seen.differs or judgement is None:
            return replace(found, refused=seen.differs or ("It was not played to its end.",))
        flags = (*_other_variant(beside, prepared), *_odd(beside, run, own))
    except ItilsimError as error:
        return replace(found, refused=(str(error),))
    return replace(
        found,
        flags=flags,
        card=judgement.card,
        findings=judgement.tally.findings,
        journal=run.journal,
        log=Log(seen.again.facts, seen.again.began),
    )


def _another(beside: Beside, stored: StoredRun, prepared: Prepared) -> Iterator[str]:
    """Why a hand-in is not one of this class."""
    header, handout = stored.header, prepared.handout
    if beside.code not in (handout.code, *prepared.plan.earlier):
        yield f"It is of another class, {beside.code}; this one is {handout.code}."
    if (
        header.scenario_digest != handout.scenario_digest
        or header.scenario != prepared.setting.scenario.id
    ):
        yield "It was played in another scenario, or in a changed one."
    if header.engine != handout.engine:
        yield f"It was played with engine {header.engine}; the class is for {handout.engine}."
    if header.seed != handout.seed:
        yield f"It was played on seed {header.seed}; the class has {handout.seed}."
    if header.mode != handout.mode:
        yield f"It was played {header.mode}; the class is played {handout.mode}."
    if header.pace != ("stepped" if handout.pace is None else "paced"):
        yield f"It was played {header.pace}, unlike the class."
    if stored.status != "finished":
        yield "It was not played to its end."


def _other_variant(beside: Beside, prepared: Prepared) -> Iterator[str]:
    """Whether somebody played another variant than the rule of the class gives them."""
    wanted = 2 if prepared.handout.seats == "pairs" else 1
    due = letter_for(prepared.handout, beside.code, beside.names[:wanted])
    if beside.variant != due:
        yield f"It was played on variant {beside.variant}; by the rule of the class it is {due}."


def _odd(beside: Beside, run: OpenedRun, prepared: Prepared) -> Iterator[str]:
    """What a person should ask about."""
    journal, handout = run.journal, prepared.handout
    if handout.roster:
        for name in beside.names:
            if name not in handout.roster:
                yield f"{name} is not on the list of the class."
    if len(beside.seconds) != len(journal):
        yield "How fast it was played is not known for all of it."
    elif len(journal) >= FEW and statistics.median(beside.seconds) < FASTEST:
        yield (
            f"Half of its steps came within {statistics.median(beside.seconds):.1f} s: "
            "faster than anybody reads."
        )
    left = next((each.at for each in journal if isinstance(each.command, EndShift)), None)
    missing = [
        str(place + 1)
        for place, stop in enumerate(handout.stops)
        if place not in beside.stops and (left is None or stop.minute * A_MINUTE <= left)
    ]
    if missing:
        yield f"No answer at stop {', '.join(missing)}."


def _marked(
    given: Mapping[str, int], asked: Sequence[str], items: Mapping[str, Item]
) -> tuple[int, int]:
    """How many answers are right, of how many questions that were answered."""
    answered = [each for each in asked if each in given and each in items]
    return sum(items[each].key == given[each] for each in answered), len(answered)
