"""Carries out the imports, and the changes of many people, that nations' teams asked for."""
