"""The errors that itilsim raises on purpose.

Everything that can go wrong for a person is an `ItilsimError`; the front doors catch it once and
show one message. A traceback is never shown to a user.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a content file, with the place where it is wrong."""

    file: str
    """Path of the file as the author gave it."""
    line: int
    """Line, counted from 1; 0 where the file could not be read at all."""
    column: int
    """Column, counted from 1."""
    code: str
    """A stable word for the kind of problem, like `unknown-key`."""
    message: str
    """What is wrong and what was expected."""
    hint: str = ""
    """The nearest right word or the next step, empty where there is none."""
    level: Literal["problem", "warning"] = "problem"
    """A warning is odd, and no more."""

    def __str__(self) -> str:
        """The one-line form that `check` prints."""
        level = "warning: " if self.level == "warning" else ""
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {level}{self.code}: {self.message}{tail}"


FAULT: Final = 4
"""Exit code after a fault of our own, in the app and on the command line alike; the contract has
no code of its own for it, and what may help is the same as with damaged data: `doctor`."""


APOLOGY: Final = (
    "Sorry: itilsim has stopped because of a mistake in itself, not in what you did. "
    "What was saved is safe."
)
"""Said then."""


class ItilsimError(Exception):
    """The root of all errors that are meant for a person."""

    exit_code = 2
    """The exit code of the command line, see `contract` in the documentation."""


class ContentError(ItilsimError):
    """Content that cannot be loaded; carries every problem that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems in file order."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Refused(ItilsimError):
    """A command that the rules do not allow now; nothing was recorded."""

    def __init__(self, reason: str, hint: str = "") -> None:
        """Say why, in words that quote only what the desk can see.

        Args:
            reason: One sentence.
            hint: What to do instead, or empty.
        """
        self.reason = reason
        self.hint = hint
        super().__init__(f"{reason} {hint}".strip())


class UsageError(ItilsimError):
    """A wish that makes no sense as it was put (unknown scenario, unknown run, wrong value)."""


class TryAgainError(ItilsimError):
    """Something is busy or full; the same call may work later. Nothing half-done remains."""

    exit_code = 3


class DamagedError(ItilsimError):
    """Stored data is damaged; a restore is needed."""

    exit_code = 4
