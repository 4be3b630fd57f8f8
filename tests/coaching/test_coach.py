"""The coach: what can be defended he calls right, he fades by skill, he sees the Desk alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from itilsim.coaching.coach_words import fading, feedback, hint, price
from itilsim.coaching.decisions import Decided, decided, open_decisions
from itilsim.coaching.fading import ENOUGH, Coach, coach_of
from itilsim.coaching.remarks import REMARKS
from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.assess import assess
from itilsim.domain.due import Answer
from itilsim.domain.errors import Refused
from itilsim.domain.facts import Fact
from itilsim.domain.names import AlertId, ContactId, TicketId
from itilsim.domain.practices.coaching import COACHED, END, RUNGS
from itilsim.domain.scoring.memory import Judging
from itilsim.seat.names import Called
from itilsim.sim.policies.playing import POLICIES
from itilsim.sim.policies.stumbler import stumbler
from itilsim.sim.shift import Shift
from tests.builders import alert_id
from tests.played import first_shift

SEEDS = range(1, 9)


def watched(policy: str, seed: int) -> Iterator[tuple[Shift, c.Command, tuple[Decided, ...]]]:
    """A shift that a policy plays, with what the coach sees in each command before it is done."""
    shift = Shift(first_shift(), seed, mode="coached")
    yield from _watched(shift, policy, seed)


def _watched(
    shift: Shift, policy: str, seed: int
) -> Iterator[tuple[Shift, c.Command, tuple[Decided, ...]]]:
    plays = stumbler("beginner", 1) if policy == "beginner" else POLICIES[policy]
    steps = plays(shift.desk, seed)
    command = next(steps)
    while not shift.ended:
        accepted = False
        if isinstance(command, c.Command):
            found = decided(shift.desk, command)
            try:
                until = shift.submit(command).busy_until
                accepted = True
                yield shift, command, found
            except Refused:
                until = shift.at + 10
            shift.advance(until)
        else:
            shift.advance_to_change(max(command or shift.setting.horizon, shift.at + 1))
        if not shift.ended:
            command = steps.send(accepted)


@cache
def seen(policy: str, seed: int) -> tuple[Decided, ...]:
    return tuple(each for _, _, found in watched(policy, seed) for each in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_decides_by_the_evidence_is_called_right(seed: int) -> None:
    wrong = [each for each in seen("textbook", seed) if not each.is_right]
    assert wrong == []


def test_every_decision_that_the_coach_speaks_of_is_met() -> None:
    met = Counter(each.field for seed in SEEDS for each in seen("textbook", seed))
    assert set(met) == set(COACHED)


@pytest.mark.parametrize("policy", ["first_come", "by_priority", "beginner"])
def test_whoever_does_not_look_is_often_called_wrong(policy: str) -> None:
    found = [each for seed in SEEDS for each in seen(policy, seed)]
    right = sum(each.is_right for each in found)
    assert len(found) > 200
    assert right < len(found) - 20


@cache
def judged_beside_the_coach(policy: str, seed: int) -> tuple[Judging, tuple[Decided, ...]]:
    """The judge's memory of a shift, and what the coach saw in it."""
    judging = scoring.start(first_shift())

    def sink(fact: Fact, _: str) -> None:
        scoring.step(judging, fact)

    shift = Shift(first_shift(), seed, mode="coached", sink=sink)
    found = tuple(each for _, _, one in _watched(shift, policy, seed) for each in one)
    return judging, found


@pytest.mark.parametrize("policy", ["first_come", "by_priority", "beginner"])
def test_coach_and_judge_read_the_same_evidence(policy: str) -> None:
    """What the judge accepts on the evidence of a decision, the coach accepts, and no more."""
    compared = 0
    for seed in SEEDS:
        judging, found = judged_beside_the_coach(policy, seed)
        for name in ("significance", "impact", "urgency"):
            mine = [each for each in found if each.field == name]
            theirs = sorted(
                (decision.position, decision.value, getattr(decision.seen, name), subject)
                for subject, one in judging.by_subject.items()
                for decision in one.all(name)
                if subject == one.subject and not decision.overdue
            )
            right = Counter(each.given in each.answer.accepted for each in mine)
            accepted = Counter(
                value in choice.accepted for _, value, choice, _ in theirs if choice is not None
            )
            assert right == accepted
            compared += len(mine)
    assert compared > 80


def decision(
    field: str = "impact", *, right: bool = True, subject: str = "one"
) -> tuple[Decided, ...]:
    return (Decided(subject, 2 if right else 1, Answer(field, 2, (2,), ())),)


def take(coach: Coach, *commands: tuple[Decided, ...]) -> None:
    for found in commands:
        coach.take(c.EndShift(), found)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (("impact",), "impact is spoken of"),
        (("impact", "urgency"), "impact and urgency are spoken of"),
        (("kind", "impact", "urgency"), "what it is, impact and urgency are spoken of"),
    ],
)
def test_what_fades_is_named(fields: tuple[str, ...], words: str) -> None:
    assert fading(fields).words == f"Twice right: {words} at quiet moments from now on."


class TestFading:
    def test_at_first_each_decision_is_spoken_of(self) -> None:
        coach = Coach()
        for right in (True, False):
            take(coach, decision(right=right, subject=f"{right}"))
            coach.speak(pause=False)
            assert [each.is_right for each in coach.now] == [right]

    def test_after_two_right_in_a_row_only_at_pauses(self) -> None:
        coach = Coach()
        for subject in ("1", "2"):
            take(coach, decision(subject=subject))
            coach.speak(pause=False)
            coach.go_on()
        take(coach, decision(subject="3"))
        coach.speak(pause=False)
        assert not coach.now
        coach.speak(pause=True)
        assert [each.subject for each in coach.now] == ["3"]

    def test_at_a_pause_what_went_well_is_one_remark_after_what_did_not(self) -> None:
        coach = Coach()
        coach._right.update({"impact": ENOUGH, "team": ENOUGH})
        take(coach, decision(subject="1"), decision(subject="2"), decision("team", subject="2"))
        coach._right["team"] = ENOUGH
        take(coach, decision("urgency", right=False, subject="3"))
        coach.speak(pause=False)
        assert [each.subject for each in coach.now] == ["3"]
        coach.go_on()
        coach.speak(pause=True)
        assert [each.subject for each in coach.now] == ["1", "2", "2"]
        assert coach.more == 0
        coach.go_on()
        assert not coach.speak(pause=True)
        assert not coach.now

    def test_what_went_well_is_said_by_matter_the_last_three_by_name(self) -> None:
        desk = Shift(first_shift(), 1, mode="coached").desk
        found = [*decision(), *decision("team")]
        found += [e for n in range(4) for e in decision("urgency", subject=f"unknown-{n}")]
        naming = Called(desk, {}, 1)
        naming.subject = lambda subject: f"<{subject}>"  # For short.
        said = [each.words for each in feedback(found, desk, naming)]
        assert said == [
            "What went well meanwhile",
            *(f"<unknown-{n}>: urgency: right." for n in (1, 2, 3)),
            "And 2 more before.",  # "one", and the first of the others.
        ]
        first = [each.words for each in feedback(found[:3], desk, naming)]
        assert first[1] == "<one>: impact, team: right."

    def test_nothing_wrong_waits_behind_what_went_well(self) -> None:
        coach = Coach()
        take(coach, decision("team", subject="1"), decision("urgency", subject="2"))
        take(coach, decision("kind", right=False, subject="3"), decision("link", subject="4"))
        coach.speak(pause=False)
        assert [each.subject for each in coach.now] == ["4"]
        coach.go_on()
        coach.speak(pause=False)
        assert [each.subject for each in coach.now] == ["3"]
        assert coach.more == 0

    def test_what_was_wrong_takes_the_place_of_what_went_well_at_a_pause(self) -> None:
        """A walker read an old tick for ten minutes, with a wrong link behind it."""
        coach = Coach()
        take(coach, decision("link", subject="1"), decision("link", subject="2"))
        take(coach, decision("team", subject="3"))
        coach._later = [decision("link", right=False, subject="4")]
        coach.speak(pause=False)
        assert [each.subject for each in coach.now] == ["3"]
        told = coach.speak(pause=True)
        assert [each.subject for each in coach.now] == ["4"]
        assert told == (c.HearFeedback("4", "link"),)

    def test_an_error_brings_the_coach_back(self) -> None:
        coach = Coach()
        take(coach, decision(subject="1"), decision(subject="2"))
        take(coach, decision(subject="3", right=False))
        assert not coach.is_silent_on("impact")
        take(coach, decision(subject="4"))
        coach.speak(pause=False)
        assert [each.subject for each in coach.now] == ["4"]

    def test_that_it_fades_is_said_once(self) -> None:
        coach = Coach()
        told = []
        for number in range(4):
            take(coach, decision(subject=str(number)))
            coach.speak(pause=number == 3)
            told.append(coach.fades)
            coach.go_on()
        assert told == [(), ("impact",), (), ()]

    def test_a_mistake_on_the_way_and_nothing_fades(self) -> None:
        coach = Coach()
        take(
            coach, decision(subject="1"), decision(subject="2"), decision(subject="3", right=False)
        )
        coach.speak(pause=False)
        assert coach.fades == ()

    def test_each_skill_fades_by_itself(self) -> None:
        coach = Coach()
        take(coach, decision(subject="1"), decision(subject="2"))
        assert coach.is_silent_on("impact")
        assert not coach.is_silent_on("urgency")

    def test_only_first_tries_show_what_somebody_can(self) -> None:
        coach = Coach()
        take(
            coach, decision(subject="1", right=False), decision(subject="1"), decision(subject="1")
        )
        assert not coach.is_silent_on("impact")

    def test_what_was_put_right_unprompted_is_not_held_against_anybody(self) -> None:
        coach = Coach()
        take(coach, decision(subject="1"), decision(subject="2"))
        coach.speak(pause=True)
        coach.go_on()
        coach.speak(pause=True)
        coach.go_on()
        take(coach, decision(subject="3", right=False), decision(subject="3"))
        assert coach.speak(pause=True) == ()
        assert all(each.is_right for each in coach.now)

    def test_what_is_wrong_is_journalled_once(self) -> None:
        coach = Coach()
        take(coach, decision(right=False))
        told = coach.speak(pause=False)
        assert told == (c.HearFeedback("one", "impact"),)
        coach.take(told[0], ())
        assert coach.speak(pause=False) == ()

    @pytest.mark.parametrize(
        ("deed", "name", "told"),
        [
            (c.CloseTicket, "not_asked", (c.HearFeedback("one", END),)),
            (c.ResolveTicket, "against_word", (c.HearFeedback("one", END),)),
            (c.HoldTicket, "hold", ()),
        ],
    )
    def test_of_remarks_the_one_on_an_end_is_journalled_for_an_end_can_be_taken_back(
        self, deed: type[c.Command], name: str, told: tuple[c.HearFeedback, ...]
    ) -> None:
        coach = Coach()
        take(coach, (Decided("one", deed.kind, Answer(name, None, (), ())),))
        assert coach.speak(pause=False) == told
        for each in told:
            coach.take(each, ())
        assert coach.speak(pause=False) == ()

    def test_nothing_that_is_wrong_is_lost_between_two_pauses(self) -> None:
        coach = Coach()
        take(coach, decision(subject="1"), decision(subject="2"))
        take(coach, decision(subject="3", right=False), decision("team", subject="4", right=False))
        told = set[str]()
        for _ in range(6):
            told |= {each.subject for each in coach.speak(pause=True)}
            coach.go_on()
        assert told == {"3", "4"}


def test_a_coach_who_comes_back_knows_what_he_saw() -> None:
    coach = Coach()
    journal: list[c.Entry] = []
    for shift, command, found in watched("first_come", 3):
        coach.take(command, found)
        journal = list(shift.journal)
    again = coach_of(first_shift(), 3, journal)
    assert again.tried == coach.tried
    assert [again.is_silent_on(each) for each in COACHED] == [
        coach.is_silent_on(each) for each in COACHED
    ]


def test_the_way_to_mend_a_rating_is_called_by_what_was_rated() -> None:
    met = set()
    for shift, _, found in (each for seed in SEEDS for each in watched("beginner", seed)):
        wrong = [each.field for each in found if not each.is_right]
        if not wrong or not set(wrong) <= {"impact", "urgency"}:
            continue
        last = feedback(found, shift.desk, Called(shift.desk, {}, 1))[-1].words
        if "Put it right" in last:
            name = " and ".join(wrong).capitalize()
            assert f"(i {name})" in last
            met.add(name)
    assert met == {"Impact", "Urgency", "Impact and urgency"}


@pytest.mark.parametrize("policy", ["first_come", "beginner", "textbook"])
def test_everything_that_the_coach_says_is_a_sentence(policy: str) -> None:
    said = 0
    for seed in (1, 2, 3):
        for shift, _, found in watched(policy, seed):
            called = Called(shift.desk, {}, seed)
            if found:
                head, *lines = feedback(found, shift.desk, called)
                assert head.voice == "head"
                assert all(line.words.endswith((".", "!", "?")) for line in lines), lines
                order = [line.voice for line in lines]
                wrong = any(not each.is_right for each in found)
                assert (order[-1] == "mend") == wrong
                assert not wrong or "right" not in order[order.index("wrong") :]
                said += 1
            for subject in (*shift.desk.inbox, *shift.desk.open)[:4]:
                _, answers = open_decisions(shift.desk, str(subject))
                for rung in RUNGS:
                    lines = list(hint(answers, rung, shift.desk, called))
                    assert len(lines) >= len(answers)
                    assert not answers or price(answers, rung, tried=False)
    assert said > 20


@pytest.mark.parametrize("seed", SEEDS)
def test_before_the_last_rung_a_hint_does_not_name_the_answer(seed: int) -> None:
    named = 0
    for shift, _, _ in watched("textbook", seed):
        called = Called(shift.desk, {}, seed)
        for subject in shift.desk.inbox:
            _, answers = open_decisions(shift.desk, str(subject))
            for each in answers:
                if each.field in ("team", "known_error", "model", "link") and each.value:
                    told = " ".join(line.words for line in hint((each,), 3, shift.desk, called))
                    before = " ".join(
                        line.words
                        for rung in (1, 2)
                        for line in hint((each,), rung, shift.desk, called)
                    )
                    word = told.partition(": ")[2].partition(".")[0]
                    assert word not in before
                    named += 1
    assert named


def test_a_link_to_a_record_of_the_same_signs_is_right_though_the_alert_has_none() -> None:
    """Whoever logs the first call and links the alert and the other calls to it is not mistaken."""
    shift = Shift(first_shift(), 22, mode="coached")
    shift.advance(1800)
    desk, alert = shift.desk, alert_id("switch-silent", "ws-sw-07", seed=22)
    waiting = [each.id for each in desk.contacts.values() if each.state == "waiting"]
    first, *others = [e for e in waiting if assess(desk, e).belongs_to.best == alert]
    shift.advance(shift.submit(c.TakeCall(first)).busy_until)
    shift.advance(shift.submit(c.LogTicket(first, "incident", "network")).busy_until)
    record = TicketId(first)
    signs: tuple[AlertId | ContactId, ...] = (alert, *others)
    for each in signs:
        assert [e.is_right for e in decided(desk, c.LinkTicket(each, record))] == [True]
    stranger = next(e for e in waiting if e not in {first, *others})
    assert [e.is_right for e in decided(desk, c.LinkTicket(stranger, record))] == [False]


def test_a_link_that_nothing_speaks_for_or_against_is_neither_right_nor_wrong() -> None:
    shift = Shift(first_shift(), 22, mode="coached")
    shift.advance(1800)
    desk = shift.desk
    one, same, other = (
        next(e.id for e in desk.contacts.values() if e.person == name and e.state == "waiting")
        for name in ("noor", "cordelia", "dov")
    )
    services = [assess(desk, each).service.best for each in (one, same, other)]
    assert services[0] == services[1] != services[2]
    shift.advance(shift.submit(c.LogTicket(one, "incident")).busy_until)
    assert [*decided(desk, c.LinkTicket(same, TicketId(one)))] == []
    assert [e.is_right for e in decided(desk, c.LinkTicket(other, TicketId(one)))] == [False]


@pytest.mark.parametrize("helps", ["KE-09", None])
def test_where_nothing_written_helps_no_other_article_is_offered(
    helps: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itilsim.coaching.coach_words.offered", lambda *_: True)
    desk = Shift(first_shift(), 1, mode="coached").desk
    wrong = Decided("one", "KE-08", Answer("known_error", helps, (helps,), ()))
    words = feedback([wrong], desk, Called(desk, {}, 1))[-1].words
    assert ("(w Workaround)" in words) == (helps is not None)
    assert words.endswith("now you know.") == (helps is None)


@pytest.mark.parametrize("may_be_opened", [True, False])
@pytest.mark.parametrize("remark", REMARKS)
def test_what_was_ended_too_early_can_be_opened_again(
    remark: str, may_be_opened: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itilsim.coaching.coach_words.offered", lambda *_: may_be_opened)
    desk = Shift(first_shift(), 1, mode="coached").desk
    wrong = Decided("one", "done", Answer(remark, None, (), ()))
    words = feedback([wrong], desk, Called(desk, {}, 1))[-1].words
    ended = remark in ("against_word", "not_asked", "cancelled")
    assert ("Open it again (O)" in words) == (ended and may_be_opened)
