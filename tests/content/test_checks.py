"""`check`: files and folders, alone and together, all problems in one pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from itilsim.content.checks import check_paths
from itilsim.content.lookup import shipped
from itilsim.domain.errors import Problem, UsageError
from tests.timing import quickly

EIGHTY = Path(__file__).parents[1] / "data" / "eighty"
SCENARIO = "eighty.yaml"
ORGANISATION = "organisations/eighty.yaml"
LIBRARY = "library/eighty.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EIGHTY, tmp_path / "content")
    return tmp_path / "content"


def edit(path: Path, old: str, new: str) -> int:
    """Make one edit and return its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def checked(folder: Path) -> tuple[Problem, ...]:
    return check_paths([folder])


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [one.code for one in problems]


def test_the_test_content_is_sound(folder: Path) -> None:
    assert checked(folder) == ()


def test_of_a_folder_all_broken_files_are_reported(folder: Path) -> None:
    (folder / "more").mkdir()
    for name in ("a", "b"):
        (folder / "more" / f"{name}.yaml").write_text("schema: itilsim/library/v1\nx: 1\n")
    (folder / "more" / "c.yaml").write_text("schema: itilsim/library/v1\n")
    (folder / "more" / "d.yml").write_text("schema: [\n")
    (folder / "more" / "notes.txt").write_text("no content")
    found = {Path(one.file).name for one in checked(folder)}
    assert found == {"a.yaml", "b.yaml", "d.yml"}


def test_a_file_with_nothing_but_its_schema_is_a_sound_library(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("schema: itilsim/library/v1\n")
    assert check_paths([path]) == ()


def test_a_problem_reached_by_two_ways_is_reported_once(folder: Path) -> None:
    edit(folder / LIBRARY, "symptom: no-print", "symptom: no-pint")
    problems = check_paths([folder, folder / SCENARIO, folder / LIBRARY])
    assert codes(problems) == ["unknown-reference"]


def test_a_scenario_brings_its_organisation_and_library_with_it(folder: Path) -> None:
    edit(folder / LIBRARY, "severity: down", "severity: dwon")
    edit(folder / ORGANISATION, "site: EA", "site: EE")
    problems = check_paths([folder / SCENARIO])
    assert {Path(one.file).parent.name for one in problems} == {"library", "organisations"}


def test_a_library_alone_knows_its_neighbours_but_no_organisation(folder: Path) -> None:
    part = folder / "library" / "more.yaml"
    part.write_text(
        "schema: itilsim/library/v1\nrequest_models:\n"
        "- {id: RM-1, title: T, symptoms: [password], target_minutes: 5, hours: of-another,\n"
        "   steps: [{id: s, name: S, kind: fulfil, by: OTHER}]}\n"
        "articles:\n- {id: KA-1, title: T, symptoms: [pasword], words: W}\n"
    )
    (problem,) = check_paths([part])
    assert (problem.code, problem.line) == ("unknown-reference", 6)
    assert "'password'" in problem.hint


def test_a_misspelt_organisation_hides_nothing_else(folder: Path) -> None:
    edit(folder / SCENARIO, "organisation: eighty", "organisation: eigthy")
    edit(folder / SCENARIO, "hours: late", "hours: latte")
    hints = [one.hint for one in checked(folder)]
    assert hints == ["did you mean 'eighty'?", "did you mean 'late'?"]


def test_a_wrong_type_hides_no_wrong_reference(folder: Path) -> None:
    edit(folder / ORGANISATION, "people: 20", "people: many")
    edit(folder / ORGANISATION, "services: [S2]", "services: [SS2]")
    assert codes(checked(folder)) == ["wrong-type", "unknown-reference"]


def test_a_missing_list_makes_no_reference_wrong(folder: Path) -> None:
    edit(folder / ORGANISATION, "sites:", "stes:")
    assert sorted(codes(checked(folder))) == ["missing-key", "unknown-key"]


def test_a_ring_of_needs_is_named(folder: Path) -> None:
    line = edit(folder / ORGANISATION, "owner: SRV}", "owner: SRV, needs: [database-1]}")
    (problem,) = checked(folder)
    assert problem.code == "cycle"
    assert "host-a-1 > database-1 > host-a-1" in problem.message
    assert problem.line in range(line, line + 8)


def test_a_component_may_not_need_itself(folder: Path) -> None:
    edit(
        folder / ORGANISATION,
        "owner: WP, needs:",
        "owner: WP, any_of: [[printer-1, link-a-1]], needs:",
    )
    (problem,) = checked(folder)
    assert problem.code == "cycle"
    assert "ring: printer-1 > printer-1." in problem.message


def test_very_many_mistakes_are_found_in_a_moment(tmp_path: Path) -> None:
    rows = 8_000
    chain = [
        f"- {{id: c{n}, name: C, kind: k{n}, owner: T, needs: [c{n + 1}]}}" for n in range(rows)
    ]
    wrong = [f"- {{id: d{n}, name: C, kind: k, owner: U{n}, needs: [e{n}]}}" for n in range(rows)]
    path = tmp_path / "many.yaml"
    path.write_text(
        "schema: itilsim/organisation/v1\nid: many\nteams: []\ncomponents:\n"
        + "\n".join([*chain, *wrong])
    )
    found = quickly(30, lambda: check_paths([path]))
    assert 500 <= len(found) <= 1_100


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        (SCENARIO, "role: analyst", "role: analyst\nwithheld: [raise-problm]", "unknown-reference",
         "did you mean 'raise-problem'?"),
        (SCENARIO, "role: analyst", "role: analyst\nmodes: [guided]", "missing-steps", ""),
        (SCENARIO, "start: 2026-10-24 08:00", "start: 2026-03-29 01:30", "wrong-date",
         "choose another hour"),
        (SCENARIO, "start: 2026-10-24 08:00", "start: 24.10.2026", "wrong-date",
         "write it like '2026-09-15 09:00'"),
        (SCENARIO, "id: eighty", "id: eihgty", "wrong-id", "did you mean 'eighty'?"),
        (SCENARIO, "wear_out: true", "deadlines: [{at: '07:00', where: EA, words: W}]",
         "before-the-start", ""),
        (SCENARIO, "wear_out: true", "weights: {triage: 50}", "wrong-weights", ""),
        (SCENARIO, "wear_out: true", "weights:", "wrong-type", ""),
        (SCENARIO, "minutes: 2880", "minutes: 0", "wrong-value", ""),
        (SCENARIO, "wear_out: true", "deadlines: [{at: '+1 25:00', where: EA, words: W}]",
         "wrong-time", "'+1 01:30' for the next day"),
        (SCENARIO, "wear_out: true",
         "alerts: [{id: A, at: '09:00', significance: exception, utterance: alert-page}]",
         "missing-key", ""),
        (SCENARIO, "per_hour: 3", "per_hour: 0", "wrong-value", "per_hour_hundredths"),
        (SCENARIO, "per_hour: 3", "per_hour: 3, hour_percent: [100, 50]", "wrong-value", ""),
        (SCENARIO, "per_hour: 3", "per_hour: 3, weekday_percent: [1, 1, 1, 1, 1, 1, -1]",
         "wrong-value", ""),
        (SCENARIO, "per_hour: 3", "per_hour: 3, weekday_percent: [0, 0, 0, 0, 0, 0, 0]",
         "wrong-value", ""),
        (ORGANISATION, "{id: SD,", "{id: DESK,", "missing-team", ""),
        (ORGANISATION, "service_class: gold,", "", "missing-class", "gold, silver or bronze"),
        (ORGANISATION, "zone: Europe/London", "zone: Europe/../London", "unknown-zone", ""),
        (LIBRARY, "kind: fulfil, by: WP", "kind: fulfil, by: WPP", "unknown-reference",
         "did you mean 'WP'?"),
        (LIBRARY, "kind: exponential, minutes: 4000", "kind: fixed, minutes: 4000, to_minutes: 9",
         "wrong-duration", ""),
        (LIBRARY, "{id: who,", "{id: reset,", "duplicate-id", ""),
        (LIBRARY, "id: report-slow", "id: slowness", "missing-words", ""),
        (LIBRARY, "- {id: report-slow", "- {id: empty, texts: ['']}\n- {id: report-slow",
         "empty-text", ""),
        (LIBRARY, "texts: ['{component}: no page']",
         'texts: ["{component}: no \\u202epage"]', "control-characters", "delete them"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_problem(
    file: str, old: str, new: str, code: str, words: str, folder: Path
) -> None:
    edit(folder / file, old, new)
    found = [one for one in checked(folder) if one.code == code]
    assert len(found) == 1
    assert words in found[0].hint
    assert found[0].line > 0


@pytest.mark.parametrize("never", ["impostor: true", "approved: false", "vague: true"])
def test_a_trap_where_nobody_can_fall_into_it_is_odd(never: str, tmp_path: Path) -> None:
    shutil.copytree(shipped(), tmp_path / "content")
    scenario = tmp_path / "content" / "first-shift.yaml"
    line = edit(scenario, "    symptom: guest-wifi\n", f"    {never}\n    symptom: guest-wifi\n")
    (found,) = check_paths([scenario])
    assert (found.code, found.line, found.level) == ("no-effect", line, "warning")


def test_the_second_of_two_library_files_with_one_id_is_told_of_the_first(folder: Path) -> None:
    text = (folder / LIBRARY).read_text("utf-8")
    (folder / "library" / "more.yaml").write_text(text, "utf-8")
    edit(folder / SCENARIO, "library: [eighty]", "library: [eighty, more]")
    problems = check_paths([folder / SCENARIO])
    assert {one.code for one in problems} == {"duplicate-id"}
    assert all("eighty.yaml, line" in one.message for one in problems)


def test_a_file_that_does_not_say_what_it_is_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\n")
    (tmp_path / "b.yaml").write_text("schema: something/else\n")
    assert codes(check_paths([tmp_path])) == ["missing-schema", "unknown-schema"]


def test_a_path_that_leads_nowhere_is_a_matter_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        check_paths([tmp_path / "nothing"])


def test_question_banks_are_checked_through_the_same_door(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text("schema: itilsim/bank/v1\nitmes: []\n")
    found = check_paths([bank])
    assert ("unknown-key", 2) in [(one.code, one.line) for one in found]


def test_whatever_is_broken_check_ends_with_problems_and_not_with_an_error(folder: Path) -> None:
    scenario = (shipped() / "first-shift.yaml").read_text("utf-8").splitlines(keepends=True)
    path = folder / SCENARIO
    for cut in range(2, len(scenario), 7):
        path.write_text("".join([*scenario[:cut], "  - [?", *scenario[cut + 1 :]]), "utf-8")
        assert check_paths([path])
        path.write_text("".join(scenario[:cut]), "utf-8")
        assert check_paths([path])


def test_a_folder_without_content_and_one_without_sources_are_told(tmp_path: Path) -> None:
    assert [one.code for one in check_paths([tmp_path])] == ["no-content"]
    bank = "schema: itilsim/bank/v1\nitems:\n  - id: a\n"
    (tmp_path / "questions.yaml").write_text(bank)
    codes = [one.code for one in check_paths([tmp_path])]
    assert "missing-file" in codes
    assert "wrong-value" not in codes
