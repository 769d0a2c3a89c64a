"""Elections: who votes when, and when campaigns must be silent."""
