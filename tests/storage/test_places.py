"""Where things are."""

from __future__ import annotations

from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError, UsageError
from itilsim.storage.files import TEMPORARY, make_folder, write_whole
from itilsim.storage.places import content, places


def test_a_given_home_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITILSIM_HOME", str(tmp_path / "environment"))
    assert places(tmp_path / "given").data == tmp_path / "given"
    assert places(None).data == tmp_path / "environment"


def test_a_home_moves_all_user_data(tmp_path: Path) -> None:
    there = places(tmp_path)
    for path in (there.database, there.backups, there.locks, there.cache):
        assert path.is_relative_to(tmp_path)


def test_without_a_home_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITILSIM_HOME", raising=False)
    there = places(None)
    assert there.data.name == "itilsim"
    assert there.data.is_absolute()
    assert there.cache != there.data


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert places(Path("here")).data == tmp_path / "here"


def test_a_wheel_carries_its_content(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "itilsim"
    (package / "_content" / "scenarios").mkdir(parents=True)
    assert content(package) == package / "_content"


def test_an_editable_install_uses_the_repository(tmp_path: Path) -> None:
    package = tmp_path / "src" / "itilsim"
    package.mkdir(parents=True)
    (tmp_path / "scenarios").mkdir()
    assert content(package) == tmp_path


def test_missing_content_is_said(tmp_path: Path) -> None:
    package = tmp_path / "src" / "itilsim"
    package.mkdir(parents=True)
    with pytest.raises(UsageError, match="Install it again"):
        content(package)


def test_a_file_is_replaced_whole_and_nothing_is_left_over(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert not list(tmp_path.glob(f"{TEMPORARY}*"))


def test_a_path_that_cannot_be_is_a_mistake_of_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be used"):
        make_folder(tmp_path / "file")
    with pytest.raises(UsageError, match="cannot be used"):
        write_whole(tmp_path / "missing" / "file", b"")


def test_a_folder_that_cannot_be_written_says_what_to_do() -> None:
    with pytest.raises((TryAgainError, UsageError), match=r"/proc/itilsim"):
        make_folder(Path("/proc/itilsim"))
