"""`itilsim lab effect`: does it teach? A learner takes part; whoever has the files estimates."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
    table,
)
from itilsim.cli.studying import chosen_edition
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS, Edition

if TYPE_CHECKING:
    from itilsim.learner.effect import Part
    from itilsim.learner.effect_minutes import Standing, Step
    from itilsim.learner.practice import Practice
    from itilsim.quiz.plan import Plan
    from itilsim.quiz.questions import Bank, Item
    from itilsim.storage.places import Places
    from itilsim.storage.study import Study

MOST_ITEMS: Final = 500
"""Most questions of one round. Tuning constant."""

CONSENT: Final = """\
Does it teach? Whether a shift teaches more than questions alone can be found out with your help.

What happens: topics of your exam are put in pairs that you know about equally well. For each pair
it is drawn which of the two you learn with a shift and a quiz, and which with a quiz of as many
minutes, some 15 for each topic. Seven days later you are asked questions that were kept from you
until then.

What is recorded: the day on which you agree, a name drawn by lot that says nothing about you, the
pairs, the questions kept back, which shift was named to you, and when the minutes were spent and
the test began. Your answers and shifts are recorded as they always are.

Where it stays: with your data on this machine. Nothing is sent anywhere. Only --export writes a
file for somebody else, under the name drawn by lot: topics, minutes, how many answers were right.

How to leave: itilsim lab effect --leave, at any time and without a reason, deletes what was
recorded for this. It is no part of any course, and nothing depends on it.
"""
"""What somebody is told before they are asked."""


@dataclass(frozen=True)
class _Open:
    """What is open while a learner's part is looked at."""

    places: Places
    study: Study
    bank: Bank
    plan: Plan
    part: Part
    now: int

    def standing(self) -> Standing:
        """What was done so far."""
        from itilsim.learner.effect_minutes import standing_of
        from itilsim.runs.listing import list_runs

        return standing_of(self.part, self.study, list_runs(self.places), self.bank, self.plan)


@click.command(
    epilog="Without anything: asks whether you want to take part, or says where you stand. "
    "With FILES: what they say together."
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--quiz", is_flag=True, help="Answer questions for the minutes that come next.")
@click.option("--test", is_flag=True, help="After seven days: answer what was kept from you.")
@click.option(
    "--export",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write your part, under a name drawn by lot, to hand it over.",
)
@click.option("--leave", is_flag=True, help="Leave; what was recorded for this is deleted.")
@click.option("--edition", type=click.Choice(EDITIONS), help="The exam you study for.")
@json_option
@shared_options
@pass_invocation
def effect(
    invocation: Invocation,
    *,
    files: tuple[Path, ...],
    quiz: bool,
    test: bool,
    out: Path | None,
    leave: bool,
    edition: Edition | None,
) -> int:
    """Does it teach? Find out what a shift adds to a quiz of equal minutes.

    Your own topics are split by lot, if you agree; a week later, questions that you have never
    seen show what is left. FILES are what learners have written with --export.
    """
    if sum(map(bool, (files, quiz, test, out, leave))) > 1:
        raise UsageError("One at a time: FILES, --quiz, --test, --export or --leave.")
    if files:
        _estimate(invocation, files)
        return 0
    from itilsim.content.bank import shipped_bank
    from itilsim.learner import effect as taking_part
    from itilsim.learner.practice import plan_of
    from itilsim.storage.study import open_study

    with open_study(invocation.places) as study:
        if leave:
            _leave(study)
            return 0
        bank, plan, now = shipped_bank(invocation.places), plan_of(study), int(time.time())
        part = taking_part.part_of(study)
        if part is None:
            if quiz or test or out:
                raise UsageError("You do not take part. 'itilsim lab effect' asks whether to.")
            if not _agrees(invocation):
                say("Nothing is recorded.")
                return 0
            part = taking_part.join(study, bank, chosen_edition(study, edition), plan, now)
        opened = _Open(invocation.places, study, bank, plan, part, now)
        if out is not None:
            _export(opened, out)
        elif test:
            _test(opened)
        elif quiz:
            _quiz(opened)
        else:
            _tell(invocation, opened)
    return 0


def _agrees(invocation: Invocation) -> bool:
    """Say what it is about, and ask."""
    if invocation.no_input or invocation.as_json:
        raise UsageError(
            "Nothing is recorded: whether you want to take part has to be asked. "
            "Type 'itilsim lab effect', without --no-input and --json."
        )
    say(CONSENT)
    return click.confirm("Do you want to take part?", default=False, err=True)


def _leave(study: Study) -> None:
    from itilsim.learner import effect as taking_part

    there = taking_part.part_of(study) is not None
    taking_part.leave(study)
    say(
        "You have left. What was recorded for this is deleted; backups made before still have it."
        if there
        else "You did not take part. Nothing is recorded for this."
    )


def _export(opened: _Open, out: Path) -> None:
    from itilsim.lab.effect_file import write_record

    record = opened.standing().record
    write_record(record, out)
    tested = "" if record.tested else " You have not taken the test yet; it says so."
    say(f"Written: {out}, as {record.learner}.{tested}")


def _quiz(opened: _Open) -> None:
    """Answer questions on the topic that comes next, for as long as it says."""
    from itilsim.learner.effect import without_kept_back
    from itilsim.learner.effect_minutes import next_step, spent
    from itilsim.learner.lessons import Lessons
    from itilsim.learner.practice import Practice
    from itilsim.learner.selection import Wish, selected

    step = next_step(opened.part, opened.standing())
    if step is None or step.kind == "shift":
        say(_next_words(opened, step))
        return
    study, edition = opened.study, opened.part.design.edition
    shown = without_kept_back(opened.bank, study)
    until, lessons = time.time() + 60 * step.minutes, Lessons.of(shown, edition)
    say(f"{step.minutes} minutes of {step.topic}. Leave with quit; what is left comes next time.")
    while time.time() < until:
        wish = Wish(edition, step.topic, count=MOST_ITEMS, seed=int(time.time()))
        items = selected(wish, shown, study.answers())
        practice = Practice(study, items, edition, "practice", opened.plan, wish.seed, lessons)
        _ask(opened.bank, practice, until=until)
        if practice.current is not None or not items:
            break
    standing = opened.standing()
    part = spent(opened.part, standing, study)
    say(_next_words(replace(opened, part=part), next_step(part, standing)))


def _test(opened: _Open) -> None:
    """Ask what was kept back, once its day has come."""
    from itilsim.learner.effect import begin_test, day_of_test, left_to_ask
    from itilsim.learner.effect_minutes import next_step, spent
    from itilsim.learner.practice import Practice
    from itilsim.quiz.calendar import date_of

    part = spent(opened.part, opened.standing(), opened.study)
    day = day_of_test(part, opened.plan)
    if day is None:
        words = _next_words(opened, next_step(part, opened.standing()))
        raise UsageError(f"The test comes seven days after the last minute. {words}")
    if opened.plan.day(opened.now) < day:
        raise UsageError(f"The test can be taken from {date_of(day)} on, not before.")
    part = begin_test(part, opened.study, opened.now)
    items: tuple[Item, ...] = left_to_ask(part, opened.study, opened.bank)
    if not items:
        say("The test is done.")
        return
    say("What is right is told at the end, and by questions as ever after that.")
    seed = int(time.time())
    practice = Practice(opened.study, items, part.design.edition, "practice", opened.plan, seed)
    _ask(opened.bank, practice, is_test=True)
    left = len(items) - len(practice.marked)
    if left:
        say(f"{left} questions are left: type the same again to go on.")
        return
    say(f"The test is done: {practice.right} of these {len(items)} were right. "
        "'itilsim lab effect' shows what came of it.")  # fmt: skip


def _ask(
    bank: Bank, practice: Practice, *, until: float | None = None, is_test: bool = False
) -> None:
    """Ask in plain lines."""
    import math

    from itilsim.plain.console import Console
    from itilsim.plain.practice import Round

    Round(
        practice,
        Console(sys.stdin, sys.stdout),
        lambda: int(time.time()),
        certainty=False,
        sources={source.id: source for source in bank.sources},
        until=math.inf if until is None else until,
        is_test=is_test,
    ).run()


def _tell(invocation: Invocation, opened: _Open) -> None:
    """Where a learner stands, and what comes next."""
    from itilsim.learner.effect import day_of_test, left_to_ask
    from itilsim.learner.effect_minutes import next_step, offered_shift, spent
    from itilsim.quiz.calendar import date_of
    from itilsim.storage.codec import encode

    standing = opened.standing()
    part = spent(opened.part, standing, opened.study)
    step, day = next_step(part, standing), day_of_test(part, opened.plan)
    shift = None
    if step is not None and step.kind == "shift":
        from itilsim.cli.progress_bar import progress
        from itilsim.learner.effect_minutes import CANDIDATES

        with progress(invocation, CANDIDATES, "Choosing a shift") as tick:
            shift = offered_shift(part, step.pair, opened.study, opened.places, opened.now, tick)
    left = len(left_to_ask(part, opened.study, opened.bank))
    if invocation.as_json:
        print_json({
            "schema_version": 1,
            **encode(standing.record),
            "next": None if step is None else encode(step),
            "shift": None if shift is None else encode(shift),
            "test_from": None if day is None else date_of(day).isoformat(),
            "test_left": left,
        })  # fmt: skip
        return
    record = standing.record
    click.echo(f"You take part since {record.joined}, as {record.learner}.\n")
    click.echo(_pairs_table(standing))
    click.echo()
    if shift is not None and step is not None:
        click.echo(
            f"Next: a shift, for {step.topic}. Play it to its end and see its debrief:\n"
            f"  itilsim play {shift.scenario} --seed {shift.seed}"
        )
    elif day is None or opened.plan.day(opened.now) < day or not left:
        click.echo(_next_words(replace(opened, part=part), step))
    else:
        click.echo(f"Next: the test, {left} questions: itilsim lab effect --test")
    if record.tested and not left:
        from itilsim.cli.effect_words import in_words

        click.echo(f"\n{in_words((record,))}")


def _next_words(opened: _Open, step: Step | None) -> str:
    """What comes next, in a sentence."""
    from itilsim.learner.effect import day_of_test, left_to_ask
    from itilsim.quiz.calendar import date_of

    if step is not None and step.kind == "shift":
        return f"Next is a shift, for {step.topic}: 'itilsim lab effect' names it."
    if step is not None:
        return (
            f"Next: {step.minutes} minutes of questions on {step.topic}: itilsim lab effect --quiz"
        )
    day = day_of_test(opened.part, opened.plan)
    if day is None:
        return "'itilsim lab effect' says what comes next."
    if opened.part.tested_at is not None and not left_to_ask(
        opened.part, opened.study, opened.bank
    ):
        return "All is done. itilsim lab effect --export FILE writes it, to hand it over."
    return f"All minutes are spent. The test can be taken from {date_of(day)} on: --test."


def _pairs_table(standing: Standing) -> str:
    """What was done on each topic."""
    rows = [("topic", "learnt with", "minutes", "of these in shifts", "judged there", "test")]
    for pair in standing.record.pairs:
        for arm, how in ((pair.shift, "shift and quiz"), (pair.quiz, "quiz")):
            result = f"{arm.right} of {arm.asked}" if arm.asked else "-"
            seen = f", {arm.seen} seen before" if arm.seen else ""
            rows.append(
                (arm.topic, how, f"{arm.seconds / 60:.0f}", f"{arm.shift_seconds / 60:.0f}",
                 str(arm.decisions), f"{result}{seen}")
            )  # fmt: skip
    return table(rows, right=frozenset({2, 3, 4}))


def _estimate(invocation: Invocation, files: tuple[Path, ...]) -> None:
    """What the files of learners say together."""
    from itilsim.cli.effect_words import in_words
    from itilsim.lab.effect import as_planned
    from itilsim.lab.effect import effect as estimated
    from itilsim.lab.effect_file import load_records
    from itilsim.storage.codec import encode

    records = load_records(files)
    if invocation.as_json:
        planned = encode(estimated(as_planned(records)))
        print_json({"schema_version": 1, **encode(estimated(records)), "as_planned": planned})
        return
    click.echo(in_words(records))
