"""Serves the control panel."""
