"""Stages and activities against a slow reader who looks for the deciding words of the stem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from itilsim.coaching.computed import computed_item
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item
from itilsim.quiz.syllabus import STAGES
from tests.coaching.computed.drawn import items, right
from tests.data.corner import corner
from tests.data.estates import estate

EDITIONS: tuple[Edition, ...] = ("2011", "4", "5")
SEEDS = 300

Signs = Mapping[str, str]

WORK_2011: Signs = {
    "Service strategy": (
        r"money for one|go on paying|should serve at all|say yes or no|deserve money next year"
        r"|known for among|secures the funds|should still offer|want the same money"
    ),
    "Service design": (
        r"approved, and nothing is built|building begins next month|no part is made"
        r"|approved but not yet built|approved, not begun|Nothing is set up yet|None is built yet"
        r"|approved and exists on paper|before any is ordered"
    ),
    "Service transition": (
        r"passed its tests|put together as a release|installs it in an agreed window"
        r"|takes it out of use|goes live\. This week|Those who brought it stay|rolls out which"
        r"|from the test machines to the live|finished release"
    ),
    "Service operation": (
        r"nearly full|hangs for|by ready-made steps|gives the rights|cause of these incidents"
        r"|by a timetable|fits a spare part|power and cooling|logs the call"
    ),
    "Continual service improvement": (
        r"business has moved on|gain that was aimed at|register\. \w+ \w+ ranks"
        r"|sees that a remedy|proposes a quicker way|with less effort|can be proved afterwards"
        r"|should be done another way|did we get there"
    ),
}
GIVEN_2011: Signs = {
    "Service strategy": r"has said yes|the vision, the policies and the limits",
    "Service design": r"criteria for accepting it, plans for running it",
    "Service transition": r"Testers found why|fresh data on its configuration items",
    "Service operation": r"from the daily use",
    "Continual service improvement": r"Ranked proposals go out",
}
TAKEN_2011: Signs = {
    "Service strategy": r"no longer repays its cost",
    "Service design": r"gives the go-ahead|as it was drawn, cannot carry",
    "Service transition": r"complete and agreed; nothing is built",
    "Service operation": r"known errors with workarounds|weeks of extra help are over",
    "Continual service improvement": r"to be searched for chances|to be registered and ranked",
}
WORK_4: Signs = {
    "Plan": (
        r"one picture that they share|the budget of IT|stay in the portfolio|share one view"
        r"|agrees one direction|where its products are heading|contribute to the vision"
    ),
    "Improve": (
        r"register\. \w+ \w+ ranks|do differently from now on|halve the wait|with less effort"
        r"|where are we now|starts the next step|manages the remedies"
    ),
    "Engage": (
        r"asks customers of|nothing is ordered|listens to their worries|passes it on"
        r"|wins back their trust|In a survey|asks for expectations"
    ),
    "Design and transition": (
        r"edition of .* as a whole|has the whole of it tried|goes live in two waves"
        r"|from the first click|to the launch; others provide|from end to end"
        r"|brings the whole into use"
    ),
    "Obtain/build": (
        r"three more licences|programs one module|Routers|sets up a server|tests this part"
        r"|rents storage|Spare devices"
    ),
    "Deliver and support": (
        r"stopped for one user|answers warnings|in stock|runs the jobs|asks for access"
        r"|Forty people cannot work|slower than agreed"
    ),
}
WORK_5: Signs = {
    "Discover": (
        r"should be offered next year|strikes it off|puts it on the roadmap|with the strategy"
        r"|no offer of|estimates the demand|range of offers"
    ),
    "Design": (
        r"clickable model|writes the specification|the drawings|settles in writing|draws it anew"
        r"|No line is programmed|mock-up"
    ),
    "Acquire": (
        r"testers moved over|will lend|orders some and assigns|buys the licences|allots the"
        r"|no contract is needed|number of days and signs"
    ),
    "Build": (
        r"links a new module|programs a new screen|merge their code|configures a bought"
        r"|corrects the code|writes the code|puts them together"
    ),
    "Transition": (
        r"rolls it out|to the live systems, with a way back|Tonight a twentieth"
        r"|switches it on for users|then lets it in|takes the first one tonight|Floor by floor"
    ),
    "Operate": (
        r"no user notices|a copy can be read|watches the figures|reserve machine"
        r"|clears old files|puts small things in order|finds nothing odd"
    ),
    "Deliver": (
        r"asks for an account|orders a headset|gives its forty people access"
        r"|the agreement promises|No fault is involved|advice at their desks|larger mailbox"
    ),
    "Support": (
        r"down since nine|A flood|finds a way round|the error behind them|finds the fault"
        r"|wiped out|crawls"
    ),
}

NAMED: Mapping[Edition, str] = {
    "2011": r"strateg|design|transition|operat|improv|continual",
    "4": r"\bplan|improv|engag|design|transition|obtain|\bbuil|deliver|support",
    "5": r"discover|design|acqui|\bbuil|transition|operat|deliver|support",
}
"""Beginnings of the words that name an answer."""


def _signs(stem: str) -> Signs:
    """The signs among which the stem has one."""
    if "of ITIL 2011" not in stem:
        return WORK_4 if "of ITIL 4" in stem else WORK_5
    if re.search(r"(hands that over|does that come)\?$", stem):
        return GIVEN_2011
    return TAKEN_2011 if stem.endswith("next?") else WORK_2011


def read(stem: str) -> str:
    found = [stage for stage, sign in _signs(stem).items() if re.search(sign, stem)]
    assert len(found) == 1, (found, stem)
    return found[0]


def _all() -> Iterator[tuple[Edition, Item]]:
    for edition in EDITIONS:
        for item in items("stage", edition, SEEDS):
            yield edition, item


def test_who_reads_the_stem_alone_comes_to_the_key() -> None:
    for _, item in _all():
        assert read(item.stem) == right(item), item.stem


def test_no_stem_names_an_answer_whatever_the_organisation_calls_its_teams() -> None:
    for edition, item in _all():
        assert not re.search(NAMED[edition], item.stem, re.IGNORECASE), item.stem


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_stage_is_offered_and_is_right_as_often_as_any_other(edition: Edition) -> None:
    shown, keys = Counter[str](), Counter[str]()
    for item in items("stage", edition, SEEDS):
        shown.update(option.text for option in item.options)
        keys[right(item)] += 1
        assert item.stage in STAGES[edition]
    assert len(shown) == len(STAGES[edition]) - 1
    assert all(0.15 <= keys[text] / shown[text] <= 0.35 for text in shown)


def test_a_package_leaves_design_and_reaches_transition() -> None:
    found = [item for _, item in _all() if item.topic == "stage-handovers"]
    asked = {(read(item.stem), _signs(item.stem) is GIVEN_2011) for item in found}
    assert len(asked) == 10
    for item in found:
        if item.stem.startswith("A package of papers"):
            given = "hands that over" in item.stem or "does that come" in item.stem
            assert right(item) == ("Service design" if given else "Service transition")


def test_early_life_support_is_transition_until_operation_accepts() -> None:
    found = [item for _, item in _all() if "formally accepted" in item.stem]
    for item in found:
        until = "until it is formally accepted" in item.stem
        assert right(item) == ("Service transition" if until else "Service operation")
    assert len({right(item) for item in found}) == 2


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_small_organisation_has_such_questions_too(edition: Edition) -> None:
    for setting in (corner(), estate(80)):
        for seed in range(10):
            item = computed_item("stage", edition, seed, setting)
            assert read(item.stem) == right(item)
