"""One shift played by a policy, as the result that `simulate` prints.

The one idea: the shift is played first, and timed; judging is a fold of its facts afterwards.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from itilsim.domain import scoring
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import compact, setting_text, to_stored
from itilsim.lab.oracle import ORACLE, Oracle
from itilsim.lab.players import Player
from itilsim.runs.references import References
from itilsim.runs.results import counts_object, exact_score_object, score_object, sla_object
from itilsim.runs.saving import new_header, scorecard_of, tally_of_facts
from itilsim.sim import ENGINE
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.records import StoredRun

SCHEMA_VERSION = 1
"""Version of the JSON; raised with every change that is not an addition."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be simulated."""

    seed: int
    """Seed of all chance."""
    player: Player
    """Who plays the trainee's seat."""
    until: int | None = None
    """Stop at this second; none: play to the end of the aftermath."""
    score: bool = True
    """Play the references too, for a score."""
    keep_log: bool = False
    """Return the log."""
    save: bool = False
    """Return the run as it is stored."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of an order."""

    summary: dict[str, Any]
    """The JSON object of the contract."""
    log: bytes = b""
    """The log, where it was to be kept."""
    run: StoredRun | None = None
    """The run, where it was to be saved."""


class _Listener:
    """Keeps each fact, and its line where the log is wanted."""

    def __init__(self, *, keep: bool, oracle: Oracle | None) -> None:
        self.facts: list[Fact] = []
        self.lines: list[str] = []
        self._keep = keep
        self._oracle = oracle

    def __call__(self, fact: Fact, line: str) -> None:
        """Take a fact."""
        self.facts.append(fact)
        if self._oracle is not None:
            self._oracle.learn(fact)
        if self._keep:
            self.lines += (line, "\n")


def simulate(setting: Setting, order: Order, references: References) -> Simulated:
    """Play a shift.

    A shift that is stopped early has no aftermath, so outcome cannot be taken and there is no
    score; its targets and losses are those of the moment. Saved, it can be gone on with.

    Args:
        setting: The resolved scenario.
        order: What to do.
        references: For the score.
    """
    began = time.perf_counter()
    keep = order.keep_log or order.save
    early = order.until is not None and order.until < setting.horizon
    oracle = Oracle(setting) if order.player.policy == ORACLE else None
    listener = _Listener(keep=keep, oracle=oracle)
    shift = Shift(setting, order.seed, sink=listener)
    play(shift, order.player.made(oracle), order.until if early else None)
    if not early:
        shift.finish()
    seconds = time.perf_counter() - began
    judged = _cut_short(setting, order.until or 0) if early else setting
    tally = tally_of_facts(judged, listener.facts, decisions=order.score and not early)
    card = None
    if order.score and not early:
        card = scorecard_of(setting, order.seed, tally, references, order.player.words)
    log = "".join(listener.lines).encode()
    return Simulated(
        summary=_summary(shift, order, tally, card, seconds),
        log=log if order.keep_log else b"",
        run=_stored(shift, order, card, log) if order.save else None,
    )


def _cut_short(setting: Setting, until: int) -> Setting:
    """The setting for a judge who leaves early, at the last whole minute."""
    scenario = replace(setting.scenario, minutes=until // 60, aftermath_minutes=0)
    return replace(setting, scenario=scenario)


def _summary(
    shift: Shift,
    order: Order,
    tally: scoring.Tally,
    card: scoring.Scorecard | None,
    seconds: float,
) -> dict[str, Any]:
    """The contract's object, with its keys in the contract's order."""
    return {
        "schema_version": SCHEMA_VERSION,
        "scenario": shift.setting.scenario.id,
        "scenario_digest": shift.setting.digest,
        "engine": ENGINE,
        "seed": order.seed,
        "policy": order.player.words,
        "log_digest": shift.digest,
        "simulated_seconds": shift.at,
        "wall_seconds": round(seconds, 4),
        "score": None if card is None else exact_score_object(card),
        "counts": counts_object(tally, len(shift.journal)),
        "sla": sla_object(tally),
        "lost_user_minutes": tally.lost_user_minutes,
        "cost": tally.cost,
        "satisfaction": tally.satisfaction / 1000,
    }


def _stored(shift: Shift, order: Order, card: scoring.Scorecard | None, log: bytes) -> StoredRun:
    """The run as the database keeps it; one that was stopped early is still running."""
    finished = shift.at >= shift.setting.end
    return StoredRun(
        header=new_header(shift.setting, order.seed, options={"policy": order.player.words}),
        entries=tuple(map(to_stored, shift.journal)),
        status="finished" if finished else "running",
        reached=shift.at,
        scenario=setting_text(shift.setting),
        score="" if card is None else compact(score_object(card)),
        log_digest=shift.digest if finished else "",
        log=log if finished else b"",
    )
