"""`itilsim lesson`: a short lesson to read, or the list of them."""

from __future__ import annotations

from pathlib import Path

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)
from itilsim.cli.studying import bank_option, known_topic, usual_edition
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS, Edition


@click.command()
@click.argument("topic", default="")
@click.option("--edition", type=click.Choice(EDITIONS), help="The exam you study for.")
@bank_option
@json_option
@shared_options
@pass_invocation
def lesson(
    invocation: Invocation, *, topic: str, edition: Edition | None, folder: Path | None
) -> None:
    """Read the lesson on a TOPIC, or list all lessons of your exam."""
    from dataclasses import asdict

    from itilsim.content.bank import load_bank, shipped_bank
    from itilsim.content.cache import ContentCache
    from itilsim.learner.learning_order import syllabus_order
    from itilsim.quiz.lessons import lessons_of
    from itilsim.quiz.syllabus import TOPICS
    from itilsim.words.editions import edition_name
    from itilsim.words.lessons import lesson_title, minutes_to_read, paragraphs

    topic = topic and known_topic(topic)
    places = invocation.places
    chosen = usual_edition(places, edition)
    bank = load_bank(folder, ContentCache(places.cache)) if folder else shipped_bank(places)
    found = lessons_of(bank.lessons, chosen)
    if topic and topic not in found:
        others = [each.edition for each in bank.lessons if each.topic == topic]
        where = f" --edition {others[0]} has one." if others else ""
        raise UsageError(f"There is no lesson on '{topic}' in {edition_name(chosen)}.{where}")
    if invocation.as_json:
        print_json(asdict(found[topic]) if topic else [asdict(each) for each in found.values()])
        return
    if topic:
        sources = {source.id: source for source in bank.sources}
        click.echo(lesson_title(found[topic]))
        for each in paragraphs(found[topic], sources):
            text = f"{each.label}: {each.text}" if each.label else each.text
            click.echo("\n" + click.wrap_text(text, width=78))
        return
    order = syllabus_order(bank.of_edition(chosen), chosen)
    listed = [each for each in order if each in found]
    width = max(map(len, listed), default=0)
    for name in listed:
        click.echo(f"{name:<{width}}  {TOPICS[name]} ({minutes_to_read(found[name])} min)")
    if not listed:
        say("There is no lesson in this bank for this exam.")
