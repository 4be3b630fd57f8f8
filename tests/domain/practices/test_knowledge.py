"""What is known is searched and used, and helps or does not."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, ContactId, FaultId, TicketId
from itilsim.domain.practices.knowledge import workaround_percent
from tests.builders import Story, began, kinds
from tests.data.corner import ANN, BOB, CAT, LINK_A, LINK_B, NET, PACKERS, SALES, SERVER, SWITCH

HANG = FaultId("server/hang/1")
DEAD = FaultId("switch/switch-dead/1")


class TestSearchKnowledge:
    def test_it_is_for_a_contact_an_alert_or_a_record(self, story: Story, cat: TicketId) -> None:
        bob, alert = story.call(BOB, "no-mail"), story.alarm(SWITCH)
        for subject in (bob, alert, cat):
            assert story.decide(c.SearchKnowledge(subject)) == (
                f.KnowledgeSearched(0, subject, TRAINEE),
            )

    def test_it_shows_on_the_record(self, story: Story, cat: TicketId) -> None:
        story.do(c.SearchKnowledge(cat))
        assert story.ticket(cat).searched

    def test_it_is_for_something(self, story: Story) -> None:
        words = story.refuses(c.SearchKnowledge(ContactId("x")))
        assert words == "There is nothing to search for."


class TestApplyWorkaround:
    def test_the_right_one_brings_work_back(self, story: Story, cat: TicketId) -> None:
        facts = story.decide(c.ApplyWorkaround(cat, "KE-1"))
        assert facts == (f.WorkaroundApplied(0, cat, TRAINEE, "KE-1", 100),)

    def test_a_wrong_one_brings_nothing(self, story: Story, cat: TicketId) -> None:
        assert story.decide(c.ApplyWorkaround(cat, "KE-2")) == (
            f.WorkaroundApplied(0, cat, TRAINEE, "KE-2", 0),
        )

    def test_it_is_of_the_knowledge_base(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.ApplyWorkaround(cat, "KE-99"))
        assert words == "There is no such known error or article. Search first."

    def test_it_needs_a_caller(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH))
        words = story.refuses(c.ApplyWorkaround(alert, "KE-2"))
        assert words == "Nobody called about this record. Send a notice with the workaround."


class TestWorkarounds:
    @pytest.fixture
    def story(self) -> Story:
        return Story()

    def percent(self, story: Story, known_error: str, subject: str) -> int:
        return workaround_percent(story.state, known_error, story.contact(subject))

    def test_the_right_one_for_a_fault(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-network", cause="switch/switch-dead/1")
        assert self.percent(story, "KE-2", cat) == 60

    def test_it_is_for_items_of_a_class(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.call(BOB, "no-network", cause="server/hang/1")
        assert self.percent(story, "KE-2", bob) == 0

    def test_it_is_for_a_symptom(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-network", cause="switch/switch-dead/1")
        assert self.percent(story, "KE-1", cat) == 0

    def test_what_the_caller_calls_it_is_enough(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-print", cause="switch/switch-dead/1")
        assert self.percent(story, "KE-1", cat) == 100

    def test_one_persons_trouble_needs_the_symptom(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        assert self.percent(story, "KE-1", cat) == 100
        assert self.percent(story, "KE-2", cat) == 0

    def test_an_article_ends_what_it_answers(self, story: Story) -> None:
        cat = story.call(CAT, "no-sound")
        assert self.percent(story, "KA-2", cat) == 100

    def test_a_leftover_is_ended_by_its_article_only(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.FaultRepaired(5, FaultId("switch/switch-dead/1"), NET))
        cat = story.call(CAT, "no-sound", cause="leftover/switch/switch-dead/1")
        assert self.percent(story, "KA-2", cat) == 100
        ann = story.call(ANN, "no-print", cause="leftover/switch/switch-dead/1")
        assert self.percent(story, "KE-1", ann) == 0

    def test_an_unknown_one_is_worth_nothing(self, story: Story) -> None:
        assert self.percent(story, "KE-99", story.call(CAT, "no-print")) == 0


class TestHelp:
    def test_the_right_article_ends_a_question(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-1"))
        assert story.log[-1] == f.TroubleSettled(0, story.plant.causes[cat], TRAINEE)

    def test_another_one_does_not(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-2"))
        assert story.log[-1].kind == "caller-replied"

    def test_it_ends_once(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-1"), c.Reply(cat, "KA-1"))
        assert kinds(story.log).count("trouble-settled") == 1

    def test_a_whole_workaround_ends_a_single_persons_trouble(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert story.log[-1] == f.TroubleSettled(0, story.plant.causes[cat], TRAINEE)

    def test_a_workaround_reaches_the_callers_group(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.do(c.ApplyWorkaround(cat, "KE-2"))
        assert story.log[-1] == f.WorkaroundTaken(0, DEAD, PACKERS, 60)
        assert story.plant.faults[DEAD].workarounds == {PACKERS: 60}

    def test_the_best_workaround_counts(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.WorkaroundTaken(1, DEAD, PACKERS, 60))
        story.happen(f.WorkaroundTaken(2, DEAD, PACKERS, 20))
        assert story.plant.faults[DEAD].workarounds == {PACKERS: 60}

    def test_a_wrong_workaround_reaches_nobody(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG))
        story.do(c.ApplyWorkaround(bob, "KE-2"))
        assert story.log[-1].kind == "workaround-applied"

    def test_a_workaround_in_a_notice_reaches_everyone_whom_it_fits(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        facts = story.happen(
            f.NoticeSent(5, cat, TRAINEE, (PACKERS, SALES), "KE-2", None),
        )
        assert facts == (f.WorkaroundTaken(5, DEAD, PACKERS, 60),)

    @pytest.mark.parametrize("known_error", ["", "KE-1"])
    def test_a_notice_without_the_right_one_reaches_nobody(
        self, story: Story, known_error: str
    ) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        facts = story.happen(f.NoticeSent(5, cat, TRAINEE, (PACKERS,), known_error, None))
        assert facts == ()

    def test_a_workaround_for_other_items_does_not_fit(self, story: Story) -> None:
        story.happen(began(LINK_A, "cut"), began(LINK_B, "cut"))
        bob = story.logged(story.call(BOB, "no-mail", cause="link-b/cut/1"))
        facts = story.happen(f.NoticeSent(5, bob, TRAINEE, (SALES,), "KE-2", None))
        assert facts == ()
