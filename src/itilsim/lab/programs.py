"""Programs that do not read, bred for a good score: if one is found, the score is at fault.

The one idea: a program is a list of rules over what can be seen without reading a word (is it a
call, is it logged, has a team sent it back …), each with a command that it gives. Names of teams,
models and known errors are drawn anew for each use, so that none can be learnt by heart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias, TypeVar

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, SPOKEN, TRAINEE, AlertId, ContactId
from itilsim.domain.practices import offered
from itilsim.lab.addons import AddOn, add_ons, submitted
from itilsim.sim.policies.steps import Policy, Steps

V = TypeVar("V")
Feature: TypeAlias = Callable[[Desk, str], bool]

FEATURES: Mapping[str, Feature] = {
    "an alert": lambda desk, subject: AlertId(subject) in desk.alerts,
    "a failure": lambda desk, subject: _alert(desk, subject, "exception"),
    "a warning": lambda desk, subject: _alert(desk, subject, "warning"),
    "spoken": lambda desk, subject: (
        (one := desk.contacts.get(ContactId(subject))) is not None and one.channel in SPOKEN
    ),
    "asks again": lambda desk, subject: (
        (one := desk.contacts.get(ContactId(subject))) is not None and one.chases is not None
    ),
    "important": lambda desk, subject: (
        (one := desk.contacts.get(ContactId(subject))) is not None and one.vip
    ),
    "the form says incident": lambda desk, subject: (
        (one := desk.contacts.get(ContactId(subject))) is not None
        and desk.setting.symptoms[one.symptom].form == "incident"
    ),
    "live": lambda desk, subject: desk.live.get(TRAINEE) == subject,
    "logged": lambda desk, subject: desk.ticket_of(subject) is not None,
    "rated": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and one.priority is not None
    ),
    "with a team": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and one.team != SERVICE_DESK
    ),
    "sent back": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and bool(one.returned)
    ),
    "repaired": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and bool(one.repaired)
    ),
    "a request": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and one.is_request
    ),
    "linked": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and one.parent is not None
    ),
    "resolved": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and one.state == "resolved"
    ),
    "confirmed": lambda desk, subject: (
        (one := desk.ticket_of(subject)) is not None and one.confirmed is True
    ),
    "near the end": lambda desk, _subject: desk.at + 900 >= desk.setting.horizon,
}
"""What can be seen without reading."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When all of that is so, this is done."""

    when: tuple[tuple[str, bool], ...]
    """Features, and whether they must be there or must not."""
    then: AddOn
    """What is done to the subject; what it follows is not looked at."""


Program: TypeAlias = tuple[Rule, ...]
"""Rules, the first that fits first."""


def policy_of(program: Program) -> Policy:
    """The policy that a program is: subjects in order of arrival, each rule once for each."""

    def played(desk: Desk, seed: int) -> Steps:
        stream, done = Random(f"{seed}/program"), set[tuple[str, int]]()
        while True:
            for subject, number in _fitting(desk, program, done):
                done.add((subject, number))
                if (yield submitted(program[number].then, desk, subject, stream)):
                    break
            else:
                yield None

    return played


def _fitting(desk: Desk, program: Program, done: set[tuple[str, int]]) -> list[tuple[str, int]]:
    live = desk.live.get(TRAINEE)
    subjects = dict.fromkeys(
        map(str, (*((live,) if live else ()), *desk.inbox, *desk.attention, *desk.open))
    )
    return [
        (subject, number)
        for subject in subjects
        for number, rule in enumerate(program)
        if (subject, number) not in done
        and all(FEATURES[name](desk, subject) is wanted for name, wanted in rule.when)
        and offered(rule.then.then, subject, desk)
    ]


def bred(
    score: Callable[[Program], float], evaluations: int, seed: int, first: Sequence[Program] = ()
) -> list[tuple[float, Program]]:
    """Programs by score, the best first.

    Args:
        score: What a program earns on the worlds that it is bred on.
        evaluations: How many programs are tried.
        seed: Seed of the breeding.
        first: Programs to begin with.
    """
    stream, acts = Random(f"{seed}/breeding"), tuple(_acts())
    pool = [(score(each), each) for each in first]
    pool += [
        (score(found), found) for found in (_random(stream, acts) for _ in range(POOL - len(pool)))
    ]
    for _ in range(max(evaluations - len(pool), 0)):
        pool.sort(key=lambda each: -each[0])
        del pool[POOL:]
        one, other = (pool[int(stream.random() ** 2 * len(pool))][1] for _ in range(2))
        child = _mutated(_crossed(one, other, stream), stream, acts)
        pool.append((score(child), child))
    return sorted(pool, key=lambda each: -each[0])


POOL = 60
"""Programs that live at a time. Tuning constant."""
LONGEST = 24
"""Most rules of a program. Tuning constant."""


def _acts() -> list[AddOn]:
    return [each for each in add_ons() if each.after is c.TakeCall and each.then is not c.EndShift]


def _random(stream: Random, acts: Sequence[AddOn]) -> Program:
    return tuple(_rule(stream, acts) for _ in range(4 + int(stream.random() * 12)))


def _rule(stream: Random, acts: Sequence[AddOn]) -> Rule:
    kinds = sorted({each.then.kind for each in acts})
    kind = _one(kinds, stream)
    names = [_one(tuple(FEATURES), stream) for _ in range(int(stream.random() * 4))]
    when = tuple((name, stream.random() < 0.5) for name in dict.fromkeys(names))
    return Rule(when, _one([each for each in acts if each.then.kind == kind], stream))


def _crossed(one: Program, other: Program, stream: Random) -> Program:
    if stream.random() < 0.5:
        return one
    cut, from_ = (int(stream.random() * (len(each) + 1)) for each in (one, other))
    return (*one[:cut], *other[from_:])[:LONGEST]


def _mutated(program: Program, stream: Random, acts: Sequence[AddOn]) -> Program:
    rules = list(program)
    for _ in range(1 + int(stream.random() * 3)):
        place, what = int(stream.random() * (len(rules) + 1)), stream.random()
        if what < 0.4 or not rules:
            rules.insert(place, _rule(stream, acts))
        elif what < 0.6:
            del rules[min(place, len(rules) - 1)]
        elif what < 0.8:
            rules.insert(place, rules.pop(int(stream.random() * len(rules))))
        else:
            place = min(place, len(rules) - 1)
            old, new = rules[place], _rule(stream, acts)
            rules[place] = Rule(old.when, new.then) if what < 0.9 else Rule(new.when, old.then)
    return tuple(rules[:LONGEST])


def _one(values: Sequence[V], stream: Random) -> V:
    return values[int(stream.random() * len(values))]


def _alert(desk: Desk, subject: str, significance: str) -> bool:
    alert = desk.alerts.get(AlertId(subject))
    return alert is not None and alert.significance == significance
