"""Sends letters to members."""
