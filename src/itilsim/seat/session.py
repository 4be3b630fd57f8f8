"""The thin driver between a shift and the screen: when time moves, and what is kept on the way.

The one idea: the screen asks for a command, a wait or a tick, and this decides how far the world
runs on. Stepped, a command's handling time passes at once. Paced, elapsed real time is what counts,
never the number of ticks; a clock that jumps, because a lid was closed, pauses the shift. What is
stored is none of its business but through three callables.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from itilsim.domain.bounds import NEVER
from itilsim.domain.commands import BeginAction, Command, EndShift, Entry
from itilsim.domain.desk import Desk
from itilsim.domain.errors import ItilsimError, Refused
from itilsim.domain.names import ContactId, Mode, Pace
from itilsim.domain.records import Ticket
from itilsim.domain.scenario import Setting, Speed
from itilsim.domain.telling import owed_by, told_with_its_parent
from itilsim.seat.offered import nearly_over
from itilsim.sim.replay import replay
from itilsim.sim.shift import Answer, Shift
from itilsim.sim.world import Sink
from itilsim.storage.records import Gap

GAP: Final = 3.0
"""Seconds between wall and monotonic clock that pause a shift. Source: the design, section 3."""
STALL: Final = 30.0
"""Seconds without a tick after which the machine must have slept; tuning constant."""
SLICE: Final = 0.005
"""Seconds of work in one go, so that the screen stays alive. Source: the design's budget."""
STRIDE: Final = 30
"""Simulated seconds between two looks at the time; tuning constant."""
HURRY: Final = 240
"""Simulated seconds a second while fast-forwarding; tuning constant."""
REMEMBER: Final = 1.0
"""Seconds between two times at which the time reached is stored. Source: the design, section 3."""
LEAD: Final = 180
"""Seconds before a promised word is due at which waiting ends; tuning constant."""


class NotSaved(ItilsimError):
    """A decision that could not be stored, and so was not taken."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Timers:
    """Where real time comes from."""

    monotonic: Callable[[], float] = time.monotonic
    """Seconds that never go back, and may stand while the machine sleeps."""
    wall: Callable[[], float] = time.time
    """Seconds of the day's clock."""
    work: Callable[[], float] = time.perf_counter
    """Seconds for measuring slices of work."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a shift starts from, or goes on from."""

    setting: Setting
    """The resolved scenario."""
    seed: int
    """Seed of all chance."""
    mode: Mode = "practice"
    """How much help there is."""
    pace: Pace = "stepped"
    """How time moves."""
    journal: tuple[Entry, ...] = ()
    """What was done before, when a shift is resumed."""
    reached: int = 0
    """The second that was reached then."""


class Session:
    """One person's shift while it is on the screen."""

    def __init__(
        self,
        beginning: Beginning,
        *,
        commit: Callable[[Entry], None] | None = None,
        reached: Callable[[int], None] | None = None,
        stood: Callable[[Gap], None] | None = None,
        sink: Sink | None = None,
        timers: Timers | None = None,
        speed: Speed = Speed(),  # noqa: B008 - frozen
        slower: float = 1,
    ) -> None:
        """Begin, or do again what was done and go on.

        Args:
            beginning: The shift.
            commit: Makes an entry durable; raises one of our errors where it cannot.
            reached: Stores the second that was reached.
            stood: Stores that the wall clock and the shift have come apart.
            sink: Takes each fact with its line of the log.
            timers: Where real time comes from.
            speed: How fast the clock of paced play runs.
            slower: Its share of that.
        """
        self.paused = ""
        """Why the clock stands; empty while it runs."""
        self.hurrying = False
        """Fast-forwarding to the next arrival."""
        self.filling = False
        """A form is open."""
        self._speed = speed
        self._slower = slower
        self._reached = reached or _forget
        self._stood = stood or _forget
        self._commit = commit
        self._timers = timers or Timers()
        self._halts: deque[int] = deque()
        self.shift: Shift = replay(
            beginning.setting, beginning.seed, beginning.journal,
            mode=beginning.mode, pace=beginning.pace, commit=self._keep, sink=sink,
        )  # fmt: skip
        # What waits at the beginning has come once its second is over.
        self.shift.advance(max(beginning.reached, self._busy_until(), 1))
        self._goal = float(self.shift.at)
        self._monotonic = self._timers.monotonic()
        self._wall = self._timers.wall()
        self._stored_at = self._monotonic

    @property
    def desk(self) -> Desk:
        """What can be known now."""
        return self.shift.desk

    @property
    def real_time(self) -> float:
        """Seconds of real time, from no beginning in particular."""
        return self._timers.monotonic()

    @property
    def stepped(self) -> bool:
        """Time moves with what is done."""
        return self.shift.pace == "stepped"

    @property
    def ended(self) -> bool:
        """The seat is empty."""
        return self.shift.ended

    @property
    def halted(self) -> bool:
        """The clock has come to a halt, and stands until it is let go on."""
        return bool(self._halts) and self.shift.at >= self._halts[0] and not self.ended

    def halt_at(self, seconds: Iterable[int]) -> None:
        """Let the clock halt at some seconds, in order, each time until it is let go on."""
        self._halts.extend(seconds)

    def go_on(self) -> None:
        """Let the clock go on after a halt."""
        self._halts.popleft()
        self.resume()

    @property
    def nearly_over(self) -> int:
        """The second from which on only what must be done before the end is done."""
        return nearly_over(self.desk)

    @property
    def may_run_out(self) -> bool:
        """Stepped: waiting once more can end the shift, so it is asked first."""
        return self.stepped and self.desk.at >= self.nearly_over

    @property
    def speed(self) -> float:
        """Simulated seconds a second, as the clock of paced play runs now."""
        return self._slower * (self._speed.inside if self.filling else self._speed.outside)

    def submit(self, command: Command) -> Answer:
        """Do something now; what is left of its handling time passes.

        Raises:
            Refused: It is not possible now; nothing was recorded.
            NotSaved: It could not be stored; nothing has happened, and the clock stands.
        """
        if self.halted:
            raise Refused("The clock has come to a halt.", "Let it go on first.")
        if self.paused and not self.stepped and not isinstance(command, EndShift):
            raise Refused("The clock stands.", "Let it run first (p).")
        answer = self.shift.submit(command)
        self.filling, self.hurrying, self.paused = False, False, ""
        if not self.ended:
            self.shift.advance(answer.busy_until)
        self._goal = float(self.shift.at)
        return answer

    def open_form(self) -> None:
        """Paced: from now on the clock runs as slowly as it does while a form is open.

        Raises:
            Refused: The clock stands.
            NotSaved: It could not be stored.
        """
        if not self.stepped:
            self.submit(BeginAction())
            self.filling = True

    def close_form(self) -> None:
        """The form is gone, whatever came of it."""
        self.filling = False

    def wait(self, until: int | None = None) -> None:
        """Stepped: let the clock run until something can be seen that could not be seen before.

        Args:
            until: The second at which waiting ends at the latest; without one shortly before a
                promised word is due.

        Raises:
            NotSaved: The end of the shift could not be stored.
        """
        stop = self._next_promise() if until is None else until
        stop = min(stop, self._furthest, self.shift.setting.horizon)
        if self.shift.at < self.nearly_over:
            stop = min(stop, self.nearly_over)
        self._run_to_news(max(stop, self.shift.at + 1))
        self.remember()

    def tick(self) -> bool:
        """Paced: let as much time pass as has passed; whether anything moved.

        Raises:
            NotSaved: The end of the shift could not be stored.
        """
        now, wall = self._timers.monotonic(), self._timers.wall()
        passed, gap = now - self._monotonic, (wall - self._wall) - (now - self._monotonic)
        self._monotonic, self._wall = now, wall
        if self.stepped or self.ended or self.paused or self.halted:
            return False
        if abs(gap) > GAP or passed > STALL:
            self.pause("The computer slept, so the clock stands.")
            self._note(Gap(self.shift.at, round(gap if abs(gap) > GAP else passed)))
            return False
        before = self.shift.at
        if self.hurrying:
            self._run_to_news(min(before + round(HURRY * passed), self._furthest))
            self._goal = float(self.shift.at)
        else:
            self._goal = min(self._goal + passed * self.speed, self._furthest)
            self._run(int(self._goal))
        if now - self._stored_at >= REMEMBER:
            self.remember()
        return self.shift.at != before

    def pause(self, why: str = "You stopped the clock.") -> None:
        """Let the clock stand."""
        self.paused, self.hurrying = why, False
        self._goal = float(self.shift.at)
        self.remember()

    def resume(self) -> None:
        """Let the clock run again."""
        self.paused = ""
        self._goal = float(self.shift.at)
        self._monotonic, self._wall = self._timers.monotonic(), self._timers.wall()

    def hurry(self) -> None:
        """Fast-forward to the next arrival, or stop doing so."""
        self.hurrying = not self.hurrying
        self._goal = float(self.shift.at)

    def remember(self) -> None:
        """Store the second that was reached; that this fails loses no decision."""
        self._stored_at = self._timers.monotonic()
        try:
            self._reached(self.shift.at)
        except ItilsimError as error:
            self.paused = self.paused or str(error)

    def _note(self, gap: Gap) -> None:
        """Store where the clocks came apart; that this fails loses no decision."""
        with contextlib.suppress(ItilsimError):
            self._stood(gap)

    @property
    def _furthest(self) -> int:
        """The second up to which time may run by itself: the next halt."""
        return self._halts[0] if self._halts else NEVER

    def _busy_until(self) -> int:
        """The second at which the last thing is done."""
        return self.shift.busy_until()

    def _keep(self, entry: Entry) -> None:
        """Make an entry durable before it takes effect."""
        if self._commit is None:
            return
        try:
            self._commit(entry)
        except Refused:
            raise
        except ItilsimError as error:
            self.paused = str(error)
            raise NotSaved(f"This could not be saved, so it was not done. {error}") from error

    def _run(self, until: int) -> None:
        """Run on in slices; what does not fit waits for the next tick."""
        started = self._timers.work()
        while self.shift.at < until and not self.ended:
            self.shift.advance(min(until, self.shift.at + STRIDE))
            if self._timers.work() - started > SLICE:
                break

    def _run_to_news(self, until: int) -> None:
        """Run on until the desk looks different."""
        before = _looks(self.desk)
        while self.shift.at < until and not self.ended:
            self.shift.advance_to_change(until)
            if _looks(self.desk) != before:
                self.hurrying = False
                break

    def _next_promise(self) -> int:
        """Shortly before the next promised word is due."""
        desk = self.desk
        records = (desk.tickets[each] for each in desk.open)
        promised = (owed_by(each) for each in records if not told_with_its_parent(desk, each))
        looks = (at - LEAD for at in promised if at is not None)
        return min((at for at in looks if at > desk.at), default=self.shift.setting.horizon)


def _looks(desk: Desk) -> int:
    """A stamp of all that can be seen; facts that nobody at the desk sees leave it as it is."""
    tickets: tuple[Ticket, ...] = tuple(desk.tickets[each] for each in desk.open)
    named = (desk.contacts.get(ContactId(each)) for each in desk.inbox)
    contacts = tuple(each for each in named if each is not None)
    watched = tuple(each for each in desk.alerts.values() if each.cleared_at is None)
    return hash((tuple(desk.inbox), tuple(desk.board.items()), tickets, contacts, watched))


def _forget(what: object) -> None:
    """Store nothing."""
