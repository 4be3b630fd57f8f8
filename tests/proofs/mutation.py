"""How many small mistakes in the rules the tests find: a random sample of mutants, and its share.

The one idea: mutmut makes every mutant of the files that `pyproject.toml` names and knows which
tests reach it; this draws some of them by a seed, has them run, and leaves out of the count only
what `equivalent.toml` argues can have no effect. Run as `python -m tests.proofs.mutation`.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = ROOT / "mutants"
"""Where mutmut works; made anew each time, since moved files would stay in it."""
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
JUDGED = 600
"""Mutants in the sample that judges."""
SEED = 2026
"""Its seed; tests are written looking at samples of other seeds."""
GOAL = 90
"""Percent of the mutants that are not equivalent which are to be found."""

KILLED = (1, 3)
"""What mutmut notes where a test failed, or pytest itself did."""
OUT_OF_TIME = (-24, 24, 36, 152, 255)
"""What it notes where a mutant went on and on; the tests do find that."""


@dataclass(frozen=True)
class Change:
    """What a mutant changes, in words that outlive its number."""

    file: str
    """Path of the module from the root."""
    function: str
    """Name of the function, after its class if it has one."""
    before: str
    """The lines that it takes away, without indentation."""
    after: str
    """The lines that it puts there."""


@dataclass(frozen=True)
class Tried:
    """A mutant and what became of it."""

    name: str
    """Mutmut's name for it."""
    change: Change
    """What it changes."""
    code: int | None
    """What mutmut noted."""

    @property
    def found(self) -> bool:
        """Whether the tests noticed."""
        return self.code in KILLED or self.code in OUT_OF_TIME


def equivalent() -> dict[Change, str]:
    """Mutants that can have no effect, each with the argument why."""
    if not EQUIVALENT.exists():
        return {}
    entries = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    return {
        Change(each["file"], each["function"], each["before"], each["after"]): each["why"]
        for each in entries
    }


def wilson(found: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, found / of
    middle = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return (middle - half) / whole, (middle + half) / whole


def made() -> dict[str, Path]:
    """All mutants that there are, with the file that each is in; in order of name."""
    found: dict[str, Path] = {}
    for meta in sorted(MADE.rglob("*.meta")):
        path = meta.relative_to(MADE).with_suffix("")
        found.update(dict.fromkeys(json.loads(meta.read_text())["exit_code_by_key"], path))
    return dict(sorted(found.items()))


def make_all() -> None:
    """Make every mutant, and learn which tests reach it."""
    shutil.rmtree(MADE, ignore_errors=True)
    # There is no command that only makes them; a pattern that fits nothing ends just after.
    done = _mutmut("nothing-is-called-this")
    if not made():
        sys.exit(f"mutmut has made no mutants:\n{done.stdout}\n{done.stderr}")


def tried(names: Sequence[str], children: int) -> list[Tried]:
    """Run some mutants."""
    there = made()
    done = _mutmut("--max-children", str(children), *names)
    codes: dict[str, int | None] = {}
    for path in {there[name] for name in names}:
        meta = json.loads((MADE / f"{path}.meta").read_text())
        codes.update(meta["exit_code_by_key"])
    if any(codes[name] is None for name in names):
        sys.exit(f"mutmut has stopped:\n{done.stdout[-2000:]}\n{done.stderr}")
    return [Tried(name, changed(name, there[name]), codes[name]) for name in names]


def changed(name: str, path: Path) -> Change:
    """What a mutant changes."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.utils.format_utils import orig_function_and_class_names_from_key

    lines = get_diff_for_mutant(name, path=path).splitlines()[2:]
    function, owner = orig_function_and_class_names_from_key(name)
    return Change(
        str(path),
        f"{owner}.{function}" if owner else function,
        *("\n".join(_signed(lines, sign)) for sign in "-+"),
    )


def _signed(lines: Sequence[str], sign: str) -> Iterator[str]:
    return (line[1:].strip() for line in lines if line.startswith(sign))


def _mutmut(*args: str) -> subprocess.CompletedProcess[str]:
    mutmut = Path(sys.executable).with_name("mutmut")
    return subprocess.run(
        [str(mutmut), "run", *args], cwd=ROOT, capture_output=True, text=True, check=False
    )


def report(outcome: Sequence[Tried]) -> float:
    """Print what became of a sample; gives the share that was found."""
    argued = equivalent()
    ways: dict[str, Counter[str]] = {}
    for each in outcome:
        slow = each.code in OUT_OF_TIME
        way = "timeout" if slow else "killed" if each.found else "survived"
        if not each.found and each.change in argued:
            way = "equivalent"
        ways.setdefault(each.change.file, Counter())[way] += 1
        if each.found and each.change in argued:
            print(f"argued to be equivalent, and yet found: {each.name}")
    for file, counted in sorted(ways.items()):
        print(f"{file}: {', '.join(f'{n} {way}' for way, n in sorted(counted.items()))}")
    total: Counter[str] = sum(ways.values(), Counter())
    counted_in = sum(total.values()) - total["equivalent"]
    found = total["killed"] + total["timeout"]
    low, high = wilson(found, counted_in)
    share = 100 * found / counted_in if counted_in else 0.0
    print(
        f"mutants: {len(outcome)} of {len(made())}, {total['equivalent']} argued equivalent; "
        f"found {found} of {counted_in} = {share:.1f} % "
        f"(95 % interval {100 * low:.1f} to {100 * high:.1f})"
    )
    return share


def main() -> int:
    """Draw, run and report; 1 if fewer are found than are to be."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=JUDGED)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--children", type=int, default=os.cpu_count() or 1)
    options.add_argument("--survivors", action="store_true", help="print what was not found")
    chosen = options.parse_args()
    os.chdir(ROOT)
    make_all()
    names = list(made())
    sample = random.Random(chosen.seed).sample(names, min(chosen.sample, len(names)))
    print(f"seed {chosen.seed}")
    outcome = tried(sorted(sample), chosen.children)
    if chosen.survivors:
        argued = equivalent()
        for each in outcome:
            if not each.found and each.change not in argued:
                print(f"\n{each.name} ({each.code})\n{each.change.file}: {each.change.function}")
                print(f"- {each.change.before}\n+ {each.change.after}".replace("\n", "\n  "))
    return 0 if report(outcome) >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
