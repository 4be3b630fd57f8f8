"""A class from files alone: what is played, what is handed in, and what it comes to."""
