"""Run blocks of code and keep a record of each.

Needs nothing but the standard library, `pycode`, which needs no more, and whatever the blocks
themselves import: it can be carried to another machine, as ``blocks.jsonl``, ``setup.py``, this folder
and that of `pycode`.
"""
