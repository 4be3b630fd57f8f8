"""What people are called: named by the scenario, else by the roster, else by where they work.

Names are decoration. They are made once, when a run is created, and travel with it; nothing that
is replayed ever asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.domain.names import GroupId, PersonId
from itilsim.domain.scenario import Setting


def name_of(person: PersonId, group: GroupId, setting: Setting, roster: Mapping[str, str]) -> str:
    """What a person is called.

    Args:
        person: A named person's id, or `group#index`.
        group: The group the person works in.
        setting: The scenario with its named people.
        roster: Invented names by person; may be empty.
    """
    known = setting.people.get(person)
    if known is not None:
        return known.name
    return roster.get(person) or f"someone in {setting.groups[group].name}"


def make_roster(setting: Setting, seed: int) -> dict[str, str]:
    """Invented names for everyone who can get in touch without being named by the scenario.

    Faker gives the same names for a seed within one of its versions only, so the roster is stored
    with the run. A scenario in which only named people call needs none, and Faker is not loaded.
    """
    scenario = setting.scenario
    if scenario.scripted_callers and not scenario.demand and not scenario.wear_out:
        return {}
    from faker import Faker  # noqa: PLC0415 - 80 MB that most shifts do without

    names = Faker("en_GB")
    names.seed_instance(seed)
    return {
        f"{group.id}#{index}": names.name()
        for group in setting.organisation.groups
        for index in range(group.people)
    }
