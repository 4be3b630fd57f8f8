"""What the knowledge base says, and what it is worth to try."""

from __future__ import annotations

import pytest

from itilsim.domain.knowledge import Findings, article_answers, search
from tests.data.corner import corner


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
