"""Addresses that stay: permalinks, and pages for those that moved."""
