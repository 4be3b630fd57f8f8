"""Who plays a simulated shift: a published policy or one of the user's own, with habits and errors.

The one idea: a player is named by values that can be written down, so that each process of a batch
makes the same one.
"""

from __future__ import annotations

import runpy
import traceback
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from itilsim.domain.commands import Command
from itilsim.domain.desk import Desk
from itilsim.domain.errors import UsageError
from itilsim.lab.oracle import Oracle
from itilsim.sim.policies import POLICIES, Policy
from itilsim.sim.policies.habits import HABITS, with_errors, with_habit
from itilsim.sim.policies.steps import Steps

OWN = ".py"
"""How the name of a file with a policy of one's own ends."""
FUNCTION = "policy"
"""What it is called in there."""


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays."""

    policy: str
    """A published policy, or the path of a file with one."""
    habits: tuple[str, ...] = ()
    """Habits, the first nearest to the policy."""
    error_rate: float = 0.0
    """Share of commands that go wrong, from 0 to 1."""

    @property
    def words(self) -> str:
        """The player as it stands in results, like `first_come+close_early~0.1`."""
        name = Path(self.policy).name if self.policy.endswith(OWN) else self.policy
        rate = f"~{self.error_rate:g}" if self.error_rate else ""
        return "+".join((name, *self.habits)) + rate

    def made(self, oracle: Oracle | None = None) -> Policy:
        """The policy that plays.

        Args:
            oracle: Who knows the truth of the shift, where it is to play.

        Raises:
            UsageError: If the file holds none.
        """
        base: Policy
        if oracle is not None:
            base = oracle
        elif self.policy.endswith(OWN):
            base = own_policy(Path(self.policy))
        else:
            base = POLICIES[self.policy]
        erring = with_errors(base, self.error_rate) if self.error_rate else base
        return reduce(with_habit, (HABITS[each] for each in self.habits), erring)


def own_policy(path: Path) -> Policy:
    """The policy in a file of the user's own.

    Raises:
        UsageError: If it cannot be read or run, or has no function `policy`; says where.
    """
    try:
        found = runpy.run_path(str(path)).get(FUNCTION)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except Exception as error:
        raise UsageError(_in_words(path, error)) from error
    if not callable(found):
        raise UsageError(f"{path} has no function {FUNCTION}(desk, seed).")

    def played(desk: Desk, seed: int) -> Steps:
        try:
            steps = found(desk, seed)
            wish = next(steps, None)
            while True:
                wish = steps.send((yield _understood(path, wish)))
        except StopIteration:  # nothing more to do, until the end
            while True:
                yield None
        except UsageError:
            raise
        except Exception as error:
            raise UsageError(_in_words(path, error)) from error

    return played


def _understood(path: Path, wish: object) -> Command | int | None:
    """What a policy may yield."""
    if wish is None or isinstance(wish, Command) or type(wish) is int:
        return wish
    raise UsageError(
        f"{path}: a policy yields a command, a second to wait until, or None, "
        f"and not {type(wish).__name__}."
    )


def _in_words(path: Path, error: Exception) -> str:
    """An error in the user's own code: where, and what."""
    line, words = (error.lineno, error.msg) if isinstance(error, SyntaxError) else (None, error)
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename) == path:
            line = frame.lineno
    where = f"{path}:{line}" if line else str(path)
    return f"{where}: {type(error).__name__}: {words}"
