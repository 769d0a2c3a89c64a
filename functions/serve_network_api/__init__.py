"""Serves HQ's automation over HTTP."""
