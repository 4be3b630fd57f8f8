"""One run: begun, opened again, replayed, judged beside the references, saved."""
