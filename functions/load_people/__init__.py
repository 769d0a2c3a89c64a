"""Loads the people of one shard."""
