"""`itilsim class`: a class from files alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from itilsim.cli import has_screen
from itilsim.cli.class_erase import erase
from itilsim.cli.class_results import all_graded, results
from itilsim.cli.class_ways import from_run, in_lines, on_a_screen
from itilsim.cli.generated import named_shift, shift_options
from itilsim.cli.invocation import Invocation, pass_invocation, say, shared_options
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS
from itilsim.seat.request import PACES, PaceName
from itilsim.storage.records import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itilsim.classroom.hand_in import Beside
    from itilsim.classroom.plan import ClassPlan, Handout
    from itilsim.domain.names import Mode
    from itilsim.quiz.editions import Edition
    from itilsim.seat.running import Running

LONGEST_NAME: Final = 40
"""Characters of a display name at most. Tuning constant."""


@click.group(name="class")
def classroom() -> None:
    """Prepare an exercise for a class, play in one, and look at what came of it."""


classroom.add_command(erase)


@classroom.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--from",
    "run",
    default="",
    metavar="RUN",
    help="Your own finished run (an id, 'last' or a file): stops, key, run sheet and a guided "
    "lesson are made from it.",
)
@click.option("--shift", default="", metavar="SCENARIO", help="What is played (first-shift).")
@click.option("--seed", type=click.IntRange(0, MOST), metavar="N", help="Its seed.")
@click.option("--title", default="", help="What the lesson is called.")
@click.option(
    "--mode",
    type=click.Choice(["guided", "coached", "practice", "assessed"]),
    help="How much help there is (assessed; with --from guided).",
)
@click.option("--pace", type=click.Choice(tuple(PACES)), help="A running clock.")
@click.option("--edition", type=click.Choice(EDITIONS), help="ITIL edition of the questions (4).")
@click.option(
    "--variants",
    type=click.IntRange(2, 6),
    metavar="N",
    help="N mornings of a generated shift, measured to be as hard; neighbours do not share one.",
)
@shift_options
@shared_options
@pass_invocation
def new(
    invocation: Invocation,
    *,
    folder: Path,
    run: str,
    shift: str,
    seed: int | None,
    title: str,
    mode: str | None,
    pace: str | None,
    edition: str | None,
    variants: int | None,
    organisation: str | None,
    level: int | None,
    minutes: int | None,
    role: str | None,
) -> int:
    """Prepare a class in FOLDER: a plan to edit, the students' file, and what is printed.

    Where FOLDER has a plan already, everything else is made anew from it; what it proposed follows
    another shift or seed. With --from a shift that
    you have played becomes the class. Exit code 1: that run does not give what it claims.
    """
    from itilsim.classroom.plan_file import HANDOUT, PLAN, load_plan, write_handout
    from itilsim.classroom.planning import new_plan, plan_text, proposed_anew
    from itilsim.classroom.printing import printed
    from itilsim.classroom.variants import LETTERS
    from itilsim.storage.files import write_whole
    from itilsim.storage.run_ids import new_seed

    plan = folder / PLAN
    asked = [shift, title, mode, pace, edition, variants, organisation, level, minutes, role, run]
    if plan.exists() and (any(asked) or seed is not None):
        raise UsageError(
            f"{plan} is there already, so options are not taken. Edit it and say 'itilsim class "
            f"new {folder}' once more, or name another folder."
        )
    if run:
        if seed is not None or any((organisation, level, minutes, role, variants)):
            raise UsageError("All play shift and seed of the run: leave others out beside --from.")
        from_run(invocation, folder, run, shift=shift, title=title, mode=mode, pace=pace,
                  edition=edition)  # fmt: skip
    elif not plan.exists():
        chosen = named_shift(shift or "first-shift", organisation, level, minutes, role)
        made = new_plan(
            chosen,
            new_seed() if seed is None else seed,
            invocation.places,
            title=title,
            mode=cast("Mode", mode or "assessed"),
            pace=cast("PaceName | None", pace),
            edition=cast("Edition", edition or "4"),
        )
        if variants is not None:
            made = _varied(made, variants, invocation)
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(plan, plan_text(made).encode())
    elif words := proposed_anew(folder, invocation.places):
        say(words)
    prepared = load_plan(folder, invocation.places)
    write_handout(prepared.handout, folder / HANDOUT)
    for name, text in printed(prepared, invocation.places).items():
        write_whole(folder / name, text.encode())
    say(f"The class {prepared.handout.code} is in {folder}:")
    for name in sorted(path.name for path in folder.iterdir() if path.is_file()):
        say(f"  {name}")
    say(f"Students get {HANDOUT} and play it with: itilsim class play {HANDOUT}")
    if prepared.run is not None:
        say(f"Read where your run is not what grading goes by: itilsim class check {folder}")
    first = f"run-sheet-{LETTERS[0]}.html" if prepared.variants else "run-sheet.html"
    sheet = (folder / first).resolve()
    say(f"Open this in a browser, it says what to do, minute by minute: {sheet}")
    return 0


@classroom.command()
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
@pass_invocation
def check(invocation: Invocation, file: Path) -> int:
    """See beforehand whether this machine can play FILE: a students' file, or a class's folder.

    Of a class that was made from your own run, it plays that again, and lists with ? where you
    decided otherwise than grading goes by, each with its reason.
    """
    from itilsim.classroom.preflight import preflight

    good, asks = True, False
    for each in preflight(file, invocation.places):
        good, asks = good and each.good, asks or each.asks
        click.echo(f"{'✗' if not each.good else '?' if each.asks else '✓'} {each.words}")
    ready = "All is ready; look at what has a ? first." if asks else "All is ready."
    say(ready if good else "What has a ✗ has to be set right first.")
    return 0 if good else 1


@classroom.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="Your display name; twice in pairs."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="FOLDER",
    help="Where the file to hand in is written (here).",
)
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a script.")
@shared_options
@pass_invocation
def play(invocation: Invocation, file: Path, names: tuple[str, ...], out: Path, plain: bool) -> int:
    """Play in a class: FILE is the students' file that your teacher gave you.

    With --plain all of it is in plain lines: questions, shift, stops and their words.
    """
    from itilsim.classroom.attending import Attending, begun_before, seated
    from itilsim.classroom.hand_in import Beside
    from itilsim.classroom.plan_file import load_handout, setting_of
    from itilsim.classroom.variants import handout_for, letter_for
    from itilsim.runs.listing import list_runs
    from itilsim.seat.request import PlayRequest
    from itilsim.seat.running import begin, go_on

    handout = load_handout(file)
    if not plain and (invocation.no_input or not has_screen()):
        raise UsageError("This is no terminal for the app. Add --plain for plain lines.")
    if plain and handout.pace is not None:
        raise UsageError(
            "This class is played with a running clock, and in plain lines time moves with what "
            "you do. Ask your teacher for the class without a pace."
        )
    if invocation.no_input and not names:
        raise UsageError("Say under which display name: --name NAME.")
    places = invocation.places
    names = _named(handout, names)
    before = begun_before(handout, names, list_runs(places), places)
    letter = letter_for(handout, handout.code, names) if before is None else before[1].variant
    handout = handout_for(handout, letter)
    if letter:
        say(f"You play variant {letter}.")
    setting = setting_of(handout, places)
    running: Running | None
    if before is None:
        request = PlayRequest(
            handout.shift, handout.seed, mode=handout.mode, pace=handout.pace,
            edition=handout.edition,
        )  # fmt: skip
        running = begin(request, setting, places)
        run, beside = running.header.id, Beside("hand-in", 1, handout.code, names, variant=letter)
    elif before[0].status == "running":
        run = before[0].header.id
        running = go_on(PlayRequest(resume=run), places)
        beside = seated(before[1], names, len(running.session.shift.journal))
    else:
        running, run, beside = None, before[0].header.id, before[1]
    attending = Attending(handout, beside, run, places)
    over = running is None and attending.is_done
    playing = in_lines if plain else on_a_screen
    if not over and not playing(running, attending, invocation, brief=before is None):
        say("It is saved as you left it. Go on with the same command.")
        return 0
    _hand_in(attending.beside, run, invocation, out)
    return 0


@classroom.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES]…")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where the gradebook and the pages are written (FOLDER/graded).",
)
@click.option("--no-pages", is_flag=True, help="Write no page for each student.")
@shared_options
@pass_invocation
def grade(
    invocation: Invocation, folder: Path, files: tuple[Path, ...], out: Path | None, no_pages: bool
) -> int:
    """Grade the hand-ins of the class in FOLDER: FILES, or all that lie in FOLDER.

    Each is played again; what does not give what it claims is refused. Writes gradebook.csv,
    class-report.html and a page for each student. Exit code 1: something was refused.
    """
    from itilsim.storage.files import write_whole

    prepared, questions, found = all_graded(invocation, folder, files)
    out = out or folder / "graded"
    out.mkdir(parents=True, exist_ok=True)
    made = results(invocation, prepared, questions, found, pages=not no_pages)
    for name, data in made.items():
        write_whole(out / name, data)
    refused = 0
    for each in found:
        for words in each.refused:
            click.echo(f"✗ {each.file}: {words}")
        for words in each.flags:
            click.echo(f"? {each.file}: {words}")
        refused += bool(each.refused)
    say(f"{len(found) - refused} graded, {refused} refused. Written: {out}")
    return 1 if refused else 0


@classroom.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES]…")
@shared_options
@pass_invocation
def report(invocation: Invocation, folder: Path, files: tuple[Path, ...]) -> int:
    """Read the report on the class in FOLDER as text; nothing is written."""
    from itilsim.classroom.class_report import class_report
    from itilsim.classroom.grading import members_of
    from itilsim.reports.text import text

    prepared, questions, found = all_graded(invocation, folder, files)
    members = members_of(found, prepared, invocation.places)
    sections = class_report(found, members, prepared, questions)
    click.echo(text(f"Class report: {prepared.plan.title}", sections), nl=False)
    return 0


@classroom.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--every", type=click.IntRange(1, 3600), default=10, metavar="S", help="Seconds (10)."
)
@click.option("--times", type=click.IntRange(1), metavar="N", help="Look so often, then stop.")
@shared_options
@pass_invocation
def watch(invocation: Invocation, folder: Path, every: int, times: int | None) -> int:
    """Watch FOLDER during a lesson: a line for each hand-in as it arrives. ctrl+c stops."""
    import itertools
    import time

    from itilsim.classroom.hand_in import SUFFIX

    seen: set[Path] = set()
    for number in itertools.count(1):
        new = sorted(set(folder.glob(f"*{SUFFIX}")) - seen)
        if new:
            _, _, found = all_graded(invocation, folder, new)
            for each in found:
                total = "refused" if each.card is None else f"{each.card.total / 100:.0f}"
                click.echo(f"{time.strftime('%H:%M')}  {total:>7}  {each.name}")
            seen.update(new)
        if times is not None and number >= times:
            return 0
        time.sleep(every)
    return 0


def _varied(plan: ClassPlan, many: int, invocation: Invocation) -> ClassPlan:
    """The plan with so many variants, which takes a minute or more."""
    from itilsim.classroom.seeking import with_variants
    from itilsim.classroom.variants import equality

    say(f"Mornings are tried until {many} are as hard as one another; ctrl+c stops.")
    varied = with_variants(plan, many, invocation.places, say)
    say(equality(varied))
    return varied


def _named(handout: Handout, given: Sequence[str]) -> tuple[str, ...]:
    """Display names that this class knows; asked for where none was given.

    Raises:
        UsageError: If one is not on the roster, or there are too many or too few.
    """
    from itilsim.content.clean import clean_line
    from itilsim.content.locate import nearest

    wanted = 2 if handout.seats == "pairs" else 1
    say(f"{handout.title} · class {handout.code}")
    if not given:
        given = [
            click.prompt(
                f"Your display name{'' if wanted == 1 else f', {n} of {wanted}'}", err=True
            )
            for n in range(1, wanted + 1)
        ]
    names = tuple(clean_line(each).strip()[:LONGEST_NAME] for each in given)
    if len(names) != wanted or not all(names) or len(set(names)) != wanted:
        many = "one display name" if wanted == 1 else "two different display names"
        raise UsageError(f"This class is played under {many}: --name NAME.")
    for each in names:
        if handout.roster and each not in handout.roster:
            near = nearest(each, handout.roster)
            hint = f" Did you mean {near}?" if near else ""
            raise UsageError(f"{each!r} is not on the list of this class.{hint}")
    return names


def _hand_in(beside: Beside, run: str, invocation: Invocation, out: Path) -> None:
    """Write what is handed in, and say where."""
    from itilsim.classroom.hand_in import file_name, write_hand_in
    from itilsim.runs.opened import open_run

    path = out / file_name(beside)
    if not out.is_dir():
        raise UsageError(f"There is no folder {out}.")
    write_hand_in(beside, open_run(run, invocation.places).stored, path)
    say(f"Hand in this file: {path}")
