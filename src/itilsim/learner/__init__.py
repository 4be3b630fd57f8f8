"""One learner model: what shifts, questions and cards say together about what to study."""
