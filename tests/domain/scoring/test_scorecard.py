"""From a tally and its references to a score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.domain.scenario import Weights
from itilsim.domain.scoring import Scorecard, Sla, Tally, scorecard
from itilsim.domain.scoring.table import (
    BANDS,
    CRITERIA,
    DEDUCTIONS,
    FEW_DECISIONS,
    Deduction,
    band,
)
from itilsim.sim.reference import tally_of
from tests.data.corner import corner, scripted
from tests.domain.house import TIME_BOX
from tests.played import first_shift

MEASURES = ("lost_minutes", "resolution", "response", "satisfaction", "cost", "left")


def tally(
    marks: dict[str, int] | None = None,
    measures: dict[str, int] | None = None,
    deductions: dict[str, int] | None = None,
    decisions: int = 100,
    pressing: dict[str, bool] | None = None,
) -> Tally:
    """A tally with full marks and nothing lost, unless it says otherwise."""
    full = {each.id: 1000 for each in CRITERIA if each.part != "outcome"}
    return Tally(
        marks=full if marks is None else marks,
        measures=dict.fromkeys(MEASURES, 0) if measures is None else measures,
        deductions=deductions or {},
        counts={"facts": 1},
        sla={"all": Sla(1, 1, 1)},
        lost_user_minutes=0,
        cost=0,
        satisfaction=1000,
        decisions=decisions,
        pressing=pressing or {},
    )


IDLE = tally({}, dict.fromkeys(MEASURES, 1000))
BOOK = tally(None, dict.fromkeys(MEASURES, 0))


def card(found: Tally) -> Scorecard:
    return scorecard(found, corner(), IDLE, BOOK)


class TestTotal:
    def test_everything_right_is_a_hundred(self) -> None:
        found = card(tally())
        assert (found.total, found.triage, found.outcome, found.conduct) == (10000,) * 4
        assert found.band == "strong"

    def test_nothing_right_is_nothing(self) -> None:
        nothing = {each.id: 0 for each in CRITERIA if each.part != "outcome"}
        assert card(tally(nothing, IDLE.measures)).total == 0

    def test_the_parts_weigh_45_35_20(self) -> None:
        triage = {e.id: 1000 * (e.part == "triage") for e in CRITERIA if e.part != "outcome"}
        assert card(tally(triage, IDLE.measures)).total == 4500
        conduct = {e.id: 1000 * (e.part == "conduct") for e in CRITERIA if e.part != "outcome"}
        assert card(tally(conduct, IDLE.measures)).total == 2000
        nothing = {e.id: 0 for e in CRITERIA if e.part != "outcome"}
        assert card(tally(nothing, BOOK.measures)).total == 3500

    def test_a_scenario_may_weigh_otherwise(self) -> None:
        setting = scripted(weights=Weights(60, 20, 20))
        nothing = {e.id: 0 for e in CRITERIA if e.part != "outcome"}
        assert scorecard(tally(nothing, BOOK.measures), setting, IDLE, BOOK).total == 2000

    def test_without_references_outcome_is_left_out(self) -> None:
        found = scorecard(tally(), corner(), None, None)
        assert (found.total, found.outcome) == (10000, 0)
        assert not set(found.criteria) & set(MEASURES)

    def test_deductions_come_off_the_total(self) -> None:
        found = card(tally(deductions={"unchecked": 1, "hold": 2}))
        assert (found.total, found.deductions) == (10000 - 400 - 400, -800)

    @pytest.mark.parametrize("each", DEDUCTIONS, ids=lambda each: each.id)
    def test_each_deduction_has_a_cap(self, each: Deduction) -> None:
        assert card(tally(deductions={each.id: 1})).deductions == -each.points
        assert card(tally(deductions={each.id: 100})).deductions == -each.cap

    def test_the_total_is_never_below_nothing(self) -> None:
        every = {each.id: 100 for each in DEDUCTIONS}
        nothing = {e.id: 0 for e in CRITERIA if e.part != "outcome"}
        assert card(tally(nothing, IDLE.measures, every)).total == 0

    def test_an_unknown_deduction_costs_nothing(self) -> None:
        assert card(tally(deductions={"hint": 3})).total == 10000

    def test_few_decisions_show_bands_only(self) -> None:
        assert card(tally(decisions=FEW_DECISIONS - 1)).few
        assert not card(tally(decisions=FEW_DECISIONS)).few

    def test_the_plain_figures_are_passed_on(self) -> None:
        found = card(tally())
        assert (found.counts, found.satisfaction) == ({"facts": 1}, 1000)
        assert found.sla["all"].count == 1


class TestSharing:
    def test_a_criterion_without_an_opportunity_shares_its_weight(self) -> None:
        """12 for kind and 14 for destination: half right is half of 26."""
        found = card(tally({"kind": 1000, "destination": 0}, IDLE.measures))
        assert found.triage == 12 * 10000 // 26

    def test_a_part_without_any_shares_its_weight_too(self) -> None:
        found = card(tally({"kind": 1000}, IDLE.measures))
        assert found.conduct == 0
        assert found.total == 45 * 10000 // (45 + 35)

    def test_nothing_asked_and_nothing_to_compare_is_nothing(self) -> None:
        assert scorecard(tally({}), corner(), None, None).total == 0


class TestOutcome:
    def between(self, **changes: int) -> Scorecard:
        return card(tally(None, {**BOOK.measures, **changes}))

    def test_idle_is_nothing_and_textbook_a_hundred(self) -> None:
        assert card(tally(None, IDLE.measures)).outcome == 0
        assert card(tally(None, BOOK.measures)).outcome == 10000

    def test_half_way_is_half(self) -> None:
        assert card(tally(None, dict.fromkeys(MEASURES, 500))).outcome == 5000

    def test_worse_than_idle_is_nothing(self) -> None:
        assert self.between(cost=5000).criteria["cost"] == 0

    def test_better_than_textbook_is_a_hundred_and_mentioned(self) -> None:
        found = self.between(cost=-100)
        assert (found.criteria["cost"], found.better) == (10000, ("cost",))

    def test_textbook_itself_is_not_better(self) -> None:
        assert card(BOOK).better == ()

    def test_a_measure_that_textbook_does_not_better_is_dropped(self) -> None:
        same = replace(BOOK, measures={**BOOK.measures, "left": 1000})
        found = scorecard(tally(None, IDLE.measures), corner(), IDLE, same)
        assert "left" not in found.criteria

    def test_a_margin_too_small_is_none(self) -> None:
        nearly = replace(BOOK, measures={**BOOK.measures, "left": 960})
        assert "left" not in scorecard(tally(), corner(), IDLE, nearly).criteria
        enough = replace(BOOK, measures={**BOOK.measures, "left": 950})
        assert "left" in scorecard(tally(), corner(), IDLE, enough).criteria

    def test_its_weight_is_shared_out(self) -> None:
        same = replace(BOOK, measures={**BOOK.measures, "lost_minutes": 1000})
        run = tally(None, {**dict.fromkeys(MEASURES, 1000), "resolution": 0})
        found = scorecard(run, corner(), IDLE, same)
        assert found.outcome == 20 * 10000 // 65

    @given(st.integers(-5000, 5000), st.integers(-5000, 5000))
    def test_less_lost_is_never_fewer_points(self, one: int, other: int) -> None:
        better, worse = sorted((one, other))
        assert self.between(lost_minutes=better).total >= self.between(lost_minutes=worse).total


class TestBands:
    @pytest.mark.parametrize(
        ("points", "word"),
        [
            (0, "starting"),
            (3999, "starting"),
            (4000, "developing"),
            (6500, "competent"),
            (8500, "strong"),
            (10000, "strong"),
        ],
    )
    def test_from_so_many_points_on(self, points: int, word: str) -> None:
        assert band(points) == word

    def test_they_fall(self) -> None:
        assert [least for least, _ in BANDS] == sorted((b for b, _ in BANDS), reverse=True)


class TestGate:
    """Competent and above need every P1 and P2 owned, and over."""

    def judged(self, *, book: bool, run: bool | None, marks: int = 1000) -> Scorecard:
        """A run beside textbook, and whether each has seen to one cause; none: it knew of none."""
        pressing = {} if run is None else {"power": run}
        every = {each.id: marks for each in CRITERIA if each.part != "outcome"}
        wanted = replace(BOOK, pressing={"power": book})
        return scorecard(tally(every, pressing=pressing), corner(), IDLE, wanted)

    def test_what_was_seen_to_holds_nothing_down(self) -> None:
        found = self.judged(book=True, run=True)
        assert (found.band, found.let_down) == ("strong", ())

    @pytest.mark.parametrize("run", [False, None])
    def test_what_was_let_down_holds_the_band_down(self, run: bool | None) -> None:
        found = self.judged(book=True, run=run)
        assert (found.band, found.let_down) == ("developing", ("power",))

    def test_but_not_the_points(self) -> None:
        assert self.judged(book=True, run=False).total == 10000

    def test_what_textbook_could_not_restore_is_not_asked(self) -> None:
        found = self.judged(book=False, run=False)
        assert (found.band, found.let_down) == ("strong", ())

    def test_a_lower_band_stays_what_it_is(self) -> None:
        found = self.judged(book=True, run=False, marks=0)
        assert (found.total, found.band) == (3500, "starting")

    @pytest.mark.parametrize(("ignored", "band"), [(0, "strong"), (2, "strong"), (3, "developing")])
    def test_more_than_one_in_five_ignored_holds_the_band_down(
        self, ignored: int, band: str
    ) -> None:
        names = [f"cause {n}" for n in range(12)]
        book = dict(zip(names, [True] * 10 + [False] * 2, strict=True))
        run = dict(zip(names, [False] * ignored + [True] * (12 - ignored), strict=True))
        found = scorecard(
            replace(tally(), taken_up=run), corner(), IDLE, replace(BOOK, taken_up=book)
        )
        assert found.band == band
        assert found.let_down == (tuple(names[:ignored]) if ignored > 2 else ())

    def test_what_textbook_ignores_may_be_ignored(self) -> None:
        book = replace(BOOK, taken_up={"one": True, "other": False})
        found = scorecard(replace(tally(), taken_up={"one": True}), corner(), IDLE, book)
        assert found.let_down == ()

    def test_what_is_left_twice_over_is_named_once(self) -> None:
        book = replace(BOOK, pressing={"power": True}, taken_up={"power": True})
        assert scorecard(tally(), corner(), IDLE, book).let_down == ("power",)

    def test_without_textbook_nothing_is_let_down(self) -> None:
        found = scorecard(tally(pressing={"power": False}), corner(), None, None)
        assert (found.band, found.let_down) == ("strong", ())


class TestTable:
    def test_triage_and_outcome_have_a_hundred_points_at_most(self) -> None:
        for part in ("triage", "outcome", "conduct"):
            assert 0 < sum(each.weight for each in CRITERIA if each.part == part) <= 100

    def test_outcome_weighs_a_hundred(self) -> None:
        assert sum(each.weight for each in CRITERIA if each.part == "outcome") == 100

    def test_every_line_is_named_once_within_its_list(self) -> None:
        assert len({each.id for each in CRITERIA}) == len(CRITERIA)
        assert len({each.id for each in DEDUCTIONS}) == len(DEDUCTIONS)

    def test_every_line_says_how_it_is_judged(self) -> None:
        assert all(each.words.endswith(".") for each in CRITERIA)
        assert all(each.words.endswith(".") for each in DEDUCTIONS)

    def test_a_cap_is_at_least_one_deduction(self) -> None:
        assert all(0 < each.points <= each.cap for each in DEDUCTIONS)

    def test_ending_against_the_callers_word_is_dearer_than_ending_unasked(self) -> None:
        found = {each.id: (each.points, each.cap) for each in DEDUCTIONS}
        assert found["against_word"] == (400, 1200)
        assert found["not_restored"] == (200, 800)

    def test_every_priority_has_a_time_box(self) -> None:
        assert set(TIME_BOX) == {1, 2, 3, 4, 5}
        assert list(TIME_BOX.values()) == sorted(TIME_BOX.values())


def test_the_score_of_a_run_is_repeatable() -> None:
    idle, book = tally_of(first_shift(), 2, "idle"), tally_of(first_shift(), 2, "textbook")
    one = scorecard(tally_of(first_shift(), 2, "first_come"), first_shift(), idle, book)
    other = scorecard(tally_of(first_shift(), 2, "first_come"), first_shift(), idle, book)
    assert one == other
    assert 0 <= one.total <= 10000


def test_every_mark_of_a_run_is_between_nothing_and_full() -> None:
    for policy in ("idle", "random_choice", "first_come", "textbook"):
        marks = tally_of(first_shift(), 4, policy).marks
        assert all(0 <= mark <= 1000 for mark in marks.values()), (policy, marks)
