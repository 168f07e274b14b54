"""The pages as scripts, notebooks, Markdown and paper."""
