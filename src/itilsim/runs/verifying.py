"""A run held against its replay: which of its claims are what its journal gives.

The one idea: nothing that a run says about itself is taken over. Log, score, status, time and
counts are worked out from the journal; what the run says is compared with that, and what differs is
named. Who played it no journal can say, so a run from elsewhere is nobody's; only that it is the
journal of a policy can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from itilsim.domain.commands import Entry
from itilsim.domain.errors import UsageError
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Scorecard, Tally
from itilsim.exchange.journal import compact, setting_text, to_stored
from itilsim.quiz.editions import EDITIONS
from itilsim.runs.debriefed import Debriefed, debrief_of
from itilsim.runs.header import SCORING
from itilsim.runs.opened import OpenedRun, carefully
from itilsim.runs.origin import FROM, is_begun_again, origin_of
from itilsim.runs.references import References
from itilsim.runs.replaying import Log, Replayed, replayed
from itilsim.runs.results import score_object
from itilsim.runs.saving import scorecard_of, tally_of_facts
from itilsim.sim import ENGINE
from itilsim.sim.policies import POLICIES, play
from itilsim.sim.shift import Shift
from itilsim.storage.records import RunHeader, StoredRun, Verdict, Verification
from itilsim.storage.rows import score_of


@dataclass(frozen=True, slots=True)
class Verified:
    """What doing a run again has shown."""

    again: Replayed
    """The replay."""
    score: dict[str, Any] | None
    """Its score; none of an unfinished run."""
    differs: tuple[str, ...]
    """Each claim that is not what the journal gives, in words."""

    @property
    def match(self) -> bool | None:
        """Whether all claims hold; none where a run that has not ended claims nothing."""
        if self.differs:
            return False
        return True if self.again.finished else None


class _OtherPlayer(Exception):
    """A policy has done something else."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging a run's replay has found."""

    tally: Tally
    """Its tally, findings and all."""
    card: Scorecard
    """Its score."""


def verified(run: OpenedRun, references: References) -> Verified:
    """Do a run again, judge it, and compare.

    Args:
        run: The run.
        references: For its score.

    Raises:
        UsageError: If it was played with another engine, or its scenario is not to be had.
        ContentError: If its file holds what is no command.
        DamagedError: If what is stored of it is damaged.
    """
    return judged(run, references)[0]


def judged(run: OpenedRun, references: References) -> tuple[Verified, Judged | None]:
    """The same, with what judging found; nothing of a run that was not played to its end.

    Args:
        run: The run.
        references: For its score.

    Raises:
        UsageError: As `verified`.
        ContentError: As `verified`.
        DamagedError: As `verified`.
    """
    again, found, score = replayed(run), None, None
    if again.finished and again.log_digest:
        with carefully(run.stranger):
            tally = tally_of_facts(run.setting, again.facts)
            card = scorecard_of(run.setting, run.stored.header.seed, tally, references)
        found, score = Judged(tally, card), score_object(card)
    return Verified(again, score, tuple(_differing(run, again, score))), found


def taken_in(run: OpenedRun, references: References, *, mine: bool = False) -> StoredRun:
    """A run of a file as our database may hold it: all of it validated, or worked out from that.

    Args:
        run: The run of a file.
        references: For its score.
        mine: Whoever takes it in says that they played it.

    Raises:
        UsageError: If its scenario is not to be had.
        ContentError: If its file holds what is no command.
    """
    if not run.same_engine:
        return _unknown(run, mine=mine)
    found = verified(run, references)
    stored, again = run.stored, found.again
    played = bool(again.log_digest)
    ended = played and again.finished
    verdict: Verdict = "differs" if found.differs else "verified"
    return StoredRun(
        header=_header(stored.header, run.setting, _player(run, ask_all=mine)),
        entries=tuple(map(to_stored, run.journal)),
        status=stored.status if played else "abandoned",
        reached=again.at,
        scenario=setting_text(run.setting),
        roster=stored.roster,
        score=compact(found.score) if found.score and not found.differs else "",
        log_digest=again.log_digest if ended else "",
        log="".join(f"{line}\n" for line in again.lines).encode() if ended else b"",
        remarks=stored.remarks,
        verification=Verification(verdict, " ".join(found.differs), ENGINE, SCORING, mine),
    )


def debrief_of_run(run: OpenedRun, log: Log, references: References) -> Debriefed:
    """The debrief of a finished run; without colleagues where it was played by other rules.

    One that comes from a file and cannot be done again here has no points either: nothing shows
    that its log is its journal's.

    Args:
        run: The run.
        log: Its log.
        references: For the colleagues.

    Raises:
        UsageError: If it comes from a file and makes no sense, or its scenario is not to be had.
    """
    with carefully(run.stranger):
        beside = references if run.same_engine else None
        found = debrief_of(run.setting, run.stored.header.seed, log, beside)
    if run.same_engine or not run.from_elsewhere:
        return found
    unknown = tuple(replace(line, points=None, band="") for line in found.debrief.score)
    bare = replace(found.debrief, score=unknown, few=False, standard_error=None)
    return replace(found, debrief=bare)


def _differing(run: OpenedRun, again: Replayed, score: dict[str, Any] | None) -> Iterator[str]:
    """Claims of a run that are not what its journal gives."""
    stored, seen = run.stored, run.stored.verification
    if seen is not None and seen.verdict == "differs":
        yield f"It did not verify when it was taken in: {seen.words}"
    elif again.refused or not again.log_digest:
        yield f"Its journal cannot be played to its end. {again.refused}".rstrip()
    else:
        if again.finished and again.entries != len(stored.entries):
            yield f"It has {len(stored.entries)} entries; a whole shift has {again.entries}."
        if (again.finished or run.file) and again.at != stored.reached:
            yield f"It claims to have reached second {stored.reached}; it reaches {again.at}."
        if stored.log_digest and stored.log_digest != again.log_digest:
            yield f"It claims the log {stored.log_digest}; its journal gives {again.log_digest}."
        if score is not None and stored.header.scoring == SCORING:
            yield from _other_points(stored.score, score)


def _other_points(text: str, score: dict[str, Any]) -> Iterator[str]:
    """Parts of a claimed score that are others than those of the replay."""
    claimed = score_of(text)
    if claimed is None:
        if text:
            yield "Its score is damaged."
        return
    for part in (*score, *(claimed.keys() - score.keys())):
        if part in claimed and claimed[part] != score.get(part):
            yield f"It claims {part} {claimed[part]}; its journal gives {score.get(part)}."


def _unknown(run: OpenedRun, *, mine: bool) -> StoredRun:
    """A run that can be read here, and not done again: nothing that it claims is shown."""
    try:
        run.must_have_same_engine()
        words = ""
    except UsageError as error:
        words = str(error)
    try:
        setting: Setting | None = run.setting
    except UsageError:
        setting = None
    return replace(
        run.stored,
        header=_header(run.stored.header, setting, ""),
        scenario="" if setting is None else setting_text(setting),
        score="",
        log=run.log,
        verification=Verification("unknown", words, ENGINE, SCORING, mine),
    )


def _header(header: RunHeader, setting: Setting | None, policy: str) -> RunHeader:
    """A header whose words are ours, and whose options are those that were looked at."""
    known = {"studying": (*EDITIONS, "none"), "starts": ()}
    if setting is not None:
        known["starts"] = (setting.scenario.start[-5:],)
    options = {key: each for key, each in header.options.items() if each in known.get(key, ())}
    if is_begun_again(header):
        # What nobody can read still says that it is no fresh run.
        origin = origin_of(header)
        options[FROM] = "" if origin is None else origin.option
    return replace(
        header,
        title=header.title if setting is None else setting.scenario.title,
        options=options | ({"policy": policy} if policy else {}),
        scoring=header.scoring if setting is None else SCORING,
    )


def _player(run: OpenedRun, *, ask_all: bool) -> str:
    """The policy that played a run: the one that it names, or any, if it plays just so."""
    named = run.stored.header.options.get("policy", "")
    asked = POLICIES if ask_all else [named] if named in POLICIES else []
    return next((policy for policy in asked if _plays_so(run, policy)), "")


def _plays_so(run: OpenedRun, policy: str) -> bool:
    """Whether a policy makes just this journal; it is stopped at the first other entry."""
    header, journal = run.stored.header, run.journal

    def compare(entry: Entry) -> None:
        if entry.seq >= len(journal) or entry != journal[entry.seq]:
            raise _OtherPlayer

    mode, pace = cast("Mode", header.mode), cast("Pace", header.pace)
    with carefully(run.stranger):
        shift = Shift(run.setting, header.seed, mode=mode, pace=pace, commit=compare)
        try:
            if run.stored.status == "finished":
                play(shift, policy)
                shift.finish()
            else:
                play(shift, policy, run.stored.reached)
        except _OtherPlayer:
            return False
    return len(shift.journal) == len(journal)
