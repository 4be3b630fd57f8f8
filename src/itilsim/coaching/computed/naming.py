"""What computed questions call services, components and teams.

The one idea: names come from the organisation's file, cut to what a question can carry.
"""

from __future__ import annotations

from collections.abc import Sequence

from itilsim.domain.names import TeamId
from itilsim.domain.organisation import Component, Service, Team
from itilsim.domain.scenario import Setting

RUNNING = frozenset(
    {
        "app-server",
        "application",
        "batch-job",
        "database",
        "load-balancer",
        "pool",
        "queue",
        "server",
        "storage",
        "switch",
        "telephony",
        "vpn",
    }
)
"""Classes of shipped components that can be updated, set up and monitored."""


def service_name(service: Service) -> str:
    """A service without the list of its parts: "Workplace", "Warehouse management"."""
    return service.name.split(" (")[0].split(",")[0]


def component_name(component: Component) -> str:
    """A component with its class: "South bays 2 to 4 (switch)"."""
    return f"{component.name} ({component.kind.replace('-', ' ')})"


def offered(setting: Setting, *kinds: str) -> tuple[Service, ...]:
    """Services of some kinds that are in the catalogue, in its order."""
    services = setting.organisation.services
    return tuple(each for each in services if each.kind in kinds and not each.retired)


def supplier_team(setting: Setting) -> TeamId | None:
    """The team that speaks with suppliers, by what its card says."""
    teams = setting.organisation.teams
    return next((team.id for team in teams if "supplier" in team.function), None)


def owned(setting: Setting, teams: Sequence[Team]) -> tuple[Component, ...]:
    """Components that some teams repair, in order of declaration."""
    ids = {team.id for team in teams}
    return tuple(each for each in setting.organisation.components if each.owner in ids)


def running(setting: Setting) -> tuple[Component, ...]:
    """Components that can be updated, set up and monitored; all, where no class is known."""
    components = setting.organisation.components
    return tuple(each for each in components if each.kind in RUNNING) or components
