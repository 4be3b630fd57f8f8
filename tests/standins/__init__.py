"""Machines that are not here, as far as a program can tell."""
