"""`itilsim class erase`: what classes left of somebody, at home and in a class's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from itilsim.cli import on_terminal
from itilsim.cli.class_results import graded_files, results
from itilsim.cli.invocation import Invocation, pass_invocation, say, shared_options
from itilsim.domain.errors import UsageError
from itilsim.words.labels import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itilsim.classroom.plan_file import Prepared


HELP: Final = """Erase what classes left: yours on this machine, or one learner's in a FOLDER.

\b
    itilsim class erase                         all classes played here
    itilsim class erase students.itilclass      one of them; its code will do
    itilsim class erase FOLDER --learner NAME   for the teacher: one learner

What goes and what stays is said first.
"""


@click.command(help=HELP)
@click.argument("what", required=False, default="")
@click.option(
    "--learner", default="", metavar="NAME", help="Of a class's FOLDER: whose hand-in and results."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where hand-ins were written (here), or a class was graded (FOLDER/graded).",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared_options
@pass_invocation
def erase(invocation: Invocation, what: str, learner: str, out: Path | None, yes: bool) -> int:
    """Erase what classes left; see `HELP`."""
    is_folder = bool(what) and Path(what).is_dir()
    if learner and not is_folder:
        raise UsageError("Say in which class: itilsim class erase FOLDER --learner NAME")
    if is_folder and not learner:
        raise UsageError(f"Say who: itilsim class erase {what} --learner NAME")
    if is_folder:
        return _erase_learner(invocation, Path(what), learner, out, yes=yes)
    return _erase_left(invocation, what, out or Path(), yes=yes)


def _erase_left(invocation: Invocation, what: str, folder: Path, *, yes: bool) -> int:
    """Erase what classes left of a student on this machine."""
    from itilsim.classroom.erasing import erase_left, left_here
    from itilsim.classroom.plan_file import HANDOUT, load_handout
    from itilsim.storage.erasing import older_copies

    places = invocation.places
    is_file = Path(what).is_file() or what.endswith(Path(HANDOUT).suffix)
    code = load_handout(Path(what)).code if is_file else what.strip().upper()
    left = left_here(code, folder, places)
    if not (left.runs or left.hand_ins or left.beside):
        say("No class has left anything here.")
        return 0
    say(f"Of {', '.join(left.codes)}, played as {', '.join(left.names) or 'nobody'}, this deletes:")
    say(f"  {counted(len(left.runs), 'run')}, and what they add to your progress")
    say("  names, answers at stops and to the questions of the class, times between steps")
    for path in left.hand_ins:
        say(f"  {path}")
    older = len(older_copies(places)) if left.runs else 0
    if older:
        say(f"  {counted(older, 'older copy', 'older copies')} of your data; a new one is made")
    say("It stays: other runs, your answers in quizzes and exams, and hand-ins that lie elsewhere.")
    if not _sure(invocation, yes=yes):
        return 0
    erase_left(left, places)
    say("It is erased.")
    return 0


def _erase_learner(
    invocation: Invocation, folder: Path, name: str, out: Path | None, *, yes: bool
) -> int:
    """Erase one learner from a class's folder."""
    from itilsim.classroom.erasing import erase_learner, learner_in
    from itilsim.classroom.plan_file import load_plan

    graded = out or folder / "graded"
    prepared = load_plan(folder, invocation.places)
    learner = learner_in(folder, name, prepared)
    say(f"Of {name}, in class {prepared.handout.code}, this deletes:")
    for path in learner.alone:
        say(f"  {path}")
    if graded.is_dir():
        say(f"  the row, the page and every mention in {graded}, which is written again")
    if learner.on_roster:
        say("  the name on the list of the class: the students' file gets another code, and")
        say("  hand-ins under the old one still count")
    if learner.others:
        say(f"It stays, under the name “erased”: what they did with {', '.join(learner.others)}.")
    say("It stays: the hand-ins and results of all others; and what lies on other machines.")
    if not _sure(invocation, yes=yes):
        return 0

    def written(prepared: Prepared, files: Sequence[Path]) -> dict[Path, bytes]:
        return _pages(invocation, prepared, files, folder, graded)

    still = erase_learner(learner, folder, graded, invocation.places, written)
    for path in still:
        say(f"? {path} still holds the name: itilsim did not make it, or somebody wrote it there.")
    say(f"{name} is erased from {folder}.")
    return 0


def _sure(invocation: Invocation, *, yes: bool) -> bool:
    """Whether it is to be done; asked where somebody sits there.

    Raises:
        UsageError: If nobody can be asked.
    """
    if yes:
        return True
    if invocation.no_input or not on_terminal():
        raise UsageError("Nothing was deleted. To delete without being asked, add --yes.")
    if click.confirm("There is no way back. Delete it?", err=True):
        return True
    say("Nothing was deleted.")
    return False


def _pages(
    invocation: Invocation, prepared: Prepared, files: Sequence[Path], folder: Path, graded: Path
) -> dict[Path, bytes]:
    """What is printed of a class, and where it has been graded, its gradebook and its report."""
    from itilsim.classroom.printing import printed

    pages = printed(prepared, invocation.places)
    found = {folder / name: text.encode() for name, text in pages.items()}
    if graded.is_dir():
        questions, hand_ins = graded_files(invocation, prepared, files)
        made = results(invocation, prepared, questions, hand_ins, pages=True)
        found |= {graded / name: data for name, data in made.items()}
    return found
