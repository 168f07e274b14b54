"""Show a site while it is written: a saved page at once, all of its language a little later."""
