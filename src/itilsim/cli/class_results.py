"""What came of a class: hand-ins graded beside one another, and what is written of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from itilsim.cli.invocation import Invocation
from itilsim.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from itilsim.classroom.grading import Graded
    from itilsim.classroom.plan_file import Prepared
    from itilsim.quiz.questions import Item


def all_graded(
    invocation: Invocation, folder: Path, files: Sequence[Path]
) -> tuple[Prepared, dict[str, Item], tuple[Graded, ...]]:
    """The class of a folder with its questions, and its hand-ins graded beside one another.

    Raises:
        UsageError: If there is nothing to grade.
    """
    from itilsim.classroom.hand_in import SUFFIX
    from itilsim.classroom.plan_file import load_plan

    prepared = load_plan(folder, invocation.places)
    wanted = [
        path
        for each in files or (folder,)
        for path in (sorted(each.glob(f"*{SUFFIX}")) if each.is_dir() else [each])
    ]
    if not wanted:
        raise UsageError(f"There is no hand-in (*{SUFFIX}) in {folder}.")
    questions, found = graded_files(invocation, prepared, wanted)
    return prepared, questions, found


def graded_files(
    invocation: Invocation, prepared: Prepared, files: Sequence[Path]
) -> tuple[dict[str, Item], tuple[Graded, ...]]:
    """The questions of a class, and these hand-ins graded beside one another."""
    from itilsim.classroom.grading import compared, grade
    from itilsim.content.bank import shipped_bank

    bank = shipped_bank(invocation.places)
    questions = {item.id: item for item in bank.of_edition(prepared.plan.edition)}
    return questions, compared(
        tuple(grade(files, prepared, questions, invocation.places)), prepared
    )


def results(
    invocation: Invocation,
    prepared: Prepared,
    questions: Mapping[str, Item],
    found: Sequence[Graded],
    *,
    pages: bool,
) -> dict[str, bytes]:
    """Gradebook, class report and a page for each student, by the names of their files."""
    from itilsim.classroom.class_report import class_report
    from itilsim.classroom.gradebook import gradebook
    from itilsim.classroom.grading import members_of
    from itilsim.reports.html import debrief_html, html

    members = members_of(found, prepared, invocation.places)
    sections = class_report(found, members, prepared, questions)
    about = f"Class {prepared.handout.code}"
    page = html(f"Class report: {prepared.plan.title}", sections, about)
    made = {
        "gradebook.csv": gradebook(found, prepared).encode(),
        "class-report.html": page.encode(),
    }
    for member in members if pages else ():
        who = f"{member.graded.name} · {prepared.plan.title} · class {prepared.handout.code}"
        written = debrief_html(member.debrief, member.own.setting, prepared.plan.edition, who=who)
        made[f"{Path(member.graded.file).stem}.html"] = written.encode()
    return made
