"""What is printed for a class: whole pages that hold, and students' that give nothing away."""

from __future__ import annotations

import atexit
import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from itilsim.classroom.expected import Expected, expected, hardest
from itilsim.classroom.handbook import MOMENTS, reflection
from itilsim.classroom.lesson import LATE, cuts, last_minute, phases, stops_at, whole
from itilsim.classroom.misconceptions import MISCONCEPTIONS, to_expect
from itilsim.classroom.pages import Part, page
from itilsim.classroom.plan import ClassPlan, Stop, handout_of
from itilsim.classroom.plan_file import Prepared, load_plan
from itilsim.classroom.planning import new_plan
from itilsim.classroom.printing import STUDENTS, TEACHERS, printed
from itilsim.classroom.wording import OBJECTIVES_AT_MOST, objectives
from itilsim.cli import main
from itilsim.composing.loading import load_shift
from itilsim.content.bank import shipped_bank
from itilsim.domain import facts as f
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.table import CRITERIA
from itilsim.quiz.editions import EDITIONS
from itilsim.reports.blocks import Paragraph
from itilsim.sim import ENGINE
from itilsim.sim.reference import facts_of
from itilsim.storage.places import Places, places
from itilsim.words.card import house_rules
from tests.reports.payloads import PAYLOADS
from tests.reports.test_html import TAGS, Read

SHIFTS = ("first-shift", "any-day.quillmere.2.30", "any-day.wennery.2.30")
SEED = 7
LESSONS = Path(__file__).resolve().parents[2] / "docs" / "classroom"


@cache
def home() -> Places:
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return places(Path(folder.name))


@cache
def prepared(shift: str) -> Prepared:
    setting = load_shift(shift, SEED, home())
    plan = new_plan(shift, SEED, home())
    return Prepared(plan, setting, handout_of(plan, setting.digest, ENGINE))


@cache
def pages(shift: str) -> dict[str, str]:
    return dict(printed(prepared(shift), home()))


@cache
def seen(shift: str) -> Expected:
    return expected(prepared(shift).setting, SEED)


def words(text: str) -> str:
    return " ".join(" ".join(Read(text).words).split())


def modes_that_strike(shift: str) -> set[str]:
    """What truly fails, by the log and not by what is printed."""
    setting = prepared(shift).setting
    began = (e for e in facts_of(setting, SEED, "idle") if isinstance(e, f.FaultBegan))
    return {setting.modes[str(each.fault).split("/")[1]].name for each in began}


def secrets(shift: str) -> set[str]:
    """What no student may read before the lesson is over."""
    plan = prepared(shift).plan
    found = {stop.word for stop in plan.stops} | {stop.why for stop in plan.stops}
    found |= modes_that_strike(shift)
    for each in seen(shift).arrivals:
        if len(each.deeds) > 1:
            found.add("; ".join(each.deeds))
    return found


@pytest.mark.parametrize("shift", SHIFTS)
def test_every_page_is_whole_fetches_nothing_and_holds_nothing_that_runs(shift: str) -> None:
    assert set(pages(shift)) == {*TEACHERS, *STUDENTS}
    for name, text in pages(shift).items():
        read = Read(text)
        assert text.startswith("<!DOCTYPE html>"), name
        assert read.open == [], name
        assert set(read.tags) <= TAGS | {"strong"}, name
        assert not [key for key, _ in read.attributes if key.startswith("on") or key == "style"]
        assert not re.findall(r"[a-z]+://", text), name
        assert "url(" not in text
        assert "@import" not in text
        (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = b64encode(sha256(style.encode()).digest()).decode()
        (policy,) = (v for n, v in read.attributes if n == "content" and "default-src" in v)
        assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"
        assert prepared(shift).handout.code in words(text)


@pytest.mark.parametrize("shift", SHIFTS)
def test_students_pages_hold_neither_words_nor_answers_nor_the_truth(shift: str) -> None:
    hidden = secrets(shift)
    assert len(hidden) > len(prepared(shift).plan.stops) * 2, "something has failed"
    for name in STUDENTS:
        text = words(pages(shift)[name]).casefold()
        assert not [each for each in hidden if each.casefold() in text], name
    told = words(pages(shift)["run-sheet.html"] + pages(shift)["answer-key.html"])
    assert not [each for each in hidden if each not in told], "the teacher's pages hold all of it"


@pytest.mark.parametrize("shift", SHIFTS)
def test_students_pages_do_not_depend_on_the_best_answer(shift: str) -> None:
    one = prepared(shift)
    stops = tuple(
        replace(stop, best=stop.best % len(stop.options) + 1, word="thistle", why="Otherwise.")
        for stop in one.plan.stops
    )
    other = dict(printed(replace(one, plan=replace(one.plan, stops=stops)), home()))
    assert {name: other[name] for name in STUDENTS} == {n: pages(shift)[n] for n in STUDENTS}
    assert other["run-sheet.html"] != pages(shift)["run-sheet.html"]


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_card_says_what_was_said_and_nothing_of_how_it_is_rated(shift: str) -> None:
    text = words(pages(shift)["cards.html"]).split("What comes in")[1]
    for each in seen(shift).arrivals:
        assert f"{each.number} · {each.time} · {each.channel}" in text
        assert " ".join(f"“{each.words}”".split()) in text
    answers = r"\bP[1-5]\b|\b(?:KE|KA|RM)-\d+|[Ii]mpact|[Uu]rgency|[Ee]xception|[Ii]nformational"
    assert not re.findall(answers, text)
    assert re.findall(answers, words(pages(shift)["answer-key.html"]))


def test_who_only_asks_for_news_has_no_card() -> None:
    setting = prepared("first-shift").setting
    came = [
        e for e in facts_of(setting, SEED, "textbook")
        if isinstance(e, f.ContactArrived | f.AlertRaised) and e.at < setting.horizon
    ]  # fmt: skip
    chased = [e for e in came if isinstance(e, f.ContactArrived) and e.chases is not None]
    assert len(seen("first-shift").arrivals) == len(came) - len(chased)


def test_a_record_is_named_by_its_card_and_no_number_of_a_record_of_this_shift_is_printed() -> None:
    text = words(pages("first-shift")["run-sheet.html"])
    under = [each for each in seen("first-shift").arrivals if each.parent]
    assert under
    for each in under:
        leads = seen("first-shift").arrival(each.parent)
        assert leads is not None
        assert f"linked it to card {leads.number}" in each.deeds
    assert not re.findall(r"(?:INC|REQ)00100\d\d", text.split("What comes in")[1])


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_key_answers_as_judging_does(shift: str) -> None:
    text = pages(shift)["answer-key.html"]
    rows = re.findall(r"<tr>\s*<td class=\"number\">(\d+)</td>(.*?)</tr>", text, re.DOTALL)
    cells = {int(number): re.findall(r"<td>(.*?)</td>", row) for number, row in rows}
    checked = 0
    for each in seen(shift).arrivals:
        for criterion, column in (("impact", 3), ("urgency", 4)):
            found = [e for e in seen(shift).findings
                     if (e.subject, e.criterion) == (each.subject, criterion)]  # fmt: skip
            assert cells[each.number][column] == (str(found[0].best) if found else "–")
            checked += len(found)
    assert checked >= 2
    if shift == "first-shift":
        (switch,) = (e for e in seen(shift).arrivals if e.who.startswith("ws-sw-07"))
        assert cells[switch.number][3:7] == ["2", "1", "P2", "NET"]


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_map_has_every_service_item_and_place_and_is_the_same_whatever_fails(
    shift: str,
) -> None:
    organisation = prepared(shift).setting.organisation
    text = words(pages(shift)["estate-map.html"])
    for component in organisation.components:
        assert f"{component.id}: {component.name}" in text
    for service in organisation.services:
        assert (f"{service.name} ({service.id})" in text) != service.retired
    for group in organisation.groups:
        assert group.name in text


def test_two_shifts_of_one_organisation_have_one_map() -> None:
    one, other = (pages(shift)["estate-map.html"].split("<main>")[1] for shift in SHIFTS[:2])
    assert one == other
    assert one != pages(SHIFTS[2])["estate-map.html"].split("<main>")[1]


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_desk_card_has_all_that_a_desk_goes_by(shift: str) -> None:
    setting = prepared(shift).setting
    text, card = words(pages(shift)["desk-card.html"]), setting.organisation.card
    wanted = [
        *card.rules, card.impact.level_1, card.urgency.level_3,
        *(each.name for each in setting.organisation.teams),
        *(each.title for each in setting.library.known_errors),
        *(f"P{level}" for row in card.matrix for level in row),
        *house_rules(card.house),
    ]  # fmt: skip
    assert not [each for each in wanted if " ".join(each.split()) not in text]


@pytest.mark.parametrize("minutes", [30, 90, 480])
def test_a_timeline_is_empty_and_its_columns_can_be_written_in(minutes: int) -> None:
    one = prepared("first-shift")
    setting = replace(one.setting, scenario=replace(one.setting.scenario, minutes=minutes))
    text = printed(replace(one, setting=setting, plan=replace(one.plan, stops=())), home())[
        "timeline.html"
    ]
    assert set(re.findall(r"<td[^>]*>(.*?)</td>", text)) == {""}
    for head in re.findall(r"<thead>(.*?)</thead>", text, re.DOTALL):
        assert 3 <= head.count("<th") <= 19


def class_everywhere(text: str) -> Prepared:
    """A class in which every text that somebody else wrote is this one."""
    one = prepared("first-shift")
    setting = one.setting
    organisation, library, scenario = setting.organisation, setting.library, setting.scenario
    renamed = replace(
        organisation,
        name=text,
        sites=tuple(replace(e, name=text) for e in organisation.sites),
        groups=tuple(replace(e, name=text) for e in organisation.groups),
        services=tuple(replace(e, name=text) for e in organisation.services),
        components=tuple(replace(e, name=text) for e in organisation.components),
        teams=tuple(replace(e, name=text) for e in organisation.teams),
        people=tuple(replace(e, name=text, role=text) for e in organisation.people),
        card=replace(
            organisation.card,
            rules=(text,),
            impact=replace(organisation.card.impact, level_1=text, level_2=text, level_3=text),
            urgency=replace(organisation.card.urgency, level_1=text, level_2=text, level_3=text),
        ),
    )
    reworded = replace(
        library,
        utterances=tuple(replace(e, texts=(text,)) for e in library.utterances),
        symptoms=tuple(replace(e, name=text) for e in library.symptoms),
        failure_modes=tuple(replace(e, name=text) for e in library.failure_modes),
        known_errors=tuple(replace(e, title=text, words=text) for e in library.known_errors),
        articles=tuple(replace(e, title=text, words=text) for e in library.articles),
        request_models=tuple(replace(e, title=text) for e in library.request_models),
    )
    briefing = replace(scenario.briefing, words=(text,), handover=(text,))
    told = replace(scenario, title=text, briefing=briefing, reflection=(text,))
    changed = replace(setting, organisation=renamed, library=reworded, scenario=told)
    stops = (Stop(20, text, (text, text), text, 1, text),)
    plan = ClassPlan(
        text, "first-shift", SEED, objectives=(text,), stops=stops, marks={"strong": text}
    )
    return Prepared(plan, changed, handout_of(plan, changed.digest, ENGINE))


def test_words_of_others_stay_words_on_every_page() -> None:
    """All payloads at once: each alone would take a minute, and none needs to be alone to run."""
    evil = dict(printed(class_everywhere(" ".join(PAYLOADS)), home()))
    plain = dict(printed(class_everywhere("plain"), home()))
    for name, text in evil.items():
        read = Read(text)
        assert set(read.tags) <= TAGS | {"strong"}, name
        assert not [key for key, _ in read.attributes if key.startswith("on")], name
        assert " ".join(PAYLOADS[0].split()) in words(text), name
        if name not in TEACHERS:  # where sentences are counted, more of them make more lines
            assert read.tags == Read(plain[name]).tags, name


def test_a_page_that_did_not_escape_would_be_found() -> None:
    text = page("A page", (Part("all", "All", (Paragraph("HERE"),)),))
    planted = text.replace("HERE", "<script>document.title='ran'</script>")
    assert "script" in Read(planted).tags
    assert "script" not in Read(page("x", (Part("a", "A", (Paragraph("<script>"),)),))).tags


@pytest.mark.parametrize("minutes", [10, 45, 50, 60, 90, 480])
def test_the_parts_of_a_lesson_fill_it_without_gaps(minutes: int) -> None:
    found = phases(minutes)
    assert found[0].begins == 0
    assert found[-1].ends == minutes
    assert all(one.ends == other.begins for one, other in pairwise(found))
    assert max(found, key=lambda each: each.minutes).name == "play"


def test_the_hour_is_that_of_the_syllabus_map() -> None:
    assert [(each.name, each.begins, each.ends) for each in phases(60)] == [
        ("arrive", 0, 5), ("brief", 5, 10), ("play", 10, 32), ("reflect", 32, 37),
        ("discuss", 37, 52), ("answer", 52, 58), ("improve", 58, 60),
    ]  # fmt: skip


@pytest.mark.parametrize("pace", [None, "steady", "calm"])
@pytest.mark.parametrize("shift", SHIFTS)
def test_stops_come_in_order_and_no_sooner_than_the_playing_begins(
    shift: str, pace: str | None
) -> None:
    stops = tuple(replace(STOP, minute=minute) for minute in (5, 12, 25))
    plan = replace(prepared(shift).plan, stops=stops, pace=pace)  # type: ignore[arg-type]
    likely = stops_at(plan, seen(shift))
    assert 10 <= likely[0] < likely[1] < likely[2]
    assert whole(plan, seen(shift)) >= likely[-1] - 10
    slow = replace(plan, pace="calm")
    assert whole(slow, seen(shift)) >= whole(replace(plan, pace="steady"), seen(shift))


STOP = Stop(20, "Which first?", ("The phone", "The form"), "harbour", 1, "It rings.")


def test_a_class_is_told_beforehand_how_far_it_comes() -> None:
    long, short = prepared("first-shift").plan, prepared(SHIFTS[1]).plan
    assert whole(long, seen("first-shift")) > 22
    assert last_minute(long, seen("first-shift")) < 90
    assert "when time is up" in words(pages("first-shift")["run-sheet.html"])
    assert last_minute(short, seen(SHIFTS[1])) == 30
    assert "when time is up" not in words(pages(SHIFTS[1])["run-sheet.html"])


def test_a_quarter_of_an_hour_can_be_cut_from_an_hour_and_playing_is_left() -> None:
    plan = prepared("first-shift").plan
    assert sum(each.minutes for each in cuts(plan)) >= LATE
    short = replace(plan, minutes=30)
    assert sum(each.minutes for each in cuts(short)) < LATE
    one = replace(prepared("first-shift"), plan=short)
    assert "the rest comes off" in words(printed(one, home())["run-sheet.html"])


@pytest.mark.parametrize("shift", SHIFTS)
def test_objectives_are_the_plans_or_those_of_what_the_shift_asks_for(shift: str) -> None:
    plan = prepared(shift).plan
    found = objectives(plan, seen(shift))
    assert 3 <= len(found) <= OBJECTIVES_AT_MOST
    assert objectives(replace(plan, objectives=("Stay calm",)), seen(shift)) == ("Stay calm",)
    quiet = replace(seen(shift), findings=tuple(e for e in seen(shift).findings
                                                if e.criterion == "told"))  # fmt: skip
    assert objectives(plan, quiet) == ("Keep those who wait informed, and keep what was promised",)


def test_misconceptions_are_of_the_edition_and_of_what_the_shift_exercises() -> None:
    known = {each.id for each in CRITERIA}
    assert {each.criterion for each in MISCONCEPTIONS} <= known
    assert {edition for each in MISCONCEPTIONS for edition in each.editions} <= set(EDITIONS)
    of_2011 = {each.criterion for each in to_expect(["escalation"], "2011")}
    assert of_2011 == {"escalation", "resolution"}
    assert {each.criterion for each in to_expect(["escalation"], "4")} == {"resolution"}


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_handbook_has_three_moments_that_are_met_and_marks(shift: str) -> None:
    text = pages(shift)["handbook.html"]
    moments = text.split('id="moments"')[1].split("</section>")[0]
    assert moments.count("<article>") == MOMENTS
    assert len(set(re.findall(r"Card (\d+) ·", moments))) == MOMENTS
    hard, _ = hardest(prepared(shift).setting, SEED)
    assert hard.dearest
    one = prepared(shift)
    marked = replace(one, plan=replace(one.plan, marks={"strong": "a gold star"}))
    assert "a gold star" in printed(marked, home())["handbook.html"]
    for asked in reflection(seen(shift)):
        assert asked in words(text)
        assert asked in words(pages(shift)["slides.html"])


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_slide_a_page_and_each_stop_has_one(shift: str) -> None:
    text = pages(shift)["slides.html"]
    for number, stop in enumerate(prepared(shift).plan.stops, 1):
        (slide,) = re.findall(rf'<section id="stop-{number}">(.*?)</section>', text, re.DOTALL)
        assert all(option in words(slide) for option in stop.options)
    assert re.search(r"\.slides section \{[^}]*break-before: page", text)


@pytest.mark.parametrize("lesson", ["first-shift", "any-day"])
def test_a_ready_lesson_is_an_hour_and_is_printed_whole(lesson: str) -> None:
    ready = load_plan(LESSONS / lesson, home())
    assert ready.plan.minutes == 60
    assert ready.plan.stops
    assert len(ready.plan.before) == len(ready.plan.after) > 0
    assert not set(ready.plan.before) & set(ready.plan.after)
    found = printed(ready, home())
    assert set(found) == {*TEACHERS, *STUDENTS}
    for stop in ready.plan.stops:
        assert stop.word in found["run-sheet.html"]
    items = {each.id: each for each in shipped_bank(home()).items}
    for asked in (*ready.plan.before, *ready.plan.after):
        (right,) = (each for each in items[asked].options if each.correct)
        told = " ".join(f"Right {right.text} Why {right.rationale}".split())
        assert told in words(found["answer-key.html"])
        assert not [name for name in STUDENTS if items[asked].stem in words(found[name])]
    likely = stops_at(ready.plan, expected(ready.setting, ready.plan.seed))
    assert all(10 <= minute <= 30 for minute in likely), "stops come while the class plays"


def test_a_run_sheet_has_all_that_is_needed_while_the_class_plays() -> None:
    text = pages("first-shift")["run-sheet.html"]
    wanted = ["begin", "minutes", "stops", "comes", "expect", "late", "mishaps"]
    assert re.findall(r'<section id="([^"]+)">', text) == wanted
    for title in ("Ending early", "A machine is lost", "The network is lost"):
        assert f"<h3>{title}</h3>" in text
    assert "itilsim class play students.itilclass" in words(text)


def test_there_are_four_roles_for_a_table_without_machines() -> None:
    roles = pages("first-shift")["cards.html"].split('id="arrivals"')[0]
    assert re.findall(r"<h3>(.*?)</h3>", roles) == [
        "Service desk", "Resolver", "Incident manager", "Service owner",
    ]  # fmt: skip


def test_class_new_writes_the_pages_and_again_after_the_plan_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITILSIM_HOME", str(tmp_path / "home"))
    folder = tmp_path / "lesson"
    assert main(["class", "new", str(folder), "--seed", str(SEED)]) == 0
    assert {*TEACHERS, *STUDENTS} <= {path.name for path in folder.iterdir()}
    plan = folder / "class.yaml"
    plan.write_text(plan.read_text("utf-8").replace("word: compass", "word: thistle"), "utf-8")
    assert main(["class", "new", str(folder)]) == 0
    assert "thistle" in (folder / "run-sheet.html").read_text("utf-8")
    assert not [each for each in STUDENTS if "thistle" in (folder / each).read_text("utf-8")]


def test_a_setting_is_played_as_it_is() -> None:
    """What is printed is what the same shift brings, and nothing of another seed."""
    setting: Setting = prepared(SHIFTS[1]).setting
    again = expected(setting, SEED)
    assert again.arrivals == seen(SHIFTS[1]).arrivals
