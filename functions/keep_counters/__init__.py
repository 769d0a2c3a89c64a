"""Counts what people did, and shows it on the pages."""
