"""`itilsim schema`: what a kind of content file may hold, for an author's editor."""

from __future__ import annotations

import click

from itilsim.cli.invocation import Invocation, pass_invocation, print_json, shared_options

KINDS = (
    "scenario",
    "organisation",
    "library",
    "house-rules",
    "bank",
    "sources",
    "blueprint",
    "differences",
)
"""Kinds of files that have a schema in this version."""


@click.command()
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@shared_options
@pass_invocation
def schema(invocation: Invocation, kind: str) -> None:
    """Print the JSON Schema (draft 7) of a kind of file.

    KIND is scenario, organisation, library, house-rules, bank, sources, blueprint or differences.
    """
    del invocation
    from itilsim.content.schema import json_schema

    print_json(json_schema(_type_of(kind), kind))


def _type_of(kind: str) -> type:
    """The dataclass that a file of this kind becomes."""
    from itilsim.content.bank import TYPES
    from itilsim.domain.house_rules import RuleSet
    from itilsim.domain.library import Library
    from itilsim.domain.organisation import Organisation
    from itilsim.domain.scenario import Scenario

    types: dict[str, type] = {
        "scenario": Scenario,
        "organisation": Organisation,
        "library": Library,
        "house-rules": RuleSet,
        **TYPES,
    }
    return types[kind]
