"""What single people bring to a generated shift: wishes, questions, complaints, small troubles."""

from __future__ import annotations

from itilsim.composing.drawing import LEAVE, Drawing, Says
from itilsim.domain.library import Symptom
from itilsim.domain.names import Channel, Effect
from itilsim.domain.organisation import UserGroup


def matters(drawing: Drawing) -> None:
    """Wishes, questions, complaints and small troubles, by Zipf's law over the matters."""
    count = drawing.count(drawing.level.matters, "matters")
    known = [drawing.base.symptoms[each] for each in drawing.sources.matters]
    moments = drawing.layout.moments(count, "matters", leave=LEAVE["matters"])
    for n, at in enumerate(drawing.beside_peaks(moments, "matters")):
        left = [each for each in known if each.id not in drawing.used]
        symptom = drawing.draws.ranked(
            left, drawing.sources.matter_zipf_percent, "matters", n, "what"
        )
        drawing.used.add(symptom.id)
        group = _who_wants(drawing, symptom, at, n)
        channel, effect = _channel(drawing, symptom, n), _effect(drawing, symptom, n)
        stranger, allowed = _honest(drawing, symptom, n)
        says = Says(channel, effect, symptom.service, impostor=stranger, approved=allowed)
        drawing.contact(at, f"M{n + 1}", group, symptom, says)


def _who_wants(drawing: Drawing, symptom: Symptom, at: int, n: int) -> UserGroup:
    groups = [g for g in drawing.base.organisation.groups if drawing.at_work(g, at)]
    users = [g for g in groups if symptom.service in g.services] or groups
    everybody = users or list(drawing.base.organisation.groups)
    return drawing.draws.weighted(everybody, lambda group: group.people, "matters", n, "group")


def _channel(drawing: Drawing, symptom: Symptom, n: int) -> Channel:
    """By portal and mail comes what can wait."""
    urgent = symptom.service == "DIR" or symptom.kind == "incident"
    shares = [s for s in drawing.sources.channels if not urgent or s.channel != "portal"]
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
    if symptom.kind == "incident":
        return "stopped" if drawing.draws.happens(25, "matters", n, "effect") else "slowed"
    return "question"
