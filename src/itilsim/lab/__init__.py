"""Many shifts: played by policies, on as many processes as wished."""
