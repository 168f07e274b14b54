"""Tiny Sphinx projects for the tests here."""

from projects import make_project, make_shared_project

__all__ = ["make_project", "make_shared_project"]
