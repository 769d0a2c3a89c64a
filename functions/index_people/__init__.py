"""Builds the indexes of nations, by which their people are counted and listed."""
