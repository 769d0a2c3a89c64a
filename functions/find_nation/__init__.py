"""Answers the candidate finder where no script runs."""
