"""Flows: which screen follows which, each a coroutine that shows one after another."""
