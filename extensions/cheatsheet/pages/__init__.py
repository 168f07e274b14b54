"""What pages say of the site: languages, runs, chapters, the whole on one page."""
