"""Per-decision why: each finding with its evidence, told by contact and alert."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.debriefing.record import Record
from itilsim.domain.debriefing.values import Story, Why
from itilsim.domain.names import CauseId
from itilsim.domain.plant import LEFTOVER
from itilsim.domain.scoring import Finding, Tally
from itilsim.domain.scoring.table import CRITERIA, Part

_FIELDS = {
    "kind": ("kind", "link"),
    "impact": ("impact",),
    "urgency": ("urgency",),
    "destination": ("team",),
    "known_error": ("known_error",),
    "events": ("significance",),
    "correlation": ("link",),
    "told": ("update",),
    "ownership": ("confirm", "close"),
    "problem": ("problem",),
    "handover": ("handover",),
    "access": ("model",),
}
"""Guided fields that a criterion judges."""


def stories(record: Record, tally: Tally) -> Iterator[Story]:
    """All findings but deductions, by contact and alert in order of arrival."""
    parts: dict[str, Part] = {each.id: each.part for each in CRITERIA}
    by_subject: dict[str, list[Why]] = {}
    for finding in tally.findings:
        if finding.criterion in parts:
            why = _why(record, finding, parts[finding.criterion])
            by_subject.setdefault(finding.subject, []).append(why)
    order = {subject: index for index, subject in enumerate(record.subjects)}
    for subject in sorted(by_subject, key=lambda each: order.get(each, len(order))):
        yield _story(record, subject, tuple(by_subject[subject]))


def _why(record: Record, finding: Finding, part: Part) -> Why:
    rejected = ""
    for field in _FIELDS.get(finding.criterion, ()):
        rejected = rejected or record.rejected.get((finding.subject, field), "")
    return Why(
        finding.criterion, part, finding.at, finding.position, finding.credit, finding.chosen,
        finding.best, finding.truth, finding.evidence, finding.tag, finding.teaches, rejected,
    )  # fmt: skip


def _story(record: Record, subject: str, decisions: tuple[Why, ...]) -> Story:
    plant = record.judging.state.plant
    known = record.subjects.get(subject)
    cause = plant.causes.get(subject, CauseId(""))
    fault = plant.fault_of(subject)
    at = known.at if known is not None else decisions[0].at
    mode = fault.mode if fault is not None else ""
    return Story(
        subject, at, cause.removeprefix(LEFTOVER), mode, path(record, subject), decisions,
        fault.struck_at if fault is not None else None,
    )  # fmt: skip


def path(record: Record, subject: str) -> tuple[str, ...]:
    """The way from what failed to whom it hit: the caller's group, or the worst hit one."""
    fault = record.judging.state.plant.fault_of(subject)
    known = record.subjects.get(subject)
    if fault is None or known is None:
        return ()
    hit = [each.group for each in fault.hits]
    target = known.group or (hit[0] if hit else None)
    return record.judging.state.estate.path(fault.component, target) if target else ()
