"""Fails nations whose messages nobody could work off."""
