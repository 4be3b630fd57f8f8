"""The facilitator's handbook of a lesson, and the slides that go with it.

The one idea: both are made from the plan, so that every class has them, whatever it plays. The
handbook tells how to lead it, minute by minute; a slide has what a class must have before its eyes,
and nothing that it is to find out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from itilsim.classroom.differences import NUMBER
from itilsim.classroom.expected import Expected
from itilsim.classroom.lesson import PhaseName, phases, stops_at
from itilsim.classroom.pages import Part, PrintedBlock, page
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.plan_file import HANDOUT
from itilsim.classroom.run_sheet import (
    MISHAPS,
    SEATS,
    clock_words,
    expectations,
    phase_words,
    stop_blocks,
)
from itilsim.classroom.wording import (
    CHECK,
    PLAY,
    STUDENTS,
    TEACHERS,
    about,
    objectives,
    options,
    time_of,
)
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scoring.table import BANDS as LIMITS
from itilsim.reports.blocks import Entry, Items, Paragraph, Table
from itilsim.reports.decisions import seen_then, trouble_of
from itilsim.reports.reasons import reason
from itilsim.reports.wording import BANDS, headline_of, name_of
from itilsim.words.evidence import Naming
from itilsim.words.labels import counted

MOMENTS: Final = 3
"""So many moments are talked about. Source: the 60-minute class."""
_REFLECTION: Final = (
    "Which matter took most of your attention, and was it the most important one?",
    "Whom would you have told something sooner, and what?",
)
"""What is asked where the shift asks nothing of its own."""
_LEADING: Final[dict[PhaseName, str]] = {
    "arrive": "Say the objectives, not the rules. Everybody compares the code on the screen with "
    "the one on the slide; who has another one gets the file again now, not later.",
    "brief": "The briefing is read aloud once. Ask two things that stand in it and let all vote; "
    "where votes differ, let somebody find the line.",
    "play": "Walk round and look over shoulders. A question about the screen gets an answer, a "
    "question about the shift gets one back: what do you see, and what does the card say? Somebody "
    "who has done nothing for a minute and a half may be stuck: ask what they are looking at.",
    "reflect": "Before anybody sees a score. Alone, in writing, in silence: a thought that was "
    "written down is not given up for the first one that is said aloud.",
    "discuss": "Take the moments below that your class really met. Ask what was known then, what "
    "was chosen, and what came of it, in this order. Nobody has to defend a choice: the desk was "
    "busy, and that is part of it.",
    "answer": "Let somebody who chose otherwise say why before you explain: what was believed "
    "teaches more than what is right.",
    "improve": "One thing, which somebody could do tomorrow. Write it where all can see it, and "
    "begin the next lesson with it.",
}
"""How each part is led."""


def handbook(plan: ClassPlan, code: str, expected: Expected, hard: tuple[Debrief, Naming]) -> str:
    """The facilitator's handbook.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift as textbook plays it.
        hard: The debrief of who takes what came first, and names for it.
    """
    parts = (
        Part("prepare", "Prepare", tuple(_prepare(plan, code, expected))),
        Part("lead", "Minute by minute", tuple(_lead(plan, expected))),
        *((Part("ask", "At the stops", tuple(_ask(plan, expected))),) if plan.stops else ()),
        Part("moments", "Three moments", tuple(_moments(expected, *hard))),
        Part("heard", "What you may hear", tuple(expectations(plan, expected))),
        Part("marks", "From bands to marks", tuple(_marks(plan))),
        Part("mishaps", "What to do if", (*MISHAPS, *_PEOPLE)),
    )
    return page(f"Handbook: {plan.title}", parts, about(plan, code, expected), layout="sheet",
                foot=TEACHERS)  # fmt: skip


def _prepare(plan: ClassPlan, code: str, expected: Expected) -> Iterator[PrintedBlock]:
    play_first = (
        "Read in the key where you and the judge differ. Edit class.yaml if something does not "
        "suit, and make the class again."
        if expected.is_authored
        else "Play the shift yourself, once, without the key. Edit class.yaml if something does "
        "not suit, and make the class again."
    )
    to_print = (
        "Print for each student: desk card, map, timeline. For you: run sheet, answer key. For "
        "tables without machines: cards, and scissors."
    )
    rows = (
        ("A week before", play_first),
        ("The day before", f"Copy {HANDOUT} to every machine and type there: {CHECK}"),
        ("", to_print),
        ("In the room", f"Slides up. The code is {code}; students type: {PLAY}"),
    )
    yield Table(("When", "What"), rows)
    yield Paragraph(f"{SEATS[plan.seats]} {clock_words(plan, expected)}")
    yield Paragraph("Afterwards students can:")
    yield Items(objectives(plan, expected))


def _lead(plan: ClassPlan, expected: Expected) -> Iterator[PrintedBlock]:
    for each in phases(plan.minutes):
        teacher, students = phase_words(each, plan)
        lines = [
            ("You", f"{teacher}."),
            ("The class", f"{students}."),
            ("How", _LEADING[each.name]),
        ]
        if each.name == "brief":
            briefing = expected.setting.scenario.briefing
            lines.append(("Read", " ".join((*briefing.words, *briefing.handover))))
            lines += [
                ("Ask", f"{one.words} ({one.options[one.answer]})") for one in briefing.questions
            ]
        if each.name == "play" and plan.stops:
            likely = " and ".join(f"minute {at}" for at in stops_at(plan, expected))
            lines.append(("Stops", f"At about {likely}; see below."))
        if each.name == "reflect":
            lines += [("Ask", words) for words in reflection(expected)]
        minutes = counted(each.minutes, "minute")
        yield Entry(f"{each.begins}–{each.ends} ({minutes})", tuple(lines))


_AT_A_STOP: Final = (
    "Vote on the screen, in silence. Let them show it by hand; do not say which is right.",
    "“Convince the person beside you.” One minute. Vote again, by hand.",
    "Ask somebody who changed their mind what convinced them. Say the best answer and why.",
    "Read the word aloud.",
)
"""How a stop is led."""


def reflection(expected: Expected) -> tuple[str, ...]:
    """What is asked before anybody sees a score."""
    return expected.setting.scenario.reflection[:2] or _REFLECTION


def _ask(plan: ClassPlan, expected: Expected) -> Iterator[PrintedBlock]:
    yield Items(_AT_A_STOP)
    yield from stop_blocks(plan, expected)


_ABOUT_A_MOMENT: Final = (
    "What did you know at that minute? What would you have needed to know? Whom would you have "
    "told?"
)
"""What is asked about any moment."""


def _moments(expected: Expected, hard: Debrief, naming: Naming) -> Iterator[PrintedBlock]:
    yield Paragraph(
        "Here somebody loses most who takes whatever came first; a class will lose here too, and "
        "will not agree. Prepare all three, talk about those that were met. Where hand-ins show "
        "that the class split somewhere else, go there instead."
    )
    found = 0
    told: set[str] = set()
    for dear in hard.dearest:
        finding = dear.finding
        if finding.subject in told or found == MOMENTS:
            continue
        arrival = expected.arrival(finding.subject)
        known = hard.subjects.get(finding.subject)
        if known is None:
            continue
        title = NUMBER.sub("", headline_of(finding.subject, hard, naming))
        if arrival is not None:
            title = f"Card {arrival.number} · {title}"
        trouble = trouble_of(finding.subject, hard, naming)
        words = NUMBER.sub("", reason(finding, naming, trouble))
        best = "; ".join(arrival.deeds) if arrival is not None else ""
        lines = [
            ("Was known", seen_then(finding, naming) or (arrival.words if arrival else "–")),
            ("Its debrief says", f"{name_of(finding, naming)}: “{words}”"),
            (
                "In your run" if expected.is_authored else "Careful work",
                f"{best}." if best else "It never comes to this.",
            ),
            ("Ask", _ABOUT_A_MOMENT),
        ]
        yield Entry(title, tuple(lines))
        told.add(finding.subject)
        found += 1
    if not found:
        yield Paragraph("Nothing stands out: ask the class which decision was hardest.")


def _marks(plan: ClassPlan) -> Iterator[PrintedBlock]:
    rows = tuple(
        (BANDS[band], f"from {points // 100} points", plan.marks.get(band, ""))
        for points, band in LIMITS
    )
    if plan.marks:
        yield Table(("Band", "Reached", "Mark"), rows)
    else:
        yield Table(("Band", "Reached", "Your mark"), rows)
        yield Paragraph("Write your marks into class.yaml, under marks; without them bands stay.")
    yield Paragraph(
        "Competent and above also need that nothing pressing was let down. A first shift is for "
        "learning: for taking part is a fair mark too. Who reaches fewer than "
        f"{plan.struggling} points may need help, or had a bad day: ask."
    )


_LATECOMER: Final = (
    "They begin at once and end with the others; what they did not reach counts as left, so look "
    "at the parts rather than the total."
)
_EARLY: Final = (
    "They write down what they would tell the next shift, then find on the map what would fail if "
    "one item of their choice did."
)
_FROZEN: Final = (
    "“What is the oldest thing that waits?” is always a fair question, and gets them moving."
)
_ALIKE: Final = (
    "Grading shows it. Ask both to explain one decision, each alone, before you think anything of "
    "it."
)
_PEOPLE: Final = (
    Entry("Somebody comes late", (("", _LATECOMER),)),
    Entry("Somebody is done early", (("", _EARLY),)),
    Entry("Somebody freezes", (("", _FROZEN),)),
    Entry("Two journals are alike", (("", _ALIKE),)),
)
"""What to do about people."""


def slides(plan: ClassPlan, code: str, expected: Expected) -> str:
    """Slides, one a page.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift as textbook plays it.
    """
    parts = [
        Part("objectives", "Afterwards you can", (Items(objectives(plan, expected)),)),
        Part("begin", "To begin with", (
            Items((f"Type: {PLAY}", f"Your screen shows {code}. Another code? Say so now.",
                   "Read the note from the shift before.",
                   "The desk card is beside you. Use it.")),
        )),
        Part("how", "While you play", (
            Items((SEATS[plan.seats],
                   "Read first, then decide. You may be wrong: you can put it right.",
                   "Who waits wants to hear from you.",
                   *(("At a stop all wait. Vote alone, then talk.",) if plan.stops else ()))),
        )),
        *(
            Part(f"stop-{number}", f"Stop {number} · {time_of(stop.minute, expected)}", (
                Paragraph(stop.question), Items(options(stop)),
            ))
            for number, stop in enumerate(plan.stops, 1)
        ),
        Part("reflect", "Alone, in writing", (Items(reflection(expected)),)),
        Part("discuss", "Three moments", (
            Items(("What was known at that minute?", "What was chosen, and why?",
                   "What came of it, and for whom?", "Whom would you have told?")),
        )),
        Part("improve", "One thing to do better tomorrow", (
            Items(("Name one thing that you would change.", "Hand in your file.")),
        )),
    ]  # fmt: skip
    return page(plan.title, parts, about(plan, code, expected), layout="slides", foot=STUDENTS)
