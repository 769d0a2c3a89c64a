"""Judges the wave that has just run."""
