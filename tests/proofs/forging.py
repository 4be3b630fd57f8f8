"""Run files as nobody should write them: mistyped, cut, shuffled, forged.

The one idea: a mutant is the lines of an honest file with one to three things done to it, drawn
from a list by a generator of its own, so that a number says which mutant it is. Forgeries are made
as well as one can make them without playing: digests match, counts match, footers are whole.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

Line = dict[str, Any]

HUGE = "<huge>"
"""Stands for a number of 5,000 digits, which no JSON writer here would write."""

WRONG: tuple[Any, ...] = (
    None, True, False, "", "99", "x" * 300, -1, 0, 1, 99, 1.5, 1e308, 10**400, 2**53, HUGE, [], {},
    [1], {"total": 99}, "a\nb", "\x1b[31m", "finished", "running", "textbook", "sha256:" + "0" * 64,
    "first-shift", [[[[]]]], {"a": {"b": {}}}, "\u202e", "9999-12-31T23:59:59Z",
)  # fmt: skip
"""What is put into a field that holds something else."""


@dataclass(frozen=True)
class Honest:
    """An honest run file by its lines."""

    lines: tuple[str, ...]
    """Header, entries, footer, each as it is written."""
    log: bytes
    """Its log."""


def honest(data: bytes) -> Honest:
    """Take a file apart."""
    lines = tuple(data.decode().splitlines())
    return Honest(lines, zlib.decompress(base64.b64decode(json.loads(lines[-1])["log"])))


def mutant(number: int, files: Sequence[Honest], others: Sequence[Honest], own: str) -> bytes:
    """The bytes of one mutant.

    Args:
        number: Which.
        files: Honest files to begin from.
        others: Honest files of scenarios that only bear the name of the installed one.
        own: Id of a run that is there already.
    """
    chance = Random(f"forged/{number}")
    source = chance.choice([*files, *others] if chance.random() < 0.3 else files)
    forger = _Forger(chance, source, files, own)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        chance.choice(FORGERIES)(forger)
    # Each has an id of its own, unless the forgery is about just that.
    if forger.keep_id is False:
        forger.run["id"] = f"forged-{number}"
    return forger.written()


class _Forger:
    """One file in the making."""

    def __init__(self, chance: Random, source: Honest, files: Sequence[Honest], own: str) -> None:
        self.chance = chance
        self.lines: list[Any] = [json.loads(line) for line in source.lines]
        self.log = source.log
        self.files = files
        self.own = own
        self.keep_id = False
        self.spoil: Callable[[bytes], bytes] = bytes

    @property
    def run(self) -> Line:
        """The header's inner part; a throw-away one where it is gone."""
        first = self.lines[0] if self.lines else None
        run = first.get("run") if isinstance(first, dict) else None
        return run if isinstance(run, dict) else {}

    @property
    def footer(self) -> Line:
        """The footer; a throw-away one where it is gone."""
        last = self.lines[-1] if self.lines else None
        return last if isinstance(last, dict) else {}

    def written(self) -> bytes:
        """The file."""
        text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in self.lines)
        return self.spoil(text.replace(f'"{HUGE}"', "9" * 5000).encode("utf-8", "surrogatepass"))

    def carry(self, log: bytes) -> None:
        """Carry another log, with the digest that it has."""
        self.log = log
        self.footer["log"] = base64.b64encode(zlib.compress(log)).decode()
        self.footer["log_digest"] = f"sha256:{hashlib.sha256(log).hexdigest()}"


def _mistyped(forger: _Forger) -> None:
    """Something else in a field, whichever it is."""
    chance = forger.chance
    target: Any = chance.choice((forger.lines[0], forger.run, forger.footer, *forger.lines[1:4]))
    for _ in range(6):
        if not isinstance(target, dict | list) or not target:
            return
        key = chance.choice(list(target) if isinstance(target, dict) else range(len(target)))
        if isinstance(target[key], dict | list) and target[key] and chance.random() < 0.7:
            target = target[key]
            continue
        target[key] = chance.choice(WRONG)
        return


def _scored_wrongly(forger: _Forger) -> None:
    """Something else in the score or instead of it."""
    score = forger.footer.get("score")
    if isinstance(score, dict) and forger.chance.random() < 0.8:
        score[forger.chance.choice(list(score) or ["total"])] = forger.chance.choice(WRONG)
    else:
        forger.footer["score"] = forger.chance.choice(WRONG)


def _boasted(forger: _Forger) -> None:
    """A better score, of the right form."""
    score = forger.footer.get("score")
    if isinstance(score, dict):
        score["total"] = forger.chance.choice((99, 99.0, 100, 87.65))


def _boasted_all_over(forger: _Forger) -> None:
    """A score that is better in all its parts."""
    parts = dict.fromkeys(("total", "triage", "outcome", "conduct"), 100.0)
    forger.footer["score"] = {**parts, "deductions": 0.0, "criteria": {"impact": 100.0}}


def _lost(forger: _Forger) -> None:
    """A field that is not there."""
    target = forger.chance.choice((forger.lines[0], forger.run, forger.footer))
    if isinstance(target, dict) and target:
        del target[forger.chance.choice(list(target))]


def _added(forger: _Forger) -> None:
    """A field that nobody knows."""
    forger.chance.choice((forger.run, forger.footer, forger.run.setdefault("options", {})))["x"] = 1


def _line_dropped(forger: _Forger) -> None:
    del forger.lines[forger.chance.randrange(len(forger.lines))]


def _line_doubled(forger: _Forger) -> None:
    at = forger.chance.randrange(len(forger.lines))
    forger.lines.insert(at, copy.deepcopy(forger.lines[at]))


def _lines_swapped(forger: _Forger) -> None:
    at = forger.chance.randrange(len(forger.lines) - 1)
    forger.lines[at : at + 2] = forger.lines[at : at + 2][::-1]


def _cut(forger: _Forger) -> None:
    share = forger.chance.random()
    forger.spoil = lambda data: data[: int(len(data) * share)]


def _bit_flipped(forger: _Forger) -> None:
    share, bit = forger.chance.random(), 1 << forger.chance.randrange(8)

    def spoil(data: bytes) -> bytes:
        at = int(len(data) * share)
        return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]

    forger.spoil = spoil


def _decision_left_out(forger: _Forger) -> None:
    """A decision is gone, and all numbers fit again."""
    if len(forger.lines) > 4:
        del forger.lines[forger.chance.randrange(1, len(forger.lines) - 2)]
        _renumber(forger)


def _decision_changed(forger: _Forger) -> None:
    """A value of a decision is another one."""
    entry = forger.chance.choice(forger.lines[1:-1] or [{}])
    command = entry.get("command") if isinstance(entry, dict) else None
    if isinstance(command, dict) and len(command) > 1:
        key = forger.chance.choice([key for key in command if key != "kind"])
        command[key] = forger.chance.choice((1, 2, 3, "incident", "request", None, "", True))


def _other_seat(forger: _Forger) -> None:
    """Somebody else did it."""
    for entry in forger.lines[1:-1]:
        if isinstance(entry, dict) and forger.chance.random() < 0.3:
            entry["actor"] = forger.chance.choice(("colleague", "shift_lead", "caller", "x"))


def _policy_left_out(forger: _Forger) -> None:
    forger.run.setdefault("options", {}).pop("policy", None)


def _policy_claimed(forger: _Forger) -> None:
    forger.run["options"] = {"policy": forger.chance.choice(("textbook", "idle", "me", "\n"))}


def _relabelled(forger: _Forger) -> None:
    """Another title, day or exam."""
    forger.run["title"] = forger.chance.choice(
        ("Mine\nand\nyours", "Your first morning", "x" * 200)
    )
    forger.run["created"] = forger.chance.choice(("2031-01-01T00:00:00Z", "1970-01-01T00:00:00Z"))


def _other_journal(forger: _Forger) -> None:
    """The journal of another seed, perhaps with its footer."""
    header, *rest = forger.chance.choice(forger.files).lines
    other = [header, *map(json.loads, rest)]
    footer = other[-1] if forger.chance.random() < 0.5 else forger.footer
    forger.lines = [forger.lines[0], *other[1:-1], footer]
    _renumber(forger)


def _other_footer(forger: _Forger) -> None:
    forger.lines[-1] = json.loads(forger.chance.choice(forger.files).lines[-1])
    _renumber(forger)


def _other_seed(forger: _Forger) -> None:
    forger.run["seed"] = forger.chance.randrange(1, 50)


def _other_log(forger: _Forger) -> None:
    """Another log with the digest that it has: shorter, or said to be of another way of playing."""
    lines = forger.log.splitlines(keepends=True)
    kept = [line for line in lines if forger.chance.random() < 0.9]
    forger.carry(b"".join(kept).replace(b'"practice"', b'"assessed"'))


def _other_engine(forger: _Forger) -> None:
    forger.run["engine"] = forger.chance.choice((0, 2, 99))
    if forger.chance.random() < 0.5:
        _other_log(forger)


def _other_scoring(forger: _Forger) -> None:
    forger.run["scoring"] = forger.chance.choice((0, 1, 2, 99))


def _other_way(forger: _Forger) -> None:
    """Another mode or pace."""
    forger.run["mode"] = forger.chance.choice(("guided", "assessed", "coached", "practice"))
    forger.run["pace"] = forger.chance.choice(("paced", "stepped"))


def _other_status(forger: _Forger) -> None:
    forger.footer["status"] = forger.chance.choice(("running", "abandoned", "finished"))
    if forger.chance.random() < 0.5:
        forger.footer.update(log_digest="", score=None, log="")


def _other_reach(forger: _Forger) -> None:
    forger.footer["reached"] = forger.chance.choice((0, 5400, 7200, 2**50))


def _other_scenario(forger: _Forger) -> None:
    """A change in the scenario that is carried, or in what it is said to be."""
    resolved = forger.lines[0].get("resolved") if isinstance(forger.lines[0], dict) else None
    if isinstance(resolved, dict) and isinstance(resolved.get("scenario"), dict):
        key = forger.chance.choice(("minutes", "contacts", "weights", "id", "title", "faults"))
        resolved["scenario"][key] = forger.chance.choice((1, [], {}, "first-shift", None))
    if forger.chance.random() < 0.5:
        forger.run["scenario_digest"] = "sha256:" + "5" * 64


def _other_name(forger: _Forger) -> None:
    forger.run["scenario"] = forger.chance.choice(("first-shift", "second-shift", "x", "../x"))


def _taken_id(forger: _Forger) -> None:
    """The id of a run that is there already."""
    forger.run["id"] = forger.own
    forger.keep_id = True


def _renumber(forger: _Forger) -> None:
    for number, entry in enumerate(forger.lines[1:-1], start=1):
        if isinstance(entry, dict):
            entry["seq"] = number
    forger.footer["entries"] = len(forger.lines) - 2


FORGERIES: tuple[Callable[[_Forger], None], ...] = (
    _mistyped, _mistyped, _mistyped, _scored_wrongly, _scored_wrongly, _boasted, _boasted_all_over,
    _lost, _added, _line_dropped, _line_doubled, _lines_swapped, _cut, _bit_flipped,
    _decision_left_out, _decision_changed, _other_seat, _policy_left_out, _policy_claimed,
    _relabelled, _other_journal, _other_footer, _other_seed, _other_log, _other_engine,
    _other_scoring, _other_way, _other_status, _other_reach, _other_scenario, _other_name,
    _taken_id,
)  # fmt: skip
"""What is done to a file; mistyping is drawn more often, since there are so many fields."""
