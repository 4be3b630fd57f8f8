"""What a teacher prints for a class: run sheet, answer key, desk card, map, timeline, cards.

The one idea: all of it is made from the plan and one play of its shift, so that it fits whatever a
class plays. Two kinds of pages: the teacher's, which know the answers, and those that students may
see, which do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from itilsim.classroom.answer_key import answer_key
from itilsim.classroom.expected import expected, hardest
from itilsim.classroom.handbook import handbook, slides
from itilsim.classroom.handouts import cards, desk_card, estate_map, timeline
from itilsim.classroom.plan_file import Prepared
from itilsim.classroom.run_sheet import run_sheet
from itilsim.classroom.walkthrough import walkthrough
from itilsim.content.bank import shipped_bank
from itilsim.storage.places import Places

TEACHERS: Final = ("run-sheet.html", "answer-key.html", "handbook.html")
"""Pages that have answers in them."""
AUTHORED: Final = ("walkthrough.html",)
"""Pages for the teacher that only a class has that was played first."""
STUDENTS: Final = (
    "desk-card.html", "estate-map.html", "timeline.html", "cards.html", "slides.html",
)  # fmt: skip
"""Pages that students may see."""


def printed(prepared: Prepared, places: Places) -> Mapping[str, str]:
    """The pages of a class by the names of their files.

    Args:
        prepared: The class.
        places: The user's folders.
    """
    if prepared.variants:
        return _of_variants(prepared, places)
    plan, code = prepared.plan, prepared.handout.code
    done = prepared.authored
    seen = expected(prepared.setting, plan.seed, done)
    asked = {*plan.before, *plan.after}
    items = {e.id: e for e in shipped_bank(places).items if e.id in asked} if asked else {}
    own = {} if done is None else {"walkthrough.html": walkthrough(plan, code, seen, done)}
    return own | {
        "run-sheet.html": run_sheet(plan, code, seen),
        "answer-key.html": answer_key(plan, code, seen, items),
        "handbook.html": handbook(plan, code, seen, hardest(prepared.setting, plan.seed)),
        "desk-card.html": desk_card(plan, code, seen),
        "estate-map.html": estate_map(plan, code, seen),
        "timeline.html": timeline(plan, code, seen),
        "cards.html": cards(plan, code, seen),
        "slides.html": slides(plan, code, seen),
    }


def _of_variants(prepared: Prepared, places: Places) -> Mapping[str, str]:
    """The pages of each variant, with its letter; those that are the same for all once."""
    each = {own.letter: printed(own, places) for own in prepared.variants}
    found = {}
    for name in (*TEACHERS, *STUDENTS):
        stem, _, ending = name.rpartition(".")
        texts = {letter: pages[name] for letter, pages in each.items()}
        if len(set(texts.values())) == 1:
            found[name] = next(iter(texts.values()))
        else:
            found |= {f"{stem}-{letter}.{ending}": text for letter, text in texts.items()}
    return found
