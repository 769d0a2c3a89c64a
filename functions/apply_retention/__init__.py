"""Removes nations whose grace is up, and lets go of the people of campaigns that are over."""
