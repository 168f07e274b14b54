"""What is written for programs: blocks to run, findings, entries."""
