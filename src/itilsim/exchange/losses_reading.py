"""From the questions of a file to items that a bank may hold, with every problem of the file.

The one idea: all formats end here. Whatever they gave meets the same types and the same rules of
question writing as our own files, and a problem names the line where its question begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from itilsim.domain.errors import ContentError, Problem
from itilsim.exchange.losses import BLANKS, Assumed, Built, Loss, Raw, built, named
from itilsim.quiz.authoring import GAP, Finding, item_findings
from itilsim.quiz.consistency import bank_findings
from itilsim.quiz.questions import Bank, Item

STATEMENTS = 4
"""Statements of a list question."""

MAX_QUESTIONS = 20_000
"""Most questions of one file. Tuning constant: twenty times the bank that we ship."""

MAX_PROBLEMS = 100
"""Problems of one file that are told; the rest is only counted. Tuning constant."""

_NO_EDITION, _NO_SYLLABUS = (
    f"The key '{name}' is missing here." for name in ("editions", "syllabus")
)
_PAIR = re.compile(r"[1-4] and [1-4]")
_NEGATIVE = re.compile(r"\b(NOT|EXCEPT)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds."""

    items: tuple[Item, ...]
    """The sound items, in the order of the file."""
    losses: tuple[Loss, ...]
    """What the file had and an item has not, and what had to be assumed."""
    problems: tuple[Problem, ...]
    """What keeps the other questions from being items."""

    def whole(self) -> Reading:
        """Return this reading if the file has no problem.

        Raises:
            ContentError: With all problems.
        """
        if self.problems:
            raise ContentError(self.problems)
        return self


def reading(raws: Iterable[Raw], file: str, assumed: Assumed) -> Reading:
    """Make items of the questions of a file.

    Args:
        raws: The questions, in order.
        file: Path to name in problems.
        assumed: What holds where the file is silent.

    Raises:
        ContentError: If there are too many questions.
    """
    problems: list[Problem] = []
    made: list[tuple[Built, Item]] = []
    losses: list[Loss] = []
    for n, raw in enumerate(named(raws)):
        if n >= MAX_QUESTIONS:
            message = f"There are more than {MAX_QUESTIONS:,} questions."
            raise ContentError((Problem(file, raw.line, 1, "too-large", message, "split it"),))
        one = built(raw, assumed)
        found = list(_problems(one, file))
        problems += found
        if one.item is not None and not found:
            made.append((one, one.item))
    bank = Bank(tuple(item for _, item in made), ())
    refused: set[int] = set()
    for finding in bank_findings(bank):
        match finding:
            case Finding(("items", int(n), *rest), code) if code != "unknown-source":
                refused.add(n)
                problems.append(_finding_problem(made[n][0].raw, file, rest, finding))
    for n, (one, item) in enumerate(made):
        if n not in refused:
            losses += [Loss(item.id, field, what) for field, what in one.losses]
    items = tuple(item for n, (_, item) in enumerate(made) if n not in refused)
    problems = list(_without_edition(problems, file))
    if not (items or problems):
        problems.append(Problem(file, 1, 1, "no-questions", "There is no question in this file."))
    return Reading(items, tuple(losses), _bounded(problems, file))


def _without_edition(problems: Sequence[Problem], file: str) -> Iterator[Problem]:
    """One problem in place of those that every question of a file without an edition has."""
    silent = [one for one in problems if one.message.endswith(_NO_EDITION)]
    if silent:
        message = f"{len(silent)} of the questions do not say for which edition they are."
        yield Problem(file, silent[0].line, 1, "no-edition", message, "add --edition 4, or 2011")
    for one in problems:
        if not one.message.endswith((_NO_EDITION, _NO_SYLLABUS)):
            yield one


def take_feedback(raw: Raw, feedback: str, field: str) -> None:
    """Put what is said of a whole question where it explains the key, if nothing else does.

    Args:
        raw: The question, with its options if it has any.
        feedback: What is said; empty: nothing.
        field: What it is called where it has no place.
    """
    options = raw.values.get("options", [])
    keys = [option for option in options if option["correct"]]
    if feedback and len(keys) == 1 and not any(option["rationale"] for option in options):
        keys[0]["rationale"] = feedback
    elif feedback:
        raw.losses.append((field, "has no place"))


def with_style(raw: Raw, between: str = "\n") -> Raw:
    """Tell the style of a question by its form, where the file does not, and part a list's stem.

    Args:
        raw: The question, with `stem` and `options`.
        between: What stands before the number of each statement.
    """
    values = raw.values
    if not values.get("options"):
        return raw
    pairs = all(_PAIR.fullmatch(str(option["text"])) for option in values["options"])
    said = values.get("style")
    parted = None
    if (pairs or said == "list") and "statements" not in values:
        parted = parted_stem(str(values.get("stem", "")), between)
    if said is None:
        values["style"] = style = _style(
            str(values.get("stem", "")), listed=bool(parted or values.get("statements"))
        )
        raw.losses.append(("style", f"is not in the file; taken to be {style}"))
    if parted is not None and values["style"] == "list":
        values["stem"], values["statements"] = parted
    return raw


def joined_stem(item: Item, between: str = "\n") -> str:
    """The stem of an item with its statements, numbered, as other formats show it."""
    numbered = (f"{between}{n}. {text}" for n, text in enumerate(item.statements, start=1))
    return "".join((item.stem, *numbered))


def parted_stem(text: str, between: str) -> tuple[str, list[str]] | None:
    """The stem and the four statements of `joined_stem`; none where there are not four."""
    rest, statements = text, list[str]()
    for n in range(STATEMENTS, 0, -1):
        mark = f"{between}{n}. "
        at = rest.rfind(mark)
        if at < 0:
            return None
        statements.insert(0, rest[at + len(mark) :].strip(BLANKS))
        rest = rest[:at]
    return rest.strip(BLANKS), statements


def _style(stem: str, *, listed: bool) -> str:
    """The style of a question by its form."""
    if listed:
        return "list"
    if stem.count(GAP) == 1:
        return "missing-word"
    return "negative" if _NEGATIVE.search(stem) else "standard"


def _problems(one: Built, file: str) -> Iterator[Problem]:
    """What is wrong with a question: its types, else its meaning."""
    for code, message, hint in one.problems:
        yield Problem(file, one.raw.line, one.raw.column, code, message, hint)
    if one.item is not None:
        for finding in item_findings(one.item):
            yield _finding_problem(one.raw, file, finding.path, finding)


def _finding_problem(raw: Raw, file: str, path: Iterable[Any], finding: Finding) -> Problem:
    """A finding of a rule, at the line of its question."""
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    name = raw.values.get("id", raw.name)
    message = f"{name}{where}: {finding.message}"
    return Problem(file, raw.line, raw.column, finding.code, message)


def _bounded(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """As many problems as a person can read, in the order of lines."""
    problems.sort()
    if len(problems) > MAX_PROBLEMS:
        message = f"There are {len(problems) - MAX_PROBLEMS:,} more problems than are listed here."
        last = Problem(file, problems[MAX_PROBLEMS].line, 1, "too-many-problems", message)
        return (*problems[:MAX_PROBLEMS], last)
    return tuple(problems)
