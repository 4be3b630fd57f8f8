"""The end of judging: all findings, marks and measures of one run."""

from __future__ import annotations

from dataclasses import replace

from itilsim.domain.scoring import outcome
from itilsim.domain.scoring.conduct import CONDUCT
from itilsim.domain.scoring.finding import Finding
from itilsim.domain.scoring.memory import Judging
from itilsim.domain.scoring.table import DEDUCTIONS
from itilsim.domain.scoring.tally import Tally
from itilsim.domain.scoring.triage import TRIAGE


def finish(judging: Judging) -> Tally:
    """The tally of a log that has been seen to its end."""
    judging.losses.finish(judging.setting.end)
    findings: list[Finding] = []
    marks: dict[str, int] = {}
    for name, judge in (TRIAGE | CONDUCT).items() if judging.decisions else ():
        found = list(judge(judging))
        if found:
            marks[name] = sum(each.credit for each in found) // len(found)
            findings += found
    points = {each.id: each.points for each in DEDUCTIONS}
    taken = [replace(each, credit=-points[each.criterion]) for each in judging.deductions]
    times: dict[str, int] = {}
    for each in taken:
        times[each.criterion] = times.get(each.criterion, 0) + 1
    times["teams"] = _third_teams(judging)
    return Tally(
        marks,
        outcome.measures(judging),
        times,
        _counts(judging),
        outcome.sla(judging),
        judging.losses.user_minutes,
        outcome.cost(judging),
        outcome.satisfaction(judging),
        sum(len(each.decisions) for each in judging.opportunities.values()),
        judging.losses.by_cause(),
        tuple(sorted([*findings, *taken], key=lambda each: (each.at, each.position))),
    )


def _third_teams(judging: Judging) -> int:
    """Third and further teams, over all records."""
    total = 0
    for each in judging.opportunities.values():
        teams = {decision.value for decision in each.all("team")} - {"SD"}
        total += max(len(teams) - 2, 0)
    return total


def _counts(judging: Judging) -> dict[str, int]:
    """The counts that `simulate` prints."""
    tickets = judging.state.desk.tickets.values()
    kinds = judging.counts
    return {
        "facts": judging.position,
        "alerts": kinds.get("alert-raised", 0),
        "contacts": kinds.get("contact-arrived", 0),
        "incidents": sum(ticket.record == "incident" for ticket in tickets),
        "requests": sum(ticket.record != "incident" for ticket in tickets),
        "problems": kinds.get("problem-raised", 0),
        "changes": 0,
    }
