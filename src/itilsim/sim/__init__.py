"""The simulated world: SimPy processes that draw, wait and record facts."""

ENGINE = 2
"""Version of the rules; raised whenever a golden log changes."""
