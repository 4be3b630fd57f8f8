"""What the tutor says when a first choice is wrong, and what comes first when a move is too early.

Each is one sentence that points at what can be seen; none gives the answer away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from itilsim.domain.due import Answer

FIRST: Final[Mapping[str, str]] = {
    "take-call": "Somebody rings. The phone comes before what can wait.",
    "log-ticket": "A record first: what is it?",
    "start-model": "Which model fits? A model says what to do, step by step.",
    "verify-identity": "Who is this? Verify before you give anything.",
    "fulfil-step": "Do the next step of the model.",
    "ask-approval": "Others must agree: ask for approval.",
    "reply": "There is an article that answers this.",
    "acknowledge-alert": "Look at the alert: what kind of event is it?",
    "alert-team": "Nothing has failed yet. Who can act before it does?",
    "prioritise-ticket": "Set impact and urgency; press d (Desk card) for the rules.",
    "assign-ticket": "Send it to the team that owns the item.",
    "link-ticket": "Does one cause explain this, too? Then link it.",
    "search-knowledge": "Somebody may have met this: search.",
    "apply-workaround": "Talk the caller through what is known.",
    "update-caller": "Tell the caller how it stands.",
    "send-notice": "Tell everyone who is affected.",
    "confirm-restoration": "Ask whether it is over.",
    "resolve-ticket": "It is over: resolve it.",
    "close-ticket": "The caller agrees: close it.",
    "end-call": "Say goodbye.",
    "refuse-request": "Somebody has said no, or is not who they say: refuse it, and say why.",
    "escalate-ticket": "Top priority: tell the shift lead.",
    "raise-problem": "Raise a problem from the parent.",
    "write-handover": "Write your note to the next shift.",
}
"""What to do first, by kind of command."""

_KINDS: Final[Mapping[object, str]] = {
    "incident": "Something does not work as agreed.",
    "request": "Somebody orders what is in the catalogue.",
    "information": "Nothing is broken: somebody wants to know something.",
    "access": "Nothing is broken: somebody wants to be let in.",
    "complaint": "Somebody is unhappy with the service itself.",
}
_REQUESTED: Final[Mapping[object, str]] = {
    "incident": "Nothing is broken: it is something from the catalogue.",
    "access": "It is ordered from the catalogue; nobody asks to be let in where they may not go.",
    "information": "More is wanted than an answer: it is something from the catalogue.",
}
"""What is no request, by what it was taken for; a person who was wrong twice was so in two ways."""
_EVENTS: Final[Mapping[object, str]] = {
    "informational": "Read it again: everything went as it should.",
    "warning": "Nothing has failed yet, but a limit is near.",
    "exception": "It does not answer any more: something is wrong now.",
}
_OTHERS: Final[Mapping[str, str]] = {
    "model": "That model is for another request.",
    "known_error": "That one is about something else: compare what is reported.",
    "team": "Who owns the item that failed? How loud somebody is changes nothing.",
    "link": "One failed item explains these reports; make its record the parent.",
    "problem": "Choose those that are alike: same kind of item, same finding.",
    "handover": "The note names all that is still open, and nothing else.",
}


def what_is_wrong(answer: Answer, given: object) -> str:
    """One sentence on a wrong choice.

    Args:
        answer: The field, and what the evidence speaks for.
        given: What was chosen.
    """
    if answer.field == "kind":
        if answer.value == "request" and given in _REQUESTED:
            return _REQUESTED[given]
        return _KINDS.get(answer.value, "Read again what is wanted.")
    if answer.field == "significance":
        return _EVENTS.get(answer.value, "Read it again.")
    if answer.field in ("impact", "urgency"):
        return _LEVELS[answer.field, _is_too_high(answer, given)]
    return _OTHERS.get(answer.field, "Look again.")


_LEVELS: Final[Mapping[tuple[str, bool], str]] = {
    ("impact", True): "Fewer depend on it than that: see the map (7). Being loud adds nobody.",
    ("impact", False): "More depends on it than that: see the map (7).",
    ("urgency", True): "Ask how long it can wait before it does harm.",
    ("urgency", False): "It does harm sooner than that.",
}


def _is_too_high(answer: Answer, given: object) -> bool:
    """A lower number is a higher level."""
    return isinstance(given, int) and isinstance(answer.value, int) and given < answer.value
