"""`itilsim debrief`: what came of a shift, and why."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itilsim.domain.debrief import Debrief
    from itilsim.domain.facts import Fact
    from itilsim.domain.scoring.tally import Finding
    from itilsim.learner.from_findings import Exercise
    from itilsim.quiz.editions import Edition
    from itilsim.reports.blocks import Section
    from itilsim.runs.debriefed import Debriefed
    from itilsim.runs.opened import OpenedRun
    from itilsim.runs.replaying import Log

ROUNDED = 0.5
"""By how much a total may differ from the whole points of a debrief."""


@click.command()
@click.argument("run")
@click.option("--md", is_flag=True, help="Write Markdown instead of plain text.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write one HTML file to read, hand out or print; '-' is stdout.",
)
@click.option(
    "--beside",
    metavar="OTHER",
    default="",
    help="Set another run of the same shift beside it: a run id or a run file.",
)
@json_option
@shared_options
@pass_invocation
def debrief(
    invocation: Invocation, run: str, md: bool, page: Path | None = None, beside: str = ""
) -> None:
    """Show what your decisions did; RUN is a run id, 'last', or a run file."""
    from itilsim.learner.training import learners_exam, trained_for
    from itilsim.reports import debrief_markdown, debrief_text
    from itilsim.runs.opened import open_run
    from itilsim.runs.replaying import log_to_read

    if md + invocation.as_json + (page is not None) > 1:
        raise click.UsageError("--md, --html and --json exclude each other: choose one.")
    opened = open_run(run, invocation.places)
    other = _other(invocation, opened, beside)
    log = log_to_read(opened)
    debriefed = _debriefed(invocation, opened, log)
    found = debriefed.debrief
    for words in _remarks(opened, log.facts, found):
        say(words)
    _learn(opened, debriefed)
    exam = learners_exam(invocation.places, _edition(opened))
    trained = trained_for(invocation.places, debriefed.findings, exam)
    learn = _to_learn(invocation, debriefed, exam)
    compared, besides = _besides(invocation, opened, found, other)
    if invocation.as_json:
        from itilsim.storage.codec import encode

        more = {**_also(opened, debriefed, exam, learn), **compared}
        trains = [encode(each) for each in trained]
        print_json(
            {"schema_version": 2, "run": opened.id, **encode(found), **more, "trains": trains}
        )
        return
    if page is not None:
        from itilsim.cli.output import STDOUT, write_out
        from itilsim.reports.html import debrief_html

        besides += _what_mattered(invocation, opened, log)
        written = debrief_html(found, opened.setting, exam, trained, learn, besides)
        write_out(page, written.encode())
        if page != STDOUT:
            say(f"Written: {page}")
        return
    form = debrief_markdown if md else debrief_text
    words = form(found, opened.setting, exam, trained=trained, learn=learn, besides=besides)
    click.echo(words, nl=False)


def _other(invocation: Invocation, run: OpenedRun, named: str) -> OpenedRun | None:
    """The run to be set beside another one, if it may be; none: nobody named one."""
    from itilsim.domain.errors import UsageError
    from itilsim.runs.comparing import why_not
    from itilsim.runs.opened import open_run

    if not named:
        return None
    other = open_run(named, invocation.places)
    if why := why_not(run, other):
        raise UsageError(why)
    return other


def _besides(
    invocation: Invocation, run: OpenedRun, found: Debrief, other: OpenedRun | None
) -> tuple[dict[str, object], list[Section]]:
    """What stands behind the first page: from where it was begun again, and the other run."""
    from itilsim.reports.beside import begun_again_section, beside_of
    from itilsim.runs.installed import Installed
    from itilsim.runs.listing import notes_on
    from itilsim.runs.origin import origin_of
    from itilsim.runs.references import References
    from itilsim.storage.codec import encode

    header = run.stored.header
    sections = list(begun_again_section(header))
    origin = origin_of(header)
    data: dict[str, object] = {} if origin is None else {"begun_again": encode(origin)}
    if other is None:
        return data, sections
    for words in (*other.stored.remarks, *notes_on(other.stored, Installed(invocation.places))):
        say(f"Of {other.id}: {words.rstrip('.')}.")
    references = References.at(invocation.places)
    try:
        compared, section = beside_of(run, found, other, references)
    finally:
        references.close()
    data["beside"] = {"run": other.id, **encode(compared)}
    return data, [*sections, section]


def _what_mattered(invocation: Invocation, run: OpenedRun, log: Log) -> list[Section]:
    """The decisions that mattered, played again; nothing where the run cannot be played on."""
    from itilsim.cli.what_if import changing
    from itilsim.reports.counterfactuals import mattered
    from itilsim.runs.attainable import course_of, why_not
    from itilsim.runs.references import References

    if why_not(run):
        return []
    references = References.at(invocation.places)
    try:
        course = course_of(run, log, references)
    finally:
        references.close()
    tried, dear, followed = changing(invocation, course)
    return [mattered(course, dear, followed, tried)]


def _to_learn(
    invocation: Invocation, debriefed: Debriefed, exam: Edition | None
) -> list[tuple[Finding, Exercise]]:
    """What is less than full, with its card and its question in the learner's exam."""
    from itilsim.content.bank import shipped_bank
    from itilsim.domain.debriefing.values import FULL
    from itilsim.domain.errors import ItilsimError
    from itilsim.learner.effect import without_kept_back
    from itilsim.learner.from_findings import exercise_on
    from itilsim.quiz.editions import USUAL_EDITION
    from itilsim.storage.study import open_study

    bank = shipped_bank(invocation.places)
    if invocation.places.has_data():
        # A debrief is not kept from anybody because something else of their data is damaged.
        with contextlib.suppress(ItilsimError), open_study(invocation.places) as study:
            bank = without_kept_back(bank, study)
    dearest = [each.finding for each in debriefed.debrief.dearest]
    below = [each for each in debriefed.findings if each.credit < FULL]
    return [
        (each, exercise_on(each, bank, exam or USUAL_EDITION))
        for each in dict.fromkeys((*dearest, *below))
    ]


def _also(
    opened: OpenedRun,
    debriefed: Debriefed,
    exam: Edition | None,
    learn: list[tuple[Finding, Exercise]],
) -> dict[str, object]:
    """What data have beside the debrief's values: reasons in words, and where to learn."""
    from itilsim.reports.decisions import trouble_of
    from itilsim.reports.principles import principle_of
    from itilsim.reports.reasons import reason
    from itilsim.reports.wording import naming_of
    from itilsim.storage.codec import encode

    found = debriefed.debrief
    naming = naming_of(found, opened.setting)
    lost = {each.finding: each.lost for each in found.dearest}
    principle = principle_of(found, exam)
    return {
        "learn": [
            {
                "criterion": finding.criterion,
                "subject": finding.subject,
                "at": finding.at,
                "credit": finding.credit,
                "lost": lost.get(finding, 0),
                "reason": reason(finding, naming, trouble_of(finding.subject, found, naming)),
                "topics": list(exercise.topics),
                "card": None if exercise.card is None else exercise.card.id,
                "question": None if exercise.question is None else exercise.question.id,
            }
            for finding, exercise in learn
        ],
        "guiding_principle": None if principle is None else encode(principle),
    }


def _debriefed(invocation: Invocation, run: OpenedRun, log: Log) -> Debriefed:
    """The debrief, with references that are remembered."""
    from itilsim.runs.references import References
    from itilsim.runs.verifying import debrief_of_run

    references = References.at(invocation.places)
    try:
        return debrief_of_run(run, log, references)
    finally:
        references.close()


def _remarks(run: OpenedRun, facts: tuple[Fact, ...], found: Debrief) -> Iterator[str]:
    """What a reader should know about where this comes from."""
    from itilsim.runs.listing import another_scenario
    from itilsim.storage.rows import score_of

    stored, seen = run.stored, run.stored.verification
    yield from stored.remarks
    if run.same_engine and not run.installed:
        yield f"Beware: {another_scenario(stored.header)}. This is {stored.header.scenario_digest}."
    if not run.same_engine:
        yield (
            f"Played with engine {stored.header.engine}: nobody stands beside it here, and "
            f"outcome is left out. {_score_then(run)}"
        )
        return
    if seen is not None and seen.verdict == "differs":
        yield f"Beware: it did not verify when it was taken in. {seen.words}"
    elif not _as_left(run, facts):
        yield "Beware: the journal gives another log than the run says it left. This is its own."
    claimed = score_of(stored.score)
    total = next((line.points for line in found.score if line.name == "total"), None)
    if claimed is not None and total is not None and abs(claimed["total"] - total) > ROUNDED:
        yield f"Beware: the run claims a total of {claimed['total']}. This is its own."


def _learn(run: OpenedRun, debriefed: Debriefed) -> None:
    """Call the cards back on which a run of ours shows a mistake; a file teaches nobody here."""
    from itilsim.domain.errors import ItilsimError
    from itilsim.learner.joining import learn_from_run

    try:
        learn_from_run(run, debriefed.findings, int(time.time()))
    except ItilsimError as error:
        say(f"The cards do not know of this shift yet: {error}")


def _as_left(run: OpenedRun, facts: tuple[Fact, ...]) -> bool:
    """Whether these facts are the log that the run says it left."""
    from hashlib import sha256

    from itilsim.domain.facts import line

    log = "".join(f"{line(fact)}\n" for fact in facts)
    return run.stored.log_digest == f"sha256:{sha256(log.encode()).hexdigest()}"


def _score_then(run: OpenedRun) -> str:
    """What there is to say of a score that cannot be worked out again here."""
    from itilsim.storage.rows import score_of

    if run.from_elsewhere:
        return "It comes from a file and cannot be verified here, so that no score is shown."
    score = score_of(run.stored.score)
    return f"Its own score then: {score['total']:.0f}." if score else "It had no score."


def _edition(run: OpenedRun) -> Edition | None:
    """The edition that was studied for, if the run says so."""
    from itilsim.quiz.editions import edition_named

    return edition_named(run.stored.header.options.get("studying", ""))
