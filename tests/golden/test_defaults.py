"""No default of the content format changes unseen, and a new one changes no digest."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from itilsim.content.digest import canonical
from itilsim.domain.organisation import Component
from tests.golden.defaults import FILE, RENEW, defaults


def test_the_defaults_are_those_that_are_kept() -> None:
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    made = defaults()
    changed = {name for name in kept if kept[name] != made.get(name, "gone")}
    assert not changed, f"these defaults are rules: raise ENGINE, then {RENEW}"
    assert kept == made, f"new defaults change nothing; keep them with {RENEW}"


@pytest.mark.parametrize("default", [0, "", (), None, False])
def test_a_new_optional_field_changes_no_digest(default: object) -> None:
    old = Component(id="a", name="A", kind="switch", owner="NET")  # type: ignore[arg-type]
    newer = dataclasses.make_dataclass(
        "Component", [("more", type(default), default)], bases=(Component,), frozen=True
    )
    values = {field.name: getattr(old, field.name) for field in dataclasses.fields(old)}
    assert canonical(newer(**values)) == canonical(old)
    assert canonical(newer(**values, more=7)) != canonical(old)
