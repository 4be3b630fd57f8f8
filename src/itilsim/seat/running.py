"""A shift that is played and stored: begun or resumed, and finished.

The one idea: between `storage.runs` and a `Session` stand two callables, one that commits a journal
entry before it takes effect and one that notes the time; everything else is worked out again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from itilsim.domain.commands import Entry
from itilsim.domain.errors import UsageError
from itilsim.domain.facts import Fact
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import compact, setting_text, to_stored
from itilsim.runs.header import new_header
from itilsim.runs.origin import STARTS
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.modes import playable
from itilsim.seat.names import Called
from itilsim.seat.request import EXTRA, PACE, PACES, SPEED, PaceName, PlayRequest
from itilsim.seat.session import Beginning, Session
from itilsim.storage.backups import Later, at_once, back_up_soon
from itilsim.storage.places import Places
from itilsim.storage.records import Gap, RunHeader
from itilsim.storage.run_ids import new_seed
from itilsim.storage.runs import Runs, open_runs
from itilsim.words.people import make_roster

if TYPE_CHECKING:
    # Only guided and coached mode pay for them.
    from itilsim.coaching.guided import Guide
    from itilsim.seat.coaching import Coaching


class Running:
    """One stored run in progress; close it, whatever happens."""

    def __init__(
        self,
        runs: Runs,
        header: RunHeader,
        beginning: Beginning,
        roster: Mapping[str, str],
        slower: float,
    ) -> None:
        """Begin, or go on.

        Args:
            runs: Where it is stored; the run is held there.
            header: What was decided before it began.
            beginning: Scenario, seed and journal.
            roster: Invented names.
            slower: Share of the scenario's speed at which a running clock runs.
        """
        self.header = header
        self.setting = beginning.setting
        self.chronicle = Chronicle()
        self.watching: Callable[[Entry], None] | None = None
        """Told of each entry once it is stored, before it takes effect."""
        self._runs = runs
        self._facts: list[Fact] = []
        self._lines: list[str] = []
        self.session = Session(
            beginning, commit=self._commit, reached=self._reached, stood=self._stood,
            sink=self._take, speed=beginning.setting.scenario.speed, slower=slower,
        )  # fmt: skip
        self.called = Called(self.session.desk, roster, beginning.seed)

    @property
    def guide(self) -> Guide | None:
        """The tutor, in guided mode."""
        if self.header.mode != "guided":
            return None
        from itilsim.coaching.guided import Guide

        return Guide(self.session.shift)

    @property
    def coaching(self) -> Coaching | None:
        """The coach, in coached mode, who has seen what was done before."""
        if self.header.mode != "coached":
            return None
        from itilsim.coaching.fading import coach_of
        from itilsim.seat.coaching import Coaching

        shift = self.session.shift
        coach = coach_of(self.setting, shift.seed, shift.journal, pace=shift.pace)
        return Coaching(coach, self.session, self.called)

    def finish(self, places: Places, later: Later = at_once) -> None:
        """Let the aftermath run, score it, and store what the run leaves, with a backup if due.

        Args:
            places: The user's folders.
            later: Makes the backup.

        Raises:
            TryAgainError: If it could not be stored; the journal is kept, the run can be resumed.
        """
        from itilsim.runs.references import References
        from itilsim.runs.saving import ending_of

        shift = self.session.shift
        shift.finish()
        log = "".join(f"{line}\n" for line in self._lines).encode()
        references = References.at(places)
        try:
            ending = ending_of(self.setting, shift.seed, self._facts, log, shift.digest, references)
        finally:
            references.close()
        self._runs.finish(self.header.id, shift.at, ending)
        back_up_soon(places, later)

    def close(self) -> None:
        """Let the run go."""
        self._runs.close()

    def _commit(self, entry: Entry) -> None:
        self._runs.append(self.header.id, to_stored(entry))
        if self.watching is not None:
            self.watching(entry)

    def _reached(self, at: int) -> None:
        self._runs.reached(self.header.id, at)

    def _stood(self, gap: Gap) -> None:
        self._runs.note_gap(self.header.id, gap)

    def _take(self, fact: Fact, line: str) -> None:
        self._facts.append(fact)
        self._lines.append(line)
        self.chronicle.take(fact)


def opened(request: PlayRequest, places: Places) -> Running:
    """Begin the shift that was asked for, or go on with it.

    Raises:
        ContentError: If the scenario cannot be loaded.
        UsageError: As `begin` and `go_on`.
        TryAgainError: As they do.
        DamagedError: As `go_on`.
    """
    if request.resume:
        return go_on(request, places)
    if request.again:
        return begin_again(request.again, request.again_at, places)
    from itilsim.composing.loading import load_shift

    seed = new_seed() if request.seed is None else request.seed
    setting = load_shift(request.scenario, seed, places, request.house_rules)
    return begin(replace(request, seed=seed), setting, places)


def begin(request: PlayRequest, setting: Setting, places: Places, *, studying: str = "") -> Running:
    """Create a run and begin its shift.

    Args:
        request: What to play.
        setting: The resolved scenario.
        places: The user's folders.
        studying: The exam that the student named; the request's edition where empty.

    Raises:
        UsageError: If the scenario cannot be played in that mode.
        TryAgainError: If it could not be stored.
    """
    modes = playable(setting.scenario.modes)
    if request.mode is not None and request.mode not in modes:
        raise UsageError(f"'{setting.scenario.id}' can be played {' or '.join(modes)}.")
    mode: Mode = request.mode or setting.scenario.modes[0]
    pace: Pace = "stepped" if request.pace is None else "paced"
    seed = new_seed() if request.seed is None else request.seed
    named = studying or request.edition
    options = {STARTS: setting.scenario.start[-5:]} | ({"studying": named} if named else {})
    if request.pace is not None:
        options |= {PACE: request.pace, SPEED: _speed_words(setting, _slower(request))}
        options |= {EXTRA: "yes"} if request.extra_time else {}
    header = new_header(setting, seed, mode=mode, pace=pace, options=options)
    roster = make_roster(setting, seed)
    runs = open_runs(places)
    try:
        runs.create(header, scenario=setting_text(setting), roster=compact(roster))
        return Running(runs, header, Beginning(setting, seed, mode, pace), roster, _slower(request))
    except BaseException:
        runs.close()
        raise


def go_on(request: PlayRequest, places: Places) -> Running:
    """Take a stored run up again, where it was left.

    Raises:
        UsageError: If there is no such run, it has ended, or it was played with other rules.
        TryAgainError: If another window holds it.
        DamagedError: If its journal is damaged.
    """
    from itilsim.runs.opened import OpenedRun, open_run

    opened = open_run(request.resume, places)
    opened.must_have_same_engine()
    setting = opened.setting
    runs = open_runs(places)
    try:
        stored = OpenedRun(runs.resume(opened.id), places)
        header = stored.stored.header
        beginning = Beginning(
            setting, header.seed, cast("Mode", header.mode), cast("Pace", header.pace),
            stored.journal, stored.stored.reached,
        )  # fmt: skip
        roster = json.loads(stored.stored.roster or "{}")
        was = cast("PaceName", header.options.get(PACE, "steady"))
        extra = request.extra_time or EXTRA in header.options
        slower = _slower(replace(request, extra_time=extra), was)
        return Running(runs, header, beginning, roster, slower)
    except BaseException:
        runs.close()
        raise


def begin_again(run: str, at: int, places: Places) -> Running:
    """Begin a stored run again from a moment, as a run of its own, and take that up.

    Args:
        run: Id of the run that is begun again.
        at: The moment, in seconds since the shift began.
        places: The user's folders.

    Raises:
        UsageError: If there is no such run, or it cannot be begun again from there.
        TryAgainError: If the new one could not be stored.
        DamagedError: If what is stored of the old one is damaged.
    """
    from itilsim.runs import forking
    from itilsim.runs.opened import open_run

    return go_on(PlayRequest(resume=forking.begin_again(open_run(run, places), at, places)), places)


def _slower(request: PlayRequest, was: PaceName = "steady") -> float:
    """At what share of the steady speed a clock runs: as it is asked for, or as it was."""
    pace = request.pace or was
    return PACES[pace] * (PACES["extra"] if request.extra_time and pace != "extra" else 1)


def _speed_words(setting: Setting, slower: float) -> str:
    speed = setting.scenario.speed
    return f"{speed.outside * slower:g}/{speed.inside * slower:g}"
