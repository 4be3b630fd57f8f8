"""`itilsim bank`: questions to other tools and from them, with every loss listed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itilsim.cli.bank_statistics import statistics
from itilsim.cli.invocation import (
    FOLDER,
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)
from itilsim.cli.studying import bank_option, known_topic
from itilsim.quiz.editions import EDITIONS, Edition

if TYPE_CHECKING:
    from itilsim.exchange.losses import Assumed, Loss
    from itilsim.exchange.losses_reading import Reading
    from itilsim.quiz.questions import Bank, Item

READABLE = ("gift", "moodle-xml", "aiken", "csv")
"""Formats that can be read and written."""

WRITABLE = (*READABLE, "anki")
"""Formats that can be written."""

LINES_SHOWN = 14
"""Most lines of the summary of losses. Tuning constant: fits a screen."""

ALIKE = 3
"""Different fates of one field that are told one by one. Tuning constant."""

_LOSSES = click.option(
    "--losses",
    "losses_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write every loss to this file, as JSON.",
)


@click.group()
def bank() -> None:
    """Write questions for other tools, take theirs in, or see how questions do."""


bank.add_command(statistics)


@bank.command("topics")
@click.option("--edition", type=click.Choice(EDITIONS), help="Only topics of this edition.")
@json_option
@shared_options
@pass_invocation
def list_topics(invocation: Invocation, edition: Edition | None) -> None:
    """List the topics that a question can be about, and how many of ours are."""
    from itilsim.cli.invocation import table
    from itilsim.quiz.syllabus import TOPICS

    counts = Counter(
        item.topic for item in _bank(invocation, None).items if edition in (None, *item.editions)
    )
    known = [topic for topic in TOPICS if edition is None or counts[topic]]
    if invocation.as_json:
        rows = [{"topic": one, "title": TOPICS[one], "questions": counts[one]} for one in known]
        print_json(rows)
    else:
        click.echo(table([(one, TOPICS[one], str(counts[one])) for one in known]))


@bank.command("export")
@click.option("--format", "form", type=click.Choice(WRITABLE), required=True, help="What to write.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to; - is stdout.",
)
@click.option("--edition", type=click.Choice(EDITIONS), help="Only questions of this edition.")
@click.option("--topic", help="Only questions of this topic, like incident-management.")
@bank_option
@_LOSSES
@json_option
@shared_options
@pass_invocation
def export_bank(
    invocation: Invocation,
    form: str,
    out: Path,
    edition: Edition | None,
    topic: str | None,
    folder: Path | None,
    losses_file: Path | None,
) -> None:
    """Write questions for another tool, and say what it cannot hold."""
    from itilsim.cli.output import STDOUT, write_out
    from itilsim.domain.errors import UsageError
    from itilsim.exchange.losses_sources import untaught, unvouched

    if invocation.as_json and out == STDOUT:
        raise UsageError("--json and --out - both want stdout. Name a file, or leave --json out.")
    if losses_file is not None and losses_file.resolve() == out.resolve():
        raise UsageError("--out and --losses name the same file. Give each its own.")
    bank_ = _bank(invocation, folder)
    items = _chosen(bank_, edition, topic)
    data, losses = _written(form, items)
    losses = (*losses, *untaught(items, bank_.lessons))
    if folder is not None:
        losses = (*losses, *unvouched(items, bank_.sources, _bank(invocation, None).sources))
    write_out(out, data)
    left_out = sum(loss.field == "item" for loss in losses)
    if out != STDOUT:
        say(f"Written: {out} ({_count(len(items) - left_out, 'question')})")
    _tell(invocation, losses, losses_file)


@bank.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(READABLE), required=True, help="What it is.")
@click.option("--out", type=FOLDER, required=True, help="A new folder for the questions.")
@click.option("--edition", type=click.Choice(EDITIONS), help="Edition, where the file names none.")
@click.option("--topic", help="Topic, where the file names none.")
@click.option("--skip", is_flag=True, help="Leave out what is wrong, and take the rest.")
@_LOSSES
@json_option
@shared_options
@pass_invocation
def import_bank(
    invocation: Invocation,
    file: Path,
    form: str,
    out: Path,
    edition: Edition | None,
    topic: str | None,
    skip: bool,
    losses_file: Path | None,
) -> int:
    """Take questions of another tool in, as files that itilsim reads.

    Exit code 1: some were left out, as --skip allows.
    """
    from itilsim.content.bank_writer import save_bank
    from itilsim.content.foreign import read_foreign
    from itilsim.domain.errors import UsageError
    from itilsim.exchange.losses_sources import vouched

    found = _read(form, file, read_foreign(file), _assumed(edition, topic))
    if not skip:
        found.whole()
    for problem in found.problems:
        say(str(problem))
    if not found.items:
        raise UsageError(f"There is no sound question in {file}.")
    known = _bank(invocation, None).sources
    taken, changed = vouched(found.items, known, file.name)
    save_bank(out, taken)
    say(f"Taken in: {out} ({_count(len(taken.items), 'question')})")
    _tell(invocation, (*found.losses, *changed), losses_file)
    return 1 if found.problems else 0


def _bank(invocation: Invocation, folder: Path | None) -> Bank:
    """The questions of a folder, else those that belong to the program."""
    from itilsim.content.bank import load_bank, shipped_bank

    return shipped_bank(invocation.places) if folder is None else load_bank(folder)


def _chosen(bank_: Bank, edition: Edition | None, topic: str | None) -> tuple[Item, ...]:
    """The items of an edition and of a topic, where these are named."""
    from itilsim.domain.errors import UsageError

    if topic is not None:
        topic = known_topic(topic)
    items = tuple(
        item
        for item in bank_.items
        if (edition is None or edition in item.editions) and topic in (None, item.topic)
    )
    if not items:
        raise UsageError("There is no such question. Leave --edition or --topic out.")
    return items


def _assumed(edition: Edition | None, topic: str | None) -> Assumed:
    """What holds where the file is silent."""
    from itilsim.exchange.losses import Assumed

    given = {"edition": edition, "topic": topic and known_topic(topic)}
    return Assumed(**{name: value for name, value in given.items() if value})


def _written(form: str, items: Sequence[Item]) -> tuple[bytes, tuple[Loss, ...]]:
    """The bytes of a file of this format, and what it cannot hold."""
    import time

    from itilsim.exchange import aiken, anki, bank_csv, gift, moodle_xml

    if form == "anki":
        return anki.write_anki(items, time.time())
    writers: dict[str, Callable[[Sequence[Item]], tuple[str, tuple[Loss, ...]]]] = {
        "gift": gift.write_gift,
        "moodle-xml": moodle_xml.write_moodle_xml,
        "aiken": aiken.write_aiken,
        "csv": bank_csv.write_csv,
    }
    text, losses = writers[form](items)
    return text.encode(), losses


def _read(form: str, file: Path, data: bytes, assumed: Assumed) -> Reading:
    """What a file of this format holds."""
    from itilsim.exchange import aiken, bank_csv, gift, moodle_xml

    readers: dict[str, Callable[[bytes, str, Assumed], Reading]] = {
        "gift": gift.read_gift,
        "moodle-xml": moodle_xml.read_moodle_xml,
        "aiken": aiken.read_aiken,
        "csv": bank_csv.read_csv,
    }
    return readers[form](data, str(file), assumed)


def _tell(invocation: Invocation, losses: Sequence[Loss], file: Path | None) -> None:
    """Say what was lost: a summary for the eye, every single one on demand."""
    from itilsim.cli.output import write_out

    listed = [{"item": one.item, "field": one.field, "what": one.what} for one in losses]
    if file is not None:
        write_out(file, f"{json.dumps(listed, ensure_ascii=False, indent=2)}\n".encode())
    if invocation.as_json:
        print_json(listed)
    if not losses:
        say("Nothing was lost.")
        return
    lines = list(_summary(losses))
    say("Not as it was:")
    for line in lines[:LINES_SHOWN]:
        say(line)
    if len(lines) > LINES_SHOWN:
        say(f"  and {_count(len(lines) - LINES_SHOWN, 'other kind')}")
    if file is None and not invocation.as_json:
        say("--losses FILE writes down every single one.")


def _summary(losses: Sequence[Loss]) -> Iterator[str]:
    """How often what became of which field, the most frequent first."""
    fields: dict[str, Counter[str]] = {}
    for one in losses:
        fields.setdefault(re.sub(r"\[\d+\]", "", one.field), Counter())[one.what] += 1
    for field, whats in sorted(fields.items(), key=lambda one: -one[1].total()):
        if len(whats) > ALIKE:
            yield f"  {whats.total():>6,} × {field}, like: {next(iter(whats))}"
        else:
            yield from (f"  {number:>6,} × {field}: {what}" for what, number in whats.items())


def _count(number: int, word: str) -> str:
    """A number with its word."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
