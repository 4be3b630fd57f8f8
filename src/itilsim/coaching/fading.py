"""When the coach speaks: after each decision at first, and less and less with each skill.

The one idea: two right in a row on one skill, and the coach is silent on it until nothing waits; an
error, and the next decision of that skill is spoken of at once again. What is held back may still
be put right unprompted, which gives back more. Source of the two: the coached mode of the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from itilsim.coaching.decisions import Decided, decided
from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.domain.names import Actor, Pace
from itilsim.domain.practices.coaching import COACHED, END
from itilsim.domain.scenario import Setting
from itilsim.sim.shift import Shift

ENOUGH: Final = 2
"""Right first tries in a row after which a skill is spoken of at pauses only."""
SEEN: Final = 4
"""After so many things done in which nothing was decided, what was said has been seen. Tuning
constant."""


class Coach:
    """What the coach has seen, and still has to say."""

    def __init__(self) -> None:
        """Begin with everything still to be learnt."""
        self.hints: dict[tuple[str, str], int] = {}
        """Rungs of hints that were taken, by subject and field."""
        self.tried: set[tuple[str, str]] = set()
        """Decisions whose first try is over."""
        self._heard: set[tuple[str, str]] = set()
        self._right: Counter[str] = Counter()
        self._enough: dict[str, None] = {}
        self._fades: tuple[str, ...] = ()
        self._said: tuple[Decided, ...] = ()
        self._since = 0
        self._next: list[tuple[Decided, ...]] = []
        self._later: list[tuple[Decided, ...]] = []

    @property
    def now(self) -> tuple[Decided, ...]:
        """What is spoken of at this moment; nothing: the coach is silent.

        It is what one command decided, or at a pause all that was right since the last one.
        """
        return self._said

    @property
    def fades(self) -> tuple[str, ...]:
        """Skills on which the coach falls silent with what is said now, and says so once."""
        return self._fades if self._said else ()

    @property
    def more(self) -> int:
        """How many remarks follow once this one has been read."""
        return len(self._next)

    def is_silent_on(self, field: str) -> bool:
        """Whether a skill is spoken of at pauses only."""
        return self._right[field] >= ENOUGH

    def take(self, command: c.Command, found: tuple[Decided, ...]) -> None:
        """Learn what was done.

        Args:
            command: What was done.
            found: What it decided, as `decided` said before it was done.
        """
        if isinstance(command, c.AskHint):
            key = command.subject, command.field
            self.hints[key] = max(self.hints.get(key, 0), command.rung)
        elif isinstance(command, c.HearFeedback):
            self._heard.add((command.subject, command.field))
        elif found:
            self._take(found)
        elif not isinstance(command, c.BeginAction):
            self._since += 1
            # Praise beside another matter would read as praise of what is done there.
            elsewhere = c.subject_of(command) not in {each.subject for each in self._said}
            if self._since >= SEEN or (elsewhere and _is_right(self._said)):
                self._said = ()

    def speak(self, *, pause: bool) -> tuple[c.HearFeedback, ...]:
        """Say what is to be said now, if anything.

        Args:
            pause: Nothing waits, so that there is time for what was held back.

        Returns:
            To be submitted: each decision that is called wrong for the first time.
        """
        if pause:
            # Nobody wants to press a key for each thing that went well half an hour ago.
            right = tuple(each for found in self._later if _is_right(found) for each in found)
            self._next += [found for found in self._later if not _is_right(found)]
            self._next += [right] if right else []
            self._later = []
        if _is_right(self._said) and any(not _is_right(found) for found in self._next):
            # What went well has been on the screen long enough; what did not may still be mended.
            self._said = ()
        if not self._said and self._next:
            self._said, self._since = self._next.pop(0), 0
            spoken = dict.fromkeys(each.field for each in self._said)
            self._fades = tuple(each for each in spoken if each in self._enough)
            self._enough = {each: None for each in self._enough if each not in spoken}
        wrong = ((each.subject, _told(each)) for each in self._said if not each.is_right)
        told = dict.fromkeys(key for key in wrong if key[1] and key not in self._heard)
        return tuple(c.HearFeedback(*key) for key in told)

    def go_on(self) -> None:
        """What was said has been read."""
        self._said = ()

    def forget_what_was_right(self) -> None:
        """After a break only what is still wrong, and unspoken, is worth a word."""
        held = (*self._next, *self._later)
        wrong = (tuple(e for e in found if not e.is_right and e.field in COACHED
                       and _key(e) not in self._heard) for found in held)  # fmt: skip
        self._later = [each for each in wrong if each]
        self._next, self._said = [], ()

    def _take(self, found: tuple[Decided, ...]) -> None:
        keys = {_key(each) for each in found}
        silent = all(self.is_silent_on(each.field) for each in found)
        for each in found:
            if not each.is_right:
                self._right[each.field] = 0
                self._enough.pop(each.field, None)
            elif _key(each) not in self.tried:
                self._right[each.field] += 1
                if self._right[each.field] == ENOUGH:
                    self._enough[each.field] = None
        self.tried |= keys
        # What was decided anew meanwhile is spoken of as it is now.
        self._later = [kept for old in self._later if (kept := _without(old, keys))]
        waiting = [kept for old in self._next if (kept := _without(old, keys))]
        # Nothing that was wrong is to wait behind what went well before it.
        self._later += [old for old in waiting if _is_right(old)]
        self._next = [old for old in waiting if not _is_right(old)]
        self._said = ()
        if silent:
            self._later.append(found)
        else:
            self._next.insert(0, found)


def coach_of(
    setting: Setting, seed: int, journal: Iterable[c.Entry], *, pace: Pace = "stepped"
) -> Coach:
    """The coach of a shift that was left, who has seen what was done until then.

    Args:
        setting: The scenario.
        seed: The seed.
        journal: What was done.
        pace: How time moved.
    """
    coach = Coach()
    entries = tuple(journal)
    if not entries:
        return coach
    shift = Shift(setting, seed, mode="coached", pace=pace)
    for entry in entries:
        shift.advance(entry.at)
        found = decided(shift.desk, entry.command)
        try:
            shift.submit(entry.command, Actor(entry.actor))
        except Refused:
            # The end that was planned has come by itself.
            break
        coach.take(entry.command, found)
    coach.forget_what_was_right()
    return coach


def _is_right(found: tuple[Decided, ...]) -> bool:
    return all(each.is_right for each in found)


def _key(each: Decided) -> tuple[str, str]:
    return each.subject, each.field


def _told(each: Decided) -> str:
    """What judging has to know of that was spoken about; of a remark that gives nothing back, none.

    An end can be taken back, and is no slip any more once the coach has spoken.
    """
    if each.given in (c.ResolveTicket.kind, c.CloseTicket.kind):
        return END
    return each.field if each.field in COACHED else ""


def _without(found: tuple[Decided, ...], keys: set[tuple[str, str]]) -> tuple[Decided, ...]:
    return tuple(each for each in found if _key(each) not in keys)
