"""HQ's automation over HTTP: what it may ask, and what it is answered."""
