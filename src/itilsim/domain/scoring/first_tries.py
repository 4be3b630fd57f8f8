"""Guided play: how often the trainee's own first choice was right.

The one idea: the tutor fills in what is not open yet and takes wrong choices back, so points would
be the tutor's. What counts is the first try on each field that was open on its subject, and the
first answer to each question of the tutor.
"""

from __future__ import annotations

from typing import Final

from itilsim.domain.names import ContactId
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.domain.scoring.tally import FirstTries

ASKED: Final = "question"
"""What the answers to the tutor's questions are counted under."""


def first_tries(judging: Judging) -> FirstTries | None:
    """What the trainee decided, and what of it was right; none of a shift that was not guided."""
    if judging.state.desk.mode != "guided":
        return None
    found: dict[str, tuple[int, int]] = {}
    helped = 0

    def count(name: str, *, right: bool) -> None:
        before, of = found.get(name, (0, 0))
        found[name] = before + right, of + 1

    for each in judging.opportunities.values():
        open_ = _open(judging, each)
        for name in dict.fromkeys(decision.field for decision in each.decisions):
            if name in open_:
                hint = (each.subject, name) in judging.hints
                helped += hint
                right = not hint and not any(one.locked for one in each.all(name))
                count(name, right=right)
    for step in judging.setting.scenario.guided:
        for asked in step.asks:
            if asked.id in judging.answers:
                count(ASKED, right=judging.answers[asked.id] == asked.answer)
    return FirstTries(tuple((name, right, of) for name, (right, of) in found.items()), helped)


def _open(judging: Judging, each: Opportunity) -> set[str]:
    """Fields that are open by the step that names a subject; of others all that ever open."""
    opened: set[str] = set()
    contact = judging.state.desk.contacts.get(ContactId(each.subject))
    names = {each.arrival, each.subject, "" if contact is None else contact.person}
    names |= _scripted(judging.setting, each.truth.cause)
    for step in judging.setting.scenario.guided:
        opened.update(step.opens)
        if names & set(step.subjects):
            break
    return opened


def _scripted(setting: Setting, cause: str) -> set[str]:
    """Ids of the scripted faults that a cause is."""
    return {
        each.id for each in setting.scenario.faults if f"{each.component}/{each.mode}/1" == cause
    }
