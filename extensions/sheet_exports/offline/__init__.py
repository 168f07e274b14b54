"""The site installed and read without a network."""
