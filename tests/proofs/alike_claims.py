"""How often a choice would have been right: the look read anew, and its counts as they are shipped.

The one idea: neither the judge nor the product's own reading of a look is asked. What a contact or
alert looked like comes from the oracle of the evidence (`tests/domain/assess_oracle.py`) and the
lines up to the decision; how often an answer is right there, from the shipped file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from itilsim.domain.scoring import Finding
from itilsim.domain.scoring.tally import Described
from tests.domain import assess_oracle
from tests.domain.assess_oracle import Answers, Json
from tests.proofs.finding_claims import REASONS, about
from tests.proofs.rereading import Reread
from tests.proofs.tracing import SIGNS, Piece, Seen, claimed

SHIPPED: Final = Path(__file__).parents[2] / "scenarios" / "alike"
ALL: Final = frozenset(assess_oracle.DEPARTURES)
FEWEST: Final = 20
"""In fewer worlds nothing is said. Source: the principles of scoring."""
QUESTIONS: Final = {
    "kind": "kind",
    "impact": "impact",
    "urgency": "urgency",
    "destination": "team",
    "escalation": "priority",
    "events": "significance",
}
"""The question of each criterion that has one; of the others it hangs on the finding."""
PARTS: Final = {"service": "service", "item": "component", "item_near": "component",
                "category": "category"}  # fmt: skip
"""The question of each part of a description."""
KNOWLEDGE: Final = {
    "workaround-applied": "known_error",
    "notice-sent": "known_error",
    "caller-replied": "article",
    "model-started": "model",
}
"""What uses something that is written down, and the field that says what."""
Share: TypeAlias = tuple[int, int]
"""Right in so many of so many."""


@cache
def shipped(organisation: str) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """The counts of an organisation, by look and question."""
    found: dict[str, Any] = json.loads((SHIPPED / f"{organisation}.json").read_text("utf-8"))
    return found["looks"]  # type: ignore[no-any-return]  # as the file is written


class Look(assess_oracle._Desk):
    """What a contact or alert looked like, by the evidence so far."""

    def looks(self, subject: str) -> Iterator[tuple[str, str]]:
        """Each look that is equally right, and the same with its place; empty: it has none."""
        alert = self.seen.alerts.get(subject)
        if alert is not None:
            for answers in self.alert(subject):
                after = "after-a-report" if answers.belongs_to.best[0] is not None else ""
                item, rated = self._class(alert["component"]), _levels(answers)
                yield " ".join(("alert", alert["significance"], item, rated, after)), ""
            return
        contact = self.seen.contacts[subject]
        if self.symptoms[contact["symptom"]].kind != "incident":
            yield f"wish {contact['symptom']}", ""
            return
        for suspect in self.suspects(contact):
            look = self._report(contact, suspect)
            yield look, f"{look} in {contact['group']}" if suspect is None else ""

    def _report(self, contact: Json, suspect: str | None) -> str:
        answers = self.report(contact, suspect)
        service = contact["service"] or self.symptoms[contact["symptom"]].service or ""
        item = f"{self._why(contact, suspect)}:{self._class(suspect)}"
        return " ".join(("report", contact["symptom"], service, item, self._effect(contact),
                         _levels(answers), self._sign(contact, suspect, answers)))  # fmt: skip

    def _class(self, item: str | None) -> str:
        """What an item is, and whose."""
        found = self.components[item] if item else None
        return "" if found is None else f"{found.kind}@{found.owner}"

    def _why(self, contact: Json, suspect: str | None) -> str:
        """What points at an item: monitoring, or an open record, or the caller."""
        if suspect is None:
            return ""
        way = self.above(contact["group"], *filter(None, (self.service_of(contact),)))
        fits = suspect in way and contact["symptom"] in self.feels_like(suspect)
        if fits and self.alarm(suspect):
            return "alert"
        recorded = (
            each["open"] and each["record"] == "incident" and each["parent"] is None
            for each in self.seen.tickets.values()
            if each["component"] == suspect
        )  # fmt: skip
        return "record" if fits and any(recorded) else "caller-names"

    def _effect(self, contact: Json) -> str:
        """What it does to the caller's work, as far as anybody has said or its nature tells."""
        if not contact["vague"] or "effect" in contact["answers"]:
            return str(contact["effect"])
        return "slowed" if self._is_slow_by_nature(contact["symptom"]) else ""

    def _sign(self, contact: Json, suspect: str | None, answers: Answers) -> str:
        """What came first of the same cause: monitoring stands before like reports."""
        if answers.belongs_to.best[0] is None:
            return ""
        alarm = self.alarm(suspect) if suspect else None
        if alarm and (alarm["id"] in self.seen.tickets or alarm["at"] <= contact["at"]):
            return "alert"
        return "same-report"


def _levels(answers: Answers) -> str:
    rated = (answers.impact, answers.urgency)
    return "/".join("" if each is None else str(each.best[0]) for each in rated)


def shares(
    log: Reread, position: int, question: str, value: object, subject: str = ""
) -> list[Share]:
    """How often an answer is right where it looked as at a line; one for each look that fits.

    Args:
        log: The log.
        position: Which line: a decision, or evidence by which an older one had to be looked at
            again.
        question: What was asked.
        value: What was answered.
        subject: Whom evidence is taken to be about; a decision says itself what it is about.
    """
    line = log.lines[position]
    is_sign = line["kind"] in SIGNS
    desk = Look(log.setting, log.lines[: position + is_sign], line["at"], ALL)
    if not is_sign:
        names = ("ticket", "contact", "alert", "subject")
        subject = next(line[name] for name in names if line.get(name))
    counts = shipped(log.setting.organisation.id)
    found = []
    for look, there in desk.looks(subject):
        of_look = counts[there if question in ("service", "component") else look]
        answers = of_look.get(question, {})
        worlds = answers.get("of") or of_look["of"]["of"]
        if worlds >= FEWEST:
            found.append((answers.get("" if value is None else str(value), 0), worlds))
    return found


def _of_knowledge(log: Reread, finding: Finding) -> list[Share]:
    """Of the first that was used in vain, in the family's order: models after all else."""
    cause = log.asked[finding.subject].cause
    family = [each for each in log.firsts if each.cause == cause]
    helpful = {each for one in family for each in (*one.known_errors, one.model)}
    for asked in family:
        for kinds in (tuple(KNOWLEDGE)[:3], tuple(KNOWLEDGE)[3:]):
            for position, line in enumerate(log.lines):
                used = line.get(KNOWLEDGE.get(line["kind"], ""))
                about_it = {line.get("ticket"), line.get("contact")} & set(asked.subjects)
                if line["kind"] not in kinds or line["actor"] != "trainee" or not about_it:
                    continue
                if not used or used in helpful:
                    continue
                found = shares(log, position, "known_error", used)
                if not any(_often(*each) for each in found):
                    return found
    return []


def _often(right: int, of: int) -> bool:
    """Right in a quarter, or in less by chance alone. Source: the principles of scoring."""
    short = of - 4 * right
    return right > 0 and (short <= 0 or short * short <= 12 * of)


def _of_description(log: Reread, finding: Finding) -> list[Share]:
    """Of the one part that is wrong, as the record says it."""
    (why,) = finding.because
    name = PARTS[why.code]
    assert isinstance(finding.chosen, Described)
    chosen = getattr(finding.chosen, name)
    return shares(log, finding.position, name, chosen, finding.subject)


def how_often(log: Reread, finding: Finding) -> list[Share]:
    """How often what was chosen would have been right, for each look that fits."""
    if finding.criterion == "known_error":
        return _of_knowledge(log, finding)
    if finding.criterion == "category":
        return _of_description(log, finding)
    value = 1 if finding.criterion == "escalation" else finding.chosen
    question = QUESTIONS[finding.criterion]
    return shares(log, finding.position, question, value, finding.subject)


def said(found: Collection[Share]) -> Iterator[str]:
    """The figure as it is printed."""
    for right, of in found:
        hundred = right * 100 // of
        few = str(hundred) if hundred else "fewer than 1"
        yield f"{few} of 100" if right else f"none of {of:,}"


def _alike(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    wanted = list(said(how_often(seen.log, about(seen, piece))))
    return (match[1] if match[1] in wanted else wanted[0],)


ALIKE: Final = (
    claimed(REASONS, r"In (none of [\d,]+|(?:fewer than )?\d+ of 100) mornings that looked like "
            r"this", "log", _alike),
)  # fmt: skip
"""The sentence on mornings that looked like this."""
