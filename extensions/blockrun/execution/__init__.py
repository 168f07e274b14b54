"""One block in a process of its own: folder, limits, verdict."""
