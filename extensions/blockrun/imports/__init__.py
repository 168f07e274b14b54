"""What blocks import, imported once for all of them, and only where none can notice."""
