"""One setting at the start: read without making a database, and never a wrong one."""

from __future__ import annotations

from pathlib import Path

from itilsim.storage.places import places
from itilsim.storage.study import open_study
from itilsim.storage.study_settings import settings_of


def test_looking_does_not_make_a_database(tmp_path: Path) -> None:
    own = places(tmp_path)
    assert settings_of(own, "theme", "edition") == ("", "")
    assert not own.database.exists()


def test_what_was_set_is_remembered_in_the_order_asked_for(tmp_path: Path) -> None:
    own = places(tmp_path)
    with open_study(own) as study:
        study.set_setting("theme", "colour-blind-dark")
        study.set_setting("edition", "5")
    assert settings_of(own, "edition", "theme", "exam_date") == ("5", "colour-blind-dark", "")


def test_what_cannot_have_been_set_counts_as_unset(tmp_path: Path) -> None:
    own = places(tmp_path)
    with open_study(own) as study, study.database.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('edition', '7')")
    assert settings_of(own, "edition") == ("",)
