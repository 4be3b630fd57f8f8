"""Triage: which reports stand under which record, and what a strange link takes back."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.alike import argues
from itilsim.domain.names import TicketId
from itilsim.domain.scoring.asking import FULL, HALF, Right, asked, finding
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.domain.scoring.outcome import over_at
from itilsim.domain.scoring.tally import Because, Finding, Links, Short


def correlations(judging: Judging) -> Iterator[Finding]:
    """Records linked to one of the same cause, as one finding.

    A wrong link takes back what a right one earns, so linking without looking earns nothing.
    """
    found = asked(judging)
    heads = _heads(judging, found)
    linked = [each for each in found if _parent(judging, each) is not None]
    right = [each for each in linked if _shares_cause(judging, each)]
    wanted = {each.subject for each in right}
    wanted |= {each.subject for each in found if _stands_wrong(judging, each, heads)}
    concerned = wanted | {each.subject for each in linked}
    if not concerned:
        return
    strange = [_strange(judging, each) for each in linked]
    wrong = sum(cost > 0 for cost in strange)
    earned = max(FULL * len(right) - sum(strange), 0)
    # Nothing belonged together: who linked on good grounds has nothing to lose.
    credit = earned // len(wanted) if wanted else FULL - max(strange, default=0)
    head = next(each for each in found if each.subject in concerned)
    decision = head.last("link")
    rejected = any(one.locked for each in found for one in each.all("link"))
    short: Short = "wrong" if wrong else "first_try" if rejected else "not_done"
    every = Links(len(wanted), 0)
    yield finding(
        head,
        "correlation",
        decision,
        credit,
        Links(len(right), wrong),
        Right(every, every, evidence=(decision or head).seen.belongs_to.evidence),
        short,
        (Because("rejected"),) if rejected else (),
    )


def misplaced(judging: Judging) -> Iterator[tuple[Opportunity, Because]]:
    """What its links have cost, report by report in order of arrival, and where each belonged.

    A report that stands alone, with the one under which it belonged; likewise one under which some
    stand while the first report does not; and one that stands under a stranger.
    """
    found = asked(judging)
    heads = _heads(judging, found)
    parents = {_parent(judging, each) for each in found}
    for each in found:
        if _parent(judging, each) is not None:
            if _strange(judging, each):
                yield each, Because("stood_under_a_stranger", about=(each.subject,))
        elif _stands_wrong(judging, each, heads):
            ticket = judging.state.desk.ticket_of(each.subject)
            leads = ticket is not None and ticket.id in parents
            code = "stood_as_the_parent" if leads else "stood_alone"
            yield each, Because(code, about=(each.subject, heads[each.subject]))


def _parent(judging: Judging, each: Opportunity) -> TicketId | None:
    """The record under which it stands; one that was first wrongly left alone stands alone."""
    ticket = judging.state.desk.ticket_of(each.subject)
    if ticket is None or any(decision.locked for decision in each.all("link")):
        return None
    return ticket.parent


def _shares_cause(judging: Judging, each: Opportunity) -> bool:
    parent = judging.by_subject.get(_parent(judging, each) or "")
    return parent is not None and parent.truth.cause == each.truth.cause


def _strange(judging: Judging, each: Opportunity) -> int:
    """What its link takes back, in thousandths; nothing where it often is the right one."""
    decision = each.last("link")
    if decision is None or _shares_cause(judging, each):
        return 0
    choice = decision.seen.belongs_to
    first = judging.by_subject.get(choice.best or "")
    under = judging.by_subject.get(_parent(judging, each) or "")
    if choice.alike is None or first is None or under is None:
        return FULL
    if first.truth.cause != under.truth.cause:
        return FULL
    if choice.alike.accepts(choice.best):
        return 0
    return FULL - HALF * argues(choice, choice.best)


def _stands_wrong(judging: Judging, each: Opportunity, heads: dict[str, str]) -> bool:
    """It is not where it belongs, and where it looks like this it mostly does belong there."""
    if heads[each.subject] == each.subject:
        return False
    if _parent(judging, each) is not None:
        return _strange(judging, each) > 0
    alone = (one.belongs_to.alike for one in (each.seen, *(d.seen for d in each.decisions)))
    known = [one for one in alone if one is not None]
    return not known or not known[-1].accepts(None)


def _heads(judging: Judging, found: list[Opportunity]) -> dict[str, str]:
    """Under what each should stand, by subject: one cause, where that could be seen.

    That is the first report of its cause, unless that itself stands under another one of them: all
    are together then, whichever leads. What comes when those before have been served stands alone
    again: a record that is over takes no child.
    """
    latest: dict[str, list[Opportunity]] = {}
    heads: dict[str, str] = {}
    for each in found:
        before = latest.setdefault(each.truth.cause, [])
        if before and all(_served_by(judging, one, each.at) for one in before):
            before.clear()
        heads[each.subject] = before[0].subject if before and _belongs(each) else each.subject
        before.append(each)
    leads = {head: _parent(judging, judging.by_subject[head]) for head in heads.values()}
    led = {head: lead for head, lead in leads.items() if lead and heads.get(lead) == head}
    return {subject: led.get(head, head) for subject, head in heads.items()}


def _belongs(each: Opportunity) -> bool:
    """Something could be seen to which it belongs."""
    seen = (each.seen, *(decision.seen for decision in each.decisions))
    return any(one.belongs_to.best is not None for one in seen)


def _served_by(judging: Judging, each: Opportunity, at: int) -> bool:
    """Its record was rightly over by then."""
    ticket, over = judging.state.desk.ticket_of(each.subject), over_at(judging, each)
    ended = None if ticket is None or ticket.is_open else ticket.resolved_at
    return ended is not None and over is not None and max(ended, over) <= at
