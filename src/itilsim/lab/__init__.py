"""Shifts without a screen: one or many, judged beside the references, saved, opened again."""
