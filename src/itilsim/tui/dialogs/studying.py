"""The one question before the first shift: which exam is the student preparing for?"""

from __future__ import annotations

from itilsim.tui.dialogs.question import Question
from itilsim.words.editions import EXAMS, Studying


class StudyingQuestion(Question[Studying]):
    """Leaves with the edition; the newest common one comes first."""

    def __init__(self) -> None:
        """Ask."""
        super().__init__(
            "Which exam are you studying for?",
            [(text, edition) for edition, text in EXAMS.items()],
            "It decides which words the explanations use; the shift stays the same. "
            "You can change it later.",
        )
