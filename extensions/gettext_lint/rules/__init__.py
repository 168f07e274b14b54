"""The rules for translations, a module a subject."""
