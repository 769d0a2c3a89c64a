"""Publishes the network's own site."""
