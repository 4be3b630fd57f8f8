"""How a command ends: always with one message and one exit code, never with a traceback.

The one idea: everything that can end a command (its own errors, ours, a signal, a closed pipe, a
mistake in the program) arrives here, and nowhere else is an error caught to be shown.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click

from itilsim.cli.commands import itilsim
from itilsim.cli.invocation import Invocation
from itilsim.domain.errors import APOLOGY, FAULT, ContentError, ItilsimError

DONE, USAGE, TRY_AGAIN, INTERRUPTED = 0, 2, 3, 130
"""Exit codes. Source: the contract in the documentation."""

COMPLETE = "_ITILSIM_COMPLETE"
"""Environment variable by which a shell asks to complete words."""


class Stopped(BaseException):
    """A signal asks the program to leave."""

    def __init__(self, number: int) -> None:
        """Keep the signal's number."""
        super().__init__(number)
        self.exit_code = 128 + number


def ended(words: list[str]) -> int:
    """Run a command line to its end.

    Args:
        words: The words after the program's name.

    Returns:
        The exit code.
    """
    invocation = Invocation()
    _legible_output()
    try:
        with _signals_heard():
            result = _invoked(words, invocation)
            sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the last door: everything ends here
        return _exit_code(error, invocation)
    return result if isinstance(result, int) else DONE


def failed(error: BaseException) -> int:
    """Say what there is to say about an end that came before any command.

    Args:
        error: What ended it.

    Returns:
        The exit code.
    """
    return _exit_code(error, Invocation())


def _invoked(words: list[str], invocation: Invocation) -> object:
    """What the command returns.

    click's own `main` ends a closed pipe in its own way, so it is asked only to complete words.
    """
    if COMPLETE in os.environ:
        return itilsim.main(words, "itilsim")
    with itilsim.make_context("itilsim", [*words], obj=invocation) as context:
        return itilsim.invoke(context)


def _exit_code(error: BaseException, invocation: Invocation) -> int:
    """Say what there is to say about the end of a command."""
    match error:
        case click.ClickException():
            _say(_usage_message(error))
            code = USAGE
        case ItilsimError():
            _say(_content_message(error) if isinstance(error, ContentError) else str(error))
            code = error.exit_code
        case KeyboardInterrupt() | click.Abort():
            code = INTERRUPTED
        case Stopped():
            code = error.exit_code
        case click.exceptions.Exit():
            code = error.exit_code
        case SystemExit():
            code = error.code if isinstance(error.code, int) else DONE
        case BrokenPipeError():
            _let_go_of_stdout()
            code = DONE
        case OSError():
            _let_go_of_stdout()
            code = _refused(error)
        case _:
            _say_sorry(error, invocation)
            code = FAULT
    return code


def _refused(error: OSError) -> int:
    """Say what the operating system complained of; with which code, depends on what that is."""
    if error.filename is None:
        _say(f"The operating system refused: {error.strerror}.")
        return TRY_AGAIN
    from itilsim.storage.files import explained

    ours = explained(Path(os.fsdecode(error.filename)), error)
    _say(str(ours))
    return ours.exit_code


@contextlib.contextmanager
def _signals_heard() -> Iterator[None]:
    """Let TERM and HUP end the block with `Stopped`; what is half done is undone on the way."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before: dict[int, object] = {}
    try:
        for number in numbers:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _stop)
    except ValueError:
        pass  # Only the main thread may listen; elsewhere the caller does.
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what getsignal gave


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


def _usage_message(error: click.ClickException) -> str:
    """One message for a command line that makes no sense, with the way on."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "itilsim"
    words = f"{error.format_message().rstrip()}{_nearest_choice(error)}"
    return f"{words}\n'{path} --help' shows what there is."


def _nearest_choice(error: click.ClickException) -> str:
    """The right word, where a wrong one of a closed list is nearly it."""
    kind = getattr(getattr(error, "param", None), "type", None)
    wrong = re.match(r"'([^']*)' is not", error.message)
    if wrong is None or not isinstance(kind, click.Choice):
        return ""
    near = difflib.get_close_matches(wrong[1], [str(one) for one in kind.choices], n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def _content_message(error: ContentError) -> str:
    """All problems of content, a line each, and a closing one that says what that means."""
    count = len(error.problems)
    closing = "It cannot be used until that is put right."
    if count > 1:
        closing = f"{count} problems. It cannot be used until they are put right."
    return f"{error}\n{closing}"


def _say(message: str) -> None:
    """Write to stderr, cleaned of what could steer a terminal."""
    from itilsim.content.clean import clean

    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{clean(message)}\n")
        sys.stderr.flush()


def _say_sorry(error: BaseException, invocation: Invocation) -> None:
    kept = _kept_details(error, invocation)
    where = f" Details are in {kept}." if kept else ""
    _say(f"{APOLOGY}{where}")


def _kept_details(error: BaseException, invocation: Invocation) -> Path | None:
    """Keep the traceback in the data folder; nothing where that is not possible."""
    import traceback

    try:
        from itilsim.storage.files import keep_private
        from itilsim.storage.places import FAULT_FILE

        file = invocation.places.data / FAULT_FILE
    except (OSError, ItilsimError, ImportError):
        return None
    return file if keep_private(file, "".join(traceback.format_exception(error))) else None


def _legible_output() -> None:
    """Let a character that a terminal's encoding lacks appear as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower()
        if hasattr(stream, "reconfigure") and not encoding.startswith("utf"):
            stream.reconfigure(errors="replace")


def _let_go_of_stdout() -> None:
    """Put the null device in the place of stdout, so that nothing fails again at exit."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
