"""House rules from a file, laid over an organisation.

The one idea: what the file names of an organisation is looked for when it is laid over one, since
it may serve several; what is wrong in itself `check` says.
"""

from __future__ import annotations

from pathlib import Path

from itilsim.content.checks.house_rules import KIND, house_rules_problems
from itilsim.content.locate import Node
from itilsim.content.source import read
from itilsim.content.validate import load
from itilsim.domain.errors import ContentError, UsageError
from itilsim.domain.house_rules import RuleSet, laid_over
from itilsim.domain.organisation import Organisation


def with_house_rules(organisation: Organisation, file: str) -> Organisation:
    """The organisation as it works by the rules of a file.

    Args:
        organisation: The organisation.
        file: Path of the file.

    Raises:
        UsageError: If there is no such file.
        ContentError: If it is wrong, or names what this organisation does not have.
    """
    path = Path(file)
    if not path.is_file():
        raise UsageError(f"There is no file of house rules {file!r}.")
    source = read(path)
    problems = [one for one in house_rules_problems(source) if one.level == "problem"]
    known = tuple(calendar.id for calendar in organisation.calendars)
    for hours in Node(source, source.tree).find("targets.*.hours"):
        if hours.text and hours.text not in known:
            message = f"There are no hours '{hours.text}' at {organisation.name}."
            problems.append(
                hours.problem("unknown-reference", message, wrong=hours.text, known=known)
            )
    if problems:
        raise ContentError(tuple(sorted(problems)))
    return laid_over(organisation, load(source, RuleSet, kind=KIND))
