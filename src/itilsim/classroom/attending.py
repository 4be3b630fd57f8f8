"""One student's place in a class: stops and questions, each answer kept as soon as it is given.

The one idea: the shift goes its way as any shift does; what a class asks beside it is kept beside
it, and both survive a machine that is switched off.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from itilsim.classroom.hand_in import Beside, keep, kept
from itilsim.classroom.plan import HandedStop, Handout, is_word
from itilsim.classroom.plan_file import A_MINUTE
from itilsim.domain.commands import Entry
from itilsim.domain.errors import ItilsimError
from itilsim.quiz.questions import Item
from itilsim.quiz.showing import place_of, shown
from itilsim.storage.places import Places
from itilsim.storage.records import RunSummary

When = Literal["before", "after"]
"""When a question is asked."""


class Attending:
    """What is asked of one student, or of those who share a screen."""

    def __init__(
        self,
        handout: Handout,
        beside: Beside,
        run: str,
        places: Places,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Sit down.

        Args:
            handout: The class.
            beside: What is known so far.
            run: Id of the run.
            places: The user's folders.
            clock: Seconds that never go back.
        """
        self.handout, self.beside = handout, beside
        self.run = run
        """Id of the run."""
        self._places, self._clock = places, clock
        self._last = clock()

    def halts(self) -> tuple[int, ...]:
        """Seconds at which the clock halts: those of all stops without an answer."""
        stops = enumerate(self.handout.stops)
        return tuple(each.minute * A_MINUTE for n, each in stops if n not in self.beside.stops)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be asked after the shift."""
        return set(self.handout.after) <= set(self.beside.after)

    def stop(self) -> tuple[int, HandedStop] | None:
        """The next stop without an answer, and its place; none where all have one."""
        stops = enumerate(self.handout.stops)
        return next(((n, each) for n, each in stops if n not in self.beside.stops), None)

    def vote(self, place: int, option: int) -> None:
        """Keep the answer at a stop.

        Args:
            place: Place of the stop, from 0.
            option: Number of the option, from 1.

        Raises:
            TryAgainError: If it could not be kept.
        """
        self._keep(replace(self.beside, stops={**self.beside.stops, place: option}))

    def goes_on(self, place: int, word: str) -> bool:
        """Whether a word is the one that the teacher reads aloud."""
        return is_word(self.handout.stops[place], place, word)

    def questions(self, when: When, items: Sequence[Item]) -> tuple[Item, ...]:
        """What is still to be asked, with its options in an order of this student's.

        Args:
            when: Before the shift, or after it.
            items: The questions of the exam.
        """
        wanted = getattr(self.handout, when)
        done = getattr(self.beside, when)
        known = {each.id: each for each in items if each.id in wanted}
        seed = sum(map(ord, "".join(self.beside.names)))
        return tuple(
            shown(known[each], seed) for each in wanted if each in known and each not in done
        )

    def answer(self, when: When, asked: Item, option: int, stored: Item) -> None:
        """Keep the answer to a question.

        Args:
            when: Before the shift, or after it.
            asked: The question as it was shown.
            option: Place of the chosen option there, from 0.
            stored: The question as the bank has it.

        Raises:
            TryAgainError: If it could not be kept.
        """
        given = {**getattr(self.beside, when), stored.id: place_of(option, asked, stored)}
        known = self.beside
        self._keep(
            replace(known, before=given) if when == "before" else replace(known, after=given)
        )

    def take(self, entry: Entry) -> None:
        """Note how long an entry took, which is done whether that can be kept or not."""
        now = self._clock()
        took, self._last = round(now - self._last, 1), now
        known = self.beside.seconds[: entry.seq]
        unknown = (0.0,) * (entry.seq - len(known))
        with contextlib.suppress(ItilsimError):
            self._keep(replace(self.beside, seconds=(*known, *unknown, took)))

    def begin(self) -> None:
        """The shift begins, or goes on: time counts from now on.

        Raises:
            TryAgainError: If nothing can be kept.
        """
        self._last = self._clock()
        self._keep(self.beside)

    def _keep(self, beside: Beside) -> None:
        keep(beside, self.run, self._places)
        self.beside = beside


def begun_before(
    handout: Handout, names: Sequence[str], runs: Sequence[RunSummary], places: Places
) -> tuple[RunSummary, Beside] | None:
    """The run with which somebody goes on: their own, or in the hot seat whoever's is there.

    Args:
        handout: The class.
        names: Who sits down.
        runs: All runs, the newest first.
        places: The user's folders.

    Raises:
        DamagedError: If what was kept of it is damaged.
    """
    for run in runs:
        beside = kept(run.header.id, places) if run.status != "damaged" else None
        if beside is None or beside.code != handout.code:
            continue
        mine = beside.names[-len(names) :] == tuple(names)
        if mine or (handout.seats == "hot_seat" and run.status == "running"):
            return run, beside
    return None


def seated(beside: Beside, names: Sequence[str], entries: int) -> Beside:
    """Who sits there now; in the hot seat the next one, after so many entries.

    Args:
        beside: What is known so far.
        names: Who sits down.
        entries: Entries of the journal so far.
    """
    if beside.names[-len(names) :] == tuple(names):
        return beside
    return replace(
        beside,
        names=(*beside.names, *names),
        handed_over=(*beside.handed_over, entries),
    )
