"""Adds an import up."""
