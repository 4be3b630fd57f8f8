"""Twenty logs, kept in the repository, are made again to the byte, on every Python."""

from __future__ import annotations

import hashlib
import json
import platform

import pytest

from tests.golden.logs import FOLDER, GOLDEN, RENEW, Golden
from tests.proofs.shifts import POLICIES, played

pytestmark = pytest.mark.golden


def difference(golden: Golden, kept: str, made: str) -> str:
    """What to do about a log that has changed, and where it first differs."""
    before, after = kept.splitlines(), made.splitlines()
    first = next(
        (n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    scenarios = [json.loads(lines[0])["digest"] for lines in (before, after)]
    if scenarios[0] != scenarios[1]:
        advice = (
            "The scenario itself has changed (its digest is another). If that was meant, renew "
            "the logs; if the rules have changed too, raise ENGINE in itilsim.sim.shift."
        )
    else:
        advice = (
            "The scenario is the same, so the rules have changed. If that was meant, raise ENGINE "
            "in itilsim.sim.shift and renew the logs."
        )
    shown = [lines[first] if first < len(lines) else "(end)" for lines in (before, after)]
    return (
        f"{golden.file.name} is not as it was from line {first + 1} on.\n"
        f"  kept: {shown[0]}\n  made: {shown[1]}\n{advice}\nRenew with: {RENEW}"
    )


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.file.stem)
def test_a_golden_log_is_made_again_to_the_byte(golden: Golden) -> None:
    kept = golden.file.read_bytes()
    made = golden.played().encode()
    if made != kept:
        pytest.fail(difference(golden, kept.decode(), made.decode()), pytrace=False)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.file.stem)
def test_the_digest_is_that_of_the_file(golden: Golden) -> None:
    found = hashlib.sha256(golden.file.read_bytes()).hexdigest()
    assert played(golden.setting, golden.seed, golden.policy).digest == f"sha256:{found}"


def test_the_kept_logs_are_those_of_the_list() -> None:
    assert sorted(FOLDER.iterdir()) == sorted(golden.file for golden in GOLDEN)
    assert {golden.policy for golden in GOLDEN} == set(POLICIES)
    assert len(GOLDEN) == 20
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 2_000_000


def test_a_changed_log_is_told_with_what_to_do() -> None:
    golden = GOLDEN[0]
    kept = golden.file.read_text(encoding="utf-8")
    lines = kept.splitlines(keepends=True)
    rules = difference(golden, kept, "".join([*lines[:5], *lines[6:]]))
    assert "line 6" in rules
    assert "raise ENGINE" in rules
    assert RENEW in rules
    assert "The scenario itself has changed" in difference(
        golden, kept, kept.replace("sha256:", "sha256:0", 1)
    )


@pytest.mark.prove
def test_all_golden_logs_on_this_python() -> None:
    same = sum(golden.file.read_bytes() == golden.played().encode() for golden in GOLDEN)
    print(
        f"\ngolden logs on Python {platform.python_version()}: {same} of {len(GOLDEN)} to the byte"
    )
    assert same == len(GOLDEN)
