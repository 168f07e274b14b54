"""What records say, and what a run has done so far."""
