"""Writes the files of exports."""
