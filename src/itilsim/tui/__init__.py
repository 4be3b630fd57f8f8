"""The Textual app: screens that show frozen values and leave with typed results.

Nothing here decides or remembers; what a person wishes goes out as a value, and what is shown
came in as one. Importing this package imports no Textual; importing its modules does.
"""
