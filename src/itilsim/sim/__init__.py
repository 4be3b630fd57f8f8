"""The simulated world: SimPy processes that draw, wait and record facts."""
