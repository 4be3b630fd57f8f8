"""Access: a slow reader of the stem, and the order of the questions as the simulator has it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from itilsim.coaching.computed.access import Facts, step_of
from itilsim.content.scenarios import make_setting
from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.due import due
from itilsim.domain.library import RequestModel, Step
from itilsim.quiz.editions import EDITIONS, Edition
from tests.builders import Story
from tests.coaching.computed.drawn import all_of, items, right
from tests.data.corner import BOB, library, organisation, scenario

VERIFY, APPROVE, FULFIL, REFUSE = (
    "Verify the identity first",
    "Have it approved first",
    "Fulfil it at once",
    "Refuse it with a reason",
)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found is not None, (pattern, text)
    return found[1]


def _is_proven(stem: str) -> bool | None:
    yes = bool(re.search(r"confirms it\.|card matches|both asked for, are right", stem))
    no = bool(re.search(r"on file, [^.]* knows nothing|another person's|gets both wrong", stem))
    unknown = bool(re.search(r"nobody has called back|no questions|no more is known|so far", stem))
    assert yes + no + unknown == 1, stem
    return None if unknown else yes


def _fits(stem: str) -> bool:
    rule = _found(r"proof of who asks, else (?:it is )?a no; ([^;.]+)[;.]", stem)
    person = _found(r", who (.+?)\. ", stem)
    if rule.startswith("work in"):
        return _found(r"(?:works in|moved from .* to) (.+?)(?: in May)?$", person) == rule[8:]
    if months := re.search(r"(\d+) months", rule):
        return int(_found(r"(\d+)", person)) >= int(months[1])
    wrong = {"audit": "^audits|those who audit", "contract": "left|was", "own name": "colleague"}
    return not re.search(next(sign for word, sign in wrong.items() if word in rule), person)


def _has_agreed(stem: str) -> bool | None:
    owner = _found(r"; the ([^.]+)'s consent\. ", stem)
    if re.search(rf"The {owner} (has said yes|said yes this)|The {owner}'s yes is", stem):
        return True
    no = rf"The {owner} has said no|the {owner} no\.|The {owner} was asked and is against"
    return False if re.search(no, stem) else None


def read(stem: str) -> str:
    proven = _is_proven(stem)
    if proven is None:
        return VERIFY
    if not proven or not _fits(stem):
        return REFUSE
    agreed = True if "Nobody has to agree." in stem else _has_agreed(stem)
    return APPROVE if agreed is None else FULFIL if agreed else REFUSE


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_reads_the_stem_alone_comes_to_the_key(edition: Edition) -> None:
    for item in items("access", edition, 300):
        assert read(item.stem) == right(item), item.stem


def test_before_it_is_proven_who_asks_nothing_else_counts() -> None:
    for fits, agreed, needed in product((True, False), (True, False, None), (True, False)):
        assert step_of(Facts(None, fits, agreed, needed)) == "verify"
        assert step_of(Facts(proven=False, fits=fits, agreed=agreed, needed=needed)) == "refuse"


@pytest.mark.parametrize("proven", [True, False, None])
@pytest.mark.parametrize("agreed", [True, False, None])
@pytest.mark.parametrize("needed", [True, False])
def test_the_simulator_asks_in_the_same_order(
    proven: bool | None, agreed: bool | None, needed: bool
) -> None:
    who, yes = Step("who", "Who asks", "verify"), Step("yes", "The owner", "approve", "owner")
    steps = (who, *((yes,) if needed else ()), Step("do", "Grant it", "fulfil"))
    model = RequestModel("RM-9", "Access", ("password",), steps, 60, "day")
    known = replace(library(), request_models=(model,))
    story = Story(make_setting(scenario(), organisation(), known))
    call = story.call(BOB, "password", impostor=proven is False)
    ticket = story.logged(call, "access")
    story.do(c.StartModel(ticket, "RM-9"))
    if proven is not None:
        story.do(c.VerifyIdentity(call))
    if needed and agreed is not None:
        story.do(c.AskApproval(ticket))
        story.happen(f.ApprovalGiven(60, ticket, "yes", granted=agreed))
    found = due(story.desk, ticket)
    assert found is not None
    steps_of = {
        "verify-identity": "verify",
        "ask-approval": "approve",
        "fulfil-step": "fulfil",
        "refuse-request": "refuse",
    }
    assert steps_of[found.kind] == step_of(Facts(proven, agreed=agreed, needed=needed))


def test_haste_rank_and_the_yes_of_others_come_with_every_answer() -> None:
    every = {VERIFY, APPROVE, FULFIL, REFUSE}
    for noise in ("It is said to be urgent", "The tone is sharp", "a VIP's wish"):
        assert {right(item) for item in all_of("access") if noise in item.stem} == every
    seconded = [item for item in all_of("access") if re.search("has said yes in writ", item.stem)]
    assert {right(item) for item in seconded} == every
