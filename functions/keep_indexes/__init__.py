"""Asks for the indexes that too much has happened to."""
