"""No charge without evidence: what is charged is seldom right in mornings that look alike.

Three sets of worlds, all drawn as `lab alike` draws them and none of them fair by design: the
shipped counts come from seeds from 21,000,000 on, the decisions that are judged here from others,
and the worlds that say how often a charged choice is right from others again. What looks alike is
told by `look_of` alone, and in fewer than twenty worlds that look alike nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import pytest

from itilsim.content.base_rates import counts_of, is_drawn_from
from itilsim.content.organisations import Stocked, load_organisation
from itilsim.domain import scoring
from itilsim.domain.alike import (
    ANSWERS,
    BELONGS,
    FIRST,
    PLACE,
    look_of,
    look_there,
    seen_by_judge,
)
from itilsim.domain.assessment import Assessment
from itilsim.domain.base_rates import BaseRates, read, written
from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.scoring import judging
from itilsim.domain.scoring.memory import Decision, Judging, Opportunity
from itilsim.domain.scoring.tally import Finding
from itilsim.lab import alike
from itilsim.lab.alike import worlds
from itilsim.storage.places import places

ORGANISATIONS = ("quillmere", "wennery")
LOOKING, JUDGED = 31_000_000, 41_000_000
"""First seeds of the worlds that are looked at, and of those in which decisions are judged."""
EVERYDAY, FULL, LOOKED_AT = 12, 100, 2_500
"""Worlds at each organisation in which decisions are judged, and those that are looked at for it.
Every day the shipped counts themselves are looked at."""
MOST = 0.25
"""Right in so large a share, a choice is not charged. Source: the figure that is asked for."""
Choice: TypeAlias = tuple[str, Decision, object]
"""Question, decision and value."""
QUESTIONS = {
    "kind": "kind",
    "impact": "impact",
    "urgency": "urgency",
    "destination": "team",
    "events": "significance",
}
"""Field of the decisions behind each criterion, where that is one."""


@dataclass
class Charged:
    """Choices that were charged, by how their share could be told."""

    decisions: int = 0
    charged: Counter[str] = field(default_factory=Counter)
    known: int = 0
    wrongly: list[tuple[str, str, object, float, int]] = field(default_factory=list)


def charged_choices(memory: Judging, finding: Finding) -> Iterator[Choice]:
    """Each choice for which a finding is less than full."""
    each = memory.by_subject.get(finding.subject)
    if each is None or finding.credit >= 1000:
        return
    if finding.criterion == "correlation":
        yield from _strange_links(memory)
    elif finding.criterion == "escalation":
        told = each.last("escalated")
        if told is not None and "lead_told_needlessly" in {one.code for one in finding.because}:
            yield "priority", told, 1
    elif finding.criterion == "known_error":
        yield from _in_vain(memory, each)
    elif finding.criterion == "category":
        for question in {_PARTS[one.code] for one in finding.because if one.code in _PARTS}:
            last = each.last(question)
            if last is not None:
                yield question, last, last.value
    elif finding.criterion in QUESTIONS and not (finding.criterion == "kind" and each.is_alert):
        yield from _decided(each, finding)


_PARTS = {
    "service": "service",
    "item": "component",
    "item_near": "component",
    "category": "category",
}
"""What of a description was wrong, with its field."""


def _in_vain(memory: Judging, each: Opportunity) -> Iterator[Choice]:
    """Knowledge that did not help, and that is not accepted."""
    for report in memory.by_cause[each.truth.cause]:
        for one in report.all("known_error"):
            counted = one.seen.known_error.alike
            right = one.value in (*each.truth.known_errors, each.truth.model)
            if not right and not (counted is not None and counted.accepts(one.value)):
                yield "known_error", one, one.value


def _decided(each: Opportunity, finding: Finding) -> Iterator[Choice]:
    """Decisions for which nothing spoke; where all could be defended, the one that is named.

    Where one question would have told, not having asked is what cost.
    """
    name = QUESTIONS[finding.criterion]
    right = ANSWERS[name](each.truth)
    found = []
    for one in each.all(name):
        choice = getattr(one.seen, name)
        asked = choice is None or choice.accepted
        if asked and one.value not in (*right, *(choice.accepted if choice else ())):
            found.append(one)
    codes = {one.code for one in finding.because}
    if not found and not codes & {"question_open", "to_and_fro", "not_acted", "unserved"}:
        found = [one for one in each.all(name) if one.position == finding.position]
    for one in found:
        if name != "team" or one.value != SERVICE_DESK:
            yield name, one, one.value


def _strange_links(memory: Judging) -> Iterator[Choice]:
    """Links to what a careful person would link to, that were charged all the same."""
    desk = memory.state.desk
    for each in memory.opportunities.values():
        last, ticket = each.last("link"), desk.ticket_of(each.subject)
        first = None if last is None else memory.by_subject.get(last.seen.belongs_to.best or "")
        under = memory.by_subject.get((ticket.parent if ticket else None) or "")
        if last is None or first is None or under is None:
            continue
        stranger = under.truth.cause != each.truth.cause
        if stranger and first.truth.cause == under.truth.cause:
            alike_ = last.seen.belongs_to.alike
            if alike_ is None or not alike_.accepts(last.seen.belongs_to.best):
                yield BELONGS, last, FIRST


def judged(stocked: Stocked, seeds: Sequence[int], rates: BaseRates) -> Charged:
    """All charged choices of some worlds, held against other worlds that look alike."""
    found = Charged()
    for _, memory in worlds(stocked, seeds):
        found.decisions += sum(len(each.decisions) for each in memory.opportunities.values())
        for finding in scoring.finish(memory).findings:
            for question, decision, value in charged_choices(memory, finding):
                found.charged[question] += 1
                look_at = look_there if question in PLACE else look_of
                look = look_at(memory.state.desk, decision.seen)
                counts = rates.alike(look, question)
                if counts is not None:
                    found.known += 1
                    share = counts.times(value) / counts.of
                    if share >= MOST:
                        found.wrongly.append((look, question, value, share, counts.of))
    return found


def stocks(home: Path) -> list[Stocked]:
    return [load_organisation(name, places(home)) for name in ORGANISATIONS]


Looked: TypeAlias = Sequence[tuple[Stocked, BaseRates]]
"""Organisations with the counts of the worlds that are looked at."""


def figures(looked: Looked, each: int) -> Charged:
    """The figures of all organisations together."""
    whole = Charged()
    for stocked, rates in looked:
        found = judged(stocked, range(JUDGED, JUDGED + each), rates)
        whole.decisions += found.decisions
        whole.charged += found.charged
        whole.known += found.known
        whole.wrongly += found.wrongly
    return whole


def hindsight(desk: Desk, subject: str) -> Assessment:
    """The planted fault: accepted sets so narrow that only what came true is right."""
    seen = seen_by_judge(desk, subject)
    narrow = {
        name: replace(choice, accepted=(0 if isinstance(choice.best, int) else "nothing",))
        for name in ("impact", "urgency", "team", "known_error")
        if (choice := getattr(seen, name)) is not None and choice.accepted
    }
    return replace(seen, **narrow)


@pytest.fixture
def by_hindsight(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Plants the fault."""

    def plant() -> None:
        monkeypatch.setattr(judging, "seen_by_judge", hindsight)

    return plant


def test_no_charged_choice_is_often_right_by_the_shipped_counts(
    tmp_path: Path, by_hindsight: Callable[[], None]
) -> None:
    looked = [(each, read(counts_of(each.organisation))) for each in stocks(tmp_path)]
    found = figures(looked, EVERYDAY)
    assert found.decisions > 1_000
    assert found.known > 20
    assert not found.wrongly
    by_hindsight()
    assert figures(looked, EVERYDAY).wrongly


@pytest.mark.prove
def test_no_charged_choice_is_often_right_where_it_looks_alike_at_full_size(
    tmp_path: Path, by_hindsight: Callable[[], None]
) -> None:
    looked = [(each, alike.drawn(each, LOOKING, LOOKED_AT)) for each in stocks(tmp_path)]
    found = figures(looked, FULL)
    by_hindsight()
    narrow = figures(looked, FULL)
    print(
        f"\nalike worlds: {found.decisions:,} decisions of four players in {2 * FULL} worlds, "
        f"{found.charged.total():,} choices charged; of {found.known:,} enough of "
        f"{2 * LOOKED_AT:,} other worlds look alike, and {len(found.wrongly)} are right in a "
        f"quarter of them; judged by hindsight {len(narrow.wrongly)} of "
        f"{narrow.known:,}"
    )
    assert found.decisions > 1_000
    assert not found.wrongly
    assert narrow.wrongly


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_the_shipped_counts_are_of_what_is_shipped(tmp_path: Path, name: str) -> None:
    """Else: `itilsim lab alike NAME --out scenarios/alike/NAME.json`."""
    stocked = load_organisation(name, places(tmp_path))
    assert is_drawn_from(stocked.organisation, stocked.library)


def test_counts_are_drawn_again_to_the_last_byte(tmp_path: Path) -> None:
    """And more worlds add to what fewer have counted."""
    stocked = load_organisation(ORGANISATIONS[0], places(tmp_path))
    once, again, more = (alike.drawn(stocked, alike.SEED, number) for number in (25, 25, 30))
    assert written(once, "") == written(again, "")
    for look, counts in (once.looks or {}).items():
        assert more.looks is not None
        assert more.looks[look]["of"]["of"] >= counts["of"]["of"]
