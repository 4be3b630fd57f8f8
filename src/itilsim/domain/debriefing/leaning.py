"""Four balances of service operation, counted from a log: which way the desk leaned.

The one idea: each side of a balance is a count of facts by one stated rule, so that a reader can
count again; a balance is described and never scored. Source of the four: ITIL 2011, service
operation. The rules are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from itilsim.domain import facts as f
from itilsim.domain.debriefing.measured import BALANCES, Balance, Side
from itilsim.domain.names import SERVICE_DESK, TRAINEE, AlertId
from itilsim.domain.scoring.memory import Judging

_COUNTED: Final[Mapping[type, tuple[Side, int]]] = {
    f.TicketEscalated: ("internal", 0),
    f.CallTaken: ("internal", 1),
    f.CallerReplied: ("internal", 1),
    f.CallerUpdated: ("internal", 1),
    f.NoticeSent: ("internal", 1),
    f.RestorationConfirmed: ("internal", 1),
    f.IdentityVerified: ("stability", 0),
    f.ApprovalAsked: ("stability", 0),
    f.RequestRefused: ("stability", 0),
    f.StepFulfilled: ("stability", 1),
    f.WorkaroundApplied: ("stability", 1),
    f.ProblemRaised: ("reactive", 1),
}
"""Facts that count by themselves, and on which side of which balance."""
_LOOKS: Final = {
    f.QuestionAsked: "contact",
    f.IdentityVerified: "contact",
    f.KnowledgeSearched: "subject",
    f.RestorationConfirmed: "ticket",
}
"""Ways of looking into a matter, and the field that says into which."""


@dataclass(slots=True)
class Leaning:
    """What has been counted so far."""

    counts: dict[Side, list[int]] = field(default_factory=lambda: {e: [0, 0] for e in BALANCES})
    """By balance, deeds on either side."""
    _looked: set[str] = field(default_factory=set)
    _heeded: set[str] = field(default_factory=set)

    def after(self, judging: Judging, fact: Any) -> None:  # noqa: ANN401 - any fact
        """Count one fact, once the judge has seen it.

        Args:
            judging: The judge.
            fact: What happened.
        """
        kind = type(fact)
        if kind is f.NoteAdded and fact.author == TRAINEE:
            self.counts["internal"][0] += 1
        if "actor" not in kind.__match_args__ or fact.actor != TRAINEE:
            return
        if kind in _LOOKS:
            self._looked.add(str(getattr(fact, _LOOKS[kind])))
        if kind in _COUNTED:
            side, which = _COUNTED[kind]
            self.counts[side][which] += 1
        if kind is f.TicketAssigned and fact.team != SERVICE_DESK:
            self.counts["internal"][0] += 1
            self._passes(judging, fact.ticket)
        elif kind is f.TeamAlerted:
            self.counts["internal"][0] += 1
            self._heeds(judging, fact.alert)
        elif kind is f.TicketResolved and judging.state.desk.tickets[fact.ticket].parent is None:
            self._looks(fact.ticket)
        elif kind is f.TicketOpened:
            is_call = fact.ticket in judging.state.desk.contacts
            self.counts["reactive"][0] += is_call and fact.record == "incident"
        elif kind is f.TicketPrioritised and fact.disputed:
            self.counts["stability"][1] += 1

    def finish(self) -> tuple[Balance, ...]:
        """The balances of a log that has been seen to its end."""
        return tuple(Balance(e, (self.counts[e][0], self.counts[e][1])) for e in BALANCES)

    def _passes(self, judging: Judging, ticket: str) -> None:
        self._looks(ticket)
        self._heeds(judging, ticket)

    def _looks(self, ticket: str) -> None:
        self.counts["quality"][ticket not in self._looked] += 1

    def _heeds(self, judging: Judging, subject: str) -> None:
        """A warning that reaches a team counts once."""
        alert = judging.state.desk.alerts.get(AlertId(subject))
        if alert is not None and alert.significance == "warning" and subject not in self._heeded:
            self._heeded.add(subject)
            self.counts["reactive"][1] += 1
