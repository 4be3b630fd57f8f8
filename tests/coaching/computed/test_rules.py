"""Answers of computed items against slow readers who see nothing but the words of the stem."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from itilsim.coaching.computed.escalation import mark_of
from itilsim.quiz.questions import Item
from tests.coaching.computed.drawn import all_of, right
from tests.played import first_shift


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None, (pattern, text)
    return int(found[1])


def _minutes(text: str) -> int:
    number, unit = text.split()
    return int(number) * (60 if unit.startswith("hour") else 1)


def _clock(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _span(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None, (pattern, text)
    return _minutes(found[1])


def priority(stem: str) -> str:
    matrix = [row.split("-") for row in re.findall(r"\d-\d-\d", stem)]
    soon = _span(r"hurts within (\d+ \w+);", stem)
    today = _span(r"2: within (\d+ \w+);", stem)
    if "nothing works for its" in stem or "down for customers" in stem:
        impact = 1
    else:
        many = _number(r"2: (\d+) people or more", stem)
        impact = 2 if _number(r"\((\d+) pe", stem) >= many else 3
    wait = 0
    begin = re.search(r"It is (\d\d:\d\d); they begin work at (\d\d:\d\d)", stem)
    if begin is not None:
        wait = (_clock(begin[2]) - _clock(begin[1])) % 1440
    elif "in the middle of their shift" not in stem:
        wait = _span(r"(?:in|another) (\d+ (?:minutes|hours))\.", stem)
    urgency = 1 if wait <= soon else 2 if wait <= today else 3
    return f"P{matrix[impact - 1][urgency - 1]}"


def escalation(stem: str) -> str:
    box = _span(r"cannot solve in (\d+ \w+)", stem)
    percent = _number(r"told at (\d+) %", stem)
    restore = _span(r"to be restored in (\d+ \w+),", stem)
    times = re.search(r"arrives at (\d\d:\d\d)\. At (\d\d:\d\d)", stem)
    assert times is not None
    passed = _clock(times[2]) - _clock(times[1])
    functional = "first line is still trying" in stem and passed >= box
    hierarchic = passed * 100 >= percent * restore
    if functional and hierarchic:
        return "Functional and hierarchic escalation"
    if functional or hierarchic:
        return f"{'Functional' if functional else 'Hierarchic'} escalation"
    return "No further escalation yet"


def team(stem: str) -> str:
    if "restores 100 %" in stem:
        return stem.split(maxsplit=1)[0]
    owner = re.search(r"; owner (\w+)\.", stem)
    if owner is not None:
        return owner[1]
    category = re.search(r"\(category (\w+)\)", stem)
    assert category is not None
    taking = re.search(rf"[:,] {category[1]} (\w+)", stem)
    assert taking is not None
    return taking[1]


def agreement(stem: str) -> str:
    kinds = ("A service level agreement", "An operational level agreement",
             "An underpinning contract")  # fmt: skip
    missed = re.search(r"back in (\d+) .* at work in (\d+)\. .* repair in (\d+)\. .* took (\d+), "
                       r"(\d+) and (\d+)", stem)  # fmt: skip
    if missed is not None:
        agreed, actual = missed.groups()[:3], missed.groups()[3:]
        late = [n for n in range(3) if int(actual[n]) > int(agreed[n])]
        assert len(late) == 1
        return kinds[late[0]]
    if "IT has not signed it" in stem:
        return "A service level requirement"
    if "its customer" in stem:
        return kinds[0]
    return kinds[2] if "another company" in stem else kinds[1]


def figure(stem: str) -> str:
    period = _number(r"within (\d+) hours of agreed", stem)
    listed = re.search(r": for ([\d, and]+) hours", stem)
    assert listed is not None
    outages = [int(each) for each in re.findall(r"\d+", listed[1])]
    counts = {"twice": 2, "three times": 3, "four times": 4, "five times": 5}
    assert next(n for word, n in counts.items() if f"failed {word}" in stem) == len(outages)
    up, breaks = Fraction(period - sum(outages)), len(outages)
    if "its availability" in stem:
        return f"{float(up * 100 / period):g} %"
    if "(MTRS)" in stem:
        return f"{float(Fraction(sum(outages), breaks)):g} hours"
    mean = up / breaks if "(MTBF)" in stem else Fraction(period, breaks)
    return f"{float(mean):g} hours"


def change(stem: str) -> str:
    if re.search("looks through the log|how much room|counts how often|reads the figures", stem):
        return "Not a change"
    if re.search(r"authorised (for good|in advance\.|once for all|beforehand)", stem):
        return "A standard change"
    urgent = "attackers|whole site cannot|every minute|major incident"
    return "An emergency change" if re.search(urgent, stem) else "A normal change"


def route(stem: str) -> str:
    signs = {
        "has finished without errors|filled to 80 %|as planned": "An event",
        "and has to be|times this month": "A problem",
        "written down": "A known error",
        "from the catalogue|ready-made steps": "A service request",
        "is to (replace|take|give)": "A change",
        "Until it is, the desk tells": "A workaround",
    }
    found = [kind for sign, kind in signs.items() if re.search(sign, stem)]
    assert len(found) <= 1
    return found[0] if found else "An incident"


def function(stem: str) -> str:
    signs = {
        "keeps the caller|one place to turn|rings about|closes the record": "Service desk",
        "infrastructure": "Technical management",
        "[Tt]he program": "Application management",
        "console|Power, cooling|fixed routines": "IT operations management",
    }
    found = [name for sign, name in signs.items() if re.search(sign, stem)]
    assert len(found) == 1, stem
    return found[0]


def service(stem: str) -> str:
    role = re.search(
        r"cannot run without (.*?); users also like (.*?), without.* What is (.*) here", stem
    )
    if role is not None:
        if "sells all three" in stem:
            return "A service package"
        if role[3] == role[1]:
            return "An enabling service"
        return "An enhancing service" if role[3].startswith("that ") else "A core service"
    name = stem.split(" at Quillmere", maxsplit=1)[0]
    listed = {
        each.name.split(" (")[0].split(",")[0]: "retired" if each.retired else each.kind
        for each in first_shift().organisation.services
    }
    texts = {
        "external": "As external customer-facing",
        "internal": "As internal customer-facing",
        "supporting": "As supporting",
        "retired": "Nowhere: it is retired",
    }
    return texts[listed[name]]


READERS: dict[str, Callable[[str], str]] = {
    "priority": priority,
    "escalation": escalation,
    "team": team,
    "agreement": agreement,
    "figure": figure,
    "change": change,
    "route": route,
    "function": function,
    "service": service,
}


@pytest.mark.parametrize("kind", READERS)
def test_who_reads_the_stem_alone_comes_to_the_key(kind: str) -> None:
    for item in all_of(kind):
        assert READERS[kind](item.stem) == right(item), item.stem


def test_each_wrong_figure_is_really_wrong_and_the_key_is_worked_out() -> None:
    for item in all_of("figure"):
        assert item.key is not None
        assert right(item) in item.options[item.key].rationale
        assert [option.text == right(item) for option in item.options].count(True) == 1


def test_rank_noise_and_absence_are_offered_as_mistakes() -> None:
    told = [option.rationale for item in all_of("priority") for option in item.options]
    for mistake in (
        "Lets the caller raise it",
        "Counts nobody as hit because nobody is at work yet",
        "Takes the urgency for the priority",
        "Takes the impact for the priority",
    ):
        assert sum(text.startswith(mistake) for text in told) >= 20


@pytest.mark.parametrize(("percent", "mark"), [(50, 23), (75, 34), (80, 36), (100, 45)])
def test_a_mark_is_the_first_whole_minute_at_which_the_share_has_passed(
    percent: int, mark: int
) -> None:
    assert mark_of(45, percent) == mark


def test_a_known_error_is_what_the_edition_says() -> None:
    meaning = {"2011": "cause and workaround documented", "4": "analysed and not resolved",
               "5": "analysed and not resolved"}  # fmt: skip
    found = [item for item in all_of("route") if right(item) == "A known error"]
    assert found
    for item in found:
        assert item.key is not None
        assert meaning[item.editions[0]] in item.options[item.key].rationale
        assert "A problem" not in [option.text for option in item.options]


def test_a_failed_twin_is_an_incident_in_2011_alone() -> None:
    twins = [item for item in all_of("route") if "Its twin carries on" in item.stem]
    assert twins
    assert all(item.editions == ("2011",) for item in twins)


def test_a_planned_restart_is_not_set_beside_a_change() -> None:
    found = [item for item in all_of("route") if "started again, as planned" in item.stem]
    assert found
    assert all("A change" not in [option.text for option in item.options] for item in found)


def test_a_report_names_the_fault_that_explains_it() -> None:
    found = [item.stem for item in all_of("team") if "has a fault" in item.stem]
    assert len(found) >= 30
    for stem in found:
        assert ("mail arrives late" in stem) <= ("Order message queue" not in stem)
        assert ("no picks come" in stem) <= ("Outgoing mail queue" not in stem)
        assert ("scanners spin" in stem) <= ("Contact centre" not in stem)


def test_topics_follow_what_the_answer_is_about() -> None:
    topic: dict[str, str] = {}
    both: tuple[Item, ...] = (*all_of("route"), *all_of("function"))
    for item in both:
        assert topic.setdefault(right(item), item.topic) == item.topic
    assert topic["A problem"] == "problem-management"
    assert topic["Service desk"] == "service-desk"
