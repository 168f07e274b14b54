"""What a page says of itself to search engines and to whoever links to it."""
