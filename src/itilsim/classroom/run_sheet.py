"""The run sheet: what a teacher has in hand while the class plays, on two or three pages.

The one idea: in the order in which it is needed, with real minutes beside simulated ones. What
students may not see, the words above all, stands here and in the key, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from itilsim.classroom.answer_key import priority_words
from itilsim.classroom.differences import differences
from itilsim.classroom.expected import Arrival, Expected
from itilsim.classroom.lesson import (
    DECISION,
    LATE,
    Phase,
    PhaseName,
    cuts,
    last_minute,
    phase,
    phases,
    stops_at,
    too_late,
    whole,
)
from itilsim.classroom.misconceptions import to_expect
from itilsim.classroom.pages import Aloud, Part, PrintedBlock, page
from itilsim.classroom.plan import ClassPlan, Seats
from itilsim.classroom.plan_file import HANDOUT
from itilsim.classroom.variants import on_the_sheet
from itilsim.classroom.wording import (
    CHECK,
    PLAY,
    TEACHERS,
    about,
    best_of,
    objectives,
    options,
    time_of,
)
from itilsim.reports.blocks import Entry, Items, Paragraph, Table
from itilsim.words.labels import counted

SEATS: Final[dict[Seats, str]] = {
    "alone": "One student at a screen.",
    "pairs": "Two at a screen, under two names: one types, one reads and decides; change at each "
    "stop.",
    "hot_seat": "One after another at one screen: who leaves says nothing, the records have to "
    "speak for themselves.",
}
"""Who sits where, as a sentence."""


def run_sheet(plan: ClassPlan, code: str, expected: Expected) -> str:
    """The page.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift as textbook plays it.
    """
    parts = (
        Part("begin", "To begin with", tuple(_begin(plan, code, expected))),
        *(
            (
                Part(
                    "variants",
                    "Variants",
                    (Entry("Each has its own run sheet and key", tuple(on_the_sheet(plan, code))),),
                ),
            )
            if plan.variants
            else ()
        ),
        Part("minutes", "Real minutes", tuple(_minutes(plan, expected))),
        *((Part("stops", "Stops", tuple(stop_blocks(plan, expected))),) if plan.stops else ()),
        Part("comes", "What comes in", tuple(_comes(expected))),
        Part("expect", "What students may believe", tuple(expectations(plan, expected))),
        Part("late", f"If you begin {LATE} minutes late", tuple(_late(plan, expected))),
        Part("mishaps", "If something happens", MISHAPS),
    )
    return page(f"Run sheet: {plan.title}", parts, about(plan, code, expected), layout="sheet",
                foot=TEACHERS)  # fmt: skip


def _begin(plan: ClassPlan, code: str, expected: Expected) -> Iterator[PrintedBlock]:
    lines = (
        ("Code", f"{code}: all screens show it. Who has another one has another file."),
        ("", "It has no 0 and no 1: what looks like them is a letter."),
        ("Students type", PLAY),
        ("Before the day", CHECK),
        ("Seats", SEATS[plan.seats]),
        ("Clock", clock_words(plan, expected)),
    )
    yield Entry(f"Class {code}", lines)
    yield Paragraph(
        "Have the handbook at hand as well: it has the briefing to read aloud, the questions to "
        "think about, and the three moments."
    )
    yield Paragraph("Afterwards students can:")
    yield Items(objectives(plan, expected))


def clock_words(plan: ClassPlan, expected: Expected) -> str:
    """How time moves, and how far a class comes."""
    room, takes = phase("play", plan.minutes).minutes, whole(plan, expected)
    moves = (
        "Time moves with what is done; thinking is free."
        if plan.pace is None
        else f"The clock runs ({plan.pace}); it slows while a form is open."
    )
    entries = counted(len(expected.journal), "step")
    reckoned = f"The whole shift is {entries}; at {DECISION} seconds each, with the stops, that is "
    reckoned += f"about {counted(takes, 'minute')}, and there are {room}."
    if takes <= room:
        return f"{moves} {reckoned} Who is done early reads the desk card once more."
    until = time_of(last_minute(plan, expected), expected)
    return (
        f"{moves} {reckoned} Most will be at about {until} when time is up: say so beforehand, and "
        "let all end the shift (Q) then."
    )


def _minutes(plan: ClassPlan, expected: Expected) -> Iterator[PrintedBlock]:
    rows: list[tuple[int, tuple[str, str, str]]] = []
    for each in phases(plan.minutes):
        teacher, students = phase_words(each, plan)
        rows.append((each.begins, (f"{each.begins}–{each.ends}", teacher, students)))
    for number, (stop, at) in enumerate(zip(plan.stops, stops_at(plan, expected), strict=True), 1):
        when = f"about {at}"
        what = f"Stop {number}, at {time_of(stop.minute, expected)} on their screens"
        what += " (most will not get through it)" if too_late(at, plan) else ""
        rows.append(
            (at, (when, what, "Vote on the screen, tell a neighbour why, vote again by hand"))
        )
    rows.sort(key=lambda each: each[0])
    yield Table(("Minute", "You", "The class"), tuple(row for _, row in rows))
    if plan.stops:
        yield Paragraph(
            f"Stops come when a student's own shift reaches them, reckoned at {DECISION} seconds a "
            "step. Wait until most are there; who is early waits, nobody's clock runs."
        )


def phase_words(each: Phase, plan: ClassPlan) -> tuple[str, str]:
    """What teacher and class do in a part of the lesson."""
    before = f" and answer {counted(len(plan.before), 'question')}" if plan.before else ""
    after = (
        f"Answer {counted(len(plan.after), 'question')} on the screen; then two "
        if plan.after
        else "Two "
    )
    again = (
        ("Tell which answers were right, and why: the key has it", "Say what made them choose")
        if plan.before or plan.after
        else ("Let the class choose one more moment", "Say what they would do there another time")
    )
    pages: dict[PhaseName, tuple[str, str]] = {
        "arrive": ("Say what it is for. Hand out the desk card",
                   f"Type the line, check the code{before}"),
        "brief": ("Read the briefing aloud, ask two things about it", "Listen, vote on both"),
        "play": ("Walk round. Help with the screen, never with the answer", "Play"),
        "reflect": ("Be quiet", f"{after}questions to think about, each alone, in writing"),
        "discuss": ("Three moments: what was known, what was chosen, what came of it",
                    "Say what they did, and why"),
        "answer": again,
        "improve": ("Ask for one thing to do better tomorrow", "Name it, hand in the file"),
    }  # fmt: skip
    return pages[each.name]


def stop_blocks(plan: ClassPlan, expected: Expected) -> Iterator[PrintedBlock]:
    """Each stop with its question, the best answer, why, and the word."""
    likely = stops_at(plan, expected)
    for number, stop in enumerate(plan.stops, 1):
        lines = [
            ("Question", stop.question),
            *(("", each) for each in options(stop)),
            ("Best", best_of(stop)),
            ("Why", stop.why or "–"),
        ]
        when = f"minute {stop.minute} of the shift ({time_of(stop.minute, expected)})"
        yield Entry(f"Stop {number}: {when}, about minute {likely[number - 1]}", tuple(lines))
        yield Aloud("When all have voted, read aloud", stop.word)


def _comes(expected: Expected) -> Iterator[PrintedBlock]:
    """What comes in, and what is done about it; the instructor's deeds in their own order."""
    slips = {each.finding.subject for each in differences(expected) if each.is_slip}
    rows = tuple(
        (
            str(each.number),
            each.time,
            f"{each.who} ({each.channel.lower()})",
            each.words,
            priority_words(each, expected),
            _done(each, expected, slips),
        )
        for each in expected.arrivals
    )
    who = "What you did, and when" if expected.is_authored else "What a careful analyst does"
    yield Table(("Card", "Time", "Who", "Says", "P", who), rows, frozenset({0}))
    if not expected.is_authored:
        yield Paragraph(
            "Times are those of the shift, for somebody who does everything just so. Who does less "
            "hears from the same people again, and from more of them."
        )
        return
    turns = sorted((each.turn, each.number) for each in expected.arrivals if each.turn)
    yield Paragraph(
        f"You took up the cards in this order: {', '.join(str(card) for _, card in turns)}. Times "
        "are those of your own shift; a class is slower, and hears from the same people again."
    )
    if slips:
        yield Paragraph(
            "≠ stands where what you did is not what grading goes by: the answer key says where, "
            "and why. P is the priority that grading goes by."
        )


def _done(arrival: Arrival, expected: Expected, slips: set[str]) -> str:
    mark = "≠ " if arrival.subject in slips else ""
    if not arrival.deeds:
        return f"{mark}{'nothing' if expected.is_authored else 'nothing to do'}"
    if expected.is_authored:
        return f"{mark}No. {arrival.turn or '–'}: {'; '.join(arrival.deeds)}"
    return f"{arrival.answered}: {'; '.join(arrival.deeds)}"


def expectations(plan: ClassPlan, expected: Expected) -> Iterator[PrintedBlock]:
    """What is often believed of what the shift asks for, and what to say."""
    found = to_expect(expected.criteria, plan.edition)
    yield Table(("Heard", "Say"), tuple((f"“{each.believed}”", each.instead) for each in found))


def _late(plan: ClassPlan, expected: Expected) -> Iterator[PrintedBlock]:
    found = cuts(plan)
    yield Table(
        ("Leave out, in this order", "Saves, min"),
        tuple((each.words, str(each.minutes)) for each in found),
        frozenset({1}),
    )
    saved = sum(each.minutes for each in found)
    keep = "Keep the playing, the quiet reflection and one moment: that is what stays."
    if saved >= LATE:
        yield Paragraph(f"Together {saved} minutes. {keep}")
        return
    room = phase("play", plan.minutes)
    at = time_of(last_minute(plan, expected) * 2 // 3, expected)
    yield Paragraph(
        f"Together {saved} minutes; the rest comes off the {room.minutes} for playing. Let all end "
        f"the shift at about {at}. {keep}"
    )


_ENDING: Final = (
    "Let everybody end the shift as they would at its end (Q): it asks for the note to those who "
    "take over. The world then goes on without them, and what they left counts as left. Everybody "
    "is judged by the same rule, and the file can be handed in. A shift that was only closed is "
    "saved, and is no hand-in: type the same line again and go on."
)
_MACHINE: Final = (
    "Nothing that was done on it is lost once it starts again: the same line goes on where it "
    "stood. If it does not start, let the student join a neighbour; or begin anew on another "
    f"machine with the same {HANDOUT}. It is the same shift. Cards and timeline on paper carry on "
    "without any machine."
)
_NETWORK: Final = (
    "Nothing needs it once itilsim is installed and everybody has the file. Collect the hand-ins "
    "on a stick, or later: each is a file of its own."
)
MISHAPS: Final[tuple[PrintedBlock, ...]] = (
    Entry("Ending early", (("", _ENDING),)),
    Entry("A machine is lost", (("", _MACHINE),)),
    Entry("The network is lost", (("", _NETWORK),)),
)
"""What to do when something goes wrong."""
