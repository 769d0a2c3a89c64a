"""Lets a rollout wait for a person's word."""
