"""Who was told what and when, and what became of the rest, in words."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.debriefing.values import Afterwards, Debrief, Left, Told
from itilsim.domain.names import REQUESTS
from itilsim.reports.blocks import Block, Items, Paragraph, Table
from itilsim.reports.wording import headline_of
from itilsim.words.evidence import Naming
from itilsim.words.labels import FACTS, conversation, duration

_TOLD = {
    "call-taken": "the call was taken",
    "caller-replied": "was written to",
    "caller-updated": "heard how it stands",
    "notice-sent": "notice on how it stands",
    "restoration-confirmed": "was asked whether it works",
    "workaround-applied": "was talked through",
}
_WISHED = {"restoration-confirmed": "was asked whether all is done"}
"""The same to somebody who had wished for something."""
_WITH = {"workaround-applied": ""}
"""What joins the knowledge to the words, where it is not ", with"."""


def people_told(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """The timeline of words, and how long each person waited."""
    silent = [each for each in debrief.waited if each.first_word is None]
    if silent:
        names = ", ".join(naming.person(each.person) for each in silent)
        yield Paragraph(f"Never told anything: {names}.")
    yield Paragraph(
        "How long people waited for the first word, how many words they had, how often they asked "
        "again, and the longest silence."
    )
    yield Table(
        ("Who", "First word", "Words", "Asked", "Silence"),
        tuple(
            (
                f"{naming.time(debrief.subjects[each.subject].at)} {naming.person(each.person)}",
                "never" if each.first_word is None else duration(each.first_word),
                str(each.words), str(each.chased), duration(each.silence),
            )
            for each in debrief.waited
        ),
        frozenset({2, 3}),
    )  # fmt: skip
    yield Table(
        ("Time", "Who", "What"),
        tuple(
            (naming.time(each.at), whom, _what(each, debrief, naming))
            for each in debrief.told
            if (whom := _whom(each, naming))
        ),
    )


def _whom(told: Told, naming: Naming) -> str:
    """Who was told; empty: there was nobody, for only monitoring had reported it."""
    names = [*(naming.person(each) for each in told.people),
             *(naming.group(each) for each in told.groups)]  # fmt: skip
    return "; ".join(names)


def _what(told: Told, debrief: Debrief, naming: Naming) -> str:
    known = debrief.subjects.get(told.subject)
    wish = known is not None and known.record in REQUESTS
    words = (_WISHED if wish else {}).get(told.kind) or _TOLD.get(told.kind, told.kind)
    if told.kind == "call-taken" and known is not None:
        words = f"the {conversation(known.channel)} was taken"
    if told.knowledge:
        words += f"{_WITH.get(told.kind, ', with')} {told.knowledge}"
    if told.next_update is not None:
        words += f"; next update by {naming.time(told.next_update)}"
    return words


def after_you(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """What was left, and what happened on the other side of the border."""
    yield Paragraph(
        f"You left at {naming.time(debrief.ended_at)}. Outcome was taken at "
        f"{naming.time(debrief.finished_at)}; in between the world ran on without you."
    )
    if debrief.left:
        yield Paragraph("Not over when you left:")
        yield Items(tuple(_left(each, debrief, naming) for each in debrief.left))
    else:
        yield Paragraph("Nothing was left open.")
    if debrief.afterwards:
        yield Paragraph("Happened after you:")
        yield Items(tuple(_afterwards(each, debrief, naming) for each in debrief.afterwards))


def _left(each: Left, debrief: Debrief, naming: Naming) -> str:
    words = headline_of(each.subject, debrief, naming)
    if not each.ticket:
        return f"{words}: nobody logged it."
    words += f": with {naming.team(each.team or '')}"
    words += ", in your note" if each.handed_over else ", not in a note"
    if each.promised_at is not None:
        words += f", next update promised by {naming.time(each.promised_at)}"
    return f"{words}."


def _afterwards(each: Afterwards, debrief: Debrief, naming: Naming) -> str:
    if each.subject not in debrief.subjects:
        about = each.subject.partition("/")[0]
        return f"{naming.time(each.at)} {FACTS[each.kind]}: {about}."
    about = headline_of(each.subject, debrief, naming)
    arrived = each.at == debrief.subjects[each.subject].at
    return f"{about}." if arrived else f"{naming.time(each.at)} {FACTS[each.kind]}: {about}."
