"""Generated shifts at full size: no two are alike, all of them are fair.

Seeds from 2,700,000 on judge; rules, composer and levels were tuned on seeds below 900,000.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from statistics import fmean

import pytest

from itilsim.composing.generated import FAIR, REFERENCES, Composer, Generated
from itilsim.composing.loading import load_shifts
from itilsim.composing.orders import ShiftOrder
from itilsim.content.lookup import organisation_ids
from itilsim.domain import scoring
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.proofs.rehearsed import card_of_rehearsed, rehearsal

FIRST_SEED = 2_700_000
MINUTES = (30, 45, 60, 90, 120)
LEVELS = range(1, 6)
LADDER = ("idle", "first_come", "by_priority", "textbook")


@dataclass(frozen=True)
class Proved:
    """A generated shift with its order and seed."""

    order: ShiftOrder
    seed: int
    found: Generated

    @property
    def setting(self) -> Setting:
        return self.found.setting


def generated(home: Path, each: int) -> Iterator[Proved]:
    """So many shifts of every organisation, level and length."""
    for organisation in organisation_ids():
        for level in LEVELS:
            for minutes in MINUTES:
                order = ShiftOrder(organisation, level, minutes)
                composer = load_shifts(order.id, places(home))
                assert isinstance(composer, Composer)
                for n in range(each):
                    seed = FIRST_SEED + level * 10_000 + minutes * 50 + n
                    yield Proved(order, seed, composer.generated(seed))


@pytest.fixture(scope="module")
def shifts(tmp_path_factory: pytest.TempPathFactory) -> list[Proved]:
    return list(generated(tmp_path_factory.mktemp("home"), each=20))


def accepted_share(shifts: list[Proved]) -> dict[str, float]:
    """Share of the candidates that were fair: of all, by organisation and by level."""
    drawn: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for one in shifts:
        for key in ("all", one.order.organisation, f"level {one.order.level}"):
            drawn[key] += one.found.tried
            accepted[key] += one.found.fair
    return {key: round(accepted[key] / drawn[key], 3) for key in drawn}


@pytest.mark.prove
def test_enough_candidates_are_fair(shifts: list[Proved]) -> None:
    rates = accepted_share(shifts)
    plays = [one.found.plays for one in shifts]
    print(
        f"\ngenerated shifts: {len(shifts)}, accepted of the candidates {rates}, one of "
        f"{fmean(one.found.fair for one in shifts):.1f} taken by its difficulty; plays "
        f"{fmean(plays):.1f} in the mean, at most {max(plays)}; least of textbook "
        f"{min(one.found.marks.textbook for one in shifts):.2f}"
    )
    assert len(shifts) == 20 * len(LEVELS) * len(MINUTES) * len(organisation_ids())
    assert min(rates["all"], *(rates[each] for each in organisation_ids())) >= 0.30
    assert all(one.found.marks.textbook >= FAIR for one in shifts)


@pytest.mark.prove
def test_enough_candidates_are_fair_at_every_level(shifts: list[Proved]) -> None:
    assert min(accepted_share(shifts).values()) >= 0.30


@pytest.mark.prove
def test_the_ladder_holds_at_every_level(shifts: list[Proved]) -> None:
    points: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    marks: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in REFERENCES[1:]}
    for one in shifts:
        tallies = {name: tally_of(one.setting, one.seed, name) for name in LADDER}
        idle, textbook = tallies["idle"], tallies["textbook"]
        for name in LADDER:
            card = scoring.scorecard(tallies[name], one.setting, idle, textbook)
            points[one.order.organisation, one.order.level][name].append(card.total)
        for name, found in marks.items():
            for criterion, mark in tallies[name].marks.items():
                found[criterion].append(mark)
    for (where, level), found in points.items():
        means = {name: fmean(found[name]) / 100 for name in LADDER}
        words = ", ".join(f"{name} {mean:.2f}" for name, mean in means.items())
        print(f"\nladder at {where}, level {level}: {words}")
        assert list(means.values()) == sorted(means.values()), (where, level)
    best, middle = (marks[name] for name in ("textbook", "by_priority"))
    means_of = {c: (fmean(best[c]) / 10, fmean(middle[c]) / 10) for c in sorted(best)}
    print("\ntextbook and by_priority by criterion:", {
        c: f"{one:.1f} {other:.1f}" for c, (one, other) in means_of.items()
    })  # fmt: skip
    assert all(one >= other for one, other in means_of.values())


@pytest.mark.prove
def test_no_two_are_alike(shifts: list[Proved]) -> None:
    causes: dict[str, set[str]] = defaultdict(set)
    wishes: dict[str, set[str]] = defaultdict(set)
    by_place: dict[ShiftOrder, list[set[tuple[str, str]]]] = defaultdict(list)
    messages: dict[str, list[str]] = defaultdict(list)
    for one in shifts:
        scenario, where = one.setting.scenario, one.order.organisation
        causes[where] |= {f"{fault.component}/{fault.mode}" for fault in scenario.faults}
        wishes[where] |= {
            contact.symptom
            for contact in scenario.contacts
            if one.setting.symptoms[contact.symptom].kind != "incident"
        }
        by_place[one.order].append({(each.person, each.symptom) for each in scenario.contacts})
        messages[where] += [
            one.setting.utterances[contact.utterance].texts[0] for contact in scenario.contacts
        ]
    pairs = [
        len(one & other) / max(min(len(one), len(other)), 1)
        for found in by_place.values()
        for one, other in pairwise(found)
    ]
    worst = max(pairs)
    for where, said in messages.items():
        first = list(islice(said, 1000))
        repeated = (len(first) - len(set(first))) / len(first)
        print(
            f"\nvariety at {where}: {len(causes[where])} causes, {len(wishes[where])} kinds of "
            f"request or question, {repeated:.1%} of {len(first)} messages repeat another"
        )
        assert len(causes[where]) >= 45
        assert len(wishes[where]) >= 25
        assert repeated < 0.05
    print(f"\nshared arrivals of {len(pairs)} pairs: mean {fmean(pairs):.3f}, most {worst:.3f}")
    assert len(pairs) >= 200
    assert fmean(pairs) <= 0.10


@pytest.mark.prove
def test_a_rehearsed_journal_is_worth_little_on_another_morning(
    shifts: list[Proved], tmp_path: Path
) -> None:
    by_order: dict[ShiftOrder, list[Proved]] = defaultdict(list)
    for one in shifts:
        by_order[one.order].append(one)
    cards = []
    for found in by_order.values():
        journal, meant = rehearsal(found[0].setting, found[0].seed)
        cards += [
            card_of_rehearsed(journal, meant, other.setting, other.seed) for other in found[1:9]
        ]
    first = load_shifts("first-shift", places(tmp_path))
    assert isinstance(first, Setting)
    journal, meant = rehearsal(first, 1)
    control = fmean(card_of_rehearsed(journal, meant, first, n).total for n in range(2, 12)) / 100
    points = [card.total / 100 for card in cards]
    competent = sum(card.band in ("competent", "strong") for card in cards)
    print(
        f"\nrehearsed journals on {len(points)} other mornings: mean {fmean(points):.2f}, most "
        f"{max(points):.2f}, competent {competent}; control, "
        f"first-shift on other seeds: {control:.2f}"
    )
    assert fmean(points) < 30
    assert competent == 0
    assert control > 80


@pytest.mark.prove
def test_targets_bite(shifts: list[Proved]) -> None:
    missed: dict[str, list[float]] = defaultdict(list)
    clean = 0
    due, restorable = [], []
    for one in shifts:
        if one.order.minutes < 60:
            continue
        for name in ("idle", "first_come", "textbook"):
            sla = tally_of(one.setting, one.seed, name).sla["all"]
            share = 1 - (sla.response_met + sla.resolution_met) / (2 * sla.count)
            missed[name].append(share)
        clean += missed["textbook"][-1] == 0
        within = [_due(one.setting, seconds) for seconds in _arrivals(one)]
        due.append(sum(response for response, _ in within) / len(within))
        restorable.append(sum(restoration for _, restoration in within))
    means = {name: fmean(found) for name, found in missed.items()}
    print(
        f"\ntargets of {len(due)} shifts of an hour and more: missed of all "
        f"{ {name: f'{mean:.1%}' for name, mean in means.items()} } ; textbook misses "
        f"none in "
        f"{clean / len(due):.1%}; response targets that fall due before the end: mean "
        f"{fmean(due):.1%}, shifts with a third {fmean(each >= 1 / 3 for each in due):.1%}; shifts "
        f"with a restoration target due: {fmean(each >= 1 for each in restorable):.1%}"
    )
    assert means["idle"] > 0.5
    assert means["first_come"] > 1 / 6
    assert clean / len(due) >= 0.97


def _arrivals(one: Proved) -> Iterator[tuple[int, int | None, int | None]]:
    """When everything with a target arrives in idle play, with its targets in minutes."""
    judging = scoring.start(one.setting)
    shift = Shift(one.setting, one.seed, sink=lambda fact, _: scoring.step(judging, fact))
    play(shift, "idle")
    shift.finish()
    for each in judging.opportunities.values():
        truth = each.truth
        if truth.priority is None or truth.significance == "warning":
            continue
        if truth.model:
            model = one.setting.request_models[truth.model]
            card = one.setting.organisation.card
            yield each.at, card.request_response_minutes, model.target_minutes
        else:
            target = one.setting.targets[truth.priority, truth.service_class]
            yield each.at, target.response_minutes, target.restore_minutes


def _due(setting: Setting, arrival: tuple[int, int | None, int | None]) -> tuple[bool, bool]:
    """Whether its response and its restoration fall due before the planned end."""
    at, *minutes = arrival
    response, restoration = (
        each is not None and at + each * 60 <= setting.horizon for each in minutes
    )
    return response, restoration
