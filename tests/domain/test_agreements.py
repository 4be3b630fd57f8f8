"""Which times were agreed for a record."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain.names import ComponentId, ServiceId, TicketId
from tests.builders import Story
from tests.data.corner import (
    ANN,
    APP,
    BOB,
    CAT,
    MAIL,
    PRINTER,
    RESPONSE,
    RESTORE,
    SERVER,
    SHOP,
    STOCK,
    SWITCH,
    corner,
)


@pytest.fixture
def story() -> Story:
    return Story()


class TestIncidents:
    def test_every_priority_has_its_times(self) -> None:
        terms = corner().agreements.incident("gold", has_caller=True)
        for priority, minutes in RESPONSE.items():
            assert terms.targets[priority].response_minutes == minutes
            assert terms.targets[priority].restore_minutes == RESTORE[priority]

    def test_before_it_is_rated_nothing_is_agreed(self) -> None:
        assert corner().agreements.incident("gold", has_caller=True).default_priority is None

    def test_judging_counts_by_the_true_priority(self) -> None:
        terms = corner().agreements.incident("gold", has_caller=True, priority=2)
        assert terms.default_priority == 2

    def test_behind_an_alert_nobody_waits(self, story: Story) -> None:
        alert = story.ticket(story.logged(story.alarm(SWITCH)))
        assert not story.state.agreements.of(alert).has_caller

    def test_behind_a_contact_somebody_does(self, story: Story) -> None:
        cat = story.ticket(story.logged(story.call(CAT, "no-print")))
        assert story.state.agreements.of(cat).has_caller

    def test_they_are_worked_out_once(self, story: Story) -> None:
        bob = story.ticket(story.logged(story.call(BOB, "no-mail")))
        agreements = story.state.agreements
        assert agreements.of(bob) is agreements.of(bob)


class TestClasses:
    @pytest.mark.parametrize(
        ("component", "service", "name"),
        [
            (APP, None, "gold"),
            (SERVER, None, "silver"),
            (SWITCH, None, "bronze"),
            (PRINTER, None, "bronze"),
            (None, SHOP, "gold"),
            (None, MAIL, "silver"),
            (None, None, "bronze"),
            (PRINTER, SHOP, "gold"),
            (SWITCH, SHOP, "bronze"),
        ],
    )
    def test_the_item_says_which_or_else_the_service(
        self, component: ComponentId | None, service: ServiceId | None, name: str
    ) -> None:
        assert corner().agreements.class_on(component, service) == name

    def test_a_record_is_of_the_class_of_what_it_names(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop")
        story.do(c.LogTicket(ann, "incident", service=STOCK, component=APP))
        agreements = story.state.agreements
        gold = agreements.incident("gold", has_caller=True)
        assert agreements.of(story.ticket(ann)) == gold


class TestRequests:
    @pytest.fixture
    def reset(self, story: Story) -> TicketId:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-1"))
        return bob

    def test_the_model_says_how_long_it_takes(self, story: Story, reset: TicketId) -> None:
        terms = story.state.agreements.of(story.ticket(reset))
        assert terms.targets[3].restore_minutes == 15
        assert terms.targets[3].response_minutes == 30

    def test_the_model_must_start(self, story: Story, reset: TicketId) -> None:
        assert story.state.agreements.of(story.ticket(reset)).is_request

    def test_an_urgent_model_is_priority_three(self) -> None:
        agreements = corner().agreements
        assert agreements.request("RM-1", has_caller=True).default_priority == 3
        assert agreements.request("RM-2", has_caller=True).default_priority == 4

    def test_it_counts_in_the_hours_of_the_model(self) -> None:
        terms = corner().agreements.request("RM-2", has_caller=True)
        assert terms.targets[4].hours == corner().hours["day"]

    def test_without_a_model_the_class_counts(self, story: Story) -> None:
        bob = story.ticket(story.logged(story.call(BOB, "password"), "access"))
        assert not story.state.agreements.of(bob).is_request
