"""What single people bring to a generated shift: wishes, questions, complaints, small troubles."""

from __future__ import annotations

from typing import Final

from itilsim.composing.causes import LONG_ENOUGH
from itilsim.composing.drawing import LEAVE, Drawing, Says
from itilsim.domain.library import Symptom
from itilsim.domain.names import Channel, Effect
from itilsim.domain.organisation import UserGroup

FEWEST: Final = 6
"""So many people get in touch in a short shift: with three callers, what was learnt by heart on
another shift comes out right by chance. Tuning constant."""

EACH_MINUTES: Final = 7
"""Minutes that each of them takes, so that in half an hour there are fewer. Tuning constant."""

STOPS: Final = 60
"""So many of a hundred whose matter can stop their work are stopped by it. Tuning constant."""


def matters(drawing: Drawing) -> None:
    """Wishes, questions, complaints and small troubles, by Zipf's law over the matters."""
    few = min(FEWEST, drawing.layout.minutes // EACH_MINUTES) - len(drawing.found.contacts)
    count = max(drawing.count(drawing.level.matters, "matters"), few)
    known = [drawing.base.symptoms[each] for each in drawing.sources.matters]
    moments = drawing.layout.moments(count, "matters", leave=LEAVE["matters"])
    # One of the first half, drawn: were it always the first, all mornings would begin alike.
    soon = drawing.draws.between(0, (count - 1) // 2, "matters", "soon")
    for n, at in enumerate(drawing.beside_peaks(moments, "matters")):
        left = [e for e in known if e.id not in drawing.used and _who_wants(drawing, e, at)]
        if not left:
            continue
        if n == soon and drawing.layout.minutes >= LONG_ENOUGH:
            left = _biting(drawing, left, at)
        symptom = drawing.draws.ranked(
            left, drawing.sources.matter_zipf_percent, "matters", n, "what"
        )
        drawing.used.add(symptom.id)
        group = drawing.draws.weighted(
            _who_wants(drawing, symptom, at), lambda group: group.people, "matters", n, "group"
        )
        channel, effect = _channel(drawing, symptom, n), _effect(drawing, symptom, n)
        stranger, allowed = _honest(drawing, symptom, n)
        name = f"M{n + 1}"
        vague = symptom.kind == "incident" and drawing.vague(channel, name)
        says = Says(
            channel, effect, symptom.service, vague=vague, impostor=stranger, approved=allowed
        )
        drawing.contact(at, name, group, symptom, says)


def _biting(drawing: Drawing, left: list[Symptom], at: int) -> list[Symptom]:
    """Those of which a target falls due in the shift, unless of something drawn before one does."""
    causes, found = drawing.causes, drawing.found
    if causes.bites(found.faults, found.contacts):
        return left
    return [each for each in left if causes.due(each.id, at)] or left


def _who_wants(drawing: Drawing, symptom: Symptom, at: int) -> list[UserGroup]:
    """The groups at work in which somebody can have it."""
    groups = drawing.callers(symptom, drawing.base.organisation.groups)
    if not drawing.is_named(symptom):
        groups = [g for g in groups if symptom.service in g.services] or groups
    return [group for group in groups if drawing.at_work(group, at)]


def _channel(drawing: Drawing, symptom: Symptom, n: int) -> Channel:
    """By portal and mail comes what can wait."""
    urgent = symptom.kind == "incident" or drawing.messages.hurries(symptom.id)
    every = drawing.sources.channels
    able = [share for share in every if drawing.comes_by(symptom, share.channel)] or every
    shares = [share for share in able if not urgent or share.channel != "portal"] or able
    return drawing.draws.weighted(shares, lambda s: s.percent, "matters", n, "channel").channel


def _honest(drawing: Drawing, symptom: Symptom, n: int) -> tuple[bool, bool]:
    """Whether it is a stranger who asks, where that is checked, and whether it is approved."""
    models = drawing.base.indexes.models.get(symptom.id, ())
    kinds = {step.kind for step in models[0].steps} if models else set()
    level, draws = drawing.level, drawing.draws
    stranger = "verify" in kinds and draws.happens(level.stranger_percent, "matters", n, "who")
    refused = "approve" in kinds and draws.happens(level.refused_percent, "matters", n, "no")
    return stranger, not refused


def _effect(drawing: Drawing, symptom: Symptom, n: int) -> Effect:
    stops = symptom.id in drawing.sources.stopping
    if symptom.kind != "incident":
        return "stopped" if stops else "question"
    return "stopped" if stops and drawing.draws.happens(STOPS, "matters", n, "effect") else "slowed"
