"""From a finding to its card and one exam question: answered, explained, stored, and back."""

from __future__ import annotations

from pathlib import Path

from itilsim.coaching.drills import skills_of
from itilsim.domain.debriefing.values import FULL
from itilsim.learner.drills import USUAL, card_of, skill_behind
from itilsim.learner.training import learners_exam, trained_for
from itilsim.storage.places import places
from itilsim.storage.study import open_study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.page import Page
from itilsim.tui.flows.findings import asking, one_like_it
from itilsim.tui.screens.debrief import Asked, DebriefScreen
from itilsim.tui.screens.quiz import Quiz
from itilsim.words.drills import skill_of
from tests.played import first_shift, played
from tests.tui.frames import frame
from tests.tui.test_study_screen import until


async def test_one_question_answered_explained_then_back(tmp_path: Path) -> None:
    own, shown = places(tmp_path), played("by_priority")
    back: list[str] = []

    async def story(app: ItilsimApp) -> int:
        place = None
        while True:
            left = await app.show(
                DebriefScreen(shown.debrief, first_shift(), edition="4", place=place)
            )
            if not isinstance(left, Asked):
                return 0
            place = left.place
            await asking(app, own, left.finding, "4")
            back.append(left.finding.criterion)

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "e")
        await until(pilot, Quiz)
        await pilot.press("enter", "3")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        assert "Enter goes on." in frame(app)
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert isinstance(app.screen, DebriefScreen)
        assert "What to take along" in frame(app)
        await pilot.press("q")
        await pilot.pause()
    assert back == [shown.debrief.dearest[0].finding.criterion]
    with open_study(own) as study:
        rows = study.answers("4")
        reviews = study.reviews()
    assert [row.where for row in rows] == ["practice", "practice"]
    assert {row.card for row in reviews} == {row.item for row in rows}


def test_the_exam_is_the_learners_own(tmp_path: Path) -> None:
    own = places(tmp_path)
    assert learners_exam(own, None) is None
    assert learners_exam(own, "5") == "5"
    with open_study(own) as study:
        study.set_setting("edition", "2011")
    assert learners_exam(own, "5") == "2011"


def test_without_an_exam_all_of_them_are_named(tmp_path: Path) -> None:
    findings = played("by_priority").tally.findings
    assert any(each.credit < FULL for each in findings)
    every = trained_for(places(tmp_path), findings, None)
    assert [each.edition for each in every] == ["2011", "4", "5"]
    assert all(0 < each.marks < each.of for each in every)
    [own] = trained_for(places(tmp_path), findings, "4")
    assert own == every[1]


async def test_one_like_it_is_a_drill_on_the_skill_of_the_finding_then_back(tmp_path: Path) -> None:
    own, shown = places(tmp_path), played("by_priority")
    skill = skill_behind(shown.debrief.dearest[0].finding.criterion, skills_of("2011"))
    assert skill

    async def story(app: ItilsimApp) -> int:
        left = await app.show(DebriefScreen(shown.debrief, first_shift(), edition="2011"))
        assert isinstance(left, Asked)
        assert left.alike
        await one_like_it(app, own, left.finding, "2011", "quillmere")
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "o One like it" in frame(app)
        await pilot.press("o")
        await until(pilot, Quiz)
        for _ in range(USUAL):
            await pilot.press("a", "enter")
            await pilot.pause()
        assert isinstance(app.screen, Page)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        await pilot.pause()
    with open_study(own) as study:
        assert {skill_of(row.item) for row in study.answers("2011")} == {skill}
        assert [row.card for row in study.reviews()] == [card_of(skill)]
