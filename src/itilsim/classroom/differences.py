"""Where an instructor's own decisions are not those that grading goes by.

The one idea: a slip of the instructor's must become nobody's key. The instructor's run is judged
like anybody's, and every finding that is less than full, or that took another of several defensible
answers, is said: what was decided, what the judge calls best, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from itilsim.classroom.expected import Expected
from itilsim.domain.debriefing.values import FULL
from itilsim.domain.scoring.tally import Finding
from itilsim.reports.decisions import seen_then, trouble_of
from itilsim.reports.reasons import reason
from itilsim.reports.wording import choice_words, headline_of, name_of

NUMBER: Final = re.compile(r" \((?:INC|REQ)\d+\)")
"""The number of a record, which is another one on every screen."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One decision of the instructor's beside the judge's."""

    finding: Finding
    """What was judged."""
    is_slip: bool
    """It costs a student who decides likewise; else it can be defended as well."""


def differences(expected: Expected) -> tuple[Difference, ...]:
    """Where the instructor's run is not the judge's best; nothing of a class that textbook played.

    Args:
        expected: The shift as the instructor played it.
    """
    return tuple(_found(expected)) if expected.is_authored else ()


def _found(expected: Expected) -> Iterator[Difference]:
    for each in sorted(expected.findings, key=lambda finding: finding.at):
        if each.credit < FULL:
            yield Difference(each, is_slip=True)
        elif each.accepted and each.chosen is not None and each.chosen != each.best:
            yield Difference(each, is_slip=False)


def in_words(difference: Difference, expected: Expected) -> str:
    """A difference as a few sentences: what it is about, yours, the judge's, and why.

    Args:
        difference: The difference.
        expected: The shift as the instructor played it.
    """
    finding, naming = difference.finding, expected.naming
    head = NUMBER.sub("", headline_of(finding.subject, expected.debrief, naming))
    what = f"{name_of(finding, naming)}, {naming.time(finding.at)}"
    return f"{head}. {what}: {beside(difference, expected)}"


def beside(difference: Difference, expected: Expected) -> str:
    """Yours, the judge's best, and why, without what it is about.

    Args:
        difference: The difference.
        expected: The shift as the instructor played it.
    """
    finding, naming = difference.finding, expected.naming
    yours = choice_words(finding.criterion, finding.chosen, naming)
    best = choice_words(finding.criterion, finding.best, naming)
    if not difference.is_slip:
        return f"yours is {yours}, the judge's {best}; both can be defended."
    trouble = trouble_of(finding.subject, expected.debrief, naming)
    why = " ".join(filter(None, (reason(finding, naming, trouble), seen_then(finding, naming))))
    if finding.credit < 0:
        return f"points are taken off. {why}"
    if yours == best:
        return f"yours is {yours}, as the judge's, and yet not in full. {why}"
    return f"yours is {yours}, the judge's {best}. {why}"
