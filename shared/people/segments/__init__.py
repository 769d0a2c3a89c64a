"""Segments: people of a nation by what is known of them, counted and listed from an index of facets."""
