"""Practise running an IT service desk, one simulated shift at a time."""

from __future__ import annotations

__version__ = "0.2.0"
