"""What the knowledge base says, and what it is worth to try."""

from __future__ import annotations

import pytest

from itilsim.domain import facts as f
from itilsim.domain.knowledge import Findings, article_answers, search, workaround_percent
from itilsim.domain.names import FaultId
from tests.builders import Story, began
from tests.data.corner import ANN, BOB, CAT, NET, SERVER, SWITCH, corner


def found(symptom: str) -> tuple[tuple[str, ...], ...]:
    findings = search(corner(), symptom)
    return (
        tuple(each.id for each in findings.known_errors),
        tuple(each.id for each in findings.articles),
        tuple(each.id for each in findings.models),
    )


class TestSearch:
    @pytest.mark.parametrize(
        ("symptom", "known_errors", "articles", "models"),
        [
            ("no-print", ("KE-1",), (), ()),
            ("no-network", ("KE-2",), (), ()),
            ("how-to", (), ("KA-1",), ()),
            ("password", (), (), ("RM-1",)),
            ("rude", (), (), ()),
        ],
    )
    def test_it_finds_what_names_the_symptom(
        self,
        symptom: str,
        known_errors: tuple[str, ...],
        articles: tuple[str, ...],
        models: tuple[str, ...],
    ) -> None:
        assert found(symptom) == (known_errors, articles, models)

    def test_an_unknown_symptom_is_found_nowhere(self) -> None:
        assert search(corner(), "x") == Findings((), (), ())

    def test_every_entry_is_found_by_each_of_its_symptoms(self) -> None:
        library = corner().library
        for known in library.known_errors:
            assert all(known in search(corner(), each).known_errors for each in known.symptoms)
        for article in library.articles:
            assert all(article in search(corner(), each).articles for each in article.symptoms)


class TestArticles:
    def test_it_answers_what_it_is_about(self) -> None:
        assert article_answers(corner(), "KA-1", "how-to")

    def test_and_nothing_else(self) -> None:
        assert not article_answers(corner(), "KA-1", "no-print")

    def test_what_is_no_article_answers_nothing(self) -> None:
        assert not article_answers(corner(), "KE-1", "no-print")
        assert not article_answers(corner(), "", "how-to")


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
