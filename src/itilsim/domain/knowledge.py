"""What the knowledge base says: which known errors, articles and models fit.

`search` sees what the desk sees; `workaround_percent` is the truth of trying one.
"""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.library import Article, KnownError, RequestModel
from itilsim.domain.plant import LEFTOVER
from itilsim.domain.records import Contact
from itilsim.domain.scenario import Setting
from itilsim.domain.state import State


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


def workaround_percent(state: State, known_error: str, contact: Contact) -> int:
    """Share of the lost work that a known error or article brings back to a caller, in percent."""
    setting, plant = state.setting, state.plant
    if article_answers(setting, known_error, contact.symptom):
        return 100
    known = setting.known_errors.get(known_error)
    if known is None:
        return 0
    fault = plant.fault_of(contact.id)
    if fault is None:
        cause = plant.causes.get(contact.id, "")
        fits = contact.symptom in known.symptoms and not cause.startswith(LEFTOVER)
        return known.restores_percent if fits else 0
    kind = state.estate.components[fault.component].kind
    suits = setting.modes[fault.mode].symptom in known.symptoms or contact.symptom in known.symptoms
    return known.restores_percent if suits and (not known.kinds or kind in known.kinds) else 0
