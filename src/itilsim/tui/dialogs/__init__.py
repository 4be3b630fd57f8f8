"""Dialogs: small screens over a screen, that leave with one typed answer or with nothing."""
