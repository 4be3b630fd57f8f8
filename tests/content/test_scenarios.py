"""Loading scenarios: what is joined, what is cached, what the digest covers, what clocks show."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from itilsim.content import zones
from itilsim.content.digest import canonical, reachable
from itilsim.content.lookup import shipped
from itilsim.content.scenarios import list_scenarios, load_scenario, make_setting
from itilsim.domain.errors import ContentError, UsageError
from itilsim.domain.hours import local
from itilsim.domain.library import KnownError, Symptom
from itilsim.domain.scenario import Setting
from itilsim.storage.places import Places
from tests.data import estates

EIGHTY = Path(__file__).parents[1] / "data" / "eighty"

DAY = 86_400


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "home", tmp_path / "home" / "cache")


@pytest.fixture
def eighty(tmp_path: Path) -> Path:
    shutil.copytree(EIGHTY, tmp_path / "eighty")
    return tmp_path / "eighty" / "eighty.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# What is loaded.


def test_files_load_to_the_same_setting_as_the_values_they_were_written_from(
    places: Places,
) -> None:
    assert load_scenario(str(EIGHTY / "eighty.yaml"), places) == estates.estate(80)


def test_a_scenario_beside_no_organisation_takes_the_shipped_one(
    tmp_path: Path, places: Places
) -> None:
    own = tmp_path / "own.yaml"
    text = (shipped() / "first-shift.yaml").read_text("utf-8")
    own.write_text(text.replace("id: first-shift", "id: own", 1), "utf-8")
    setting = load_scenario(str(own), places)
    assert setting.scenario.id == "own"
    assert setting.organisation.id == "quillmere"


def test_library_files_are_joined_in_the_order_in_which_they_are_named(
    eighty: Path, places: Places
) -> None:
    more = eighty.parent / "library" / "more.yaml"
    more.write_text(
        "schema: itilsim/library/v1\n"
        "articles:\n- {id: KA-81, title: More, symptoms: [how-to], words: Words.}\n",
        "utf-8",
    )
    edit(eighty, "library: [eighty]", "library: [eighty, more]")
    assert list(load_scenario(str(eighty), places).articles) == ["KA-80", "KA-81"]


def test_an_unknown_scenario_is_answered_with_the_nearest_id(places: Places) -> None:
    with pytest.raises(UsageError, match="Did you mean first-shift"):
        load_scenario("frist-shift", places)


@pytest.mark.parametrize("reference", ["no/such/file.yaml", "../organisations", "", "nothing.yaml"])
def test_what_is_no_scenario_is_a_matter_of_usage(reference: str, places: Places) -> None:
    with pytest.raises(UsageError):
        load_scenario(reference, places)


def test_all_problems_of_all_files_are_raised_together(eighty: Path, places: Places) -> None:
    edit(eighty, "role: analyst", "role: analist")
    edit(eighty.parent / "organisations/eighty.yaml", "people: 20", "people: 0")
    edit(eighty.parent / "library/eighty.yaml", "symptom: slow", "symptom: slwo")
    with pytest.raises(ContentError) as caught:
        load_scenario(str(eighty), places)
    assert [Path(one.file).parent.name for one in caught.value.problems] == [
        "eighty",
        "library",
        "organisations",
    ]


def test_too_few_wordings_do_not_keep_anyone_from_playing(eighty: Path, places: Places) -> None:
    edit(
        eighty.parent / "library/eighty.yaml",
        "'Good day, everything is slow today.',",
        "",
    )
    assert len(load_scenario(str(eighty), places).utterances["report-slow"].texts) == 2


# What is cached.


def test_a_second_start_gives_the_same_setting(places: Places) -> None:
    first = load_scenario("first-shift", places)
    assert any(places.cache.iterdir())
    assert load_scenario("first-shift", places) == first


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("eighty.yaml", "title: Eighty", "title: 80"),
        ("organisations/eighty.yaml", "name: Cellwright", "name: Cellsmith"),
        ("library/eighty.yaml", "name: Line cut", "name: Cut line"),
    ],
)
def test_a_change_in_any_file_is_seen_at_once(
    file: str, old: str, new: str, eighty: Path, places: Places
) -> None:
    before = load_scenario(str(eighty), places)
    edit(eighty.parent / file, old, new)
    after = load_scenario(str(eighty), places)
    assert after != before
    assert after.digest == before.digest


def test_a_cache_that_cannot_be_written_costs_only_time(eighty: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    places = Places(tmp_path, tmp_path / "file" / "cache")
    assert load_scenario(str(eighty), places) == load_scenario(str(eighty), places)


def test_a_spoilt_cache_is_made_again(places: Places) -> None:
    first = load_scenario("first-shift", places)
    for entry in places.cache.iterdir():
        entry.write_bytes(entry.read_bytes()[:-9] + b"nonsense}")
    assert load_scenario("first-shift", places) == first


def test_a_second_start_imports_no_yaml_no_validator_and_no_zones(places: Places) -> None:
    load_scenario("first-shift", places)
    list_scenarios(places)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from itilsim.content.scenarios import list_scenarios, load_scenario\n"
        "from itilsim.storage.places import Places\n"
        f"places = Places(Path({str(places.data)!r}), Path({str(places.cache)!r}))\n"
        "load_scenario('first-shift', places)\nlist_scenarios(places)\n"
        "print([m for m in ('yaml', 'pydantic', 'zoneinfo') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_scenario_that_cannot_be_read_is_left_out_of_the_list(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EIGHTY, tmp_path / "content" / "scenarios")
    (tmp_path / "content" / "scenarios" / "broken.yaml").write_text("schema: [", "utf-8")
    monkeypatch.setattr("itilsim.content.lookup.content", lambda: tmp_path / "content")
    assert [one.id for one in list_scenarios(places)] == ["eighty"]
    assert list_scenarios(places)[0].minutes == 2880


# What the digest covers.

Change = Callable[[Setting], Setting]


def remade(setting: Setting, **parts: object) -> Setting:
    """The setting again, with other parts."""
    given: dict[str, Any] = parts
    mixed = dataclasses.replace(setting, **given)
    return make_setting(mixed.scenario, mixed.organisation, mixed.library)


def in_scenario(**fields: object) -> Change:
    given: dict[str, Any] = fields

    def change(setting: Setting) -> Setting:
        return remade(setting, scenario=dataclasses.replace(setting.scenario, **given))

    return change


def in_library(name: str, change: Callable[[tuple[object, ...]], tuple[object, ...]]) -> Change:
    def changed(setting: Setting) -> Setting:
        entries: dict[str, Any] = {name: change(getattr(setting.library, name))}
        library = dataclasses.replace(setting.library, **entries)
        return remade(setting, library=library)

    return changed


def first(**fields: object) -> Callable[[tuple[object, ...]], tuple[object, ...]]:
    """Replace fields of the first entry."""

    def change(entries: tuple[object, ...]) -> tuple[object, ...]:
        entry: Any = entries[0]
        return (dataclasses.replace(entry, **fields), *entries[1:])

    return change


def more(entry: object) -> Callable[[tuple[object, ...]], tuple[object, ...]]:
    return lambda entries: (*entries, entry)


def earlier_contact(setting: Setting) -> Setting:
    contacts = setting.scenario.contacts
    moved = dataclasses.replace(contacts[0], at="09:03")
    return in_scenario(contacts=(moved, *contacts[1:]))(setting)


def slower_wear(setting: Setting) -> Setting:
    mode = setting.library.failure_modes[0]
    assert mode.time_to_failure is not None
    slower = dataclasses.replace(mode.time_to_failure, minutes=mode.time_to_failure.minutes + 1)
    return in_library("failure_modes", first(time_to_failure=slower))(setting)


def another_need(setting: Setting) -> Setting:
    parts = setting.organisation.components
    changed = dataclasses.replace(parts[-1], needs=())
    organisation = dataclasses.replace(setting.organisation, components=(*parts[:-1], changed))
    return remade(setting, organisation=organisation)


def renamed_everything(setting: Setting) -> Setting:
    org = setting.organisation
    card = dataclasses.replace(
        org.card,
        impact=dataclasses.replace(org.card.impact, level_1="Other words."),
        rules=("Other words.",),
    )
    services = tuple(dataclasses.replace(one, name="Other name") for one in org.services)
    changed = dataclasses.replace(org, name="Other", services=services, card=card)
    return remade(setting, organisation=changed)


def reworded_briefing(setting: Setting) -> Setting:
    briefing = dataclasses.replace(
        setting.scenario.briefing, words=("Other.",), handover=(), questions=()
    )
    return in_scenario(briefing=briefing, reflection=("Why?",))(setting)


WORDING: dict[str, Change] = {
    "title": in_scenario(title="Another title", words="Other words."),
    "briefing": reworded_briefing,
    "names": renamed_everything,
    "texts": in_library("utterances", first(texts=("Completely", "other", "words"))),
    "known error": in_library("known_errors", first(title="Other", words="Other words.")),
    "order": in_library("symptoms", lambda entries: entries[::-1]),
    "unreachable symptom": in_library(
        "symptoms", more(Symptom("never", "never", "incident", "general"))
    ),
    "unreachable known error": in_library(
        "known_errors", more(KnownError("KE-99", "None", ("never",), "None.", 10))
    ),
}

MEANING: dict[str, Change] = {
    "wear-out": slower_wear,
    "a need": another_need,
    "length": in_scenario(minutes=2881),
    "start": in_scenario(start="2026-10-24 08:01"),
    "reachable known error": in_library(
        "known_errors", more(KnownError("KE-99", "None", ("slow",), "None.", 10))
    ),
    "reachable share": in_library("known_errors", first(restores_percent=61)),
    "conveyed code": in_library("utterances", first(effect="stopped")),
    "wear-out off": in_scenario(wear_out=False),
}


@pytest.mark.parametrize("what", WORDING)
def test_the_digest_does_not_hang_on(what: str) -> None:
    before = estates.estate(80)
    after = WORDING[what](before)
    assert after != before
    assert after.digest == before.digest


@pytest.mark.parametrize("what", MEANING)
def test_the_digest_hangs_on(what: str) -> None:
    before = estates.estate(80)
    assert MEANING[what](before).digest != before.digest


def test_the_digest_hangs_on_when_a_contact_comes(places: Places) -> None:
    before = load_scenario("first-shift", places)
    assert earlier_contact(before).digest != before.digest


def test_without_wear_out_only_scripted_failure_modes_are_reached(places: Places) -> None:
    setting = load_scenario("first-shift", places)
    reached = reachable(setting.scenario, setting.organisation, setting.library)
    scripted = {fault.mode for fault in setting.scenario.faults}
    past = {incident.mode for incident in setting.scenario.past_incidents}
    assert {mode.id for mode in reached.failure_modes} == scripted | past


def test_a_fraction_has_no_canonical_form() -> None:
    with pytest.raises(TypeError):
        canonical((1.5,))


# What clocks show.


def test_clock_times_count_from_the_beginning_of_the_scenario(places: Places) -> None:
    setting = load_scenario("first-shift", places)
    assert setting.second("09:00") == 0
    assert setting.second("08:50") == -600
    assert setting.second("10:30:05") == setting.horizon + 5


def test_calendars_reach_from_a_day_before_to_forty_days_after() -> None:
    setting = estates.estate(80)
    for hours in setting.hours.values():
        assert (hours.first, hours.until) == (-DAY, setting.end + 40 * DAY)
    assert setting.hours["always"].intervals == ((-DAY, setting.end + 40 * DAY),)


def test_opening_times_follow_the_clock_through_the_autumn_change() -> None:
    # It begins on Saturday at 08:00 summer time; the clocks go back in the next night.
    day = estates.estate(80).hours["day"]
    sunday_seven = 24 * 3600
    assert not day.is_open(sunday_seven - 1)
    assert day.is_open(sunday_seven)


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/London", "2026-03-25 09:00"),
        ("Europe/London", "2026-10-20 09:00"),
        ("America/New_York", "2026-02-20 09:00"),
        ("Australia/Lord_Howe", "2026-03-20 09:00"),
        ("Africa/Casablanca", "2026-02-01 09:00"),
        ("UTC", "2026-01-01 00:00"),
    ],
)
def test_looked_up_clocks_agree_with_the_zone_database(zone: str, start: str) -> None:
    begin = zones.start_utc(zone, dt.datetime.fromisoformat(start))
    found = zones.offsets(zone, begin, -DAY, 60 * DAY)
    rules = ZoneInfo(zone)
    for at in range(-DAY, 60 * DAY, 900):
        shown = dt.datetime.fromtimestamp(begin + at, tz=rules).replace(tzinfo=None)
        assert local(found, at) == shown


def test_a_time_that_comes_twice_is_the_first_and_a_skipped_one_is_known() -> None:
    twice = dt.datetime(2026, 10, 25, 1, 30)  # noqa: DTZ001 (local by its zone's name)
    assert zones.start_utc("Europe/London", twice) == 1792888200
    assert not zones.skipped("Europe/London", twice)
    assert zones.skipped("Europe/London", dt.datetime(2026, 3, 29, 1, 30))  # noqa: DTZ001 (as above)
