"""A nation: one campaign, with its zones, its candidate and its state."""
