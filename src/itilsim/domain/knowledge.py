"""What the knowledge base says: which known errors, articles and models fit."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.library import Article, KnownError, RequestModel
from itilsim.domain.scenario import Setting


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search finds, best first."""

    known_errors: tuple[KnownError, ...]
    """Known errors."""
    articles: tuple[Article, ...]
    """Articles."""
    models: tuple[RequestModel, ...]
    """Request models."""


def search(setting: Setting, symptom: str) -> Findings:
    """Everything in the knowledge base that names a symptom."""
    return Findings(
        setting.indexes.known_errors.get(symptom, ()),
        setting.indexes.articles.get(symptom, ()),
        setting.indexes.models.get(symptom, ()),
    )


def article_answers(setting: Setting, article: str, symptom: str) -> bool:
    """Whether an article answers what was asked."""
    return article in setting.articles and symptom in setting.articles[article].symptoms
