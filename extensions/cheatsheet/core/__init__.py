"""Blocks as entries, and records of runs: pure data, no Sphinx."""
