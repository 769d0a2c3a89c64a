"""Publishes the sites of nations again, because somebody asked."""
