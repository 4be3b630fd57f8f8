"""A form of the desk in plain lines: one question after another, each with numbered options.

The one idea: it asks what the app's dialog asks, in the same order, from the same `Draft`; what the
dialog searches by typing is searched here by typing too.
"""

from __future__ import annotations

from typing import Final

from itilsim.content.clean import clean_line
from itilsim.domain.commands import Command
from itilsim.plain.console import Console
from itilsim.seat.draft import Choice, Draft, Field, FormView, fitting

BACK: Final = "back"
"""The word with which a form is left and nothing is done."""
MANY: Final = 12
"""Lists longer than this are searched by typing. Tuning constant: what one keeps in one's head
while a voice reads it."""


class NothingDone(Exception):
    """The form was left."""


def filled(view: FormView, console: Console) -> Command:
    """Ask for everything that the form asks for.

    Args:
        view: The form.
        console: Where it is asked.

    Returns:
        The command that was put together.

    Raises:
        NothingDone: At `back`.
        Left: At `quit`, and at the end of input.
    """
    draft = Draft(view)
    console.say(f"Form: {view.title}. Type a number, or {BACK} to leave it.")
    console.say(*(f"About: {line}" for line in view.about.splitlines()))
    for each in view.fields:
        if each.locked:
            console.say(f"Filled in: {each.title}: {each.locked}{_because(each)}")
        elif each.is_settled(draft.values) and draft.values[each.name] is not None:
            console.say(f"As usual: {each.title}: {draft.chosen(each)}")
    while (asked := draft.asking) is not None:
        draft.take(_answer(asked, draft, console))
        draft.place = draft.following()
    if preview := view.preview(draft.values):
        console.say(f"So: {preview}")
    return draft.build()


def _because(field: Field) -> str:
    return f" ({field.why})" if field.why else ""


def _answer(asked: Field, draft: Draft, console: Console) -> object:
    """The value of one field."""
    question = asked.ask or asked.title
    if asked.hint:
        console.say(f"Hint: {asked.hint}")
    if asked.is_text:
        return clean_line(_read(question, console))
    options = asked.options(draft.values)
    known = draft.chosen(asked)
    if asked.many:
        return _several(question, options, console)
    keeps = draft.is_decided(asked)
    if keeps:
        now = "none" if known == "…" else known
        console.say(f"{asked.title} now: {now}. An empty line keeps it.")
    shown = options
    if len(options) > MANY:
        console.say(f"There are {len(options)}: type a word of it, or all to hear them all.")
        shown = ()
    else:
        _list(options, console)
    while True:
        typed = _read(question, console)
        if not typed and keeps:
            return draft.values[asked.name]
        if typed.isdigit() and 1 <= int(typed) <= len(shown):
            return shown[int(typed) - 1].value
        found = options if typed.casefold() == "all" else fitting(options, typed)
        if not typed or typed.isdigit() or not found:
            console.say(f"Unknown: {typed[:60] or 'an empty line'}. Type a number or a word of it.")
            continue
        shown = found
        _list(shown, console)


def _several(question: str, options: tuple[Choice, ...], console: Console) -> tuple[object, ...]:
    """Any number of options, in the order of the list."""
    _list(options, console)
    while True:
        typed = _read(f"{question} Numbers, or an empty line for none", console)
        parts = typed.replace(",", " ").split()
        if all(each.isdigit() and 1 <= int(each) <= len(options) for each in parts):
            chosen = {int(each) - 1 for each in parts}
            return tuple(each.value for n, each in enumerate(options) if n in chosen)
        console.say(f"Unknown: {typed[:60]}. Type numbers with spaces between them, like 1 3.")


def _list(options: tuple[Choice, ...], console: Console) -> None:
    for number, each in enumerate(options, start=1):
        label = f"{each.label} {each.mark}".rstrip()
        console.say(f"{number}: {label}{f'. {each.below}' if each.below else ''}")


def _read(question: str, console: Console) -> str:
    typed = console.read(question)
    if typed.casefold() == BACK:
        raise NothingDone
    return typed
