"""Debriefs to look at, and what is wrong with one: the small test and the proof ask here.

The one idea: each check compares the words with the log itself, by counting its facts, and never
asks the judge again. A control plants what a check should find.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.debrief import COLLEAGUES, Debrief, debrief, read
from itilsim.domain.debriefing.values import FULL
from itilsim.domain.names import SERVICE_DESK, TRAINEE
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Finding, Scorecard, Tally
from itilsim.domain.scoring.memory import SLIP
from itilsim.reports.blocks import Entry, Table
from itilsim.reports.decisions import BELOW, decisions, trouble_of
from itilsim.reports.reasons import _BECAUSE, defended, reason
from itilsim.reports.sections import sections
from itilsim.reports.wording import CRITERIA, DEDUCTIONS, choice_words, name_of, naming_of
from itilsim.sim.policies import play
from itilsim.sim.policies.stumbler import stumbler
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift

POLICIES = ("random_choice", "first_come", "by_priority", "stumbler", "textbook")
"""Who plays: the work item asks for five, one of whom has a skill and often fails in it."""
ALIKE = (
    re.compile(r"You named (?P<you>.+?) as the (?:service|item|category); it is (?P<best>.+?)\."),
    re.compile(r"You read it as (?P<you>.+?); it was (?P<best>.+?)\."),
    re.compile(r"(?:logged it as|sent it to|rated the \w+) (?P<you>.+?)(?: at first| first)?; what "
               r"could be seen spoke for (?P<best>.+?)\."),
    re.compile(r"You used (?P<you>.+?); what helps is (?P<best>.+?)\."),
)  # fmt: skip
"""Sentences that set a choice beside the right one."""


@dataclass(frozen=True)
class Looked:
    """A debrief with all that it was made from."""

    setting: Setting
    facts: tuple[f.Fact, ...]
    tally: Tally
    card: Scorecard
    debrief: Debrief

    @property
    def below(self) -> tuple[Finding, ...]:
        """Findings that are less than full."""
        return tuple(each for each in self.tally.findings if each.credit < FULL)


def looked_at(setting: Setting, seed: int) -> Iterator[Looked]:
    """The debriefs of a shift, one for each policy, beside the same colleagues."""
    tallies = {name: tally_of(setting, seed, name) for name in dict.fromkeys(("idle", *COLLEAGUES))}
    ends = tallies["idle"], tallies["textbook"]
    beside = {
        name: (tallies[name], scoring.scorecard(tallies[name], setting, *ends))
        for name in COLLEAGUES
    }
    for policy in POLICIES:
        facts: list[f.Fact] = []
        shift = Shift(setting, seed, sink=lambda fact, _, kept=facts: kept.append(fact))  # type: ignore[misc]
        play(shift, stumbler("beginner", 1) if policy == "stumbler" else policy)
        shift.finish()
        record, tally = read(setting, facts, shift.began)
        card = scoring.scorecard(tally, setting, *ends)
        made = debrief(record, tally, card, beside)
        yield Looked(setting, tuple(facts), tally, card, made)


def faults(seen: Looked) -> list[str]:
    """Everything that is wrong with a debrief, in words."""
    return [*_reasons(seen), *_words(seen), *_numbers(seen), *_once(seen), *_sums(seen)]


def said(seen: Looked, finding: Finding) -> str:
    """The sentences on a finding."""
    naming = naming_of(seen.debrief, seen.setting)
    return reason(finding, naming, trouble_of(finding.subject, seen.debrief, naming))


def _reasons(seen: Looked) -> Iterator[str]:
    """What is less than full says why, in words."""
    naming = naming_of(seen.debrief, seen.setting)
    for each in seen.below:
        where, words = f"{each.criterion} of {each.subject}", said(seen, each)
        if not words:
            yield f"{where}: no reason"
        if each.credit >= 0 and not each.short:
            yield f"{where}: not said whether late, first try, not done or wrong"
        chosen, best = (choice_words(each.criterion, e, naming) for e in (each.chosen, each.best))
        if each.credit >= 0 and (defended(each) or chosen == best) and not each.because:
            yield f"{where}: right, and less than full without a reason: {words}"
        if re.fullmatch(r"[^.]*could be defended\.", words):
            yield f"{where}: says only that it could be defended"
        if re.search(r"\bNone\b|\b[a-z]+_[a-z]+\b|\{|\}|  |\.\.", words):
            yield f"{where}: not in words: {words}"


def _words(seen: Looked) -> Iterator[str]:
    """Every code has words; your choice and the best never read alike."""
    for each in seen.below:
        where, words = f"{each.criterion} of {each.subject}", said(seen, each)
        unknown = [one.code for one in each.because if one.code not in _BECAUSE]
        if unknown:
            yield f"{where}: no words for {unknown}"
        for pattern in ALIKE:
            if any(found["you"] == found["best"] for found in pattern.finditer(words)):
                yield f"{where}: you and best read alike: {words}"


def _numbers(seen: Looked) -> Iterator[str]:
    """What a reason claims is in the log."""
    log = _Log(seen.facts)
    for each in seen.below:
        for why in each.because:
            claim = _CLAIMS.get(why.code)
            if claim is not None and not claim(log, seen, each, why):
                yield f"{each.criterion} of {each.subject}: the log does not say {why}"


class _Log:
    """The facts of a run, by kind."""

    def __init__(self, facts: Sequence[f.Fact]) -> None:
        self.facts = facts
        self.end = next(e.at for e in facts if isinstance(e, f.ShiftEnded))

    def of(self, kind: type, **fields: object) -> list[Any]:
        return [
            each
            for each in self.facts
            if isinstance(each, kind)
            and all(getattr(each, name) == value for name, value in fields.items())
        ]

    def contacts(self, subject: str) -> set[str]:
        """A contact, and others of the same person about the same cause."""
        first = self.of(f.ContactArrived, contact=subject)
        same = (
            [e.contact for e in self.of(f.ContactArrived, person=first[0].person)
             if e.cause == first[0].cause]
            if first
            else []
        )  # fmt: skip
        return {subject, *same}

    def calls(self, subject: str) -> set[str]:
        """All contacts of the person of a contact."""
        people = {each.person for each in self.of(f.ContactArrived, contact=subject)}
        return {each.contact for each in self.of(f.ContactArrived) if each.person in people}

    def opened(self, subject: str) -> list[Any]:
        found = self.contacts(subject)
        return [each for each in self.of(f.TicketOpened) if each.ticket in found]

    def tickets(self, subject: str) -> set[str]:
        return {each.ticket for each in self.opened(subject)}

    def about(self, kind: type, subject: str) -> list[Any]:
        """Facts of a kind about the records of an arrival."""
        tickets = self.tickets(subject)
        return [each for each in self.of(kind) if each.ticket in tickets]


def _family(log: _Log, seen: Looked, subject: str) -> set[str]:
    """Records of all arrivals with the cause of one."""
    del seen
    causes = {e.contact: e.cause for e in log.of(f.ContactArrived)}
    causes |= {e.alert: e.cause for e in log.of(f.AlertRaised)}
    return {each for each, cause in causes.items() if cause == causes.get(subject)}


_ANSWERS = (f.CallTaken, f.CallerReplied)


def _heard(log: _Log, subject: str) -> bool:
    found = log.contacts(subject)
    return any(each.contact in found for kind in _ANSWERS for each in log.of(kind))


_CLAIMS: dict[str, Any] = {
    "unlogged": lambda log, _s, e, _w: not log.opened(e.subject),
    "logged_later": lambda log, _s, e, _w: (
        not log.of(f.TicketOpened, ticket=e.subject) and log.opened(e.subject)
    ),
    "unrated": lambda log, _s, e, _w: not log.of(f.TicketPrioritised, ticket=e.subject),
    "sent_back": lambda log, _s, e, w: len(log.of(f.TicketReturned, ticket=e.subject)) == w.amount,
    "kept": lambda log, _s, e, _w: (
        not [
            one
            for one in log.of(f.TicketAssigned, ticket=e.subject)
            if one.team != SERVICE_DESK and one.actor == "trainee"
        ]
    ),
    "never_sent": lambda log, seen, e, _w: (
        not [
            one
            for one in log.of(f.TicketAssigned, actor="trainee")
            if one.ticket in _family(log, seen, e.subject) and one.team in _teams(e.truth)
        ]
    ),
    "unread": lambda log, _s, e, _w: not log.of(f.AlertAcknowledged, alert=e.subject),
    "unverified": lambda log, _s, e, _w: (
        not [one for one in log.of(f.IdentityVerified) if one.contact in log.calls(e.subject)]
    ),
    "verified_on_another_call": lambda log, _s, e, _w: (
        not [
            one
            for one in log.of(f.IdentityVerified)
            if one.contact in log.contacts(e.subject)
            and not log.of(f.ContactArrived, contact=one.contact)[0].chases
        ]
    ),
    "never_answered": lambda log, _s, e, _w: not _heard(log, e.subject),
    "answered_late": lambda _l, _s, _e, w: w.amount > w.limit,
    "taken_on_late": lambda _l, _s, _e, w: w.amount > w.limit,
    "silence": lambda _l, _s, _e, w: w.amount > w.limit,
    "after_the_time_box": lambda _l, _s, _e, w: w.amount > w.limit,
    "asked_again": lambda log, _s, e, _w: any(
        one.chases in log.tickets(e.subject) | log.contacts(e.subject)
        for one in log.of(f.ContactArrived)
        if one.chases is not None
    ),
    "cancelled": lambda log, _s, e, _w: log.about(f.TicketCancelled, e.subject),
    "reopened": lambda log, _s, e, w: _reopened(log, e) == w.amount,
    "not_asked": lambda log, _s, e, _w: not _last_asked(log, e),
    "against_word": lambda log, _s, e, _w: _last_asked(log, e, restored=False),
    "not_closed": lambda log, _s, e, _w: not _closed_last(log, e),
    "not_raised": lambda log, seen, e, _w: (
        not [one for one in log.of(f.ProblemRaised) if one.ticket in _family(log, seen, e.subject)]
    ),
    "not_passed_on": lambda log, _s, e, _w: (
        not log.of(f.TeamAlerted, alert=e.subject)
        and not [o for o in log.of(f.TicketAssigned, ticket=e.subject) if o.actor == "trainee"]
    ),
    "no_note": lambda log, _s, _e, _w: not log.of(f.HandoverWritten),
    "note_lacks": lambda log, _s, e, w: (
        len(set(e.best) - set(log.of(f.HandoverWritten)[-1].items)) == w.amount
        and len(e.best) == w.limit
    ),
    "note_names_needless": lambda log, _s, e, w: (
        len(set(log.of(f.HandoverWritten)[-1].items) - set(e.best)) == w.amount
    ),
    "lead_not_told": lambda log, seen, e, _w: (
        not [
            one for one in log.of(f.TicketEscalated) if one.ticket in _family(log, seen, e.subject)
        ]
    ),
}
"""What each code claims of the log: how it is looked up."""


def _teams(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _words_of(log: _Log, each: Finding) -> list[Any]:
    """Questions whether it works, of the record itself or of the one it stands under."""
    links = {one.ticket: one.parent for one in log.of(f.TicketLinked)}
    tickets = log.tickets(each.subject)
    above = tickets | {links[one] for one in tickets if one in links}
    return [one for one in log.of(f.RestorationConfirmed) if one.ticket in above]


def _last_asked(log: _Log, each: Finding, *, restored: bool = True) -> bool:
    asked = _words_of(log, each)
    return bool(asked) and asked[-1].restored is restored


def _reopened(log: _Log, each: Finding) -> int:
    """How often it came back; the first time that its end is taken back at once is a slip."""
    reopened = log.about(f.TicketReopened, each.subject)
    ends = [
        one.at
        for kind in (f.TicketResolved, f.TicketClosed)
        for one in log.about(kind, each.subject)
    ]
    at_once = [
        one
        for one in reopened
        if one.actor == TRAINEE and one.at - max(end for end in ends if end <= one.at) <= SLIP
    ]
    return len(reopened) - bool(at_once)


def _closed_last(log: _Log, each: Finding) -> bool:
    closed = log.about(f.TicketClosed, each.subject)
    reopened = log.about(f.TicketReopened, each.subject)
    return bool(closed) and (not reopened or reopened[-1].at <= closed[-1].at)


def _once(seen: Looked) -> Iterator[str]:
    """Every criterion stands once in the score, and every finding once among the decisions."""
    made, naming = seen.debrief, naming_of(seen.debrief, seen.setting)
    listed = Counter(line.name for line in made.score)
    yield from (f"{name} is listed {times} times" for name, times in listed.items() if times > 1)
    missing = set(seen.card.criteria) - set(listed)
    yield from (f"{name} is not listed" for name in sorted(missing))
    score = next(each for each in sections(made, seen.setting) if each.key == "score")
    for table in (each for each in score.blocks if isinstance(each, Table)):
        rows = Counter(row[0].strip() for row in table.rows)
        for name in seen.card.criteria:
            if rows[CRITERIA[name]] != 1:
                yield f"{name} stands {rows[CRITERIA[name]]} times in the table"
    told = Counter(_wherever(each) for story in made.stories for each in story.decisions)
    told = Counter({each: n for each, n in told.items() if each.criterion != "teams"})
    wanted = Counter(map(_wherever, seen.tally.findings))
    yield from (f"{each.criterion} of {each.subject} is not told" for each in wanted - told)
    yield from (f"{each.criterion} of {each.subject} is told twice" for each in told - wanted)
    entries = [each for each in decisions(made, naming, None) if isinstance(each, Entry)]
    for story, entry in zip(made.stories, entries, strict=True):
        names = Counter(_names(entry))
        right = {name_of(each, naming) for each in story.decisions if each.credit >= FULL}
        below = Counter(name_of(each, naming) for each in story.decisions if each.credit < FULL)
        expected = Counter(right) + below
        if names != expected:
            yield f"{story.subject}: {names} instead of {expected}"
    yield from _deducted(seen, entries)


def _wherever(each: Finding) -> Finding:
    """A finding; the one on links, which a debrief tells at the first that was wrong, anywhere."""
    if each.criterion != "correlation":
        return each
    return replace(
        each, subject="", at=0, position=0, entry=None, evidence=(), teaches=(),
        because=tuple(one for one in each.because if not one.about),
    )  # fmt: skip


def _deducted(seen: Looked, entries: Sequence[Entry]) -> Iterator[str]:
    """Each time that something was taken off stands with its decision."""
    lines = [words for entry in entries for label, words in entry.lines if label == "Deducted"]
    for name, times in seen.tally.deductions.items():
        said = sum(words.startswith(f"{DEDUCTIONS[name]}, ") for words in lines)
        if said != times:
            yield f"{name} was taken off {times} times, and stands {said} times in the decisions"


def _names(entry: Entry) -> Iterator[str]:
    for label, words in entry.lines:
        if label == "Right":
            yield from words.rstrip(".").split("; ")
        elif label in BELOW:
            yield re.split(r", \d\d:\d\d|, \+\d", words)[0]


def _sums(seen: Looked) -> Iterator[str]:
    """Prices add up to what the score lacks; nobody is counted twice."""
    made = seen.debrief
    lost = sum(each.lost for each in made.dearest if each.finding.credit >= 0) / 100
    decided = {line.name for line in made.score if line.part in ("triage", "conduct")}
    lacking = sum(
        line.weight * (10_000 - seen.card.criteria[line.name]) / 1_000_000
        for line in made.score
        if line.name in decided and line.name in seen.card.criteria
    )
    if abs(lost - lacking) > 1:
        yield f"prices come to {lost:.2f} points, the score lacks {lacking:.2f}"
    off = sum(each.lost for each in made.dearest if each.finding.credit < 0)
    if seen.card.total and off != -seen.card.deductions:
        yield f"what was taken off comes to {off}, the score says {-seen.card.deductions}"
    for each in made.delivered:
        if each.people_cut_off > each.users:
            yield f"{each.service}: {each.people_cut_off} of {each.users} users"
