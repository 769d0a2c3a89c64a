"""Lets go of the people of campaigns that are over."""
