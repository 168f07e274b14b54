"""Read, merge and check gettext catalogs; knows neither Sphinx pages nor cheat sheets."""
