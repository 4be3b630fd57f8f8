"""Widgets that several screens use; each is one noun and shows frozen values."""
