"""Sorts one range of the people file."""
