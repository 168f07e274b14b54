"""Guides in Markdown whose commands are run as a reader would run them."""
