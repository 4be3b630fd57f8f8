"""The parts of a debrief; `itilsim.domain.debrief` puts them together."""
