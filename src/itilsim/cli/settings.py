"""`itilsim settings`: what you study for, until when, and how much a day."""

from __future__ import annotations

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
    table,
)


@click.command(
    context_settings={"ignore_unknown_options": True},  # a value may begin with a minus
    epilog="Like: itilsim settings exam_date 2027-03-01. An empty value unsets one.",
)
@click.argument("key", default="")
@click.argument("value", required=False)
@json_option
@shared_options
@pass_invocation
def settings(invocation: Invocation, *, key: str, value: str | None) -> None:
    """Show your settings, or set one."""
    from itilsim.storage.study import open_study
    from itilsim.storage.study_settings import SETTINGS

    with open_study(invocation.places) as study:
        if value is not None:
            study.set_setting(key, value)
        shown = (key,) if key else SETTINGS
        found = {name: study.setting(name) for name in shown}
    if invocation.as_json:
        print_json(found)
    elif value is not None:
        say(f"{key} is {value or 'not set'} now.")
    else:
        click.echo(table([(name, each or "not set") for name, each in found.items()]))
        say("Set one like this: itilsim settings edition 2011")
