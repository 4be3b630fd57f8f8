"""Guided play: how often the trainee's own first choice was right.

The one idea: the tutor fills in what is not open yet and takes wrong choices back, so points would
be the tutor's. What counts is the first try on each field that was open on its subject, and the
first answer to each question of the tutor.
"""

from __future__ import annotations

from itilsim.domain.names import ContactId
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.memory import Judging, Opportunity


def first_tries(judging: Judging) -> tuple[int, int] | None:
    """Fields that were right at the first try, of those that the trainee decided.

    Returns:
        Both numbers, answers to the tutor among them; none of a shift that was not guided.
    """
    if judging.state.desk.mode != "guided":
        return None
    right = decided = 0
    for each in judging.opportunities.values():
        open_ = _open(judging, each)
        for name in dict.fromkeys(decision.field for decision in each.decisions):
            if name in open_:
                decided += 1
                right += not any(one.locked for one in each.all(name))
    for step in judging.setting.scenario.guided:
        for asked in step.asks:
            if asked.id in judging.answers:
                decided += 1
                right += judging.answers[asked.id] == asked.answer
    return right, decided


def _open(judging: Judging, each: Opportunity) -> set[str]:
    """Fields that are open by the step that names a subject; of others all that ever open."""
    opened: set[str] = set()
    contact = judging.state.desk.contacts.get(ContactId(each.subject))
    names = {each.arrival, "" if contact is None else contact.person}
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
