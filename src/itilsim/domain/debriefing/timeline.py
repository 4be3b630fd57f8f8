"""A shift minute by minute: services that failed, who waited, what the desk did, what was lost.

The one idea: the same fold reads anybody's log, so that two mornings can be laid beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.debriefing.leaning import Leaning
from itilsim.domain.debriefing.measured import (
    SLOWED,
    STOPPED,
    UP,
    Deed,
    Promise,
    Row,
    Timeline,
)
from itilsim.domain.names import SERVICE_DESK, TRAINEE, Actor, ServiceId
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.memory import Judging
from itilsim.domain.scoring.outcome import GRACE, heard
from itilsim.domain.state import State

STEP: Final = 60
"""Seconds of one place in a row."""


@dataclass(slots=True)
class Watch:
    """What somebody writes down who stands beside a judge and looks up every minute."""

    waiting: list[int] = field(default_factory=list)
    """As in `Timeline`."""
    lost: list[int] = field(default_factory=list)
    """As in `Timeline`."""
    rows: dict[ServiceId, list[int]] = field(default_factory=dict)
    """Levels by service; minutes after its last trouble are not written down."""
    deeds: list[tuple[int, Deed]] = field(default_factory=list)
    """As in `Timeline`."""
    ended_at: int = 0
    """When the seat was left."""
    leaning: Leaning = field(default_factory=Leaning)
    """Which way the desk leans."""

    def before(self, judging: Judging, fact: f.Fact) -> None:
        """Write down every minute that is over by a fact, before the judge sees it.

        Args:
            judging: The judge.
            fact: What happens now.
        """
        until = min(fact.at, judging.setting.end)
        while (len(self.waiting) + 1) * STEP <= until:
            for service, level in felt(judging.state).items():
                row = self.rows.setdefault(service, [])
                row += [UP] * (len(self.waiting) - len(row))
                row.append(level)
            self.lost.append(judging.losses.so_far((len(self.waiting) + 1) * STEP))
            self.waiting.append(len(judging.state.desk.inbox))
        deed = _DEEDS.get(type(fact))
        if deed is not None and _actor(fact) == TRAINEE and _counts(fact):
            self.deeds.append((fact.at, deed))
        if isinstance(fact, f.ShiftEnded):
            self.ended_at = fact.at

    def after(self, judging: Judging, fact: f.Fact) -> None:
        """Count a fact, once the judge has seen it."""
        self.leaning.after(judging, fact)

    def finish(self, judging: Judging) -> Timeline:
        """The timeline of a log that has been seen to its end."""
        minutes = len(self.waiting)
        rows = {service: (*row, *[UP] * (minutes - len(row))) for service, row in self.rows.items()}
        longest = sorted(rows, key=lambda each: (-rows[each].count(STOPPED), each))
        return Timeline(
            self.ended_at,
            tuple(self.waiting),
            tuple(self.lost),
            tuple(Row(service, rows[service]) for service in longest),
            tuple(self.deeds),
            tuple(sorted(_promises(judging), key=lambda each: each.at)),
            self.leaning.finish(),
        )


def timeline(setting: Setting, facts: Iterable[f.Fact]) -> Timeline:
    """The timeline of a log of which nothing else is asked.

    Args:
        setting: The scenario.
        facts: The log.
    """
    judging, watch = scoring.start(setting, decisions=False), Watch()
    for fact in facts:
        watch.before(judging, fact)
        scoring.step(judging, fact)
        watch.after(judging, fact)
    return watch.finish(judging)


def felt(state: State) -> Mapping[ServiceId, int]:
    """How services are now for those whom they are worst for; those that are up are left out.

    Args:
        state: Of the shift.
    """
    plant, services = state.plant, state.estate.services
    found: dict[ServiceId, int] = {}
    for fault in (plant.faults[each] for each in plant.hurting):
        for hit in fault.hits:
            around = fault.workarounds.get(hit.group, 0)
            if around == 100:
                continue
            level = SLOWED if around or hit.level == "degraded" else STOPPED
            for service in hit.services:
                if services[service].service_class is not None:
                    found[service] = max(found.get(service, UP), level)
    return found


def _counts(fact: Any) -> bool:  # noqa: ANN401 - any of the deeds
    """Records that go to the desk itself were not sent anywhere."""
    return not isinstance(fact, f.TicketAssigned) or fact.team != SERVICE_DESK


_DEEDS: Final[Mapping[type, Deed]] = {
    f.TicketOpened: "opened",
    f.TicketAssigned: "sent",
    f.TeamAlerted: "sent",
    f.CallTaken: "told",
    f.CallerReplied: "told",
    f.CallerUpdated: "told",
    f.NoticeSent: "told",
    f.RestorationConfirmed: "told",
    f.TicketResolved: "resolved",
}


def _actor(fact: Any) -> Actor:  # noqa: ANN401 - one of the facts above, which all have one
    """Who did it."""
    actor: Actor = fact.actor
    return actor


def _promises(judging: Judging) -> Iterator[Promise]:
    """Promises of the next word to each person, and whether they were kept."""
    for each in judging.opportunities.values():
        desk = judging.state.desk
        ticket = next((found for one in each.subjects if (found := desk.ticket_of(one))), None)
        if (
            each.is_alert
            or ticket is None
            or not any(word.promised for word in judging.words.get(ticket.id, ()))
        ):
            continue
        for word, following in pairwise(heard(judging, each, ticket)):
            if word.promised is not None:
                yield Promise(word.promised, following.at <= word.promised + GRACE)
