"""Answers whoever follows a link of a mail."""
