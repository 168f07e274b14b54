"""Read Python code: its tree, its names, its comments, and slugs of it. The standard library alone."""
