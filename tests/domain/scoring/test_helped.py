"""What help leaves of a mark: never less than a wrong try, and the answer as much as one mended.

Bob's loose key is an incident of impact 3 and urgency 1.
"""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain.names import ContactId, Mode
from itilsim.domain.scoring.helped import KEPT, WRONG_TRY, left_of, prompted
from itilsim.domain.scoring.tally import Because
from tests.builders import began, contact_id
from tests.data.corner import ANN, BOB, CAT, SERVER, scripted
from tests.domain.scoring.histories import Judged

ANN_CALLS = contact_id(ANN, "server/hang/1")


def called(mode: Mode = "coached") -> tuple[Judged, ContactId]:
    story = Judged(scripted(deadlines=()), mode=mode)
    return story, story.call(BOB, "loose-key")


@pytest.mark.parametrize(("rung", "left"), [(1, 950), (2, 850), (3, 650)])
def test_each_rung_of_a_hint_costs_more(rung: int, left: int) -> None:
    story, bob = called()
    story.do(c.AskHint(bob, "impact", rung))
    story.logged(bob, rated=(3, 1))
    [found] = story.findings("impact")
    assert (found.credit, found.short) == (left, "hint")
    assert story.credit("urgency") == 1000


def test_the_highest_rung_counts_once() -> None:
    story, bob = called()
    story.do(*(c.AskHint(bob, "impact", rung) for rung in (1, 2, 3, 1)))
    story.logged(bob, rated=(3, 1))
    assert story.credit("impact") == 650


def test_a_wrong_choice_loses_nothing_more_by_a_hint() -> None:
    story, bob = called()
    story.do(c.AskHint(bob, "impact", 3))
    story.logged(bob, rated=(2, 1))
    [found] = story.findings("impact")
    assert (found.credit, found.short) == (500, "hint")


def test_the_answer_costs_what_a_wrong_try_costs_that_the_coach_has_mended() -> None:
    story, bob = called()
    ticket = story.logged(bob, rated=(2, 1))
    story.do(c.HearFeedback(bob, "impact"))
    story.do(c.PrioritiseTicket(ticket, 3, 1), at=10)
    [mended] = story.findings("impact")
    assert (mended.credit, mended.short) == (650, "first_try")
    assert mended.credit == left_of(1000, "impact", 3)


def test_without_the_coach_s_word_a_correction_at_once_is_a_slip() -> None:
    story, bob = called()
    ticket = story.logged(bob, rated=(2, 1))
    story.do(c.PrioritiseTicket(ticket, 3, 1), at=10)
    assert story.credit("impact") == 1000


def test_a_correction_that_nobody_prompted_gives_back_nine_tenths() -> None:
    story, bob = called()
    ticket = story.logged(bob, rated=(2, 1))
    story.do(c.HearFeedback(bob, "urgency"))
    story.do(c.PrioritiseTicket(ticket, 3, 1), at=300)
    assert story.credit("impact") == 950


def test_a_hint_after_the_first_try_prompts_a_correction() -> None:
    story, bob = called()
    ticket = story.logged(bob, rated=(2, 1))
    story.do(c.AskHint(bob, "impact", 1))
    story.do(c.PrioritiseTicket(ticket, 3, 1), at=300)
    assert story.credit("impact") == 650


def test_help_for_one_decision_leaves_the_others_alone() -> None:
    story, bob = called()
    story.do(c.AskHint(bob, "kind", 3))
    story.logged(bob, rated=(3, 1))
    plain, again = called("practice")
    plain.logged(again, rated=(3, 1))
    less = {name for name, mark in plain.tally.marks.items() if story.tally.marks[name] < mark}
    assert less == {"kind"}


@pytest.mark.parametrize("criterion", [*WRONG_TRY, "destination", "correlation"])
def test_a_hint_never_leaves_less_than_a_wrong_try(criterion: str) -> None:
    least = WRONG_TRY.get(criterion, 0)
    for credit in range(0, 1001, 50):
        left = [left_of(credit, criterion, rung) for rung in sorted(KEPT)]
        assert left[0] == credit
        assert left == sorted(left, reverse=True)
        assert all(each >= min(credit, least) for each in left)


class TestLinks:
    """Links are judged together, so each that was helped gives up its own share."""

    def linked(self, *helps: c.Command, late: bool = False) -> int:
        story = Judged(scripted(deadlines=()), mode="coached")
        story.happen(began(SERVER, "hang"))
        head = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        ann = story.call(ANN, "no-mail", cause="server/hang/1")
        assert ann == ANN_CALLS
        if late:
            story.do(c.LogTicket(ann, "incident"))
        story.do(*helps, c.LinkTicket(ann, head))
        return story.credit("correlation")

    def test_unaided_it_is_full(self) -> None:
        assert self.linked() == 1000

    def test_a_hint_costs_its_share(self) -> None:
        assert self.linked(c.AskHint(ANN_CALLS, "link", 2)) == 700

    def test_what_the_coach_had_to_say_gives_back_three_tenths(self) -> None:
        assert self.linked(c.HearFeedback(ANN_CALLS, "link"), late=True) == 300

    def test_a_link_that_stood_when_the_coach_spoke_stays_full(self) -> None:
        story = Judged(scripted(deadlines=()), mode="coached")
        story.happen(began(SERVER, "hang"))
        head = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        ann = story.call(ANN, "no-mail", cause="server/hang/1")
        story.do(c.LinkTicket(ann, head), c.HearFeedback(ann, "link"))
        assert story.credit("correlation") == 1000


class TestKnowledge:
    """What the coach says of one article does not take away the one that was right before."""

    @pytest.mark.parametrize(
        ("tried", "credit"),
        [
            (("KE-1", "KE-2", "coach"), 666),
            (("KE-2", "KE-1"), 666),
            (("KE-2", "coach", "KE-1"), 300),
        ],
        ids=["right, then one that does not help", "unprompted", "prompted"],
    )
    def test_only_what_came_after_the_coach_s_word_gives_back_less(
        self, tried: tuple[str, ...], credit: int
    ) -> None:
        story = Judged(scripted(deadlines=()), mode="coached")
        cat = story.logged(story.call(CAT, "no-print"))
        heard = c.HearFeedback(cat, "known_error")
        story.do(*(heard if one == "coach" else c.ApplyWorkaround(cat, one) for one in tried))
        [found] = story.findings("known_error")
        assert found.credit == credit
        assert (Because("prompted") in found.because) is (credit == 300)


@pytest.mark.parametrize("parted", [False, True])
def test_help_on_knowledge_counts_for_all_reports_of_a_cause_or_for_the_one_that_stands_alone(
    parted: bool,
) -> None:
    story = Judged(scripted(deadlines=()))
    story.happen(began(SERVER, "hang"))
    first, second = (story.call(each, "no-mail", cause="server/hang/1") for each in (ANN, BOB))
    judging, found = story.judging, story.opportunity(second)
    if parted:
        judging.by_cause.clear()
    judging.prompted.add((first, "known_error"))
    assert prompted(judging, found, "model") is not parted
    judging.prompted.add((second, "known_error"))
    assert prompted(judging, found, "model")
