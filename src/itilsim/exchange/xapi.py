"""xAPI: one statement for each thing that was scored, as a learning record store takes them.

The one idea: a statement is a finding told to strangers. Its id derives from what it says and of
whom, so that the same run, sent twice, is stored once. Nobody is told by an address: the actor is a
display name under an account. Source: xAPI 1.0.3, part two; verbs and types of activities are those
of ADL, and `skipped` of the Tin Can registry.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Finding
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.exchange.happenings import writable
from itilsim.exchange.local_times import stamps
from itilsim.storage.codec import encode

HOME: Final = "https://itilsim.invalid/"
"""Whose accounts these are. xAPI wants an address (IRL) here, which a URN is not; `.invalid` is
nobody's and never will be. Source: RFC 6761, 6.4."""

ANSWERED: Final = "http://adlnet.gov/expapi/verbs/answered"
"""The verb of what was decided or done."""
SKIPPED: Final = "http://id.tincanapi.com/verb/skipped"
"""The verb of what nobody decided or did."""
SIMULATION: Final = "http://adlnet.gov/expapi/activities/simulation"
"""The type of a shift."""
QUESTION: Final = "http://adlnet.gov/expapi/activities/question"
"""The type of what is decided in it."""

LANGUAGE: Final = "en-GB"
"""Of all words."""

TAKEN: Final = "deductions"
"""The part of what was taken off."""

_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, HOME)
_FULL: Final = 1000
_HUNDREDTHS: Final = 100
_WHOLE: Final = 10_000
"""Points of a score, in hundredths."""
_PARTS: Final[Mapping[str, str]] = {each.id: each.part for each in CRITERIA} | dict.fromkeys(
    (each.id for each in DEDUCTIONS), TAKEN
)
"""Which part of the score a criterion or deduction belongs to."""

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whose run is told, and which."""

    run: str
    """Id of the run."""
    created: str
    """When it was begun: ISO 8601 in universal time."""
    account: str
    """The name of the account: a display name, or one that tells nothing."""
    name: str
    """What the actor is called."""
    mode: str
    """How much help there was."""
    pace: str
    """How time moved."""
    engine: int
    """Version of the rules."""
    scoring: int
    """Version of judging."""
    counts: bool
    """It was played by a person, from the beginning."""


def statements(
    setting: Setting,
    attempt: Attempt,
    findings: Iterable[Finding],
    called: Callable[[Finding], str],
    numbers: Mapping[str, str],
) -> Iterator[_Json]:
    """One statement for each finding of a finished run, in order.

    Args:
        setting: The resolved scenario.
        attempt: Whose run, and which.
        findings: What judging found.
        called: What a finding is about, in words.
        numbers: The numbers of records, by contact or alert.
    """
    begun = dt.datetime.fromisoformat(attempt.created)
    tell = stamps(setting, setting.end)
    shared = _context(setting, attempt)
    actor = {
        "objectType": "Agent",
        "name": writable(attempt.name),
        "account": {"homePage": HOME, "name": writable(attempt.account)},
    }
    seen: dict[str, int] = {}
    for place, finding in enumerate(findings):
        key = f"{finding.position}/{finding.criterion}/{finding.subject}"
        seen[key] = seen.get(key, 0) + 1
        done = finding.chosen not in (None, False, ())
        yield {
            "id": _id(attempt.run, attempt.scoring, attempt.account, key, seen[key]),
            "actor": actor,
            "verb": _verb(ANSWERED, "answered") if done else _verb(SKIPPED, "skipped"),
            "object": {
                "objectType": "Activity",
                "id": f"{_shift(setting)}/decisions/{finding.criterion}",
                "definition": {"type": QUESTION, "name": {LANGUAGE: called(finding)}},
            },
            "result": _result(finding),
            "context": {
                **shared,
                "extensions": {
                    **shared["extensions"],
                    **_of_the_decision(finding, tell(finding.at), numbers),
                },
            },
            # When each was decided in the real world nobody knows: their order is kept.
            "timestamp": _stamp(begun + dt.timedelta(milliseconds=place)),
        }


def written(made: Iterable[_Json]) -> bytes:
    """The file: an array of statements, one a line, as it is posted to a record store."""
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in made)
    body = ",\n".join(lines)
    return f"[\n{body}\n]\n".encode()


def extension(name: str) -> str:
    """The address of an extension of ours."""
    return f"{HOME}extensions/{name}"


def _id(*parts: str | int) -> str:
    """An id that says all that makes a statement another one."""
    return str(uuid.uuid5(_NAMESPACE, json.dumps(parts)))


def _shift(setting: Setting) -> str:
    """The address of a shift."""
    return f"{HOME}scenarios/{setting.scenario.id}"


def _verb(address: str, word: str) -> _Json:
    return {"id": address, "display": {LANGUAGE: word}}


def _result(finding: Finding) -> _Json:
    """What it earned, as a share of its full mark; what was taken off, as one of all 100 points."""
    if _PARTS[finding.criterion] == TAKEN:
        score = {"scaled": finding.credit / _WHOLE, "raw": finding.credit / _HUNDREDTHS}
    else:
        score = {"scaled": max(-_FULL, min(finding.credit, _FULL)) / _FULL}
    result: _Json = {"score": score, "success": finding.credit >= _FULL}
    if finding.chosen not in (None, False, ()):
        result["response"] = _response(finding.chosen)
    return result


def _response(value: object) -> str:
    """A choice as a text: one code, or several."""
    plain = encode(value)
    return writable(plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False))


def _context(setting: Setting, attempt: Attempt) -> _Json:
    """What is the same for all statements of a run."""
    scenario = setting.scenario
    shift = {
        "objectType": "Activity",
        "id": _shift(setting),
        "definition": {"type": SIMULATION, "name": {LANGUAGE: writable(scenario.title)}},
    }
    return {
        "registration": _id(attempt.run),
        "contextActivities": {"parent": [shift]},
        "revision": setting.digest,
        "platform": "itilsim",
        "language": LANGUAGE,
        "extensions": {
            extension("run"): attempt.run,
            extension("mode"): attempt.mode,
            extension("pace"): attempt.pace,
            extension("engine"): attempt.engine,
            extension("scoring"): attempt.scoring,
            extension("counts"): attempt.counts,
        },
    }


def _of_the_decision(finding: Finding, moment: str, numbers: Mapping[str, str]) -> _Json:
    """What is of one decision alone."""
    told = {
        "part": _PARTS[finding.criterion],
        "share": finding.share,
        "subject": finding.subject,
        "record": numbers.get(finding.subject),
        "simulated-time": moment,
        "position": finding.position,
        "entry": finding.entry,
        "best": encode(finding.best),
        "truth": encode(finding.truth),
        "short": finding.short,
        "teaches": list(finding.teaches),
    }
    return {extension(name): value for name, value in told.items() if value not in (None, "", [])}


def _stamp(moment: dt.datetime) -> str:
    """ISO 8601 in universal time, with milliseconds."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
