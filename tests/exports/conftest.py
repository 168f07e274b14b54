"""Tiny Sphinx projects and a browser for the tests here."""

from browsing import browser
from projects import make_project, make_shared_project

__all__ = ["browser", "make_project", "make_shared_project"]
