"""How far an incident has come, against a reader of the stem alone."""

from __future__ import annotations

import re
from itertools import product
from typing import Literal

from itilsim.coaching.computed.closed import FAIR, Facts, reached
from tests.coaching.computed.drawn import items, right

BOTH = (False, True)
MENDED: tuple[Literal["", "stopgap", "repair"], ...] = ("", "stopgap", "repair")
ORDER = (None, "diagnosis", "resolution", "recovery", "closure")


def _seen(pattern: str, stem: str) -> bool:
    return re.search(pattern, stem) is not None


def read(stem: str) -> str:
    """The last of the four stages that the stem tells of."""
    works = _seen("users work as before|users can go on|work goes on as usual", stem)
    waits = _seen("go on waiting|before anybody can work|work stands still|cannot work", stem)
    mended = _seen(
        "workaround|has put (the setting right|in a )|has removed (one|the update)", stem
    )
    content = _seen("is content|agrees|the consent of", stem)
    ended = _seen("signed the record off|ended the (complete )?record", stem)
    assert not (works and waits)
    assert mended == (works or waits)
    if works:
        assert content or _seen("not been asked|awaits an answer|Nobody has spoken", stem)
        assert content or not ended
        return "Closure" if ended else "Recovery"
    assert not content
    if mended:
        return "Resolution"
    assert _seen("sees why|found the reason|finds that", stem)
    return "Diagnosis"


def test_who_reads_the_stem_alone_comes_to_the_key() -> None:
    for item in items("closed", "2011", 300):
        assert read(item.stem) == right(item), item.stem


def test_what_others_call_it_decides_nothing() -> None:
    for noise in ("'closed'", "'resolved'", "in green", "every ten minutes", "run out"):
        found = {right(item) for item in items("closed", "2011", 300) if noise in item.stem}
        assert len(found) == 4


def test_no_stage_waits_for_the_cause_but_the_diagnosis() -> None:
    unknown = "no idea why|Why is a riddle|cannot say why"
    found = [item for item in items("closed", "2011", 300) if _seen(unknown, item.stem)]
    assert {right(item) for item in found} == {"Resolution", "Recovery", "Closure"}
    assert reached(Facts(found=False)) is None


def test_neither_the_user_nor_the_desk_closes_alone() -> None:
    works = Facts(found=True, mended="repair", works=True)
    assert reached(works._replace(content=True)) == "recovery"
    assert reached(works._replace(ended=True)) == "recovery"
    assert reached(works._replace(content=True, ended=True)) == "closure"


def test_whatever_happens_takes_no_incident_back() -> None:
    assert {reached(facts) for facts in FAIR} == set(ORDER[1:])
    for found, mended, works, content, ended in product(BOTH, MENDED, BOTH, BOTH, BOTH):
        facts = Facts(found, mended, works, content, ended)
        for more in (
            facts._replace(found=True),
            facts._replace(mended=mended or "stopgap"),
            facts._replace(works=True),
            facts._replace(content=True),
            facts._replace(ended=True),
        ):
            assert ORDER.index(reached(more)) >= ORDER.index(reached(facts))
