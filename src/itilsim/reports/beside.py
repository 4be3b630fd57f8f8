"""Your other run of the same shift, worded: points, times, and what you decided otherwise.

The one idea: the two stand side by side and nothing is called better but what scored more; where
the mornings differ, nothing is said of decisions, for they answered other questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from itilsim.domain.debriefing.beside import Comparison, Measured, Otherwise, Pair, compare
from itilsim.domain.debriefing.values import FULL, Debrief
from itilsim.domain.errors import UsageError
from itilsim.domain.names import Mode
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Finding
from itilsim.reports.blocks import Block, Entry, Paragraph, Section, Table
from itilsim.reports.decisions import prices_of, trouble_of, what_happened
from itilsim.reports.wording import (
    BANDS,
    CRITERIA,
    choice_words,
    headline_of,
    name_of,
    naming_of,
)
from itilsim.runs.comparing import is_same_morning, why_not
from itilsim.runs.listing import begun_on
from itilsim.runs.opened import OpenedRun
from itilsim.runs.origin import begun_again, clock_in, origin_of
from itilsim.runs.references import References
from itilsim.runs.replaying import log_to_read
from itilsim.runs.verifying import debrief_of_run
from itilsim.storage.records import RunHeader
from itilsim.words.evidence import Naming
from itilsim.words.figures import MINUS, taken
from itilsim.words.labels import MODES, counted, percent, user_minutes

TITLE: Final = "Beside your other run"
"""What the section is called."""
MATTERS: Final = 8
"""So many matters are told; the others are counted. Tuning constant."""
_CHOSEN: Final = frozenset(
    {"kind", "impact", "urgency", "category", "destination", "escalation", "events", "known_error"}
)
"""Criteria of which two answers can both be right: which was chosen is said."""


def beside(
    compared: Comparison,
    one: Debrief,
    other: Debrief,
    setting: Setting,
    others: Setting,
    about: str,
) -> Section:
    """The section.

    Args:
        compared: The two runs.
        one: The debrief that it stands in.
        other: The debrief of the other run.
        setting: The scenario of the one.
        others: The scenario of the other.
        about: Which run the other is, a sentence or two.
    """
    namings = naming_of(one, setting), naming_of(other, others)
    blocks = (
        Paragraph(about),
        *_score(compared),
        *_figures(compared, namings),
        *_decided(compared, (one, other), namings),
    )
    return Section("beside", TITLE, blocks)


def beside_of(
    run: OpenedRun, found: Debrief, other: OpenedRun, references: References
) -> tuple[Comparison, Section]:
    """A debriefed run beside another one, as values and in words.

    Args:
        run: The run.
        found: Its debrief.
        other: The other run.
        references: For the other's debrief.

    Raises:
        UsageError: If the two cannot stand beside each other, or the other has no debrief.
        ContentError: If its file holds what is no command.
        DamagedError: If what is stored of it is damaged.
    """
    if why := why_not(run, other):
        raise UsageError(why)
    theirs = debrief_of_run(other, log_to_read(other), references).debrief
    same = is_same_morning(run.stored.header, other.stored.header)
    compared = compare(found, theirs, same=same)
    about = " ".join(_about(run.stored.header, other.stored.header))
    return compared, beside(compared, found, theirs, run.setting, other.setting, about)


def begun_again_section(header: RunHeader) -> tuple[Section, ...]:
    """That a run was begun again, and what that means for its score; none: it was not.

    Args:
        header: Of the run.
    """
    words = begun_again(header)
    if not words:
        return ()
    said = (
        f"This run was {words}. What came before that was done then; so its score is no new one: "
        "it is not compared with other mornings, and nothing of it goes into your progress."
    )
    return (Section("again", "Begun again", (Paragraph(said),)),)


def _about(one: RunHeader, other: RunHeader) -> Iterator[str]:
    """Which run the other is, and what keeps the two apart."""
    day = begun_on(other)
    when = "" if day is None else f", begun on {day.day} {day:%B %Y}"
    policy = other.options.get("policy", "")
    how = f"played by {policy}" if policy else f"{MODES[cast('Mode', other.mode)].lower()} mode"
    yield f"The other run is {other.id}{when}, {how}."
    mine, theirs = origin_of(one), origin_of(other)
    if mine is not None and mine.run == other.id:
        yield f"This one was begun again from {clock_in(one, mine.at)} of it: before, all is alike."
    elif theirs is not None and theirs.run == one.id:
        yield f"It was begun again from {clock_in(other, theirs.at)} of this: before, all is alike."
    if one.mode != other.mode:
        yield f"This one was played in {MODES[cast('Mode', one.mode)].lower()} mode."
    if one.pace != other.pace:
        paced = "It" if other.pace == "paced" else "This one"
        yield f"{paced} had a running clock, the other did not."
    if one.seed == other.seed and one.engine != other.engine:
        yield "The two were played with different versions of the world."
    elif one.seed == other.seed and one.scenario_digest != other.scenario_digest:
        yield "Between the two the shift or its rules were changed."


def _score(compared: Comparison) -> Iterator[Block]:
    if compared.few:
        yield Paragraph("In one of the two there were too few decisions for points: bands only.")
        yield Table(
            ("", "This run", "The other"),
            tuple((_name(each), *(BANDS.get(band, "–") for band in each.bands))
                  for each in compared.score),
        )  # fmt: skip
        return
    yield Table(
        ("", "This run", "The other", "Difference"),
        tuple(
            (_name(each), _points(each.one), _points(each.other), _difference(each.one, each.other))
            for each in compared.score
        ),
        frozenset({1, 2, 3}),
    )


def _figures(compared: Comparison, namings: tuple[Naming, Naming]) -> Iterator[Block]:
    columns = [
        _column(each, naming)
        for each, naming in zip((compared.one, compared.other), namings, strict=True)
    ]
    rows = tuple((name, columns[0][name], columns[1][name]) for name in columns[0])
    yield Table(("", "This run", "The other"), rows, frozenset({1, 2}))


def _column(each: Measured, naming: Naming) -> dict[str, str]:
    kept = each.kept
    promises = f"{each.promises_kept} of {each.promises}" if each.promises else "none made"
    return {
        "Lost user time": user_minutes(each.lost_user_minutes),
        "Targets met": percent(kept.percent),
        "Answered in time": f"{kept.response_met} of {kept.due}",
        "Restored in time": f"{kept.resolution_met} of {kept.due}",
        "Promises kept": promises,
        "Seat left at": naming.time(each.ended_at),
    }


def _decided(
    compared: Comparison, debriefs: tuple[Debrief, Debrief], namings: tuple[Naming, Naming]
) -> Iterator[Block]:
    if not compared.same:
        yield Paragraph(
            "It was not the same morning: what was decided there answered other questions, so "
            "only points and times stand beside each other."
        )
        return
    subjects = tuple(dict.fromkeys(each.subject for each in compared.otherwise))
    if not subjects:
        yield Paragraph("On every matter you decided the same, and as well.")
        return
    same = f"{counted(compared.alike, 'other decision')} went as they did then."
    if compared.alike == 1:
        same = "One other decision went as it did then."
    yield Paragraph(
        f"On {counted(len(subjects), 'matter')} you decided otherwise, or sooner or later; what "
        f"made most difference stands first. {same if compared.alike else ''}".rstrip()
    )
    for subject in subjects[:MATTERS]:
        found = [each for each in compared.otherwise if each.subject == subject]
        lines = tuple(line for each in found for line in _lines(each, debriefs, namings))
        yield Entry(headline_of(subject, debriefs[0], namings[0]), lines)
    if len(subjects) > MATTERS:
        yield Paragraph(f"And {counted(len(subjects) - MATTERS, 'more matter')}, of less weight.")


def _lines(
    each: Otherwise, debriefs: tuple[Debrief, Debrief], namings: tuple[Naming, Naming]
) -> Iterator[tuple[str, str]]:
    labels = "This run", "The other"
    for label, finding, debrief, naming in zip(
        labels, (each.one, each.other), debriefs, namings, strict=True
    ):
        if finding is not None:
            yield label, _words(finding, debrief, naming)
        else:
            name = name_of(each.one or each.other, naming)  # type: ignore[arg-type]  # one of them is
            yield label, f"{name}: it did not come to that."


def _words(finding: Finding, debrief: Debrief, naming: Naming) -> str:
    """What was decided, when, and what it cost."""
    if finding.credit >= FULL:
        chosen = ""
        if finding.criterion in _CHOSEN:
            chosen = f" ({choice_words(finding.criterion, finding.chosen, naming)})"
        return f"{name_of(finding, naming)}, {naming.time(finding.at)}. Right{chosen}."
    price = prices_of(debrief).get(finding)
    trouble = trouble_of(finding.subject, debrief, naming)
    return what_happened(finding, naming, trouble, f", {taken(price)}" if price else "")


def _name(each: Pair) -> str:
    """Criteria stand indented under their part."""
    return CRITERIA[each.name] if each.name == each.part else f"  {CRITERIA[each.name]}"


def _points(points: int | None) -> str:
    return "–" if points is None else str(points)


def _difference(one: int | None, other: int | None) -> str:
    """By how much the one is more: "+4", "−2", "="."""
    if one is None or other is None:
        return ""
    if one == other:
        return "="
    return f"+{one - other}" if one > other else f"{MINUS}{other - one}"
