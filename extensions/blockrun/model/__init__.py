"""What is run and what came of it: blocks, examples, records, the order of a run."""
