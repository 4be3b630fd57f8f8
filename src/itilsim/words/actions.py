"""Everything that a person can do in the app, declared once.

One idea: a key, its place in the key bar, its line of help, its entry in the command palette and
its word in plain mode are the same fact, so they stand in one row of one table. The front doors
only read it: `tui` binds the keys to `action_<name>`, `plain` listens for the words.

Keys are written as a keyboard has them (`a`, `A`, `/`, `enter`, `ctrl+p`). Nothing here needs a
mouse, a function key, or a key that terminals and browsers keep for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Place = Literal[
    "home",
    "help",
    "briefing",
    "play",
    "debrief",
    "study",
    "quiz",
    "exam",
    "result",
    "progress",
    "timeline",
    "question",
    "confirm",
    "form",
    "too-small",
]
"""A screen or kind of dialog: `form` is any dialog that makes a command."""
Kind = Literal["screen", "dialog", "everywhere"]
"""Many places at once: all full screens, all dialogs, or both and the notice for small windows."""
Item = Literal["ringing", "call", "message", "alert", "incident", "request"]
"""What can be selected on the play screen; `ringing` waits on the phone, `call` is being held."""
Group = Literal[
    "moving", "answering", "contact", "record", "request", "alert", "looking", "places", "shift",
    "studying", "app",
]  # fmt: skip
"""A heading of the help screen."""

SCREENS: Final[tuple[Place, ...]] = (
    *("home", "help", "briefing", "play", "debrief"),
    *("study", "quiz", "exam", "result", "progress", "timeline"),
)
"""The places that fill the terminal."""
DIALOGS: Final[tuple[Place, ...]] = ("question", "confirm", "form")
"""The places that lie over a screen."""
GROUPS: Final[dict[Group, str]] = {
    "contact": "Callers and messages",
    "record": "Records",
    "request": "Requests",
    "alert": "Alerts",
    "looking": "Looking things up",
    "places": "Panels, by number",
    "shift": "The shift and its clock",
    "studying": "Studying",
    "answering": "Answering",
    "moving": "Moving about",
    "app": "The app",
}
"""Headings in the order in which help shows them."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do, and every word that stands for it."""

    name: str
    """Stable name; its handler in the app is `action_<name>`. Where it submits a command it is the
    command's kind, with underscores."""
    keys: tuple[str, ...]
    """Keys that start it; the first is the one that is shown."""
    title: str
    """One to three words for the key bar and the palette."""
    word: str
    """What starts it in plain mode."""
    help: str
    """One sentence for the help screen and the palette."""
    places: tuple[Place | Kind, ...]
    """Where it lives."""
    group: Group
    """Under which heading help shows it."""
    fits: tuple[Item, ...] = ()
    """On which selected items it makes sense; empty where it does not depend on one."""
    each_key: bool = False
    """Whether the handler is told which of the keys was pressed."""
    in_bar: bool = True
    """Whether the key bar shows it."""

    def lives_on(self, place: Place) -> bool:
        """Whether the action can be started there."""
        return (
            place in self.places
            or "everywhere" in self.places
            or ("screen" in self.places and place in SCREENS)
            or ("dialog" in self.places and place in DIALOGS)
        )


def actions_on(place: Place) -> tuple[Action, ...]:
    """Everything that can be started on a screen or dialog, in the order of the key bar."""
    return tuple(action for action in ACTIONS if action.lives_on(place))


def action_named(name: str) -> Action:
    """The action of that name; a name that is not in the table is a mistake of ours."""
    return _BY_NAME[name]


def grouped(place: Place) -> Iterator[tuple[str, tuple[Action, ...]]]:
    """Headings with their actions, for the help about a screen or dialog."""
    here = actions_on(place)
    for group, heading in GROUPS.items():
        if members := tuple(action for action in here if action.group == group):
            yield heading, members


def _play(group: Group, *rows: tuple[str, str, str, str, tuple[Item, ...], str]) -> list[Action]:
    """Actions of the play screen; a row is key, name, title, plain word, items, help."""
    return [
        Action(name, (key,), title, word, help_, ("play",), group, fits)
        for key, name, title, word, fits, help_ in rows
    ]


def _move(
    name: str,
    keys: tuple[str, ...],
    title: str,
    help_: str,
    places: tuple[Place | Kind, ...] = ("screen", "dialog"),
) -> Action:
    """A way of moving about; the focused list does it."""
    return Action(name, keys, title, name, help_, places, "moving", in_bar=False)


_RECORD: Final[tuple[Item, ...]] = ("incident", "request")
_SPOKEN: Final[tuple[Item, ...]] = ("call", "message", *_RECORD)
_UNLOGGED: Final[tuple[Item, ...]] = ("call", "message", "alert")

_CONTACT_ACTIONS: Final = _play(
    "contact",
    ("t", "take_call", "Take call", "take", ("ringing",), "Pick up the phone, wherever you are."),
    ("a", "ask_caller", "Ask", "ask", _SPOKEN, "Ask the caller for a missing fact."),
    ("v", "verify_identity", "Verify", "verify", _SPOKEN, "Make sure who is asking."),
    ("r", "reply", "Reply", "reply", ("message", *_RECORD), "Answer, or send an article."),
    ("u", "update_caller", "Update", "update", _RECORD, "Tell the caller how things stand."),
    ("U", "send_notice", "Notice", "notice", ("incident",), "Tell everyone who is affected."),
    ("c", "confirm_restoration", "Confirm", "confirm", _RECORD, "Ask if it works again."),
    ("e", "end_call", "End call", "end", ("call",), "Say goodbye; the record stays with you."),
)
_RECORD_ACTIONS: Final = _play(
    "record",
    ("n", "log_ticket", "New record", "log", _UNLOGGED, "Log this as a record."),
    ("i", "prioritise_ticket", "Impact", "rate", ("incident",), "Set impact and urgency."),
    ("s", "assign_ticket", "Send to team", "assign", _RECORD, "Assign it; you still own it."),
    ("w", "apply_workaround", "Workaround", "workaround", _SPOKEN, "Talk the caller through one."),
    ("L", "link_ticket", "Link", "link", (*_UNLOGGED, *_RECORD), "Same cause: tie it to a record."),
    ("D", "unlink_ticket", "Detach", "unlink", _RECORD, "Take it from under its parent."),
    ("R", "resolve_ticket", "Resolve", "resolve", _RECORD, "It works; the caller still decides."),
    ("C", "close_ticket", "Close", "close", _RECORD, "The caller agrees: it is over."),
    (
        "E",
        "escalate_ticket",
        "Escalate",
        "escalate",
        _RECORD,
        "Tell the lead; asks first.",
    ),
    ("P", "raise_problem", "Problem", "problem", ("incident",), "Hand on the search for a cause."),
    ("K", "categorise_ticket", "Kind", "kind", _RECORD, "Correct kind, category or service."),
    ("o", "hold_ticket", "Hold", "hold", _RECORD, "Put it on hold, with the reason."),
    ("Z", "resume_ticket", "Resume", "resume", _RECORD, "Take it off hold."),
    ("O", "reopen_ticket", "Reopen", "reopen", _RECORD, "It was not over after all."),
    ("X", "cancel_ticket", "Cancel", "cancel", _RECORD, "Logged in error; asks first."),
    ("W", "write_note", "Work note", "note", _RECORD, "Write a line for colleagues only."),
)
_REQUEST_ACTIONS: Final = _play(
    "request",
    ("m", "start_model", "Start model", "start", ("request",), "Begin the steps agreed for it."),
    ("y", "ask_approval", "Approval", "approval", ("request",), "Ask those who must say yes."),
    ("f", "fulfil_step", "Fulfil step", "fulfil", ("request",), "Do the next step of the model."),
    ("N", "refuse_request", "Refuse", "refuse", ("request",), "Say no, with the reason."),
)
_ALERT_ACTIONS: Final = _play(
    "alert",
    ("A", "acknowledge_alert", "Acknowledge", "acknowledge", ("alert",), "Say what it is."),
    ("T", "alert_team", "Tell a team", "alert", ("alert",), "Pass it on without a record."),
)
_LOOKING_ACTIONS: Final = _play(
    "looking",
    ("/", "search_knowledge", "Search, 1 min", "search", (), "Look for errors, articles, models."),
)
_HINT_ACTIONS: Final = _play(
    "looking",
    ("x", "ask_hint", "Hint", "hint", (), "A hint, rung by rung; you see first what it costs."),
)
_PLACES: Final = tuple(
    Action(name, (key,), title, word, help_, ("play",), "places", in_bar=False)
    for key, name, title, word, help_ in (
        ("1", "came_in", "Came in", "came-in", "To the list of what came in."),
        ("2", "records", "You opened", "records", "To the list of what you opened."),
        ("3", "matter", "This one", "matter", "To the selected matter in full."),
        (
            "4",
            "service_board",
            "Services",
            "board",
            "Which services are up; which alerts stand.",
        ),
        ("5", "due_board", "Due", "promises", "What you promised, and which targets run out."),
        ("6", "teams", "Teams", "teams", "Who does what, and who is on duty."),
        ("7", "estate_path", "Map", "map", "What depends on the item of the selected matter."),
    )
)
"""Panels of the desk by the number in their titles; where a panel has no room, a page shows it."""
_SHIFT_ACTIONS: Final = _play(
    "shift",
    (".", "wait", "Wait", "wait", (), "Let the clock run to what comes next."),
    (">", "next_waiting", "Next waiting", "next", (), "Go to what waits; nothing is done to it."),
    ("z", "undo", "Undo", "undo", (), "Correct your last step, for 60 seconds."),
    ("space", "all_actions", "All", "all", (), "Everything that can be done now, and why not."),
    ("F", "fast_forward", "Fast-forward", "forward", (), "Hurry to the next arrival."),
    ("p", "pause", "Pause", "pause", (), "Stop the clock, or let it run again."),
    ("H", "write_handover", "Handover", "handover", (), "Write the note for the next shift."),
    ("Q", "end_shift", "End shift", "end-shift", (), "Hand over and see the debrief."),
)
_DESK_CARD: Final = Action(
    "desk_card",
    ("d",),
    "Desk card",
    "card",
    "The rules of this desk on one page: impact, urgency, matrix, targets.",
    ("briefing", "play"),
    "looking",
)
_WHAT_IF: Final = Action(
    "what_if",
    ("w",),
    "What if",
    "what-if",
    "Work out the best that was still attainable, minute by minute.",
    ("debrief",),
    "looking",
)
_TIMELINE: Final = (
    Action(
        "timeline",
        ("t",),
        "Timeline",
        "timeline",
        "Go through the shift minute by minute, as it could be seen then.",
        ("debrief",),
        "looking",
    ),
    *(
        Action(name, (key,), title, word, help_, ("timeline",), "looking")
        for key, name, title, word, help_ in (
            ("v", "truth", "Truth", "truth", "Show what was true, or hide it again."),
            ("r", "reveal", "Reveal", "reveal", "How each cause reached those who called."),
            ("]", "event_after", "Event after", "after", "To what happened next."),
            ("[", "event_before", "Event before", "before", "To what happened before."),
            ("L", "ten_on", "Ten on", "ten-on", "Ten minutes on."),
            ("H", "ten_back", "Ten back", "ten-back", "Ten minutes back."),
        )
    ),
)
"""What can be done on the timeline of a debrief, and how to get there."""
_AGAIN: Final = Action(
    "begin_again",
    ("a",),
    "Again",
    "again",
    "A new run from just before the marked decision; what came before stands.",
    ("debrief",),
    "looking",
)
_BESIDE: Final = Action(
    "beside",
    ("b",),
    "Other run",
    "beside",
    "Your other run of this shift beside this one.",
    ("debrief",),
    "looking",
)
_MOVING: Final = (
    _move("up", ("up", "k"), "Up", "One line up."),
    _move("down", ("down", "j"), "Down", "One line down."),
    _move("left", ("left", "h"), "Left", "To the left, or to the panel before."),
    _move("right", ("right", "l"), "Right", "To the right, or to the panel after."),
    _move("top", ("g", "home"), "Top", "To the first line."),
    _move("bottom", ("G", "end"), "Bottom", "To the last line."),
    _move(
        "mark",
        ("space",),
        "Mark",
        "Select the line, or take it out again.",
        (*(place for place in SCREENS if place != "play"), "dialog"),
    ),
    _move("lists", ("escape",), "To the lists", "Back to the list of what came in.", ("play",)),
    Action(
        "open",
        ("enter",),
        "Choose",
        "open",
        "Open the line, or press the button.",
        ("screen", "dialog"),
        "moving",
    ),
)
_ANSWERING: Final = (
    Action(
        "answer",
        tuple("123456789"),
        "Answer",
        "answer",
        "Choose the answer or section with that number.",
        ("briefing", "debrief", "study", "quiz", "exam", "question", "form"),
        "answering",
        each_key=True,
        in_bar=False,
    ),
    Action(
        "choose",
        tuple("abcdABCD"),
        "Choose",
        "choose",
        "Choose the option with that letter.",
        ("quiz", "exam"),
        "answering",
        each_key=True,
        in_bar=False,
    ),
    Action("agree", ("y",), "Yes", "yes", "Yes, do it.", ("confirm",), "answering"),
    Action("disagree", ("n",), "No", "no", "No, leave it.", ("confirm",), "answering"),
    Action(
        "close_dialog", ("escape", "q"), "Back", "back", "Back, nothing done.", ("dialog",), "app"
    ),
    Action(
        "pick_up",
        ("t",),
        "Take call",
        "pick-up",
        "Leave the form and pick up the phone.",
        ("form",),
        "contact",
    ),
)


def _study(*rows: tuple[str, str, str, str, tuple[Place, ...], str]) -> list[Action]:
    """Actions around questions; a row is key, name, title, plain word, places, help."""
    return [
        Action(name, (key,), title, word, help_, places, "studying")
        for key, name, title, word, places, help_ in rows
    ]


_STUDYING: Final = _study(
    ("s", "study", "Study", "study", ("home",), "Questions, mock exams, and where you stand."),
    ("f", "flag", "Flag", "flag", ("quiz", "exam"), "Flag this question, or take its flag away."),
    ("x", "clear", "Take back", "clear", ("quiz", "exam"), "Take the answer back."),
    (
        "r",
        "lesson",
        "Lesson",
        "lesson",
        ("quiz",),
        "Read the lesson on the topic of this question.",
    ),
    ("n", "next_question", "Next", "next", ("exam",), "To the next question."),
    ("p", "previous_question", "Previous", "previous", ("exam",), "To the question before."),
    ("o", "overview", "Overview", "overview", ("exam",), "All questions: answered, flagged, open."),
    ("Q", "hand_in", "Hand in", "submit", ("exam",), "Hand the exam in; you are asked first."),
    ("w", "which", "Filter", "filter", ("result",), "Show wrong, flagged or all questions."),
    (
        "e",
        "exam_question",
        "Question",
        "question",
        ("debrief",),
        "The card and one exam question on the marked decision, or on the dearest.",
    ),
    (
        "o",
        "one_like_it",
        "One like it",
        "like-it",
        ("debrief",),
        "A drill on the same skill as the marked decision, in other clothes.",
    ),
    (
        "p",
        "practise",
        "Practise",
        "practise",
        ("debrief", "result", "progress"),
        "Practise the topics that this shows to be weak.",
    ),
)
_LEAFED: Final[tuple[Place, ...]] = (
    *("help", "briefing", "study", "quiz", "exam", "result", "progress", "timeline"),
)
_APP: Final = (
    Action(
        "back",
        ("q", "escape"),
        "Back",
        "back",
        "Go back.",
        _LEAFED,
        "app",
    ),
    Action(
        "first_page",
        ("escape",),
        "Back",
        "first-page",
        "Stop working it out; to the first page, or out.",
        ("debrief",),
        "app",
    ),
    Action(
        "leave_debrief",
        ("q",),
        "Leave",
        "leave-debrief",
        "Leave the debrief.",
        ("debrief",),
        "app",
    ),
    Action(
        "leave_shift",
        ("q",),
        "Leave",
        "leave",
        "Leave the shift for now; it is saved and can be continued.",
        ("play",),
        "app",
    ),
    Action(
        "delete_run",
        ("D",),
        "Delete run",
        "delete",
        "Delete the shift on this line, after a question.",
        ("home",),
        "app",
    ),
    Action("quit", ("q",), "Quit", "quit", "Leave itilsim.", ("home",), "app"),
    Action(
        "help",
        ("?",),
        "Help",
        "help",
        "What you can do here, and with which key.",
        tuple(place for place in SCREENS if place != "help"),
        "app",
    ),
    Action(
        "command_palette",
        ("ctrl+p",),
        "Commands",
        "commands",
        "Find anything by its name, themes too.",
        ("screen",),
        "app",
    ),
    Action(
        "interrupt",
        ("ctrl+c",),
        "Leave at once",
        "interrupt",
        "Leave itilsim at once; what you did is saved.",
        ("everywhere",),
        "app",
        in_bar=False,
    ),
)

ACTIONS: Final[tuple[Action, ...]] = (
    *_CONTACT_ACTIONS,
    *_RECORD_ACTIONS,
    *_REQUEST_ACTIONS,
    *_ALERT_ACTIONS,
    *_HINT_ACTIONS,
    *_SHIFT_ACTIONS,
    *_LOOKING_ACTIONS,
    _DESK_CARD,
    _WHAT_IF,
    _AGAIN,
    *_PLACES,
    *_STUDYING,
    *_TIMELINE,
    _BESIDE,
    *_MOVING,
    *_ANSWERING,
    *_APP,
)
"""All actions; the order is that of the key bar."""

_BY_NAME: Final[dict[str, Action]] = {action.name: action for action in ACTIONS}
