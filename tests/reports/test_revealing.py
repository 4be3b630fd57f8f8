"""The reveal, the balances, the month and the register in words: exact, short, and no verdict."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from itilsim.domain.debriefing.improving import Improvement
from itilsim.domain.debriefing.measured import Balance
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scoring.tally import FirstTries
from itilsim.reports.balances import FEWEST, NO_MARK, balances, dials
from itilsim.reports.blocks import Chart, Entry, Items, Paragraph
from itilsim.reports.delivered import delivered, hundredths
from itilsim.reports.improvement import improvement
from itilsim.reports.revealing import LISTED, reveal, reveals
from itilsim.reports.wording import naming_of
from tests.played import first_shift, played

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")
WIDTHS = (44, 60, 80, 96)


def lines(entry: Entry) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for label, words in entry.lines:
        last = label or last
        found[last] = f"{found.get(last, '')} {words}".strip()
    return found


def told(policy: str, component: str) -> dict[str, str]:
    debrief = played(policy).debrief
    each = next(one for one in debrief.reveals if one.component == component)
    return lines(reveal(each, debrief, naming_of(debrief, first_shift())))


def delivered_words(debrief: Debrief) -> list[str]:
    naming = naming_of(debrief, first_shift())
    found: list[str] = []
    for block in delivered(debrief, naming):
        assert isinstance(block, Items | Paragraph)
        found += block.lines if isinstance(block, Items) else [block.words]
    return found


@pytest.mark.parametrize("policy", POLICIES)
def test_every_cause_has_an_entry_in_words(policy: str) -> None:
    debrief = played(policy).debrief
    blocks = tuple(reveals(debrief, naming_of(debrief, first_shift())))
    assert len(blocks) == 1 + len(debrief.reveals)
    words = str(blocks)
    assert not re.search(r"\bNone\b|\b[a-z]+_[a-z]+\b|  ", words)
    for entry in blocks[1:]:
        assert isinstance(entry, Entry)
        assert {"Failed", "Told you", "Knowable", "Over"} <= lines(entry).keys()
        assert all(line.endswith(".") for _, line in entry.lines)


def test_a_cause_is_told_from_its_failure_to_its_end() -> None:
    found = told("by_priority", "ws-sw-07")
    assert found["Failed"] == "09:23 ws-sw-07 (South bays 2 to 4) stopped."
    assert found["The way"] == "ws-sw-07 > South, bays 2 to 4."
    assert found["Hit"] == "40 people: South, bays 2 to 4 (40)."
    assert found["Told you"].startswith("The exception on ws-sw-07 (09:24), naming it; Marek")
    assert found["Knowable"].startswith("From 09:24 on, when the item was first named.")
    assert found["Over"] == "Repaired at 09:57, after 34 min."


def test_a_warning_came_before_anybody_was_hit() -> None:
    found = told("by_priority", "ord-mq-01")
    assert "after 52 min in which nobody could feel it" in found["Failed"]
    assert found["Told you"].endswith("The first came before anybody was hit, 45 min ahead.")
    assert found["Hit"].count(";") == LISTED
    assert found["Hit"].endswith("; and 2 more.")


def test_what_was_prevented_hit_nobody() -> None:
    found = told("textbook", "ord-mq-01")
    assert "Hit" not in found
    assert found["Failed"].endswith("nobody ever felt it.")
    assert found["Over"].endswith("before it could hurt.")


def test_without_a_fault_there_is_nothing_to_reveal() -> None:
    debrief = replace(played("by_priority").debrief, reveals=())
    assert tuple(reveals(debrief, naming_of(debrief, first_shift()))) == ()


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_dials_fit_and_are_plain(policy: str, width: int) -> None:
    mine, toni = (played(each).debrief.timelines["you"].balances for each in (policy, "textbook"))
    for line in (drawn := dials(mine, toni, width)):
        assert len(line) <= width
    assert len({len(line.rstrip("abcdefghijklmnopqrstuvwxyz")) for line in drawn[:4]}) == 1
    assert "".join(dials(mine, toni, width, "ascii")).isascii()


def test_a_mark_stands_nearer_to_the_side_with_more() -> None:
    def place(one: int, other: int) -> int:
        return dials([Balance("reactive", (one, other))], (), 60)[0].index("Y")

    places = [place(9, 0), place(6, 3), place(3, 6), place(0, 9)]
    assert places == sorted(set(places))
    middle = dials([Balance("reactive", (1, 0))], (), 60)[0]
    assert NO_MARK in middle
    assert "Y" not in middle


def test_two_in_one_place_are_both_shown() -> None:
    one = [Balance("quality", (3, 3))]
    assert "B" in dials(one, one, 60)[0]


def test_with_few_deeds_there_is_too_little_to_say() -> None:
    debrief = played("by_priority").debrief
    mine = debrief.timelines["you"]
    few = replace(mine, balances=(Balance("reactive", (FEWEST - 1, 0)),))
    enough = replace(mine, balances=(Balance("reactive", (FEWEST, 0)),))
    said = [
        str(tuple(balances(replace(debrief, timelines={"you": each})))) for each in (few, enough)
    ]
    assert "Too little to say." in said[0]
    assert "Too little to say." not in said[1]


def test_balances_say_counts_and_nothing_of_good_or_bad() -> None:
    blocks = tuple(balances(played("by_priority").debrief))
    assert isinstance(blocks[1], Chart)
    assert isinstance(blocks[2], Items)
    for line, each in zip(
        blocks[2].lines, played("by_priority").debrief.timelines["you"].balances, strict=True
    ):
        counts = tuple(map(int, re.findall(r"\b\d+\b", line)))
        assert counts[:2] == each.counts
        assert "Toni: " in line
        assert not re.search(r"\b(should|must|good|bad|better|worse|wrong)\b", line)


def test_of_a_guided_shift_there_are_no_balances_and_no_improvement() -> None:
    debrief = played("textbook").debrief
    guided = replace(debrief, first_tries=FirstTries((("kind", 9, 14),)))
    naming = naming_of(debrief, first_shift())
    assert tuple(balances(guided)) == ()
    assert tuple(improvement(guided, naming)) == ()
    assert tuple(balances(debrief))
    assert tuple(improvement(debrief, naming))


def test_targets_and_lost_time_come_first_then_the_month() -> None:
    words = delivered_words(played("by_priority").debrief)
    assert words[0].startswith("Agreed targets met: 69 %.")
    assert words[0].endswith("Lost: 102 user-hours.")
    assert words[1].startswith("Availability this month, agreed: 99.5 % (gold)")
    assert "all of the downtime that the month allows" in words[1]


def test_downtime_is_taken_from_what_the_month_allows() -> None:
    debrief = played("by_priority").debrief
    first, *rest = debrief.delivered
    assert first.allowed == 8640
    down = [
        delivered_words(replace(debrief, delivered=(replace(first, down=each), *rest)))[2]
        for each in (1800, 8640 + 600)
    ]
    name = "Warehouse management, scanners, labels"
    missed = "missed by 10 min: down for 2 h 34 min, 2 h 24 min allowed."
    assert down == [
        f"{name}: 99.89 % at best, 99.5 % agreed; down for 30 min of 2 h 24 min, 1 h 54 min left.",
        f"{name}: 99.46 % at best, 99.5 % agreed; {missed}",
    ]


def test_where_no_availability_is_agreed_nothing_is_said_of_the_month() -> None:
    debrief = played("by_priority").debrief
    none = tuple(replace(each, agreed_share=None, down=600) for each in debrief.delivered)
    assert "month" not in " ".join(delivered_words(replace(debrief, delivered=none)))


@pytest.mark.parametrize(
    ("share", "words"), [(9950, "99.5"), (9987, "99.87"), (9900, "99"), (10_000, "100")]
)
def test_shares_are_written_without_needless_noughts(share: int, words: str) -> None:
    assert hundredths(share) == words


def register(found: Improvement | None) -> str:
    debrief = replace(played("by_priority").debrief, improvement=found)
    return str(tuple(improvement(debrief, naming_of(debrief, first_shift()))))


def test_the_register_has_one_sentence_with_its_figures() -> None:
    own = played("by_priority").debrief.improvement
    words = register(own)
    assert "cost 77 user-hours, and 14 min of 22 min went by after a team had written" in words
    assert words.count(". ") == 0
    assert own is not None
    never = replace(own, stretch="diagnose", seconds=own.whole)
    assert "all of its 22 min went by before a team had written what it is" in register(never)
    assert "a check that sees it" in register(replace(own, stretch="detect")).lower()
    assert "“People told”, because it cost 3 points" in register(
        Improvement("", criterion="told", price=300)
    )
    assert register(None) == "()"
