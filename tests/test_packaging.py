"""The package as it is installed: its version, and the content that travels inside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

import itilsim
from itilsim.storage import places

REPOSITORY = Path(__file__).resolve().parent.parent
CONTENT = ("scenarios", "questions")


def test_the_version_literal_is_the_version_of_the_package() -> None:
    assert itilsim.__version__ == version("itilsim")


def test_the_changelog_knows_the_version() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{itilsim.__version__}]" in changelog


def test_an_editable_install_takes_its_content_from_the_repository() -> None:
    assert places.content() == REPOSITORY


def test_an_installed_package_takes_the_content_inside_itself(tmp_path: Path) -> None:
    package = tmp_path / "itilsim"
    shutil.copytree(REPOSITORY / "src" / "itilsim", package)
    for folder in CONTENT:
        shutil.copytree(REPOSITORY / folder, package / "_content" / folder)
    assert _content_seen_by_the_package_in(tmp_path) == package / "_content"


def test_the_wheel_is_told_to_carry_the_content() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert carried == {folder: f"itilsim/_content/{folder}" for folder in CONTENT}


@pytest.mark.prove
def test_the_wheel_carries_every_scenario_and_question(tmp_path: Path) -> None:
    _build_wheel(tmp_path / "dist")
    (wheel,) = (tmp_path / "dist").glob("itilsim-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    content = tmp_path / "site" / "itilsim" / "_content"
    written = {path.relative_to(REPOSITORY) for path in _yaml_files(REPOSITORY)}
    carried = {path.relative_to(content) for path in _yaml_files(content)}
    print(f"\nwheel: {len(carried)} of {len(written)} content files inside")
    assert written
    assert carried == written
    assert _content_seen_by_the_package_in(tmp_path / "site") == content


def _yaml_files(root: Path) -> list[Path]:
    return [path for folder in CONTENT for path in (root / folder).rglob("*.yaml")]


def _build_wheel(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder)]
    subprocess.run([*command, str(REPOSITORY)], check=True)


def _content_seen_by_the_package_in(site: Path) -> Path:
    finished = subprocess.run(
        [sys.executable, "-c", "from itilsim.storage import places; print(places.content())"],
        cwd=site.parent,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(finished.stdout.strip())
