"""The forms that visitors fill in: which fields they have, and what makes of a post something to act on."""
