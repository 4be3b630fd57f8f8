"""`itilsim exam`: a mock exam by the blueprint of an edition, to sit or to print."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from itilsim.cli import has_screen
from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)
from itilsim.cli.studying import chosen_edition, usual_edition
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.storage.records import MOST

if TYPE_CHECKING:
    from itilsim.learner.mock_exam import Handed, MockExam
    from itilsim.quiz.questions import Bank
    from itilsim.storage.places import Places
    from itilsim.storage.study import Study

FINDINGS = 1
"""Exit code of an exam below `--fail-under`, or not handed in. Source: the contract."""


@click.command(epilog="An exam that you leave goes on, clock and all: type the same again.")
@click.option(
    "--edition", type=click.Choice(EDITIONS), help="The exam (usual: what you study for)."
)
@click.option(
    "--seed", type=click.IntRange(0, MOST), metavar="N", help="The same seed, the same paper."
)
@click.option("--extra-time", is_flag=True, help="75 minutes, as for non-native readers.")
@click.option("--certainty", is_flag=True, help="Say with each answer how sure you are.")
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="P",
    help="Exit code 1 below so many percent, or if it is not handed in.",
)
@click.option("--last", is_flag=True, help="See the result of your last exam again.")
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a script.")
@click.option("--print", "on_paper", is_flag=True, help="Print the questions, without a key.")
@click.option("--key", "with_key", is_flag=True, help="With --print: add the right answers.")
@json_option
@shared_options
@pass_invocation
def exam(
    invocation: Invocation,
    *,
    edition: Edition | None,
    seed: int | None,
    extra_time: bool,
    certainty: bool,
    fail_under: int | None,
    last: bool,
    plain: bool,
    on_paper: bool,
    with_key: bool,
) -> int:
    """Sit a mock exam: 40 questions, 60 minutes, 26 to pass; or print one.

    With --print --key the right answers stand at the end, on a page of their own.
    """
    from itilsim.content.bank import shipped_bank
    from itilsim.learner.effect import without_kept_back
    from itilsim.storage.study import open_study

    if on_paper:
        if seed is None:
            raise UsageError("Say which paper: itilsim exam --print --seed 1")
        if extra_time or certainty or plain or fail_under is not None:
            raise UsageError("--print only prints: leave the options of a sitting out.")
        _print_paper(invocation, usual_edition(invocation.places, edition), seed, key=with_key)
        return 0
    if with_key or invocation.as_json:
        raise UsageError("--key and --json go with --print.")
    if not plain and (invocation.no_input or not has_screen()):
        raise UsageError("This is no terminal for the app. Add --plain for plain lines.")
    drawn = int(time.time()) if seed is None else seed
    with open_study(invocation.places) as study:
        bank = without_kept_back(shipped_bank(invocation.places), study)
        sure = certainty or study.setting("certainty") == "on"
        begun: MockExam | Handed
        if last:
            begun = _last(study, bank)
        else:
            wanted = chosen_edition(study, edition)
            begun = _begun(invocation.places, study, bank, wanted, drawn, extra=extra_time)
        code, handed = _sat(invocation.places, study, bank, begun, plain=plain, certainty=sure)
    if code or fail_under is None:
        return code
    if handed is None:
        say("The exam was not handed in, so it is not passed.")
        return FINDINGS
    result = handed.result
    return FINDINGS if 100 * result.correct < fail_under * result.total else 0


def _last(study: Study, bank: Bank) -> Handed:
    """What the last exam came to."""
    from itilsim.learner.mock_exam import last_result

    handed = last_result(study, bank)
    if handed is None:
        raise UsageError("No exam was handed in yet. 'itilsim exam' begins one.")
    return handed


def _begun(
    places: Places, study: Study, bank: Bank, edition: Edition, seed: int, *, extra: bool
) -> MockExam | Handed:
    """The exam that waits, or a new one."""
    from itilsim.content.bank import load_blueprint
    from itilsim.content.cache import ContentCache
    from itilsim.learner.mock_exam import Handed, begin, waiting
    from itilsim.quiz.assembly import Unfillable
    from itilsim.storage.machine_clock import read

    left = waiting(study, bank, read)
    if left is not None:
        over = "Its time is up: what was answered is handed in." if isinstance(left, Handed) else ""
        say(f"Going on with the exam that you left. {over}".rstrip())
        return left
    blueprint = load_blueprint(edition, ContentCache(places.cache))
    try:
        return begin(study, bank, blueprint, seed, read, extra=extra)
    except Unfillable as error:
        raise UsageError(str(error)) from error


def _sat(
    places: Places,
    study: Study,
    bank: Bank,
    begun: MockExam | Handed,
    *,
    plain: bool,
    certainty: bool,
) -> tuple[int, Handed | None]:
    """Sit it, in the app or in plain lines; how that ended, and what was handed in."""
    if not plain:
        from itilsim.tui.start import open_exam

        return open_exam(places, study, bank, begun, certainty=certainty)
    from itilsim.cli import NOTICE
    from itilsim.plain.console import Console
    from itilsim.plain.exam import sit

    console = Console(sys.stdin, sys.stdout)
    console.say(" ".join(NOTICE.split()), "Type help at any question, quit to leave.")
    return 0, sit(begun, console, certainty=certainty)


def _print_paper(invocation: Invocation, edition: Edition, seed: int, *, key: bool) -> None:
    """Print one paper, for people or as data."""
    from itilsim.content.bank import load_blueprint, shipped_bank
    from itilsim.content.cache import ContentCache
    from itilsim.quiz.assembly import Unfillable, assemble
    from itilsim.quiz.showing import paper_shown
    from itilsim.reports.paper import paper_data, paper_text

    blueprint = load_blueprint(edition, ContentCache(invocation.places.cache))
    try:
        drawn = assemble(shipped_bank(invocation.places), blueprint, seed)
    except Unfillable as error:
        raise UsageError(str(error)) from error
    paper = [item for item in paper_shown(drawn, seed) if item is not None]
    if invocation.as_json:
        print_json(paper_data(paper, key=key))
    else:
        click.echo(paper_text(paper, blueprint, seed, key=key), nl=False)
