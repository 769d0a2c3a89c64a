"""Carries out the imports that nations' teams asked for."""
