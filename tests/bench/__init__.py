"""Measures what Banneret promises: `python -m tests.bench`, or `make bench`."""
