"""Questions and the study that is built on them; the standard library only, no clock, no chance."""
