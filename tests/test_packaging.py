"""The package as it is installed: its version, and the content that travels inside it."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions, requires, version
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


def test_make_check_needs_nothing_that_only_a_proof_or_a_benchmark_installs() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    dependencies = project["project"]["dependencies"]
    wanted = {
        _bare(each) for each in (*dependencies, *project["project"]["optional-dependencies"]["dev"])
    }
    brought = {
        _bare(each) for name in wanted for each in requires(name) or () if "extra" not in each
    }
    installed = wanted | brought
    (untyped,) = project["tool"]["mypy"]["overrides"]
    known = {each.removesuffix(".*") for each in untyped["module"]} | {"itilsim", "tests", "bench"}
    homes = packages_distributions()
    strangers = {
        (path.name, module)
        for folder in ("src", "tests", "bench")
        for path in (REPOSITORY / folder).rglob("*.py")
        for module in _imported(path) - sys.stdlib_module_names - known
        if installed.isdisjoint(_bare(each) for each in homes.get(module, ()))
    }
    assert strangers == set()


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


@pytest.mark.prove
def test_the_wheel_plays_without_the_repository(tmp_path: Path) -> None:
    _build_wheel(tmp_path / "dist")
    (wheel,) = (tmp_path / "dist").glob("itilsim-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    package = tmp_path / "site" / "itilsim"
    written = _all_files(REPOSITORY / "src/itilsim")
    carried = {name for name in _all_files(package) if name.parts[0] != "_content"}
    print(f"\nwheel: {len(carried)} of {len(written)} files of the package inside")
    assert carried == written
    for words, said in (
        (("--version",), f"itilsim {itilsim.__version__}"),
        (("check", str(package / "_content/scenarios/first-shift.yaml")), "No problems."),
        (("simulate", "first-shift", "--seed", "7", "--policy", "textbook"), "sha256:"),
        (("quiz", "--plain", "--count", "1"), "ITIL"),
        (("progress",), "new questions"),
    ):
        ended = subprocess.run(
            [sys.executable, "-m", "itilsim", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(package.parent), "ITILSIM_HOME": str(tmp_path)},
            input="",
            capture_output=True,
            text=True,
            check=False,
        )
        assert said in ended.stdout + ended.stderr, ended
        print(f"wheel: itilsim {words[0]} ended with {ended.returncode}")


def test_the_readme_leads_from_nothing_to_the_first_shift_on_three_systems() -> None:
    words = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    section = words.partition("## Without make and git")[2].partition("\n## ")[0]
    lines = [line.strip() for line in section.splitlines() if line.startswith("    ")]
    assert [line for line in lines if "make" in line or "git" in line] == []
    ways = {
        "unix": ["python3 -m venv", "bin/python -m pip install", "bin/itilsim"],
        "windows": ["py -m venv", "Scripts\\python -m pip install", "Scripts\\itilsim"],
        "pipx": ["pipx install", "itilsim play"],
    }
    for way, (first, *others) in ways.items():
        start = next(n for n, line in enumerate(lines) if line.startswith(first))
        for line, begun in zip(lines[start + 1 :], others, strict=False):
            assert begun in line, way
        assert lines[start + len(others)].endswith("itilsim play first-shift --mode guided")


def _bare(requirement: str) -> str:
    """Name of the package that a line like "rich>=13; python_version < '4'" asks for."""
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def _imported(path: Path) -> set[str]:
    """Top-level names of what a module imports anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def _all_files(root: Path) -> set[Path]:
    """Files of a folder, without what Python makes."""
    return {
        path.relative_to(root)
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


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
