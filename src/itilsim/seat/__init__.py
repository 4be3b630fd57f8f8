"""What one seat sees and may do, whatever shows it; no textual, no print."""
