"""Two runs beside each other: the same morning decision by decision, another one only in sums."""

from __future__ import annotations

from dataclasses import replace

from itilsim.domain.debriefing.beside import Comparison, compare
from itilsim.domain.debriefing.values import Debrief
from itilsim.reports.beside import MATTERS, beside
from itilsim.reports.blocks import Entry, Section, Table
from itilsim.reports.text import text
from itilsim.words.figures import MINUS
from tests.played import first_shift, played


def debriefed(policy: str, seed: int = 1) -> Debrief:
    return played(policy, seed).debrief


def compared(
    one: str = "by_priority", other: str = "first_come", *, same: bool = True
) -> Comparison:
    return compare(debriefed(one), debriefed(other), same=same)


def section(found: Comparison, one: str = "by_priority", other: str = "first_come") -> Section:
    setting = first_shift()
    return beside(found, debriefed(one), debriefed(other), setting, setting, "The other run.")


def tables(found: Section) -> list[Table]:
    return [each for each in found.blocks if isinstance(each, Table)]


def test_a_run_beside_itself_differs_in_nothing() -> None:
    found = compared("first_come", "first_come")
    assert found.otherwise == ()
    assert found.alike == sum(len(each.decisions) for each in debriefed("first_come").stories)
    assert all(each.one == each.other for each in found.score)
    assert found.one == found.other
    words = text("", [section(found, "first_come", "first_come")])
    assert "On every matter you decided the same, and as well." in words


def test_points_are_those_of_both_debriefs() -> None:
    found = compared()
    for each in found.score:
        for debrief, points in ((debriefed("by_priority"), each.one),
                                (debriefed("first_come"), each.other)):  # fmt: skip
            [line] = [one for one in debrief.score if one.name == each.name]
            assert line.points == points
    shown = tables(section(found))[0]
    total = found.score[0]
    assert total.name == "total"
    assert shown.rows[0][:3] == ("Total", str(total.one), str(total.other))


def test_the_difference_has_its_sign() -> None:
    found = compared()
    for each, row in zip(found.score, tables(section(found))[0].rows, strict=True):
        if each.one is None or each.other is None:
            assert row[3] == ""
        elif each.one == each.other:
            assert row[3] == "="
        else:
            sign = "+" if each.one > each.other else MINUS
            assert row[3] == f"{sign}{abs(each.one - each.other)}"


def test_what_was_decided_otherwise_stands_on_the_same_matter() -> None:
    found = compared()
    assert found.otherwise
    for each in found.otherwise:
        both = [one for one in (each.one, each.other) if one is not None]
        if len(both) == 2:
            assert both[0].criterion == both[1].criterion
            assert (both[0].chosen, both[0].credit) != (both[1].chosen, both[1].credit)
        for debrief, own in ((debriefed("by_priority"), each.one),
                             (debriefed("first_come"), each.other)):  # fmt: skip
            if own is not None:
                [story] = [one for one in debrief.stories if one.subject == each.subject]
                assert own in story.decisions


def test_all_that_was_judged_on_common_matters_is_alike_or_otherwise() -> None:
    one, other = debriefed("by_priority"), debriefed("first_come")
    found = compared()
    for debrief, against, side in ((one, other, "one"), (other, one, "other")):
        common = [
            each for story in debrief.stories for each in story.decisions
            if story.subject in against.subjects or story.subject == "handover"
        ]  # fmt: skip
        told = [each for each in found.otherwise if getattr(each, side) is not None]
        assert len(common) == found.alike + len(told)


def test_what_made_most_difference_stands_first() -> None:
    found = compared("textbook", "first_come").otherwise
    assert [abs(each.gain) for each in found] == sorted((abs(e.gain) for e in found), reverse=True)
    lost = {each.finding: each.lost for each in debriefed("first_come").dearest}
    first = found[0]
    assert first.other is not None
    assert first.gain == lost[first.other]


def test_turned_round_it_says_the_same_the_other_way() -> None:
    there, back = compared(), compared("first_come", "by_priority")
    assert {(e.one, e.other, e.gain) for e in there.otherwise} == {
        (e.other, e.one, -e.gain) for e in back.otherwise
    }
    assert there.alike == back.alike


def test_of_another_morning_no_decision_is_told() -> None:
    found = compare(debriefed("by_priority"), debriefed("first_come", 2), same=False)
    assert (found.otherwise, found.alike) == ((), 0)
    setting = first_shift()
    shown = beside(
        found, debriefed("by_priority"), debriefed("first_come", 2), setting, setting, ""
    )
    assert not any(isinstance(each, Entry) for each in shown.blocks)
    assert len(tables(shown)) == 2
    assert "It was not the same morning" in text("", [shown])
    assert any(isinstance(each, Entry) for each in section(compared()).blocks), "the control"


def test_many_matters_are_counted() -> None:
    found = compared("textbook", "first_come")
    subjects = {each.subject for each in found.otherwise}
    assert len(subjects) > MATTERS
    shown = section(found, "textbook")
    assert sum(isinstance(each, Entry) for each in shown.blocks) == MATTERS
    assert f"And {len(subjects) - MATTERS} more matters" in text("", [shown])


def test_promises_and_targets_are_those_of_the_runs() -> None:
    found = compared("textbook", "first_come")
    timeline = debriefed("textbook").timelines["you"]
    assert found.one.promises == len(timeline.promises) > 0
    assert found.one.promises_kept == sum(each.kept for each in timeline.promises)
    assert found.one.kept == debriefed("textbook").kept
    assert found.other.lost_user_minutes == debriefed("first_come").lost_user_minutes
    rows = {row[0]: row[1] for row in tables(section(found, "textbook"))[1].rows}
    assert rows["Promises kept"] == f"{found.one.promises_kept} of {found.one.promises}"


def test_with_few_decisions_there_are_bands_only() -> None:
    few = replace(debriefed("first_come"), few=True)
    found = compare(debriefed("by_priority"), few, same=True)
    setting = first_shift()
    shown = beside(found, debriefed("by_priority"), few, setting, setting, "")
    assert len(tables(shown)[0].head) == 3
    cells = {cell for row in tables(shown)[0].rows for cell in row[1:]}
    assert not any(cell.isdecimal() for cell in cells)
