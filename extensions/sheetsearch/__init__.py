"""A Sphinx extension that searches a cheat sheet's entries and sections, in Korean and English."""
