"""What to practise: topic, which questions, how many, and whether to ask how sure one is.

The one idea: the form of the desk asks; where it leaves with a wish instead of a command,
`asked_for` makes sure of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from itilsim.learner.selection import Filter
from itilsim.seat.draft import Choice, Field, FormView, Values
from itilsim.tui.dialogs.form import Form, Judge

if TYPE_CHECKING:
    from itilsim.tui.app import ItilsimApp

T = TypeVar("T")

Kind: TypeAlias = Filter | Literal["computed"]
"""Which questions: one of the filters, or questions that are worked out anew."""

KINDS: Final[tuple[Choice, ...]] = (
    Choice("all", "All", "least practised first"),
    Choice("weak", "Weak", "topics of which you know least"),
    Choice("wrong", "Wrong", "what you last got wrong"),
    Choice("unsure", "Unsure", "what you were unsure of"),
    Choice("unseen", "Unseen", "what you have never answered"),
    Choice("flagged", "Flagged", "what you flagged"),
    Choice("computed", "Worked out anew", "priorities, times and routes, without end"),
)
"""What can be practised."""
COUNTS: Final = tuple(Choice(n, f"{n}") for n in (5, 10, 20, 40))
"""How many questions a round has; tuning constants."""
USUAL: Final = 10
"""The number that is usual; tuning constant."""
SURE: Final = (
    Choice(value=False, label="No"),
    Choice(value=True, label="Yes", aside="sure and wrong is what to study first"),
)
"""Whether to ask how sure one is."""


@dataclass(frozen=True, slots=True)
class PractiseWish:
    """A round as it is wanted."""

    topic: str
    """Only this topic; empty: all."""
    kind: Kind
    """Which questions."""
    count: int
    """How many at most."""
    certainty: bool
    """Whether to ask how sure one is."""


def practise_form(topics: Sequence[Choice], *, certainty: bool) -> FormView:
    """The form for a round of practice.

    Args:
        topics: What can be chosen, the weakest first.
        certainty: Whether one is usually asked how sure one is.
    """

    def build(values: Values) -> Any:  # noqa: ANN401 - the form hands on whatever is built
        return PractiseWish(values["topic"], values["kind"], values["count"], values["certainty"])

    every = Choice("", "All topics")
    return FormView(
        title="Practise",
        build=build,
        fields=(
            Field("topic", "Topic", (every, *topics), value=""),
            Field("kind", "Which questions", KINDS, value="all"),
            Field("count", "How many", COUNTS, value=USUAL, settled=True),
            Field("certainty", "Ask how sure you are", SURE, value=certainty, settled=True),
        ),
        submit="Begin",
    )


async def asked_for(
    app: ItilsimApp, view: FormView, kind: type[T], judge: Judge | None = None
) -> T | None:
    """Ask with a form that builds something else than a command.

    Args:
        app: The app.
        view: The form.
        kind: What it builds.
        judge: Looks at it before the form closes.

    Returns:
        What was built, or nothing if one went back.
    """
    found = await app.show(Form(view, judge))
    return found if isinstance(found, kind) else None
