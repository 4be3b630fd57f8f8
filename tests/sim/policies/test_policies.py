"""What each colleague does, on histories in which one difference shows."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.practices.incident.assigning import next_team
from itilsim.domain.scenario import AlertArrival, ContactArrival
from itilsim.sim.policies import play
from itilsim.sim.policies.first_come import by_table, owner_of
from itilsim.sim.policies.random_choice import DRAWN, _draws
from itilsim.sim.policies.textbook import HANDOVER_BEFORE
from tests.builders import Play, Story, alert_id, contact_id, ticket_id
from tests.data.corner import (
    ANN,
    APP,
    BIZ,
    BOB,
    CAT,
    DAN,
    DATABASE,
    HOUR,
    MAIL,
    NET,
    SD,
    SERVER,
    SRV,
    SWITCH,
    WP,
    fault,
    scripted,
)


def contact(name: str, at: str, person: object, symptom: str, **parts: object) -> ContactArrival:
    values: dict[str, object] = {
        "id": name,
        "at": at,
        "channel": "email",
        "person": person,
        "symptom": symptom,
        "utterance": "",
        "effect": "stopped",
        "patience_minutes": 500,
        **parts,
    }
    return ContactArrival(**values)  # type: ignore[arg-type]  # as the test says


def played(policy: str, *contacts: ContactArrival, **changes: object) -> Play:
    found = Play(scripted(contacts=contacts, **changes), pace="stepped")
    play(found.shift, policy)
    return found


def commands(found: Play) -> list[str]:
    return [each.command.kind for each in found.shift.journal]


class TestIdle:
    def test_nothing_is_done(self) -> None:
        found = played("idle", contact("A", "09:01", BOB, "loose-key"))
        assert commands(found) == ["end-shift"]


class TestFirstCome:
    def test_oldest_first(self) -> None:
        found = played(
            "first_come",
            contact("A", "09:01", BOB, "loose-key", channel="phone"),
            contact("B", "09:01:10", ANN, "no-shop", channel="phone"),
        )
        assert [each.ticket for each in found.all(f.TicketOpened)] == [
            ticket_id(contact_id("bob", "arrival/A")),
            ticket_id(contact_id("ann", "arrival/B")),
        ]

    def test_everything_is_medium(self) -> None:
        found = played("first_come", contact("A", "09:01", BOB, "loose-key"))
        rated = found.one(f.TicketPrioritised)
        assert (rated.impact, rated.urgency) == (2, 2)

    def test_the_category_says_which_team(self) -> None:
        found = played("first_come", contact("A", "09:01", BOB, "loose-key"))
        assert found.all(f.TicketAssigned)[0].team == WP

    def test_the_button_says_what_it_is(self) -> None:
        found = played("first_come", contact("A", "09:01", BOB, "password"))
        assert found.one(f.TicketOpened).record == "request"

    def test_nothing_is_linked_looked_up_or_told(self) -> None:
        found = played(
            "first_come",
            contact("A", "09:01", CAT, "no-print"),
            contact("B", "09:02", DAN, "no-print"),
        )
        unwanted = {"link-ticket", "apply-workaround", "search-knowledge", "send-notice"}
        assert not unwanted & set(commands(found))

    def test_a_record_that_came_back_tries_the_next_team(self) -> None:
        story = Story()
        bob = story.logged(story.call(BOB, "no-mail"))
        story.do(c.CategoriseTicket(bob, "incident", "software", MAIL, SERVER))
        story.do(c.AssignTicket(bob, BIZ))
        story.happen(f.TicketReturned(900, bob, BIZ, "not-ours-biz"))
        assert next_team(story.desk, story.ticket(bob)) == SRV

    def test_a_record_without_any_hint_tries_all_teams(self) -> None:
        story = Story()
        alert = story.logged(story.alarm(APP))
        tried = []
        for _ in range(5):
            team = next_team(story.desk, story.ticket(alert))
            tried.append(team)
            if team != SD:
                story.do(c.AssignTicket(alert, team))
                story.happen(f.TicketReturned(900, alert, team, "not-ours"))
        assert tried == [NET, SRV, BIZ, WP, SD]

    def test_an_alert_goes_to_the_owner_of_its_item(self) -> None:
        story = Story()
        alert = story.alarm(SERVER)
        assert owner_of(story.desk, story.desk.alerts[alert]) == SRV

    def test_what_no_team_takes_goes_to_the_second(self) -> None:
        story = Story()
        ann = story.contact(story.call(ANN, "rude"))
        assert by_table(story.desk, ann) == NET


class TestByPriority:
    def test_the_pressing_first(self) -> None:
        found = played(
            "by_priority",
            contact("A", "09:01", BOB, "laptop", channel="portal"),
            contact("B", "09:01", ANN, "no-shop", people=20),
        )
        assert found.all(f.TicketOpened)[0].ticket == ticket_id(contact_id("ann", "arrival/B"))

    def test_it_rates_by_the_card(self) -> None:
        found = played("by_priority", contact("A", "09:01", BOB, "loose-key"))
        rated = found.one(f.TicketPrioritised)
        assert (rated.impact, rated.urgency, rated.priority) == (3, 1, 3)

    def test_each_record_for_itself(self) -> None:
        found = played(
            "by_priority",
            contact("A", "09:01", CAT, "slow"),
            contact("B", "09:02", DAN, "slow"),
        )
        assert "link-ticket" not in commands(found)

    def test_what_only_informs_is_put_aside(self) -> None:
        alert = AlertArrival("I", "09:01", "informational", "alert-ping", SERVER)
        found = played("by_priority", alerts=(alert,))
        assert found.none(f.TicketOpened)
        assert found.one(f.AlertAcknowledged).significance == "informational"


class TestTextbook:
    def test_a_known_error_is_tried_at_first_contact(self) -> None:
        found = played("textbook", contact("A", "09:01", CAT, "no-print"))
        assert found.one(f.WorkaroundApplied).known_error == "KE-1"
        assert found.one(f.TicketClosed).ticket == ticket_id(contact_id("cat", "arrival/A"))
        assert found.none(f.TicketAssigned)

    def test_reports_of_one_cause_are_linked(self) -> None:
        found = played(
            "textbook",
            contact("A", "09:01", CAT, "slow"),
            contact("B", "09:04", DAN, "slow"),
        )
        linked = found.one(f.TicketLinked)
        assert (linked.ticket, linked.parent) == (
            ticket_id(contact_id("dan", "arrival/B")),
            ticket_id(contact_id("cat", "arrival/A")),
        )

    @pytest.mark.parametrize("policy", ["first_come", "by_priority", "textbook"])
    def test_an_alert_about_no_item_can_be_handled(self, policy: str) -> None:
        """A certificate runs out; it is about nothing on the map."""
        alerts = (
            AlertArrival("C", "09:01", "warning", "alert-disk", owner=BIZ, hurts_at="17:00"),
            AlertArrival("J", "09:02", "informational", "alert-disk"),
        )
        found = played(policy, alerts=alerts)
        assert not found.desk.inbox
        sent = [(each.alert, each.team) for each in found.all(f.TeamAlerted)]
        assert sent == ([(alert_id("C", "None"), BIZ)] if policy == "textbook" else [])

    def test_what_presses_breaks_off_a_talk_about_a_wish(self) -> None:
        """Alerted while somebody is on the line who wants something."""
        found = played(
            "textbook",
            contact("A", "09:01", BOB, "password", channel="phone"),
            faults=(fault("D", "09:03", SWITCH, "switch-dead"),),
        )
        journal = [(each.at, each.command.kind) for each in found.shift.journal]
        rated = next(at for at, kind in journal if kind == "prioritise-ticket")
        fulfilled = next(at for at, kind in journal if kind == "fulfil-step")
        assert found.one(f.AlertRaised).at <= rated < fulfilled

    def test_a_phone_that_rings_for_a_wish_waits_for_what_presses(self) -> None:
        found = played(
            "textbook",
            contact("A", "09:04", BOB, "password", channel="phone"),
            faults=(fault("D", "09:03", SWITCH, "switch-dead"),),
        )
        assigned = found.all(f.TicketAssigned)[0].at
        assert assigned < found.one(f.CallTaken).at

    def test_there_is_no_memory(self) -> None:
        """A desk taken over in the middle is led on as by whoever had led it so far."""
        calls = (contact("A", "09:01", CAT, "slow"), contact("B", "09:04", DAN, "slow"))
        whole = played("textbook", *calls)
        halves = Play(scripted(contacts=calls), pace="stepped")
        for until in (300, 1000, halves.shift.setting.horizon):
            play(halves.shift, "textbook", until)
        halves.finish()
        assert commands(halves) == commands(whole)

    def test_identity_is_checked_before_anything_is_given(self) -> None:
        found = played("textbook", contact("A", "09:01", BOB, "password"))
        order = commands(found)
        assert order.index("verify-identity") < order.index("fulfil-step")

    def test_approval_is_waited_for(self) -> None:
        found = played("textbook", contact("A", "09:01", BOB, "laptop"))
        given = found.one(f.ApprovalGiven)
        assert all(each.at > given.at for each in found.all(f.StepFulfilled))
        assert [each.step for each in found.all(f.StepFulfilled)] == ["order", "hand"]

    @pytest.mark.parametrize("policy", ["first_come", "by_priority", "textbook"])
    def test_strangers_and_what_is_not_approved_are_refused(self, policy: str) -> None:
        found = played(
            policy,
            contact("A", "09:01", BOB, "password", impostor=True),
            contact("B", "09:03", ANN, "laptop", approved=False),
        )
        reasons = [each.reason for each in found.all(f.RequestRefused)]
        assert reasons == ["not_verified", "not_approved"]
        assert found.none(f.StepFulfilled)

    def test_callers_are_asked_before_closing(self) -> None:
        found = played("textbook", contact("A", "09:01", BOB, "loose-key"))
        order = commands(found)
        assert order.index("confirm-restoration") < order.index("resolve-ticket")
        assert found.one(f.RestorationConfirmed).restored

    def test_promises_are_kept(self) -> None:
        found = played("textbook", contact("A", "09:01", BOB, "no-mail"))
        promised = [each for each in found.all(f.CallerUpdated) if each.next_update is not None]
        for one, following in pairwise(promised):
            assert one.next_update is not None
            assert following.at <= one.next_update

    def test_a_p1_is_told_upwards_and_around(self) -> None:
        found = played("textbook", faults=(fault("S", "09:05", SERVER, "hang"),))
        assert found.one(f.TicketEscalated).ticket == ticket_id(alert_id("ping", "server"))
        assert found.all(f.NoticeSent)[0].groups == ("sales", "clerks")

    def test_a_problem_is_raised_for_what_comes_back(self) -> None:
        found = played(
            "textbook",
            contact("A", "09:10", CAT, "no-network", fault="S"),
            faults=(fault("S", "09:05", SWITCH, "switch-dead"),),
        )
        assert found.one(f.ProblemRaised).incidents == ("INC0000007",)

    def test_a_warning_is_passed_on(self) -> None:
        alert = AlertArrival("W", "09:01", "warning", "alert-disk", DATABASE, fault="D")
        latent = fault("D", "08:50", DATABASE, "full", strikes_at="11:00")
        found = played("textbook", alerts=(alert,), faults=(latent,))
        assert found.one(f.TeamAlerted).team == SRV
        assert found.none(f.FaultStruck)

    def test_a_note_is_left_before_the_end(self) -> None:
        found = played("textbook", contact("A", "09:01", BOB, "no-mail"), minutes=60)
        note = found.one(f.HandoverWritten)
        assert note.items == (ticket_id(contact_id("bob", "arrival/A")),)
        assert note.at >= 60 * 60 - HANDOVER_BEFORE

    def test_a_chaser_hears_how_it_stands(self) -> None:
        found = played("textbook", contact("A", "09:01", BOB, "no-mail", patience_minutes=5))
        assert found.all(f.CallerUpdated)


class TestRandom:
    def test_it_does_something(self) -> None:
        found = played("random_choice", contact("A", "09:01", BOB, "no-mail"), minutes=120)
        assert len(found.shift.journal) > 3

    def test_another_seed_does_something_else(self) -> None:
        journals = []
        for seed in (1, 2):
            found = Play(
                scripted(contacts=(contact("A", "09:01", BOB, "no-mail"),)), seed, pace="stepped"
            )
            play(found.shift, "random_choice")
            journals.append([each.command for each in found.shift.journal])
        assert journals[0] != journals[1]

    def test_it_never_leaves_or_writes_texts(self) -> None:
        found = played("random_choice", contact("A", "09:01", BOB, "no-mail"), minutes=120)
        assert commands(found)[-1] == "end-shift"
        assert "end-shift" not in commands(found)[:-1]
        assert "write-note" not in commands(found)

    def test_it_draws_from_a_list_that_a_new_command_does_not_change(self) -> None:
        words = ",".join(kind.kind for kind in DRAWN)
        assert len(DRAWN) == 31
        assert hashlib.sha256(words.encode()).hexdigest()[:16] == "27f0cf0a825f5f84"

    def test_it_can_draw_every_field_of_every_command(self) -> None:
        for kind in DRAWN:
            names = [name for name, _ in _draws(kind.kind)]
            assert names == [name for name in kind.__dataclass_fields__ if name not in (
                "kind", "seconds")]  # fmt: skip


class TestSteps:
    def test_the_nearest_owner_is_tried_first(self) -> None:
        story = Story()
        cat = story.call(CAT, "no-network", service=MAIL)
        ticket = story.logged(cat)
        assert next_team(story.desk, story.ticket(ticket)) == NET


def test_careful_colleagues_wait_longer_for_nobody() -> None:
    """Whoever calls is answered sooner by textbook than by nobody."""
    calls = tuple(
        contact(str(n), f"09:{n:02}", person, "no-print", channel="phone", patience_minutes=20)
        for n, person in enumerate((ANN, BOB, CAT), 1)
    )
    idle, careful = played("idle", *calls), played("textbook", *calls)
    assert len(idle.all(f.CallAbandoned)) >= 3
    assert careful.none(f.CallAbandoned)
    assert careful.shift.at == 4 * HOUR
