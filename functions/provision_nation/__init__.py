"""Brings nations into being."""
