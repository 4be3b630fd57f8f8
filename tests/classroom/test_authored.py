"""A class from the instructor's own run: key, run sheet, stops and lesson, and no slip unsaid."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from itilsim.classroom.authored import (
    RUN,
    NotReproducedError,
    authored,
    chosen_run,
    course,
    keep_run,
    kept_run,
)
from itilsim.classroom.authored_stops import (
    STOPS,
    authored_plan,
    priced,
    question,
    stops,
)
from itilsim.classroom.choices import choices
from itilsim.classroom.differences import differences, in_words
from itilsim.classroom.expected import expected
from itilsim.classroom.guided_lesson import OPENS, came, lesson_steps, order, taught
from itilsim.classroom.plan import ClassPlan, handout_of
from itilsim.classroom.plan_file import HANDOUT, PLAN, load_handout, load_plan, write_handout
from itilsim.classroom.plan_file import setting_of as students_setting
from itilsim.classroom.planning import plan_text
from itilsim.classroom.preflight import preflight
from itilsim.classroom.printing import AUTHORED, STUDENTS, TEACHERS, printed
from itilsim.coaching.decisions import decided
from itilsim.coaching.past import subject_of
from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.errors import ContentError, ItilsimError, UsageError
from itilsim.domain.names import Actor
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.references import References
from itilsim.runs.runfile import save_run_file
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin, begin_again
from itilsim.sim import ENGINE
from itilsim.sim.policies import play
from itilsim.sim.replay import replay
from itilsim.storage.places import places
from itilsim.storage.records import StoredRun
from itilsim.words.figures import points
from tests.classroom.authoring import SEED, SHIFTS, done, home, opened, run_of, setting, slipped
from tests.coaching.bots import Guided, follow, spoil_each_first
from tests.reports.test_html import Read

PLANS: dict[str, ClassPlan] = {}
"""Plans by the log of their run: making one prices every decision of it."""


def wrong_impact(command: c.Command) -> c.Command | None:
    if isinstance(command, c.PrioritiseTicket):
        return replace(command, impact=1 if command.impact > 1 else 3)
    return None


def made(folder: Path, run: StoredRun, shift: str = "first-shift", **plan: object) -> Path:
    """A class's folder, as the command line makes it."""
    if run.log_digest not in PLANS:
        PLANS[run.log_digest] = authored_plan(opened(run, shift), home())
    written = PLANS[run.log_digest]
    keep_run(opened(run, shift), folder)
    (folder / PLAN).write_text(plan_text(replace(written, **plan)), encoding="utf-8")  # type: ignore[arg-type]
    return folder


def words(text: str) -> str:
    return " ".join(" ".join(Read(text).words).split())


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_run_becomes_a_plan_that_is_read_as_it_was_made(shift: str, tmp_path: Path) -> None:
    prepared = load_plan(made(tmp_path, run_of(shift), shift), home())
    plan = PLANS[run_of(shift).log_digest]
    assert prepared.plan == plan
    assert (plan.shift, plan.seed, plan.mode, plan.run) == (shift, SEED, "guided", RUN)
    assert plan.run_digest == run_of(shift).log_digest
    assert prepared.authored is not None
    assert prepared.authored.journal == opened(run_of(shift), shift).journal
    assert plan.stops


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_stop_offers_the_judges_best_and_nothing_else_that_can_be_defended(shift: str) -> None:
    run = done(shift, rate=0.2)
    seen = expected(setting(shift), SEED, run)
    found = stops(tuple(priced(course(opened(run_of(shift, rate=0.2), shift), run, home()),
                               choices(run, seen))), seen, 40)  # fmt: skip
    assert 0 < len(found) <= STOPS
    assert all(stop.minute <= 40 for stop in found)
    by_answers = {(question(e, seen), e.best): e for e in choices(run, seen)}
    for stop in found:
        choice = by_answers[stop.question, stop.options[stop.best - 1]]
        assert set(stop.options) == {choice.best, *(each.words for each in choice.wrong)}
        again = replay(setting(shift), SEED, run.journal[: choice.entry.seq])
        again.advance(choice.entry.at)
        desk = again.desk
        judged = {each.field: each for each in decided(desk, choice.entry.command)}
        for wrong in choice.wrong:
            assert wrong.words not in (choice.best, *choice.also)
            if wrong.command is None:
                continue
            other = {each.field: each for each in decided(desk, wrong.command)}
            assert any(not each.is_right for each in other.values()), wrong
        if choice.mended is not None:
            assert not all(each.is_right for each in judged.values())
            assert choice.yours in (wrong.words for wrong in choice.wrong)
        arrival = seen.arrival(choice.subject)
        assert arrival is not None
        assert arrival.at < stop.minute * 60 <= max(choice.entry.at, arrival.at + 60)


def test_a_stop_says_what_its_wrong_answer_costs_and_a_replay_says_the_same() -> None:
    run, seen = done(), expected(setting("first-shift"), SEED, done())
    found = list(priced(course(opened(run_of()), run, home()), choices(run, seen)))
    dearest = max(found, key=lambda each: each.cost)
    assert dearest.wrong.command is not None
    judging, skipped = scoring.start(setting("first-shift")), 0
    shift = replay(
        setting("first-shift"), SEED, (), sink=lambda fact, _: scoring.step(judging, fact)
    )
    for entry in run.journal:
        again = entry.seq == dearest.choice.entry.seq
        shift.advance(max(entry.at, shift.busy_until(Actor(entry.actor))))
        try:
            shift.submit(dearest.wrong.command if again else entry.command, Actor(entry.actor))
        except ItilsimError:
            skipped += 1
    shift.advance(setting("first-shift").horizon)
    shift.finish()
    references = References()
    idle, toni = (references.tally(setting("first-shift"), SEED, e) for e in ("idle", "textbook"))
    total = scoring.scorecard(scoring.finish(judging), setting("first-shift"), idle, toni).total
    own = json.loads(run_of().score)["total"]
    assert round(own * 100) - total == dearest.cost > 0
    dear = next(each for each in stops(found, seen, 90) if points(dearest.cost) in each.why)
    assert f"“{dearest.wrong.words}” loses {points(dearest.cost)}" in dear.why


def test_a_slip_is_listed_by_the_check_with_its_reason_and_no_run_without_it_has_it(
    tmp_path: Path,
) -> None:
    bad = slipped(run_of(), wrong_impact)
    seen = expected(setting("first-shift"), SEED, authored(opened(bad)))
    slips = [e for e in differences(seen) if e.is_slip and e.finding.criterion == "impact"]
    assert len(slips) == 1
    sentence = in_words(slips[0], seen)
    assert "You rated the impact" in sentence
    assert "what could be seen spoke for" in sentence
    lines = list(preflight(made(tmp_path, bad), home()))
    assert [each.words for each in lines if sentence in each.words and each.asks]
    assert all(each.good for each in lines if "window" not in each.words)
    clean = expected(setting("first-shift"), SEED, done())
    assert not [e for e in differences(clean) if e.finding.criterion == "impact"]
    assert differences(expected(setting("first-shift"), SEED)) == ()


def test_the_key_keeps_the_judges_answer_beside_a_slip(tmp_path: Path) -> None:
    bad = slipped(run_of(), wrong_impact)
    pages = printed(load_plan(made(tmp_path, bad), home()), home())
    assert set(pages) == {*TEACHERS, *STUDENTS, *AUTHORED}
    seen = expected(setting("first-shift"), SEED, authored(opened(bad)))
    slip = next(e for e in differences(seen) if e.finding.criterion == "impact")
    key = words(pages["answer-key.html"])
    assert words(in_words(slip, seen)) in key
    assert "≠ You: yours is" in key
    assert "as you decided" in key
    assert words(in_words(slip, seen)).partition("yours is")[2][:20] in words(
        pages["walkthrough.html"]
    )
    for name in STUDENTS:
        assert "≠" not in pages[name]
        assert "as you decided" not in pages[name]


def test_the_run_sheet_has_the_instructors_own_order_and_times(tmp_path: Path) -> None:
    run = done("first-shift", "first_come")
    seen = expected(setting("first-shift"), SEED, run)
    first: dict[str, int] = {}
    for entry in run.journal:
        first.setdefault(subject_of(entry.command), entry.at)
    known = came(run)
    turns = sorted((at, subject) for subject, at in first.items() if subject in known)
    assert [subject for _, subject in turns] == list(order(run))
    own = {each.subject: each for each in seen.arrivals}
    assert [own[s].turn for _, s in turns if s in own] == sorted(
        own[s].turn for _, s in turns if s in own
    )
    sheet = words(printed(load_plan(made(tmp_path, run_of("first-shift", "first_come")), home()),
                          home())["run-sheet.html"])  # fmt: skip
    at_times = {seen.naming.time(each.at) for each in run.journal}
    shown = set(re.findall(r"(?:No\. \d+: |; )(\d\d:\d\d)", sheet))
    assert shown
    assert shown <= at_times
    cards = ", ".join(str(own[s].number) for _, s in turns if s in own)
    assert f"You took up the cards in this order: {cards}." in sheet


def test_a_textbook_run_makes_the_key_that_a_class_without_a_run_has() -> None:
    plain, own = (expected(setting("first-shift"), SEED, each) for each in (None, done()))
    assert own.findings == plain.findings
    assert own.journal == plain.journal
    assert [each.number for each in own.arrivals] == [each.number for each in plain.arrivals]


Spoil = Callable[..., c.Command | None]


@pytest.mark.parametrize("spoil", [follow, spoil_each_first])
@pytest.mark.parametrize("shift", SHIFTS)
def test_the_lesson_can_be_played_to_its_end_on_any_shift(shift: str, spoil: Spoil) -> None:
    lesson = lesson_steps(done(shift), setting(shift))
    world = taught(setting(shift), lesson)
    guided = Guided(SEED, world).play(spoil)
    assert guided.guide.finished()
    assert {each.id for each in lesson} - set(guided.steps) <= {"their-word"}
    assert guided.shift.desk.handover is not None
    judging = scoring.start(world)
    guided.shift.finish()
    for fact in guided.facts:
        scoring.step(judging, fact)
    tries = scoring.finish(judging).first_tries
    assert tries is not None
    assert tries.decided > 0
    assert (tries.right == tries.decided) == (spoil is follow)
    assert (guided.rejections == []) == (spoil is follow)


def test_the_lesson_goes_as_the_instructor_went_where_nothing_presses() -> None:
    shift = "any-day.quillmere.2.30"
    lesson = lesson_steps(done(shift), setting(shift))
    wanted = order(done(shift))
    assert [each.subjects for each in lesson[:-2]] == [(each,) for each in wanted]

    def taken_up(steps: tuple[object, ...]) -> list[str]:
        played = Guided(SEED, taught(setting(shift), steps)).play(follow)  # type: ignore[arg-type]
        subjects = (subject_of(each.command) for each in played.shift.journal)
        return list(dict.fromkeys(each for each in subjects if each in wanted))

    assert taken_up(lesson) == list(wanted)
    portal = [n for n, each in enumerate(lesson[:-2]) if n and not each.shown]
    swapped = list(lesson)
    swapped[portal[-1]], swapped[portal[-2]] = (
        replace(lesson[portal[-2]], id=lesson[portal[-1]].id),
        replace(lesson[portal[-1]], id=lesson[portal[-2]].id),
    )
    assert [each.subjects for each in swapped] != [each.subjects for each in lesson]


def test_two_orders_of_one_morning_make_two_lessons() -> None:
    one, two = (lesson_steps(done(policy=each), setting("first-shift"))
                for each in ("textbook", "first_come"))  # fmt: skip
    assert one[0].shown
    assert one[1].opens == OPENS
    assert [each.subjects for each in one] != [each.subjects for each in two]


@pytest.mark.parametrize("shift", SHIFTS)
def test_students_are_handed_the_order_and_no_answer(shift: str, tmp_path: Path) -> None:
    folder = made(tmp_path, run_of(shift), shift)
    prepared = load_plan(folder, home())
    write_handout(prepared.handout, folder / HANDOUT)
    text = (folder / HANDOUT).read_text(encoding="utf-8")
    assert load_handout(folder / HANDOUT) == prepared.handout
    assert students_setting(prepared.handout, home()).digest == prepared.setting.digest
    tree = json.loads(text)
    assert tree["lesson"]
    known = came(done(shift))
    for step in tree["lesson"]:
        assert set(step["subjects"]) <= set(known)
        spoken = {e.words for e in lesson_steps(done(shift), setting(shift))}
        assert step.get("words", "") in spoken
        assert not step.get("asks")
    del tree["stops"]
    rest = json.dumps(tree)
    secrets = {each.command.kind for each in done(shift).journal} - {
        step.before for step in prepared.handout.lesson
    }
    secrets |= {prepared.plan.run_digest, RUN, *(stop.word for stop in prepared.plan.stops)}
    secrets |= {stop.why for stop in prepared.plan.stops if stop.why}
    teams = {str(e.command.team) for e in done(shift).journal
             if isinstance(e.command, c.AssignTicket | c.AlertTeam)}  # fmt: skip
    secrets |= {f'"{each}"' for each in teams}
    assert not [each for each in secrets if each in rest]
    kept = (folder / RUN).read_text(encoding="utf-8") + (folder / PLAN).read_text(encoding="utf-8")
    assert all(each in kept for each in secrets if each != RUN), "what is looked for is there"


def test_a_class_without_a_lesson_keeps_its_code(tmp_path: Path) -> None:
    prepared = load_plan(made(tmp_path, run_of(), mode="practice"), home())
    assert prepared.handout.lesson == ()
    assert prepared.setting.digest == setting("first-shift").digest
    bare = handout_of(prepared.plan, prepared.setting.digest, ENGINE)
    assert bare.code == prepared.handout.code
    taught_ = handout_of(prepared.plan, prepared.setting.digest, ENGINE, lesson=lesson_steps(
        done(), setting("first-shift")))  # fmt: skip
    assert taught_.code != bare.code
    assert "lesson" in asdict(bare)


def written(run: StoredRun, folder: Path) -> str:
    path = folder / "own.itilrun"
    save_run_file(run, path, with_log=False)
    return str(path)


REFUSED: dict[str, tuple[Callable[[StoredRun], StoredRun], int, str]] = {
    "engine": (lambda r: replace(r, header=replace(r.header, engine=ENGINE - 1)), 2, "engine"),
    "lesson": (lambda r: replace(r, header=replace(r.header, mode="guided")), 2, "guided lesson"),
    "log": (lambda r: replace(r, log_digest="sha256:" + "0" * 64), 1, "claims the log"),
    "cut": (lambda r: replace(r, entries=r.entries[:-3]), 1, "claims"),
    "score": (
        lambda r: replace(r, score=json.dumps({**json.loads(r.score), "total": 99.0})),
        1, "claims total",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_run_that_teaches_nothing_true_is_refused_with_its_code(
    name: str, tmp_path: Path
) -> None:
    change, code, said = REFUSED[name]
    with pytest.raises(ItilsimError, match=said) as found:
        chosen_run(written(change(run_of()), tmp_path), home())
    assert found.value.exit_code == code
    assert chosen_run(written(run_of(), tmp_path), home()).stored.log_digest == run_of().log_digest


def test_a_run_with_a_clock_or_begun_again_after_a_slip_is_taken(tmp_path: Path) -> None:
    own, world = places(tmp_path), setting("first-shift")
    running = begin(PlayRequest("first-shift", SEED, mode="coached", pace="calm"), world, own)
    try:
        play(running.session.shift, "first_come")
        running.finish(own)
    finally:
        running.close()
    clocked = authored(chosen_run(running.header.id, own))
    assert (clocked.mode, clocked.pace) == ("coached", "paced")
    again = begin_again(running.header.id, 1800, own)
    try:
        play(again.session.shift, "textbook")
        again.finish(own)
    finally:
        again.close()
    mended = authored(chosen_run(again.header.id, own))
    before = [each for each in clocked.journal if each.at < 1800]
    assert list(mended.journal[: len(before)]) == before
    assert mended.journal != clocked.journal
    for each in (clocked, mended):
        assert [one for one in expected(world, SEED, each).arrivals if one.turn]


def test_an_unfinished_or_an_empty_run_is_refused(tmp_path: Path) -> None:
    begun = simulate(setting("first-shift"), Order(SEED, Player("textbook"), until=900, save=True),
                     References()).run  # fmt: skip
    assert begun is not None
    with pytest.raises(UsageError, match="not finished"):
        chosen_run(written(begun, tmp_path), home())
    with pytest.raises(UsageError, match="Nothing was decided"):
        chosen_run(written(run_of(policy="idle"), tmp_path), home())


def test_a_run_of_another_morning_or_one_that_was_changed_is_no_longer_the_class(
    tmp_path: Path,
) -> None:
    folder = made(tmp_path, run_of())
    assert load_plan(folder, home()).authored is not None
    keep_run(opened(run_of(rate=0.2)), folder)
    with pytest.raises(NotReproducedError, match="not the one"):
        load_plan(folder, home())
    text = (folder / RUN).read_text(encoding="utf-8")
    keep_run(opened(run_of()), folder)
    claims = (folder / RUN).read_text(encoding="utf-8").splitlines()[-1]
    changed = "\n".join([*text.splitlines()[:-1], claims])
    (folder / RUN).write_text(f"{changed}\n", encoding="utf-8")
    with pytest.raises((NotReproducedError, ContentError)):
        load_plan(folder, home())
    assert [each for each in preflight(folder, home()) if not each.good]
    (folder / RUN).unlink()
    with pytest.raises(UsageError, match="not there"):
        load_plan(folder, home())
    other = opened(run_of("any-day.quillmere.2.30"), "any-day.quillmere.2.30")
    digest = keep_run(other, folder)
    with pytest.raises(UsageError, match="not played in the shift"):
        kept_run(folder / RUN, digest, setting("first-shift"), SEED, home())
    assert other.id
