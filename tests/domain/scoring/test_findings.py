"""A finding holds values: what was chosen, what was best, what was true, and whose act it was."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import itilsim
from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.names import SHIFT_LEAD, TRAINEE, CauseId, TicketId
from itilsim.domain.scoring import Finding
from itilsim.domain.scoring.conduct import CONDUCT, OWNED, TOLD
from itilsim.domain.scoring.tally import Described, Links
from itilsim.domain.scoring.triage import TRIAGE
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.builders import Play, began
from tests.data.corner import (
    BOB,
    CAT,
    DAN,
    DATABASE,
    MAIL,
    NET,
    SERVER,
    SRV,
    STOCK,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.scoring.histories import Judged
from tests.played import first_shift

DEAD = "switch/switch-dead/1"


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


@pytest.fixture
def cat(story: Judged) -> str:
    """Cat's call about the dead switch, with an alert before it."""
    story.happen(began(SWITCH, "switch-dead"))
    story.alarm(SWITCH, cause=DEAD)
    return story.call(CAT, "no-network", cause=DEAD, at=60)


class TestValues:
    """What was chosen, what the evidence spoke for, what was true: as what they are."""

    def only(self, story: Judged, criterion: str) -> Finding:
        (found,) = story.findings(criterion)
        return found

    def test_a_kind_is_a_kind(self, story: Judged) -> None:
        story.logged(story.call(BOB, "password"), "incident")
        found = self.only(story, "kind")
        assert (found.chosen, found.best, found.truth) == ("incident", "access", "access")
        assert found.accepted == ("access", "request")
        assert found.short == "wrong"

    def test_the_way_of_an_alert_is_a_way(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.do(c.AlertTeam(story.alarm(SWITCH, cause=DEAD), NET))
        found = self.only(story, "kind")
        assert (found.chosen, found.best, found.truth) == ("team", "record", "record")

    def test_a_level_is_a_number(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"), rated=(1, 1))
        found = self.only(story, "impact")
        assert (found.chosen, found.best, found.truth, found.accepted) == (1, 3, 3, (3,))
        assert self.only(story, "urgency").short == ""

    def test_a_description_has_its_three_parts(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.call(BOB, "no-mail", cause="server/hang/1")
        story.do(c.LogTicket(bob, "incident", "hardware", STOCK))
        found = self.only(story, "category")
        assert found.chosen == Described(STOCK, None, "hardware")
        assert found.best == Described(MAIL, None, "software")
        assert found.truth == Described(MAIL, SERVER, "software")
        assert found.best in found.accepted

    def test_a_destination_is_a_team(self, story: Judged, cat: str) -> None:
        story.do(c.AssignTicket(story.logged(cat), WP))
        found = self.only(story, "destination")
        assert (found.chosen, found.best, found.truth) == (WP, NET, NET)
        assert [each.code for each in found.evidence] == ["owner"]

    def test_links_are_counted(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.logged(story.call(DAN, "no-network", cause=DEAD, at=60))
        found = self.only(story, "correlation")
        assert (found.chosen, found.best, found.truth) == (Links(0, 0), Links(1, 0), Links(1, 0))
        assert found.short == "not_done"

    def test_wrong_links_are_counted_too(self, story: Judged, cat: str) -> None:
        head = story.logged(cat)
        story.do(c.LinkTicket(story.call(BOB, "loose-key", at=90), head))
        found = self.only(story, "correlation")
        assert (found.chosen, found.best, found.short) == (Links(0, 1), Links(1, 0), "wrong")

    def test_known_errors_are_those_that_help(self, story: Judged, cat: str) -> None:
        story.do(c.ApplyWorkaround(story.logged(cat), "KE-1"))
        found = self.only(story, "known_error")
        assert (found.chosen, found.best, found.truth) == (("KE-1",), ("KE-2",), ("KE-2",))
        assert found.short == "wrong"

    def test_a_right_one_after_a_wrong_one_is_named_with_it(self, story: Judged, cat: str) -> None:
        ticket = story.logged(cat)
        story.do(c.ApplyWorkaround(ticket, "KE-1"), c.ApplyWorkaround(ticket, "KE-2"))
        found = self.only(story, "known_error")
        assert (found.chosen, found.short) == (("KE-1", "KE-2"), "first_try")

    def test_an_escalation_names_whom(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.logged(story.alarm(SERVER, cause="server/hang/1"))
        team, lead = story.findings("escalation")
        assert (team.chosen, team.best, team.truth) == (None, SRV, SRV)
        assert (lead.chosen, lead.best, lead.truth) == (None, SHIFT_LEAD, SHIFT_LEAD)

    def test_too_late_is_said_to_be_late(self, story: Judged, cat: str) -> None:
        story.do(c.AssignTicket(story.logged(cat), NET), at=60 + 1201)
        team = next(each for each in story.findings("escalation") if each.best == NET)
        assert (team.chosen, team.credit, team.short) == (NET, 500, "late")

    def test_an_event_is_what_it_is(self, story: Judged) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        alert = story.alarm(DATABASE, "warning", cause="database/full/1", hurts_at=9000)
        story.do(c.AcknowledgeAlert(alert, "warning"))
        found = self.only(story, "events")
        assert (found.chosen, found.best, found.truth) == ("warning", "warning", "warning")
        assert (found.credit, found.short) == (500, "not_done")

    def test_identity_is_checked_or_not(self, story: Judged) -> None:
        story.do(c.StartModel(story.logged(story.call(BOB, "password"), "access"), "RM-1"))
        found = self.only(story, "access")
        assert (found.chosen, found.best, found.truth) == (False, True, True)
        assert [each.about for each in found.evidence] == ["RM-1"]

    def test_conduct_says_which_parts_were_done(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        cause = CauseId("arrival/loose-key-bob")
        story.happen(f.TroubleSettled(900, cause, "WP"))
        story.do(c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        owned, told = self.only(story, "ownership"), self.only(story, "told")
        assert (owned.chosen, owned.best, owned.truth) == (("resolved", "closed"), OWNED, OWNED)
        assert (told.best, told.truth, told.short) == (TOLD, TOLD, "not_done")

    def test_ended_against_the_callers_word_is_said(self, story: Judged, cat: str) -> None:
        """The callers were asked and said no: that is the fault, not that nobody asked them."""
        ticket = story.logged(cat)
        story.do(c.ConfirmRestoration(ticket), c.ResolveTicket(ticket, "fixed"))
        owned = next(each for each in story.findings("ownership") if each.subject == cat)
        assert owned.chosen == ("refused",)
        assert owned.credit == 0

    def test_the_note_names_records(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.WriteHandover(()), at=60)
        found = self.only(story, "handover")
        assert (found.chosen, found.best, found.truth) == ((), (bob,), (bob,))
        assert found.short == "wrong"

    def test_a_corrected_choice_is_shown_as_it_was_first(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(1, 1))
        story.do(c.PrioritiseTicket(bob, 3, 1), at=200)
        found = self.only(story, "impact")
        assert (found.chosen, found.at, found.short) == (1, 0, "first_try")
        assert 0 < found.credit < 1000

    def test_a_false_p1_knows_the_true_priority(self, story: Judged) -> None:
        for number in range(3):
            bob = story.call(BOB, "loose-key", n=number + 1, cause=f"arrival/{number}")
            story.logged(bob, rated=(1, 1))
        found = self.only(story, "false_p1")
        assert (found.chosen, found.truth) == (1, 3)


@cache
def shift_of(policy: str) -> tuple[Shift, tuple[f.Fact, ...], tuple[Finding, ...]]:
    facts: list[f.Fact] = []
    shift = Shift(first_shift(), 1, sink=lambda fact, _: facts.append(fact))
    play(shift, policy)
    shift.finish()
    judging = scoring.start(first_shift())
    for fact, entry in scoring.with_entries(facts, shift.began):
        scoring.step(judging, fact, entry)
    return shift, tuple(facts), scoring.finish(judging).findings


class TestEntries:
    """The journal entry behind a finding, so that another command can be put in its place."""

    @pytest.mark.parametrize("policy", ["random_choice", "first_come", "by_priority", "textbook"])
    def test_a_decision_was_made_by_its_entry(self, policy: str) -> None:
        shift, facts, findings = shift_of(policy)
        decided = [e for e in findings if e.entry is not None and e.criterion in TRIAGE]
        assert len(decided) > 20
        for each in decided:
            assert each.entry is not None
            entry = shift.journal[each.entry]
            assert (entry.at, entry.actor) == (each.at, TRAINEE)
            end = [*shift.began, len(facts)][each.entry + 1]
            assert shift.began[each.entry] <= each.position < end

    def test_every_criterion_has_its_truth_and_its_entry(self) -> None:
        found: dict[str, set[str]] = {"truth": set(), "entry": set()}
        for policy in ("by_priority", "textbook"):
            for each in shift_of(policy)[2]:
                found["truth"] |= {each.criterion} if each.truth not in (None, ()) else set()
                found["entry"] |= {each.criterion} if each.entry is not None else set()
        assert found["truth"] >= {*TRIAGE, *CONDUCT}
        assert found["entry"] >= {*TRIAGE, *CONDUCT}

    def test_two_commands_in_one_second_are_told_apart(self) -> None:
        play_ = Play(scripted(deadlines=()))
        bob, cat = play_.call(BOB, "loose-key"), play_.call(CAT, "slow")
        play_.logged(bob, rated=(1, 1))
        play_.logged(cat, rated=(3, 3))
        play_.finish()
        judging = scoring.start(play_.shift.setting)
        for fact, entry in scoring.with_entries(play_.log, play_.shift.began):
            scoring.step(judging, fact, entry)
        found = {(e.criterion, e.subject): e for e in scoring.finish(judging).findings}
        journal = play_.shift.journal
        for subject, levels in ((bob, (1, 1)), (cat, (3, 3))):
            entry = found["impact", subject].entry
            assert entry is not None
            assert journal[entry].command == c.PrioritiseTicket(TicketId(subject), *levels)

    def test_what_was_not_done_has_none(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        assert {each.entry for each in story.tally.findings} == {None}

    def test_without_a_journal_there_are_none_and_the_rest_is_the_same(self) -> None:
        _, facts, findings = shift_of("by_priority")
        judging = scoring.start(first_shift())
        for fact in facts:
            scoring.step(judging, fact)
        alone = scoring.finish(judging).findings
        assert {each.entry for each in alone} == {None}
        assert [(e.criterion, e.subject, e.credit, e.chosen, e.truth) for e in alone] == [
            (e.criterion, e.subject, e.credit, e.chosen, e.truth) for e in findings
        ]


def swallowing(tree: ast.AST) -> list[int]:
    """Lines on which an attribute that may not be there is passed over."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "hasattr" or (node.func.id == "getattr" and len(node.args) > 2)
    ]


def test_no_wrong_attribute_name_is_swallowed() -> None:
    """A truth was always empty for four criteria, because a default stood in for it."""
    domain = Path(itilsim.__file__).parent / "domain"
    files = [*domain.glob("scoring/*.py"), *domain.glob("debriefing/*.py"), domain / "debrief.py"]
    assert len(files) > 15
    assert {each.name: found for each in files if (found := swallowing(_tree(each)))} == {}
    assert swallowing(ast.parse('getattr(truth, "destination", "")')) == [1]


def _tree(file: Path) -> ast.AST:
    return ast.parse(file.read_text(encoding="utf-8"))
