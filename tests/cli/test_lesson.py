"""`itilsim lesson`: the list, one lesson, and what there is none of."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_lessons_are_listed_as_the_syllabus_has_them(run: Run) -> None:
    ended = run("lesson", "--edition", "4")
    assert ended.code == 0
    names = [line.split()[0] for line in ended.out.splitlines()]
    assert names[0] == "service-management"
    assert names.index("guiding-principles") < names.index("incident-management")
    assert all(line.endswith("min)") for line in ended.out.splitlines())


def test_a_lesson_is_read_with_its_terms_example_and_sources(run: Run) -> None:
    ended = run("lesson", "incident", "--edition", "2011")
    assert ended.code == 0
    assert ended.out.startswith("Incident management, ITIL 2011\n")
    for part in ("\nIncident: ", "\nExample: ", "\nSource: AXELOS"):
        assert part in ended.out
    assert max(map(len, ended.out.splitlines())) <= 78


def test_a_lesson_is_data_too(run: Run) -> None:
    ended = run("lesson", "risk", "--edition", "5", "--json")
    assert (ended.data["topic"], ended.data["edition"]) == ("risk", "5")
    assert len(run("lesson", "--edition", "5", "--json").data) == 26


def test_a_topic_without_a_lesson_names_the_exam_that_has_one(run: Run) -> None:
    ended = run("lesson", "raci", "--edition", "4")
    assert (ended.code, ended.out) == (2, "")
    assert "--edition 2011 has one" in ended.err
    assert "problem-management" in run("lesson", "problm-management").err
