"""The line-oriented front door: stable labelled lines, for screen readers and for scripts."""
