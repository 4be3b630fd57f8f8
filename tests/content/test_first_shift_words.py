"""What the first shift says: short, in several wordings, leaking nothing, naming nobody twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.content.scenarios import load_scenario
from itilsim.domain.estate import Estate
from itilsim.domain.library import Utterance
from itilsim.domain.names import SERVICE_DESK, ComponentId
from itilsim.domain.scenario import Setting
from itilsim.storage.places import places

READING = 700
"""Words of the guided first shift in all. Source: the product's promise for a first run."""

NEVER_SAID = re.compile(
    r"\b(incident|service request|request|known error|impact|urgency|urgent|priority|severity"
    r"|p[1-5]|root cause|exception|informational|escalat\w*|network team|service desk)\b",
    re.IGNORECASE,
)
"""What no user says of the own trouble: it would be the answer."""

SAYS_PRIORITY = "director-screen"
"""The one who may, and is wrong."""

FIRST_SHIFT_NOTES = (
    "note-psu-swap",
    "note-repaired-psu-swap",
    "note-queue-clear",
    "note-repaired-queue-clear",
    "note-cable-visit",
    "note-approval-granted",
    "note-approval-granted",
)
"""Notes that come in while the guided shift is played as intended."""

CONFIRMATIONS = 6
"""How often a caller says that all is well on that path."""


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    home: Path = tmp_path_factory.mktemp("home")
    return load_scenario("first-shift", places(home))


def test_the_whole_guided_reading_stays_within_its_budget(setting: Setting) -> None:
    assert sum(_count(text) for text in _guided_reading(setting)) <= READING


def test_everything_that_is_said_has_three_wordings_of_its_own(setting: Setting) -> None:
    for entry in setting.library.utterances:
        if not entry.id.startswith("card-"):
            assert len(entry.texts) >= 3, entry.id
        assert len(set(entry.texts)) == len(entry.texts), entry.id


def test_contacts_alerts_and_notes_are_short(setting: Setting) -> None:
    for entry in setting.library.utterances:
        assert max(map(_count, entry.texts)) <= _limit(entry, setting), entry.id


def test_no_user_names_what_the_trainee_has_to_find(setting: Setting) -> None:
    for entry in setting.library.utterances:
        if not entry.id.startswith(("note-", "card-", "alert-")):
            for text in entry.texts:
                said = set(map(str.lower, NEVER_SAID.findall(text)))
                allowed = {"priority"} if entry.id == SAYS_PRIORITY else set()
                assert said <= allowed, text


def test_the_loud_one_says_priority_one_and_that_one_screen_works(setting: Setting) -> None:
    for text in setting.utterances[SAYS_PRIORITY].texts:
        assert "priority one" in text.lower()
        assert "first" in text


def test_no_user_names_a_team_or_the_item_that_failed(setting: Setting) -> None:
    names = {team.name.lower() for team in setting.organisation.teams} - {"network", "databases"}
    items = {fault.component for fault in setting.scenario.faults}
    for contact in setting.scenario.contacts:
        for text in setting.utterances[contact.utterance].texts:
            assert not any(name in text.lower() for name in names | items), text


def test_a_wrong_guess_is_spoken_in_every_wording(setting: Setting) -> None:
    for contact in setting.scenario.contacts:
        if contact.guess:
            texts = setting.utterances[contact.utterance].texts
            assert all("warehouse system" in text.lower() for text in texts)


def test_who_sends_a_record_back_never_gives_the_answer(setting: Setting) -> None:
    teams = [team for team in setting.organisation.teams if team.id != SERVICE_DESK]
    for team in teams:
        others = {each.name.lower() for each in teams}
        for text in setting.utterances[f"note-not-ours-{team.id.lower()}"].texts:
            assert not any(name in text.lower() for name in others), text


def test_everything_that_the_engine_can_say_is_in_the_phrasebook(setting: Setting) -> None:
    library = setting.library
    teams = {team.id for team in setting.organisation.teams} - {SERVICE_DESK}
    wanted = {f"report-{symptom.id}" for symptom in library.symptoms}
    wanted |= {f"alert-{check.id}" for check in library.checks}
    for mode in library.failure_modes:
        wanted |= {f"note-{mode.finding or 'looking'}"}
        wanted |= {f"note-repaired-{mode.finding}" if mode.finding else "note-repaired"}
    wanted |= {f"note-not-ours-{team.lower()}" for team in teams}
    wanted |= {f"card-{item.note}" for item in setting.organisation.components if item.note}
    wanted |= {"chaser", "still-broken", "confirm-yes", "confirm-no", "note-looking"}
    wanted |= {"note-repaired", "note-approval-granted", "note-approval-refused"}
    assert wanted <= set(setting.utterances)


def test_nobody_is_named_twice(setting: Setting) -> None:
    names = Counter(person.name for person in setting.organisation.people)
    ends = Counter(name.split()[-1] for name in names)
    assert max(names.values()) == max(ends.values()) == 1


def test_a_third_supply_of_the_model_is_what_the_history_bears_out(setting: Setting) -> None:
    before = [past for past in setting.scenario.past_incidents if past.mode == "power-supply"]
    now = [fault for fault in setting.scenario.faults if fault.mode == "power-supply"]
    assert len(before) + len(now) == 3
    assert max(past.days_ago for past in before) <= 92


def test_head_counts_and_reach_are_those_of_the_story(setting: Setting) -> None:
    estate = Estate(setting.organisation)
    sites = Counter[str]()
    for group in setting.organisation.groups:
        sites[group.site] += group.people
    assert sites == {"HO": 310, "CC": 220, "WN": 210, "WS": 160}
    expected = {"ws-sw-07": 40, "ord-mq-01": 210, "wn-label-3": 3, "ho-screen-2": 1}
    for item, people in expected.items():
        hits = estate.reach(ComponentId(item))
        assert sum(estate.groups[hit.group].people for hit in hits) == people
        assert not estate.services.keys() & estate.spread({item: "down"}).keys()


def _guided_reading(setting: Setting) -> Iterator[str]:
    """All that a trainee reads in the guided shift, each wording the longest there is."""
    scenario = setting.scenario
    yield from (scenario.title, scenario.words, *scenario.briefing.words)
    yield from scenario.briefing.handover
    for question in scenario.briefing.questions:
        yield from (question.words, *question.options)
    yield from (step.words for step in scenario.guided)
    yield from scenario.reflection
    kept = [contact for contact in scenario.contacts if contact.fault != "queue"]
    said = [contact.utterance for contact in kept]
    said += [alert.utterance for alert in scenario.alerts]
    said += ["alert-switch-silent", "chaser", "report-scanner-stuck"]
    said += [*FIRST_SHIFT_NOTES, *["confirm-yes"] * CONFIRMATIONS]
    yield from (max(setting.utterances[each].texts, key=_count) for each in said)


def _limit(entry: Utterance, setting: Setting) -> int:
    """Most words: a contact 35, an alert 15, a note 25."""
    alerts = {alert.utterance for alert in setting.scenario.alerts}
    if entry.id in alerts or entry.id.startswith("alert-"):
        return 15
    return 25 if entry.id.startswith(("note-", "card-")) else 35


def _count(text: str) -> int:
    return len(text.split())
