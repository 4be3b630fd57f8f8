"""One improvement for the CSI register, in words: what to change, what it would give back.

The one idea: it names a figure of this run, so that the next shift can be measured by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from itilsim.domain.debriefing.improving import Improvement, Stretch
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.names import ComponentId
from itilsim.reports.blocks import Block, Entry
from itilsim.reports.wording import CRITERIA
from itilsim.words.evidence import Naming
from itilsim.words.figures import points
from itilsim.words.labels import duration, user_minutes

_CHANGE: Final[Mapping[Stretch, str]] = {
    "detect": "a check that sees it before callers do",
    "diagnose": "a line on the card of {item} that says what it looks like and who owns it",
    "repair": "a workaround in the known errors, or a spare, for {item}",
}
"""What would shorten each stretch."""
_LASTED: Final[Mapping[Stretch, str]] = {
    "detect": "before the desk heard of it",
    "diagnose": "before a team had written what it is",
    "repair": "after a team had written what it is",
}
"""Which stretch it was."""


def improvement(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """The entry for the register; nothing where nothing was lost.

    Args:
        debrief: What to say.
        naming: Names of items.
    """
    found = debrief.improvement
    if found is None or debrief.first_tries is not None:
        return
    words = _of_cause(found, naming) if found.cause else _of_criterion(found, debrief)
    yield Entry("For the CSI register", (("One improvement", words),))


def _of_cause(found: Improvement, naming: Naming) -> str:
    stretch = found.stretch or "repair"
    mode = naming.setting.modes[found.mode].name
    change = _CHANGE[stretch].format(item=found.component)
    known = _known(found, naming) if stretch == "repair" else ""
    if known:
        change = f"{known}, offered with the first answer"
    lasted = f"{duration(found.seconds)} of {duration(found.whole)} went by {_LASTED[stretch]}"
    if found.seconds == found.whole and stretch != "repair":
        lasted = f"all of its {duration(found.whole)} went by {_LASTED[stretch]}"
    return (
        f"{change[:1].upper()}{change[1:]}, because “{mode}” on {found.component} cost "
        f"{user_minutes(found.minutes)}, and {lasted}; measure that time again when it comes back."
    )


def _known(found: Improvement, naming: Naming) -> str:
    """A known error that helps against it already; empty: there is none."""
    setting, item = naming.setting, naming.estate.components.get(ComponentId(str(found.component)))
    symptom = setting.modes[found.mode].symptom
    for each in setting.library.known_errors:
        fits = not each.kinds or (item is not None and item.kind in each.kinds)
        if symptom in each.symptoms and fits and each.restores_percent:
            return naming.knowledge(each.id)
    return ""


def _of_criterion(found: Improvement, debrief: Debrief) -> str:
    name = CRITERIA[found.criterion].rstrip("?")
    price = "cost most" if debrief.few else f"cost {points(found.price)}"
    return f"“{name}”, because it {price} in this shift; measure it again in the next one."
