"""Consent that can be proven: what was asked in which words, what was answered, and what therefore stands."""
