"""The pictures of README and docs: one command draws them, the same each time, and none is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pictures import FOLDER, MOST, PICTURES, main

ROOT = Path(__file__).parents[1]
TEXTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_the_same_each_time(name: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        main([name], tmp_path / folder)
    first, second = (tmp_path / folder / name for folder in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size <= MOST
    svg = first.read_text(encoding="utf-8")
    assert "@font-face" not in svg
    assert str(tmp_path) not in svg
    assert "<text" in svg


def test_every_picture_is_kept_and_shown() -> None:
    kept = {each.name for each in FOLDER.glob("*")}
    assert kept == set(PICTURES)
    shown = {
        name
        for text in TEXTS
        for name in re.findall(
            r"!\[[^\]]+\]\((?:docs/)?pictures/([^)]+)\)", text.read_text("utf-8")
        )
    }
    assert shown == kept
    assert all(each.stat().st_size <= MOST for each in FOLDER.glob("*"))


def test_a_picture_needs_nothing_from_elsewhere() -> None:
    for each in FOLDER.glob("*.svg"):
        svg = each.read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[\w.]+", svg)) <= {
            "http://www.w3.org",
            "https://www.textualize.io",
        }
        assert "/home/" not in svg
        assert "/tmp/" not in svg  # noqa: S108 - looked for, not used
